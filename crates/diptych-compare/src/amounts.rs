//! Amounts: how many, how much, how long and how far.
// long: one walk over the numbers of a clause, each reading in its turn

use std::ops::Range;

use diptych_core::{Lang, Slot, Term};
use diptych_lang::ladder::{WordClass, concepts};
use diptych_lang::numbers::{Mark, find_numbers, is_currency, is_marked, number_at};

use crate::ages::ages;
use crate::bounds::bound_before;
use crate::counted::{
    OF_THEM, is_distance, is_known_already, is_name, is_none, noun, part_before, stands_alone,
};
use crate::frequency::frequencies;
use crate::measures::measures;
use crate::reading::Sentence;
use crate::refine::{range_goes_on, refine, shares};
use crate::swaps::swaps;
use crate::terms::term;
use crate::words::empty_words;

/// Amounts, money, durations and distances in a range of tokens.
pub(crate) fn numbers(
    sentence: &Sentence,
    range: &Range<usize>,
    text: &str,
    lang: &Lang,
    going_on: Option<&str>,
    out: &mut Vec<Term>,
) {
    let empty = empty_words(&sentence.tokens, lang);
    let known = find_numbers(&sentence.tokens);
    let often = frequencies(sentence, range);
    for (tokens, times) in &often {
        let sign = bound_before(sentence, tokens.start).map_or("", |(sign, _)| sign);
        let span = sentence.span_of(tokens);
        let value = format!("{sign}times_per_year:{}", shown_number(*times));
        out.push(term(Slot::HowMany, value, span, text));
    }
    let shares = shares(sentence, range, &known, text, out);
    let wholes = [
        measures(sentence, range, text, out),
        swaps(sentence, range, going_on, text, out),
        ages(sentence, range, text, out),
    ]
    .concat();
    let mut low: Option<f64> = None;
    let mut after_range = false;
    let mut at = range.start;
    while at < range.end {
        let mut passed = often.iter().chain(&shares).map(|one| &one.0).chain(&wholes);
        if let Some(over) = passed.find(|over| over.contains(&at)) {
            at = over.end;
            continue;
        }
        let before = out.len();
        let Some(number) = number_at(&sentence.tokens, at) else {
            at += 1;
            continue;
        };
        // "One of the seven" says who, not how many.
        let is_who = number.value <= 1.0 && number.of.is_some();
        // "Both ships" are known already.
        let are_both = is_marked(Mark::Both, &sentence.tokens[at].folded);
        if is_who || are_both || is_none(sentence, at, &number) {
            at = number.end;
            continue;
        }
        let (value, end) = (number.value, number.end);
        let span = sentence.tokens[at]
            .span
            .cover(sentence.tokens[end - 1].span);
        let in_date = sentence
            .dates
            .iter()
            .any(|date| date.span.is_some_and(|date| date.overlaps(span)));
        // "Article 5", "Resolution 12": a name.
        let counted = !sentence.tokens[at]
            .folded
            .starts_with(|first: char| first.is_ascii_digit())
            && value <= 3.0;
        let named = at > range.start
            && sentence.tokens[at - 1].is_capital
            && sentence.tokens[at - 1].is_word
            && at - 1 > 0
            && !sentence.mentions.iter().any(|mention| mention.end == at);
        // "2." at the head of a point of a list.
        let is_list_mark = at == 0
            && sentence
                .tokens
                .get(end)
                .is_some_and(|next| matches!(next.folded.as_str(), "." | ")"));
        // "Between 20 and 30 days", "20–30 days": a range, not a change.
        if !in_date && let Some(next) = range_goes_on(sentence, at, end, range) {
            let upper = number_at(&sentence.tokens, next).map(|upper| upper.value);
            if upper.is_some_and(|upper| upper > value) {
                low = Some(value);
                after_range = true;
                at = next;
                continue;
            }
        }
        // "From 25 to 10 percent": the second number is what it comes to.
        let opens_range = sentence.tokens.get(end).is_some_and(|next| {
            matches!(next.folded.as_str(), "to" | "до")
                && end + 1 < range.end
                && number_at(&sentence.tokens, end + 1).is_some()
        });
        if opens_range {
            after_range = true;
            at = end;
            continue;
        }
        // "00:00": a time of day.
        let is_digit = |place: usize| {
            sentence.tokens.get(place).is_some_and(|token| {
                token
                    .folded
                    .starts_with(|first: char| first.is_ascii_digit())
            })
        };
        let is_colon = |place: usize| {
            sentence
                .tokens
                .get(place)
                .is_some_and(|token| token.folded == ":")
        };
        let of_clock = is_digit(at)
            && (is_colon(end) && is_digit(end + 1)
                || at > 1 && is_colon(at - 1) && is_digit(at - 2));
        if in_date
            || named
            || is_name(sentence, at, end)
            || is_list_mark
            || of_clock
            || is_year(value, &sentence.tokens[at].folded)
        {
            at = end;
            continue;
        }
        let bound = bound_before(sentence, at)
            .filter(|_| !after_range)
            .or_else(|| part_before(sentence, at));
        after_range = false;
        let (sign, mut span) = match bound {
            Some((sign, before)) => (sign, before.cover(span)),
            None => ("", span),
        };
        let shown = shown_number(value);
        let unit = sentence.words.iter().find(|word| {
            word.value.is_some()
                && matches!(word.class, WordClass::TimeUnit | WordClass::Percent)
                && word.hit.first >= end
                && word.hit.first <= end + 1
        });
        // "Repaid over ten years": for so long, not for longer.
        let lasts = unit.is_some_and(|unit| unit.class == WordClass::TimeUnit)
            && bound.is_some_and(|(sign, before)| {
                sign == ">="
                    && sentence
                        .words
                        .iter()
                        .any(|word| word.class == WordClass::During && word.hit.span == before)
            });
        let sign = if lasts { "" } else { sign };
        let symbol = at
            .checked_sub(1)
            .map(|before| sentence.tokens[before].folded.as_str())
            .or(None);
        let after = sentence.tokens.get(end).map(|token| token.folded.as_str());
        let money = [symbol, after]
            .into_iter()
            .flatten()
            .find_map(|mark| match mark {
                "$" => Some("usd"),
                "€" => Some("eur"),
                "£" => Some("gbp"),
                "₽" => Some("rub"),
                "₴" => Some("uah"),
                _ => None,
            });
        if let Some(currency) = money {
            out.push(term(
                Slot::Money,
                format!("{sign}{currency}:{shown}"),
                span,
                text,
            ));
        } else if after == Some("%") {
            span = span.cover(sentence.tokens[end].span);
            out.push(term(
                Slot::HowMany,
                format!("{sign}percent:{shown}"),
                span,
                text,
            ));
        } else if let Some(unit) = unit {
            span = span.cover(unit.hit.span);
            let name = unit.value.unwrap_or("");
            let slot = match unit.class {
                WordClass::TimeUnit => Slot::Duration,
                _ => Slot::HowMany,
            };
            let (name, shown) = if slot == Slot::Duration {
                days(name, value)
            } else {
                (name.to_owned(), shown)
            };
            out.push(term(slot, format!("{sign}{name}:{shown}"), span, text));
        } else if let Some((name, hit)) = known
            .iter()
            .filter(|hit| hit.span.contains(sentence.tokens[at].span))
            .find_map(|hit| hit.unit.map(|unit| (unit, hit)))
        {
            let all = span.cover(hit.span);
            // "The two sides": who they are, not how many.
            if name == "side" && (hit.value - 2.0).abs() < 0.001 {
                at = end;
                continue;
            }
            let slot = if is_currency(name) {
                Slot::Money
            } else if is_distance(sentence, name, all) {
                Slot::Where
            } else {
                Slot::HowMany
            };
            out.push(term(
                slot,
                format!("{sign}{name}:{}", shown_number(hit.value)),
                all,
                text,
            ));
        } else if counted
            && (value < 1.5 || is_known_already(sentence, at))
            && !unit_is_concept(sentence, end)
        {
            // "The two ships", "one of them": no amount.
        } else if let Some((unit, until)) =
            noun(sentence, end, range, &empty, lang, value).filter(|_| !number.needs_unit)
        {
            span = span.cover(sentence.tokens[until - 1].span);
            out.push(term(
                Slot::HowMany,
                format!("{sign}{unit}:{shown}"),
                span,
                text,
            ));
        } else if let Some(unit) = Some("people")
            .filter(|_| number.people)
            .or(going_on.filter(|_| !counted && !number.needs_unit))
            .or(Some(OF_THEM).filter(|_| stands_alone(sentence, at, &number, range)))
        {
            // "150 of them": what was named before.
            out.push(term(
                Slot::HowMany,
                format!("{sign}{unit}:{shown}"),
                span,
                text,
            ));
        }
        if out.len() > before
            && let Some(last) = out.last_mut()
        {
            refine(sentence, range, last, value, low.take(), text);
        }
        low = None;
        at = end;
    }
}

/// Durations in days where they can be, so that a week is seven days.
pub(crate) fn days(unit: &str, value: f64) -> (String, String) {
    match unit {
        "day" => ("day".to_owned(), shown_number(value)),
        "week" => ("day".to_owned(), shown_number(value * 7.0)),
        "hour" if value >= 24.0 => ("day".to_owned(), shown_number(value / 24.0)),
        "year" => ("month".to_owned(), shown_number(value * 12.0)),
        other => (other.to_owned(), shown_number(value)),
    }
}

fn is_year(value: f64, written: &str) -> bool {
    written.len() == 4 && (1900.0..2100.0).contains(&value) && value.fract() == 0.0
}

pub(crate) fn shown_number(value: f64) -> String {
    let rounded = (value * 1000.0).round() / 1000.0;
    format!("{rounded}")
}

fn unit_is_concept(sentence: &Sentence, at: usize) -> bool {
    sentence
        .concepts
        .iter()
        .any(|found| found.hit.first == at && !concepts().is_term(found.concept))
}
