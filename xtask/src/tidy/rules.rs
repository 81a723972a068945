//! All rules, one after the other.

use std::path::Path;

use super::finding::Finding;
use super::settings::{Layers, Settings, load};
use super::{changelog, description, layers, length, paths, tables, thin, whitespace};
use crate::tree::Tree;

/// Runs every rule over the project at `root`.
///
/// Returns how many rules found nothing, and what the others found, by rule.
///
/// # Errors
/// Where the settings cannot be read.
pub(crate) fn run(root: &Path) -> Result<Vec<(&'static str, Vec<Finding>)>, String> {
    let settings: Settings = load(&root.join("xtask/tidy.toml"))?;
    let layers: Layers = load(&root.join("xtask/layers.toml"))?;
    let tree = Tree::of_project(root);
    Ok(vec![
        ("dependencies point down", layers::check(&tree, &layers)),
        ("files are short", length::check(&tree, &settings.length)),
        ("crates say what they are", description::check(&tree)),
        (
            "no path of one machine",
            paths::check(&tree, &settings.paths),
        ),
        ("lib.rs and mod.rs only list", thin::check(&tree)),
        ("the changelog is open", changelog::check(&tree)),
        (
            "tables are well formed",
            tables::check(&tree, &settings.fixtures),
        ),
        (
            "white space is plain",
            whitespace::check(&tree, &settings.whitespace, &settings.fixtures),
        ),
    ])
}
