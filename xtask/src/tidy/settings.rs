//! The data that the rules work by.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

/// `xtask/tidy.toml`.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Settings {
    #[serde(default)]
    pub length: Length,
    #[serde(default)]
    pub paths: Paths,
    #[serde(default)]
    pub whitespace: Whitespace,
    #[serde(default)]
    pub fixtures: Fixtures,
}

/// How long a Rust file may be, in lines.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Length {
    /// From here on a reason is needed.
    pub reason: usize,
    /// From here on only a table may go.
    pub limit: usize,
}

/// Paths of one machine.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Paths {
    /// How they begin.
    pub machine: Vec<String>,
    /// Files that may hold them.
    #[serde(default)]
    pub allow: Vec<Allow>,
}

/// A file that may hold what others may not.
#[derive(Debug, Deserialize)]
pub(crate) struct Allow {
    /// The file.
    pub file: String,
    /// Why.
    pub why: String,
}

/// Which files are sources.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Whitespace {
    /// By extension.
    pub sources: Vec<String>,
}

/// Files that keep their bytes.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Fixtures {
    /// Names of folders.
    pub folders: Vec<String>,
}

impl Fixtures {
    /// Whether the file lies in such a folder.
    pub(crate) fn hold(&self, file: &str) -> bool {
        let mut folders = file.split('/').rev().skip(1);
        folders.any(|part| self.folders.iter().any(|folder| folder == part))
    }
}

/// `xtask/layers.toml`.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Layers {
    /// Layer by crate.
    pub layer: BTreeMap<String, u8>,
    /// Crates for tests and automation.
    #[serde(default)]
    pub dev: DevCrates,
    /// Edges between equals that are meant.
    #[serde(default)]
    pub allow: Vec<Edge>,
    /// Dependencies that only some crates may have.
    #[serde(default)]
    pub only: Vec<Only>,
}

/// Crates for tests and automation.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct DevCrates {
    /// Their names.
    pub crates: Vec<String>,
}

/// An edge that is meant.
#[derive(Debug, Deserialize)]
pub(crate) struct Edge {
    /// The crate that depends.
    pub from: String,
    /// The crates it may depend on.
    pub to: Vec<String>,
}

/// Dependencies that only some crates may have.
#[derive(Debug, Deserialize)]
pub(crate) struct Only {
    /// The dependencies.
    pub dependencies: Vec<String>,
    /// The crates that may have them.
    pub crates: Vec<String>,
    /// Why.
    pub why: String,
}

/// Reads a TOML file of settings.
///
/// # Errors
/// Where the file cannot be read or has another form; the text says which.
pub(crate) fn load<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<T, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_s_own_settings_are_read() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let settings: Settings = load(&here.join("tidy.toml")).unwrap();
        assert!(settings.length.reason < settings.length.limit);
        assert!(
            settings
                .paths
                .allow
                .iter()
                .all(|allow| !allow.why.is_empty())
        );
        let layers: Layers = load(&here.join("layers.toml")).unwrap();
        assert_eq!(layers.layer["diptych-core"], 0);
    }

    #[test]
    fn fixtures_are_told_by_folder() {
        let fixtures = Fixtures {
            folders: vec!["sets".to_owned()],
        };
        assert!(fixtures.hold("crates/a/sets/ru/tune.txt"));
        assert!(!fixtures.hold("crates/a/src/sets"));
    }
}
