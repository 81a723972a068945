//! Whom or what a thing covers: "only the grain", "grain and coal alike",
//! «как зерно, так и уголь».

use std::ops::Range;

use diptych_core::{Slot, Term};
use diptych_lang::glossary::glossary;
use diptych_lang::ladder::{WordClass, grammar, verbs};
use diptych_lang::numbers::{may_describe, number_at};

use crate::reading::Sentence;
use crate::term_values::{ALL, ONLY};
use crate::terms::term;

/// Words among which the noun behind "only" or a conjunction stands.
const NEAR: usize = 4;

/// Adds what only, and what both, a clause covers; nouns that the glossary knows.
pub(crate) fn covers(sentence: &Sentence, range: &Range<usize>, text: &str, out: &mut Vec<Term>) {
    for word in &sentence.words {
        let hit = word.hit;
        if !range.contains(&hit.first) || hit.end >= range.end {
            continue;
        }
        let found = match word.class {
            WordClass::Merely => noun_behind(sentence, hit.end, range.end)
                .map(|(at, id)| (hit.first..at + 1, format!("{ONLY}{id}"))),
            WordClass::Both => both(sentence, hit.end, range.end)
                .map(|(end, ids)| (hit.first..end, format!("{ALL}{ids}"))),
            WordClass::Alike => alike(sentence, range.start, hit.first)
                .map(|(first, ids)| (first..hit.end, format!("{ALL}{ids}"))),
            _ => None,
        };
        if let Some((tokens, value)) = found {
            out.push(term(Slot::Scope, value, sentence.span_of(&tokens), text));
        }
    }
}

/// The glossary's name for a noun; nothing for verbs, names, days and numbers.
fn noun(sentence: &Sentence, at: usize) -> Option<&'static str> {
    let token = &sentence.tokens[at];
    let is_cue = sentence
        .cues
        .iter()
        .any(|cue| (cue.hit.first..cue.hit.end).contains(&at));
    let is_verb = verbs(&sentence.lang).time_of(&token.folded).is_some()
        || grammar(&sentence.lang).ends(WordClass::Infinitive, &token.folded);
    if !token.is_word
        || token.is_capital
        || is_cue
        || is_verb
        || sentence.names_side_or_day(at)
        || number_at(&sentence.tokens, at).is_some()
    {
        return None;
    }
    let glossary = glossary();
    let keys = glossary.keys(&sentence.lang, &token.folded);
    keys.first().map(|key| glossary.id(*key))
}

/// The noun behind a word, past prepositions, articles and what describes it.
fn noun_behind(sentence: &Sentence, from: usize, until: usize) -> Option<(usize, &'static str)> {
    for at in from..until.min(from + NEAR) {
        let token = &sentence.tokens[at];
        if !token.is_word {
            return None;
        }
        let passes = token.folded.chars().count() < 4
            || may_describe(&token.folded)
            || sentence.words.iter().any(|word| {
                word.hit.first == at && matches!(word.class, WordClass::Governs | WordClass::Stop)
            });
        if let Some(id) = noun(sentence, at).filter(|_| !passes) {
            return Some((at, id));
        }
        if !passes {
            return None;
        }
    }
    None
}

/// Behind "both": two nouns that a conjunction joins, and one past the second.
fn both(sentence: &Sentence, from: usize, until: usize) -> Option<(usize, String)> {
    let (first, one) = noun_behind(sentence, from, until)?;
    let joint = (first + 1..until.min(first + 4)).find(|at| joins(sentence, *at))?;
    let next = (joint..until).find(|at| {
        sentence.tokens[*at].is_word && !joins(sentence, *at) && !is_so(sentence, *at)
    })?;
    let (second, other) = noun_behind(sentence, next, until)?;
    Some((second + 1, pair(one, other)?))
}

/// Before "alike": two nouns that a conjunction joins, from the first on.
fn alike(sentence: &Sentence, start: usize, end: usize) -> Option<(usize, String)> {
    let last = end.checked_sub(1).filter(|last| *last > start)?;
    let joint = (start..last)
        .rev()
        .take(NEAR)
        .find(|at| joins(sentence, *at))?;
    let first = joint.checked_sub(1).filter(|first| *first >= start)?;
    let (one, other) = (noun(sentence, first)?, noun(sentence, last)?);
    Some((first, pair(one, other)?))
}

fn joins(sentence: &Sentence, at: usize) -> bool {
    sentence
        .words
        .iter()
        .any(|word| word.class == WordClass::Joins && word.hit.first == at)
}

/// «Так» of «так и».
fn is_so(sentence: &Sentence, at: usize) -> bool {
    sentence.tokens[at].folded == "так"
}

fn pair(one: &str, other: &str) -> Option<String> {
    let mut both = [one, other];
    both.sort_unstable();
    (one != other).then(|| both.join("+"))
}
