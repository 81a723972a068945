//! What the finders hand on: a report before it becomes a statement.

use diptych_core::{Span, Speaker, StatementKind, Wording};

/// A stretch of speech with its words still as spans.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent traits of one statement"
)]
pub(crate) struct Found {
    pub(crate) kind: StatementKind,
    pub(crate) wording: Wording,
    pub(crate) fragments: Vec<Span>,
    pub(crate) speaker: Speaker,
    pub(crate) reported_by: Vec<String>,
    /// Whether the outlet tells through whom it came.
    pub(crate) told_to: bool,
    pub(crate) cue: Option<Span>,
    pub(crate) denied: bool,
    pub(crate) is_question: bool,
    /// The question that it answers.
    pub(crate) question: Option<Span>,
    /// The line or sentence in which a date may stand.
    pub(crate) dated_by: Option<Span>,
    /// Whether someone retells it in words of their own that are a statement too.
    pub(crate) retold: bool,
    /// The block in which it begins.
    pub(crate) part: usize,
}

impl Found {
    /// A statement of this kind without a speaker yet.
    pub(crate) fn new(kind: StatementKind, fragments: Vec<Span>, part: usize) -> Self {
        let wording = match kind {
            StatementKind::Indirect | StatementKind::Attitude | StatementKind::OutletReport => {
                Wording::Outlet
            }
            StatementKind::Mixed => Wording::Outlet,
            _ => Wording::Speaker,
        };
        Self {
            kind,
            wording,
            fragments,
            speaker: Speaker::default(),
            reported_by: Vec::new(),
            told_to: false,
            cue: None,
            denied: false,
            is_question: false,
            question: None,
            dated_by: None,
            retold: false,
            part,
        }
    }

    /// From the first byte of the first fragment to the last of the last.
    pub(crate) fn span(&self) -> Span {
        match (self.fragments.first(), self.fragments.last()) {
            (Some(first), Some(last)) => first.cover(*last),
            _ => Span::default(),
        }
    }
}
