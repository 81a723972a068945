//! Tables of entries with patterns.

use diptych_core::Lang;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::{Hit, PatternSet, Token};

/// The covered languages in the order of the tables.
pub(crate) const LANGS: [Lang; 3] = [Lang::En, Lang::Ru, Lang::Uk];

/// Where the tables of `lang` stand among [`LANGS`].
pub(crate) fn place(lang: &Lang) -> Option<usize> {
    LANGS.iter().position(|known| known == lang)
}

/// One place where a table entry fired.
#[derive(Debug, PartialEq, Eq)]
pub struct TableHit<'t, E> {
    /// The entry.
    pub entry: &'t E,
    /// The words that matched.
    pub hit: Hit,
}

// Written out: derived, they would ask the entry itself to be copied.
impl<E> Clone for TableHit<'_, E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for TableHit<'_, E> {}

/// What every entry of a table carries.
pub(crate) trait Entry {
    /// Its name in the table.
    fn id(&self) -> &str;
    /// Its patterns.
    fn patterns(&self) -> &[String];
}

/// Entries and their compiled patterns.
#[derive(Debug, Clone)]
pub(crate) struct Table<E> {
    pub(crate) entries: Vec<E>,
    pub(crate) set: PatternSet,
}

impl<E> Default for Table<E> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            set: PatternSet::new(),
        }
    }
}

#[derive(Deserialize)]
struct File<E> {
    entry: Vec<E>,
}

impl<E: Entry + DeserializeOwned> Table<E> {
    /// Reads a table that is part of the program; `name` is for messages.
    ///
    /// # Panics
    /// Where the table is no valid TOML or a pattern cannot be read; a test
    /// loads every table.
    pub(crate) fn read(name: &str, text: &str) -> Self {
        Self::read_all(name, &[text])
    }

    /// The same for a table that lies in several files.
    ///
    /// # Panics
    /// As [`Table::read`].
    pub(crate) fn read_all(name: &str, texts: &[&str]) -> Self {
        let mut entries: Vec<E> = Vec::new();
        for text in texts {
            match toml::from_str::<File<E>>(text) {
                Ok(file) => entries.extend(file.entry),
                Err(error) => panic!("table {name}: {error}"),
            }
        }
        let mut set = PatternSet::new();
        for (number, entry) in entries.iter().enumerate() {
            for pattern in entry.patterns() {
                if let Err(error) = set.add(number, pattern) {
                    panic!("table {name}, entry {}: {error:?}", entry.id());
                }
            }
        }
        Self { entries, set }
    }

    /// Every match, by place, the longest first where several begin together.
    pub(crate) fn find(&self, tokens: &[Token]) -> Vec<TableHit<'_, E>> {
        self.set
            .find(tokens)
            .into_iter()
            .map(|hit| TableHit {
                entry: &self.entries[hit.entry],
                hit,
            })
            .collect()
    }

    /// Matches that do not overlap: from the left, the longest first.
    pub(crate) fn find_apart(&self, tokens: &[Token]) -> Vec<TableHit<'_, E>> {
        let mut out: Vec<TableHit<'_, E>> = Vec::new();
        for found in self.find(tokens) {
            if out
                .last()
                .is_none_or(|last| last.hit.end <= found.hit.first)
            {
                out.push(found);
            }
        }
        out
    }
}

/// Fails where an entry lacks an example, or an example does not fire its entry.
#[cfg(test)]
pub(crate) fn check_examples<'e, E: Entry + DeserializeOwned + 'e>(
    name: &str,
    table: &'e Table<E>,
    examples: impl Fn(&'e E) -> &'e [String],
) {
    let mut wrong = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for entry in &table.entries {
        if !seen.insert(entry.id().to_owned()) {
            wrong.push(format!("{name}/{}: the id stands twice", entry.id()));
        }
        for example in examples(entry) {
            let tokens = crate::tokens(example, 0);
            if !table
                .find(&tokens)
                .iter()
                .any(|found| found.entry.id() == entry.id())
            {
                wrong.push(format!("{name}/{}: {example}", entry.id()));
            }
        }
    }
    assert!(wrong.is_empty(), "do not fire:\n{}", wrong.join("\n"));
}
