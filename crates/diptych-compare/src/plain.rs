//! Verbs that no table knows: what a clause says by the form of its verb and
//! its negator alone.
//!
//! "We closed the plant" is done, "we will repair it" promised, "we do not sell
//! it" turned down, "they did not leave" denied. A verb that says how things
//! are ("we know") commits to nothing.

use std::ops::Range;

use diptych_core::{Act, Attribution, Lang, Rung, Span, Time};
use diptych_lang::ladder::{NegatorKind, Verb, WordClass, negation, predicates, verbs};

use crate::chain::{DENIED, Link};
use crate::factuality::governed;
use crate::holder::Held;
use crate::reading::Sentence;
use crate::subject::Subject;
use crate::words::empty_words;

/// What the form of a verb says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlainVerb {
    pub(crate) act: Act,
    pub(crate) rung: Option<Rung>,
    pub(crate) time: Time,
    /// The token of the verb, where one was found.
    pub(crate) at: Option<usize>,
    /// What denies it, with the names of the entries.
    pub(crate) denied_by: Vec<(Span, String)>,
}

/// The reading of a clause without cues; `denied` where the clause before it
/// denies what this one says.
pub(crate) fn plain_verb(
    sentence: &Sentence,
    clause: &Range<usize>,
    held: &Held,
    who: &Subject,
    lang: &Lang,
    denied: bool,
) -> Option<PlainVerb> {
    let clause = &sentence.said_part(clause);
    let Some(verb) = verb_of(sentence, clause, who, lang) else {
        return negated_verb(sentence, clause, lang)
            .or_else(|| wholly_denied(sentence, clause, lang));
    };
    let mut denied_by: Vec<(Span, String)> = sentence
        .negators
        .iter()
        .filter(|found| {
            clause.contains(&found.hit.first)
                && !sentence.is_aside(found.hit.first, verb.at)
                && found.hit.first <= verb.at
                && (found.entry.kind == NegatorKind::Clause
                    || found.entry.kind == NegatorKind::Next
                        && verb.at - found.hit.first <= found.entry.reach)
        })
        .map(|found| (found.hit.span, negation(lang).rule(found.entry)))
        .collect();
    // "We ordered no locomotives".
    if let Some(found) = sentence.negators.iter().find(|found| {
        found.entry.kind == NegatorKind::Next
            && found.hit.first == verb.at + 1
            && clause.contains(&found.hit.first)
    }) {
        denied_by.push((found.hit.span, negation(lang).rule(found.entry)));
    }
    let mut negative = !denied_by.is_empty();
    // "Forgot to notify", "managed to free": the verb itself decides.
    let mut open = false;
    let itself = sentence
        .predicates
        .iter()
        .find(|found| (found.hit.first..found.hit.end).contains(&verb.at));
    if let Some(found) = itself {
        let value = found.entry.value(if negative { -3.0 } else { 3.0 });
        // "Tried to sell": neither sold nor kept.
        let tries = value.abs() < 1.5 && found.hit.end - found.hit.first > 1;
        open = tries || found.entry.is_factive();
        if value <= DENIED {
            denied_by.push((found.hit.span, predicates(lang).rule(found.entry)));
        }
        negative = value <= DENIED;
    }
    if let Some((value, found)) = governed(sentence, verb.at)
        && value <= DENIED
    {
        negative = !negative;
        denied_by.push((found.hit.span, predicates(lang).rule(found.entry)));
    }
    negative ^= denied;
    // "We were told", "нам показали": the subject undergoes it.
    let undergoes = subject_span(who).is_some_and(|span| {
        sentence
            .words
            .iter()
            .any(|word| word.class == WordClass::Undergoes && span.contains(word.hit.span))
    });
    let own = held.own_subject && !undergoes;
    let alone = matches!(who, Subject::Alone(_));
    let other = held.attribution == Attribution::Ascribed;
    let (act, rung) = match (negative, verb.time) {
        // «Нам не диктуют»: what one does not undergo is no refusal.
        (true, _) if verb.time == Time::Past || undergoes => (Act::DeniesFact, None),
        _ if verb.is_state || open => (Act::ReportsEvent, None),
        (true, _) => (Act::Commits, Some(Rung::Rejects)),
        (false, Time::Past) if own || other => (Act::Commits, Some(Rung::Done)),
        (false, Time::Future) if own || other => (Act::Commits, Some(Rung::Promises)),
        (false, Time::Present) if own && !alone || other => (Act::Commits, Some(Rung::Promises)),
        _ => (Act::ReportsEvent, None),
    };
    Some(PlainVerb {
        act,
        rung,
        time: verb.time,
        at: Some(verb.at),
        denied_by,
    })
}

/// Whether what a cue says of a clause may be less than what its verb refuses:
/// it denies, judges or reports, and is not itself a denial.
pub(crate) fn gives_way(link: &Link) -> bool {
    matches!(
        link.act,
        Act::DeniesFact | Act::Evaluates | Act::ReportsEvent
    ) && !matches!(
        link.first.entry.act(),
        Act::DeniesFact | Act::DeniesHavingCommitted | Act::Evaluates
    ) && link.slot.is_none()
}

