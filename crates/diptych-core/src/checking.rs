//! A claim in plain words, checked against the sources of a case.

use schemars::{JsonSchema, Schema, schema_for};
use serde::{Deserialize, Serialize};

use crate::{Anchor, Lang, Problem, Rung, Said, SideId, SourceId, StatementId, Tier};

/// Version of the schema of [`Checked`]. Fields may be added, never renamed.
pub const CHECK_SCHEMA: &str = "diptych-check/1";

/// What follows from the sources for a claim.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The side that it is about says the same.
    Confirmed,
    /// That side denies or rejects it.
    Denied,
    /// That side says less than the claim.
    Weaker,
    /// That side says more than the claim.
    Further,
    /// That side attaches a condition.
    Condition,
    /// That side names other terms: another number, day or place.
    OtherTerms,
    /// Only others say it of that side.
    RivalOnly,
    /// No statement found in these sources.
    #[default]
    NotFound,
}

impl Answer {
    /// What the verdict on a claim answers; nothing where it found no account.
    pub fn of(verdict: crate::Verdict) -> Option<Self> {
        use crate::Verdict;
        Some(match verdict {
            Verdict::GoesFurther => Self::Weaker,
            Verdict::FallsShort => Self::Further,
            Verdict::Confirmed => Self::Confirmed,
            Verdict::OnACondition => Self::Condition,
            Verdict::OtherTerms => Self::OtherTerms,
            Verdict::Denied => Self::Denied,
            Verdict::Silent | Verdict::NotFound => return None,
        })
    }

    /// The words to show.
    pub fn words(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed by",
            Self::Denied => "denied by",
            Self::Weaker => "weaker than claimed: the claim goes further than the account of",
            Self::Further => "further than claimed: the claim falls short of the account of",
            Self::Condition => "on a condition, by the account of",
            Self::OtherTerms => "on other terms, by the account of",
            Self::RivalOnly => "claimed by others only, not in the account of",
            Self::NotFound => "no statement found in these sources",
        }
    }
}

/// Whose words a passage is, seen from the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Account {
    /// Of the side that the claim is about.
    Own,
    /// Of another side, about that one.
    Rival,
}

/// A passage that bears on a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CheckPassage {
    /// Whose words it is.
    pub account: Account,
    /// What follows from it alone.
    pub answer: Option<Answer>,
    /// The source.
    pub source: SourceId,
    /// Its path.
    pub path: String,
    /// Its language.
    pub lang: Lang,
    /// The statement.
    pub statement: StatementId,
    /// The clause, bytes of the document.
    pub words: Anchor,
    /// The words that gave rung, condition or denial.
    pub evidence: Vec<Anchor>,
    /// Who says it.
    pub speaker: Option<String>,
    /// The speaker's side.
    pub side: Option<SideId>,
    /// When.
    pub said: Option<Said>,
    /// How far it goes.
    pub rung: Option<Rung>,
    /// How near it is to the claim, 0 to 1.
    pub likeness: f64,
}

/// A claim, checked: what `check --json` prints.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Checked {
    /// Version of the schema, [`CHECK_SCHEMA`].
    pub schema: String,
    /// Which means of matching was used.
    pub tier: Tier,
    /// The claim.
    pub claim: String,
    /// Its language.
    pub lang: Lang,
    /// The side that it is about, where it names one.
    pub holder: Option<SideId>,
    /// How far the claim goes, where it commits that side.
    pub rung: Option<Rung>,
    /// What follows.
    pub answer: Answer,
    /// Passages that it follows from, best first.
    pub passages: Vec<CheckPassage>,
    /// How many sources were looked through.
    pub sources: usize,
    /// What was not read or not understood.
    pub problems: Vec<Problem>,
}

/// The JSON Schema (2020-12) of [`Checked`].
pub fn check_schema() -> Schema {
    schema_for!(Checked)
}
