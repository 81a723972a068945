//! Days that stand beside a statement rather than in its sentence: in an earlier
//! sentence of its block, or in the sentence that sets the scene before it.

use std::collections::HashMap;

use diptych_core::{Basis, Precision, Said, Span, StatementKind};
use diptych_lang::dates::{DateContext, find_dates_in};

use crate::days::Days;
use crate::found::Found;
use crate::page::Page;
use crate::said::timed;

/// The date that an earlier sentence of the same block gives.
pub(crate) fn earlier(
    page: &Page<'_>,
    sentences: &[Span],
    found: &Found,
    days: &Days<'_, '_>,
    dates: &DateContext,
    read: &mut HashMap<usize, Option<Said>>,
) -> Option<Said> {
    let part = page.parts.get(found.part)?;
    let start = found.span().start;
    let end = sentences.partition_point(|sentence| sentence.start < start);
    sentences[..end]
        .iter()
        .rev()
        .take(6)
        .take_while(|sentence| sentence.start >= part.span.start)
        .filter(|sentence| sentence.end <= start)
        .find_map(|sentence| {
            if let Some(known) = read.get(&sentence.start) {
                return known.clone();
            }
            let first = page
                .tokens
                .partition_point(|token| token.span.start < sentence.start);
            let last = page
                .tokens
                .partition_point(|token| token.span.start < sentence.end);
            let found = dated(page, first, last, &days.before(first, last, dates))
                .filter(|said| dates.published.is_none_or(|day| said.from <= day));
            read.insert(sentence.start, found.clone());
            found
        })
        .map(|said| Said {
            basis: Basis::BodyDate,
            ..said
        })
}

/// Farthest that the day of a scene is carried, in blocks.
const SCENE_REACH: usize = 5;

/// The sentences that report nothing and name a time: the scene of what follows.
pub(crate) fn scenes(found: &[(Found, Option<Said>)], sentences: &[Span]) -> Vec<Span> {
    let mut held: Vec<Span> = found
        .iter()
        .filter_map(|(found, _)| found.dated_by)
        .collect();
    held.sort();
    sentences
        .iter()
        .copied()
        .filter(|sentence| {
            let at = held.partition_point(|span| span.end <= sentence.start);
            !held.get(at).is_some_and(|span| span.overlaps(*sentence))
        })
        .collect()
}

/// The day that the last scene before a statement gives, where it is near and
/// not after the day of publication.
pub(crate) fn scene(
    page: &Page<'_>,
    scenes: &[Span],
    found: &Found,
    days: &Days<'_, '_>,
    dates: &DateContext,
    read: &mut HashMap<usize, Option<Said>>,
) -> Option<Said> {
    // What a turn speaks of is no scene of the next.
    if found.kind == StatementKind::Turn || found.retold {
        return None;
    }
    let start = found.span().start;
    let first = page
        .parts
        .get(found.part.saturating_sub(SCENE_REACH))?
        .span
        .start;
    let end = scenes.partition_point(|scene| scene.end <= start);
    let said = scenes[..end]
        .iter()
        .rev()
        .take_while(|scene| scene.start >= first)
        .take(8)
        .find_map(|scene| {
            // Several statements ask for the same scene.
            read.entry(scene.start)
                .or_insert_with(|| {
                    let from = page
                        .tokens
                        .partition_point(|token| token.span.start < scene.start);
                    let stop = page
                        .tokens
                        .partition_point(|token| token.span.start < scene.end);
                    dated(page, from, stop, &days.before(from, stop, dates))
                })
                .clone()
        })?;
    let late = dates.published.is_some_and(|day| said.to > day);
    (!late).then_some(Said {
        basis: Basis::BodyDate,
        ..said
    })
}

/// The last day that a row of tokens names, where it names one day.
pub(crate) fn dated(
    page: &Page<'_>,
    first: usize,
    end: usize,
    dates: &DateContext,
) -> Option<Said> {
    if first >= end || !timed(page, first, end) {
        return None;
    }
    let (found, _) = find_dates_in(&page.tokens[first..end], dates);
    found
        .into_iter()
        .rev()
        .find(|said| said.precision <= Precision::Day)
}
