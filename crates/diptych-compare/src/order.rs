//! The score of a finding, and the order of the list.

use std::collections::HashMap;

use diptych_core::{Act, Aspect, Attribution, Axis, DivergenceKind, Slot, Time};

use rayon::prelude::*;

use crate::judge::{Judgement, denies};
use crate::pairs::Finding;
use crate::stand::Stand;

/// A sign by which a finding is more or less likely to be one that an editor lists.
struct Sign {
    /// By how much it moves the logarithm of the odds.
    weight: f64,
    /// How far it is there, mostly 0 to 1.
    of: fn(&Finding, &Stand, &Stand) -> f64,
}

/// The logarithm of the odds where no sign is there.
const NONE: f64 = -4.92;

/// The signs and their weights: a logistic regression (ridge 3) on the findings over the
/// judged cases for tuning, listed or not. Left out in turn, every case is ordered better
/// by the weights of the others than by rules set by hand.
const SIGNS: [Sign; 16] = [
    // How plainly both speak of one thing, and the one answers the other.
    Sign {
        weight: 1.21,
        of: |_, p, q| p.shared(q),
    },
    Sign {
        weight: 0.9,
        of: |_, p, q| p.answered_by(q),
    },
    Sign {
        weight: 0.66,
        of: |finding, _, _| finding.likeness,
    },
    Sign {
        weight: 0.71,
        of: |_, p, q| yes(p.issue == q.issue),
    },
    // How sure the rule is.
    Sign {
        weight: 0.98,
        of: |finding, _, _| finding.judgement.sure,
    },
    // A claim about another's commitment, and what several are said to have agreed.
    Sign {
        weight: 0.88,
        of: |_, p, _| yes(p.position.attribution == Attribution::Ascribed),
    },
    Sign {
        weight: 0.7,
        of: |_, p, _| {
            yes(matches!(
                p.position.attribution,
                Attribution::Joint | Attribution::Implied
            ))
        },
    },
    // That nothing was promised answers a claim; that nothing happened may be of another thing.
    Sign {
        weight: 0.89,
        of: |_, _, q| yes(q.position.act == Act::DeniesHavingCommitted),
    },
    Sign {
        weight: -0.32,
        of: |_, _, q| yes(q.position.act == Act::DeniesFact && q.denied_slot.is_none()),
    },
    // Amounts and spans leave no room for wording.
    Sign {
        weight: 0.77,
        of: |finding, _, _| yes(is_amount(&finding.judgement)),
    },
    // What is told of the past is seldom what the talks are about.
    Sign {
        weight: -1.25,
        of: |_, p, _| yes(p.position.act == Act::ReportsEvent && p.position.time == Time::Past),
    },
    // The speakers' very words.
    Sign {
        weight: 1.1,
        of: |_, p, q| yes(p.is_own_wording) + yes(q.is_own_wording),
    },
    Sign {
        weight: -0.14,
        of: |_, p, q| yes(p.carried) + yes(q.carried),
    },
    // Words of one day answer each other.
    Sign {
        weight: -0.3,
        of: |_, p, q| yes(days_between(p, q) < 0),
    },
    Sign {
        weight: -0.28,
        of: |_, p, q| f64::from(days_between(p, q).abs().min(14)) / 14.0,
    },
    Sign {
        weight: -0.2,
        of: |finding, _, _| yes(finding.judgement.kind == DivergenceKind::Shifted),
    },
];

/// The part of a score that says how much a finding would matter.
const MATTERS: f64 = 0.6;

/// The score of a finding, 0 to 1: how much it would matter, and how likely it is that an
/// editor lists it.
pub(crate) fn score(finding: &Finding, stands: &[Stand]) -> f64 {
    let (p, q) = (&stands[finding.left], &stands[finding.right]);
    MATTERS * matters(finding, p, q) + (1.0 - MATTERS) * chance(finding, p, q)
}

/// How likely it is that an editor lists it, 0 to 1.
fn chance(finding: &Finding, p: &Stand, q: &Stand) -> f64 {
    let signs = SIGNS
        .iter()
        .map(|sign| sign.weight * (sign.of)(finding, p, q));
    let odds = NONE + signs.sum::<f64>();
    1.0 / (1.0 + (-odds).exp())
}

