//! The sets that the encoder is measured on.

use std::path::Path;

use serde::Deserialize;

/// The languages of a triple, in the order of its texts.
pub(super) const LANGS: [&str; 3] = ["en", "ru", "uk"];

/// One sentence in three languages.
pub(crate) type Triple = [String; 3];

/// Two sentences in two languages, and how alike people find them.
#[derive(Debug, Deserialize)]
pub(super) struct Pair {
    pub en_a: String,
    pub en_b: String,
    pub ru_a: String,
    pub ru_b: String,
    pub label: f64,
}

#[derive(Deserialize)]
struct Line {
    en: String,
    ru: String,
    uk: String,
}

/// The sentences in three languages.
///
/// # Errors
/// Where the file cannot be read.
pub(crate) fn triples(folder: &Path) -> Result<Vec<Triple>, String> {
    let lines: Vec<Line> = read(&folder.join("wmt22-en-ru-uk.jsonl"))?;
    Ok(lines
        .into_iter()
        .map(|line| [line.en, line.ru, line.uk])
        .collect())
}

/// The pairs with their likeness.
pub(super) fn pairs(folder: &Path) -> Result<Vec<Pair>, String> {
    read(&folder.join("stsb-en-ru.jsonl"))
}

fn read<T: for<'a> Deserialize<'a>>(file: &Path) -> Result<Vec<T>, String> {
    let name = file.display();
    let text = std::fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
    let line = |line| serde_json::from_str(line).map_err(|error| format!("{name}: {error}"));
    text.lines().map(line).collect()
}
