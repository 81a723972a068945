//! Caps and floors: "at most", «не более чем на», "no later than", "not before".

use std::ops::Range;

use diptych_core::Span;
use diptych_lang::glossary::glossary;
use diptych_lang::ladder::WordClass;
use diptych_lang::numbers::{Mark, is_marked};

use crate::reading::Sentence;

/// Small words that may stand between a bound and what it bounds ("than", «чем на»).
const BETWEEN: usize = 2;

/// Letters of the longest of them.
const SMALL: usize = 3;

/// Whether only small words stand in the tokens.
fn are_small(sentence: &Sentence, mut between: Range<usize>) -> bool {
    between.len() <= BETWEEN
        && between.all(|at| {
            let token = &sentence.tokens[at];
            token.is_word && token.folded.chars().count() <= SMALL
        })
}

/// A word of bounds right before the amount, and its words.
///
/// Of "more than" and "no more than" the longer counts.
pub(crate) fn bound_before(sentence: &Sentence, at: usize) -> Option<(&'static str, Span)> {
    let one = |word: &diptych_lang::ladder::WordHit<'_>| {
        let sign = match word.class {
            WordClass::AtLeast => ">=",
            WordClass::AtMost => "<=",
            _ => return None,
        };
        let hit = word.hit;
        let near = hit.end <= at && are_small(sentence, hit.end..at);
        // "Handed over 212 bodies": the word is of the verb.
        let of_verb = hit.end == hit.first + 1
            && hit
                .first
                .checked_sub(1)
                .is_some_and(|before| is_marked(Mark::Phrasal, &sentence.tokens[before].folded));
        (near && !of_verb).then_some((hit.first, sign, hit.span))
    };
    sentence
        .words
        .iter()
        .filter_map(one)
        .min_by_key(|(first, ..)| *first)
        .map(|(_, sign, span)| (sign, span))
}

/// What goes on until a day, whether denied or not ("nobody will ask us to wait until
/// autumn"): entries of the glossary.
const LASTING: [&str; 4] = ["postpone", "stay", "continue", "extend"];

/// Whether the word before a token tells of what goes on.
fn lasts(sentence: &Sentence, at: usize) -> bool {
    let before = sentence.tokens[..at].iter().rev().find(|one| one.is_word);
    before.is_some_and(|word| {
        let glossary = glossary();
        let known = glossary.keys(&sentence.lang, &word.folded);
        known.iter().any(|id| LASTING.contains(&glossary.id(*id)))
    })
}

/// A bound on a day or month that begins at a token: no later than it, or no
/// earlier, and the words that say so.
///
/// What is not to come before a day comes no earlier than it.
pub(crate) fn day_bound(
    sentence: &Sentence,
    range: &Range<usize>,
    first: usize,
) -> Option<(&'static str, Span)> {
    // «Без жодних умов» negates no verb.
    let negated = sentence.negators.iter().any(|negator| {
        range.contains(&negator.hit.first)
            && (negator.hit.first..negator.hit.end)
                .any(|at| is_marked(Mark::Negates, &sentence.tokens[at].folded))
    });
    sentence
        .words
        .iter()
        .filter_map(|word| {
            let sign = match word.class {
                WordClass::NotBefore => ">=",
                WordClass::Before if negated && !lasts(sentence, word.hit.first) => ">=",
                WordClass::NotAfter | WordClass::Before => "<=",
                _ => return None,
            };
            let hit = word.hit;
            let near = hit.end <= first
                && range.contains(&hit.first)
                && are_small(sentence, hit.end..first);
            near.then_some((hit.first, sign, hit.span))
        })
        .min_by_key(|(first, ..)| *first)
        .map(|(_, sign, span)| (sign, span))
}
