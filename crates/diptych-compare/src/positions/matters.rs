//! The matters that words name.

use std::ops::Range;

use diptych_core::Lang;
use diptych_lang::ladder::{ConceptId, concepts};

use crate::reading::Sentence;
use crate::words::empty_words;

/// The matters that a range names: special ones first, general ones only where they stand alone.
pub(super) fn matters(sentence: &Sentence, range: &Range<usize>) -> Vec<ConceptId> {
    let mut special = Vec::new();
    let mut general = Vec::new();
    let conditions = sentence.conditions();
    for found in &sentence.concepts {
        if !range.contains(&found.hit.first) || concepts().is_term(found.concept) {
            continue;
        }
        // What a condition names is not what the position is about.
        let conditional = conditions
            .iter()
            .any(|one| one.range.contains(&found.hit.first) && !one.range.contains(&range.start));
        if conditional {
            continue;
        }
        let list = if concepts().get(found.concept).general {
            &mut general
        } else {
            &mut special
        };
        if !list.contains(&found.concept) {
            list.push(found.concept);
        }
    }
    special.truncate(4);
    if special.is_empty() { general } else { special }
}

/// What the next clauses of the sentence name: "the following: that …".
pub(super) fn next_matters(sentence: &Sentence, place: usize) -> Vec<ConceptId> {
    let in_condition = |clause: &Range<usize>| {
        sentence
            .conditions()
            .iter()
            .any(|one| one.range.contains(&clause.start))
    };
    sentence.clauses[place + 1..]
        .iter()
        .take(3)
        .filter(|clause| !in_condition(clause))
        .map(|clause| matters(sentence, clause))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// Whether the clause says too little by itself: what it is about was named before.
pub(super) fn is_bare(sentence: &Sentence, clause: &Range<usize>, lang: &Lang) -> bool {
    let empty = empty_words(&sentence.tokens, lang);
    let content = clause
        .clone()
        .filter(|at| !empty[*at])
        // What a condition says is not said of the matter.
        .filter(|at| {
            !sentence
                .conditions()
                .iter()
                .any(|one| one.range.contains(at) && one.range.start > clause.start)
        })
        .filter(|at| {
            let span = sentence.tokens[*at].span;
            !sentence
                .dates
                .iter()
                .any(|date| date.span.is_some_and(|date| date.contains(span)))
        })
        .count();
    content <= 3
}
