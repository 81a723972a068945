//! Who carries a thing out: behind "by", "falls to" and the like, and in the
//! instrumental of the Slavic passive.

use std::collections::BTreeSet;
use std::ops::Range;

use diptych_core::{Slot, Term};
use diptych_lang::ladder::{WordClass, concepts, grammar};

use crate::reading::Sentence;
use crate::terms::term;
use crate::words::name_key;

/// Both or all sides together, where the clause gives the task to themselves.
const SIDES: &str = "sides";

/// Tokens between the words that name the doer and the doer's name.
const NEAR: usize = 5;

/// Who does it.
pub(crate) fn actors(sentence: &Sentence, range: &Range<usize>, text: &str, out: &mut Vec<Term>) {
    let mut found: Vec<(Range<usize>, BTreeSet<String>)> = Vec::new();
    for word in &sentence.words {
        let takes_on = word.class == WordClass::TakesOn;
        if !(takes_on || word.class == WordClass::Agent) || !range.contains(&word.hit.first) {
            continue;
        }
        let next_cue = sentence
            .cues
            .iter()
            .map(|cue| cue.hit.first)
            .find(|first| *first >= word.hit.end + 2)
            .unwrap_or(range.end)
            .min(range.end);
        let behind = word.hit.end..next_cue.max(word.hit.end);
        let mut names = named(sentence, &behind, takes_on);
        // Each name must follow closely, else other words govern it.
        let mut from = word.hit.end;
        let joined = names
            .iter()
            .take_while(|(first, end, _)| {
                let near = first - from <= NEAR && !is_governed(sentence, from..*first, takes_on);
                from = *end;
                near
            })
            .count();
        names.truncate(joined);
        let close = !names.is_empty();
        if close {
            let end = names.last().map_or(word.hit.end, |(_, end, _)| *end);
            let values = names.into_iter().map(|(_, _, value)| value).collect();
            found.push((word.hit.first..end, values));
        } else if let Some((at, value)) = body(sentence, word.hit.end..range.end, takes_on)
            // "At the debtor's expense".
            .or_else(|| body(sentence, word.hit.first..word.hit.end, takes_on))
        {
            let tokens = word.hit.first..word.hit.end.max(at + 1);
            found.push((tokens, BTreeSet::from([value])));
        }
    }
    found.extend(instrumental(sentence, range));
    for (tokens, values) in found {
        let span = sentence.span_of(&tokens);
        if let Some(known) = out.iter_mut().find(|known| known.slot == Slot::Who) {
            let mut all: BTreeSet<String> = known.value.split('+').map(str::to_owned).collect();
            all.extend(values);
            known.value = all.into_iter().collect::<Vec<_>>().join("+");
            known.span = known.span.cover(span);
            known.span.of(text).clone_into(&mut known.text);
        } else {
            let value = values.into_iter().collect::<Vec<_>>().join("+");
            out.push(term(Slot::Who, value, span, text));
        }
    }
}

/// Whether a preposition other than "of" stands in the tokens: what follows is not
/// who does it ("by telephone with X", "led by X in Y").
fn is_governed(sentence: &Sentence, mut between: Range<usize>, takes_on: bool) -> bool {
    between.any(|at| {
        let is = |class: WordClass| {
            sentence
                .words
                .iter()
                .any(|word| word.class == class && word.hit.first == at)
        };
        is(WordClass::Governs) && !is(WordClass::Of) && !takes_on
    })
}

/// The sides themselves, or who stands in a role ("the debtor").
fn body(sentence: &Sentence, behind: Range<usize>, takes_on: bool) -> Option<(usize, String)> {
    let near = behind.start..behind.end.min(behind.start + NEAR);
    sentence
        .words
        .iter()
        .filter(|word| near.contains(&word.hit.first))
        .find_map(|word| match word.class {
            WordClass::Mutual if takes_on => Some((word.hit.end - 1, SIDES.to_owned())),
            WordClass::Role => Some((word.hit.end - 1, word.value?.to_owned())),
            _ => None,
        })
}

/// "Is carried out by the Velmarian inspectors" as the Slavic passive says it:
/// an adjective of a side in the instrumental with its noun.
fn instrumental(
    sentence: &Sentence,
    range: &Range<usize>,
) -> Option<(Range<usize>, BTreeSet<String>)> {
    let ends = |class: WordClass, at: usize| {
        sentence.tokens.get(at).is_some_and(|token| {
            token.is_word && grammar(&sentence.lang).ends(class, &token.folded)
        })
    };
    if !range.clone().any(|at| ends(WordClass::Passive, at)) {
        return None;
    }
    sentence
        .mentions
        .iter()
        .filter(|mention| range.contains(&mention.first) && mention.end < range.end)
        .find(|mention| {
            mention.is_adjective
                && ends(WordClass::Instrumental, mention.end - 1)
                && ends(WordClass::Instrumental, mention.end)
        })
        .map(|mention| {
            let value = doer_key(sentence, mention.first, mention.end);
            (mention.first..mention.end + 1, BTreeSet::from([value]))
        })
}

/// Actors in a range: group concepts and capitalised names, with their tokens;
/// adjectives of sides («вельмарская») where the words before name the doer for sure.
fn named(
    sentence: &Sentence,
    range: &Range<usize>,
    adjectives: bool,
) -> Vec<(usize, usize, String)> {
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
        let in_date = sentence.names_day(at);
        let of_side = adjectives
            && sentence
                .mentions
                .iter()
                .any(|mention| mention.is_adjective && mention.first == at);
        if !(token.is_word && (token.is_capital || of_side)) || in_date {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < range.end && sentence.tokens[end].is_word && sentence.tokens[end].is_capital {
            end += 1;
        }
        let value = doer_key(sentence, at, end);
        if !value.is_empty() {
            out.push((at, end, value));
        }
        at = end;
    }
    out.sort();
    out
}

/// What a side's number stands behind in a key, until the side's own name takes its place.
pub(crate) const SIDE: char = '@';

/// The key of a doer: the side where it bears a side's name, the last name of a
/// person of one, else its own words.
fn doer_key(sentence: &Sentence, first: usize, end: usize) -> String {
    let mention = sentence
        .mentions
        .iter()
        .find(|mention| mention.first < end && first < mention.end);
    let Some(mention) = mention else {
        return actor_key(sentence, first, end);
    };
    match mention
        .name
        .as_deref()
        .and_then(|name| name.rsplit_once(' '))
    {
        Some((_, last)) => name_key(&last.to_lowercase()),
        None => format!("{SIDE}{}", mention.side),
    }
}

/// The key of a name by its words.
pub(crate) fn actor_key(sentence: &Sentence, first: usize, end: usize) -> String {
    sentence.tokens[first..end]
        .iter()
        .map(|token| name_key(&token.folded))
        .collect::<Vec<_>>()
        .join("-")
}
