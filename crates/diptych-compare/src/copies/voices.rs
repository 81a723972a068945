//! What a statement is matched by: who said it, when, and its words.

use diptych_core::{Day, Lang, Statement};

use crate::matching::Sight;
use crate::words::name_key;

/// A statement as joining sees it.
pub(super) struct Voice {
    /// The last name of who said it, in Latin letters.
    pub(super) speaker: String,
    /// The days it may have been said on.
    pub(super) days: Option<(Day, Day)>,
    /// The source it stands in.
    pub(super) source: String,
    /// Its language.
    pub(super) lang: Lang,
    /// How matching sees its words, marked where they do not touch; by its words alone until an encoder has looked.
    pub(super) sight: Sight,
}

impl Voice {
    /// Of a statement; nothing where nobody said it, or nobody knows who did.
    pub(super) fn of(statement: &Statement) -> Option<Self> {
        if !statement.kind.is_said() {
            return None;
        }
        Some(Self {
            speaker: speaker_key(statement)?,
            days: statement.said.as_ref().map(|said| (said.from, said.to)),
            source: statement.source.to_string(),
            lang: statement.lang.clone(),
            sight: Sight::of(&statement.words(), &statement.lang),
        })
    }

    /// Days between the two; 0 where one of them is not dated.
    pub(super) fn days_from(&self, other: &Self) -> i32 {
        let (Some((from, to)), Some((there, till))) = (self.days, other.days) else {
            return 0;
        };
        from.days_since(till).max(there.days_since(to)).max(0)
    }
}

/// The last name of who said it, in Latin letters.
pub(super) fn speaker_key(statement: &Statement) -> Option<String> {
    if !statement.kind.is_said() {
        return None;
    }
    let name = statement.speaker.shown()?;
    Some(
        name.split_whitespace()
            .last()
            .map_or(String::new(), name_key),
    )
}
