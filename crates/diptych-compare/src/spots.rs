//! Where: towns, bridges, stations, roads.

use std::ops::Range;

use diptych_core::{Slot, Term};
use diptych_lang::ladder::WordClass;

use crate::doers::actor_key;
use crate::reading::Sentence;
use crate::terms::term;

/// Where the name begins that a preposition of place governs: at once, or behind
/// common nouns ("in the port of X", «на мосту через X»); and whether it is that
/// of a bridge, a station or the like.
fn name_behind(
    sentence: &Sentence,
    from: usize,
    until: usize,
    of_spot: bool,
) -> Option<(usize, bool)> {
    /// Common words before a name.
    const MOST: usize = 3;
    let is = |class: WordClass, at: usize| {
        sentence
            .words
            .iter()
            .any(|word| word.class == class && word.hit.first == at)
    };
    let mut spot = of_spot;
    for at in from..until.min(from + MOST + 1) {
        let token = &sentence.tokens[at];
        if !token.is_word {
            return None;
        }
        if token.is_capital {
            return Some((at, spot));
        }
        let small = token.folded.chars().count() < 4
            || is(WordClass::Governs, at)
            || is(WordClass::InPlace, at);
        // The first common noun may be any; more only in the name of a bridge or a station.
        spot |= is(WordClass::Spot, at);
        if !small && (of_spot || at > from && !spot) {
            return None;
        }
    }
    None
}

/// Whether a preposition stands before the noun, a word apart at most.
fn governed(sentence: &Sentence, at: usize) -> bool {
    sentence.words.iter().any(|word| {
        word.class == WordClass::Governs && word.hit.end <= at && at <= word.hit.end + 1
    }) || (at.saturating_sub(2)..at).any(|at| sentence.tokens[at].folded == "on")
}

/// Whether what bears a side's name is a town here: «в Орше», "in Orsha", not «у Линда».
fn is_town(sentence: &Sentence, preposition: usize, at: usize, tokens: usize) -> bool {
    let word = &sentence.tokens[at].folded;
    tokens == 1
        && match sentence.tokens[preposition].folded.as_str() {
            "in" | "в" | "во" => true,
            // In Ukrainian the person behind «у» stands in the genitive.
            "у" => word.ends_with(['і', 'ї']),
            _ => false,
        }
}

/// Where: a capitalised name after "in", which is neither a side nor a date.
pub(crate) fn places(sentence: &Sentence, range: &Range<usize>, text: &str, out: &mut Vec<Term>) {
    for word in &sentence.words {
        let at = word.hit.end;
        let trigger = match word.class {
            WordClass::InPlace => true,
            // "On the bridge across X": other prepositions lead only to such places.
            WordClass::Spot => governed(sentence, word.hit.first),
            _ => false,
        };
        if !trigger || !range.contains(&word.hit.first) || at >= range.end {
            continue;
        }
        let of_spot = word.class == WordClass::Spot;
        let Some((at, spot)) = name_behind(sentence, at, range.end, of_spot) else {
            continue;
        };
        let token = &sentence.tokens[at];
        let in_date = sentence.names_day(at);
        let is_person = sentence.mentions.iter().any(|mention| {
            mention.first <= at
                && at < mention.end
                && mention.name.is_some()
                && !spot
                && !is_town(sentence, word.hit.first, at, mention.end - mention.first)
        });
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
        let span = sentence.span_of(&(at..end));
        out.push(term(Slot::Where, actor_key(sentence, at, end), span, text));
    }
}
