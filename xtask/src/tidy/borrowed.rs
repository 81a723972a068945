//! Nothing is borrowed from the data for measuring.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use super::finding::Finding;
use crate::tree::{Tree, extension_of};

/// Words in a row that no two texts share by chance.
const RUN: usize = 8;

/// Finds runs of words that stand in the project and in the texts below `data`.
///
/// Of JSON lines every text counts; of cases the sources: plain text, Markdown
/// and HTML. What is written about the data does not count.
pub(crate) fn check(tree: &Tree, data: &Path) -> Vec<Finding> {
    let files: Vec<&str> = tree.files().collect();
    let mut places: HashMap<u64, (usize, usize)> = HashMap::new();
    for (index, file) in files.iter().enumerate() {
        let Some(text) = tree.read(file) else {
            continue;
        };
        for (hash, line) in runs(&text) {
            places.entry(hash).or_insert((index, line));
        }
    }
    let mut hits: BTreeSet<(usize, usize)> = BTreeSet::new();
    let theirs = Tree::of_folder(data);
    for file in theirs.files() {
        let is_lines = extension_of(file) == "jsonl";
        let is_source =
            file.starts_with("cases/") && ["txt", "md", "html"].contains(&extension_of(file));
        if !is_lines && !is_source {
            continue;
        }
        let text = theirs.read(file).unwrap_or_default();
        let mut seek = |text: &str| {
            hits.extend(runs(text).filter_map(|(hash, _)| places.get(&hash).copied()));
        };
        if is_lines {
            text.lines().flat_map(strings).for_each(|text| seek(&text));
        } else {
            seek(&text);
        }
    }
    let message = format!("shares {RUN} words in a row with the data for measuring: write another");
    let hits = hits.into_iter();
    hits.map(|(file, line)| Finding::of_line(files[file], line, message.as_str()))
        .collect()
}

/// Every run of words, hashed, with the line on which it begins, counted from 0.
fn runs(text: &str) -> impl Iterator<Item = (u64, usize)> {
    let words: Vec<(u64, usize)> = text
        .lines()
        .enumerate()
        .flat_map(|(index, line)| {
            line.split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(move |word| (hash(&word.to_lowercase()), index))
        })
        .collect();
    let count = (words.len() + 1).saturating_sub(RUN);
    (0..count).map(move |first| {
        let run: Vec<u64> = words[first..first + RUN]
            .iter()
            .map(|word| word.0)
            .collect();
        (hash(&run), words[first].1)
    })
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Every text in a line of JSON, at any depth.
fn strings(line: &str) -> Vec<String> {
    let mut open: Vec<serde_json::Value> = serde_json::from_str(line).into_iter().collect();
    let mut out = Vec::new();
    while let Some(value) = open.pop() {
        match value {
            serde_json::Value::String(text) => out.push(text),
            serde_json::Value::Array(list) => open.extend(list),
            serde_json::Value::Object(map) => open.extend(map.into_iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::tests::tree_of;

    const EIGHT: &str = "One two three four five six seven eight";

    #[test]
    fn eight_words_in_a_row_are_found_whatever_stands_between_them() {
        let text = format!("first line\n“{}”.\n", EIGHT.replace(' ', "\u{a0}"));
        let (_folder, tree) = tree_of(&[("a.md", text.as_str()), ("b.md", "One two three\n")]);
        let line = serde_json::json!({"doc": "x", "quotes": [{"text": format!("So: {EIGHT}!")}]});
        let line = line.to_string();
        let (data, _) = tree_of(&[
            ("data/set.jsonl", line.as_str()),
            ("cases/c/expected.json", EIGHT),
        ]);
        let found = check(&tree, data.path());
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].file.as_str(), found[0].line), ("a.md", Some(2)));
    }

    #[test]
    fn seven_words_are_chance_and_tables_are_no_texts() {
        let seven = EIGHT.trim_end_matches(" eight");
        let (_folder, tree) = tree_of(&[("a.md", EIGHT)]);
        let (data, _) = tree_of(&[
            ("cases/c/a.txt", seven),
            ("cases/c/expected.json", EIGHT),
            ("README.md", EIGHT),
        ]);
        assert_eq!(check(&tree, data.path()), Vec::new());
    }
}
