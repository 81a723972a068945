//! Terms by slot, normalised so that languages meet.
// long: one function a slot; the slots share their normal forms

use std::collections::BTreeSet;
use std::ops::Range;

use diptych_core::{Day, Lang, Slot, Span, Term};
use diptych_lang::ladder::{ConceptId, WordClass, concepts};
use diptych_lang::numbers::{Mark, find_numbers, is_currency, is_marked, number_at};

use crate::counted::{
    OF_THEM, is_distance, is_known_already, is_name, is_none, noun, part_before, stands_alone,
};
use crate::ends::{end_of, running_ends};
use crate::frequency::frequencies;
use crate::reading::Sentence;
use crate::refine::{range_goes_on, refine, shares};
use crate::words::{empty_words, name_key};

/// What the value of a decision rule begins with, apart from other values of its slot.
pub(crate) const DECISION: &str = "decision:";

/// What a number without a word of its own counts, where a clause goes on about `matter`.
pub(crate) fn counted(matter: ConceptId) -> &'static str {
    let concept = concepts().get(matter);
    if concept.counts_people {
        "people"
    } else {
        concept.id.as_str()
    }
}

/// The terms in a range of tokens of a sentence. A number that counts nothing
/// named counts `going_on`.
pub(crate) fn terms(
    sentence: &Sentence,
    range: &Range<usize>,
    text: &str,
    lang: &Lang,
    said: Option<Day>,
    going_on: Option<&str>,
) -> Vec<Term> {
    let mut out = Vec::new();
    dates(sentence, range, text, said, &mut out);
    numbers(sentence, range, text, lang, going_on, &mut out);
    by_concept(sentence, range, text, &mut out);
    decision_rules(sentence, range, text, &mut out);
    actors(sentence, range, text, &mut out);
    places(sentence, range, text, &mut out);
    out.sort_by_key(|term| (term.slot, term.span.start));
    out.dedup_by(|a, b| a.slot == b.slot && a.value == b.value);
    out
}

pub(crate) fn term(slot: Slot, value: String, span: Span, text: &str) -> Term {
    Term {
        slot,
        text: span.of(text).to_owned(),
        value,
        span,
    }
}

fn bytes(sentence: &Sentence, range: &Range<usize>) -> Span {
    sentence.span_of(range)
}

fn dates(
    sentence: &Sentence,
    range: &Range<usize>,
    text: &str,
    said: Option<Day>,
    out: &mut Vec<Term>,
) {
    let whole = bytes(sentence, range);
    for date in &sentence.dates {
        let Some(span) = date.span.filter(|span| whole.contains(*span)) else {
            continue;
        };
        let first = sentence
            .tokens
            .iter()
            .position(|token| token.span.start >= span.start)
            .unwrap_or(0);
        let in_force = sentence.words.iter().any(|word| {
            word.class == WordClass::InForce
                && word.hit.end <= first
                // "At 00:00 on" may stand between.
                && first - word.hit.end <= 5
        });
        let slot = if in_force { Slot::InForce } else { Slot::When };
        // A day without its year that would lie months back is the next one of that name.
        let has_year = span
            .of(text)
            .split(|letter: char| !letter.is_ascii_digit())
            .any(|digits| digits.len() == 4);
        let far_back = !has_year && said.is_some_and(|said| said.days_since(date.to) > 120);
        let next = |day: Day| {
            Day::new(day.0.year() + 1, day.0.month(), day.0.day()).unwrap_or_else(|| day.plus(365))
        };
        let (from, to) = if far_back {
            (next(date.from), next(date.to))
        } else {
            (date.from, date.to)
        };
        // "Before the end of 2031" is not any day of it.
        let (from, to, span) = end_of(sentence, first, from, to)
            .filter(|_| whole.contains(span))
            .map_or((from, to, span), |(from, to, end)| {
                (from, to, end.cover(span))
            });
        out.push(term(slot, format!("{from}/{to}"), span, text));
    }
    let ends = said.map(|said| running_ends(sentence, range, said));
    for (from, to, span) in ends.into_iter().flatten() {
        out.push(term(Slot::When, format!("{from}/{to}"), span, text));
    }
}

