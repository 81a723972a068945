//! Decision rules: by whose will a thing is decided or set going.

use std::sync::OnceLock;

use diptych_core::Lang;
use serde::Deserialize;

use super::table::{Entry, LANGS, Table, place};
use crate::{Hit, PatternSet, Token};

/// By whose will it is decided, the same in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionRule {
    /// All must consent, so that each can stop it.
    ConsentOfAll,
    /// More than half, by a stated part.
    QualifiedMajority,
    /// More than half.
    Majority,
    /// Nobody can stop it alone.
    NoVeto,
    /// One decides for itself.
    Unilateral,
    /// Nobody decides: it follows by itself.
    Automatic,
    /// It is set going by a request.
    OnRequest,
}

impl DecisionRule {
    /// The key in the value of a term.
    pub fn key(self) -> &'static str {
        match self {
            Self::ConsentOfAll => "consent_of_all",
            Self::QualifiedMajority => "qualified_majority",
            Self::Majority => "majority",
            Self::NoVeto => "no_veto",
            Self::Unilateral => "unilateral",
            Self::Automatic => "automatic",
            Self::OnRequest => "on_request",
        }
    }
}

/// One entry of the table of decision rules.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    is: DecisionRule,
    any: Vec<String>,
    /// Longer or equal stretches that look like it and are not.
    #[serde(default)]
    not: Vec<String>,
    /// Sentences in which it fires.
    eg: Vec<String>,
}

impl Entry for Row {
    fn id(&self) -> &str {
        &self.id
    }

    fn patterns(&self) -> &[String] {
        &self.any
    }
}

/// One decision rule in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionHit {
    /// By whose will.
    pub is: DecisionRule,
    /// The words.
    pub hit: Hit,
    /// The entry that fired, `code/decisions/id`.
    pub rule: String,
}

/// The decision rules of one language.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    code: String,
    table: Table<Row>,
    not: PatternSet,
}

impl Decisions {
    fn read(lang: &Lang, text: &str) -> Self {
        let name = format!("{lang}/decisions");
        let table: Table<Row> = Table::read(&name, text);
        let mut not = PatternSet::new();
        for (number, row) in table.entries.iter().enumerate() {
            for pattern in &row.not {
                if let Err(error) = not.add(number, pattern) {
                    panic!("table {name}, entry {}: {error:?}", row.id);
                }
            }
        }
        Self {
            code: lang.code().to_owned(),
            table,
            not,
        }
    }

    /// The decision rules in `tokens`, by place; they do not overlap.
    pub fn find(&self, tokens: &[Token]) -> Vec<DecisionHit> {
        let kept_out = self.not.find(tokens);
        let mut found = self.table.find(tokens);
        found.retain(|found| {
            !kept_out.iter().any(|not| {
                self.table.entries[not.entry].id == found.entry.id
                    && not.first <= found.hit.first
                    && found.hit.end <= not.end
            })
        });
        let mut out: Vec<DecisionHit> = Vec::new();
        for found in found {
            if out
                .last()
                .is_none_or(|last| last.hit.end <= found.hit.first)
            {
                out.push(DecisionHit {
                    is: found.entry.is,
                    hit: found.hit,
                    rule: format!("{}/decisions/{}", self.code, found.entry.id),
                });
            }
        }
        out
    }
}

/// The decision rules of `lang`; none where the language is not covered.
pub fn decisions(lang: &Lang) -> &'static Decisions {
    static TABLES: OnceLock<Vec<Decisions>> = OnceLock::new();
    static NONE: OnceLock<Decisions> = OnceLock::new();
    let tables = TABLES.get_or_init(|| {
        let texts = [
            include_str!("../../lang/en/decisions.toml"),
            include_str!("../../lang/ru/decisions.toml"),
            include_str!("../../lang/uk/decisions.toml"),
        ];
        LANGS
            .iter()
            .zip(texts)
            .map(|(lang, text)| Decisions::read(lang, text))
            .collect()
    });
    place(lang).map_or_else(|| NONE.get_or_init(Decisions::default), |at| &tables[at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens;

    fn found(lang: &Lang, text: &str) -> Vec<DecisionRule> {
        let found = decisions(lang).find(&tokens(text, 0));
        found.into_iter().map(|found| found.is).collect()
    }

    #[test]
    fn every_example_gives_its_rule() {
        for lang in LANGS {
            let table = &decisions(&lang).table;
            assert!(!table.entries.is_empty());
            for row in &table.entries {
                assert!(!row.eg.is_empty(), "{lang}/{}", row.id);
                for example in &row.eg {
                    let rules = found(&lang, example);
                    assert!(rules.contains(&row.is), "{example}: {rules:?}");
                }
            }
        }
    }

    #[test]
    fn every_language_has_every_rule() {
        for lang in LANGS {
            let mut rules: Vec<DecisionRule> = decisions(&lang)
                .table
                .entries
                .iter()
                .map(|row| row.is)
                .collect();
            rules.sort();
            rules.dedup();
            assert_eq!(rules.len(), 7, "{lang}");
        }
    }

    #[test]
    fn a_denied_veto_is_no_veto() {
        assert_eq!(
            found(&Lang::En, "They act without a veto."),
            [DecisionRule::NoVeto]
        );
        assert_eq!(
            found(&Lang::Ru, "Они действуют без права вето."),
            [DecisionRule::NoVeto]
        );
        assert_eq!(
            found(&Lang::Uk, "Вони діють без права вето."),
            [DecisionRule::NoVeto]
        );
        assert!(found(&Lang::En, "The parliamentary majority grew.").is_empty());
    }
}
