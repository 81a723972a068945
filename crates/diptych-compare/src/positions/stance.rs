//! What is done by a clause, and how far it goes.

use diptych_core::{Act, Polarity, Rung, Statement, Time, Wording};

use super::clause::Clause;
use super::stance_rules::RULES;
use super::time::time_of;
use crate::chain::Link;
use crate::plain::PlainVerb;

/// What is done by saying it, and how far it goes on the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stance {
    pub(super) act: Act,
    pub(super) rung: Option<Rung>,
}

/// What the rules for act and rung look at.
pub(super) struct Grounds<'g> {
    pub(super) clause: &'g Clause<'g>,
    pub(super) statement: &'g Statement,
    /// The verb by which the clause is read.
    pub(super) plain: Option<&'g PlainVerb>,
    /// What a retold "would" of the cue promises, in the outlet's wording.
    pub(super) reported: Option<Rung>,
    /// The time of which the clause speaks.
    pub(super) time: Time,
}

impl Stance {
    pub(super) fn commits(rung: Rung) -> Self {
        Self {
            act: Act::Commits,
            rung: Some(rung),
        }
    }

    /// An act that has no rung.
    pub(super) fn only(act: Act) -> Self {
        Self { act, rung: None }
    }

    /// The act and rung of a clause: as its cue gives them, settled by every rule in turn.
    pub(super) fn of(grounds: &Grounds<'_>) -> Self {
        let first = match grounds.clause.link {
            Some(link) if !link.only_steps => Self {
                act: link.act,
                rung: link.rung,
            },
            _ => Self::only(Act::ReportsEvent),
        };
        RULES.iter().fold(first, |stance, rule| {
            rule(grounds, stance).unwrap_or(stance)
        })
    }

    /// Whether it denies or turns down.
    pub(super) fn polarity(self) -> Polarity {
        let negative = matches!(self.act, Act::DeniesFact | Act::DeniesHavingCommitted)
            || self.rung.is_some_and(Rung::is_against);
        if negative {
            Polarity::Negative
        } else {
            Polarity::Positive
        }
    }
}

impl<'g> Grounds<'g> {
    pub(super) fn new(
        clause: &'g Clause<'g>,
        statement: &'g Statement,
        plain: Option<&'g PlainVerb>,
    ) -> Self {
        let retold = clause.link.filter(|_| statement.wording == Wording::Outlet);
        let reported = retold.and_then(|link| link.first.entry.reported);
        let time = match plain {
            Some(plain) => plain.time,
            None if reported.is_some() => Time::Future,
            None => time_of(clause.sentence, &clause.range, clause.link, &statement.lang),
        };
        Self {
            clause,
            statement,
            plain,
            reported,
            time,
        }
    }

    /// Whether the cue, or its retelling, speaks of what is to come.
    pub(super) fn in_future(&self) -> bool {
        self.reported.is_some() || self.has_link(|link| link.future)
    }

    /// Whether the clause has cues of which this holds.
    pub(super) fn has_link(&self, holds: impl Fn(&Link) -> bool) -> bool {
        self.clause.link.is_some_and(holds)
    }
}
