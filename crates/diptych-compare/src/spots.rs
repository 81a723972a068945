//! Where: towns, bridges, stations, roads.

use std::ops::Range;

use diptych_core::{Slot, Term};
use diptych_lang::ladder::WordClass;

use crate::doers::actor_key;
use crate::reading::Sentence;
use crate::terms::term;

/// Where: a capitalised name after "in", which is neither a side nor a date.
pub(crate) fn places(sentence: &Sentence, range: &Range<usize>, text: &str, out: &mut Vec<Term>) {
    for word in &sentence.words {
        let at = word.hit.end;
        if word.class != WordClass::InPlace || !range.contains(&word.hit.first) || at >= range.end {
            continue;
        }
        // "In the port of X", "у маяка Y": a common noun before the name.
        let mut at = at;
        while at < range.end
            && at - word.hit.end < 2
            && sentence.tokens[at].is_word
            && !sentence.tokens[at].is_capital
            && sentence.tokens.get(at + 1).is_some_and(|next| {
                next.is_word
                    && (next.is_capital || at == word.hit.end && next.folded.chars().count() < 4)
            })
        {
            at += 1;
        }
        if at >= range.end {
            continue;
        }
        let token = &sentence.tokens[at];
        let in_date = sentence
            .dates
            .iter()
            .any(|date| date.span.is_some_and(|date| date.overlaps(token.span)));
        let is_person = sentence
            .mentions
            .iter()
            .any(|mention| mention.first <= at && at < mention.end && mention.name.is_some());
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
