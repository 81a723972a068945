//! Whose position a clause states.

use std::ops::Range;

use diptych_core::{Act, Attribution, Holder, Rung, Span, Statement, Wording};
use diptych_lang::ladder::{Complement, CueKind, WordClass, verbs};

use crate::chain::Link;
use crate::factuality::governed;
use crate::reading::Sentence;
use crate::sides::{Mention, SideIndex};

/// Whose position it is, how it comes to them, and the words that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) holder: Holder,
    /// Index of the holder's side.
    pub(crate) side: Option<usize>,
    pub(crate) attribution: Attribution,
    pub(crate) speaks_for_side: bool,
    pub(crate) span: Option<Span>,
    /// Whether the speaker's own side is the subject.
    pub(crate) own_subject: bool,
}

/// Who or what stands as the subject of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Subject {
    Alone(Span),
    OwnSide(Span),
    Mutual(Span),
    Third(Span),
    OtherSide(Span),
    It(Span),
    Named(Mention, Span),
    Both(Mention, Span),
    /// Another actor that is of no side.
    Nobody,
}

/// The subject of the clause, sought before its first cue and, where nothing
/// stands there, just after it.
pub(crate) fn subject(
    sentence: &Sentence,
    clause: &Range<usize>,
    cue: &Range<usize>,
    own_side: Option<usize>,
) -> Subject {
    let mut before = clause.start..cue.start.max(clause.start);
    // "I do not think Moravia agreed": the subject stands behind what governs the clause.
    if let Some((_, predicate)) = governed(sentence, cue.start)
        && predicate.entry.takes == Complement::Clause
        && before.contains(&predicate.hit.end)
    {
        // "Told her that Rudinia is ready": whom it was told stands before "that".
        let content = sentence
            .words
            .iter()
            .filter(|word| word.class == WordClass::That)
            .map(|word| word.hit.end)
            .find(|at| (predicate.hit.end..before.end).contains(at));
        let inner = content.unwrap_or(predicate.hit.end)..before.end;
        let names = candidates(sentence, &inner).into_iter().next();
        // "The Moravian reaction" is no subject of its own.
        if names.is_some_and(
            |(_, subject)| !matches!(subject, Subject::Named(mention, _) if mention.is_adjective),
        ) {
            before = inner;
        }
    }
    let mut found = candidates(sentence, &before);
    // "Предлагаем паузу": the ending says "we".
    if found.is_empty()
        && let Some(span) = we_in_ending(sentence, clause, cue)
    {
        return Subject::OwnSide(span);
    }
    // "It was agreed", "agreed by both sides": the cue itself may hold the subject.
    if found.is_empty() {
        found = candidates(sentence, &(cue.start..cue.end));
    }
    if found.is_empty() {
        let until = (cue.end + 3).min(clause.end);
        // Behind a comma another clause begins.
        let until = (cue.end..until)
            .find(|at| !sentence.tokens[*at].is_word)
            .unwrap_or(until);
        let after = cue.end..until;
        found = candidates(sentence, &after)
            .into_iter()
            .filter(|(_, subject)| !matches!(subject, Subject::Third(_) | Subject::It(_)))
            .collect();
    }
    // "Positively received by the president": the agent of a passive holds it.
    if let Some(agent) = agent(sentence, clause, cue)
        && found
            .first()
            .is_none_or(|(_, subject)| matches!(subject, Subject::It(_) | Subject::Third(_)))
    {
        let span = sentence.span_of(&(agent.first..agent.end));
        return Subject::Named(agent, span);
    }
    // "When it comes to talks, we …": an empty or distant pronoun gives way.
    if let [(_, Subject::Third(_) | Subject::It(_)), (_, second), ..] = found.as_slice()
        && matches!(
            second,
            Subject::OwnSide(_) | Subject::Alone(_) | Subject::Mutual(_)
        )
    {
        found.remove(0);
    }
    let Some((_, first)) = found.first().cloned() else {
        return Subject::Nobody;
    };
    let joined = |mention: &Mention, span: Span| {
        if Some(mention.side) == own_side {
            Subject::OwnSide(span)
        } else {
            Subject::Both(mention.clone(), span)
        }
    };
    // "Lind and Renn agreed", "President Lind and I agreed".
    if let Some((_, second)) = found.get(1) {
        let and = sentence.words.iter().any(|word| {
            word.class == WordClass::Joins
                && before.contains(&word.hit.first)
                && found[0].0 < word.hit.first
                && word.hit.first < found[1].0
                && found[1].0 - word.hit.end <= 3
        });
        if and {
            match (&first, second) {
                (Subject::Named(a, span), Subject::Named(b, other))
                    if a.side != b.side && own_side != Some(a.side) && own_side != Some(b.side) =>
                {
                    return Subject::Mutual(span.cover(*other));
                }
                (Subject::Named(a, span), Subject::Named(b, other)) if a.side != b.side => {
                    let foreign = if Some(a.side) == own_side { b } else { a };
                    return joined(foreign, span.cover(*other));
                }
                (Subject::Named(a, span), Subject::Alone(other) | Subject::OwnSide(other))
                | (Subject::Alone(other) | Subject::OwnSide(other), Subject::Named(a, span)) => {
                    return joined(a, span.cover(*other));
                }
                _ => {}
            }
        }
    }
    first
}

