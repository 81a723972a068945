//! A clause as a position.

use diptych_core::{
    Act, Attribution, Position, PositionId, Proposition, Rung, Slot, Span, Statement, Term,
    Wording, short,
};
use diptych_lang::ladder::{LimiterKind, WordClass, concepts};

use super::carried::FEW_KEYS;
use super::clause::Clause;
use super::evidence::{Shown, hedges};
use super::limits::Limits;
use super::matters::{is_bare, matters};
use super::reader::Reader;
use super::reality::reality_of;
use super::stance::{Grounds, Stance};
use super::verb::deciding_verb;
use crate::bag::{Bag, carry, keys};
use crate::brackets::{with_closing, within_brackets};
use crate::chain::Link;
use crate::clauses::has_verb;
use crate::holder::{Held, plain_holder};
use crate::moments::EVENT;
use crate::placing::ENOUGH;
use crate::plain::PlainVerb;
use crate::precedents::is_held_then;
use crate::stand::Stand;
use crate::subject::Subject;
use crate::terms::{counted, is_decision, terms, what, whom};
use crate::words::empty_words;

impl Reader<'_> {
    /// The position of a clause; nothing where it says nothing that could be held.
    pub(super) fn stand(&self, mut clause: Clause<'_>) -> Option<Stand> {
        let (statement, text, lang) = (self.statement, self.text(), self.lang());
        let sentence = clause.sentence;
        clause.range = within_brackets(sentence, clause.range, clause.link);
        let span = sentence.span_of(&clause.range);
        let empty = empty_words(&sentence.tokens, lang);
        let mut terms = self.own_terms(&clause);
        let plain = deciding_verb(&clause, lang);
        let is_empty = clause.range.clone().all(|at| empty[at]);
        let nothing = says_nothing(&clause, &terms, plain.as_ref(), &empty);
        let nothing = nothing && (is_empty || !self.every);
        if nothing && !self.asserts(&clause, &empty) {
            return None;
        }
        let limits = Limits::of(&clause, lang);
        let grounds = Grounds::new(&clause, statement, plain.as_ref());
        let stance = Stance::of(&grounds);
        let (time, sets_condition) = (grounds.time, grounds.sets_condition());
        // Who names a condition that another has to meet, holds it.
        if sets_condition && clause.held.attribution != Attribution::Own {
            clause.held = plain_holder(statement, clause.own, &Subject::Nobody, self.sides);
        }
        let reality = reality_of(
            sentence,
            &clause.range,
            clause.link,
            statement,
            limits.inside,
        );
        let denied_slot = clause.link.and_then(|link| link.slot);
        let holder = clause.held.span;
        // A denied slot leaves no value in it.
        terms.retain(|term| Some(term.slot) != denied_slot);
        // Who holds the position is not who carries the thing out, unless the words say
        // that the task is theirs.
        if let Some(holder) = holder {
            let tasked = |span: Span| {
                sentence
                    .words
                    .iter()
                    .any(|word| word.class == WordClass::TakesOn && span.contains(word.hit.span))
            };
            terms.retain(|term| {
                term.slot != Slot::Who || !term.span.contains(holder) || tasked(term.span)
            });
        }
        let mut shown = Shown::new(statement, text);
        shown.stance(&clause, span, plain.as_ref());
        shown.carried(&clause);
        let conditions = limits.conditions.iter().map(|(span, _)| *span).collect();
        shown.conditions(limits.conditions);
        shown.hedges(&clause);
        shown.terms(sentence, &terms);
        let given = clause.link.map(|link| link.tokens.end);
        terms.extend(whom(sentence, &clause.range, given, holder, text));
        let mut heads = clause.heads.iter();
        terms.extend(heads.find_map(|head| what(sentence, &clause.range, *head, text)));
        terms.sort_by_key(|term| (term.slot, term.span.start));
        let bare = is_bare(sentence, &clause.range, lang);
        let mut keys = keys(sentence, &clause.range, &empty, &terms, lang);
        let own_keys = keys.values().filter(|part| **part >= 0.5).count();
        if clause.antecedent.is_some() || bare || own_keys < FEW_KEYS {
            carry(&mut keys, clause.before);
        }
        let Stance { act, rung } = stance;
        let position = Position {
            id: position_id(statement, span, clause.link, act, rung, &clause.held),
            statement: statement.id.clone(),
            issue: None,
            clause: span,
            proposition: proposition(&clause, text),
            holder: clause.held.holder,
            attribution: clause.held.attribution,
            speaks_for_side: clause.held.speaks_for_side,
            act,
            rung,
            cameo: clause.link.and_then(|link| link.cameo.clone()),
            plover: clause.link.and_then(|link| link.plover.clone()),
            as_of: clause
                .as_of
                .filter(|as_of| is_held_then(sentence, as_of, time)),
            precedents: Vec::new(),
            polarity: stance.polarity(),
            time,
            reality,
            conditions,
            hedges: hedges(sentence, &clause.range)
                .map(|hedge| hedge.0.span)
                .collect(),
            terms,
            evidence: shown.evidence,
        };
        Some(Stand {
            position,
            statement: self.number,
            utterance: usize::MAX,
            speaker_side: clause.own,
            holder_side: clause.held.side,
            heads: clause.heads,
            context: matters(sentence, &(0..sentence.tokens.len())),
            keys: keys.into(),
            bag: Bag::default(),
            tells: Vec::new(),
            sense: None,
            sentence: sentence.span,
            main: clause
                .issue
                .map(|issue| self.issues.main(issue))
                .unwrap_or_default(),
            issue: clause.issue,
            days: statement.said.as_ref().map(|said| (said.from, said.to)),
            limited: limits.limited,
            denied_slot,
            is_own_wording: statement.wording == Wording::Speaker,
            rank: self.sides.rank(statement.speaker.name.as_deref()),
            own_subject: clause.held.own_subject,
            bare: bare && clause.link.is_some(),
            carried: clause.antecedent.is_some(),
        })
    }

    /// Whether a clause asserts something of its issue, by words of the issue and a finite verb.
    fn asserts(&self, clause: &Clause<'_>, empty: &[bool]) -> bool {
        let sentence = clause.sentence;
        let said = sentence.said_part(&clause.range);
        let content = clause.range.clone().filter(|at| !empty[*at]).count();
        let named = clause.issue.is_some_and(|issue| {
            let scores = self.issues.score(sentence, &clause.range, self.lang());
            scores[issue] >= ENOUGH * 0.6
        });
        named && content >= FEW_KEYS && has_verb(&sentence.tokens, said, &sentence.lang)
    }

    /// The terms of a clause, without those that only a condition behind it names.
    fn own_terms(&self, clause: &Clause<'_>) -> Vec<Term> {
        let sentence = clause.sentence;
        let goes_on = clause.antecedent.and(clause.heads.first());
        let mut found = terms(
            sentence,
            &clause.range,
            self.text(),
            self.lang(),
            self.statement.said.as_ref().map(|said| said.from),
            goes_on.map(|head| counted(*head)),
        );
        for term in &mut found {
            if term.slot == Slot::Who {
                term.value = self.sides.named(&term.value);
            }
        }
        let outside: Vec<Span> = sentence
            .conditions()
            .iter()
            .filter(|one| {
                sentence.limiters[one.limiter].entry.kind == LimiterKind::Follows
                    && !one.range.contains(&clause.range.start)
            })
            .map(|one| sentence.span_of(&one.range))
            .collect();
        let Some(first) = outside.iter().map(|span| span.start).min() else {
            return found;
        };
        found.retain(|term| {
            let stands_before = matches!(
                term.slot,
                Slot::Who | Slot::HowMany | Slot::Money | Slot::Scope
            ) && term.span.start < first;
            // "Only with the consent of all" limits, and is the rule; "not before
            // April" limits, and is the day.
            is_decision(term)
                || matches!(term.slot, Slot::When | Slot::InForce)
                    && (term.value.starts_with(">=") || term.value.starts_with(EVENT))
                || stands_before
                || !outside.iter().any(|span| span.contains(term.span))
        });
        found
    }
}

