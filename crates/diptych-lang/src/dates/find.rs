//! All dates of a text.

use diptych_core::{Day, Precision, Problem, Said, codes};

use super::DateContext;
use super::grammar::{Match, matches};
use super::items::Words;
use super::resolve::{Anchor, Outcome, Tense, resolve};
use super::table::{Sense, table};
use super::zones::{self, Clock};
use crate::{Token, tokens};

/// Words on either side of a date that may tell its tense.
const TENSE_REACH: usize = 10;
/// Words between a date and its time or zone, at most.
const CLOCK_REACH: usize = 4;

/// The dates of `text`, in order of place; spans are bytes of `text`, moved by `base`.
///
/// A date does not run over an empty line. Problems name days that do not
/// exist (31 February), weekdays that are not the day's, and, once a call,
/// that dates could not be counted for want of a page date.
pub fn find_dates(text: &str, base: usize, context: &DateContext) -> (Vec<Said>, Vec<Problem>) {
    let mut finder = Finder::new(context);
    let mut start = 0;
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            finder.read(&tokens(&text[start..end], base + start));
            start = end;
        }
        end += line.len();
    }
    finder.read(&tokens(&text[start..], base + start));
    finder.finish()
}

/// The same for words already found; spans are those of the tokens.
pub fn find_dates_in(tokens: &[Token], context: &DateContext) -> (Vec<Said>, Vec<Problem>) {
    let mut finder = Finder::new(context);
    finder.read(tokens);
    finder.finish()
}

struct Finder<'c> {
    context: &'c DateContext,
    named: Option<Day>,
    dates: Vec<Said>,
    problems: Vec<Problem>,
    open: Option<Problem>,
}

impl<'c> Finder<'c> {
    fn new(context: &'c DateContext) -> Self {
        Self {
            context,
            named: context.named,
            dates: Vec::new(),
            problems: Vec::new(),
            open: None,
        }
    }

    fn finish(mut self) -> (Vec<Said>, Vec<Problem>) {
        self.problems.extend(self.open);
        (self.dates, self.problems)
    }

    fn read(&mut self, tokens: &[Token]) {
        let table = table(&self.context.lang);
        let words = Words::new(tokens, table);
        let found = matches(&words);
        for (at, one) in found.iter().enumerate() {
            let rule = &table.rules[one.rule];
            if rule.zone.is_some() || rule.time.is_some() {
                continue;
            }
            let anchor = Anchor {
                page: self.context.published,
                named: self.named,
                period: self.context.period,
                tense: tense(&words, one),
            };
            let span = tokens[one.first].span.cover(tokens[one.end - 1].span);
            match resolve(one, table, &anchor) {
                Outcome::Date(mut said, note) => {
                    if said.precision <= Precision::Day {
                        self.named = Some(said.from);
                    }
                    let (clock, last) = clock(&words, &found, at);
                    zones::apply(&mut said, clock, self.context.tz.as_deref(), table);
                    let span = span.cover(tokens[last - 1].span);
                    said.span = Some(span);
                    self.dates.push(said);
                    if let Some(note) = note {
                        self.problems
                            .push(Problem::new(&codes::BAD_DATE, note).at(Some(span)));
                    }
                }
                Outcome::Impossible => {
                    let message = "there is no such day";
                    self.problems
                        .push(Problem::new(&codes::BAD_DATE, message).at(Some(span)));
                }
                Outcome::Open => {
                    self.open.get_or_insert_with(|| {
                        let message =
                            "the page has no date to count from; dates such as this were left open";
                        Problem::new(&codes::OPEN_DATE, message).at(Some(span))
                    });
                }
                Outcome::Nothing => {}
            }
        }
    }
}

/// The tense of the nearest telling word: before the date, else after it.
fn tense(words: &Words, found: &Match) -> Tense {
    let read = |at: usize| {
        let told = words.sense(at, |sense| match sense {
            Sense::Future => Some(Tense::Future),
            Sense::Past => Some(Tense::Past),
            _ => None,
        });
        told.or_else(|| {
            words
                .table
                .is_past_verb(&words.tokens[at].folded)
                .then_some(Tense::Past)
        })
    };
    let ends = |at: &usize| matches!(words.tokens[*at].folded.as_str(), "." | "!" | "?" | ";");
    // "… said that a meeting on Friday would …": what follows at once is nearer.
    let mut next = found.end..(found.end + 3).min(words.tokens.len());
    if next.any(|at| read(at) == Some(Tense::Future)) {
        return Tense::Future;
    }
    let before = (found.first.saturating_sub(TENSE_REACH)..found.first).rev();
    let after = found.end..(found.end + TENSE_REACH).min(words.tokens.len());
    before
        .take_while(|at| !ends(at))
        .find_map(read)
        .or_else(|| after.take_while(|at| !ends(at)).find_map(read))
        .unwrap_or_default()
}

/// Time and zone that stand near the date, and one past the last token that
/// belongs to it.
fn clock<'t>(words: &Words<'t>, found: &[Match], at: usize) -> (Clock<'t>, usize) {
    let mut clock = Clock::default();
    let mut last = found[at].end;
    let mut edge = found[at].end;
    for one in &found[at + 1..] {
        if one.first - edge > CLOCK_REACH || !add(words, one, &mut clock) {
            break;
        }
        edge = one.end;
        last = one.end;
    }
    let mut edge = found[at].first;
    for one in found[..at].iter().rev() {
        if edge - one.end > CLOCK_REACH || !add(words, one, &mut clock) {
            break;
        }
        edge = one.first;
    }
    (clock, last)
}

/// Takes the match into the clock; says no where it is a date, or the clock has it already.
fn add<'t>(words: &Words<'t>, one: &Match, clock: &mut Clock<'t>) -> bool {
    let rule = &words.table.rules[one.rule];
    if let Some((name, hours)) = &rule.zone {
        let is_new = clock.zone.is_none();
        clock.zone.get_or_insert((name, *hours));
        return is_new;
    }
    match one.slots.hour.and_then(|hour| zones::hour(rule, hour)) {
        Some(hour) if clock.hour.is_none() => {
            clock.hour = Some(hour);
            true
        }
        _ => false,
    }
}
