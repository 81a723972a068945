//! Precedents: earlier agreements, documents and meetings that are invoked.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{AsOf, SourceId, Span, StatementId};

/// An earlier agreement, document or meeting that a position invokes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Precedent {
    /// The words that invoke it.
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// The place or name that it goes by, folded, where the words give one.
    pub name: Option<String>,
    /// When it was, with the words that say so.
    pub as_of: Option<AsOf>,
    /// The statement whose words date it, where its own do not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated_by: Option<StatementId>,
    /// Sources of the case on it, those of its own time first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<PrecedentSource>,
    /// The table entry that fired.
    pub rule: String,
}

/// How a source of the case bears on a precedent.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PrecedentRelation {
    /// It was published at that time and names it.
    OfItsTime,
    /// Somebody in it invokes the same.
    InvokesIt,
}

/// A source of the case on a precedent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PrecedentSource {
    /// The source.
    pub source: SourceId,
    /// Its path.
    pub path: String,
    /// How it bears on it.
    pub relation: PrecedentRelation,
    /// The words of its document that name it.
    pub text: String,
    /// Where they stand in its document.
    pub span: Span,
}
