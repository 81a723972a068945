//! Two positions judged: in what respect they differ, and of what kind that is.
//!
//! The order of the questions is terms, condition, degree, polarity. A
//! contradiction needs a denial or rejection of what the other asserts.

use diptych_core::{Act, Aspect, Attribution, DivergenceKind, Polarity, Reality, Rung, Slot, Time};

use crate::agreement::agreement;
use crate::polarity::polarity;
use crate::proposition::{ALIKE, is_lower_step, names_all};
use crate::stand::Stand;
use crate::term_pairs::terms;
use crate::undone::{comes_to_the_same, excluded};

/// What two clauses must share besides the matter of the issue, so that their
/// terms and conditions bear on one thing.
pub(crate) const SPECIFIC: f64 = 0.3;

/// The part of a claim's weight that an answer holds which confirms it.
const CONFIRMED: f64 = 0.28;

/// The part that a denial holds which goes on about what was named before.
const TOUCHED: f64 = 0.09;

/// The part that an answer holds which limits it.
const ANSWERED: f64 = 0.15;

/// The same for a claim, which names whose commitment it is about.
const SPECIFIC_OF_CLAIM: f64 = 0.12;

/// Days that an answer may lie before what it answers.
const SAME_DAYS: i32 = 2;

/// The same for the denial of a commitment, in days.
const SAME_TALKS: i32 = 7;

/// One respect in which two positions differ, or that they agree.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Judgement {
    pub(crate) aspect: Aspect,
    pub(crate) slot: Option<Slot>,
    pub(crate) kind: DivergenceKind,
    /// Steps between them, for the order of findings.
    pub(crate) distance: usize,
    /// How sure the rule is, 0 to 1.
    pub(crate) sure: f64,
}

impl Judgement {
    /// Whether it tells of amounts, days or actors, which leave no room for wording.
    pub(crate) fn is_exact_term(&self) -> bool {
        self.aspect == Aspect::Term
            && matches!(
                self.slot,
                Some(
                    Slot::Who
                        | Slot::HowMany
                        | Slot::Money
                        | Slot::When
                        | Slot::InForce
                        | Slot::Duration
                )
            )
    }
}

/// A judgement on no slot in particular.
pub(crate) fn judged(
    aspect: Aspect,
    kind: DivergenceKind,
    distance: usize,
    sure: f64,
) -> Judgement {
    Judgement {
        aspect,
        slot: None,
        kind,
        distance,
        sure,
    }
}

/// Steps of the ladder that count as the same degree.
pub(crate) fn band(step: usize) -> usize {
    match step {
        0..=2 => 0,
        3..=4 => 1,
        5 => 2,
        6..=7 => 3,
        8..=9 => 4,
        10 => 5,
        _ => 6,
    }
}

/// Whether the holder denies it or turns it down, without limiting that.
pub(crate) fn denies(stand: &Stand) -> bool {
    matches!(
        stand.position.act,
        Act::DeniesFact | Act::DeniesHavingCommitted
    )
}

pub(crate) fn against(stand: &Stand) -> bool {
    stand.position.rung.is_some_and(Rung::is_against) || stand.position.act == Act::Withdraws
}

pub(crate) fn speaks_of_it(stand: &Stand) -> bool {
    matches!(
        stand.position.act,
        Act::Commits | Act::ReportsEvent | Act::DemandsOfOther | Act::DeniesHavingCommitted
    )
}

/// Whether it is said to be coming or done, so that others are taken for agreed.
pub(crate) fn asserts_event(stand: &Stand) -> bool {
    stand.position.act == Act::ReportsEvent
        && stand.position.reality == Reality::Actual
        && matches!(stand.position.time, Time::Future)
        || stand
            .position
            .rung
            .is_some_and(|rung| rung >= Rung::Arranges)
}

/// Every respect in which the claimer's position `p` differs from the account `q`.
pub(crate) fn judge(p: &Stand, q: &Stand, likeness: f64) -> Vec<Judgement> {
    judge_sharing(p, q, likeness, p.shared(q))
}

