//! Positions: what a statement says on a proposition.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Day, IssueId, PositionId, Precedent, SideId, Span, StatementId};

/// Who does what with whom.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Proposition {
    /// Who acts, as the text names them.
    pub actor: Option<String>,
    /// What is done: the words of the clause.
    pub action: Option<String>,
    /// With whom or to what.
    pub object: Option<String>,
    /// Keys by which it is compared across languages, such as `meeting` or `guarantee`.
    #[serde(default)]
    pub concepts: Vec<String>,
}

/// Whose position it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Holder {
    /// Person or body.
    pub name: Option<String>,
    /// Their side.
    pub side: Option<SideId>,
}

/// How the position comes to its holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Attribution {
    /// The speaker's own.
    Own,
    /// The speaker says it of another.
    Ascribed,
    /// The speaker says it of several together ("we agreed").
    Joint,
    /// What the speaker says cannot be without another's consent.
    Implied,
}

/// What is done with the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Takes a position on the ladder.
    Commits,
    /// Asks or demands of another.
    DemandsOfOther,
    /// Denies having agreed or promised.
    DeniesHavingCommitted,
    /// Denies that something is or was so.
    DeniesFact,
    /// Reports that something happened or is so.
    ReportsEvent,
    /// Judges.
    Evaluates,
    /// Threatens.
    Threatens,
    /// Takes back what was promised or agreed.
    Withdraws,
}

/// The ladder of commitment: ordinal, never summed.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Rung {
    /// Says that it will not be.
    RulesOut,
    /// Turns it down.
    Rejects,
    /// Raises objections.
    Objects,
    /// Takes no position.
    TakesNoPosition,
    /// Takes note that it is spoken of.
    Acknowledges,
    /// Is ready to talk or think about it.
    OpenToDiscuss,
    /// Supports it in principle.
    SupportsInPrinciple,
    /// Proposes it.
    Proposes,
    /// Promises it.
    Promises,
    /// Agrees to it.
    AgreesTo,
    /// Makes arrangements for it.
    Arranges,
    /// Has done it.
    Done,
}

impl Rung {
    /// Every rung, lowest first.
    pub const ALL: [Self; 12] = [
        Self::RulesOut,
        Self::Rejects,
        Self::Objects,
        Self::TakesNoPosition,
        Self::Acknowledges,
        Self::OpenToDiscuss,
        Self::SupportsInPrinciple,
        Self::Proposes,
        Self::Promises,
        Self::AgreesTo,
        Self::Arranges,
        Self::Done,
    ];

    /// Its place on the ladder, 0 to 11. For ordering only.
    pub fn step(self) -> usize {
        self as usize
    }

    /// Whether it stands against the proposition.
    pub fn is_against(self) -> bool {
        self <= Self::Objects
    }
}

/// Whether the proposition is said to hold or not to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// It holds.
    Positive,
    /// It does not.
    Negative,
}

/// When it is, seen from the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Time {
    /// Before the words.
    Past,
    /// At the time of the words.
    Present,
    /// After the words.
    Future,
    /// Not said.
    Unspecified,
}

/// Whether it is stated, supposed or asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reality {
    /// Stated.
    Actual,
    /// Supposed.
    Hypothetical,
    /// Asked.
    Questioned,
}

/// A slot of a term.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// Who does or guarantees it.
    Who,
    /// To or with whom.
    Whom,
    /// What it is about.
    What,
    /// How many.
    HowMany,
    /// How much money.
    Money,
    /// When.
    When,
    /// For how long.
    Duration,
    /// From when it is in force.
    InForce,
    /// Where.
    Where,
    /// How far it reaches.
    Scope,
    /// By what means.
    Instrument,
    /// In what format.
    Format,
    /// Whether and how it binds.
    Binding,
}

/// A term of the position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Term {
    /// Which slot it fills.
    pub slot: Slot,
    /// The words.
    pub text: String,
    /// Normalised value, the same in every language.
    pub value: String,
    /// Where the words stand.
    pub span: Span,
}

/// When the position was held, where that is not the day it was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AsOf {
    /// First day, inclusive.
    pub from: Option<Day>,
    /// Last day, inclusive.
    pub to: Option<Day>,
    /// The words that say so.
    pub basis: String,
}

/// What a span justifies.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The words that gave the rung or the act.
    Rung,
    /// The condition.
    Condition,
    /// The hedge.
    Hedge,
    /// The term.
    Term,
    /// The negation.
    Polarity,
    /// Who holds it.
    Holder,
    /// What "this" or "such" stands for.
    Antecedent,
    /// The clause that is compared.
    Clause,
}

/// A span of a statement and what it justifies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// The statement.
    pub statement: StatementId,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it justifies.
    pub role: Role,
    /// The words.
    pub text: String,
    /// The table entry that fired, `lang/file/entry`, where one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// What a statement says on a proposition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// Derived from the statement and the clause.
    pub id: PositionId,
    /// The statement.
    pub statement: StatementId,
    /// The issue, where one takes it.
    pub issue: Option<IssueId>,
    /// The clause that says it.
    pub clause: Span,
    /// Who does what with whom.
    pub proposition: Proposition,
    /// Whose position it is.
    pub holder: Holder,
    /// How it comes to its holder.
    pub attribution: Attribution,
    /// Whether the words are another's of the holder's side, speaking for it.
    pub speaks_for_side: bool,
    /// What is done with the words.
    pub act: Act,
    /// The rung; only where the act is [`Act::Commits`].
    pub rung: Option<Rung>,
    /// CAMEO code, where one exists.
    pub cameo: Option<String>,
    /// PLOVER code, where one exists.
    pub plover: Option<String>,
    /// When the position was held.
    pub as_of: Option<AsOf>,
    /// Earlier agreements, documents and meetings that it invokes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub precedents: Vec<Precedent>,
    /// Whether the proposition holds.
    pub polarity: Polarity,
    /// When it is, seen from the words.
    pub time: Time,
    /// Whether it is stated, supposed or asked.
    pub reality: Reality,
    /// Conditions, as they stand.
    pub conditions: Vec<Span>,
    /// Hedges, as they stand.
    pub hedges: Vec<Span>,
    /// Terms.
    pub terms: Vec<Term>,
    /// The spans that justify all this.
    pub evidence: Vec<Evidence>,
}
