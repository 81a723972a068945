//! What one account says to the claim: what the comparison judges of the pair, and what only one who asks wants to
//! know, such as that both say the same of a plain fact.

use diptych_core::{Act, Answer, DivergenceKind, Polarity, Reality, Slot, Time};

use super::asked::Asked;
use crate::judge::{against, band, denies, judge};
use crate::ledger::verdict;
use crate::stand::{Stand, term_of};
use crate::term_values::{comparable, days_of, differ};

/// How near two clauses must be in meaning to speak of one thing where they share no word.
const NEAR: f64 = 0.36;
/// The same, for two that say the same.
const NEARLY_THE_SAME: f64 = 0.5;
/// The same, where they share hardly a word.
const THE_SAME: f64 = 0.64;
/// The part of the claim's words that an account must touch to speak of it.
const TOUCHED: f64 = 0.25;
/// The same, to say the same.
const MOSTLY: f64 = 0.6;
/// How alike two are that speak of one thing in other words, where they are near in meaning too.
const ALIKE_ALL_BUT: f64 = 0.85;
/// How alike two must be by the matter that both name, so that a denial is one of the claim.
const OF_THE_MATTER: f64 = 0.75;

/// What joins an account to the claim.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ties {
    /// How alike the two propositions are.
    pub(super) alike: f64,
    /// How plainly they share what they speak of.
    pub(super) shared: f64,
    /// The part of the claim's words that it touches.
    pub(super) touched: f64,
    /// How near the two are in meaning; 0 without an encoder.
    pub(super) near: f64,
}

impl Ties {
    pub(super) fn new(asked: &Asked, p: &Stand, q: &Stand, alike: f64) -> Self {
        Self {
            alike,
            shared: p.shared(q),
            touched: asked.touched(q),
            near: p.near(q).unwrap_or(0.0),
        }
    }

    /// Whether the account speaks of what is claimed, and not just of the same field.
    pub(super) fn on_it(&self) -> bool {
        self.touched >= TOUCHED || self.near >= NEAR
    }

    /// Whether they say the same but for how far they go.
    pub(super) fn of_one_thing(&self) -> bool {
        self.touched >= MOSTLY
            || self.near >= NEARLY_THE_SAME
            || self.alike >= ALIKE_ALL_BUT && self.near >= NEAR
    }

    /// Whether so much is touched that an agreement is one about all of it.
    fn agrees_on_it(&self) -> bool {
        self.touched >= MOSTLY
            || self.near >= NEARLY_THE_SAME && self.touched >= TOUCHED
            || self.near >= THE_SAME
    }

    fn is_denial_of_it(&self) -> bool {
        self.touched >= NEARLY_THE_SAME || self.near >= NEAR || self.alike >= OF_THE_MATTER
    }
}

/// What follows from `q` for the claim `p`, each with how sure it is.
pub(super) fn says(asked: &Asked, p: &Stand, q: &Stand, ties: &Ties) -> Vec<(Answer, f64)> {
    let mut out: Vec<(Answer, f64)> = judge(p, q, ties.alike)
        .into_iter()
        .filter_map(|judged| {
            let verdict = verdict(judged.kind, judged.aspect)?;
            Some((Answer::of(verdict)?, judged.sure, judged.kind))
        })
        .filter(|(_, _, kind)| match kind {
            DivergenceKind::Agrees => ties.agrees_on_it() && names_the_same(p, q),
            DivergenceKind::Contradicted => ties.is_denial_of_it(),
            DivergenceKind::Understated => asked.merely || ties.of_one_thing(),
            _ => true,
        })
        .map(|(answer, sure, _)| (answer, sure))
        .collect();
    if asked.merely {
        let further = goes(q) > goes(p) && goes(p).is_some() && !against(q) && !denies(q);
        out.retain(|(answer, _)| !matches!(answer, Answer::Confirmed | Answer::Weaker) || !further);
        if further && !out.iter().any(|(answer, _)| *answer == Answer::Further) {
            out.push((Answer::Further, 0.6));
        }
        return out;
    }
    if out.is_empty() && same(p, q, ties) {
        out.push((Answer::Confirmed, 0.6));
    }
    if out.is_empty() {
        out.extend(told(p, q, ties));
    }
    out
}

/// How far a position goes, in steps that count as one degree.
fn goes(stand: &Stand) -> Option<usize> {
    stand.strength().map(band)
}

/// Whether the two say one thing, of a deed or of a plain fact, to one degree.
fn same(p: &Stand, q: &Stand, ties: &Ties) -> bool {
    let whole = ties.alike >= 0.6 && ties.shared >= 0.5 && ties.agrees_on_it();
    let actual = |stand: &Stand| stand.position.reality == Reality::Actual && !stand.limited;
    if !whole
        || !actual(p)
        || !actual(q)
        || p.position.polarity != q.position.polarity
        || against(p) != against(q)
        || p.position.conditions.is_empty() != q.position.conditions.is_empty()
        || !names_the_same(p, q)
    {
        return false;
    }
    if p.position.act == Act::DeniesFact {
        return q.position.act == Act::DeniesFact && p.denied_slot == q.denied_slot;
    }
    let commits = |stand: &Stand| stand.position.act == Act::Commits;
    commits(p) && commits(q) && goes(p) == goes(q)
}

/// What plain reports say to each other, and a thing that was done to one that is only to come.
fn told(p: &Stand, q: &Stand, ties: &Ties) -> Option<(Answer, f64)> {
    let positive = |stand: &Stand| {
        stand.position.polarity == Polarity::Positive && stand.position.reality == Reality::Actual
    };
    let reports = |stand: &Stand| stand.position.act == Act::ReportsEvent;
    if denies(q)
        && q.position.reality == Reality::Actual
        && positive(p)
        && q.denied_slot.is_none()
        && !q.limited
        && ties.is_denial_of_it()
        && matches!(p.position.act, Act::Commits | Act::ReportsEvent)
    {
        return Some((Answer::Denied, 0.6));
    }
    if !positive(p) || !positive(q) || !ties.of_one_thing() {
        return None;
    }
    let coming = |stand: &Stand| stand.position.time == Time::Future;
    let done = reports(p) && p.position.time == Time::Past;
    if done && coming(q) && (reports(q) || q.position.act == Act::Commits) {
        return Some((Answer::Weaker, 0.6));
    }
    let both = reports(p)
        && reports(q)
        && coming(p) == coming(q)
        && p.position.conditions.is_empty() == q.position.conditions.is_empty();
    (both && ties.alike >= 0.6 && ties.touched >= 0.8 && names_the_same(p, q))
        .then_some((Answer::Confirmed, 0.4))
}

/// Whether every day and amount of the claim stands in the account too.
fn names_the_same(p: &Stand, q: &Stand) -> bool {
    let exact = |slot: Slot| {
        matches!(
            slot,
            Slot::When | Slot::InForce | Slot::HowMany | Slot::Money | Slot::Duration
        )
    };
    p.position
        .terms
        .iter()
        .filter(|term| exact(term.slot))
        .all(|term| {
            term_of(q, term.slot).any(|other| {
                comparable(term.slot, &term.value, &other.value)
                    && !differ(term.slot, &term.value, &other.value)
                    && !is_wider(&other.value, &term.value)
            })
        })
}

/// Whether the days of a value leave open which of them the other means: "in June" for "on 3 June".
fn is_wider(value: &str, other: &str) -> bool {
    match (days_of(value), days_of(other)) {
        (Some(value), Some(other)) => value.from < other.from || other.to < value.to,
        _ => false,
    }
}
