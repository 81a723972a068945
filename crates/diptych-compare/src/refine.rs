//! What an amount is besides number and unit: a range, a bound behind it, a
//! rate, a share of a whole.

use std::ops::Range;

use diptych_core::{Slot, Span, Term};
use diptych_lang::ladder::WordClass;
use diptych_lang::numbers::{NumberHit, unit_at};

use crate::amounts::shown_number;
use crate::reading::Sentence;
use crate::term_values::bare_amount;
use crate::terms::term;

/// Units that are counted one by one, of which a fraction is a share.
const COUNTED: [&str; 11] = [
    "people",
    "vessel",
    "vehicle",
    "tank",
    "missile",
    "drone",
    "aircraft",
    "state",
    "settlement",
    "body",
    "side",
];

/// Where the second number of a range begins, if the number in `at..end` opens one.
pub(crate) fn range_goes_on(
    sentence: &Sentence,
    at: usize,
    end: usize,
    range: &Range<usize>,
) -> Option<usize> {
    let next = sentence.tokens.get(end)?;
    let between = sentence
        .words
        .iter()
        .any(|word| word.class == WordClass::Between && word.hit.end == at);
    let joins = sentence
        .words
        .iter()
        .any(|word| word.class == WordClass::Joins && word.hit.first == end);
    let is_dash = matches!(next.folded.as_str(), "-" | "–" | "—");
    let goes_on = between && (joins || matches!(next.folded.as_str(), "to" | "до"))
        // "20-30 days": the dash touches both.
        || is_dash
            && next.span.start == sentence.tokens[end - 1].span.end
            && sentence
                .tokens
                .get(end + 1)
                .is_some_and(|after| after.span.start == next.span.end);
    (goes_on && end + 1 < range.end).then_some(end + 1)
}

/// Completes the value of an amount by what stands behind it.
pub(crate) fn refine(
    sentence: &Sentence,
    range: &Range<usize>,
    amount: &mut Term,
    value: f64,
    low: Option<f64>,
    text: &str,
) {
    let Some((head, shown)) = amount.value.rsplit_once(':') else {
        return;
    };
    let (mut head, shown) = (head.to_owned(), shown.to_owned());
    let mut number = shown.clone();
    if let (Some(low), Ok(high)) = (low, shown.parse::<f64>()) {
        // In the unit of the second number: two to three weeks are 14 to 21 days.
        let low = low * high / value;
        number = format!("{}..{shown}", shown_number(low));
        head = bare_amount(&head).to_owned();
    }
    let behind = sentence
        .tokens
        .iter()
        .position(|token| token.span.start >= amount.span.end)
        .unwrap_or(sentence.tokens.len());
    let word = |class: WordClass| {
        sentence.words.iter().find(move |word| {
            word.class == class && word.hit.first == behind && word.hit.end <= range.end
        })
    };
    let mut end = amount.span;
    // "250 people from each side".
    let each = word(WordClass::EachSide).map(|each| ("side", each.hit.end));
    // "Five per cent either side of the rate".
    let band = word(WordClass::Band).map(|band| ("band", band.hit.end));
    if let Some((unit, last)) = each.or(band).or_else(|| rate(sentence, behind, range)) {
        head = format!("{head}/{unit}");
        end = end.cover(sentence.tokens[last - 1].span);
    } else if bare_amount(&head).len() == head.len() && low.is_none() {
        for (class, sign) in [(WordClass::OrMore, ">="), (WordClass::OrLess, "<=")] {
            if let Some(word) = word(class) {
                head = format!("{sign}{head}");
                end = end.cover(word.hit.span);
                break;
            }
        }
    }
    amount.span = end;
    amount.span.of(text).clone_into(&mut amount.text);
    amount.value = format!("{head}:{number}");
}

/// "Per tonne", «в месяц»: the unit, and one past its last token.
fn rate(sentence: &Sentence, at: usize, range: &Range<usize>) -> Option<(&'static str, usize)> {
    let per = sentence
        .words
        .iter()
        .filter(|word| word.class == WordClass::Per && word.hit.first == at)
        .max_by_key(|word| word.hit.end)?;
    // «На человека» holds its unit itself.
    let of_person = unit_at(&sentence.tokens, per.hit.end - 1)
        .filter(|_| per.hit.end - per.hit.first > 1)
        .filter(|(unit, _)| *unit == "people");
    let (unit, end) = of_person.or_else(|| unit_at(&sentence.tokens, per.hit.end))?;
    (end <= range.end).then_some((unit, end))
}

/// Shares of a whole ("a third of the fleet") as per cent; gives their tokens.
pub(crate) fn shares(
    sentence: &Sentence,
    range: &Range<usize>,
    known: &[NumberHit],
    text: &str,
    out: &mut Vec<Term>,
) -> Vec<(Range<usize>, f64)> {
    let mut found = Vec::new();
    for hit in known {
        let written = hit.span.of(text);
        let in_words = !written.contains(|mark: char| mark.is_ascii_digit());
        // Half a tonne is an amount, two thirds of the ships are a share.
        let is_measure = hit.unit.is_some_and(|unit| !COUNTED.contains(&unit));
        if is_measure || !in_words || hit.value <= 0.0 || hit.value >= 1.0 {
            continue;
        }
        let place = |span: Span| {
            let first = sentence
                .tokens
                .iter()
                .position(|token| token.span.start >= span.start)?;
            let count = sentence.tokens[first..]
                .iter()
                .take_while(|token| token.span.end <= span.end)
                .count();
            Some(first..first + count)
        };
        let Some(tokens) = place(hit.span).filter(|tokens| range.contains(&tokens.start)) else {
            continue;
        };
        // "Half an hour": a measure of its own.
        let of_time = (tokens.end..tokens.end + 2).any(|at| {
            sentence
                .words
                .iter()
                .any(|word| word.class == WordClass::TimeUnit && word.hit.first == at)
        });
        if of_time {
            continue;
        }
        let value = format!("percent:{}", shown_number(hit.value * 100.0));
        out.push(term(Slot::HowMany, value, hit.span, text));
        found.push((tokens, hit.value));
    }
    found
}
