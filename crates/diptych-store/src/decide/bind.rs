//! Finding what a decision was about, after the program was changed.

use diptych_core::{Record, Seen, SeenWords, SourceId, Span, Statement};

/// Two stretches are the same where this part of the longer is common to both.
const SAME: f64 = 0.8;

/// Whether `seen` are the words at `span` of a source: same speaker, and nearly the same bytes.
///
/// In another version of a page the bytes move; there the very words must stand.
fn is_same(
    seen: &SeenWords,
    (source, path): (&SourceId, &str),
    speaker: Option<&str>,
    span: Span,
    text: &str,
) -> bool {
    if seen.speaker.as_deref() != speaker {
        return false;
    }
    if seen.source == *source {
        overlap(Span::new(seen.start, seen.end), span) >= SAME || seen.text == text
    } else {
        seen.path == path && seen.text == text
    }
}

fn overlap(a: Span, b: Span) -> f64 {
    if !a.overlaps(b) {
        return 0.0;
    }
    let common = a.end.min(b.end) - a.start.max(b.start);
    common as f64 / a.len().max(b.len()) as f64
}

/// The statement that a decision was about: the one with its identifier, else the one with the
/// same speaker that shares most bytes with what was seen.
pub(super) fn statement(target: &str, seen: &Seen, statements: &[Statement]) -> Option<usize> {
    let exact = statements.iter().position(|one| one.id.as_str() == target);
    if exact.is_some() {
        return exact;
    }
    let words = seen.words.first()?;
    statements
        .iter()
        .enumerate()
        .filter(|(_, one)| {
            (one.source == words.source || one.path == words.path)
                && is_same(
                    words,
                    (&one.source, &one.path),
                    one.speaker.name.as_deref(),
                    one.span(),
                    &one.words(),
                )
        })
        .map(|(at, one)| (at, overlap(Span::new(words.start, words.end), one.span())))
        // The first of equals.
        .fold(None, |best: Option<(usize, f64)>, one| match best {
            Some((_, most)) if most >= one.1 => best,
            _ => Some(one),
        })
        .map(|(at, _)| at)
}

/// The position that a decision was about.
pub(super) fn position(target: &str, seen: &Seen, record: &Record) -> Option<usize> {
    let exact = record
        .positions
        .iter()
        .position(|one| one.id.as_str() == target);
    exact.or_else(|| {
        let words = seen.words.first()?;
        record
            .positions
            .iter()
            .position(|one| is_clause(record, one.id.as_str(), words))
    })
}

/// The divergence that a decision was about: same axis and aspect, and both positions the same.
pub(super) fn divergence(target: &str, seen: &Seen, record: &Record) -> Option<usize> {
    let exact = record
        .divergences
        .iter()
        .position(|one| one.id.as_str() == target);
    exact.or_else(|| {
        let left = seen.words.first()?;
        record.divergences.iter().position(|one| {
            Some(one.axis) == seen.axis
                && Some(one.aspect) == seen.aspect
                && one.slot == seen.slot
                && one.about.as_ref().map(|about| &about.side) == seen.side.as_ref()
                && is_clause(record, one.left_position.as_str(), left)
                && match (&one.right_position, seen.words.get(1)) {
                    (None, None) => true,
                    (Some(right), Some(words)) => is_clause(record, right.as_str(), words),
                    _ => false,
                }
        })
    })
}

fn is_clause(record: &Record, position: &str, seen: &SeenWords) -> bool {
    let found = || {
        let position = record
            .positions
            .iter()
            .find(|one| one.id.as_str() == position)?;
        let statement = record
            .statements
            .iter()
            .find(|one| one.id == position.statement)?;
        let text = position
            .evidence
            .iter()
            .find(|one| one.role == diptych_core::Role::Clause)
            .map_or_else(|| statement.words(), |one| one.text.clone());
        Some(is_same(
            seen,
            (&statement.source, &statement.path),
            statement.speaker.name.as_deref(),
            position.clause,
            &text,
        ))
    };
    found().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_is_a_part_of_the_longer() {
        assert!(overlap(Span::new(0, 10), Span::new(0, 8)) >= SAME);
        assert!(overlap(Span::new(0, 10), Span::new(3, 10)) < SAME);
        assert!(overlap(Span::new(0, 10), Span::new(0, 100)) < SAME);
        assert!(overlap(Span::new(0, 10), Span::new(10, 20)) < SAME);
    }
}
