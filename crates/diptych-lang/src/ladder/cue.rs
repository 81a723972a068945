//! Ladder cues: the verbs, nouns and idioms that give an act and a rung.

use std::sync::OnceLock;

use diptych_core::{Act, Lang, Rung, Slot, Time};
use serde::Deserialize;

use super::table::{Entry, LANGS, Table, TableHit, place};
use crate::Token;

/// What part a cue plays in a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CueKind {
    /// A position of its own.
    #[default]
    Position,
    /// A nested step ("the possibility of"): it lowers the rung of its chain
    /// and is no position alone.
    Step,
    /// Opens what follows ("confirmed that"): a position only where nothing follows.
    Opens,
    /// A modal or auxiliary that only colours what follows; a position only
    /// where nothing stronger follows.
    Modal,
}

/// What becomes of a cue under negation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signature {
    /// Takes the rung `rejects`.
    Rejects,
    /// Takes the rung `rules_out`.
    RulesOut,
    /// Takes the rung `takes_no_position`.
    TakesNoPosition,
    /// Takes the rung `open_to_discuss` ("do not rule out").
    OpenToDiscuss,
    /// Takes the rung `supports_in_principle` ("have no objection").
    SupportsInPrinciple,
    /// The holder denies having agreed or promised.
    DeniesHavingCommitted,
    /// The fact is denied.
    DeniesFact,
    /// Nothing is left of the cue.
    Nothing,
    /// Negation does not touch it.
    Same,
}

/// One entry of the ladder table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools)] // each is a flag of the table, absent where it does not hold
pub struct Cue {
    /// Its name in the table.
    pub id: String,
    /// The rung that it gives.
    pub rung: Option<Rung>,
    /// The act; `commits` where only a rung is given.
    pub act: Option<Act>,
    /// The rung where the speaker's own side is the subject ("we will").
    pub own: Option<Rung>,
    /// The rung of the speaker's own side where an outlet retells its words ("they would").
    pub reported: Option<Rung>,
    /// Its part in a chain.
    #[serde(default)]
    pub kind: CueKind,
    /// Under negation; nothing where the rung's rule decides.
    pub negated: Option<Signature>,
    /// Whether "we" with it means several sides together.
    #[serde(default)]
    pub mutual: bool,
    /// Whether it cannot be without another side's consent.
    #[serde(default)]
    pub implies: bool,
    /// Whether it may only be read with a subject of another side or of one's own before it.
    #[serde(default)]
    pub needs_subject: bool,
    /// Whether it speaks of what was said before ("that is not true").
    #[serde(default)]
    pub back: bool,
    /// Whether it is an order, which stands at the head of its clause: "Stop this!", and not
    /// "we will stop this".
    #[serde(default)]
    pub leads: bool,
    /// Whether it is received from whoever commits to it: whose it is stands behind "from" or
    /// as a possessive ("Velmar's consent was obtained").
    #[serde(default)]
    pub received: bool,
    /// Whether it says what it says though its sentence asks ("why not?").
    #[serde(default)]
    pub rhetorical: bool,
    /// Whether it is the speaker's own word on whoever it names ("they can whistle for it").
    #[serde(default)]
    pub speakers: bool,
    /// When it is, where the words alone say so.
    pub time: Option<Time>,
    /// The slot that it leaves open ("no date").
    pub slot: Option<Slot>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// PLOVER code.
    pub plover: Option<String>,
    /// Patterns.
    pub any: Vec<String>,
    /// Sentences in which it fires.
    pub eg: Vec<String>,
}

impl Entry for Cue {
    fn id(&self) -> &str {
        &self.id
    }

    fn patterns(&self) -> &[String] {
        &self.any
    }
}

impl Cue {
    /// The act, `commits` where only a rung is given.
    pub fn act(&self) -> Act {
        self.act.unwrap_or(Act::Commits)
    }

