//! Predicates and what they make of the clause they take: "managed to" makes it
//! so, "forgot to" makes it not so, "know that" takes it for granted whether or
//! not it is itself denied, "do not think that" denies it.

use std::sync::OnceLock;

use diptych_core::Lang;
use serde::Deserialize;

use super::table::{Entry, LANGS, Table, TableHit, place};
use crate::Token;

/// What a predicate takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Complement {
    /// A clause ("that they left"): everything up to the next turn of the sentence.
    #[default]
    Clause,
    /// A verb ("to leave"): what stands close behind.
    Verb,
}

/// One entry of the table of predicates.
///
/// The two values are those of the clause it takes, from −3, certainly not so,
/// to 3, certainly so.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Predicate {
    /// Its name in the table.
    pub id: String,
    /// What it takes.
    #[serde(default)]
    pub takes: Complement,
    /// Where the predicate holds.
    pub holds: i8,
    /// Where the predicate is denied.
    pub denied: i8,
    /// Too loose to deny a cue of the ladder ("without", "instead of").
    #[serde(default)]
    pub loose: bool,
    /// Whether it tells what was said, so that "would" behind it is "will".
    #[serde(default)]
    pub tells: bool,
    /// Patterns.
    pub any: Vec<String>,
    /// Sentences in which it fires.
    pub eg: Vec<String>,
}

impl Entry for Predicate {
    fn id(&self) -> &str {
        &self.id
    }

    fn patterns(&self) -> &[String] {
        &self.any
    }
}

impl Predicate {
    /// Whether it takes its clause for granted.
    pub fn is_factive(&self) -> bool {
        self.holds.abs() >= 2 && self.holds.signum() == self.denied.signum()
    }

    /// What its clause is worth where the predicate itself is worth `own`, −3 to 3.
    pub fn value(&self, own: f64) -> f64 {
        let (holds, denied) = (f64::from(self.holds), f64::from(self.denied));
        if own >= 1.5 {
            holds
        } else if own <= -0.9 {
            denied
        } else if self.is_factive() {
            0.7 * holds
        } else if own > 0.45 {
            0.5 * holds
        } else {
            // Half way; a little below where it is asked, since nobody asks what
            // is taken to be so, and a little above where it is supposed.
            let lean = if own > 0.02 { 0.1 } else { -0.2 };
            (holds + denied) / 4.0 + lean
        }
    }
}

/// The predicates of one language.
#[derive(Debug, Clone, Default)]
pub struct Predicates {
    code: String,
    table: Table<Predicate>,
}

impl Predicates {
    /// The predicates in `tokens`; matches do not overlap.
    pub fn find(&self, tokens: &[Token]) -> Vec<TableHit<'_, Predicate>> {
        self.table.find_apart(tokens)
    }

    /// The name of an entry in evidence: `code/predicates/id`.
    pub fn rule(&self, predicate: &Predicate) -> String {
        format!("{}/predicates/{}", self.code, predicate.id)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.table.entries.len()
    }

    /// Whether the language is not covered.
    pub fn is_empty(&self) -> bool {
        self.table.entries.is_empty()
    }
}

/// The predicates of `lang`; none where the language is not covered.
pub fn predicates(lang: &Lang) -> &'static Predicates {
    static TABLES: OnceLock<Vec<Predicates>> = OnceLock::new();
    static NONE: OnceLock<Predicates> = OnceLock::new();
    let tables = TABLES.get_or_init(|| {
        let texts = [
            include_str!("../../lang/en/predicates.toml"),
            include_str!("../../lang/ru/predicates.toml"),
            include_str!("../../lang/uk/predicates.toml"),
        ];
        LANGS
            .iter()
            .zip(texts)
            .map(|(lang, text)| Predicates {
                code: lang.code().to_owned(),
                table: Table::read(&format!("{lang}/predicates"), text),
            })
            .collect()
    });
    place(lang).map_or_else(|| NONE.get_or_init(Predicates::default), |at| &tables[at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ladder::table::check_examples;
    use crate::tokens;

    #[test]
    fn every_example_fires_its_entry() {
        for lang in LANGS {
            let found = predicates(&lang);
            check_examples(&format!("{lang}/predicates"), &found.table, |entry| {
                &entry.eg
            });
            assert!(found.len() >= 30, "{lang}: {}", found.len());
        }
    }

    #[test]
    fn values_follow_the_predicate() {
        let value = |text: &str, own: f64| {
            let words = tokens(text, 0);
            predicates(&Lang::En).find(&words)[0].entry.value(own)
        };
        assert!(value("We managed to sail.", 3.0) > 2.0);
        assert!(value("We managed to sail.", -3.0) < -2.0);
        assert!(value("They know that it is so.", -3.0) > 1.0);
        assert!(value("They think that it is so.", -3.0) < 0.0);
        assert!(value("They forgot to sail.", 3.0) < -2.0);
    }
}
