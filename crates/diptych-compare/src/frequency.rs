//! How often: "twice a year", "every three months", as times in a year.

use std::ops::Range;

use diptych_lang::ladder::{WordClass, WordHit};
use diptych_lang::numbers::number_at;

use crate::reading::Sentence;

/// Every frequency that begins in `range`: its tokens and times in a year.
pub(crate) fn frequencies(sentence: &Sentence, range: &Range<usize>) -> Vec<(Range<usize>, f64)> {
    let mut out: Vec<(Range<usize>, f64)> = Vec::new();
    for word in &sentence.words {
        let first = word.hit.first;
        if !range.contains(&first) || out.last().is_some_and(|(last, _)| first < last.end) {
            continue;
        }
        let found = match word.class {
            WordClass::Frequency => value(word).map(|times| (first..word.hit.end, times)),
            WordClass::Every => {
                period(sentence, word.hit.end).map(|(end, times)| (first..end, times))
            }
            WordClass::Often => value(word).and_then(|times| {
                let (end, each) = each(sentence, word.hit.end)?;
                Some((first..end, times * each))
            }),
            // "Three times a year"; the number stands before.
            WordClass::Times => (range.start..first)
                .rev()
                .take(3)
                .filter_map(|at| number_at(&sentence.tokens, at).map(|found| (at, found)))
                .find(|(_, found)| found.end == first)
                .and_then(|(at, found)| {
                    let (end, each) = each(sentence, word.hit.end)?;
                    Some((at..end, found.value * each))
                }),
            _ => None,
        };
        out.extend(found);
    }
    out
}

fn value(word: &WordHit<'_>) -> Option<f64> {
    word.value?.parse().ok()
}

/// "A year", «в три месяца»: one past its last token, and how often that is in a year.
fn each(sentence: &Sentence, at: usize) -> Option<(usize, f64)> {
    let per = sentence.words.iter().find(|word| {
        matches!(word.class, WordClass::Per | WordClass::Every) && word.hit.first == at
    })?;
    period(sentence, per.hit.end)
}

/// "Three months": one past its last token, and how often that is in a year.
fn period(sentence: &Sentence, at: usize) -> Option<(usize, f64)> {
    let (count, at) = (at < sentence.tokens.len())
        .then(|| number_at(&sentence.tokens, at))
        .flatten()
        .map_or((1.0, at), |found| (found.value, found.end));
    let unit = sentence
        .words
        .iter()
        .find(|word| word.class == WordClass::TimeUnit && word.hit.first == at)?;
    let in_a_year = match unit.value? {
        "hour" => 8_760.0,
        "day" => 365.0,
        "week" => 52.0,
        "month" => 12.0,
        "year" => 1.0,
        _ => return None,
    };
    (count > 0.0).then(|| (unit.hit.end, in_a_year / count))
}
