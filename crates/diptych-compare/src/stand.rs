//! A position as the comparison holds it, and how two of them are weighed.

use diptych_core::{Act, Attribution, Day, Position, Reality, Rung, Slot, Span, Term, Time};
use diptych_lang::ladder::ConceptId;

use crate::bag::Bag;
use crate::day_values::days_of;
use crate::keyed::Keyed;
use crate::meaning::Sense;

/// A position with what the comparison needs besides the record.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools)] // each is a plain yes or no of the clause
pub(crate) struct Stand {
    /// The position of the record.
    pub(crate) position: Position,
    /// Index of the statement.
    pub(crate) statement: usize,
    /// Index of the utterance.
    pub(crate) utterance: usize,
    /// Side of the speaker.
    pub(crate) speaker_side: Option<usize>,
    /// Side of the holder.
    pub(crate) holder_side: Option<usize>,
    /// What it is about.
    pub(crate) heads: Vec<ConceptId>,
    /// How much each of them tells in this case, 0 to 1; filled by the comparison.
    pub(crate) tells: Vec<f32>,
    /// What else the sentence names.
    pub(crate) context: Vec<ConceptId>,
    /// Keys of what it speaks of, with the part of their weight that counts.
    pub(crate) keys: Keyed,
    /// The same, weighed over the case; filled by the comparison.
    pub(crate) bag: Bag,
    /// What its clause means, where an encoder reads it; filled by the comparison.
    pub(crate) sense: Option<Sense>,
    /// The sentence in which the clause stands.
    pub(crate) sentence: Span,
    /// What its issue is about by name; there even a general matter joins.
    pub(crate) main: Vec<ConceptId>,
    /// Index of the issue.
    pub(crate) issue: Option<usize>,
    /// When it was said: first and last day.
    pub(crate) days: Option<(Day, Day)>,
    /// Whether a rejection is limited ("not without us").
    pub(crate) limited: bool,
    /// The slot that is denied ("no date").
    pub(crate) denied_slot: Option<Slot>,
    /// Whether the words are the speaker's own.
    pub(crate) is_own_wording: bool,
    /// Rank of the speaker within the side.
    pub(crate) rank: usize,
    /// Whether the speaker's side is the subject.
    pub(crate) own_subject: bool,
    /// Whether the clause says too little to name a matter.
    pub(crate) bare: bool,
    /// Whether what it is about was carried from another clause.
    pub(crate) carried: bool,
}

impl Stand {
    /// How far it goes, on the scale of the ladder, where it goes anywhere.
    pub(crate) fn strength(&self) -> Option<usize> {
        let position = &self.position;
        match (position.act, position.rung) {
            (Act::Commits, Some(rung)) => Some(rung.step()),
            (Act::DeniesHavingCommitted, _) => Some(Rung::TakesNoPosition.step()),
            (Act::ReportsEvent, _) if position.reality == Reality::Actual => match position.time {
                // What has its day is arranged.
                Time::Future if has_day(self) => Some(Rung::Arranges.step()),
                Time::Future => Some(Rung::Promises.step()),
                Time::Past => Some(Rung::Done.step()),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether it is a claim about another side.
    pub(crate) fn is_claim(&self) -> bool {
        self.position.attribution != Attribution::Own
    }
}

/// Whether a single day is named for it.
fn has_day(stand: &Stand) -> bool {
    term_of(stand, Slot::When)
        .any(|term| days_of(&term.value).is_some_and(|days| days.from == days.to))
}

/// Where a term of this slot stands in a position.
pub(crate) fn term_of(stand: &Stand, slot: Slot) -> impl Iterator<Item = &Term> {
    stand
        .position
        .terms
        .iter()
        .filter(move |term| term.slot == slot)
}
