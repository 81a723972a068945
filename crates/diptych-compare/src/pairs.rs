//! Findings between the sides, and which of several findings of one pair stays.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diptych_core::{Act, Aspect, Attribution, Axis, DivergenceKind, Rung, Slot, Time};

use rayon::prelude::*;

use crate::answers::{Asked, Days, nearest};
use crate::judge::{Judgement, judge, judge_sharing, judged};
use crate::proposition::{ALIKE, likeness};
use crate::stand::{Stand, term_of};
use crate::term_values::{comparable, differ};

/// Findings of one aspect kept for a pair of utterances.
const MOST_A_PAIR: usize = 4;

/// A judged pair, before it becomes a divergence.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) left: usize,
    pub(crate) right: usize,
    pub(crate) axis: Axis,
    pub(crate) judgement: Judgement,
    pub(crate) likeness: f64,
    /// Other positions of the same two utterances that show the same.
    pub(crate) also: Vec<usize>,
}

impl Finding {
    /// A pair as it was judged; nothing else shows the same yet.
    pub(crate) fn new(
        axis: Axis,
        left: usize,
        right: usize,
        judgement: Judgement,
        likeness: f64,
    ) -> Self {
        Self {
            left,
            right,
            axis,
            judgement,
            likeness,
            also: Vec::new(),
        }
    }

    /// How well the pair shows what it shows.
    pub(crate) fn weight(&self, stands: &[Stand]) -> f64 {
        let (p, q) = (&stands[self.left], &stands[self.right]);
        let mut weight = self.judgement.sure * (0.4 + 0.6 * self.likeness);
        if p.is_claim() {
            weight += 0.1;
        }
        if self.judgement.aspect == Aspect::Condition && p.position.time == Time::Future {
            weight += 0.12;
        }
        for stand in [p, q] {
            if stand.carried {
                weight -= 0.06;
            }
            if !stand.is_own_wording {
                weight -= 0.04;
            }
        }
        weight + 0.01 * self.judgement.distance as f64
    }
}

/// Claims about a side that are weighed against one denial of it.
const MOST_CLAIMS: usize = 200;

/// Likeness below which a denial answers no claim at all.
const LEAST_DENIED: f64 = 0.16;

/// By how much the claim that is denied must be more like it than any other.
const STANDS_OUT: f64 = 0.04;

/// A side that denies having agreed to a thing, or says that it would talk of it and no
/// more, answers somebody: the claim about it that is most like its words, though few
/// words be shared ("we promised to scrap no vessel", "eight of its trawlers").
pub(crate) fn denied(stands: &[Stand], usable: &[bool]) -> Vec<Finding> {
    let mut claims: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, stand) in stands.iter().enumerate() {
        if let (Some(holder), true) = (stand.holder_side, usable[number])
            && stand.position.attribution == Attribution::Ascribed
            && stand.speaker_side.is_some_and(|side| side != holder)
            && stand
                .strength()
                .is_some_and(|step| step >= Rung::Promises.step())
        {
            claims.entry(holder).or_default().push(number);
        }
    }
    let days = Days::new(stands);
    let answer = |(right, q): (usize, &Stand)| -> Option<Finding> {
        let side = q.speaker_side.filter(|_| usable[right])?;
        if q.position.attribution != Attribution::Own || q.carried {
            return None;
        }
        // That it is open to talks is said on many matters: it answers on its own issue.
        let is_lower = match (q.position.act, q.position.rung) {
            (Act::DeniesHavingCommitted, _) => false,
            (Act::Commits, Some(Rung::OpenToDiscuss)) if q.own_subject && q.issue.is_some() => true,
            _ => return None,
        };
        let mut alike: Vec<(usize, f64)> = nearest(&days, claims.get(&side)?, right, MOST_CLAIMS)
            .into_iter()
            .filter(|number| !is_lower || stands[*number].issue == q.issue)
            .map(|number| (number, likeness(&stands[number], q)))
            .collect();
        alike.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let &(left, best) = alike.first()?;
        // Several witnesses may claim the one thing; another thing must be less like it.
        let rival = alike[1..]
            .iter()
            .find(|(number, _)| likeness(&stands[*number], &stands[left]) < ALIKE);
        let stands_out = rival.is_none_or(|(_, next)| best - next >= STANDS_OUT);
        if best < LEAST_DENIED || !stands_out {
            return None;
        }
        let judgement = if is_lower {
            judged(Aspect::Degree, DivergenceKind::Overstated, 2, 0.5)
        } else {
            judge(&stands[left], q, best)
                .into_iter()
                .find(|judgement| judgement.kind == DivergenceKind::Contradicted)?
        };
        Some(Finding::new(
            Axis::BetweenSides,
            left,
            right,
            judgement,
            best,
        ))
    };
    stands.par_iter().enumerate().filter_map(answer).collect()
}

