//! Positions: what each clause of a statement says.
// long: one pass over the clauses of a statement, whose steps share its state

use std::collections::BTreeMap;
use std::ops::Range;

use diptych_core::{
    Act, AsOf, Attribution, Document, Lang, Polarity, Position, Proposition, Role, Rung, Slot,
    Span, Statement, StatementKind, Time, Wording,
};
use diptych_lang::ladder::{ConceptId, CueKind, LimiterKind, WordClass, concepts};

use crate::bag::{Bag, carry, keys};
use crate::brackets::{with_closing, within_brackets};
use crate::chain::{Link, links};
use crate::facts::{
    carry_holder, conditions, evidence as evidence_of, extent, is_bare, is_point, matters,
    next_matters, past_period, place_begins, plain_holder, position_id, reality_of, settle,
    time_of,
};
use crate::holder::{Held, held};
use crate::placing::{Issues, heading_issue};
use crate::plain::{gives_way, plain_verb, subject_span};
use crate::precedents::{attach, is_held_then};
use crate::reading::Sentence;
use crate::sides::{Mention, SideIndex};
use crate::stand::Stand;
use crate::subject::{Subject, given_to_us, subject};
use crate::terms::{counted, is_decision, terms, what, whom};
use crate::words::empty_words;

/// A clause with fewer keys of its own goes on about what was named before.
const FEW_KEYS: usize = 3;

/// What the reading of one statement needs.
pub(crate) struct Reader<'a> {
    pub(crate) sides: &'a SideIndex,
    pub(crate) issues: &'a Issues,
    pub(crate) document: &'a Document,
    pub(crate) statement: &'a Statement,
    pub(crate) number: usize,
    /// Concepts and scores of the question that it answers and of the words round it.
    pub(crate) question: Option<Sentence>,
    /// Whether it is a question, or else words of the speaker's own just before.
    pub(crate) is_asked: bool,
}

