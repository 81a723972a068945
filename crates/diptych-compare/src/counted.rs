//! What a number counts: the noun behind it, and whether it is a number at all.

use std::ops::Range;

use diptych_core::{Lang, Span, Time};
use diptych_lang::ladder::{concepts, verbs};
use diptych_lang::numbers::{Mark, Number, is_deed, is_marked, looks_plural, may_describe};

use crate::reading::Sentence;
use crate::term_values::length;
use crate::words::word_key;

/// The unit of a number that counts what was named before.
pub(crate) const OF_THEM: &str = "of_them";

/// Words that a noun and what describes it may take.
const REACH: usize = 4;

/// What begins the value of an amount that is only a part of all, and its words.
pub(crate) fn part_before(sentence: &Sentence, at: usize) -> Option<(&'static str, Span)> {
    let before = at.checked_sub(1).map(|before| &sentence.tokens[before])?;
    [(Mark::Part, "part "), (Mark::Rest, "rest ")]
        .into_iter()
        .find(|(mark, _)| is_marked(*mark, &before.folded))
        .map(|(_, sign)| (sign, before.span))
}

/// Whether the words of a number are a name, or part of one: "article five",
/// "the Court of Five Lakes".
pub(crate) fn is_name(sentence: &Sentence, at: usize, end: usize) -> bool {
    let tokens = &sentence.tokens;
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    if before.is_some_and(|word| is_marked(Mark::Named, &word.folded)) {
        return true;
    }
    let capital = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token.is_word && token.is_capital)
    };
    let in_words = in_words(sentence, at);
    // «Двадцать четвёртого»: an ordinal of two words.
    let is_ordinal = tokens
        .get(end)
        .is_some_and(|next| in_words && is_marked(Mark::Ordinal, &next.folded));
    if is_ordinal && is_marked(Mark::Tens, &tokens[end - 1].folded) {
        return true;
    }
    let goes_on = before.is_some_and(|word| word.is_word);
    in_words && capital(at) && (goes_on || capital(end) && capital(end + 1))
}

fn in_words(sentence: &Sentence, at: usize) -> bool {
    !sentence.tokens[at]
        .folded
        .starts_with(|first: char| first.is_ascii_digit())
}

/// Whether a one only stresses that there is none ("not a single ship", «ни одного»).
pub(crate) fn is_none(sentence: &Sentence, at: usize, number: &Number) -> bool {
    let single = is_marked(Mark::One, &sentence.tokens[number.end - 1].folded)
        && number.end == at + 2
        && !is_marked(Mark::One, &sentence.tokens[at].folded);
    let none = at
        .checked_sub(1)
        .is_some_and(|before| is_marked(Mark::None, &sentence.tokens[before].folded));
    (number.value - 1.0).abs() < 0.001 && (single || none)
}

/// Whether a number of two or three in words only says which ("the two ships").
pub(crate) fn is_known_already(sentence: &Sentence, at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|before| is_marked(Mark::Known, &sentence.tokens[before].folded))
}

/// Whether a length says how far off a thing is ("nineteen miles off the coast").
pub(crate) fn is_distance(sentence: &Sentence, unit: &str, amount: Span) -> bool {
    length(unit).is_some()
        && sentence
            .tokens
            .iter()
            .find(|token| token.span.start >= amount.end)
            .is_some_and(|next| is_marked(Mark::Off, &next.folded))
}

/// Whether a number with no noun says how many all the same: "all nineteen",
/// "only four", "Twelve.", "two hundred and ten million".
pub(crate) fn stands_alone(
    sentence: &Sentence,
    at: usize,
    number: &Number,
    range: &Range<usize>,
) -> bool {
    let tokens = &sentence.tokens;
    let goes_on = tokens.get(number.end).is_some_and(|next| {
        !next.is_word && !matches!(next.folded.as_str(), "." | "," | ";" | "!" | "?" | "…")
    });
    let all = at
        .checked_sub(1)
        .is_some_and(|before| is_marked(Mark::All, &tokens[before].folded));
    let alone = in_words(sentence, at)
        && tokens[range.start..at].iter().all(|token| !token.is_word)
        && tokens[number.end.min(range.end)..range.end]
            .iter()
            .all(|token| !token.is_word);
    !goes_on
        && !number.needs_unit
        && (all || alone || number.people || number.of.is_some() || number.value >= 1e6)
}

/// What is counted behind a number, as a key, and one past its last token.
pub(crate) fn noun(
    sentence: &Sentence,
    from: usize,
    range: &Range<usize>,
    empty: &[bool],
    lang: &Lang,
    value: f64,
) -> Option<(String, usize)> {
    // "Millions of barrels".
    let skips = sentence
        .tokens
        .get(from)
        .is_some_and(|of| of.folded == "of")
        && value >= 12.0
        && *lang == Lang::En;
    let from = from + usize::from(skips);
    let table = verbs(lang);
    let until = range.end.min(from + REACH);
    let mut group = from;
    while group < until {
        let token = &sentence.tokens[group];
        // A cue may have other words between its own.
        let in_cue = sentence
            .cues
            .iter()
            .any(|cue| cue.hit.first == group || cue.hit.end == group + 1);
        let is_concept = sentence
            .concepts
            .iter()
            .any(|found| found.hit.first == group && !concepts().is_term(found.concept));
        let counts = token.is_word
            && !token.is_capital
            && !is_marked(Mark::NoUnit, &token.folded)
            && !is_deed(&token.folded, value)
            && (is_concept
                || !empty[group] && !in_cue && table.time_of(&token.folded) != Some(Time::Past));
        if !counts {
            break;
        }
        group += 1;
    }
    let words = &sentence.tokens[from.min(group)..group];
    let head = if *lang == Lang::En {
        words
            .iter()
            .position(|word| value <= 1.0 || looks_plural(&word.folded))
    } else {
        // «Двадцать новых школ»: what describes stands before what it describes.
        words
            .iter()
            .enumerate()
            .position(|(at, word)| at + 1 == words.len() || !may_describe(&word.folded))
    };
    let concept = sentence.concepts.iter().find(|found| {
        found.hit.first >= from
            && found.hit.first < group.min(from + 3)
            && head.is_none_or(|head| found.hit.first <= from + head)
            && !concepts().is_term(found.concept)
    });
    if let Some(found) = concept {
        let concept = concepts().get(found.concept);
        let id = if concept.counts_people {
            "people"
        } else {
            concept.id.as_str()
        };
        return Some((id.to_owned(), found.hit.first + 1));
    }
    let at = from + head?;
    Some((word_key(&sentence.tokens[at].folded, lang), at + 1))
}
