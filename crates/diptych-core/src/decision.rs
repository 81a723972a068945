//! Decisions: what a person settled, on what, and when.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Aspect, Axis, SideId, Slot, SourceId};

/// What a decision does to the thing that it is about.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// It is as the program says.
    Confirm,
    /// It is wrong: a finding is left aside, a statement or a source is not compared.
    Reject,
    /// It is of another kind.
    Kind,
    /// Another person or body said it.
    Speaker,
    /// The speaker is of another side, or of none.
    Side,
    /// It was said, or published, on another day.
    Date,
    /// It is about another issue.
    Issue,
    /// Its words in another language.
    Translation,
    /// What a reader must know to understand it.
    Context,
    /// Something to be kept beside it, for those who work on the case.
    Note,
    /// The decision that `value` names no longer counts.
    Undo,
}

impl Verb {
    /// Every verb, in the order in which help shows them.
    pub const ALL: [Self; 11] = [
        Self::Confirm,
        Self::Reject,
        Self::Kind,
        Self::Speaker,
        Self::Side,
        Self::Date,
        Self::Issue,
        Self::Translation,
        Self::Context,
        Self::Note,
        Self::Undo,
    ];

    /// The word of the record.
    pub fn word(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Reject => "reject",
            Self::Kind => "kind",
            Self::Speaker => "speaker",
            Self::Side => "side",
            Self::Date => "date",
            Self::Issue => "issue",
            Self::Translation => "translation",
            Self::Context => "context",
            Self::Note => "note",
            Self::Undo => "undo",
        }
    }

    /// Whether it needs a value beside it.
    pub fn takes_value(self) -> bool {
        !matches!(self, Self::Confirm | Self::Reject | Self::Undo)
    }

    /// What it settles of the record; see [`Decision::field`].
    ///
    /// Confirming and rejecting settle one field. What is only put beside the record has none.
    pub fn field(self) -> Option<&'static str> {
        match self {
            Self::Confirm | Self::Reject => Some("status"),
            Self::Translation | Self::Context | Self::Note | Self::Undo => None,
            other => Some(other.word()),
        }
    }
}

impl fmt::Display for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Verb {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|verb| verb.word() == word)
            .ok_or_else(|| {
                format!(
                    "`{word}` is none of {}",
                    Self::ALL.map(Self::word).join(", ")
                )
            })
    }
}

/// What sort of thing a decision is about.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A source.
    Source,
    /// A statement.
    Statement,
    /// A position.
    Position,
    /// A divergence.
    Divergence,
}

/// Words as they stood when a decision was made on them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SeenWords {
    /// The source they stand in.
    pub source: SourceId,
    /// Its path.
    pub path: String,
    /// Who said them, in the program's view then.
    pub speaker: Option<String>,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// What a person had before them when they decided: enough to find it again after the program
/// was changed, and to show it where it is no longer found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Seen {
    /// What sort of thing.
    pub subject: Subject,
    /// Its words: one stretch, or those of the left and of the right.
    pub words: Vec<SeenWords>,
    /// Of a divergence: between what it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub axis: Option<Axis>,
    /// Of a divergence: in what respect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aspect: Option<Aspect>,
    /// Of a divergence in a term: the slot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<Slot>,
    /// Of a silence: whose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<SideId>,
    /// What the program said then of the field that was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
}

/// Where a translation comes from.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum TranslationBasis {
    /// The side itself, or whoever spoke for it, published it.
    Official,
    /// An outlet or an agency printed it.
    Outlet,
    /// Whoever works on the case made it.
    Editor,
}

impl TranslationBasis {
    /// Every basis, in the order in which help shows them.
    pub const ALL: [Self; 3] = [Self::Official, Self::Outlet, Self::Editor];

    /// The word of the record.
    pub fn word(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Outlet => "outlet",
            Self::Editor => "editor",
        }
    }
}

/// What is said of a translation beside its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Rendering {
    /// Language that it is in, as a BCP 47 tag.
    pub lang: String,
    /// Where it comes from.
    pub basis: TranslationBasis,
    /// Who made it, where that is not whoever entered it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
}

/// One decision of a person. Decisions are only ever added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// Derived from everything else in it.
    pub id: String,
    /// Place in the order of decisions: one more than the highest known where it was made, so that
    /// the order does not hang on a clock.
    pub turn: u64,
    /// Identifier of the thing.
    pub target: String,
    /// What is done.
    pub verb: Verb,
    /// The new value, the note, or the decision that is undone.
    pub value: Option<String>,
    /// Who decided.
    pub by: String,
    /// When, in UTC, as the clock of the machine had it.
    pub at: String,
    /// Version of the program.
    pub program: String,
    /// What was seen.
    pub seen: Seen,
    /// Of a translation: language, basis, author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rendering: Option<Rendering>,
}

impl Decision {
    /// The identifier for these parts.
    #[must_use]
    pub fn with_id(mut self) -> Self {
        let turn = self.turn.to_string();
        let value = self.value.as_deref().unwrap_or("");
        let field = self.field();
        let mut parts = vec![
            turn.as_str(),
            &self.target,
            self.verb.word(),
            value,
            &self.by,
            &self.at,
        ];
        if self.rendering.is_some() {
            parts.extend(field.as_deref());
        }
        self.id = crate::short("dec", &parts);
        self
    }

    /// What it settles: a later decision on the same field of the same thing takes the place of an
    /// earlier one. Translations into one language, of one basis and author, are a field; notes and
    /// context stand beside each other and have none.
    pub fn field(&self) -> Option<Cow<'static, str>> {
        let Some(rendering) = &self.rendering else {
            return self.verb.field().map(Cow::Borrowed);
        };
        let author = rendering.author.as_deref().unwrap_or("");
        let (lang, basis) = (&rendering.lang, rendering.basis.word());
        Some(Cow::Owned(
            format!("translation {lang} {basis} {author}")
                .trim()
                .to_owned(),
        ))
    }

    /// Whether both settle the same field of what they are about.
    pub fn same_field(&self, other: &Self) -> bool {
        let field = self.field();
        field.is_some() && field == other.field()
    }
}

/// A decision that counts, and what has become of the thing since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Standing {
    /// The decision.
    pub decision: Decision,
    /// Identifier that the thing has now; nothing where it is no longer found.
    pub now: Option<String>,
    /// What the program would say now of the field, where that is not what it said then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub program_says: Option<String>,
    /// Whether another copy of the case decided otherwise and nobody has settled it; then it does not count.
    #[serde(default)]
    pub disputed: bool,
}

#[cfg(test)]
mod tests {
    use super::Verb;

    #[test]
    fn every_verb_is_read_back() {
        for verb in Verb::ALL {
            assert_eq!(verb.word().parse(), Ok(verb));
        }
        assert!("remove".parse::<Verb>().is_err());
    }
}
