//! No path of one developer's machine.

use super::finding::Finding;
use super::settings::Paths;
use crate::tree::Tree;

/// Finds absolute paths that exist on one machine only, and permissions that nothing needs.
///
/// A path counts where it begins: after a letter, a digit, a stop or a hyphen
/// it is the rest of an address or of a relative path.
pub(crate) fn check(tree: &Tree, paths: &Paths) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.files() {
        let Some(text) = tree.read(file) else {
            continue;
        };
        let allowed = paths.allow.iter().any(|allow| allow.file == file);
        let mut any = false;
        for (index, line) in text.lines().enumerate() {
            if let Some(path) = paths.machine.iter().find(|path| begins_in(line, path)) {
                any = true;
                if !allowed {
                    let message = format!("`{path}` is a path of one machine");
                    found.push(Finding::of_line(file, index, message));
                }
            }
        }
        if allowed && !any {
            let message = "needs no permission in xtask/tidy.toml: remove it there";
            found.push(Finding::of_file(file, message));
        }
    }
    for allow in &paths.allow {
        if !tree.files().any(|file| file == allow.file) {
            let message = "is permitted in xtask/tidy.toml and does not exist";
            found.push(Finding::of_file(&allow.file, message));
        }
        if allow.why.trim().is_empty() {
            found.push(Finding::of_file(
                &allow.file,
                "is permitted without a reason",
            ));
        }
    }
    found
}

/// Whether a path that begins so begins in the line.
fn begins_in(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && !".-_~}>".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::super::settings::Allow;
    use super::*;
    use crate::tree::tests::tree_of;

    fn paths(allow: Vec<Allow>) -> Paths {
        Paths {
            machine: vec!["/house/".to_owned(), "C:\\Users".to_owned()],
            allow,
        }
    }

    #[test]
    fn a_path_of_a_machine_is_found_with_its_line() {
        let (_folder, tree) = tree_of(&[("a.md", "ok\nsee `/house/ann/x`\nC:\\Users\\ann\n")]);
        let found = check(&tree, &paths(Vec::new()));
        assert_eq!(found.len(), 2);
        assert_eq!(
            found[0].to_string(),
            "a.md:2: `/house/` is a path of one machine"
        );
    }

    #[test]
    fn addresses_and_relative_paths_are_none() {
        let text = "https://example.org/house/x\n../house/x\n./house/\n$HERE_/house/\n";
        let (_folder, tree) = tree_of(&[("a.md", text)]);
        assert_eq!(check(&tree, &paths(Vec::new())), Vec::new());
    }

    #[test]
    fn a_permission_needs_a_file_a_reason_and_a_use() {
        let allow = |file: &str, why: &str| Allow {
            file: file.to_owned(),
            why: why.to_owned(),
        };
        let (_folder, tree) = tree_of(&[("a.md", "/house/x"), ("b.md", "nothing")]);
        let found = check(
            &tree,
            &paths(vec![
                allow("a.md", "a test"),
                allow("b.md", "w"),
                allow("c.md", " "),
            ]),
        );
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found.iter().all(|finding| finding.file != "a.md"));
    }
}
