//! Clauses of a sentence.

use std::ops::Range;

use diptych_core::Lang;
use diptych_lang::Token;
use diptych_lang::ladder::{WordClass, WordHit, verbs};

use crate::conditions::Condition;
use crate::sides::Mention;

/// Splits a sentence into clauses, as ranges of its tokens.
///
/// `held` are token ranges that no boundary may cut: cues of several words,
/// limiters and concepts. A clause begins after a semicolon, colon or dash,
/// and at a conjunction that begins a new statement.
pub(crate) fn clauses(
    tokens: &[Token],
    words: &[WordHit<'_>],
    mentions: &[Mention],
    held: &[Range<usize>],
    conditions: &[Condition],
    lang: &Lang,
) -> Vec<Range<usize>> {
    let mut cut = vec![false; tokens.len() + 1];
    for (at, token) in tokens.iter().enumerate() {
        // The mark of "at 00:00" parts no clauses.
        let in_time = at > 0
            && tokens[at - 1].span.end == token.span.start
            && tokens.get(at + 1).is_some_and(|next| {
                next.span.start == token.span.end
                    && next
                        .folded
                        .starts_with(|letter: char| letter.is_ascii_digit())
            });
        if !token.is_word && matches!(token.folded.as_str(), ";" | ":") && !in_time {
            cut[at] = true;
        }
        // A spaced dash; hyphens inside words are part of the token.
        if !token.is_word && token.folded == "-" && at > 0 {
            let spaced = tokens[at - 1].span.end < token.span.start
                && tokens
                    .get(at + 1)
                    .is_some_and(|next| token.span.end < next.span.start);
            cut[at] = spaced || token.span.len() > 1;
        }
    }
    for word in words.iter().filter(|word| word.class == WordClass::Break) {
        let at = word.hit.first;
        // "not only of this, but of that": the conjunction joins two objects.
        let is = |class, place| {
            words
                .iter()
                .any(|other| other.class == class && other.hit.first == place)
        };
        // The initial of a name is no conjunction: "Р. А. Линд".
        let initial = tokens[at].is_capital
            && tokens[at].folded.chars().count() == 1
            && tokens.get(at + 1).is_some_and(|next| next.folded == ".");
        // «Хотя бы часть»: no conjunction, but "at least".
        let at_least = is(WordClass::Contrast, at) && is(WordClass::Hypothetical, word.hit.end);
        let joins_objects = is(WordClass::Contrast, at)
            && (is(WordClass::Governs, word.hit.end) || is(WordClass::Of, word.hit.end));
        if at > 0 && !joins_objects && !initial && !at_least {
            cut[at] = true;
        }
    }
    // ", and Velmar has agreed", ", our farmers sell": a new subject after a comma.
    for at in 1..tokens.len() {
        if tokens[at - 1].folded != "," || !tokens[at].is_word {
            continue;
        }
        let is = |class: WordClass, place: usize| {
            words
                .iter()
                .any(|word| word.class == class && word.hit.first == place)
        };
        let joins = is(WordClass::Joins, at);
        let next = if joins { at + 1 } else { at };
        let own = is(WordClass::OwnSide, next) || is(WordClass::SpeakerAlone, next);
        let named = joins && mentions.iter().any(|mention| mention.first == next);
        // "When it comes to talks, we …" is one clause.
        let begin = (0..at).rev().find(|place| cut[*place]).unwrap_or(0);
        let hangs = (begin..at)
            .take(2)
            .any(|place| is(WordClass::Subordinate, place));
        // "If they lift it, we …" supposes in its first half only.
        let supposes = is(WordClass::If, begin);
        let subject = own
            || supposes
                && (is(WordClass::Third, next)
                    || is(WordClass::Mutual, next)
                    || mentions.iter().any(|mention| mention.first == next));
        // ", and every cubic metre was delivered": a verb of its own on either side.
        let stands_alone = joins
            && has_verb(tokens, begin..at, lang)
            && has_verb(tokens, next..tokens.len().min(next + VERB_WITHIN), lang);
        if (subject || named || stands_alone) && (!hangs || supposes) {
            cut[at] = true;
        }
    }
    for at in 1..tokens.len() {
        if tokens[at - 1].folded == "," && splices(tokens, words, &cut, at, lang) {
            cut[at] = true;
        }
    }
    for range in held {
        for place in &mut cut[range.start + 1..range.end] {
            *place = false;
        }
    }
    // What stands before its condition's end and behind it are two clauses.
    for condition in conditions
        .iter()
        .filter(|one| one.leads && (one.supposed || one.parts))
    {
        let mut end = condition.range.end;
        if tokens.get(end).is_some_and(|token| token.folded == ",") {
            end += 1;
        }
        for place in &mut cut[condition.range.start + 1..=end.min(tokens.len())] {
            *place = false;
        }
        cut[end.min(tokens.len())] = true;
    }
    let mut out = Vec::new();
    let mut start = 0;
    for at in 1..=tokens.len() {
        let ends = at == tokens.len() || cut[at];
        if ends && tokens[start..at].iter().any(|token| token.is_word) {
            out.push(start..at);
            start = at;
        }
    }
    out
}

/// "A citizen of Velmar, a licence he never had": behind the comma a pronoun and its
/// verb make a statement of their own.
fn splices(tokens: &[Token], words: &[WordHit<'_>], cut: &[bool], at: usize, lang: &Lang) -> bool {
    let is = |class: WordClass, place: usize| {
        words
            .iter()
            .any(|word| word.class == class && word.hit.first == place)
    };
    let begin = (0..at).rev().find(|place| cut[*place]).unwrap_or(0);
    let opens = begin..(begin + 2).min(at);
    let hangs = opens.clone().any(|place| {
        is(WordClass::Subordinate, place)
            || is(WordClass::Governs, place)
            || is(WordClass::If, place)
            || is(WordClass::That, place)
    });
    let long = (begin..at).filter(|place| tokens[*place].is_word).count() >= 2;
    if hangs || !long || is(WordClass::Joins, at) || is(WordClass::Governs, at) {
        return false;
    }
    let end = (at..tokens.len())
        .find(|place| !tokens[*place].is_word)
        .unwrap_or(tokens.len());
    let Some(subject) = (at + 1..end).find(|place| {
        (is(WordClass::Third, *place) || is(WordClass::OwnSide, *place))
            && !is(WordClass::Governs, place - 1)
            && !is(WordClass::Joins, place - 1)
    }) else {
        return false;
    };
    // "паспорта он никогда не имел": an object first, its subject, its verb.
    subject - at <= 3 && has_verb(tokens, subject + 1..end, lang)
}

/// Words of a clause within which its verb stands.
const VERB_WITHIN: usize = 8;

/// Whether a finite verb stands in the range, up to its first comma behind a
/// word. English nouns and verbs look alike, so there only auxiliaries and
/// forms of the past count.
pub(crate) fn has_verb(tokens: &[Token], range: Range<usize>, lang: &Lang) -> bool {
    let table = verbs(lang);
    tokens[range]
        .iter()
        .take_while(|token| token.is_word || !matches!(token.folded.as_str(), ";" | ":"))
        .any(|token| {
            token.is_word
                && (table.auxiliary(&token.folded).is_some()
                    || !token.is_capital && table.is_finite(&token.folded))
        })
}
