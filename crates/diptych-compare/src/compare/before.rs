//! What stands before a statement and tells what it is about: the turn that asks, or the
//! words of the same speaker.

use diptych_core::{Span, Statement, StatementKind};

/// Statements of one page that are looked through for the turn before.
const MOST_BETWEEN: usize = 4;

/// Bytes between two pieces of one speaker's words in an article, at most.
const MOST_ASIDE: usize = 240;

/// The turn before, where somebody of no side asks in it: what an answer is about.
pub(super) fn turn_before(statements: &[Statement], number: usize, text: &str) -> Option<Span> {
    let turn = &statements[number];
    if turn.kind != StatementKind::Turn || turn.speaker.side.is_none() {
        return None;
    }
    let before = statements[..number]
        .iter()
        .rev()
        .take(MOST_BETWEEN)
        .find(|other| other.kind == StatementKind::Turn && other.source == turn.source)?;
    let span = before.span();
    let asks = before.speaker.side.is_none() && span.of(text).trim_end().ends_with(['?', '.']);
    (asks && span.end <= turn.span().start).then_some(span)
}

/// What the same speaker says just before in an article: "he denied that they had
/// agreed to it. \"We promised to think about it\", he said".
pub(super) fn words_before(statements: &[Statement], number: usize, text: &str) -> Option<Span> {
    let said = |statement: &Statement| {
        matches!(
            statement.kind,
            StatementKind::Direct | StatementKind::Indirect | StatementKind::Mixed
        )
    };
    let (one, before) = (&statements[number], &statements[number.checked_sub(1)?]);
    let same = before.source == one.source
        && said(before)
        && said(one)
        && one.speaker.name.is_some()
        && before.speaker.name == one.speaker.name;
    let last = before.fragments.last()?.span();
    let gap = one.span().start.checked_sub(last.end)?;
    (same && gap <= MOST_ASIDE && text.get(last.start..last.end).is_some()).then_some(last)
}
