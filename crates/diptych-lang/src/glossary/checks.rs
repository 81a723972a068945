//! What the files of the glossary must hold.

use std::collections::{BTreeMap, BTreeSet};

use diptych_core::fold;

use serde::Deserialize;

use super::index::{Index, MOST};
use super::table::{FIELDS, GlossaryId, RawEntry, glossary, read};
use crate::ladder::LANGS;

/// Letters that a stem has at least.
const SHORTEST: usize = 4;

/// Stems by language that may catch words of several other entries.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nested {
    en: String,
    ru: String,
    uk: String,
}

fn entries() -> Vec<(&'static str, RawEntry<'static>)> {
    FIELDS
        .iter()
        .flat_map(|(name, text)| {
            read(name, text)
                .entry
                .into_iter()
                .map(move |entry| (*name, entry))
        })
        .collect()
}

#[test]
fn every_file_of_the_folder_is_read() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/lang/glossary");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort_unstable();
    let listed: Vec<String> = FIELDS
        .iter()
        .map(|(name, _)| format!("{name}.toml"))
        .collect();
    assert_eq!(files, listed);
}

#[test]
fn every_entry_has_three_languages_and_a_name_of_its_own() {
    let mut names = BTreeSet::new();
    for (file, entry) in entries() {
        assert!(names.insert(entry.id), "{file}: {} stands twice", entry.id);
        for (words, lang) in entry.words().iter().zip(&LANGS) {
            assert!(!words.trim().is_empty(), "{}: no {lang:?}", entry.id);
        }
    }
    assert_eq!(names.len(), glossary().len());
}

#[test]
fn opposites_name_each_other() {
    let opposites: BTreeMap<&str, &str> = entries()
        .iter()
        .filter_map(|(_, entry)| Some((entry.id, entry.opposite?)))
        .collect();
    for (id, other) in &opposites {
        assert_ne!(id, other);
        assert_eq!(opposites.get(other), Some(id), "{id} and {other}");
    }
}

#[test]
fn words_are_folded_and_stems_long_enough() {
    let mut wrong = Vec::new();
    for (_, entry) in entries() {
        for word in entry.words().iter().flat_map(|words| words.split(' ')) {
            let stem = word.strip_suffix('*');
            let bare = stem.unwrap_or(word);
            let is_short = stem.is_some_and(|stem| stem.chars().count() < SHORTEST);
            let is_plain = bare
                .chars()
                .all(|letter| letter.is_alphanumeric() || matches!(letter, '\'' | '-'));
            if bare.is_empty() || fold(bare).text != bare || !is_plain || is_short {
                wrong.push(format!("{}: {word}", entry.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_word_stands_in_few_entries() {
    let mut wrong = Vec::new();
    for at in 0..LANGS.len() {
        let mut owners: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut index = Index::default();
        for (number, (_, entry)) in entries().iter().enumerate() {
            for word in entry.words()[at].split(' ') {
                let list = owners.entry(word).or_default();
                if !list.contains(&entry.id) {
                    list.push(entry.id);
                }
                if !index.add(word, GlossaryId(number as u16)) {
                    wrong.push(format!("{word} has no place"));
                }
            }
        }
        owners.retain(|_, list| list.len() > MOST);
        wrong.extend(
            owners
                .iter()
                .map(|(word, list)| format!("{word}: {list:?}")),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A stem that catches listed words of two unrelated entries is too short, but
/// for those that were looked at.
#[test]
fn stems_catch_no_words_of_others() {
    let known: Nested = toml::from_str(include_str!("../../lang/glossary_nested.toml")).unwrap();
    let mut wrong = Vec::new();
    for (at, known) in [known.en, known.ru, known.uk].iter().enumerate() {
        let known: Vec<&str> = known.split_ascii_whitespace().collect();
        let entries = entries();
        let mut owners: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, (_, entry)) in entries.iter().enumerate() {
            for word in entry.words()[at].split(' ') {
                owners.entry(word).or_default().push(number);
            }
        }
        for (written, own) in &owners {
            let Some(stem) = written.strip_suffix('*') else {
                continue;
            };
            let mut caught: BTreeMap<usize, &str> = BTreeMap::new();
            for (word, others) in owners.range(stem..) {
                if !word.starts_with(stem) {
                    break;
                }
                if word != written && !others.iter().any(|other| own.contains(other)) {
                    caught.insert(others[0], word);
                }
            }
            if (caught.len() > 1) != known.contains(written) {
                let words: Vec<&&str> = caught.values().collect();
                wrong.push(format!("{written} ({}): {words:?}", entries[own[0]].1.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
