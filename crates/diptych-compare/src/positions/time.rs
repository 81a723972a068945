//! The time of which a clause speaks.

use std::ops::Range;

use diptych_core::{Lang, Rung, Time};
use diptych_lang::ladder::{WordClass, grammar, verbs};

use crate::chain::{Link, past_form};
use crate::reading::Sentence;

/// The time of a clause: that of its cue, of a small word, or of a verb.
pub(super) fn time_of(
    sentence: &Sentence,
    clause: &Range<usize>,
    link: Option<&Link>,
    lang: &Lang,
) -> Time {
    if let Some(link) = link {
        cue_time(sentence, clause, link, lang)
    } else if sentence.has(WordClass::Future, clause) {
        Time::Future
    } else if sentence.has(WordClass::Past, clause) {
        Time::Past
    } else {
        verb_time(sentence, clause, lang)
    }
}

/// The time of what a cue says.
fn cue_time(sentence: &Sentence, clause: &Range<usize>, link: &Link, lang: &Lang) -> Time {
    if let Some(time) = link.first.entry.time {
        return time;
    }
    if link.future {
        return Time::Future;
    }
    // "Not true that we bombed it": the time is that of what is denied.
    if link.is_denial()
        && link.cues.len() > 1
        && sentence.tokens[link.tokens.clone()]
            .iter()
            .any(|token| grammar(lang).ends(WordClass::Past, &token.folded))
    {
        return Time::Past;
    }
    let near = clause.start..link.tokens.end;
    if sentence.has(WordClass::Future, &near) {
        return Time::Future;
    }
    if is_now(sentence, clause, link, lang) {
        return Time::Present;
    }
    if past_form(sentence, &link.first, lang) || sentence.has(WordClass::Past, &near) {
        return Time::Past;
    }
    // A perfective verb of the present form: "поддержим", "приймемо".
    let hit = link.first.hit;
    if sentence.tokens[hit.first..hit.end]
        .iter()
        .any(|token| verbs(lang).time_of(&token.folded) == Some(Time::Future))
    {
        return Time::Future;
    }
    Time::Present
}

/// The time of a word of the clause that can only be a finite verb: "поступили",
/// "поедет"; what is past goes before what only looks like the future.
fn verb_time(sentence: &Sentence, clause: &Range<usize>, lang: &Lang) -> Time {
    let table = verbs(lang);
    let said = sentence.said_part(clause);
    let is = |time: Time| {
        said.clone().any(|at| {
            let token = &sentence.tokens[at];
            // "Is tied", "are paid": how things are.
            let now = (said.start..at).rev().take(2).any(|place| {
                table.auxiliary(&sentence.tokens[place].folded) == Some(Time::Present)
            });
            token.is_word
                && !now
                && (!token.is_capital || at == said.start)
                && table.is_finite(&token.folded)
                && table.time_of(&token.folded) == Some(time)
        })
    };
    if is(Time::Past) {
        Time::Past
    } else if sentence.binds(clause) && is(Time::Future) {
        // Without a condition the form alone does not tell a plan from a rule.
        Time::Future
    } else {
        Time::Unspecified
    }
}

/// "Are prepared", "is satisfied": a participle behind a verb of the present.
fn is_now(sentence: &Sentence, clause: &Range<usize>, link: &Link, lang: &Lang) -> bool {
    let table = verbs(lang);
    let from = clause.start.max(link.tokens.start.saturating_sub(2));
    // What "is agreed" has been agreed.
    let lasting = link
        .first
        .entry
        .rung
        .is_some_and(|rung| rung <= Rung::Proposes);
    lasting
        && sentence.tokens[from..link.tokens.start]
            .iter()
            .rev()
            .take_while(|token| token.is_word)
            .find_map(|token| table.auxiliary(&token.folded))
            == Some(Time::Present)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mini::sentence;
    use crate::positions::clause::sample::last_link;

    fn time(words: &str) -> Time {
        let read = sentence(words);
        let clause = read.clauses.last().expect("there are words");
        time_of(&read, clause, last_link(&read).as_ref(), &read.lang)
    }

    #[test]
    fn a_cue_gives_the_time_or_else_the_form_of_its_words() {
        assert_eq!(time("We will not open the port."), Time::Future);
        assert_eq!(time("We agreed to open the port."), Time::Past);
        assert_eq!(time("We support the plan."), Time::Present);
    }

    #[test]
    fn how_things_are_is_no_deed_of_the_past() {
        assert_eq!(time("We are prepared to talk."), Time::Present);
    }

    #[test]
    fn a_clause_without_cue_or_verb_has_no_time() {
        assert_eq!(time("A bridge of stone."), Time::Unspecified);
    }
}