impl Reader<'_> {
    /// The positions of the statement, by place.
    pub(crate) fn positions(&self, sentences: &[Sentence]) -> Vec<Stand> {
        let statement = self.statement;
        let lang = &statement.lang;
        let own = statement
            .speaker
            .side
            .as_ref()
            .and_then(|side| self.sides.number(side));
        let heading = heading_issue(self.document, statement.span().start, self.issues);
        let whole = self.whole_scores(sentences, lang);
        let question: Vec<ConceptId> = self
            .question
            .as_ref()
            .map(|question| matters(question, &(0..question.tokens.len())))
            .unwrap_or_default();
        let asked = self.asked(lang);
        let mut out: Vec<Stand> = Vec::new();
        let mut carried: Vec<ConceptId> = question;
        let mut carried_span: Option<Span> = None;
        let mut last_issue: Option<usize> = None;
        let mut last_held: Option<(Held, usize)> = None;
        let mut as_of: Option<(AsOf, usize)> = None;
        let all_keys = |sentence: &Sentence| {
            let empty = empty_words(&sentence.tokens, lang);
            keys(sentence, &(0..sentence.tokens.len()), &empty, &[], lang)
        };
        // What the sentence before named, and first of all the question.
        let asked_words = self.question.as_ref().filter(|_| self.is_asked);
        let mut before = asked_words.map(all_keys).unwrap_or_default();
        for (at, sentence) in sentences.iter().enumerate() {
            let all = 0..sentence.tokens.len();
            let sentence_scores = self.issues.score(sentence, &all, lang);
            if let Some(found) = past_period(sentence, statement, &self.document.text) {
                as_of = Some((found, at));
            }
            let mentions: Vec<&Mention> = sentence
                .mentions
                .iter()
                .chain(
                    sentences[..at]
                        .iter()
                        .rev()
                        .take(2)
                        .flat_map(|earlier| earlier.mentions.iter().rev()),
                )
                // "Have they agreed?" – "They have": of whom, the question says.
                .chain(
                    self.question
                        .iter()
                        .filter(|_| at < 2)
                        .flat_map(|question| question.mentions.iter().rev()),
                )
                .collect();
            // A paragraph of an official text stands by itself, too.
            let is_paragraph = statement.kind == StatementKind::OfficialText
                && at > 0
                && self
                    .document
                    .text
                    .get(sentences[at - 1].span.end..sentence.span.start)
                    .is_some_and(|between| between.contains('\n'));
            if is_paragraph {
                last_held = None;
            }
            if is_point(sentence) {
                before.clear();
                carried.clear();
                carried_span = None;
                last_held = None;
            }
            // "No.": what it says was asked; what was asked stays what is spoken of.
            if at == 0
                && let Some(answer) = self.answered(sentence, own)
            {
                last_issue = answer.first().and_then(|stand| stand.issue);
                out.extend(answer);
                continue;
            }
            let mut last_subject: Option<Subject> = None;
            let from = out.len();
            let mut denying = false;
            for (place, clause) in sentence.clauses.iter().enumerate() {
                // What is only supposed is nobody's position.
                if sentence.is_supposed(clause) {
                    continue;
                }
                let mut chains = links(sentence, clause, lang);
                let begins_with_that = |place: usize| {
                    sentence.clauses.get(place).is_some_and(|clause| {
                        sentence.has(WordClass::That, &(clause.start..clause.start + 2))
                    })
                };
                let denied = denying && begins_with_that(place);
                if denied {
                    chains.iter_mut().flatten().for_each(Link::deny);
                }
                let last = chains.last().and_then(|chain| chain.last());
                denying = last.is_some_and(Link::opens_denial) && begins_with_that(place + 1);
                // "We deny that", "assured that it had agreed to nothing": the clause
                // after it says what.
                let vouches = last.is_some_and(|last| {
                    last.act == Act::Commits
                        && !last.negated
                        && last.rung.is_some_and(|rung| rung >= Rung::Promises)
                }) && begins_with_that(place + 1)
                    && links(sentence, &sentence.clauses[place + 1], lang)
                        .last()
                        .and_then(|chain| chain.last())
                        .is_some_and(Link::is_denial);
                if denying || vouches {
                    continue;
                }
                let extent = extent(sentence, place);
                let mut taken = false;
                for chain in &chains {
                    let lead = &chain[0];
                    let mut who = subject(sentence, clause, &lead.tokens, own);
                    if who == Subject::Nobody
                        && let Some(before) = &last_subject
                        && !sentence.has(WordClass::Agent, clause)
                    {
                        who = before.clone();
                    } else if who != Subject::Nobody {
                        last_subject = Some(who.clone());
                    }
                    if let Some(span) = given_to_us(sentence, clause, lead, &who) {
                        let named = mentions.iter().any(|mention| Some(mention.side) != own);
                        who = if named {
                            Subject::Third(span)
                        } else {
                            Subject::OtherSide(span)
                        };
                    }
                    for (step, link) in chain.iter().enumerate() {
                        let is_last = step + 1 == chain.len();
                        let mut scope = link.scope.clone();
                        if is_last && scope.end == clause.end {
                            scope.end = extent.end;
                        }
                        // "Let the observers in": what the cue's own words name goes before the rest.
                        let mut heads = matters(sentence, &link.tokens);
                        heads.retain(|head| !concepts().get(*head).general);
                        for head in matters(sentence, &scope) {
                            let joins = heads.is_empty()
                                || !concepts().get(head).general && heads.len() < 4;
                            if joins && !heads.contains(&head) {
                                heads.push(head);
                            }
                        }
                        let mut antecedent = None;
                        if link.first.entry.back {
                            heads.clone_from(&carried);
                            antecedent = carried_span;
                        }
                        // "It is not true that …": what follows says what.
                        let announces = link.first.entry.back
                            && sentence
                                .has(WordClass::That, &(link.tokens.end..link.tokens.end + 2));
                        if !is_last && (lead.first.entry.kind == CueKind::Opens || announces) {
                            continue;
                        }
                        // "A ceasefire was agreed at the summit": the subject is the matter.
                        if who == Subject::Nobody && step == 0 && !link.first.entry.back {
                            let mut before = matters(sentence, &(clause.start..lead.tokens.start));
                            if before.iter().any(|head| !concepts().get(*head).general) {
                                before.extend(
                                    heads
                                        .iter()
                                        .filter(|head| !before.contains(head))
                                        .copied()
                                        .collect::<Vec<_>>(),
                                );
                                heads = before;
                            }
                        }
                        if heads.is_empty() && !link.first.entry.back {
                            if !is_last {
                                continue;
                            }
                            // What the chain names before, the subject of a passive, or the cue's own words.
                            if step > 0 {
                                heads = matters(sentence, &(lead.tokens.start..link.tokens.end));
                            }
                            if heads.is_empty() {
                                heads = matters(sentence, &(clause.start..link.tokens.end));
                            }
                            if heads.is_empty() {
                                heads = next_matters(sentence, place);
                            }
                        }
                        let points_back = sentence.has(WordClass::Back, clause);
                        let only_general = heads.iter().all(|head| concepts().get(*head).general);
                        let plain_denial = link.act == Act::DeniesFact && link.slot.is_none();
                        if (heads.is_empty()
                            && (points_back || !plain_denial)
                            && (points_back || is_bare(sentence, clause, lang))
                            || points_back && only_general)
                            && !carried.is_empty()
                        {
                            antecedent = carried_span;
                            heads.extend(carried.iter().copied());
                        }
                        if link.only_steps && !is_last {
                            continue;
                        }
                        let others: Vec<&Mention> = mentions.clone();
                        let held = held(link, &who, statement, own, &others, self.sides);
                        let scores = self.issues.score(sentence, clause, lang);
                        let issue = settle(
                            &scores,
                            &sentence_scores,
                            &whole,
                            heading,
                            last_issue,
                            &heads,
                            self.issues,
                            lang,
                        )
                        .or(asked);
                        let held = {
                            let event = link.act == Act::ReportsEvent && link.future;
                            carry_holder(
                                held,
                                &who,
                                antecedent.is_some(),
                                event,
                                last_held.as_ref(),
                                at,
                            )
                        };
                        last_held = Some((held.clone(), at));
                        let stand = self.build(Parts {
                            sentence,
                            clause: clause.start..extent.end,
                            link: Some(link),
                            heads,
                            held,
                            own,
                            issue,
                            antecedent,
                            before: &before,
                            lang,
                            as_of: as_of
                                .as_ref()
                                .filter(|(_, from)| at - from <= 2)
                                .map(|(found, _)| found.clone()),
                            who: &who,
                            denied,
                        });
                        let repeats = |stand: &Stand| {
                            out.last().is_some_and(|last| {
                                last.position.clause == stand.position.clause
                                    && last.position.act == stand.position.act
                                    && last.position.rung == stand.position.rung
                                    && last.heads == stand.heads
                            })
                        };
                        if let Some(stand) = stand.filter(|stand| !repeats(stand)) {
                            last_issue = stand.issue.or(last_issue);
                            out.push(stand);
                            taken = true;
                        }
                    }
                }
                if !taken && chains.is_empty() && (denied || place_begins(sentence, place)) {
                    let mut heads = matters(sentence, clause);
                    let mut antecedent = None;
                    if heads.is_empty()
                        && !carried.is_empty()
                        && (sentence.has(WordClass::Back, clause)
                            || is_bare(sentence, clause, lang))
                    {
                        heads.clone_from(&carried);
                        antecedent = carried_span;
                    }
                    let scores = self.issues.score(sentence, clause, lang);
                    let issue = settle(
                        &scores,
                        &sentence_scores,
                        &whole,
                        heading,
                        last_issue,
                        &heads,
                        self.issues,
                        lang,
                    )
                    .or(asked);
                    let mut who = subject(sentence, clause, &(clause.end..clause.end), own);
                    // A subject of the condition is none of what it binds.
                    let said = sentence.said_part(clause);
                    let beyond = sentence.span_of(&said).end;
                    if subject_span(&who).is_some_and(|span| span.start >= beyond) {
                        who = subject(sentence, &said, &(said.end..said.end), own);
                    }
                    let stand = self.build(Parts {
                        sentence,
                        clause: clause.clone(),
                        link: None,
                        heads,
                        held: {
                            let held = plain_holder(statement, own, &who, self.sides);
                            let held = carry_holder(
                                held,
                                &who,
                                antecedent.is_some(),
                                false,
                                last_held.as_ref(),
                                at,
                            );
                            last_held = Some((held.clone(), at));
                            held
                        },
                        own,
                        issue,
                        antecedent,
                        before: &before,
                        lang,
                        as_of: None,
                        who: &who,
                        denied,
                    });
                    out.extend(stand);
                }
            }
            attach(&mut out, from, sentence, &self.document.text);
            let here = all_keys(sentence);
            if here.len() > FEW_KEYS {
                before = here;
            } else {
                carry(&mut before, &here);
            }
            let named = matters(sentence, &all);
            let strong: Vec<ConceptId> = named
                .iter()
                .copied()
                .filter(|head| !concepts().get(*head).general)
                .collect();
            if !strong.is_empty() {
                carried = strong;
                carried.truncate(3);
                let first = sentence
                    .concepts
                    .iter()
                    .find(|found| carried.contains(&found.concept));
                carried_span = first.map(|found| found.hit.span);
            }
        }
        self.fill_heads(&mut out);
        out
    }

    pub(crate) fn build(&self, parts: Parts<'_>) -> Option<Stand> {
        let Parts {
            sentence,
            clause,
            link,
            heads,
            held,
            own,
            issue,
            antecedent,
            before,
            lang,
            as_of,
            who,
            denied,
        } = parts;
        let statement = self.statement;
        let text = &self.document.text;
        let clause = within_brackets(sentence, clause, link);
        let span = sentence.span_of(&clause);
        let empty = empty_words(&sentence.tokens, lang);
        let mut found_terms = terms(
            sentence,
            &clause,
            text,
            lang,
            statement.said.as_ref().map(|said| said.from),
            heads
                .first()
                .filter(|_| antecedent.is_some())
                .map(|head| counted(*head)),
        );
        let outside: Vec<Span> = sentence
            .conditions()
            .iter()
            .filter(|one| {
                sentence.limiters[one.limiter].entry.kind == LimiterKind::Follows
                    && !one.range.contains(&clause.start)
            })
            .map(|one| sentence.span_of(&one.range))
            .collect();
        found_terms.retain(|term| {
            // "Only with the consent of all" limits, and is the rule.
            is_decision(term)
                || matches!(
                    term.slot,
                    Slot::Who | Slot::HowMany | Slot::Money | Slot::Scope
                ) && term.span.start
                    < outside
                        .iter()
                        .map(|span| span.start)
                        .min()
                        .unwrap_or(usize::MAX)
                || !outside.iter().any(|span| span.contains(term.span))
        });
        let content = clause.clone().filter(|at| !empty[*at]).count();
        // A deed that a word behind it only judges or dates ("we kept the ports
        // open throughout the strike") is read by its verb.
        let beside = |link: &Link| {
            matches!(link.act, Act::Evaluates | Act::ReportsEvent)
                && link.first.entry.kind == CueKind::Position
                && !link.future
                && !link.negated
        };
        let plain = link
            .is_none_or(beside)
            .then(|| plain_verb(sentence, &clause, &held, who, lang, denied))
            .flatten()
            .filter(|plain| {
                link.is_none_or(|link| {
                    plain.at.is_some_and(|at| at < link.tokens.start) && plain.act == Act::Commits
                })
            });
        // "We are not raising our offer": the verb refuses, whatever a noun or another
        // clause behind it names.
        let plain = plain.or_else(|| {
            let link = link.filter(|link| gives_way(link))?;
            if !held.own_subject || held.attribution != Attribution::Own {
                return None;
            }
            plain_verb(sentence, &clause, &held, who, lang, denied).filter(|plain| {
                plain.at.is_some_and(|at| link.first.hit.end != at)
                    && plain.rung == Some(Rung::Rejects)
            })
        });
        let says_nothing = plain
            .as_ref()
            .is_none_or(|plain| plain.act == Act::ReportsEvent);
        let bound = sentence.binds(&clause);
        if link.is_none()
            && !bound
            && (heads.is_empty() || antecedent.is_some())
            && found_terms.is_empty()
            && says_nothing
            && (held.span.is_none() || content < FEW_KEYS)
        {
            return None;
        }
        let (conditions, mut rules, limited, inside) =
            conditions(sentence, &clause, link, lang, text);
        let mut evidence = vec![evidence_of(statement, text, span, Role::Clause, None)];
        let mut act = link.map_or(Act::ReportsEvent, |link| link.act);
        let mut rung = link.and_then(|link| link.rung);
        if link.is_some_and(|link| link.only_steps) {
            act = Act::ReportsEvent;
            rung = None;
        }
        let retold = link.filter(|_| statement.wording == Wording::Outlet);
        let reported = retold.and_then(|link| link.first.entry.reported);
        if let Some(link) = link {
            if held.own_subject && link.act == Act::ReportsEvent && link.own.is_some() {
                act = Act::Commits;
                rung = link.own;
            }
            // "He said that his country would pay": the outlet's "would" is the speaker's "will".
            if reported.is_some()
                && held.own_subject
                && act == Act::ReportsEvent
                && link.cues.len() == 1
            {
                act = Act::Commits;
                rung = reported;
            }
            // A third party that "will" do it is reported, not committed.
            if act == Act::Commits
                && held.attribution == Attribution::Own
                && !held.own_subject
                && link.future
                && rung.is_some_and(|rung| rung >= Rung::Proposes)
            {
                act = Act::ReportsEvent;
                rung = None;
            }
            for (span, rule) in &link.cues {
                evidence.push(evidence_of(
                    statement,
                    text,
                    *span,
                    Role::Rung,
                    Some(rule.clone()),
                ));
            }
            for (span, rule) in &link.negators {
                evidence.push(evidence_of(
                    statement,
                    text,
                    *span,
                    Role::Polarity,
                    Some(rule.clone()),
                ));
            }
        }
        // What will be done is promised, not done.
        let in_future = link.is_some_and(|link| link.future) || reported.is_some();
        if rung == Some(Rung::Done) && in_future {
            rung = Some(Rung::Promises);
        }
        if act == Act::ReportsEvent && in_future && held.attribution == Attribution::Ascribed {
            act = Act::Commits;
            rung = Some(Rung::Promises);
        }
        // "We are not withdrawing the suit": it stands.
        let stands_by = |link: &Link| {
            link.negated
                && link.first.entry.act() == Act::Withdraws
                && link.act == Act::Evaluates
                && held.own_subject
                && time_of(sentence, &clause, Some(link), lang) != Time::Past
        };
        if link.is_some_and(stands_by) {
            act = Act::Commits;
            rung = Some(Rung::Rejects);
        }
        // "Will not be handed over": what is to come is refused, not denied.
        if act == Act::DeniesFact && !denied && link.is_some_and(Link::refuses) {
            act = Act::Commits;
            rung = Some(Rung::Rejects);
        }
        if let Some(plain) = &plain {
            act = plain.act;
            rung = plain.rung;
            for (span, rule) in &plain.denied_by {
                evidence.push(evidence_of(
                    statement,
                    text,
                    *span,
                    Role::Polarity,
                    Some(rule.clone()),
                ));
            }
        }
        // "If they do not pay, we close it": a promise to oneself threatens.
        if act == Act::Commits
            && rung == Some(Rung::Promises)
            && held.own_subject
            && held.attribution == Attribution::Own
            && sentence.is_warned(&clause)
        {
            act = Act::Threatens;
            rung = None;
        }
        // "They must first be prepared": a condition that the speaker sets.
        let sets_condition = sentence.limiters.iter().any(|found| {
            found.entry.kind == LimiterKind::Clause && clause.contains(&found.hit.first)
        }) && link
            .is_some_and(|link| link.first.entry.kind == CueKind::Modal || !held.own_subject);
        let held = if sets_condition && held.attribution != Attribution::Own {
            plain_holder(statement, own, &Subject::Nobody, self.sides)
        } else {
            held
        };
        if sets_condition && rung.is_none_or(|rung| !rung.is_against()) {
            act = Act::DemandsOfOther;
            rung = None;
        }
        if statement.denied {
            // The words that deny it are the reporter's and stand beside what was said.
            if let Some(cue) = &statement.cue {
                let span = Span::new(cue.start, cue.end);
                evidence.push(evidence_of(statement, text, span, Role::Polarity, None));
            }
            match (act, rung) {
                (Act::Commits, Some(rung_held)) if rung_held >= Rung::Promises => {
                    act = Act::DeniesHavingCommitted;
                    rung = None;
                }
                (Act::Commits | Act::ReportsEvent, _) => {
                    act = Act::DeniesFact;
                    rung = None;
                }
                _ => {}
            }
        }
        if act != Act::Commits {
            rung = None;
        } else if rung.is_none() {
            act = Act::ReportsEvent;
        }
        let time = match &plain {
            Some(plain) => plain.time,
            None if reported.is_some() => Time::Future,
            None => time_of(sentence, &clause, link, lang),
        };
        let as_of = as_of.filter(|as_of| is_held_then(sentence, as_of, time));
        let reality = reality_of(sentence, &clause, link, statement, inside);
        // "Они выплатят": a verb of the future whose cue is one of deeds done.
        if rung == Some(Rung::Done) && time == Time::Future {
            rung = Some(Rung::Promises);
        }
        let negative = matches!(act, Act::DeniesFact | Act::DeniesHavingCommitted)
            || rung.is_some_and(Rung::is_against);
        if let Some(span) = held.span {
            evidence.push(evidence_of(statement, text, span, Role::Holder, None));
        }
        if let Some(span) = antecedent {
            evidence.push(evidence_of(statement, text, span, Role::Antecedent, None));
        }
        for (condition, rule) in conditions.iter().zip(rules.drain(..)) {
            evidence.push(evidence_of(
                statement,
                text,
                *condition,
                Role::Condition,
                Some(rule),
            ));
        }
        let mut hedges = Vec::new();
        for (hit, rule) in &sentence.hedges {
            if clause.contains(&hit.first) && !sentence.is_aside(hit.first, clause.start) {
                hedges.push(hit.span);
                evidence.push(evidence_of(
                    statement,
                    text,
                    hit.span,
                    Role::Hedge,
                    Some(rule.clone()),
                ));
            }
        }
        // A denied slot leaves no value in it.
        let denied_slot = link.and_then(|link| link.slot);
        found_terms.retain(|term| Some(term.slot) != denied_slot);
        // Who holds the position is not who carries the thing out.
        if let Some(holder) = held.span {
            found_terms.retain(|term| term.slot != Slot::Who || !term.span.contains(holder));
        }
        for term in &found_terms {
            let rule = sentence
                .decisions
                .iter()
                .find(|found| term.slot == Slot::Binding && found.hit.span == term.span)
                .map(|found| found.rule.clone());
            evidence.push(evidence_of(statement, text, term.span, Role::Term, rule));
        }
        found_terms.extend(whom(
            sentence,
            &clause,
            link.map(|link| link.tokens.end),
            held.span,
            text,
        ));
        let matter = heads
            .iter()
            .find_map(|head| what(sentence, &clause, *head, text));
        found_terms.extend(matter);
        found_terms.sort_by_key(|term| (term.slot, term.span.start));
        let id = position_id(statement, span, link, act, rung, &held);
        let context = matters(sentence, &(0..sentence.tokens.len()));
        let mut keys = keys(sentence, &clause, &empty, &found_terms, lang);
        let own_keys = keys.values().filter(|part| **part >= 0.5).count();
        let bare = is_bare(sentence, &clause, lang);
        if antecedent.is_some() || bare || own_keys < FEW_KEYS {
            carry(&mut keys, before);
        }
        let action_range = link.map_or(clause.clone(), |link| link.tokens.start..clause.end);
        let object = heads.first().map(|head| concepts().get(*head).name.clone());
        let named: Vec<String> = heads
            .iter()
            .map(|head| concepts().get(*head).id.clone())
            .collect();
        let position = Position {
            id,
            statement: statement.id.clone(),
            issue: None,
            clause: span,
            proposition: Proposition {
                actor: held.span.map(|span| span.of(text).to_owned()),
                action: Some(with_closing(text, sentence.span_of(&action_range)).to_owned()),
                object,
                concepts: named,
            },
            holder: held.holder.clone(),
            attribution: held.attribution,
            speaks_for_side: held.speaks_for_side,
            act,
            rung,
            cameo: link.and_then(|link| link.cameo.clone()),
            plover: link.and_then(|link| link.plover.clone()),
            as_of,
            precedents: Vec::new(),
            polarity: if negative {
                Polarity::Negative
            } else {
                Polarity::Positive
            },
            time,
            reality,
            conditions,
            hedges,
            terms: found_terms,
            evidence,
        };
        Some(Stand {
            position,
            statement: self.number,
            utterance: usize::MAX,
            speaker_side: own,
            holder_side: held.side,
            heads,
            context,
            keys: keys.into(),
            bag: Bag::default(),
            tells: Vec::new(),
            sense: None,
            sentence: sentence.span,
            main: issue
                .map(|issue| self.issues.main(issue))
                .unwrap_or_default(),
            issue,
            days: statement.said.as_ref().map(|said| (said.from, said.to)),
            limited,
            denied_slot,
            is_own_wording: statement.wording == Wording::Speaker,
            rank: self.sides.rank(statement.speaker.name.as_deref()),
            own_subject: held.own_subject,
            bare: bare && link.is_some(),
            carried: antecedent.is_some(),
        })
    }
}

pub(crate) struct Parts<'p> {
    pub(crate) sentence: &'p Sentence,
    pub(crate) clause: Range<usize>,
    pub(crate) link: Option<&'p Link>,
    pub(crate) heads: Vec<ConceptId>,
    pub(crate) held: Held,
    pub(crate) own: Option<usize>,
    pub(crate) issue: Option<usize>,
    pub(crate) antecedent: Option<Span>,
    /// What the sentence before named.
    pub(crate) before: &'p BTreeMap<String, f32>,
    pub(crate) lang: &'p Lang,
    pub(crate) as_of: Option<AsOf>,
    pub(crate) who: &'p Subject,
    pub(crate) denied: bool,
}
