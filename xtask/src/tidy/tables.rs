//! Every TOML and JSON file parses.

use super::finding::Finding;
use super::settings::Fixtures;
use crate::tree::Tree;

/// Finds TOML and JSON files that are none, fixtures left aside.
pub(crate) fn check(tree: &Tree, fixtures: &Fixtures) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree
        .with_extension("toml")
        .filter(|file| !fixtures.hold(file))
    {
        if let Err(error) = tree.read(file).unwrap_or_default().parse::<toml::Table>() {
            let line = error.to_string();
            found.push(Finding::of_file(file, line.trim_end().replace('\n', " ")));
        }
    }
    for file in tree
        .with_extension("json")
        .filter(|file| !fixtures.hold(file))
    {
        let text = tree.read(file).unwrap_or_default();
        if let Err(error) = serde_json::from_str::<serde_json::Value>(&text) {
            found.push(Finding::of_file(file, error.to_string()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::tests::tree_of;

    #[test]
    fn broken_tables_are_found_but_for_fixtures() {
        let (_folder, tree) = tree_of(&[
            ("lang/en/cues.toml", "[[cue]\n"),
            ("a.json", "{"),
            ("ok.toml", "a = 1\n"),
            ("tests/fixtures/bad.toml", "= ="),
        ]);
        let found = check(
            &tree,
            &Fixtures {
                folders: vec!["fixtures".to_owned()],
            },
        );
        let files: Vec<&str> = found.iter().map(|finding| finding.file.as_str()).collect();
        assert_eq!(files, ["lang/en/cues.toml", "a.json"]);
    }
}