    /// What becomes of it under negation: the entry's own word, else the rule of its rung.
    pub fn signature(&self, is_past: bool) -> Signature {
        if let Some(own) = self.negated {
            return own;
        }
        match (self.act(), self.rung) {
            (Act::Commits, Some(rung)) => match rung {
                Rung::RulesOut | Rung::Rejects | Rung::Objects => Signature::OpenToDiscuss,
                Rung::TakesNoPosition | Rung::Acknowledges => Signature::TakesNoPosition,
                Rung::OpenToDiscuss if is_past => Signature::DeniesFact,
                Rung::Promises | Rung::AgreesTo if is_past => Signature::DeniesHavingCommitted,
                Rung::OpenToDiscuss
                | Rung::SupportsInPrinciple
                | Rung::Promises
                | Rung::AgreesTo => Signature::Rejects,
                Rung::Proposes | Rung::Arranges | Rung::Done => Signature::DeniesFact,
            },
            (Act::ReportsEvent, _) => Signature::DeniesFact,
            (Act::DemandsOfOther | Act::Threatens | Act::Withdraws, _) => Signature::Nothing,
            _ => Signature::Same,
        }
    }
}

/// The ladder of one language.
#[derive(Debug, Clone, Default)]
pub struct Cues {
    code: String,
    table: Table<Cue>,
}

impl Cues {
    /// Every cue that fires, by place, the longest first where several begin together.
    pub fn find(&self, tokens: &[Token]) -> Vec<TableHit<'_, Cue>> {
        self.table.find(tokens)
    }

    /// The name of an entry in evidence: `code/ladder/id`.
    pub fn rule(&self, cue: &Cue) -> String {
        format!("{}/ladder/{}", self.code, cue.id)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.table.entries.len()
    }

    /// Whether the language is not covered.
    pub fn is_empty(&self) -> bool {
        self.table.entries.is_empty()
    }

    /// The entries in the order of the table.
    pub fn entries(&self) -> &[Cue] {
        &self.table.entries
    }
}

/// The ladder of `lang`; an empty one where the language is not covered.
pub fn cues(lang: &Lang) -> &'static Cues {
    static TABLES: OnceLock<Vec<Cues>> = OnceLock::new();
    static NONE: OnceLock<Cues> = OnceLock::new();
    let tables = TABLES.get_or_init(|| {
        let texts = [
            [
                include_str!("../../lang/en/ladder.toml"),
                include_str!("../../lang/en/ladder_fields.toml"),
                include_str!("../../lang/en/ladder_idioms.toml"),
                include_str!("../../lang/en/ladder_state.toml"),
                include_str!("../../lang/en/ladder_matters.toml"),
                include_str!("../../lang/en/ladder_heard.toml"),
            ],
            [
                include_str!("../../lang/ru/ladder.toml"),
                include_str!("../../lang/ru/ladder_fields.toml"),
                include_str!("../../lang/ru/ladder_idioms.toml"),
                include_str!("../../lang/ru/ladder_state.toml"),
                include_str!("../../lang/ru/ladder_matters.toml"),
                include_str!("../../lang/ru/ladder_heard.toml"),
            ],
            [
                include_str!("../../lang/uk/ladder.toml"),
                include_str!("../../lang/uk/ladder_fields.toml"),
                include_str!("../../lang/uk/ladder_idioms.toml"),
                include_str!("../../lang/uk/ladder_state.toml"),
                include_str!("../../lang/uk/ladder_matters.toml"),
                include_str!("../../lang/uk/ladder_heard.toml"),
            ],
        ];
        LANGS
            .iter()
            .zip(texts)
            .map(|(lang, texts)| Cues {
                code: lang.code().to_owned(),
                table: Table::read_all(&format!("{lang}/ladder"), &texts),
            })
            .collect()
    });
    place(lang).map_or_else(|| NONE.get_or_init(Cues::default), |at| &tables[at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ladder::table::check_examples;

    #[test]
    fn every_example_fires_its_entry() {
        for lang in LANGS {
            let ladder = cues(&lang);
            check_examples(&format!("{lang}/ladder"), &ladder.table, |cue| &cue.eg);
        }
    }

    #[test]
    fn every_ladder_is_broad() {
        for lang in LANGS {
            let ladder = cues(&lang);
            assert!(ladder.len() >= 120, "{lang}: {}", ladder.len());
            for rung in Rung::ALL {
                assert!(
                    ladder.entries().iter().any(|cue| cue.rung == Some(rung)),
                    "{lang}: {rung:?}"
                );
            }
        }
    }

    #[test]
    fn not_ruling_out_is_openness() {
        let ladder = cues(&Lang::En);
        let cue = ladder
            .entries()
            .iter()
            .find(|cue| cue.rung == Some(Rung::RulesOut))
            .unwrap();
        assert_eq!(cue.signature(false), Signature::OpenToDiscuss);
    }
}
