//! Files are short, or say why they are not.

use super::finding::Finding;
use super::settings::Length;
use crate::tree::Tree;

/// Finds Rust files that are long without a reason, or too long whatever the reason.
///
/// The reason stands as `// long: reason` among the first ten lines. Over the
/// limit only a table may go: its reason begins with the word table.
pub(crate) fn check(tree: &Tree, length: &Length) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.with_extension("rs") {
        let Some(text) = tree.read(file) else {
            continue;
        };
        let lines = text.lines().count();
        let reason = text
            .lines()
            .take(10)
            .find_map(|line| line.trim().strip_prefix("// long:"))
            .map(str::trim)
            .filter(|reason| !reason.is_empty());
        if lines > length.limit && !reason.is_some_and(|reason| reason.starts_with("table")) {
            let message = format!(
                "has {lines} lines, over {}: split it (only `// long: table …` may go on)",
                length.limit
            );
            found.push(Finding::of_file(file, message));
        } else if lines > length.reason && reason.is_none() {
            let message = format!(
                "has {lines} lines, over {}: split it, or say why in a line `// long: reason` at its top",
                length.reason
            );
            found.push(Finding::of_file(file, message));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::tests::tree_of;

    fn count(head: &str, lines: usize) -> usize {
        let text = format!("{head}\n{}", "\n".repeat(lines));
        let (_folder, tree) = tree_of(&[("src/a.rs", text.as_str())]);
        check(
            &tree,
            &Length {
                reason: 4,
                limit: 8,
            },
        )
        .len()
    }

    #[test]
    fn a_long_file_needs_a_reason() {
        assert_eq!(count("//! A.", 3), 0);
        assert_eq!(count("//! A.", 6), 1);
        assert_eq!(count("// long:", 6), 1);
        assert_eq!(count("// long: one grammar", 6), 0);
    }

    #[test]
    fn only_a_table_goes_over_the_limit() {
        assert_eq!(count("// long: one grammar", 9), 1);
        assert_eq!(count("// long: table of codes", 9), 0);
    }

    #[test]
    fn a_reason_further_down_is_none() {
        let text = format!("{}// long: late\n", "\n".repeat(12));
        let (_folder, tree) = tree_of(&[("src/a.rs", text.as_str())]);
        assert_eq!(
            check(
                &tree,
                &Length {
                    reason: 4,
                    limit: 80
                }
            )
            .len(),
            1
        );
    }
}
