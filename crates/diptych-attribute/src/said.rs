//! When a statement was said.

use diptych_core::{Basis, Problem, Said, Span};
use diptych_lang::Flags;
use diptych_lang::dates::DateContext;

use crate::days::Days;
use crate::found::Found;
use crate::page::Page;

/// The dates of the line read last: several statements of a sentence ask for the same.
#[derive(Debug, Default)]
pub(crate) struct LastLine {
    span: Option<Span>,
    dates: Vec<Said>,
    problems: Vec<Problem>,
}

/// The day of a statement that its own sentence gives, outside the words.
pub(crate) fn said(
    page: &Page<'_>,
    found: &Found,
    days: &Days<'_, '_>,
    context: &DateContext,
    last: &mut LastLine,
    problems: &mut Vec<Problem>,
) -> Option<Said> {
    let line = found.dated_by?;
    if last.span != Some(line) {
        *last = read(page, line, days, context);
    }
    let cue = found.cue.map_or(line.start, |cue| cue.start);
    let own = |span: Span| {
        found
            .fragments
            .iter()
            .any(|fragment| fragment.overlaps(span))
    };
    problems.extend(last.problems.iter().cloned());
    last.dates
        .iter()
        .filter(|date| date.span.is_some_and(|span| !own(span)))
        .min_by_key(|date| {
            date.span
                .map_or(usize::MAX, |span| span.start.abs_diff(cue))
        })
        .cloned()
        .and_then(|date| not_later(date, context))
}

/// Nothing was said after the day on which it was published: a weekday that the
/// words beside it put into the next week is the one before.
fn not_later(mut date: Said, context: &DateContext) -> Option<Said> {
    let Some(published) = context.published else {
        return Some(date);
    };
    if date.basis != Basis::Weekday || date.from <= published {
        return Some(date);
    }
    let before = date.alternatives.iter().position(|day| *day <= published)?;
    let later = std::mem::replace(&mut date.alternatives[before], date.from);
    (date.from, date.to) = (later, later);
    Some(date)
}

/// Whether any token can be part of a date.
pub(crate) fn timed(page: &Page<'_>, first: usize, end: usize) -> bool {
    (first..end).any(|at| {
        page.flags[at].any(Flags::TIME)
            || page.lexicon.is_of("day_words", &page.tokens[at].folded)
            || page.tokens[at]
                .folded
                .starts_with(|first: char| first.is_ascii_digit())
    })
}

fn read(page: &Page<'_>, line: Span, days: &Days<'_, '_>, context: &DateContext) -> LastLine {
    let first = page
        .tokens
        .partition_point(|token| token.span.start < line.start);
    let end = page
        .tokens
        .partition_point(|token| token.span.start < line.end);
    let mut out = LastLine {
        span: Some(line),
        ..LastLine::default()
    };
    if timed(page, first, end) {
        let (dates, problems) = days.read_row(first, end, context);
        out.dates = dates;
        out.problems = problems;
        out.problems.retain(|problem| problem.span.is_some());
    }
    out
}
