//! Who carries a thing out: behind "by", "with the participation of", in the passive.

use std::collections::BTreeSet;
use std::ops::Range;

use diptych_core::{Slot, Term};
use diptych_lang::ladder::{WordClass, concepts};

use crate::reading::Sentence;
use crate::terms::term;
use crate::words::name_key;

/// Who does it: named after "by", "with the participation of" and the like.
pub(crate) fn actors(sentence: &Sentence, range: &Range<usize>, text: &str, out: &mut Vec<Term>) {
    for word in &sentence.words {
        if word.class != WordClass::Agent || !range.contains(&word.hit.first) {
            continue;
        }
        let next_cue = sentence
            .cues
            .iter()
            .map(|cue| cue.hit.first)
            .find(|first| *first >= word.hit.end + 2)
            .unwrap_or(range.end)
            .min(range.end);
        let reach = word.hit.end..next_cue;
        let names = named(sentence, &reach);
        // The first name must follow closely, else the words govern something else.
        let Some((first, _, _)) = names.first() else {
            continue;
        };
        if first - word.hit.end > 4 {
            continue;
        }
        let values: BTreeSet<&str> = names.iter().map(|(_, _, value)| value.as_str()).collect();
        let end = names.last().map_or(word.hit.end, |(_, end, _)| *end);
        let value = values.into_iter().collect::<Vec<_>>().join("+");
        let span = sentence.span_of(&(word.hit.first..end));
        if let Some(known) = out.iter_mut().find(|known| known.slot == Slot::Who) {
            let mut all: BTreeSet<String> = known.value.split('+').map(str::to_owned).collect();
            all.extend(value.split('+').map(str::to_owned));
            known.value = all.into_iter().collect::<Vec<_>>().join("+");
            known.span = known.span.cover(span);
            known.span.of(text).clone_into(&mut known.text);
        } else {
            out.push(term(Slot::Who, value, span, text));
        }
    }
}

/// Actors in a range: group concepts and capitalised names, with their tokens.
fn named(sentence: &Sentence, range: &Range<usize>) -> Vec<(usize, usize, String)> {
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
        let in_date = sentence
            .dates
            .iter()
            .any(|date| date.span.is_some_and(|date| date.overlaps(token.span)));
        if !(token.is_word && token.is_capital) || in_date {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < range.end && sentence.tokens[end].is_word && sentence.tokens[end].is_capital {
            end += 1;
        }
        let value = actor_key(sentence, at, end);
        if !value.is_empty() {
            out.push((at, end, value));
        }
        at = end;
    }
    out.sort();
    out
}

pub(crate) fn actor_key(sentence: &Sentence, first: usize, end: usize) -> String {
    sentence.tokens[first..end]
        .iter()
        .map(|token| name_key(&token.folded))
        .collect::<Vec<_>>()
        .join("-")
}
