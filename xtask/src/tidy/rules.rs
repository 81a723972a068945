//! All rules, one after the other.

use std::path::{Path, PathBuf};

use super::finding::Finding;
use super::settings::{Layers, Settings, load};
use super::{borrowed, changelog, description, layers, length, paths, tables, thin, whitespace};
use crate::tree::Tree;

/// What a rule gave.
pub(crate) struct Outcome {
    /// The rule in words.
    pub rule: &'static str,
    /// What it found wrong.
    pub findings: Vec<Finding>,
    /// Why it was not applied, where it was not.
    pub skipped: Option<&'static str>,
}

impl Outcome {
    /// Prints it, one line for the rule and one for each finding.
    pub(crate) fn print(&self) {
        let rule = self.rule;
        match self.skipped {
            Some(why) => println!("–    {rule}: skipped, {why}"),
            None if self.findings.is_empty() => println!("ok   {rule}"),
            None => println!("FAIL {rule}"),
        }
        for finding in &self.findings {
            println!("     {finding}");
        }
    }
}

/// Applies every rule to the project at `root`.
///
/// # Errors
/// Where the settings cannot be read.
pub(crate) fn run(root: &Path) -> Result<Vec<Outcome>, String> {
    let settings: Settings = load(&root.join("xtask/tidy.toml"))?;
    let layers: Layers = load(&root.join("xtask/layers.toml"))?;
    let tree = Tree::of_project(root);
    let fixtures = &settings.fixtures;
    let applied = [
        ("dependencies point down", layers::check(&tree, &layers)),
        ("files are short", length::check(&tree, &settings.length)),
        ("crates say what they are", description::check(&tree)),
        (
            "no path of one machine",
            paths::check(&tree, &settings.paths),
        ),
        ("lib.rs and mod.rs only list", thin::check(&tree)),
        ("the changelog is open", changelog::check(&tree)),
        ("tables are well formed", tables::check(&tree, fixtures)),
        (
            "white space is plain",
            whitespace::check(&tree, &settings.whitespace, fixtures),
        ),
    ];
    let applied = applied.into_iter();
    let mut out: Vec<Outcome> = applied
        .map(|(rule, findings)| Outcome {
            rule,
            findings,
            skipped: None,
        })
        .collect();
    let data = std::env::var_os("DIPTYCH_DATA").map(PathBuf::from);
    let data = data.filter(|folder| folder.is_dir());
    out.push(Outcome {
        rule: "nothing is borrowed from the data for measuring",
        skipped: data.is_none().then_some("DIPTYCH_DATA names no folder"),
        findings: data.map_or_else(Vec::new, |data| borrowed::check(&tree, &data)),
    });
    Ok(out)
}
