//! Whether a draft and a source agree on who said it and when.

use diptych_core::{Basis, Said, Statement};
use diptych_lang::same_name;

/// Days that may lie between the words and the page that prints them.
const PRINTED: i32 = 7;

/// How two speakers stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// The same.
    Same,
    /// The draft names nobody.
    DraftOpen,
    /// The source names nobody.
    SourceOpen,
    /// Two names of one side, one of them a body.
    SameSide,
    /// Somebody else.
    Other,
}

/// Compares the speaker of the draft with that of a source.
pub(super) fn who(draft: Option<&Statement>, source: Option<&Statement>) -> Who {
    let Some(said) = draft.map(|one| &one.speaker) else {
        return Who::DraftOpen;
    };
    let Some(name) = said.name.as_deref() else {
        return Who::DraftOpen;
    };
    let Some(there) = source.map(|one| &one.speaker) else {
        return Who::SourceOpen;
    };
    let Some(other) = there.name.as_deref() else {
        return if there.candidates.iter().any(|one| same_name(one, name)) {
            Who::Same
        } else {
            Who::SourceOpen
        };
    };
    let (ours, theirs): (Vec<&str>, Vec<&str>) =
        (name.split("; ").collect(), other.split("; ").collect());
    if ours
        .iter()
        .any(|one| theirs.iter().any(|two| one == two || same_name(one, two)))
    {
        return Who::Same;
    }
    let one_side = said.side.is_some() && said.side == there.side;
    if one_side && (said.is_body || there.is_body) {
        return Who::SameSide;
    }
    // A body without a side may be the one that a person speaks for.
    let unplaced = said.side.is_none() || there.side.is_none();
    if unplaced && said.is_body != there.is_body {
        return Who::SourceOpen;
    }
    Who::Other
}

/// How two days stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// They agree, or one of them is not given.
    Open,
    /// They lie one day apart.
    DayApart,
    /// They differ.
    Other,
}

/// The day that the draft itself gives for its words.
pub(super) fn given(draft: Option<&Statement>) -> Option<&Said> {
    draft.and_then(|one| one.said.as_ref()).filter(|said| {
        matches!(
            said.basis,
            Basis::Explicit | Basis::Block | Basis::Weekday | Basis::BodyDate
        )
    })
}

/// Compares the day that the draft gives with that of a source.
pub(super) fn when(draft: Option<&Statement>, source: Option<&Statement>) -> When {
    let (Some(ours), Some(source)) = (given(draft), source) else {
        return When::Open;
    };
    let Some(theirs) = &source.said else {
        return When::Open;
    };
    // A page prints words of its own day or of one shortly before.
    let (from, to) = match theirs.basis {
        Basis::Published => (theirs.from.plus(-PRINTED), theirs.to),
        _ => (theirs.from, theirs.to),
    };
    let fits =
        |other: &Said, slack: i32| other.from <= to.plus(slack) && from.plus(-slack) <= other.to;
    let also = |slack: i32| {
        ours.alternatives
            .iter()
            .any(|day| *day <= to.plus(slack) && from.plus(-slack) <= *day)
            || theirs
                .alternatives
                .iter()
                .any(|day| ours.from <= day.plus(slack) && day.plus(-slack) <= ours.to)
    };
    if fits(ours, 0) || also(0) {
        When::Open
    } else if fits(ours, 1) {
        When::DayApart
    } else {
        When::Other
    }
}
