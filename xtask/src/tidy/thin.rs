//! `lib.rs` and `mod.rs` only list and re-export.

use super::finding::Finding;
use crate::tree::Tree;

/// Finds functions in `lib.rs` and `mod.rs`.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.with_extension("rs") {
        let name = file.rsplit('/').next().unwrap_or(file);
        // What tests share lies in `tests/common/mod.rs` by cargo's own custom.
        let is_list = name == "lib.rs" || name == "mod.rs";
        if !is_list || file.split('/').any(|part| part == "tests") {
            continue;
        }
        for (index, line) in tree.read(file).unwrap_or_default().lines().enumerate() {
            if is_function(line) {
                let message = "a function: give it a file, and list the file here";
                found.push(Finding::of_line(file, index, message));
            }
        }
    }
    found
}

/// Whether a function begins on the line.
fn is_function(line: &str) -> bool {
    let qualifiers = ["const", "async", "unsafe", "extern", "\"C\"", "default"];
    line.split_whitespace()
        .find(|word| !word.starts_with("pub") && !qualifiers.contains(word) && !word.ends_with(')'))
        == Some("fn")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::tests::tree_of;

    #[test]
    fn functions_are_found_in_lists_only() {
        let (_folder, tree) = tree_of(&[
            (
                "src/lib.rs",
                "//! fn in prose\nmod a;\npub use a::fnord;\npub(crate) const fn f() {}\n",
            ),
            (
                "src/b/mod.rs",
                "mod c;\n    fn g() {}\npub(in crate::b) fn h() {}\n",
            ),
            ("src/a.rs", "fn ok() {}\n"),
            ("tests/common/mod.rs", "pub fn ok() {}\n"),
        ]);
        let lines: Vec<Option<usize>> = check(&tree).iter().map(|finding| finding.line).collect();
        assert_eq!(lines, [Some(2), Some(3), Some(4)]);
    }
}