/// A verb at the head of the clause or in its cue whose ending says "we".
fn we_in_ending(sentence: &Sentence, clause: &Range<usize>, cue: &Range<usize>) -> Option<Span> {
    let table = verbs(&sentence.lang);
    let until = if cue.start >= clause.end {
        clause.end.min(clause.start + 4)
    } else {
        cue.end.min(clause.end).min(cue.start + 1)
    };
    let verb = table.first_plural(&sentence.tokens, clause.start, until)?;
    Some(sentence.tokens[verb.at].span)
}

/// The side named after "by", just behind the cue.
fn agent(sentence: &Sentence, clause: &Range<usize>, cue: &Range<usize>) -> Option<Mention> {
    let by = sentence.words.iter().find(|word| {
        word.class == WordClass::Agent
            && clause.contains(&word.hit.first)
            && word.hit.first >= cue.start
            && word.hit.first <= cue.end + 1
    })?;
    sentence
        .mentions
        .iter()
        .find(|mention| mention.first >= by.hit.end && mention.first - by.hit.end <= 2)
        .cloned()
}

fn candidates(sentence: &Sentence, range: &Range<usize>) -> Vec<(usize, Subject)> {
    let mut found: Vec<(usize, Subject)> = Vec::new();
    for word in &sentence.words {
        if !range.contains(&word.hit.first) {
            continue;
        }
        let span = word.hit.span;
        let subject = match word.class {
            WordClass::SpeakerAlone => Subject::Alone(span),
            WordClass::OwnSide => Subject::OwnSide(span),
            WordClass::Mutual => Subject::Mutual(span),
            WordClass::Third => Subject::Third(span),
            WordClass::OtherSide => Subject::OtherSide(span),
            WordClass::It => Subject::It(span),
            _ => continue,
        };
        if !is_governed(sentence, word.hit.first, range.start) {
            found.push((word.hit.first, subject));
        }
    }
    for mention in &sentence.mentions {
        if range.contains(&mention.first) && !is_governed(sentence, mention.first, range.start) {
            let span = sentence.span_of(&(mention.first..mention.end));
            found.push((mention.first, Subject::Named(mention.clone(), span)));
        }
    }
    found.sort_by_key(|(at, subject)| (*at, matches!(subject, Subject::Third(_) | Subject::It(_))));
    found.dedup_by(|later, first| {
        later.0 == first.0 && matches!(first.1, Subject::Mutual(_) | Subject::OtherSide(_))
    });
    found
}

/// Whether a preposition governs the word at `at`: titles may stand between.
fn is_governed(sentence: &Sentence, at: usize, from: usize) -> bool {
    let mut place = at;
    for _ in 0..4 {
        let Some(before) = place.checked_sub(1).filter(|before| *before >= from) else {
            return false;
        };
        let token = &sentence.tokens[before];
        // "With “Corvane” we talk": a name in marks is governed all the same.
        if matches!(token.folded.as_str(), "«" | "„" | "“" | "\"" | "”") {
            place = before;
            continue;
        }
        if !token.is_word {
            return false;
        }
        let is = |class| {
            sentence
                .words
                .iter()
                .any(|word| word.class == class && word.hit.first == before)
        };
        if is(WordClass::Governs) {
            return true;
        }
        // Titles and adjectives are capitalised, or the article.
        if !token.is_capital && !is(WordClass::Stop) || is(WordClass::Joins) {
            return false;
        }
        place = before;
    }
    false
}

