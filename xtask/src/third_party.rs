//! `THIRD-PARTY.md`, from what cargo knows of the dependencies.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const FILE: &str = "THIRD-PARTY.md";

const HEAD: &str = "\
# Third-party software

diptych is built from the Rust crates below, each under its own licence. Nothing else is part of
the program. *ships* marks the crates that the program itself is built from, on any platform; the
others serve its tests and automation.

`cargo xtask third-party` rewrites this file from `cargo metadata`; `cargo deny check licenses`
holds the licences to the list in `deny.toml`.
";

/// Rewrites the file.
///
/// # Errors
/// Where cargo cannot be asked or the file cannot be written.
pub(crate) fn write(root: &Path) -> Result<(), String> {
    let text = text(root)?;
    std::fs::write(root.join(FILE), text).map_err(|error| format!("{FILE}: {error}"))
}

/// Whether the file is as it would be written.
///
/// # Errors
/// Where cargo cannot be asked.
pub(crate) fn compare(root: &Path) -> Result<bool, String> {
    let text = text(root)?;
    let same = std::fs::read_to_string(root.join(FILE)).is_ok_and(|old| old == text);
    if !same {
        println!("{FILE} is not up to date: run `cargo xtask third-party`");
    }
    Ok(same)
}

fn text(root: &Path) -> Result<String, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root)
        .output()
        .map_err(|error| format!("cargo metadata: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let metadata = serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
    Ok(render(&metadata))
}

/// The file for this answer of `cargo metadata`.
fn render(metadata: &Value) -> String {
    let ships = shipped(metadata);
    let mut classes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in list(metadata, "packages").filter(|package| !package["source"].is_null()) {
        let name = text_of(package, "name");
        let mark = if ships.contains(text_of(package, "id")) {
            ", ships"
        } else {
            ""
        };
        let at = text_of(package, "repository");
        let shown = if at.is_empty() {
            name.to_owned()
        } else {
            format!("[{name}]({at})")
        };
        let row = format!("- {shown} {}{mark}", text_of(package, "version"));
        classes.entry(licence(package)).or_default().push(row);
    }
    let mut out = HEAD.to_owned();
    for (licence, mut rows) in classes {
        rows.sort();
        let _ = write!(out, "\n## {licence}\n\n{}\n", rows.join("\n"));
    }
    out
}

/// The licence in one spelling: its parts in order, `OR` for the old `/`.
fn licence(package: &Value) -> String {
    let written = text_of(package, "license").replace('/', " OR ");
    if written.is_empty() {
        return "see the crate".to_owned();
    }
    if written.contains("AND") || written.contains('(') {
        return written;
    }
    let mut parts: Vec<&str> = written.split(" OR ").map(str::trim).collect();
    parts.sort_unstable();
    parts.join(" OR ")
}

/// Packages that the program is linked from: reached from `diptych-cli` by normal dependencies.
fn shipped(metadata: &Value) -> BTreeSet<&str> {
    let nodes: BTreeMap<&str, &Value> = list(&metadata["resolve"], "nodes")
        .map(|node| (text_of(node, "id"), node))
        .collect();
    let start =
        list(metadata, "packages").find(|package| text_of(package, "name") == "diptych-cli");
    let mut open: Vec<&str> = start
        .into_iter()
        .map(|package| text_of(package, "id"))
        .collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let Some(node) = nodes.get(id) else { continue };
        let linked = list(node, "deps")
            .filter(|dependency| list(dependency, "dep_kinds").any(|kind| kind["kind"].is_null()));
        open.extend(linked.map(|dependency| text_of(dependency, "pkg")));
    }
    seen
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value[key].as_array().into_iter().flatten()
}

fn text_of<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn crates_stand_by_licence_and_shipped_ones_are_marked() {
        let package = |id: &str, name: &str, license: &str, source: Value| {
            json!({"id": id, "name": name, "version": "1.0.0", "license": license, "source": source,
                   "repository": null})
        };
        let metadata = json!({
            "packages": [
                package("0", "diptych-cli", "MIT", Value::Null),
                package("1", "one", "MIT/Apache-2.0", json!("registry")),
                package("2", "two", "Apache-2.0 OR MIT", json!("registry")),
                package("3", "three", "", json!("registry")),
            ],
            "resolve": {"nodes": [
                {"id": "0", "deps": [
                    {"pkg": "1", "dep_kinds": [{"kind": null}]},
                    {"pkg": "2", "dep_kinds": [{"kind": "dev"}]},
                ]},
                {"id": "1", "deps": [{"pkg": "0", "dep_kinds": [{"kind": null}]}]},
            ]},
        });
        let text = render(&metadata);
        assert!(text.ends_with(
            "\n## Apache-2.0 OR MIT\n\n- one 1.0.0, ships\n- two 1.0.0\n\n## see the crate\n\n- three 1.0.0\n"
        ), "{text}");
        assert!(!text.contains("diptych-cli 1"));
    }
}
