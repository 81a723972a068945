//! What a precedent is put together from.

use std::ops::Range;

use diptych_core::{Day, Lang, Said, Span};

use super::find::Thing;
use super::table::{Table, VENUES};
use crate::glossary::glossary;
use crate::{Hit, Token, romanise};

/// Days after which what is dated counts as earlier.
const EARLIER: i64 = 27;

/// Letters of a small word, at most.
pub(super) const SMALL: usize = 3;

#[derive(Debug, Clone)]
pub(super) enum Part {
    Name(String),
    Thing(Thing),
    When(Day, Day, Span),
    Earlier,
}

/// Documents and meetings, by place, none overlapping.
pub(super) fn merged(tokens: &[Token], table: &Table) -> Vec<(Range<usize>, Thing)> {
    let of = |hits: Vec<Hit>, thing| {
        hits.into_iter()
            .map(move |hit| (hit.first..hit.end, thing))
            .collect::<Vec<_>>()
    };
    let mut out = of(table.document.find(tokens), Thing::Document);
    out.extend(of(table.meeting.find(tokens), Thing::Meeting));
    out.sort_by_key(|(range, _)| (range.start, usize::MAX - range.end));
    out.dedup_by(|next, kept| next.0.start < kept.0.end);
    out
}

#[allow(clippy::too_many_arguments)] // every kind of part has its own source
/// Names, things, past times and words for earlier, by place.
pub(super) fn parts(
    tokens: &[Token],
    dates: &[Said],
    skip: &[Range<usize>],
    said: Option<Day>,
    lang: &Lang,
    table: &Table,
    things: Vec<(Range<usize>, Thing)>,
) -> Vec<(Range<usize>, Part)> {
    let mut taken = vec![false; tokens.len()];
    for range in skip {
        taken[range.clone()].fill(true);
    }
    let mut out: Vec<(Range<usize>, Part)> = Vec::new();
    // Dates, past or not, are no names.
    let mut place = 0;
    for date in dates {
        let Some(span) = date.span else { continue };
        while place < tokens.len() && tokens[place].span.start < span.start {
            place += 1;
        }
        let end = place
            + tokens[place..]
                .iter()
                .take_while(|token| token.span.end <= span.end)
                .count();
        let is_past = said.is_none_or(|said| i64::from(said.days_since(date.to)) > EARLIER);
        let with_year = tokens[place..end]
            .iter()
            .any(|token| year(&token.folded).is_some());
        let no_digits = !tokens[place..end]
            .iter()
            .any(|token| token.folded.starts_with(|mark: char| mark.is_ascii_digit()));
        if place < end && is_past && (with_year || said.is_some() && no_digits) {
            out.push((place..end, Part::When(date.from, date.to, span)));
        }
        taken[place..end].fill(true);
    }
    for (range, thing) in things {
        if !taken[range.clone()].iter().any(|taken| *taken) {
            // "Resolution 8812": the number is its name.
            let number = tokens.get(range.end).filter(|next| {
                next.folded.len() <= 5
                    && next.folded.bytes().all(|byte| byte.is_ascii_digit())
                    && !taken[range.end]
                    && year(&next.folded).is_none()
                    && tokens
                        .get(range.end + 1)
                        .is_none_or(|after| !after.is_word || after.folded.chars().count() <= SMALL)
            });
            taken[range.clone()].fill(true);
            if let (Some(number), Thing::Document) = (number, thing) {
                taken[range.end] = true;
                let name = Part::Name(number.folded.to_string());
                out.push((range.end..range.end + 1, name));
            }
            out.push((range, Part::Thing(thing)));
        }
    }
    for hit in table.earlier.find(tokens) {
        let range = hit.first..hit.end;
        if !taken[range.clone()].iter().any(|taken| *taken) {
            taken[range.clone()].fill(true);
            out.push((range, Part::Earlier));
        }
    }
    for hit in table.venues.find(tokens) {
        let range = hit.first..hit.end;
        let beside = |at: Option<usize>| {
            at.is_some_and(|at| {
                out.iter()
                    .any(|(range, part)| range.contains(&at) && matches!(part, Part::Thing(_)))
            })
        };
        let named = tokens[hit.first].is_capital
            || beside(Some(hit.end))
            || beside(hit.first.checked_sub(1));
        if named && !taken[range.clone()].iter().any(|taken| *taken) {
            taken[range.clone()].fill(true);
            out.push((range, Part::Name(VENUES[hit.entry].id.clone())));
        }
    }
    for at in 0..tokens.len() {
        let token = &tokens[at];
        if taken[at] || !token.is_word {
            continue;
        }
        if let Some(number) = year(&token.folded) {
            let days = Day::new(number, 1, 1).zip(Day::new(number, 12, 31));
            if let Some((from, to)) = days
                && said.is_none_or(|said| said.days_since(to) > 0)
            {
                out.push((at..at + 1, Part::When(from, to, token.span)));
            }
            taken[at] = true;
        }
    }
    names(tokens, &taken, lang, &mut out);
    out.sort_by_key(|(range, _)| range.start);
    out
}

/// Capitalised words that no table knows, as names.
pub(super) fn names(
    tokens: &[Token],
    taken: &[bool],
    lang: &Lang,
    out: &mut Vec<(Range<usize>, Part)>,
) {
    let is_name = |at: usize| {
        let token = &tokens[at];
        token.is_word
            && token.is_capital
            && !taken[at]
            && token.folded.chars().count() > SMALL
            && !token.folded.ends_with("'s")
            && glossary().keys(lang, &token.folded).is_empty()
    };
    let mut at = 0;
    while at < tokens.len() {
        if !is_name(at) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < tokens.len() && is_name(end) {
            end += 1;
        }
        let name = tokens[at..end]
            .iter()
            .map(|token| romanise(&token.folded))
            .collect::<Vec<_>>()
            .join(" ");
        // The first word of a sentence is a name only where what it names is dated.
        let is_before = |(range, part): &(Range<usize>, Part)| {
            range.start == end
                && matches!(part, Part::Thing(_))
                && out.iter().any(|(when, part)| {
                    matches!(part, Part::When(..))
                        && (range.end..range.end + SMALL).contains(&when.start)
                })
        };
        if at > 0 || out.iter().any(is_before) {
            out.push((at..end, Part::Name(name)));
        }
        at = end;
    }
}

fn year(written: &str) -> Option<i16> {
    let number: i16 = (written.len() == 4)
        .then(|| written.parse().ok())
        .flatten()?;
    (1800..2100).contains(&number).then_some(number)
}
