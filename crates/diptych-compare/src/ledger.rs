//! The ledger: each claim about another's commitment, with one verdict from
//! that other's own account.

use diptych_core::{
    Act, Aspect, Attribution, Claim, DivergenceKind, IssueId, Reality, Time, Verdict,
};

use crate::answers::Asked;
use crate::judge::judge_sharing;
use crate::proposition::ALIKE;
use crate::stand::Stand;

/// Whether the position is a claim about another's commitment.
pub(crate) fn is_claim(stand: &Stand) -> bool {
    stand.is_claim()
        && stand.position.reality != Reality::Questioned
        && stand.holder_side != stand.speaker_side
        && match stand.position.act {
            Act::Commits | Act::DeniesHavingCommitted | Act::Withdraws => true,
            Act::ReportsEvent => {
                stand.position.time == Time::Future && stand.position.reality == Reality::Actual
            }
            _ => false,
        }
}

/// The claim that a position makes, where it makes one, with its verdict.
pub(crate) fn claim(
    number: usize,
    stands: &[Stand],
    usable: &[bool],
    issues: &[IssueId],
    sides: usize,
    asked: &mut Asked<'_>,
) -> Option<(usize, Claim)> {
    let stand = &stands[number];
    let (Some(issue), true) = (stand.issue, usable[number] && is_claim(stand)) else {
        return None;
    };
    let holders: Vec<usize> = match stand.holder_side {
        Some(side) if stand.position.attribution != Attribution::Joint => vec![side],
        _ => (0..sides)
            .filter(|side| Some(*side) != stand.speaker_side)
            .collect(),
    };
    let mut answers: Vec<(usize, f64, Verdict)> = Vec::new();
    for side in holders {
        let answering = asked.answers(side).iter();
        for answer in answering.filter(|answer| answer.likeness >= ALIKE) {
            let (other, alike) = (answer.number, answer.likeness);
            let q = &stands[other];
            if q.position.attribution == Attribution::Ascribed {
                continue;
            }
            for judgement in judge_sharing(stand, q, alike, answer.shared) {
                let Some(verdict) = verdict(judgement.kind, judgement.aspect) else {
                    continue;
                };
                let agrees = judgement.kind == DivergenceKind::Agrees;
                let weight = judgement.sure * (0.4 + 0.6 * alike) - if agrees { 0.05 } else { 0.0 };
                answers.push((other, weight, verdict));
            }
        }
    }
    answers.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let verdict = answers.first().map_or(Verdict::NotFound, |answer| answer.2);
    let mut answer = Vec::new();
    for (other, _, _) in &answers {
        let id = &stands[*other].position.id;
        if !answer.contains(id) {
            answer.push(id.clone());
        }
    }
    answer.truncate(5);
    let claim = Claim {
        position: stand.position.id.clone(),
        issue: issues[issue].clone(),
        verdict,
        answer,
    };
    Some((number, claim))
}

/// The verdict that a judgement of a claim gives, where it gives one.
pub(crate) fn verdict(kind: DivergenceKind, aspect: Aspect) -> Option<Verdict> {
    Some(match (kind, aspect) {
        (DivergenceKind::Overstated, _) => Verdict::GoesFurther,
        (DivergenceKind::Understated, _) => Verdict::FallsShort,
        (DivergenceKind::Conditional, _) => Verdict::OnACondition,
        (DivergenceKind::TermsDiffer, _) => Verdict::OtherTerms,
        (DivergenceKind::Contradicted, _) => Verdict::Denied,
        (DivergenceKind::Agrees, _) => Verdict::Confirmed,
        _ => return None,
    })
}
