//! The files of the project.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The files of the project, by path from its root with `/` between the parts.
pub(crate) struct Tree {
    root: PathBuf,
    files: Vec<String>,
}

impl Tree {
    /// What git tracks below `root`, and what it would track; without git, every file.
    pub(crate) fn of_project(root: &Path) -> Self {
        let listed = Command::new("git")
            .args([
                "ls-files",
                "-z",
                "--cached",
                "--others",
                "--exclude-standard",
            ])
            .current_dir(root)
            .output();
        match listed {
            Ok(output) if output.status.success() => {
                let names = String::from_utf8_lossy(&output.stdout).into_owned();
                let there = |name: &&str| !name.is_empty() && root.join(name).is_file();
                let mut files: Vec<String> =
                    names.split('\0').filter(there).map(str::to_owned).collect();
                files.sort();
                files.dedup();
                Self {
                    root: root.to_owned(),
                    files,
                }
            }
            _ => Self::of_folder(root),
        }
    }

    /// Every file below `root` but for `target` and `.git`.
    pub(crate) fn of_folder(root: &Path) -> Self {
        let mut files = Vec::new();
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
                let path = entry.path();
                let name = entry.file_name();
                if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    if name != "target" && name != ".git" {
                        folders.push(path);
                    }
                } else if let Ok(relative) = path.strip_prefix(root) {
                    files.push(relative.to_string_lossy().replace('\\', "/"));
                }
            }
        }
        files.sort();
        Self {
            root: root.to_owned(),
            files,
        }
    }

    /// Every file.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str)
    }

    /// Every file with this extension.
    pub(crate) fn with_extension<'a>(
        &'a self,
        extension: &'a str,
    ) -> impl Iterator<Item = &'a str> {
        self.files()
            .filter(move |file| extension_of(file) == extension)
    }

    /// The manifests of the workspace's crates.
    pub(crate) fn manifests(&self) -> impl Iterator<Item = &str> {
        self.files().filter(|file| {
            *file == "xtask/Cargo.toml"
                || file.strip_prefix("crates/").is_some_and(|rest| {
                    rest.ends_with("/Cargo.toml") && rest.matches('/').count() == 1
                })
        })
    }

    /// The text of a file; nothing where it cannot be read or is no UTF-8.
    pub(crate) fn read(&self, file: &str) -> Option<String> {
        std::fs::read_to_string(self.root.join(file)).ok()
    }
}

/// The extension of a path, without the stop; empty where there is none.
pub(crate) fn extension_of(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A folder with these files, and its tree.
    pub(crate) fn tree_of(files: &[(&str, &str)]) -> (tempfile::TempDir, Tree) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let tree = Tree::of_folder(folder.path());
        (folder, tree)
    }

    #[test]
    fn build_output_is_no_file_of_the_project() {
        let (_folder, tree) = tree_of(&[
            ("crates/a/Cargo.toml", ""),
            ("crates/a/fuzz/Cargo.toml", ""),
            ("target/x.rs", ""),
            ("xtask/Cargo.toml", ""),
        ]);
        let manifests: Vec<&str> = tree.manifests().collect();
        assert_eq!(manifests, ["crates/a/Cargo.toml", "xtask/Cargo.toml"]);
        assert_eq!(tree.with_extension("rs").count(), 0);
    }

    #[test]
    fn an_extension_is_what_follows_the_last_stop_of_the_name() {
        assert_eq!(extension_of("a.b/c.tar.gz"), "gz");
        assert_eq!(extension_of("a.b/LICENSE-MIT"), "");
    }
}
