//! White space is plain: no tab, no carriage return, nothing at the end of a line.

use super::finding::Finding;
use super::settings::{Fixtures, Whitespace};
use crate::tree::{Tree, extension_of};

/// Finds tabs, carriage returns and trailing white space in sources, and a missing last line end.
pub(crate) fn check(tree: &Tree, settings: &Whitespace, fixtures: &Fixtures) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.files() {
        let is_source = settings
            .sources
            .iter()
            .any(|extension| extension == extension_of(file));
        if !is_source || fixtures.hold(file) {
            continue;
        }
        let Some(text) = tree.read(file) else {
            found.push(Finding::of_file(file, "is no UTF-8"));
            continue;
        };
        for (index, line) in text.split('\n').enumerate() {
            let message = if line.contains('\r') {
                "carriage return"
            } else if line.contains('\t') {
                "tab"
            } else if line.ends_with(char::is_whitespace) {
                "white space at the end of the line"
            } else {
                continue;
            };
            found.push(Finding::of_line(file, index, message));
        }
        if !text.is_empty() && !text.ends_with('\n') {
            found.push(Finding::of_file(file, "lacks the last line end"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::tests::tree_of;

    #[test]
    fn each_kind_is_found_in_sources_only() {
        let (_folder, tree) = tree_of(&[
            ("a.rs", "ok\ntab\there\nend \ncr\r\nno line end"),
            ("b.txt", "anything \t\r\n"),
            ("tests/fixtures/c.md", "two spaces  \n"),
            ("empty.rs", ""),
        ]);
        let settings = Whitespace {
            sources: vec!["rs".to_owned(), "md".to_owned()],
        };
        let fixtures = Fixtures {
            folders: vec!["fixtures".to_owned()],
        };
        let lines: Vec<Option<usize>> = check(&tree, &settings, &fixtures)
            .iter()
            .map(|finding| finding.line)
            .collect();
        assert_eq!(lines, [Some(2), Some(3), Some(4), None]);
    }
}
