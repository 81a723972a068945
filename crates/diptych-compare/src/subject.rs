//! Who or what stands as the subject of a clause.
// long: who may stand as a subject is one list of cases

use std::ops::Range;

use diptych_core::{Act, Lang, Rung, Span};
use diptych_lang::ladder::{Complement, CueKind, NegatorKind, WordClass, verbs};
use diptych_lang::{Flags, base_form, lexicon};

use crate::chain::Link;
use crate::factuality::governed;
use crate::reading::Sentence;
use crate::sides::Mention;

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
    // «За адвокатов Ренна мы не платим»: a pronoun goes before a name in another case.
    let pronoun = found.iter().any(|(_, subject)| {
        matches!(
            subject,
            Subject::OwnSide(_) | Subject::Alone(_) | Subject::Mutual(_)
        )
    });
    if pronoun {
        found.retain(|(_, subject)| {
            !matches!(subject, Subject::Named(mention, _) if is_oblique(sentence, mention))
        });
    }
    // "Предлагаем паузу": the ending says "we".
    if found.is_empty()
        && let Some(span) = we_in_ending(sentence, clause, cue)
    {
        return Subject::OwnSide(span);
    }
    // "It was agreed", "agreed by both sides": the cue itself may hold the subject.
    if found.is_empty() {
        found = candidates(sentence, &(cue.start..cue.end));
        // "Stays as they are": a pronoun within the cue is no subject.
        found.retain(|(_, subject)| !matches!(subject, Subject::Third(_)));
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
            .filter(|(at, subject)| match subject {
                Subject::Third(_) | Subject::It(_) => false,
                // "Promised to Velmar": to whom.
                Subject::Named(..) if is_governed(sentence, *at, cue.start) => false,
                // To whom it was promised: another than who promised it.
                Subject::Named(mention, _) => !is_oblique(sentence, mention),
                _ => true,
            })
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
        return people_of_place(sentence, &before, cue).unwrap_or(Subject::Nobody);
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
        // "Neither Moravia nor Velmar".
        let denied = |at: usize| {
            let mut negators = sentence.negators.iter();
            negators.any(|negator| negator.entry.kind == NegatorKind::Next && negator.hit.end == at)
        };
        if and || denied(found[0].0) && denied(found[1].0) {
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

/// «В Вельмаре размышляют»: a verb of "they" behind a place, and nobody named.
fn people_of_place(
    sentence: &Sentence,
    before: &Range<usize>,
    cue: &Range<usize>,
) -> Option<Subject> {
    let table = verbs(&sentence.lang);
    let commits = sentence
        .cues
        .iter()
        .any(|found| found.hit.first == cue.start && found.entry.act() != Act::ReportsEvent);
    let they = commits
        && sentence.tokens[cue.clone()]
            .iter()
            .any(|token| table.says_they(&token.folded));
    let is = |class: WordClass, at: usize| {
        sentence
            .words
            .iter()
            .any(|word| word.class == class && word.hit.first == at)
    };
    let mention = sentence.mentions.iter().find(|mention| {
        before.contains(&mention.first)
            && mention.first > 0
            && !mention.is_adjective
            && mention.first <= before.start + 2
            && is(WordClass::InPlace, mention.first - 1)
    })?;
    let span = sentence.span_of(&(mention.first..mention.end));
    they.then(|| Subject::Named(mention.clone(), span))
}

/// The word that says that the speaker's side is given what the cue names:
/// "we were promised", "нам обещали". Somebody else gives it.
pub(crate) fn given_to_us(
    sentence: &Sentence,
    clause: &Range<usize>,
    link: &Link,
    who: &Subject,
) -> Option<Span> {
    let gives = link.act == Act::Commits
        && link.first.entry.kind == CueKind::Position
        && matches!(
            link.rung,
            Some(Rung::Proposes | Rung::AgreesTo | Rung::Promises)
        );
    let cue = link.first.hit.first;
    let english = sentence.lang == Lang::En;
    let fits = match who {
        Subject::OwnSide(span) | Subject::Alone(span) => {
            // «Нам пообещали»: the dative is no subject.
            english
                || sentence
                    .words
                    .iter()
                    .any(|word| word.class == WordClass::Undergoes && word.hit.span == *span)
        }
        Subject::Nobody => !english,
        _ => false,
    };
    if !gives || !fits {
        return None;
    }
    sentence
        .words
        .iter()
        .find(|word| {
            word.class == WordClass::Undergoes
                && (clause.start..cue).contains(&word.hit.first)
                && (!english || word.hit.end == cue)
        })
        .map(|word| word.hit.span)
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
            // "This proposal", «это предложение»: a word of the cue's own noun.
            WordClass::It if determines(sentence, word.hit.end) => continue,
            WordClass::It => Subject::It(span),
            _ => continue,
        };
        if !is_governed(sentence, word.hit.first, range.start) {
            found.push((word.hit.first, subject));
        }
    }
    for mention in &sentence.mentions {
        if range.contains(&mention.first)
            && !is_governed(sentence, mention.first, range.start)
            && !only_names_whose(sentence, mention, range.start)
        {
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

/// Whether a noun that is a cue stands at `at`, right behind a pronoun that belongs to it.
fn determines(sentence: &Sentence, at: usize) -> bool {
    sentence
        .words
        .iter()
        .any(|word| word.class == WordClass::Back && word.hit.end == at + 1 && word.hit.first < at)
        && sentence
            .cues
            .iter()
            .any(|cue| cue.hit.first == at || cue.hit.end == at + 1)
}

/// Whether the mention only says whose a thing is: "the territory of Moravia",
/// "инженеры Комиссии". A person or a body of a side speaks for it, a thing does not.
fn only_names_whose(sentence: &Sentence, mention: &Mention, from: usize) -> bool {
    let Some(before) = mention.first.checked_sub(1).filter(|at| *at >= from) else {
        return false;
    };
    let is = |class, at| {
        sentence
            .words
            .iter()
            .any(|word| word.class == class && word.hit.first == at)
    };
    let owned = if is(WordClass::Of, before) {
        before.checked_sub(1).filter(|at| *at >= from)
    } else if !mention.is_adjective || sentence.lang != Lang::En {
        let name = &sentence.tokens[mention.first].folded;
        let cases = base_form(name, &sentence.lang);
        (sentence.lang != Lang::En && !cases.iter().any(|case| case == name.as_str()))
            .then_some(before)
    } else {
        None
    };
    let Some(owned) = owned else {
        return false;
    };
    if is_deep_governed(sentence, owned, from) {
        return true;
    }
    let token = &sentence.tokens[owned];
    let words = lexicon(&sentence.lang);
    let speaks = Flags::PERSON.with(Flags::BODY).with(Flags::VERB);
    let one = token.folded.strip_suffix('s').unwrap_or(&token.folded);
    let acts = words.flags(&token.folded).any(speaks) || words.flags(one).any(speaks);
    let is_cue = sentence
        .cues
        .iter()
        .any(|cue| (cue.hit.first..cue.hit.end).contains(&owned));
    token.is_word
        && (!token.is_capital || owned == 0 || !sentence.tokens[owned - 1].is_word)
        && !acts
        && !is_cue
        && !sentence.words.iter().any(|word| word.hit.first == owned)
}

/// Whether the noun at `at` depends on a preposition, itself or by the nouns before it:
/// "in the hospital of Tesna", «на счёт казначейства Равнии».
fn is_deep_governed(sentence: &Sentence, at: usize, from: usize) -> bool {
    for place in (at.saturating_sub(3).max(from)..at).rev() {
        let token = &sentence.tokens[place];
        let is = |class| {
            let mut words = sentence.words.iter();
            words.any(|word| word.class == class && word.hit.first == place)
        };
        if is(WordClass::Governs) {
            return true;
        }
        let cue = |hit: &diptych_lang::Hit| (hit.first..hit.end).contains(&place);
        let acts = lexicon(&sentence.lang)
            .flags(&token.folded)
            .any(Flags::VERB)
            || sentence.cues.iter().any(|found| cue(&found.hit));
        if !token.is_word || acts || is(WordClass::Joins) {
            return false;
        }
    }
    false
}

/// Whether a Slavic name stands in another case than a subject does: «обещал Равнии».
fn is_oblique(sentence: &Sentence, mention: &Mention) -> bool {
    sentence.lang != Lang::En
        && (mention.first..mention.end).any(|at| {
            let name = &sentence.tokens[at].folded;
            let cases = base_form(name, &sentence.lang);
            !cases.iter().any(|case| case == name.as_str())
        })
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
