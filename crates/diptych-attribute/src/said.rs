//! When a statement was said.

use diptych_core::{Problem, Said, Span};
use diptych_lang::Flags;
use diptych_lang::dates::{DateContext, find_dates_in};

use crate::found::Found;
use crate::page::Page;

/// The day of a statement that its own sentence gives, outside the words.
pub(crate) fn said(
    page: &Page<'_>,
    found: &Found,
    context: &DateContext,
    problems: &mut Vec<Problem>,
) -> Option<Said> {
    outside(page, found.dated_by?, found, context, problems)
}

/// Whether any token can be part of a date.
pub(crate) fn timed(page: &Page<'_>, first: usize, end: usize) -> bool {
    (first..end).any(|at| {
        page.flags[at].any(Flags::TIME)
            || page.tokens[at]
                .folded
                .starts_with(|first: char| first.is_ascii_digit())
    })
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
    if !timed(page, first, end) {
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
