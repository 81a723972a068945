//! When a statement was said.

use diptych_core::{Basis, Problem, Said, Span};
use diptych_lang::Flags;
use diptych_lang::dates::{DateContext, find_dates_in};

use crate::found::Found;
use crate::page::Page;

/// The day of a statement: in its sentence outside the words, else in the
/// sentences of its block, else the day of publication.
pub(crate) fn said(
    page: &Page<'_>,
    found: &Found,
    context: &DateContext,
    problems: &mut Vec<Problem>,
) -> Option<Said> {
    if let Some(line) = found.dated_by
        && let Some(said) = outside(page, line, found, context, problems)
    {
        return Some(said);
    }
    context
        .published
        .map(|day| Said::day(day, Basis::Published))
}

fn outside(
    page: &Page<'_>,
    line: Span,
    found: &Found,
    context: &DateContext,
    problems: &mut Vec<Problem>,
) -> Option<Said> {
    let first = page
        .tokens
        .partition_point(|token| token.span.start < line.start);
    let end = page
        .tokens
        .partition_point(|token| token.span.start < line.end);
    let timed = (first..end).any(|at| {
        page.flags[at].any(Flags::TIME)
            || page.tokens[at]
                .folded
                .starts_with(|first: char| first.is_ascii_digit())
    });
    if !timed {
        return None;
    }
    let (dates, more) = find_dates_in(&page.tokens[first..end], context);
    let cue = found.cue.map_or(line.start, |cue| cue.start);
    let best = dates
        .into_iter()
        .filter(|date| {
            date.span.is_some_and(|span| {
                !found
                    .fragments
                    .iter()
                    .any(|fragment| fragment.overlaps(span))
            })
        })
        .min_by_key(|date| {
            date.span
                .map_or(usize::MAX, |span| span.start.abs_diff(cue))
        });
    problems.extend(more.into_iter().filter(|problem| problem.span.is_some()));
    best
}
