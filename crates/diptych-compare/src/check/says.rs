//! What one account says to the claim: what the comparison judges of the pair, and what only one who asks wants to
//! know, such as that both say the same of a plain fact.

use diptych_core::{Act, Answer, DivergenceKind, Reality, Rung, Slot};

use super::asked::Asked;
use super::nearest::Near;
use crate::day_values::days_of;
use crate::judge::{against, band, denies, judge};
use crate::ledger::verdict;
use crate::stand::{Stand, term_of};
use crate::term_values::{comparable, differ};

/// The part of the claim's words that an account must touch, so that what it does is what the claim says is not done.
const TOUCHED: f64 = 0.5;
/// The same by meaning.
const HELD: f64 = 0.2;
/// How sure an answer is that rests on the acts and degrees of the two, and not on what the comparison judges.
const PLAINLY: f64 = 0.6;
/// The same where the acts do not tell it themselves.
const LESS_PLAINLY: f64 = 0.5;
/// The same where neither has a degree.
const LEAST_PLAINLY: f64 = 0.4;

/// The claim and one account, with how they lie to each other.
pub(super) struct Pair<'p> {
    /// What is asked besides.
    pub(super) asked: &'p Asked,
    /// The claim.
    pub(super) p: &'p Stand,
    /// The account.
    pub(super) q: &'p Stand,
    /// How alike the two propositions are.
    pub(super) alike: f64,
    /// The part of the claim's words that the account touches.
    pub(super) touched: f64,
    /// How near they lie.
    pub(super) near: Near,
}

impl Pair<'_> {
    /// What follows from the account for the claim, each with how sure it is.
    ///
    /// The questions in their order: whether it is taken back; whether either says no; terms, condition and degree as
    /// the comparison judges them; then what the acts and degrees of the two say by themselves.
    pub(super) fn says(&self) -> Vec<(Answer, f64)> {
        let (p, q) = (self.p, self.q);
        if q.position.reality == Reality::Questioned {
            return Vec::new();
        }
        let no = negative(q, self.near.negated);
        if p.position.act == Act::Withdraws {
            return self.of_withdrawal(no).into_iter().collect();
        }
        let claimed_no = negative(p, self.near.claim_negated);
        if claimed_no && no {
            return vec![(Answer::Confirmed, PLAINLY)];
        }
        let judged = self.judged();
        if no && q.limited {
            let out: Vec<_> = judged
                .into_iter()
                .filter(|(answer, _)| *answer != Answer::Confirmed)
                .collect();
            return or(out, (Answer::Weaker, LESS_PLAINLY));
        }
        if no && q.denied_slot.is_some() {
            return or(judged, (Answer::Denied, LEAST_PLAINLY));
        }
        if no {
            let sure = judged
                .iter()
                .filter(|(answer, _)| *answer == Answer::Denied)
                .map(|(_, sure)| *sure)
                .reduce(f64::max);
            return vec![(Answer::Denied, sure.unwrap_or(PLAINLY))];
        }
        if claimed_no {
            return self.of_refusal().into_iter().collect();
        }
        if p.position.act == Act::DemandsOfOther {
            // Whoever makes it a condition demands it.
            let demands =
                q.position.act == Act::DemandsOfOther || !q.position.conditions.is_empty();
            return demands
                .then_some((Answer::Confirmed, LESS_PLAINLY))
                .into_iter()
                .collect();
        }
        let out: Vec<_> = judged
            .into_iter()
            .filter(|(answer, _)| self.may_say(*answer))
            .collect();
        if out.is_empty() {
            return self.plainly().into_iter().collect();
        }
        out
    }

    /// What the comparison judges of the pair.
    fn judged(&self) -> Vec<(Answer, f64)> {
        judge(self.p, self.q, self.alike)
            .into_iter()
            .filter_map(|judged| {
                let answer = match judged.kind {
                    DivergenceKind::Understated => Answer::Further,
                    kind => Answer::of(verdict(kind, judged.aspect)?)?,
                };
                Some((answer, judged.sure))
            })
            .collect()
    }

    /// Whether what the comparison judges answers the question.
    fn may_say(&self, answer: Answer) -> bool {
        let (claimed, own) = (goes(self.p), goes(self.q));
        let further = claimed.is_some() && own > claimed;
        match answer {
            // Neither says no.
            Answer::Denied => false,
            Answer::Confirmed => names_the_same(self.p, self.q) && !(self.asked.merely && further),
            Answer::Weaker => !(self.asked.merely && further),
            Answer::Further => self.asked.merely || claimed.is_none() || claimed == Some(OPEN),
            _ => true,
        }
    }

    /// Of a claim that something was withdrawn.
    fn of_withdrawal(&self, no: bool) -> Option<(Answer, f64)> {
        let q = self.q;
        let degree = goes(q);
        match q.position.act {
            Act::Withdraws => Some((Answer::Confirmed, PLAINLY)),
            _ if no => Some((Answer::Denied, PLAINLY)),
            _ if !q.position.conditions.is_empty() && degree > Some(OPEN) => {
                Some((Answer::Condition, LESS_PLAINLY))
            }
            _ if degree == Some(OPEN) => Some((Answer::Weaker, LESS_PLAINLY)),
            Act::Threatens => Some((Answer::Denied, LESS_PLAINLY)),
            _ => None,
        }
    }

    /// Of a claim that something is refused or is not so, where the account says no such thing.
    fn of_refusal(&self) -> Option<(Answer, f64)> {
        let q = self.q;
        let asserts = match q.position.act {
            Act::ReportsEvent => true,
            Act::Commits => q.strength() >= Some(Rung::SupportsInPrinciple.step()),
            _ => false,
        };
        let on_it = self.touched >= TOUCHED || self.near.core >= HELD;
        (asserts && on_it).then_some((Answer::Denied, LESS_PLAINLY))
    }

    /// What the terms, conditions and degrees of the two say, where the comparison judges nothing.
    fn plainly(&self) -> Option<(Answer, f64)> {
        let (p, q, merely) = (self.p, self.q, self.asked.merely);
        if parts_in_terms(p, q) {
            return Some((Answer::OtherTerms, PLAINLY));
        }
        if !q.position.conditions.is_empty() && p.position.conditions.is_empty() && !merely {
            return Some((Answer::Condition, PLAINLY));
        }
        let same = names_the_same(p, q);
        match (goes(p), goes(q)) {
            (Some(claimed), Some(own)) => {
                if (merely || claimed == OPEN) && own > claimed {
                    Some((Answer::Further, PLAINLY))
                } else if claimed < OPEN {
                    (same && !merely).then_some((Answer::Confirmed, LESS_PLAINLY))
                } else if own < claimed {
                    Some((Answer::Weaker, PLAINLY))
                } else {
                    same.then_some((Answer::Confirmed, PLAINLY))
                }
            }
            _ if merely => matches!(q.position.act, Act::ReportsEvent | Act::Commits)
                .then_some((Answer::Further, LEAST_PLAINLY)),
            // Whoever threatens with a thing has not given it away.
            (Some(claimed), None) if claimed > OPEN && q.position.act == Act::Threatens => {
                (p.position.act == Act::Commits).then_some((Answer::Denied, LEAST_PLAINLY))
            }
            _ => (same && q.position.act != Act::DemandsOfOther)
                .then_some((Answer::Confirmed, LEAST_PLAINLY)),
        }
    }
}

