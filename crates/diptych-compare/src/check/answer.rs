//! What the positions of a case say on one claim.

use diptych_core::{Act, Answer, Attribution, DivergenceKind, Polarity, Rung, Verdict};

use crate::compare::Seen;
use crate::judge::judge;
use crate::ledger::verdict;
use crate::proposition::likeness;
use crate::stand::Stand;

/// How alike an account must be to answer: a question comes from outside, so more than between two accounts.
const ANSWERS: f64 = 0.6;
/// How alike the claim of another must be to count as the same claim.
const SAME: f64 = 0.6;
/// What an agreement counts less than a difference of the same likeness: it needs only that nothing differs.
const AGREED: f64 = 0.05;

/// A position that bears on the claim.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bearing {
    /// The position.
    pub(super) stand: usize,
    /// What follows from it.
    pub(super) answer: Option<Answer>,
    /// Whether it is of the side that the claim is about.
    pub(super) is_own: bool,
    /// How alike they are.
    pub(super) alike: f64,
    /// How much it counts.
    pub(super) weight: f64,
}

/// What bears on the claim `p`, best first.
pub(super) fn bearings(seen: &Seen<'_>, claim: usize, sides: usize) -> Vec<Bearing> {
    let p = &seen.stands[claim];
    let holders: Vec<usize> = match p.holder_side {
        Some(side) if Some(side) != p.speaker_side => vec![side],
        _ => (0..sides)
            .filter(|side| Some(*side) != p.speaker_side)
            .collect(),
    };
    let mut out = Vec::new();
    for side in holders {
        for &(other, alike) in seen.index.asked(claim).answers(side) {
            let q = &seen.stands[other];
            if alike < ANSWERS || q.position.attribution == Attribution::Ascribed {
                continue;
            }
            for judgement in judge(p, q, alike) {
                let Some(verdict) = verdict(judgement.kind, judgement.aspect) else {
                    continue;
                };
                let agrees = judgement.kind == DivergenceKind::Agrees;
                let weight =
                    judgement.sure * (0.4 + 0.6 * alike) - if agrees { AGREED } else { 0.0 };
                out.push(Bearing {
                    stand: other,
                    answer: answer(verdict),
                    is_own: true,
                    alike,
                    weight,
                });
            }
        }
    }
    out.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.stand.cmp(&b.stand)));
    let mut known = Vec::new();
    out.retain(|one| {
        let is_new = !known.contains(&one.stand);
        known.push(one.stand);
        is_new
    });
    out.extend(rivals(seen, claim, p));
    out
}

/// Others who say the same of that side.
fn rivals(seen: &Seen<'_>, claim: usize, p: &Stand) -> Vec<Bearing> {
    let mut out: Vec<Bearing> = seen
        .stands
        .iter()
        .enumerate()
        .filter(|(number, r)| {
            *number != claim
                && seen.usable[*number]
                && r.statement != p.statement
                && r.is_claim()
                && r.holder_side == p.holder_side
                && r.speaker_side != p.holder_side
                && r.position.polarity == Polarity::Positive
                && matches!(r.position.act, Act::Commits | Act::ReportsEvent)
                && r.position
                    .rung
                    .is_none_or(|rung| rung > Rung::TakesNoPosition)
        })
        .map(|(number, r)| (number, likeness(p, r)))
        .filter(|(_, alike)| *alike >= SAME)
        .map(|(stand, alike)| Bearing {
            stand,
            answer: Some(Answer::RivalOnly),
            is_own: false,
            alike,
            weight: alike,
        })
        .collect();
    out.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.stand.cmp(&b.stand)));
    out
}

fn answer(verdict: Verdict) -> Option<Answer> {
    Some(match verdict {
        Verdict::GoesFurther => Answer::Weaker,
        Verdict::FallsShort => Answer::Further,
        Verdict::Confirmed => Answer::Confirmed,
        Verdict::OnACondition => Answer::Condition,
        Verdict::OtherTerms => Answer::OtherTerms,
        Verdict::Denied => Answer::Denied,
        Verdict::Silent | Verdict::NotFound => return None,
    })
}
