//! What was changed between two versions of one page.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Anchor, SourceId, StatementId};

/// What was done to the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EditKind {
    /// They stood there before and stand there no more.
    Cut,
    /// They stand there now and did not before.
    Added,
    /// Others stand in their place.
    Changed,
}

/// One stretch of words that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EditChange {
    /// What was done.
    pub kind: EditKind,
    /// The words of the earlier version; nothing where words were added.
    pub left: Option<Anchor>,
    /// The words of the later version; nothing where words were cut.
    pub right: Option<Anchor>,
    /// The words before it, which stand in both, as the later version has them.
    pub before: Option<Anchor>,
    /// The words after it, likewise.
    pub after: Option<Anchor>,
    /// Statements of either version that it touches.
    pub statements: Vec<StatementId>,
}

/// Two versions of one page, and what was changed from the first to the second.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Edit {
    /// Where both stood.
    pub url: String,
    /// The earlier version.
    pub left: SourceId,
    /// The later version.
    pub right: SourceId,
    /// When the earlier one was captured, where that is known.
    pub left_captured: Option<String>,
    /// When the later one was captured, where that is known.
    pub right_captured: Option<String>,
    /// The changes, in the order of the text; at most a hundred.
    pub changes: Vec<EditChange>,
    /// How many more there are.
    pub more: usize,
}
