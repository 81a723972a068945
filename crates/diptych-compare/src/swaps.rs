//! So many for so many: «сто на сто», "150 from each side".

use std::ops::Range;

use diptych_core::{Slot, Term};
use diptych_lang::ladder::{WordClass, concepts};
use diptych_lang::numbers::{number_at, unit_at};

use crate::amounts::shown_number;
use crate::counted::OF_THEM;
use crate::reading::Sentence;
use crate::terms::term;

/// Adds the amounts that each side gives; gives their tokens.
pub(crate) fn swaps(
    sentence: &Sentence,
    range: &Range<usize>,
    going_on: Option<&str>,
    text: &str,
    out: &mut Vec<Term>,
) -> Vec<Range<usize>> {
    let has = |class: WordClass, at: usize| {
        sentence
            .words
            .iter()
            .find(|word| word.class == class && word.hit.first == at)
            .map(|word| word.hit.end)
            .filter(|end| *end <= range.end)
    };
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let Some(first) = number_at(&sentence.tokens, at) else {
            at += 1;
            continue;
        };
        let again = has(WordClass::For, first.end)
            .and_then(|next| number_at(&sentence.tokens, next).filter(|_| next < range.end))
            .filter(|second| second.end <= range.end)
            .filter(|second| (second.value - first.value).abs() < 0.001);
        let each = has(WordClass::EachSide, first.end);
        let Some(end) = again.map(|second| second.end).or(each) else {
            at = first.end;
            continue;
        };
        let people = sentence
            .concepts
            .iter()
            .any(|one| concepts().get(one.concept).counts_people)
            || range
                .clone()
                .any(|at| unit_at(&sentence.tokens, at).is_some_and(|(unit, _)| unit == "people"));
        let unit = if people {
            "people"
        } else {
            going_on.unwrap_or(OF_THEM)
        };
        let value = format!("{unit}/side:{}", shown_number(first.value));
        let span = sentence.span_of(&(at..end));
        out.push(term(Slot::HowMany, value, span, text));
        found.push(at..end);
        at = end;
    }
    found
}