/// Findings between the side of a position and the others.
pub(crate) fn between(
    left: usize,
    stands: &[Stand],
    usable: &[bool],
    sides: usize,
    asked: &mut Asked<'_>,
) -> Vec<Finding> {
    let mut found = Vec::new();
    let p = &stands[left];
    let (Some(own), true) = (p.speaker_side, usable[left]) else {
        return found;
    };
    let answering: Vec<usize> = match (p.is_claim(), p.holder_side) {
        // An event that a side is said to have had a part in, any side may deny.
        // And what several are said to have agreed, each of them may answer.
        (true, Some(holder))
            if p.position.act != Act::ReportsEvent
                && p.position.attribution != Attribution::Joint =>
        {
            vec![holder]
        }
        _ => (0..sides).collect(),
    };
    for side in answering.into_iter().filter(|side| *side != own) {
        for answer in asked.answers(side) {
            let (right, alike) = (answer.number, answer.likeness);
            let q = &stands[right];
            if q.position.attribution == Attribution::Ascribed {
                continue;
            }
            for judgement in judge_sharing(p, q, alike, answer.shared) {
                if in_direction(p, q, own, side, &judgement) {
                    let axis = Axis::BetweenSides;
                    found.push(Finding::new(axis, left, right, judgement, alike));
                }
            }
        }
    }
    found
}

/// Whether the claimer stands on the left: a pair is met from both sides.
fn in_direction(p: &Stand, q: &Stand, own: usize, side: usize, judgement: &Judgement) -> bool {
    // What several agreed is no claim of one about another, where all tell the same.
    let claims = |stand: &Stand| match judgement.aspect {
        Aspect::None => stand.position.attribution == Attribution::Ascribed,
        _ => stand.is_claim(),
    };
    match (claims(p), claims(q)) {
        (true, false) => true,
        (false, true) => match judgement.aspect {
            Aspect::Polarity | Aspect::Degree => true,
            Aspect::Condition => p.position.conditions.is_empty(),
            _ => false,
        },
        _ => match judgement.aspect {
            // What was said first stands on the left, else the order of the case.
            Aspect::Term | Aspect::None => {
                let earlier = |a: &Stand, b: &Stand| match (a.days, b.days) {
                    (Some((_, a_to)), Some((b_from, _))) => a_to < b_from,
                    _ => false,
                };
                match (carries_out(p), carries_out(q)) {
                    (false, true) if judgement.aspect == Aspect::Term => true,
                    (true, false) if judgement.aspect == Aspect::Term => false,
                    _ => earlier(p, q) || !earlier(q, p) && own < side,
                }
            }
            Aspect::Condition => p.position.conditions.is_empty(),
            _ => true,
        },
    }
}

/// Whether the clause tells what the speaker's own side does or will do: its account
/// of its own deed is what another's account of it is held against.
fn carries_out(stand: &Stand) -> bool {
    stand.own_subject && stand.position.act == Act::Commits
}

/// Degree and polarity of one pair of clauses are one difference: what shows
/// it better stays.
fn one_difference(out: &mut Vec<Finding>, stands: &[Stand]) {
    let differs =
        |finding: &Finding| matches!(finding.judgement.aspect, Aspect::Degree | Aspect::Polarity);
    let pair = |finding: &Finding| (clause(stands, finding.left), clause(stands, finding.right));
    let mut best: HashMap<_, f64> = HashMap::new();
    for finding in out.iter().filter(|finding| differs(finding)) {
        let weight = best.entry(pair(finding)).or_insert(f64::MIN);
        *weight = weight.max(finding.weight(stands));
    }
    out.retain(|finding| {
        !differs(finding)
            || best
                .get(&pair(finding))
                .is_none_or(|weight| finding.weight(stands) >= *weight)
    });
}

fn clause(stands: &[Stand], number: usize) -> (usize, diptych_core::Span) {
    (stands[number].statement, stands[number].position.clause)
}

/// Slots of amounts and days in which the two hold one value.
fn same_values<'s>(p: &'s Stand, q: &'s Stand) -> impl Iterator<Item = Slot> + 's {
    [
        Slot::HowMany,
        Slot::Money,
        Slot::When,
        Slot::Duration,
        Slot::InForce,
    ]
    .into_iter()
    .filter(move |slot| {
        term_of(p, *slot).any(|mine| {
            term_of(q, *slot).any(|theirs| {
                comparable(*slot, &mine.value, &theirs.value)
                    && !differ(*slot, &mine.value, &theirs.value)
            })
        })
    })
}

/// What the best findings are chosen by: issue, utterances, aspect, slot.
type Key = (usize, usize, usize, u8, Option<Slot>);

fn key(finding: &Finding, stands: &[Stand]) -> Key {
    let (p, q) = (&stands[finding.left], &stands[finding.right]);
    let aspect = match finding.judgement.aspect {
        Aspect::Degree => 0,
        Aspect::Polarity => 5,
        Aspect::Condition => 1,
        Aspect::Term => 2,
        Aspect::None => 3,
        Aspect::Silence => 4,
    };
    let issue = p.issue.unwrap_or(usize::MAX);
    let slot = finding.judgement.slot;
    (issue, p.utterance, q.utterance, aspect, slot)
}