/// As [`judge`], of two that share so much.
pub(crate) fn judge_sharing(p: &Stand, q: &Stand, likeness: f64, shared: f64) -> Vec<Judgement> {
    let mut out = Vec::new();
    if p.position.reality == Reality::Questioned || q.position.reality == Reality::Questioned {
        return out;
    }
    terms(p, q, likeness, shared, &mut out);
    // Two clauses that a slot alone brings together part in that slot and in nothing else.
    if likeness < ALIKE && !p.is_claim() && p.speaker_side != q.speaker_side {
        return out;
    }
    // What was held at an earlier time answers nothing of today but its terms.
    if p.position.as_of.is_some() != q.position.as_of.is_some() {
        return out;
    }
    // A refusal that was said days before a claim does not answer it; what was denied
    // to have been promised is of the same talks for longer.
    if let (Some((claimed, _)), Some((_, answered))) = (p.days, q.days)
        && p.speaker_side != q.speaker_side
    {
        let before = claimed.days_since(answered);
        let denied = q.position.act == Act::DeniesHavingCommitted;
        if before > SAME_DAYS && (against(q) || denies(q) && !(denied && before <= SAME_TALKS)) {
            return out;
        }
    }
    let claim = p.is_claim();
    let p_step = p.strength();
    let q_step = q.strength();
    let p_positive =
        p.position.polarity == Polarity::Positive && p.position.act != Act::DemandsOfOther;
    let asserted = p_positive
        && (p_step.is_some_and(|step| step >= Rung::SupportsInPrinciple.step())
            || p.position.act == Act::ReportsEvent && p.position.time != Time::Past);
    let hypothetical = p.position.reality == Reality::Hypothetical;

    // A limited refusal of what is claimed is a matter of degree.
    let least = if claim && names_all(p, q) {
        SPECIFIC_OF_CLAIM
    } else {
        SPECIFIC
    };
    if !(claim && (against(q) || denies(q)) && q.limited) && shared >= least {
        condition(p, q, asserted, claim, &mut out);
    }
    // "Could be discussed": supposed, and all the more a lower degree than what is claimed.
    let weaker = claim
        && q.position.act == Act::Commits
        && q.position.attribution == Attribution::Own
        && q.position.polarity == Polarity::Positive;
    if hypothetical || q.position.reality == Reality::Hypothetical && !weaker {
        return out;
    }
    let specific = shared >= if claim { SPECIFIC_OF_CLAIM } else { SPECIFIC };
    if let (Some(p_step), true) = (p_step, p_positive)
        && (specific || is_lower_step(q, p) || q.denied_slot.is_some())
        && let Some(judgement) = degree(p, q, p_step, q_step, claim)
    {
        out.push(judgement);
    }
    if (specific || q.denied_slot == Some(Slot::When))
        && let Some(judgement) = polarity(p, q, p_step, p_positive, claim, (likeness, shared))
        && !comes_to_the_same(p, q)
    {
        out.push(judgement);
    }
    if let Some(judgement) = excluded(p, q, likeness, shared) {
        if !out.iter().any(|one| one.aspect == Aspect::Polarity) {
            out.push(judgement);
        }
    } else if out.is_empty()
        && let Some(judgement) = agreement(p, q, likeness)
    {
        out.push(judgement);
    }
    // A claim is answered by what holds a good part of it: that ships may pass
    // does not confirm that they are insured.
    if claim {
        let answered = p.answered_by(q);
        out.retain(|judgement| match judgement.kind {
            DivergenceKind::Agrees => answered >= CONFIRMED,
            // A short denial is of what was named before, and of no more.
            DivergenceKind::Contradicted if q.carried => answered >= TOUCHED || names_all(p, q),
            DivergenceKind::Conditional | DivergenceKind::Overstated => {
                answered >= ANSWERED
                    || q.limited
                    || q.denied_slot.is_some()
                    || is_lower_step(q, p)
                    || names_all(p, q)
            }
            _ => true,
        });
    }
    // The more two clauses share, the surer that they bear on one thing.
    for judgement in &mut out {
        judgement.sure *= 0.65 + 0.35 * (shared / 0.5).min(1.0);
    }
    out
}

fn condition(p: &Stand, q: &Stand, asserted: bool, claim: bool, out: &mut Vec<Judgement>) {
    let q_positive = !against(q) && !denies(q);
    if p.position.conditions.is_empty() && !q.position.conditions.is_empty() {
        let open = q_positive || q.limited;
        let weight = if claim {
            0.8
        } else if asserts_event(p) {
            0.75
        } else {
            0.55
        };
        if asserted && open {
            out.push(judged(
                Aspect::Condition,
                DivergenceKind::Conditional,
                1,
                weight,
            ));
        }
    } else if !p.position.conditions.is_empty()
        && q.position.conditions.is_empty()
        && p.position.polarity == Polarity::Positive
        && q_positive
        && q.strength()
            .is_some_and(|step| step >= Rung::SupportsInPrinciple.step())
    {
        let weight = if claim { 0.6 } else { 0.5 };
        out.push(judged(
            Aspect::Condition,
            DivergenceKind::Conditional,
            1,
            weight,
        ));
    }
}

fn degree(
    p: &Stand,
    q: &Stand,
    p_step: usize,
    q_step: Option<usize>,
    claim: bool,
) -> Option<Judgement> {
    let counts = |stand: &Stand| {
        stand.position.act == Act::Commits
            || denies(stand)
            || stand.position.act == Act::ReportsEvent && stand.position.time == Time::Future
    };
    if !counts(p) || !counts(q) {
        return None;
    }
    let p_band = band(p_step);
    // What is arranged or done has a date; "no date" falls short of it.
    if q.denied_slot.is_some() && denies(q) {
        return (p_band >= 4).then(|| judged(Aspect::Degree, DivergenceKind::Overstated, 3, 0.65));
    }
    if against(q) && q.limited {
        return (claim && p_band >= 3)
            .then(|| judged(Aspect::Degree, DivergenceKind::Overstated, 4, 0.7));
    }
    if against(q) || denies(q) {
        return None;
    }
    let q_step = q_step?;
    let q_band = band(q_step);
    if !claim && (p.carried || q.carried || !q.position.conditions.is_empty()) {
        return None;
    }
    let lower = is_lower_step(q, p);
    let event = asserts_event(p);
    if (claim || event) && p_band >= 3 && (p_band > q_band) {
        let distance = p_band - q_band + usize::from(lower);
        // Neighbouring degrees are often only a choice of words.
        let small = p_band - q_band == 1 && !lower && (p_band == 5 || q_band == 3 || p_band == 6);
        if small && !claim {
            return None;
        }
        let sure = match (claim, small) {
            (true, false) => 0.8,
            (true, true) => 0.4,
            (false, _) => 0.55,
        };
        return Some(judged(
            Aspect::Degree,
            DivergenceKind::Overstated,
            distance,
            sure,
        ));
    }
    if claim && lower && p_band >= 4 && q_band >= 2 {
        return Some(judged(Aspect::Degree, DivergenceKind::Overstated, 1, 0.5));
    }
    let accounts = matches!(
        q.position.attribution,
        Attribution::Own | Attribution::Joint
    );
    if p.position.attribution == Attribution::Ascribed
        && accounts
        && q_band > p_band
        && p_band >= 1
        && q_band - p_band >= 2
    {
        return Some(judged(
            Aspect::Degree,
            DivergenceKind::Understated,
            q_band - p_band,
            0.6,
        ));
    }
    None
}
