//! Ages: "retire at fifty-eight", «до шестидесяти двух» where the clause speaks of age.

use std::ops::Range;

use diptych_core::{Slot, Term};
use diptych_lang::ladder::WordClass;
use diptych_lang::numbers::number_at;

use crate::amounts::shown_number;
use crate::reading::Sentence;
use crate::terms::term;

/// The unit of an age.
const AGE: &str = "age";

/// Ages at which a rule of law begins or ends.
const AGES: std::ops::RangeInclusive<f64> = 14.0..=99.0;

/// Adds the ages of a clause whose sentence speaks of age; gives their tokens.
pub(crate) fn ages(
    sentence: &Sentence,
    range: &Range<usize>,
    text: &str,
    out: &mut Vec<Term>,
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let speaks = |class: WordClass| sentence.words.iter().any(|word| word.class == class);
    if !speaks(WordClass::Age) {
        return found;
    }
    let mut at = range.start;
    while at < range.end {
        let Some(number) = number_at(&sentence.tokens, at) else {
            at += 1;
            continue;
        };
        let mut end = number.end;
        let behind = |end: usize| sentence.tokens.get(end);
        let of_years = sentence.words.iter().find(|word| {
            word.class == WordClass::TimeUnit && word.value == Some("year") && word.hit.first == end
        });
        // "At sixty", «у шістдесят», «до 62»: a preposition, and no noun behind.
        let governed = at > range.start
            && sentence
                .words
                .iter()
                .any(|word| matches!(word.class, WordClass::Governs) && word.hit.end == at);
        let stops = behind(end).is_none_or(|next| {
            !next.is_word
                || sentence.words.iter().any(|word| {
                    word.hit.first == end
                        && matches!(
                            word.class,
                            WordClass::Past
                                | WordClass::Undergoes
                                | WordClass::Stop
                                | WordClass::Joins
                        )
                })
        });
        let next_is_unit =
            behind(end).is_some_and(|next| matches!(next.folded.as_str(), "%" | "-"));
        if AGES.contains(&number.value)
            && number.value.fract() == 0.0
            && !next_is_unit
            && (of_years.is_some() && governed
                || stops && (governed || at == range.start || of_years.is_some()))
        {
            if let Some(years) = of_years {
                end = years.hit.end;
            }
            let in_date = sentence.dates.iter().any(|date| {
                date.span
                    .is_some_and(|date| date.overlaps(sentence.tokens[at].span))
            });
            if !in_date {
                let value = format!("{AGE}:{}", shown_number(number.value));
                let span = sentence.span_of(&(at..end));
                out.push(term(Slot::HowMany, value, span, text));
                found.push(at..end);
            }
        }
        at = end;
    }
    found
}