/// The degree of one who is open to a thing; below it nothing is offered.
const OPEN: usize = 2;

fn or(mut out: Vec<(Answer, f64)>, other: (Answer, f64)) -> Vec<(Answer, f64)> {
    if out.is_empty() {
        out.push(other);
    }
    out
}

/// How far a position goes, in steps that count as one degree.
fn goes(stand: &Stand) -> Option<usize> {
    stand.strength().map(band)
}

/// Whether it refuses, denies, or plainly says that something is not so (`negated`: a word of it negates).
fn negative(stand: &Stand, negated: bool) -> bool {
    let position = &stand.position;
    let is_negative = position.polarity == diptych_core::Polarity::Negative;
    let no = against(stand) || denies(stand) || is_negative;
    let plain = matches!(position.act, Act::Evaluates | Act::ReportsEvent);
    no && (position.act != Act::Withdraws || is_negative)
        || plain && negated && position.conditions.is_empty()
}

fn exact(slot: Slot) -> bool {
    matches!(
        slot,
        Slot::When | Slot::InForce | Slot::HowMany | Slot::Money | Slot::Duration
    )
}

/// Whether every day and amount of the claim stands in the account too.
fn names_the_same(p: &Stand, q: &Stand) -> bool {
    let mut terms = p.position.terms.iter().filter(|term| exact(term.slot));
    terms.all(|term| {
        term_of(q, term.slot).any(|other| {
            comparable(term.slot, &term.value, &other.value)
                && !differ(term.slot, &term.value, &other.value)
                && !is_wider(&other.value, &term.value)
        })
    })
}

/// Whether a day or an amount of the claim has another value in the account.
fn parts_in_terms(p: &Stand, q: &Stand) -> bool {
    let mut terms = p.position.terms.iter().filter(|term| exact(term.slot));
    terms.any(|term| {
        let others = || {
            term_of(q, term.slot).filter(|other| comparable(term.slot, &term.value, &other.value))
        };
        let differs = |value: &str| differ(term.slot, &term.value, value);
        others().next().is_some() && others().all(|other| differs(&other.value))
    })
}

/// Whether the days of a value leave open which of them the other means: "in June" for "on 3 June".
fn is_wider(value: &str, other: &str) -> bool {
    match (days_of(value), days_of(other)) {
        (Some(value), Some(other)) => value.from < other.from || other.to < value.to,
        _ => false,
    }
}
