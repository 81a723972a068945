//! The score of a finding, and the order of the list.

use std::collections::HashMap;

use diptych_core::{Act, Aspect, Attribution, Axis, DivergenceKind, Time};

use crate::judge::denies;
use crate::pairs::Finding;
use crate::stand::Stand;

/// The score of a finding, 0 to 1: claims about another's commitment first,
/// then the distance on the ladder, own words before retold ones, the rank of
/// the speakers, and how sure the reading is.
pub(crate) fn score(finding: &Finding, stands: &[Stand]) -> f64 {
    let (p, q) = (&stands[finding.left], &stands[finding.right]);
    let judgement = &finding.judgement;
    let base = match (finding.axis, judgement.kind) {
        (_, DivergenceKind::Agrees | DivergenceKind::Unchanged) => 0.16,
        (Axis::Retelling, _) => 0.44,
        (Axis::WithinSide, _) if denies(q) => 0.4,
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

/// Sorts findings best first; a finding that repeats one above it (the same
/// speaker against the same passage, or one passage again and again) sinks.
pub(crate) fn order(findings: Vec<Finding>, stands: &[Stand]) -> Vec<(Finding, f64)> {
    let mut scored: Vec<(Finding, f64)> = findings
        .into_iter()
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
        *score -= 0.07 * (*times).min(3) as f64;
        *times += 1;
        let again = clauses.entry((finding.left, aspect)).or_default();
        *score -= 0.04 * (*again).min(4) as f64;
        *again += 1;
        *score = score.clamp(0.02, 0.98);
    }
    sort(&mut scored);
    scored
}

fn sort(scored: &mut [(Finding, f64)]) {
    scored.sort_by(|a, b| {
        b.1.total_cmp(&a.1)
            .then(a.0.left.cmp(&b.0.left))
            .then(a.0.right.cmp(&b.0.right))
    });
}