fn numbers(
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
        let span = bytes(sentence, tokens);
        let value = format!("{sign}times_per_year:{}", shown_number(*times));
        out.push(term(Slot::HowMany, value, span, text));
    }
    let shares = shares(sentence, range, &known, text, out);
    let mut low: Option<f64> = None;
    let mut after_range = false;
    let mut at = range.start;
    while at < range.end {
        let passed = often.iter().chain(&shares);
        if let Some(over) = passed.map(|one| &one.0).find(|over| over.contains(&at)) {
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

/// A word of bounds right before the amount, and its words.
fn bound_before(sentence: &Sentence, at: usize) -> Option<(&'static str, Span)> {
    sentence.words.iter().find_map(|word| {
        let near = word.hit.end <= at && at - word.hit.end <= 1 && word.hit.end + 1 >= at;
        match word.class {
            WordClass::AtLeast if near => Some((">=", word.hit.span)),
            WordClass::AtMost if near => Some(("<=", word.hit.span)),
            _ => None,
        }
    })
}

/// Durations in days where they can be, so that a week is seven days.
fn days(unit: &str, value: f64) -> (String, String) {
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

fn by_concept(sentence: &Sentence, range: &Range<usize>, text: &str, out: &mut Vec<Term>) {
    for found in &sentence.concepts {
        if !range.contains(&found.hit.first) {
            continue;
        }
        let concept = concepts().get(found.concept);
        if let Some(slot) = concept.slot.filter(|slot| *slot != Slot::Who) {
            out.push(term(slot, concept.id.clone(), found.hit.span, text));
        }
    }
}

/// Whether a term is a decision rule.
pub(crate) fn is_decision(term: &Term) -> bool {
    term.slot == Slot::Binding && term.value.starts_with(DECISION)
}

/// By whose will it is decided or set going: the rule alone, so that languages meet.
fn decision_rules(sentence: &Sentence, range: &Range<usize>, text: &str, out: &mut Vec<Term>) {
    for found in &sentence.decisions {
        if range.contains(&found.hit.first) {
            let value = format!("{DECISION}{}", found.is.key());
            out.push(term(Slot::Binding, value, found.hit.span, text));
        }
    }
}

/// Who does it: named after "by", "with the participation of" and the like.
fn actors(sentence: &Sentence, range: &Range<usize>, text: &str, out: &mut Vec<Term>) {
    for word in &sentence.words {
        if word.class != WordClass::Agent || !range.contains(&word.hit.first) {
            continue;
        }
        let next_cue = sentence
            .cues
            .iter()
            .map(|cue| cue.hit.first)
            .find(|first| *first >= word.hit.end + 2)
            .unwrap_or(range.end)
            .min(range.end);
        let reach = word.hit.end..next_cue;
        let names = named(sentence, &reach);
        // The first name must follow closely, else the words govern something else.
        let Some((first, _, _)) = names.first() else {
            continue;
        };
        if first - word.hit.end > 4 {
            continue;
        }
        let values: BTreeSet<&str> = names.iter().map(|(_, _, value)| value.as_str()).collect();
        let end = names.last().map_or(word.hit.end, |(_, end, _)| *end);
        let value = values.into_iter().collect::<Vec<_>>().join("+");
        let span = bytes(sentence, &(word.hit.first..end));
        if let Some(known) = out.iter_mut().find(|known| known.slot == Slot::Who) {
            let mut all: BTreeSet<String> = known.value.split('+').map(str::to_owned).collect();
            all.extend(value.split('+').map(str::to_owned));
            known.value = all.into_iter().collect::<Vec<_>>().join("+");
            known.span = known.span.cover(span);
            known.span.of(text).clone_into(&mut known.text);
        } else {
            out.push(term(Slot::Who, value, span, text));
        }
    }
}

/// Actors in a range: group concepts and capitalised names, with their tokens.
pub(crate) fn named(sentence: &Sentence, range: &Range<usize>) -> Vec<(usize, usize, String)> {
    let mut out: Vec<(usize, usize, String)> = Vec::new();
    for found in &sentence.concepts {
        let concept = concepts().get(found.concept);
        if range.contains(&found.hit.first) && concept.slot == Some(Slot::Who) {
            out.push((found.hit.first, found.hit.end, concept.id.clone()));
        }
    }
    let mut at = range.start;
    while at < range.end {
        let taken = out
            .iter()
            .find(|(first, end, _)| (*first..*end).contains(&at));
        if let Some((_, end, _)) = taken {
            at = *end;
            continue;
        }
        let token = &sentence.tokens[at];
        let in_date = sentence
            .dates
            .iter()
            .any(|date| date.span.is_some_and(|date| date.overlaps(token.span)));
        if !(token.is_word && token.is_capital) || in_date {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < range.end && sentence.tokens[end].is_word && sentence.tokens[end].is_capital {
            end += 1;
        }
        let value = actor_key(sentence, at, end);
        if !value.is_empty() {
            out.push((at, end, value));
        }
        at = end;
    }
    out.sort();
    out
}

fn actor_key(sentence: &Sentence, first: usize, end: usize) -> String {
    sentence.tokens[first..end]
        .iter()
        .map(|token| name_key(&token.folded))
        .collect::<Vec<_>>()
        .join("-")
}

/// To whom, or with whom: another side behind a preposition, or right behind
/// the words that give or promise it ("передаст Озерии").
pub(crate) fn whom(
    sentence: &Sentence,
    range: &Range<usize>,
    given: Option<usize>,
    holder: Option<Span>,
    text: &str,
) -> Option<Term> {
    sentence
        .mentions
        .iter()
        .filter(|mention| range.contains(&mention.first))
        .filter(|mention| given.is_some_and(|given| mention.first >= given))
        .map(|mention| (mention, bytes(sentence, &(mention.first..mention.end))))
        .filter(|(_, span)| holder.is_none_or(|holder| !holder.overlaps(*span)))
        .find(|(mention, _)| {
            let behind = sentence.words.iter().any(|word| {
                word.class == WordClass::Recipient
                    && word.hit.end <= mention.first
                    // Titles may stand between.
                    && mention.first - word.hit.end <= 2
            });
            behind || given == Some(mention.first)
        })
        .map(|(mention, span)| {
            let value = mention.name.as_deref().map_or_else(
                || actor_key(sentence, mention.first, mention.end),
                |name| {
                    name.split_whitespace()
                        .last()
                        .map_or(String::new(), |last| name_key(&last.to_lowercase()))
                },
            );
            term(Slot::Whom, value, span, text)
        })
}

/// What it is about: the words that name the matter.
pub(crate) fn what(
    sentence: &Sentence,
    range: &Range<usize>,
    matter: ConceptId,
    text: &str,
) -> Option<Term> {
    let found = sentence
        .concepts
        .iter()
        .find(|found| found.concept == matter && range.contains(&found.hit.first))?;
    let value = concepts().get(matter).id.clone();
    Some(term(Slot::What, value, found.hit.span, text))
}

/// Where: a capitalised name after "in", which is neither a side nor a date.
fn places(sentence: &Sentence, range: &Range<usize>, text: &str, out: &mut Vec<Term>) {
    for word in &sentence.words {
        let at = word.hit.end;
        if word.class != WordClass::InPlace || !range.contains(&word.hit.first) || at >= range.end {
            continue;
        }
        // "In the port of X", "у маяка Y": a common noun before the name.
        let mut at = at;
        while at < range.end
            && at - word.hit.end < 2
            && sentence.tokens[at].is_word
            && !sentence.tokens[at].is_capital
            && sentence.tokens.get(at + 1).is_some_and(|next| {
                next.is_word
                    && (next.is_capital || at == word.hit.end && next.folded.chars().count() < 4)
            })
        {
            at += 1;
        }
        if at >= range.end {
            continue;
        }
        let token = &sentence.tokens[at];
        let in_date = sentence
            .dates
            .iter()
            .any(|date| date.span.is_some_and(|date| date.overlaps(token.span)));
        let is_person = sentence
            .mentions
            .iter()
            .any(|mention| mention.first <= at && at < mention.end && mention.name.is_some());
        let is_matter = sentence
            .concepts
            .iter()
            .any(|found| (found.hit.first..found.hit.end).contains(&at));
        if !token.is_word || !token.is_capital || in_date || is_person || is_matter {
            continue;
        }
        let mut end = at + 1;
        while end < range.end && sentence.tokens[end].is_word && sentence.tokens[end].is_capital {
            end += 1;
        }
        let span = bytes(sentence, &(at..end));
        out.push(term(Slot::Where, actor_key(sentence, at, end), span, text));
    }
}
