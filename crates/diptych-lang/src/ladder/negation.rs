//! Negators and hedges.

use std::sync::OnceLock;

use diptych_core::Lang;
use serde::Deserialize;

use super::table::{Entry, LANGS, Table, TableHit, place};
use crate::Token;

/// How far a negator reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NegatorKind {
    /// Over the next verb or noun of its clause ("not", "не").
    Next,
    /// Over its clause, whichever side of it ("нет", "no one").
    Clause,
    /// No negation although it looks like one ("not only").
    Exception,
}

/// One entry of the negation table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Negator {
    /// Its name in the table.
    pub id: String,
    /// How far it reaches.
    pub kind: NegatorKind,
    /// How many words it may stand before what it negates.
    #[serde(default = "three")]
    pub reach: usize,
    /// Patterns.
    pub any: Vec<String>,
    /// Sentences in which it fires.
    pub eg: Vec<String>,
}

fn three() -> usize {
    3
}

impl Entry for Negator {
    fn id(&self) -> &str {
        &self.id
    }

    fn patterns(&self) -> &[String] {
        &self.any
    }
}

/// One hedge ("in principle", "as far as I know").
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Hedge {
    id: String,
    any: Vec<String>,
    eg: Vec<String>,
}

impl Entry for Hedge {
    fn id(&self) -> &str {
        &self.id
    }

    fn patterns(&self) -> &[String] {
        &self.any
    }
}

/// The negators of one language.
#[derive(Debug, Clone, Default)]
pub struct Negation {
    code: String,
    table: Table<Negator>,
}

impl Negation {
    /// The negators in `tokens`; matches do not overlap, and exceptions are left out.
    pub fn find(&self, tokens: &[Token]) -> Vec<TableHit<'_, Negator>> {
        let mut found = self.table.find_apart(tokens);
        found.retain(|found| found.entry.kind != NegatorKind::Exception);
        found
    }

    /// The name of an entry in evidence: `code/negation/id`.
    pub fn rule(&self, negator: &Negator) -> String {
        format!("{}/negation/{}", self.code, negator.id)
    }
}

/// The hedges of one language.
#[derive(Debug, Clone, Default)]
pub struct Hedges {
    code: String,
    table: Table<Hedge>,
}

impl Hedges {
    /// The hedges in `tokens` with the name of their entry.
    pub fn find(&self, tokens: &[Token]) -> Vec<(crate::Hit, String)> {
        self.table
            .find_apart(tokens)
            .into_iter()
            .map(|found| {
                (
                    found.hit,
                    format!("{}/hedges/{}", self.code, found.entry.id),
                )
            })
            .collect()
    }
}

/// The negators of `lang`; none where the language is not covered.
pub fn negation(lang: &Lang) -> &'static Negation {
    static TABLES: OnceLock<Vec<Negation>> = OnceLock::new();
    static NONE: OnceLock<Negation> = OnceLock::new();
    let tables = TABLES.get_or_init(|| {
        let texts = [
            include_str!("../../lang/en/negation.toml"),
            include_str!("../../lang/ru/negation.toml"),
            include_str!("../../lang/uk/negation.toml"),
        ];
        LANGS
            .iter()
            .zip(texts)
            .map(|(lang, text)| Negation {
                code: lang.code().to_owned(),
                table: Table::read(&format!("{lang}/negation"), text),
            })
            .collect()
    });
    place(lang).map_or_else(|| NONE.get_or_init(Negation::default), |at| &tables[at])
}

/// The hedges of `lang`; none where the language is not covered.
pub fn hedges(lang: &Lang) -> &'static Hedges {
    static TABLES: OnceLock<Vec<Hedges>> = OnceLock::new();
    static NONE: OnceLock<Hedges> = OnceLock::new();
    let tables = TABLES.get_or_init(|| {
        let texts = [
            include_str!("../../lang/en/hedges.toml"),
            include_str!("../../lang/ru/hedges.toml"),
            include_str!("../../lang/uk/hedges.toml"),
        ];
        LANGS
            .iter()
            .zip(texts)
            .map(|(lang, text)| Hedges {
                code: lang.code().to_owned(),
                table: Table::read(&format!("{lang}/hedges"), text),
            })
            .collect()
    });
    place(lang).map_or_else(|| NONE.get_or_init(Hedges::default), |at| &tables[at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ladder::table::check_examples;
    use crate::tokens;

    #[test]
    fn every_example_fires_its_entry() {
        for lang in LANGS {
            check_examples(
                &format!("{lang}/negation"),
                &negation(&lang).table,
                |entry| &entry.eg,
            );
            check_examples(&format!("{lang}/hedges"), &hedges(&lang).table, |entry| {
                &entry.eg
            });
        }
    }

    #[test]
    fn not_only_is_no_negation() {
        let words = tokens("We spoke not only of grain.", 0);
        assert!(negation(&Lang::En).find(&words).is_empty());
        let words = tokens("Говорили не только о зерне.", 0);
        assert!(negation(&Lang::Ru).find(&words).is_empty());
    }
}