/// The best findings for each pair of utterances and aspect.
pub(crate) fn best_of_each(mut found: Vec<Finding>, stands: &[Stand]) -> Vec<Finding> {
    let agreeing: HashMap<(usize, usize), f64> = found
        .iter()
        .filter(|finding| finding.judgement.kind == DivergenceKind::Agrees)
        .map(|finding| {
            (
                (finding.left, stands[finding.right].utterance),
                finding.likeness,
            )
        })
        .collect();
    // Clauses whose very value the other utterance holds in another clause.
    let met: BTreeSet<(usize, usize, Slot)> = found
        .iter()
        .filter(|finding| finding.judgement.kind == DivergenceKind::Agrees)
        .flat_map(|finding| {
            let (p, q) = (&stands[finding.left], &stands[finding.right]);
            let (left, right) = (finding.left, finding.right);
            same_values(p, q)
                .flat_map(move |slot| [(left, q.utterance, slot), (right, p.utterance, slot)])
        })
        .collect();
    found.retain(|finding| {
        if let Some(slot) = finding.judgement.slot
            && (met.contains(&(finding.left, stands[finding.right].utterance, slot))
                || met.contains(&(finding.right, stands[finding.left].utterance, slot)))
        {
            return false;
        }
        // Where the same words hold the very degree elsewhere, a lower clause beside it is another step.
        let agreed = agreeing.get(&(finding.left, stands[finding.right].utterance));
        finding.judgement.aspect != Aspect::Degree
            || agreed.is_none_or(|alike| *alike < finding.likeness - 0.03)
    });
    found.par_sort_by_cached_key(|finding| key(finding, stands));
    let groups: Vec<&[Finding]> = found
        .chunk_by(|a, b| key(a, stands) == key(b, stands))
        .collect();
    let best = |group: &&[Finding]| best_of_group(group, stands);
    let mut out: Vec<Finding> = groups.par_iter().flat_map_iter(best).collect();
    one_difference(&mut out, stands);
    one_way(&mut out, stands);
    out
}

/// The best of one key, clause by clause: two utterances may part on several propositions.
fn best_of_group(group: &[Finding], stands: &[Stand]) -> Vec<Finding> {
    let mut order: Vec<(f64, &Finding)> = group
        .iter()
        .map(|finding| (finding.weight(stands), finding))
        .collect();
    order.sort_by(|(weight, a), (other, b)| {
        other
            .total_cmp(weight)
            .then(a.left.cmp(&b.left))
            .then(a.right.cmp(&b.right))
    });
    let mut taken: Vec<(f64, Finding)> = Vec::new();
    for (weight, finding) in order {
        let same = |(_, known): &(f64, Finding)| {
            clause(stands, known.left) == clause(stands, finding.left)
                || clause(stands, known.right) == clause(stands, finding.right)
        };
        match taken.iter().position(same) {
            Some(place) => {
                let (best, known) = &mut taken[place];
                if known.judgement.kind != finding.judgement.kind || weight < 0.8 * *best {
                    continue;
                }
                for (at, of) in [(finding.left, known.left), (finding.right, known.right)] {
                    if clause(stands, at) != clause(stands, of) && known.also.len() < 2 {
                        known.also.push(at);
                    }
                }
            }
            None if taken.len() < MOST_A_PAIR => taken.push((weight, finding.clone())),
            None => break,
        }
    }
    taken.into_iter().map(|(_, finding)| finding).collect()
}

/// Two passages that part in a term are met from both sides where one of them names
/// the thing twice ("they proposed, and we agreed"): one finding of the two stays,
/// that of two accounts of one's own before that of what is told of another.
fn one_way(out: &mut Vec<Finding>, stands: &[Stand]) {
    let pair = |finding: &Finding| {
        let (p, q) = (&stands[finding.left], &stands[finding.right]);
        let both = (p.utterance.min(q.utterance), p.utterance.max(q.utterance));
        (both, finding.judgement.slot, finding.axis)
    };
    let told =
        |finding: &Finding| stands[finding.left].position.attribution == Attribution::Ascribed;
    let mut own: HashMap<_, Vec<(usize, diptych_core::Span)>> = HashMap::new();
    for finding in out.iter() {
        if finding.judgement.aspect == Aspect::Term && !told(finding) {
            let from = stands[finding.left].utterance;
            let answered = stands[finding.right].sentence;
            own.entry(pair(finding)).or_default().push((from, answered));
        }
    }
    out.retain(|finding| {
        let left = &stands[finding.left];
        let again = finding.judgement.aspect == Aspect::Term
            && told(finding)
            && own.get(&pair(finding)).is_some_and(|known| {
                known
                    .iter()
                    .any(|(from, answered)| *from != left.utterance && *answered == left.sentence)
            });
        !again
    });
}
