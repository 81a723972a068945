//! The changelog has a section for what is not released.

use super::finding::Finding;
use crate::tree::Tree;

/// Finds a changelog that is missing or has nowhere to add a line.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let file = "CHANGELOG.md";
    let Some(text) = tree.read(file) else {
        return vec![Finding::of_file(file, "is missing")];
    };
    let is_open = |line: &str| {
        let name = line
            .trim_start_matches("## ")
            .trim()
            .trim_matches(['[', ']']);
        line.starts_with("## ") && name == "Unreleased"
    };
    if text.lines().any(is_open) {
        return Vec::new();
    }
    vec![Finding::of_file(file, "has no section `## [Unreleased]`")]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::tests::tree_of;

    #[test]
    fn a_changelog_without_an_open_section_is_found() {
        let (_folder, tree) = tree_of(&[("CHANGELOG.md", "# Changelog\n\n## [1.0.0]\n")]);
        assert_eq!(check(&tree).len(), 1);
        let (_folder, tree) = tree_of(&[]);
        assert_eq!(check(&tree)[0].message, "is missing");
    }

    #[test]
    fn an_open_section_is_enough() {
        let (_folder, tree) = tree_of(&[("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n")]);
        assert_eq!(check(&tree), Vec::new());
    }
}
