//! What the positions of a case say on one claim.

use diptych_core::{Act, Answer, Attribution, DivergenceKind, Polarity, Rung, Verdict};

use crate::compare::Seen;
use crate::judge::{denies, judge};
use crate::ledger::verdict;
use crate::pairs::denied;
use crate::proposition::likeness;
use crate::stand::Stand;

/// How alike an account must be to answer: a question comes from outside, so more than between two accounts.
const ANSWERS: f64 = 0.6;
/// How much both must share in words or meaning: what a table calls one matter may be two to who asks.
const SHARED: f64 = 0.3;
/// How alike the claim of another must be to count as the same claim.
const SAME: f64 = 0.6;
/// What an agreement counts less than a difference of the same likeness: it needs only that nothing differs.
const AGREED: f64 = 0.05;

/// Others' claims through which an answer is looked for.
const MOST_RIVALS: usize = 3;
/// How alike the claim of another must be for its answers to be answers.
const VERY_CLAIM: f64 = 0.7;
/// What an answer through another's claim counts.
const THROUGH: f64 = 0.8;
/// What a clause counts that goes on about what another named.
const CARRIED: f64 = 0.6;
/// How alike an answer through another's claim is to the claim itself, at least.
const ON_IT: f64 = 0.5;
/// Weights that count as about the same.
const ABOUT: f64 = 0.06;

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
    let rivals = rivals(seen, claim, p);
    let mut out = own(seen, claim, &holders);
    // Whose very claim it is put it in more words: what answers that answers this, if less surely.
    for rival in rivals
        .iter()
        .take(MOST_RIVALS)
        .filter(|one| one.alike >= VERY_CLAIM)
    {
        let through = own(seen, rival.stand, &holders).into_iter();
        out.extend(through.map(|one| Bearing {
            weight: one.weight * rival.alike * THROUGH,
            ..one
        }));
    }
    out.extend(denials(seen, &rivals, &holders));
    // One who says several things at once may be answered on another of them.
    out.retain(|one| likeness(p, &seen.stands[one.stand]) >= ON_IT);
    out.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.stand.cmp(&b.stand)));
    let mut known = Vec::new();
    out.retain(|one| {
        let is_new = !known.contains(&one.stand);
        known.push(one.stand);
        is_new
    });
    latest_first(seen, &mut out);
    out.extend(rivals);
    out
}

/// What the account of `holders` says to the position `number`, whoever takes it.
fn own(seen: &Seen<'_>, number: usize, holders: &[usize]) -> Vec<Bearing> {
    let p = &seen.stands[number];
    let mut asked = seen.index.asked(number);
    let mut out = Vec::new();
    for side in holders {
        for &(other, alike) in asked.answers(*side) {
            let q = &seen.stands[other];
            let is_answer = alike >= ANSWERS && p.shared(q) >= SHARED;
            if !is_answer || q.position.attribution == Attribution::Ascribed {
                continue;
            }
            for judgement in judge(p, q, alike) {
                let Some(verdict) = verdict(judgement.kind, judgement.aspect) else {
                    continue;
                };
                let agrees = judgement.kind == DivergenceKind::Agrees;
                // A clause that goes on about what was named before may go on about another thing.
                let vague = q.carried && !denies(q);
                let sure = if vague { CARRIED } else { 1.0 };
                let weight =
                    judgement.sure * (0.4 + 0.6 * alike) * sure - if agrees { AGREED } else { 0.0 };
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
    out
}

/// Denials of the same claim of another, by few words that they share with no other claim. The question itself
/// comes from outside: nobody has denied it.
fn denials(seen: &Seen<'_>, rivals: &[Bearing], holders: &[usize]) -> Vec<Bearing> {
    let same = |number: usize| {
        let rival = rivals.iter().find(|one| one.stand == number);
        rival
            .filter(|one| one.alike >= VERY_CLAIM)
            .map(|one| one.alike)
    };
    let mut out = Vec::new();
    for finding in denied(seen.stands, seen.usable) {
        let by = seen.stands[finding.right].speaker_side;
        let Some(alike) = same(finding.left).filter(|_| by.is_some_and(|by| holders.contains(&by)))
        else {
            continue;
        };
        out.push(Bearing {
            stand: finding.right,
            answer: Some(Answer::Denied),
            is_own: true,
            alike: finding.likeness,
            weight: finding.judgement.sure * (0.4 + 0.6 * finding.likeness) * alike * THROUGH,
        });
    }
    out
}

/// Where a side has said several things that count about as much, its last word stands first, and of one day a
/// denial.
fn latest_first(seen: &Seen<'_>, out: &mut [Bearing]) {
    let Some(best) = out.first().map(|one| one.weight) else {
        return;
    };
    let near = out.partition_point(|one| one.weight >= best - ABOUT);
    out[..near].sort_by_key(|one| {
        let day = seen.stands[one.stand].days.map(|(_, to)| to);
        (std::cmp::Reverse(day), one.answer != Some(Answer::Denied))
    });
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
