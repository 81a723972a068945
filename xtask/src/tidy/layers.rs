//! Dependencies point down.

use super::finding::Finding;
use super::settings::Layers;
use crate::tree::Tree;

/// Finds crates without a layer, dependencies that do not point down, and
/// dependencies that the crate may not have.
///
/// Normal and build dependencies count, those of single targets among them.
/// `[dev-dependencies]` may name any crate.
pub(crate) fn check(tree: &Tree, layers: &Layers) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.manifests() {
        let Some(manifest) = tree
            .read(file)
            .and_then(|text| text.parse::<toml::Table>().ok())
        else {
            found.push(Finding::of_file(file, "is no TOML"));
            continue;
        };
        let name = manifest
            .get("package")
            .and_then(|package| package.get("name"))
            .and_then(toml::Value::as_str)
            .unwrap_or_default();
        let folder = file.trim_end_matches("/Cargo.toml").rsplit('/').next();
        if folder != Some(name) {
            found.push(Finding::of_file(
                file,
                format!("`{name}` is not the name of its folder"),
            ));
        }
        let is_dev = |name: &str| layers.dev.crates.iter().any(|dev| dev == name);
        let own = layers.layer.get(name);
        if own.is_none() && !is_dev(name) {
            let message = format!("`{name}` has no layer in xtask/layers.toml");
            found.push(Finding::of_file(file, message));
        }
        for dependency in dependencies(&manifest) {
            for only in &layers.only {
                if only.dependencies.contains(&dependency)
                    && !only.crates.iter().any(|allowed| allowed == name)
                {
                    let message = format!("`{dependency}` is not for `{name}`: {}", only.why);
                    found.push(Finding::of_file(file, message));
                }
            }
            if is_dev(&dependency) && !is_dev(name) {
                let message = format!("`{dependency}` is for `[dev-dependencies]`");
                found.push(Finding::of_file(file, message));
            }
            let (Some(own), Some(other)) = (own, layers.layer.get(&dependency)) else {
                continue;
            };
            let meant = |edge: &super::settings::Edge| {
                edge.from == name && edge.to.contains(&dependency) && own == other
            };
            if other >= own && !layers.allow.iter().any(meant) {
                let message = format!(
                    "`{name}` (layer {own}) must not depend on `{dependency}` (layer {other}): dependencies point down"
                );
                found.push(Finding::of_file(file, message));
            }
        }
    }
    found
}

/// Names of the packages that a manifest depends on outside its tests.
fn dependencies(manifest: &toml::Table) -> Vec<String> {
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    let tables = std::iter::once(manifest).chain(
        targets
            .into_iter()
            .flat_map(|t| t.values())
            .filter_map(toml::Value::as_table),
    );
    let mut names = Vec::new();
    for table in tables {
        for section in ["dependencies", "build-dependencies"] {
            let entries = table.get(section).and_then(toml::Value::as_table);
            for (key, value) in entries.into_iter().flatten() {
                let package = value.get("package").and_then(toml::Value::as_str);
                names.push(package.unwrap_or(key).to_owned());
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::tests::tree_of;

    fn layers() -> Layers {
        toml::from_str(
            "[layer]\nlow = 0\nmid = 1\npeer = 1\n[dev]\ncrates = ['kit']\n\
             [[allow]]\nfrom = 'mid'\nto = ['peer', 'top']\nwhy = 'w'\n\
             [[only]]\ndependencies = ['ureq']\ncrates = ['mid']\nwhy = 'no network'\n",
        )
        .unwrap()
    }

    fn messages(name: &str, rest: &str) -> Vec<String> {
        let file = format!("crates/{name}/Cargo.toml");
        let text = format!("[package]\nname = '{name}'\n{rest}");
        let (_folder, tree) = tree_of(&[(file.as_str(), text.as_str())]);
        check(&tree, &layers())
            .into_iter()
            .map(|f| f.message)
            .collect()
    }

    #[test]
    fn an_upward_edge_is_found_wherever_it_hides() {
        for section in [
            "[dependencies]\nmid.workspace = true",
            "[build-dependencies]\nmid = '1'",
            "[target.'cfg(unix)'.dependencies]\nmid = '1'",
            "[dependencies]\nx = { package = 'mid', path = '../mid' }",
            "[dependencies.mid]\npath = '../mid'",
        ] {
            assert!(
                messages("low", section)[0].contains("point down"),
                "{section}"
            );
        }
    }

    #[test]
    fn equals_do_not_know_each_other_unless_it_is_meant() {
        assert_eq!(
            messages("peer", "[dependencies]\nmid = '1'\nlow = '1'").len(),
            1
        );
        assert_eq!(messages("mid", "[dependencies]\npeer = '1'").len(), 0);
    }

    #[test]
    fn tests_may_use_the_kit_and_nobody_else() {
        assert_eq!(
            messages("low", "[dev-dependencies]\nkit = '1'\nmid = '1'").len(),
            0
        );
        assert_eq!(
            messages("low", "[dependencies]\nkit = '1'"),
            ["`kit` is for `[dev-dependencies]`"]
        );
        assert_eq!(messages("kit", "[dependencies]\nmid = '1'").len(), 0);
    }

    #[test]
    fn a_crate_without_a_layer_or_with_what_is_not_for_it_is_found() {
        assert_eq!(messages("new", "").len(), 1);
        assert_eq!(
            messages("low", "[dependencies]\nureq = '3'"),
            ["`ureq` is not for `low`: no network"]
        );
        assert_eq!(messages("mid", "[dependencies]\nureq = '3'").len(), 0);
    }
}
