//! The words that show what a position says.

use std::ops::Range;

use diptych_core::{Evidence, Role, Slot, Span, Statement, Term};
use diptych_lang::Hit;

use super::clause::Clause;
use crate::plain::PlainVerb;
use crate::reading::Sentence;

/// A span of a statement as evidence, with the name of the entry that found it.
pub(super) fn evidence(
    statement: &Statement,
    text: &str,
    span: Span,
    role: Role,
    rule: Option<String>,
) -> Evidence {
    Evidence {
        statement: statement.id.clone(),
        start: span.start,
        end: span.end,
        role,
        text: span.of(text).to_owned(),
        rule,
    }
}

/// What shows the reading of a clause, gathered in the order of the record.
pub(super) struct Shown<'s> {
    statement: &'s Statement,
    text: &'s str,
    pub(super) evidence: Vec<Evidence>,
}

impl<'s> Shown<'s> {
    pub(super) fn new(statement: &'s Statement, text: &'s str) -> Self {
        Self {
            statement,
            text,
            evidence: Vec::new(),
        }
    }

    fn add(&mut self, span: Span, role: Role, rule: Option<String>) {
        let found = evidence(self.statement, self.text, span, role, rule);
        self.evidence.push(found);
    }

    fn add_ruled(&mut self, found: &[(Span, String)], role: Role) {
        for (span, rule) in found {
            self.add(*span, role, Some(rule.clone()));
        }
    }

    /// The clause, and what gave its act and rung.
    pub(super) fn stance(&mut self, clause: &Clause<'_>, span: Span, plain: Option<&PlainVerb>) {
        self.add(span, Role::Clause, None);
        if let Some(link) = clause.link {
            self.add_ruled(&link.cues, Role::Rung);
            self.add_ruled(&link.negators, Role::Polarity);
        }
        if let Some(plain) = plain {
            self.add_ruled(&plain.denied_by, Role::Polarity);
        }
        // The words that deny it are the reporter's and stand beside what was said.
        if self.statement.denied
            && let Some(cue) = &self.statement.cue
        {
            self.add(Span::new(cue.start, cue.end), Role::Polarity, None);
        }
    }

    /// Whose it is, and where what it is about was named.
    pub(super) fn carried(&mut self, clause: &Clause<'_>) {
        if let Some(span) = clause.held.span {
            self.add(span, Role::Holder, None);
        }
        if let Some(span) = clause.antecedent {
            self.add(span, Role::Antecedent, None);
        }
    }

    /// Its conditions, with the names of their entries.
    pub(super) fn conditions(&mut self, conditions: Vec<(Span, String)>) {
        for (span, rule) in conditions {
            self.add(span, Role::Condition, Some(rule));
        }
    }

    /// What softens it.
    pub(super) fn hedges(&mut self, clause: &Clause<'_>) {
        for (hit, rule) in hedges(clause.sentence, &clause.range) {
            self.add(hit.span, Role::Hedge, Some(rule.clone()));
        }
    }

    /// Its terms.
    pub(super) fn terms(&mut self, sentence: &Sentence, terms: &[Term]) {
        for term in terms {
            let mut decisions = sentence.decisions.iter();
            let decision = decisions
                .find(|found| term.slot == Slot::Binding && found.hit.span == term.span)
                .map(|found| found.rule.clone());
            self.add(term.span, Role::Term, decision);
        }
    }
}

/// The hedges of a clause, with the names of their entries.
pub(super) fn hedges<'s>(
    sentence: &'s Sentence,
    range: &'s Range<usize>,
) -> impl Iterator<Item = &'s (Hit, String)> {
    sentence.hedges.iter().filter(move |(hit, _)| {
        range.contains(&hit.first) && !sentence.is_aside(hit.first, range.start)
    })
}
