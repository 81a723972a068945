//! What two positions have in common.

use diptych_core::{Act, Aspect, Attribution, DivergenceKind, Polarity, Rung, Slot, Term, Time};

use crate::day_values::{Days, days_of};
use crate::judge::{Judgement, against, band, denies, judged, speaks_of_it};
use crate::proposition::ALIKE;
use crate::stand::{Stand, term_of};

/// Likeness from which two accounts agree that name no common term.
const WITHOUT_TERM: f64 = 0.6;

/// The same of two that name one.
const WITH_TERM: f64 = 0.55;

/// Likeness from which two plain reports tell the same, though no term be named.
const PLAINLY: f64 = 0.75;

/// Whether the two agree: on the degree, on a denial, or on a term of plain reports.
pub(crate) fn agreement(p: &Stand, q: &Stand, likeness: f64) -> Option<Judgement> {
    if p.position.polarity != q.position.polarity
        || p.position.conditions.is_empty() != q.position.conditions.is_empty()
        || likeness < ALIKE
    {
        return None;
    }
    // What it is about and whom it concerns make two accounts comparable, not equal.
    let same_term = |term: &&Term| {
        !matches!(term.slot, Slot::What | Slot::Whom)
            && term_of(q, term.slot).any(|other| other.value == term.value)
    };
    let shared: Vec<&Term> = p.position.terms.iter().filter(same_term).collect();
    let shared_term = !shared.is_empty();
    // One day or one amount that both name holds two short accounts together.
    let exact = shared.iter().any(|term| match term.slot {
        Slot::When | Slot::InForce => is_exact(&term.value),
        slot => matches!(slot, Slot::HowMany | Slot::Money),
    });
    let least = if shared_term { WITH_TERM } else { WITHOUT_TERM };
    if likeness < least && !exact {
        return None;
    }
    // Both deny that anything was agreed.
    if p.position.act == Act::DeniesHavingCommitted && q.position.act == p.position.act {
        return (likeness >= 0.66).then(|| judged(Aspect::None, DivergenceKind::Agrees, 0, 0.5));
    }
    let (Some(p_step), Some(q_step)) = (p.strength(), q.strength()) else {
        // Plain reports agree where they name the same term.
        let reports =
            p.position.polarity == Polarity::Positive && speaks_of_it(p) && speaks_of_it(q);
        return (reports && (shared_term || likeness >= PLAINLY))
            .then(|| judged(Aspect::None, DivergenceKind::Agrees, 0, 0.4));
    };
    if likeness < 0.66 && !exact {
        return None;
    }
    // Two accounts that give one day for what is to come part in words only.
    let ahead = |stand: &Stand| {
        // "We have settled on the day": agreed in the past for what is to come.
        stand.position.time != Time::Past || stand.position.act == Act::Commits
    };
    let dated = exact
        && [p, q].iter().all(|stand| {
            stand.position.attribution != Attribution::Ascribed
                && ahead(stand)
                && stand.position.polarity == Polarity::Positive
        });
    let same = band(p_step) == band(q_step) || dated;
    let committed = p_step >= Rung::SupportsInPrinciple.step() || against(p) || dated;
    if against(p) && likeness < 0.75 {
        return None;
    }
    if same && committed && !denies(p) && !denies(q) {
        let claim = p.is_claim() || p.position.attribution == Attribution::Joint;
        let sure = 0.4 + if claim { 0.2 } else { 0.0 } + if shared_term { 0.2 } else { 0.0 };
        return Some(judged(Aspect::None, DivergenceKind::Agrees, 0, sure));
    }
    None
}

/// Whether the days of a value are a single one, or a stretch that is not just one
/// whole month or year.
fn is_exact(value: &str) -> bool {
    days_of(value).is_some_and(|Days { from, to, .. }| {
        from == to
            || from.get(..7) != to.get(..7) && !from.ends_with("-01-01")
            || !from.ends_with("-01")
            || !matches!(to.get(8..), Some("28" | "29" | "30" | "31"))
    })
}
