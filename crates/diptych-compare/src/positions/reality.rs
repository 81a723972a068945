//! Whether a clause says what is so, what might be, or asks.

use std::ops::Range;

use diptych_core::{Reality, Statement, Wording};
use diptych_lang::ladder::{CueKind, NegatorKind, WordClass};

use crate::chain::Link;
use crate::reading::Sentence;

/// Whether a clause says what is so; `inside` where it is itself part of a condition.
pub(super) fn reality_of(
    sentence: &Sentence,
    clause: &Range<usize>,
    link: Option<&Link>,
    statement: &Statement,
    inside: bool,
) -> Reality {
    let rhetorical = link.is_some_and(|link| link.first.entry.rhetorical);
    if sentence.asks && !rhetorical || statement.is_question {
        return Reality::Questioned;
    }
    if inside || sentence.has(WordClass::If, &(clause.start..clause.start + 1)) {
        return Reality::Hypothetical;
    }
    // "Had they paid, it would have lasted": all of what a condition before it binds.
    let bound = sentence
        .conditions()
        .iter()
        .any(|one| one.leads && one.supposed && one.range.end <= clause.start);
    let before = clause.start
        ..link
            .filter(|_| !bound)
            .map_or(clause.end, |link| link.first.hit.end);
    // "There can be no talk of it": what the cue itself holds supposes nothing.
    let in_cue = |at: usize| {
        link.is_some_and(|link| {
            (link.first.entry.kind != CueKind::Modal || link.retold)
                && (link.first.hit.first..link.first.hit.end).contains(&at)
        })
    };
    // "They did not and could not recognise it": what cannot be is not supposed.
    let cannot = |at: usize| {
        let mut negators = sentence.negators.iter();
        negators.any(|found| found.entry.kind == NegatorKind::Next && found.hit.end == at)
    };
    let supposes = sentence.words.iter().any(|word| {
        word.class == WordClass::Hypothetical
            && before.contains(&word.hit.first)
            && !in_cue(word.hit.first)
            && !cannot(word.hit.first)
    });
    // In the outlet's wording "would" is the speaker's "will".
    if statement.wording == Wording::Speaker && supposes {
        return Reality::Hypothetical;
    }
    Reality::Actual
}

#[cfg(test)]
mod tests {
    use diptych_core::Lang;

    use super::*;
    use crate::mini::{said, sentence, spoken};
    use crate::positions::clause::sample::last_link;

    fn reality(words: &str, wording: Wording) -> Reality {
        let mut statement = spoken(
            &said("Bo Lind", "ardonia", "2031-04-02", Lang::En, words),
            0,
        );
        statement.wording = wording;
        let read = sentence(words);
        let clause = read.clauses.last().expect("there are words");
        reality_of(&read, clause, last_link(&read).as_ref(), &statement, false)
    }

    #[test]
    fn would_supposes_in_the_speakers_words_only() {
        let words = "We would support the plan.";
        assert_eq!(reality(words, Wording::Speaker), Reality::Hypothetical);
        assert_eq!(reality(words, Wording::Outlet), Reality::Actual);
    }

    #[test]
    fn what_asks_says_nothing() {
        let asks = "We support the plan?";
        assert_eq!(reality(asks, Wording::Speaker), Reality::Questioned);
        let says = "We support the plan.";
        assert_eq!(reality(says, Wording::Speaker), Reality::Actual);
    }
}
