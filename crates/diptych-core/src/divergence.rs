//! Claims and divergences.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Day, DivergenceId, Evidence, IssueId, PositionId, SideId, Slot, StatementId};

/// Between what the comparison runs.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Axis {
    /// Two sides.
    BetweenSides,
    /// Two people of one side.
    WithinSide,
    /// One speaker or side at two times.
    OverTime,
    /// Two witnesses of one utterance.
    Retelling,
}

/// In what respect.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// The rung.
    Degree,
    /// A condition.
    Condition,
    /// A term; the slot is named beside it.
    Term,
    /// Yes or no.
    Polarity,
    /// Said or not said.
    Silence,
    /// None: they agree.
    None,
}

/// What the comparison found.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub enum DivergenceKind {
    /// Same proposition, same degree, no differing term.
    #[serde(rename = "agrees")]
    Agrees,
    /// The claim goes further than the holder's own account.
    #[serde(rename = "overstated")]
    Overstated,
    /// The claim falls short of the holder's own account.
    #[serde(rename = "understated")]
    Understated,
    /// One account attaches a condition that the other leaves out.
    #[serde(rename = "conditional")]
    Conditional,
    /// A slot does not match.
    #[serde(rename = "terms differ")]
    TermsDiffer,
    /// One denies or rejects what the other asserts.
    #[serde(rename = "contradicted")]
    Contradicted,
    /// The holder's side, read far enough, does not mention the claim.
    #[serde(rename = "silent")]
    Silent,
    /// Two people of one side.
    #[serde(rename = "split")]
    Split,
    /// The position moved.
    #[serde(rename = "shifted")]
    Shifted,
    /// The position did not move.
    #[serde(rename = "unchanged")]
    Unchanged,
}

impl DivergenceKind {
    /// The word of the record.
    pub fn word(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Overstated => "overstated",
            Self::Understated => "understated",
            Self::Conditional => "conditional",
            Self::TermsDiffer => "terms differ",
            Self::Contradicted => "contradicted",
            Self::Silent => "silent",
            Self::Split => "split",
            Self::Shifted => "shifted",
            Self::Unchanged => "unchanged",
        }
    }
}

/// Whose silence it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct About {
    /// The side.
    pub side: SideId,
    /// Person or body, where one is meant.
    pub name: Option<String>,
}

/// What was read before silence was stated.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Scope {
    /// Paths of the whole texts that were read.
    pub sources: Vec<String>,
    /// First day they cover.
    pub from: Option<Day>,
    /// Last day they cover.
    pub to: Option<Day>,
}

/// How far a person has settled it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The machine's suggestion.
    #[default]
    Suggested,
    /// Confirmed by a person.
    Confirmed,
    /// Rejected by a person.
    Rejected,
}

/// A judged pair of positions, or a claim and a stated silence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Divergence {
    /// Derived from both positions (or the side), axis and aspect.
    pub id: DivergenceId,
    /// The issue.
    pub issue: IssueId,
    /// Between what.
    pub axis: Axis,
    /// In what respect.
    pub aspect: Aspect,
    /// The slot, where the aspect is a term.
    pub slot: Option<Slot>,
    /// What was found.
    pub kind: DivergenceKind,
    /// 0 to 1, best first.
    pub score: f64,
    /// The claimer's statement; within a side in case order; over time the earlier.
    pub left: StatementId,
    /// The holder's statement; nothing where it is a silence.
    pub right: Option<StatementId>,
    /// The claimer's position.
    pub left_position: PositionId,
    /// The holder's position.
    pub right_position: Option<PositionId>,
    /// The spans that justify it.
    pub evidence: Vec<Evidence>,
    /// One plain sentence, built from those spans.
    pub explanation: String,
    /// Whose silence it is.
    pub about: Option<About>,
    /// What was read before silence was stated.
    pub scope: Option<Scope>,
    /// How far a person has settled it.
    pub status: Status,
}

/// What becomes of a claim, from the holder's own account.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The claim goes further than the holder's own account.
    GoesFurther,
    /// The claim falls short of the holder's own account.
    FallsShort,
    /// The holder says the same.
    Confirmed,
    /// The holder attaches a condition.
    OnACondition,
    /// The holder names other terms.
    OtherTerms,
    /// The holder denies or rejects it.
    Denied,
    /// The holder's whole texts do not mention it.
    Silent,
    /// No statement found in these sources.
    NotFound,
}

/// A position that someone takes about another's commitment, and its verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// The claimer's position.
    pub position: PositionId,
    /// The issue.
    pub issue: IssueId,
    /// What becomes of it.
    pub verdict: Verdict,
    /// Positions of the holder's own account, best answer first.
    pub answer: Vec<PositionId>,
}