/// The words of the subject.
pub(crate) fn subject_span(who: &Subject) -> Option<Span> {
    match who {
        Subject::Nobody => None,
        Subject::Alone(span)
        | Subject::OwnSide(span)
        | Subject::Mutual(span)
        | Subject::Third(span)
        | Subject::OtherSide(span)
        | Subject::It(span)
        | Subject::Named(_, span)
        | Subject::Both(_, span) => Some(*span),
    }
}

/// The verb of the clause's subject.
fn verb_of(sentence: &Sentence, clause: &Range<usize>, who: &Subject, lang: &Lang) -> Option<Verb> {
    let table = verbs(lang);
    let span = subject_span(who)?;
    let after = sentence
        .tokens
        .partition_point(|token| token.span.start < span.end);
    if !clause.contains(&after.saturating_sub(1)) {
        return None;
    }
    // The subject may be the verb itself, where its ending says "we".
    let itself = after.checked_sub(1)?;
    if table.says_we(&sentence.tokens[itself].folded)
        && sentence.tokens[itself].span == span
        && let Some(verb) = table.first_plural(&sentence.tokens, itself, after)
    {
        return Some(verb);
    }
    table.after(&sentence.tokens, after, clause.end)
}

/// A negator with a verb right behind it, whoever the subject is: "they will
/// not enter" turns it down, "the ships did not leave" denies it.
fn negated_verb(sentence: &Sentence, clause: &Range<usize>, lang: &Lang) -> Option<PlainVerb> {
    let negator = |kind: NegatorKind| {
        let mut all = sentence.negators.iter();
        all.find(|found| {
            clause.contains(&found.hit.first)
                && found.entry.kind == kind
                && !sentence.is_aside(found.hit.first, clause.start)
        })
    };
    // "Nobody from the firm has set foot here": whatever the verb is, nobody did.
    if let Some(found) = negator(NegatorKind::Clause)
        && found.hit.first == clause.start
        && sentence.has(WordClass::Governs, &(found.hit.end..found.hit.end + 1))
        && sentence.has(WordClass::Past, clause)
    {
        return Some(PlainVerb {
            act: Act::DeniesFact,
            rung: None,
            time: Time::Past,
            at: None,
            denied_by: vec![(found.hit.span, negation(lang).rule(found.entry))],
        });
    }
    let negator = negator(NegatorKind::Next)?;
    let token = sentence.tokens.get(negator.hit.end)?;
    if !token.is_word || token.is_capital {
        return None;
    }
    let table = verbs(lang);
    let time = table.time_of(&token.folded)?;
    let we = table.says_we(&token.folded);
    let (act, rung) = match time {
        Time::Past => (Act::DeniesFact, None),
        _ if table.is_state(&token.folded) => (Act::ReportsEvent, None),
        // «Поезда не ходят»: how things are, and nobody's refusal.
        Time::Present if lang != &Lang::En && !we => (Act::DeniesFact, None),
        _ => (Act::Commits, Some(Rung::Rejects)),
    };
    Some(PlainVerb {
        act,
        rung,
        time,
        at: None,
        denied_by: vec![(negator.hit.span, negation(lang).rule(negator.entry))],
    })
}

/// A negator over the whole clause with a verb of the past anywhere in it: "not one
/// barge was returned", «ни одного выстрела не было».
fn wholly_denied(sentence: &Sentence, clause: &Range<usize>, lang: &Lang) -> Option<PlainVerb> {
    let opens = (clause.start..clause.end).find(|at| sentence.tokens[*at].is_word)?;
    let negator = sentence.negators.iter().find(|found| {
        clause.contains(&found.hit.first)
            && !sentence.is_aside(found.hit.first, clause.start)
            && (found.entry.kind == NegatorKind::Clause
                // "No barge was lost": the subject itself is none.
                || lang == &Lang::En
                    && found.hit.first == opens
                    && found.entry.kind == NegatorKind::Next
                    && found.hit.end == found.hit.first + 1)
    })?;
    let table = verbs(lang);
    let is_past = |at: usize| {
        let token = &sentence.tokens[at];
        token.is_word
            && (!token.is_capital || at == opens)
            && !sentence.is_aside(at, clause.start)
            && (table.auxiliary(&token.folded) == Some(Time::Past)
                || table.is_finite(&token.folded)
                    && table.time_of(&token.folded) == Some(Time::Past)
                || sentence.words.iter().any(|word| {
                    word.class == WordClass::Past && word.hit.first == at && word.hit.end == at + 1
                }))
    };
    let at = clause.clone().find(|at| is_past(*at))?;
    // "Nothing more was said" denies nothing that could be named.
    let empty = empty_words(&sentence.tokens, lang);
    let names = clause.clone().any(|place| {
        place != at && !empty[place] && !(negator.hit.first..negator.hit.end).contains(&place)
    });
    if !names {
        return None;
    }
    Some(PlainVerb {
        act: Act::DeniesFact,
        rung: None,
        time: Time::Past,
        at: Some(at),
        denied_by: vec![(negator.hit.span, negation(lang).rule(negator.entry))],
    })
}
