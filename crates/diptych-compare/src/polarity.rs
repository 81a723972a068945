//! What one asserts and the other denies or refuses.

use diptych_core::{Act, Aspect, Attribution, DivergenceKind, Polarity, Reality, Rung, Time};

use crate::judge::{Judgement, against, asserts_event, denies, judged};
use crate::stand::{Stand, term_of};

/// What a report of an event and its denial must share.
const SAME_EVENT: f64 = 0.45;

/// Whether what the claimer `p` asserts is denied or refused in `q`, or the other way round.
pub(crate) fn polarity(
    p: &Stand,
    q: &Stand,
    p_step: Option<usize>,
    p_positive: bool,
    claim: bool,
    (likeness, shared): (f64, f64),
) -> Option<Judgement> {
    let contradicted = |sure| {
        Some(judged(
            Aspect::Polarity,
            DivergenceKind::Contradicted,
            5,
            sure,
        ))
    };
    // That the other has gone back on it, which the other denies or does not know of.
    if claim && p.position.act == Act::Withdraws {
        let stands_by = denies(q) && !q.limited
            || q.position.polarity == Polarity::Positive
                && q.position.act == Act::Commits
                && q.strength()
                    .is_some_and(|step| step >= Rung::Promises.step());
        return if stands_by { contradicted(0.7) } else { None };
    }
    // Two of one side, or one speaker twice: they speak of one matter sooner than strangers do.
    let one_side = p.speaker_side.is_some() && p.speaker_side == q.speaker_side;
    let (near, nearer) = if one_side { (0.55, 0.6) } else { (0.6, 0.7) };
    if p_positive {
        let asserted = p_step.is_some_and(|step| step >= Rung::OpenToDiscuss.step());
        let strong = p_step.is_some_and(|step| step >= Rung::Promises.step());
        if denies(q) && q.denied_slot.is_none() && !q.limited {
            let of_fact = claim || p.position.act == Act::ReportsEvent;
            // "The gates were opened", "nobody opened the gates".
            let told = p.position.act == Act::ReportsEvent
                || p.position.rung.is_some_and(|rung| rung >= Rung::Done);
            let reported = told && p.position.reality == Reality::Actual && shared >= SAME_EVENT;
            return match (claim && strong, of_fact && asserted || reported) {
                (true, _) => contradicted(0.9),
                (_, true) if likeness >= near || reported && likeness >= 0.5 => contradicted(0.65),
                (_, _) if strong && likeness >= nearer + 0.05 => contradicted(0.5),
                _ => None,
            };
        }
        if let Some(slot) = q.denied_slot
            && denies(q)
            && q.position.hedges.is_empty()
            && term_of(p, slot).next().is_some()
            && strong
        {
            return contradicted(0.75);
        }
        if against(q) && !q.limited && (asserted || told_of(p)) {
            return match (claim, asserts_event(p)) {
                (true, _) if asserted => contradicted(0.8),
                (_, true) if likeness >= near => contradicted(0.6),
                // What one account says stands, the other says will not be.
                _ if told_of(p) => (shared >= SAME_EVENT && likeness >= near - 0.05)
                    .then(|| judged(Aspect::Polarity, DivergenceKind::Contradicted, 5, 0.5)),
                _ if likeness >= nearer && !hedged_only(p) => contradicted(0.45),
                _ => None,
            };
        }
        return None;
    }
    // "They walked out", "we did not leave the room": the deed itself is denied.
    if claim
        && against(p)
        && p.position.time == Time::Past
        && q.position.act == Act::DeniesFact
        && q.denied_slot.is_none()
        && shared >= SAME_EVENT
    {
        return contradicted(0.6);
    }
    // "Nobody asked us", "we asked our friends": a deed of the other's that is denied.
    let own_deed = q.own_subject
        && q.position.attribution == Attribution::Own
        && q.position.polarity == Polarity::Positive
        && q.position.time == Time::Past
        && q.position.reality == Reality::Actual
        && matches!(q.position.act, Act::Commits | Act::ReportsEvent);
    if p.position.act == Act::DeniesFact
        && p.denied_slot.is_none()
        && !p.carried
        && !one_side
        && own_deed
        && shared >= SAME_EVENT
        && likeness >= near
    {
        return contradicted(0.6);
    }
    // The claimer denies or refuses for the other what the other affirms.
    let q_strong = q
        .strength()
        .is_some_and(|step| step >= Rung::SupportsInPrinciple.step());
    if claim && (against(p) || denies(p)) && q.position.polarity == Polarity::Positive && q_strong {
        return contradicted(0.7);
    }
    // "They agreed that the age will not be raised", "the age will be taken up again":
    // what is said to be ruled out is open by the other's own account.
    let is_open = q
        .strength()
        .is_some_and(|step| step >= Rung::OpenToDiscuss.step());
    let own = q.position.attribution == Attribution::Own;
    if claim && against(p) && own && q.position.polarity == Polarity::Positive && is_open {
        return contradicted(0.5);
    }
    None
}

/// A plain report of how things stand or will be.
fn told_of(p: &Stand) -> bool {
    p.position.act == Act::ReportsEvent
        && p.position.reality == Reality::Actual
        && p.position.time != Time::Past
}

fn hedged_only(p: &Stand) -> bool {
    p.position
        .rung
        .is_none_or(|rung| rung < Rung::SupportsInPrinciple)
}