/// How much it would matter, 0 to 1: claims about another's commitment first, then the
/// distance on the ladder, own words before retold ones, and the rank of the speakers.
fn matters(finding: &Finding, p: &Stand, q: &Stand) -> f64 {
    let judgement = &finding.judgement;
    let base = match (finding.axis, judgement.kind) {
        (_, DivergenceKind::Agrees | DivergenceKind::Unchanged) => 0.06,
        (Axis::Retelling, _) => 0.44,
        (Axis::WithinSide, _) if denies(q) => 0.44,
        (Axis::WithinSide, _) => 0.34,
        (Axis::OverTime, _) => 0.30,
        _ => match p.position.attribution {
            Attribution::Ascribed => 0.46,
            Attribution::Joint => 0.42,
            Attribution::Implied => 0.44,
            // An announced event speaks for the others too.
            Attribution::Own if announces(p) => 0.36,
            Attribution::Own => 0.30,
        },
    };
    let mut score = base + 0.22 * judgement.sure + 0.12 * finding.likeness;
    score += match judgement.aspect {
        Aspect::Degree => 0.02 * judgement.distance.min(5) as f64,
        Aspect::Polarity if denies(q) => 0.1,
        Aspect::Polarity | Aspect::Term => 0.06,
        Aspect::Condition => 0.05,
        _ => 0.0,
    };
    for stand in [p, q] {
        score += 0.03 / (1.0 + stand.rank as f64);
        score += if stand.is_own_wording { 0.03 } else { -0.03 };
        if stand.carried {
            score -= 0.03;
        }
        if !stand.position.hedges.is_empty() {
            score -= 0.01;
        }
    }
    score.clamp(0.02, 0.98)
}

fn announces(stand: &Stand) -> bool {
    stand.position.act == Act::ReportsEvent && stand.position.time == Time::Future
}

fn yes(is: bool) -> f64 {
    f64::from(u8::from(is))
}

/// Days from the first passage to the second; nothing where a day is not known.
fn days_between(p: &Stand, q: &Stand) -> i32 {
    match (p.days, q.days) {
        (Some((from, _)), Some((to, _))) => to.days_since(from),
        _ => 0,
    }
}

fn is_amount(judgement: &Judgement) -> bool {
    judgement.aspect == Aspect::Term
        && matches!(
            judgement.slot,
            Some(Slot::HowMany | Slot::Money | Slot::Duration | Slot::InForce)
        )
}

/// Sorts findings best first; a finding that repeats one above it (the same
/// speaker against the same passage, or one passage again and again) sinks.
pub(crate) fn order(findings: Vec<Finding>, stands: &[Stand]) -> Vec<(Finding, f64)> {
    let mut scored: Vec<(Finding, f64)> = findings
        .into_par_iter()
        .map(|finding| {
            let score = score(&finding, stands);
            (finding, score)
        })
        .collect();
    sort(&mut scored);
    let mut seen: HashMap<(usize, Option<usize>, usize), usize> = HashMap::new();
    let mut clauses: HashMap<(usize, usize), usize> = HashMap::new();
    for (finding, score) in &mut scored {
        let (p, q) = (&stands[finding.left], &stands[finding.right]);
        let aspect = finding.judgement.kind as usize;
        let times = seen
            .entry((q.utterance, p.speaker_side, aspect))
            .or_default();
        *score -= 0.12 * (*times).min(3) as f64;
        *times += 1;
        let again = clauses.entry((finding.left, aspect)).or_default();
        *score -= 0.04 * (*again).min(4) as f64;
        *again += 1;
        *score = score.clamp(0.02, 0.98);
        // Those whose scores look alike keep their order when one more source moves every weight a little.
        *score = (*score * 1000.0).round() / 1000.0;
    }
    sort(&mut scored);
    scored
}

fn sort(scored: &mut [(Finding, f64)]) {
    scored.par_sort_by(|a, b| {
        b.1.total_cmp(&a.1)
            .then(a.0.left.cmp(&b.0.left))
            .then(a.0.right.cmp(&b.0.right))
    });
}
