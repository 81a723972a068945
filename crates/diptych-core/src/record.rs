//! The record: one comparison, whole.

use schemars::{JsonSchema, Schema, schema_for};
use serde::{Deserialize, Serialize};

use crate::{
    Case, Claim, Divergence, DivergenceId, Edit, IssueId, Matching, Period, Position, PositionId,
    Problem, SideId, Source, Standing, Statement, StatementId, UtteranceId,
};

/// Version of the record's schema. Fields may be added, never renamed.
pub const SCHEMA_VERSION: &str = "diptych/1";

/// Which means of matching made the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Words, names, numbers and tables; no sentence encoder.
    #[default]
    Lexical,
    /// With the sentence encoder.
    Encoder,
}

impl Tier {
    /// How passages were matched, for a reader: follows on "matched".
    pub fn words(self) -> &'static str {
        match self {
            Self::Lexical => "by words alone",
            Self::Encoder => "by words and a sentence encoder",
        }
    }
}

/// An identifier and its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Named<I> {
    /// Identifier.
    pub id: I,
    /// Name to show.
    pub name: String,
}

/// What the record says of its case.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct CaseHead {
    /// Title.
    pub title: String,
    /// Period.
    #[serde(default)]
    pub period: Period,
    /// Sides in order.
    pub sides: Vec<Named<SideId>>,
    /// Issues in order.
    pub issues: Vec<Named<IssueId>>,
    /// Whether sides or issues were proposed by the program.
    #[serde(default)]
    pub proposed: bool,
    /// How surely two passages had to be one before they counted as one.
    #[serde(default)]
    pub matching: Matching,
}

impl From<&Case> for CaseHead {
    fn from(case: &Case) -> Self {
        Self {
            title: case.title.clone(),
            period: case.period,
            sides: case
                .sides
                .iter()
                .map(|side| Named {
                    id: side.id.clone(),
                    name: side.name.clone(),
                })
                .collect(),
            issues: case
                .issues
                .iter()
                .map(|issue| Named {
                    id: issue.id.clone(),
                    name: issue.name.clone(),
                })
                .collect(),
            proposed: false,
            matching: case.matching,
        }
    }
}

/// A witness whose wording differs from the best one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Variant {
    /// The witness.
    pub statement: StatementId,
    /// How it differs: `exact`, `near`, `cut`, `translated`, `back_translated`, `retold`.
    pub how: String,
    /// How surely it is the same utterance, 0 to 1.
    #[serde(default)]
    pub sure: f64,
    /// What speaks for it, and what the variant has changed, for a reader.
    #[serde(default)]
    pub why: Vec<String>,
}

/// One passage of a speaking event, and the statements that witness it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Utterance {
    /// Derived from the best witness.
    pub id: UtteranceId,
    /// The speaking event, where the text names it.
    pub occasion: Option<String>,
    /// The best witness.
    pub best: StatementId,
    /// All witnesses, the best first.
    pub witnesses: Vec<StatementId>,
    /// How the others differ from it.
    pub variants: Vec<Variant>,
    /// Statements that are perhaps witnesses of it, too; they count as utterances of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub perhaps: Vec<Variant>,
}

/// One comparison, whole: what `compare --format json` prints.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// Version of the schema, [`SCHEMA_VERSION`].
    pub schema: String,
    /// Which means of matching made it.
    pub tier: Tier,
    /// The case.
    pub case: CaseHead,
    /// Sources in the order in which they were read.
    pub sources: Vec<Source>,
    /// Statements by source and place.
    pub statements: Vec<Statement>,
    /// Positions by statement and place.
    pub positions: Vec<Position>,
    /// Utterances.
    pub utterances: Vec<Utterance>,
    /// The ledger of claims.
    pub claims: Vec<Claim>,
    /// Divergences, best first.
    pub divergences: Vec<Divergence>,
    /// Decisions of people that count, in the order in which they were made; none without a store.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Standing>,
    /// Pages whose words are not as they were when they were captured before; none without a store.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<Edit>,
    /// What was not read or not understood.
    pub problems: Vec<Problem>,
    /// The case in one sentence, made from the findings when the record is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<Headline>,
}

/// What the findings come to, in plain sentences.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Headline {
    /// One sentence for the case.
    pub text: String,
    /// One for each issue of the case, in its order.
    pub issues: Vec<IssueHeadline>,
}

/// What the findings on one issue come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IssueHeadline {
    /// The issue.
    pub issue: IssueId,
    /// One sentence.
    pub text: String,
    /// Who moved on it, and who did not, in order of time.
    pub moves: Vec<Move>,
}

/// Whether someone's account moved between two statements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Move {
    /// The finding over time that says so.
    pub divergence: DivergenceId,
    /// The earlier statement.
    pub from: StatementId,
    /// The later one.
    pub to: StatementId,
    /// The earlier position.
    pub from_position: PositionId,
    /// The later one.
    pub to_position: PositionId,
    /// Whether it moved.
    pub moved: bool,
    /// One sentence.
    pub text: String,
}

/// The JSON Schema (2020-12) of [`Record`].
pub fn json_schema() -> Schema {
    schema_for!(Record)
}
