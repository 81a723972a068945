//! Every crate says what it is, and follows the workspace.

use super::finding::Finding;
use crate::tree::Tree;

/// Finds crates without a description, without the workspace's lints, or that could be published.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.manifests() {
        let Some(manifest) = tree
            .read(file)
            .and_then(|text| text.parse::<toml::Table>().ok())
        else {
            found.push(Finding::of_file(file, "is no TOML"));
            continue;
        };
        let package = manifest.get("package");
        let described = package
            .and_then(|package| package.get("description"))
            .and_then(toml::Value::as_str)
            .is_some_and(|text| text.split_whitespace().count() >= 3);
        if !described {
            found.push(Finding::of_file(
                file,
                "has no `description` of three words or more",
            ));
        }
        let inherits = |value: Option<&toml::Value>| {
            value
                .and_then(|value| value.get("workspace"))
                .and_then(toml::Value::as_bool)
                .unwrap_or(false)
        };
        if !inherits(manifest.get("lints")) {
            found.push(Finding::of_file(file, "lacks `[lints] workspace = true`"));
        }
        let publish = package.and_then(|package| package.get("publish"));
        if !inherits(publish) && publish.and_then(toml::Value::as_bool) != Some(false) {
            found.push(Finding::of_file(file, "lacks `publish.workspace = true`"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::tests::tree_of;

    #[test]
    fn a_bare_manifest_is_found_three_times() {
        let (_folder, tree) = tree_of(&[
            ("crates/a/Cargo.toml", "[package]\nname = 'a'\n"),
            ("crates/b/Cargo.toml", "not toml"),
        ]);
        let messages: Vec<String> = check(&tree).into_iter().map(|f| f.message).collect();
        assert_eq!(messages.len(), 4, "{messages:?}");
    }

    #[test]
    fn a_full_manifest_is_not() {
        let text = "[package]\nname = 'a'\ndescription = 'Reads the files'\npublish.workspace = true\n[lints]\nworkspace = true\n";
        let (_folder, tree) = tree_of(&[("crates/a/Cargo.toml", text)]);
        assert_eq!(check(&tree), Vec::new());
    }
}
