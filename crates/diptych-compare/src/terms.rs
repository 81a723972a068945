//! Terms by slot, normalised so that languages meet.

use std::ops::Range;

use diptych_core::{Day, Lang, Slot, Span, Term, Time};
use diptych_lang::ladder::{ConceptId, WordClass, concepts, verbs};

use crate::amounts::numbers;
use crate::bounds::day_bound;
use crate::covers::covers;
use crate::doers::{actor_key, actors};
use crate::ends::{end_of, running_ends};
use crate::moments::moments;
use crate::reading::Sentence;
use crate::spots::places;
use crate::words::name_key;

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
    moments(sentence, range, text, said, &mut out);
    numbers(sentence, range, text, lang, going_on, &mut out);
    by_concept(sentence, range, text, &mut out);
    covers(sentence, range, text, &mut out);
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
        // "No later than 1 May", "not before April".
        let bound = day_bound(sentence, range, first);
        let in_force = sentence.words.iter().any(|word| {
            word.class == WordClass::InForce
                && word.hit.end <= first
                // «Не пізніше від»: the word is of the bound.
                && bound.is_none_or(|(_, words)| !words.contains(word.hit.span))
                // "At 00:00 on" may stand between.
                && first - word.hit.end <= 5
        });
        let slot = if in_force { Slot::InForce } else { Slot::When };
        // A day without its year that would lie months back is the next one of that name.
        let has_year = span
            .of(text)
            .split(|letter: char| !letter.is_ascii_digit())
            .any(|digits| digits.len() == 4);
        // «Ранее» of the bound itself tells of no past.
        let of_past = sentence.words.iter().any(|word| {
            word.class == WordClass::Past
                && range.contains(&word.hit.first)
                && bound.is_none_or(|(_, words)| !words.contains(word.hit.span))
        });
        let past = of_past
            || sentence.tokens[range.clone()].iter().any(|token| {
                token.is_word && verbs(&sentence.lang).time_of(&token.folded) == Some(Time::Past)
            });
        let ahead = bound.is_some() && (!past || sentence.has(WordClass::Future, range));
        let back = if ahead { 0 } else { 120 };
        let far_back = !has_year && said.is_some_and(|said| said.days_since(date.to) > back);
        let next = |day: Day| {
            Day::new(day.0.year() + 1, day.0.month(), day.0.day()).unwrap_or_else(|| day.plus(365))
        };
        let (from, to) = if far_back {
            (next(date.from), next(date.to))
        } else {
            (date.from, date.to)
        };
        // "Before the end of 2031" is not any day of it.
        let end = end_of(sentence, first, from, to).filter(|_| whole.contains(span));
        let (value, span) = match (end, bound) {
            (Some((from, to, end)), _) => (format!("{from}/{to}"), end.cover(span)),
            (None, Some((sign, words))) => (format!("{sign}{from}/{to}"), words.cover(span)),
            (None, None) => (format!("{from}/{to}"), span),
        };
        out.push(term(slot, value, span, text));
    }
    let ends = said.map(|said| running_ends(sentence, range, said));
    for (from, to, span) in ends.into_iter().flatten() {
        out.push(term(Slot::When, format!("{from}/{to}"), span, text));
    }
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