/// The holder of what a link says.
pub(crate) fn held(
    link: &Link,
    subject: &Subject,
    statement: &Statement,
    own: Option<usize>,
    others: &[&Mention],
    sides: &SideIndex,
) -> Held {
    let of_speaker = |attribution, span, own_subject| Held {
        holder: Holder {
            name: statement.speaker.shown().map(str::to_owned),
            side: statement.speaker.side.clone(),
        },
        side: own,
        attribution,
        speaks_for_side: false,
        span,
        own_subject,
    };
    let foreign = |mention: Option<&Mention>, attribution, span, own_subject| {
        let side = mention
            .map(|mention| mention.side)
            .or_else(|| only_other(own, sides));
        Held {
            holder: Holder {
                name: mention.and_then(|mention| mention.name.clone()),
                side: side.and_then(|side| sides.id(side).cloned()),
            },
            side,
            attribution,
            speaks_for_side: false,
            span,
            own_subject,
        }
    };
    let other = others
        .iter()
        .find(|mention| Some(mention.side) != own)
        .copied();
    let agreeing = link.mutual
        && (link.act == Act::Commits && link.rung.is_some_and(|rung| rung >= Rung::AgreesTo))
        && !link.future;
    match subject {
        Subject::OwnSide(span) | Subject::Alone(span) => {
            let alone = matches!(subject, Subject::Alone(_));
            let names_own_side_only =
                span.len() > 3 && link.mutual && !alone && is_our_side(statement, *span);
            if link.implies
                && link.act == Act::Commits
                && (other.is_some() || own.is_some())
                && !link.negated
            {
                foreign(other, Attribution::Implied, Some(*span), true)
            } else if agreeing && (!alone || other.is_some()) && !names_own_side_only {
                foreign(other, Attribution::Joint, Some(*span), true)
            } else {
                of_speaker(Attribution::Own, Some(*span), true)
            }
        }
        // Of three sides or more, "the sides" names none.
        Subject::Mutual(span) => {
            let named = if sides.len() == 2 { other } else { None };
            foreign(named, Attribution::Joint, Some(*span), true)
        }
        Subject::Both(mention, span) => {
            foreign(Some(mention), Attribution::Joint, Some(*span), false)
        }
        Subject::Named(mention, span) if Some(mention.side) == own => {
            let same = mention.name.as_deref() == statement.speaker.name.as_deref();
            let mut held = of_speaker(Attribution::Own, Some(*span), true);
            if !same && mention.name.is_some() {
                held.holder.name.clone_from(&mention.name);
                held.speaks_for_side = true;
            }
            if link.implies && other.is_some() && link.act == Act::Commits && !link.negated {
                foreign(other, Attribution::Implied, Some(*span), true)
            } else {
                held
            }
        }
        // "Moravia must open the strait": it is the speaker who asks for it.
        Subject::Named(_, span) | Subject::OtherSide(span)
            if link.act == Act::DemandsOfOther && link.first.entry.kind == CueKind::Modal =>
        {
            of_speaker(Attribution::Own, Some(*span), false)
        }
        Subject::Named(mention, span) => {
            foreign(Some(mention), Attribution::Ascribed, Some(*span), false)
        }
        Subject::OtherSide(span) => foreign(None, Attribution::Ascribed, Some(*span), false),
        Subject::Third(span) => {
            if let Some(mention) = other {
                foreign(Some(mention), Attribution::Ascribed, Some(*span), false)
            } else {
                let mut held = of_speaker(
                    Attribution::Own,
                    Some(*span),
                    statement.wording == Wording::Outlet,
                );
                if statement.wording == Wording::Speaker {
                    // "They" of nobody in sight: the speaker asserts it, and commits to nothing.
                    held.own_subject = false;
                }
                held
            }
        }
        Subject::It(span) => {
            let body = statement.speaker.is_body && statement.wording == Wording::Outlet;
            of_speaker(Attribution::Own, Some(*span), body)
        }
        Subject::Nobody => {
            if agreeing {
                foreign(other, Attribution::Joint, None, false)
            } else if link.implies && link.act == Act::Commits && other.is_some() && !link.negated {
                foreign(other, Attribution::Implied, None, false)
            } else {
                of_speaker(Attribution::Own, None, false)
            }
        }
    }
}

/// "Our side agreed" is no joint agreement; "we agreed" is.
fn is_our_side(statement: &Statement, span: Span) -> bool {
    statement.fragments.iter().any(|fragment| {
        fragment.span().contains(span)
            && Span::new(span.start - fragment.start, span.end - fragment.start)
                .of(&fragment.text)
                .contains(char::is_whitespace)
    })
}

/// The other side of a case of two.
pub(crate) fn only_other(own: Option<usize>, sides: &SideIndex) -> Option<usize> {
    match (own, sides.len()) {
        (Some(own), 2) if own < 2 => Some(1 - own),
        _ => None,
    }
}