/// Whether a clause without a cue names too little, and does nothing by its verb.
fn says_nothing(
    clause: &Clause<'_>,
    terms: &[Term],
    plain: Option<&PlainVerb>,
    empty: &[bool],
) -> bool {
    let content = || clause.range.clone().filter(|at| !empty[*at]).count();
    clause.link.is_none()
        && !clause.sentence.binds(&clause.range)
        && (clause.heads.is_empty() || clause.antecedent.is_some())
        && terms.is_empty()
        && plain.is_none_or(|plain| plain.act == Act::ReportsEvent)
        && (clause.held.span.is_none() || content() < FEW_KEYS)
}

/// Who does what, as the clause says it.
fn proposition(clause: &Clause<'_>, text: &str) -> Proposition {
    let range = clause.link.map_or(clause.range.clone(), |link| {
        link.tokens.start..clause.range.end
    });
    let action = with_closing(text, clause.sentence.span_of(&range));
    let heads = || clause.heads.iter().map(|head| concepts().get(*head));
    Proposition {
        actor: clause.held.span.map(|span| span.of(text).to_owned()),
        action: Some(action.to_owned()),
        object: heads().next().map(|head| head.name.clone()),
        concepts: heads().map(|head| head.id.clone()).collect(),
    }
}

/// The identifier of a position: its words, its cues, and what they are read as.
pub(super) fn position_id(
    statement: &Statement,
    clause: Span,
    link: Option<&Link>,
    act: Act,
    rung: Option<Rung>,
    held: &Held,
) -> PositionId {
    let (start, end) = (clause.start.to_string(), clause.end.to_string());
    let cue = link.map_or(String::new(), |link| {
        format!("{}-{}", link.tokens.start, link.tokens.end)
    });
    let what = format!("{act:?} {rung:?} {:?}", held.attribution);
    PositionId::from(short(
        "po",
        &[statement.id.as_str(), &start, &end, &cue, &what],
    ))
}
