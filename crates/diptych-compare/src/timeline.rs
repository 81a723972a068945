//! The same speaker or side at two times, and two people of one side.

use std::collections::{BTreeMap, BTreeSet};

use diptych_core::{
    Act, Aspect, Attribution, Axis, DivergenceKind, Polarity, Reality, Rung, Slot, Statement, Time,
};

use rayon::prelude::*;

use crate::answers::Asked;
use crate::judge::{Judgement, band, denies, judge, judge_sharing, judged};
use crate::pairs::Finding;
use crate::proposition::likeness;
use crate::stand::Stand;

/// Likeness from which two positions of one speaker are on one matter.
const ONE_MATTER: f64 = 0.6;

/// Likeness from which a limited refusal and what was agreed later are on one matter.
const PLAINLY_ONE: f64 = 0.8;

/// Matters of a speaker that are looked at for a further position, the latest first.
const MOST_MATTERS: usize = 200;

/// Sides with more than one voice: a side with one cannot split.
pub(crate) fn several_voices(stands: &[Stand], statements: &[Statement]) -> BTreeSet<usize> {
    let mut voices: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for stand in stands {
        if let (Some(side), Some(speaker)) = (stand.speaker_side, name(statements, stand)) {
            voices.entry(side).or_default().insert(speaker);
        }
    }
    voices.retain(|_, list| list.len() > 1);
    voices.into_keys().collect()
}

/// Others of the same side, one of several voices, who differ with a position on its proposition.
pub(crate) fn within(
    left: usize,
    stands: &[Stand],
    usable: &[bool],
    statements: &[Statement],
    several: &BTreeSet<usize>,
    asked: &mut Asked<'_>,
) -> Vec<Finding> {
    let mut found = Vec::new();
    let p = &stands[left];
    let Some(side) = p.speaker_side.filter(|side| several.contains(side)) else {
        return found;
    };
    if !usable[left] || name(statements, p).is_none() {
        return found;
    }
    for answer in asked.answers(side) {
        let (right, alike) = (answer.number, answer.likeness);
        let q = &stands[right];
        if p.utterance == q.utterance
            || name(statements, p) == name(statements, q)
            || !of_one_holder(p, q)
        {
            continue;
        }
        for judgement in judge_sharing(p, q, alike, answer.shared) {
            let Some(judgement) = as_split(p, q, judgement) else {
                continue;
            };
            // Case order of the speakers; the asserting one first where ranks are equal.
            let (left, right) = if (q.rank, right) < (p.rank, left) {
                (right, left)
            } else {
                (left, right)
            };
            let axis = Axis::WithinSide;
            found.push(Finding::new(axis, left, right, judgement, alike));
        }
    }
    found
}

/// Whether both tell of their own side, or one of them of a commitment of another's
/// that the other speaks of too: "they promised us a date", "nobody promised a date".
fn of_one_holder(p: &Stand, q: &Stand) -> bool {
    let told = |stand: &Stand| stand.position.attribution == Attribution::Ascribed;
    match (told(p), told(q)) {
        (false, false) => true,
        (true, true) => {
            p.holder_side.is_some() && p.holder_side == q.holder_side && (denies(p) || denies(q))
        }
        (true, false) => q.position.act == Act::DeniesHavingCommitted,
        (false, true) => p.position.act == Act::DeniesHavingCommitted,
    }
}

/// Inside one side only plain differences count: a denial, a refusal, another
/// term, or a condition that the other leaves out of a firm announcement.
fn as_split(p: &Stand, q: &Stand, mut judgement: Judgement) -> Option<Judgement> {
    let firm = p
        .strength()
        .is_some_and(|step| step >= Rung::Promises.step());
    let plain = match judgement.kind {
        DivergenceKind::Contradicted => true,
        DivergenceKind::TermsDiffer => judgement.is_exact_term(),
        DivergenceKind::Overstated => {
            denies(q) && q.position.hedges.is_empty()
                || q.position.rung.is_some_and(|rung| rung <= Rung::Objects)
        }
        DivergenceKind::Conditional => firm && judgement.sure >= 0.7,
        _ => false,
    };
    judgement.kind = DivergenceKind::Split;
    judgement.sure *= 0.9;
    plain.then_some(judgement)
}

fn name<'s>(statements: &'s [Statement], stand: &Stand) -> Option<&'s str> {
    statements[stand.statement].speaker.shown()
}

/// What moved, and what did not, along each speaker's line of time.
pub(crate) fn over_time(
    stands: &[Stand],
    usable: &[bool],
    statements: &[Statement],
) -> Vec<Finding> {
    let mut lines: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (number, stand) in stands.iter().enumerate() {
        let (Some(issue), Some(side), true) = (stand.issue, stand.speaker_side, usable[number])
        else {
            continue;
        };
        let is_own = stand.position.attribution == Attribution::Own
            && stand.position.reality == Reality::Actual
            && (matches!(stand.position.act, Act::Commits | Act::Withdraws)
                || tells_of_amounts(stand));
        if is_own && stand.days.is_some() && name(statements, stand).is_some() {
            lines.entry((issue, side)).or_default().push(number);
        }
    }
    let lines: Vec<Vec<usize>> = lines.into_values().collect();
    let lines: Vec<Vec<usize>> = lines
        .into_par_iter()
        .flat_map_iter(|line| by_matter(stands, line))
        .flat_map_iter(|part| by_voice(statements, stands, &part))
        .collect();
    let mut found = Vec::new();
    for line in lines {
        found.extend(moves(stands, &line));
    }
    found.extend(as_of(stands, usable, statements));
    found
}

/// Positions of a line that are looked back on for a further one, the latest first.
const MOST_EARLIER: usize = 40;

/// What moved along one line, each position against the last before it that was
/// otherwise; where nothing moved, what stayed from first to last.
fn moves(stands: &[Stand], line: &[usize]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (place, later) in line.iter().enumerate() {
        for earlier in line[..place].iter().rev().take(MOST_EARLIER) {
            if !apart(&stands[*earlier], &stands[*later]) {
                continue;
            }
            if let Some(finding) = shift(stands, *earlier, *later) {
                found.push(finding);
                break;
            }
            // Said so before: what was held before that moved then, if ever.
            if unchanged(stands, *earlier, *later).is_some() {
                break;
            }
        }
    }
    if found.is_empty() {
        let stayed = line.iter().take(MOST_EARLIER).find_map(|first| {
            let last = line.iter().rev().take(MOST_EARLIER);
            last.filter(|last| apart(&stands[*first], &stands[**last]))
                .find_map(|last| unchanged(stands, *first, *last))
        });
        found.extend(stayed);
    }
    found
}

/// Whether it reports what is planned, or how things stand, with a day or an amount.
fn tells_of_amounts(stand: &Stand) -> bool {
    stand.position.act == Act::ReportsEvent
        && stand.position.time != Time::Past
        && stand.position.terms.iter().any(|term| {
            matches!(
                term.slot,
                Slot::HowMany | Slot::Money | Slot::When | Slot::InForce | Slot::Duration
            )
        })
}

/// Parts of a line on one matter each, by day: a position joins the part whose
/// positions it is most like.
fn by_matter(stands: &[Stand], mut line: Vec<usize>) -> Vec<Vec<usize>> {
    line.sort_by_key(|number| (stands[*number].days, *number));
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for number in line {
        let near = parts
            .iter()
            .enumerate()
            .rev()
            .take(MOST_MATTERS)
            .map(|(place, part)| {
                let alike = part
                    .iter()
                    .rev()
                    .take(4)
                    .map(|other| likeness(&stands[*other], &stands[number]))
                    .fold(0.0, f64::max);
                (place, alike)
            })
            .filter(|(_, alike)| *alike >= ONE_MATTER)
            .max_by(|a, b| a.1.total_cmp(&b.1));
        match near {
            Some((place, _)) => parts[place].push(number),
            None => parts.push(vec![number]),
        }
    }
    parts
}

/// The positions of one matter by who speaks. Two people of a side who differ
/// are a split, not a move; the bodies of the side stand in where a person
/// speaks of the matter on one day only.
fn by_voice(statements: &[Statement], stands: &[Stand], part: &[usize]) -> Vec<Vec<usize>> {
    let is_body = |number: &usize| statements[stands[*number].statement].speaker.is_body;
    let people: BTreeSet<&str> = part
        .iter()
        .filter(|number| !is_body(number))
        .filter_map(|number| name(statements, &stands[*number]))
        .collect();
    let bodies: Vec<usize> = part
        .iter()
        .copied()
        .filter(|number| is_body(number))
        .collect();
    let mut out = Vec::new();
    for person in people {
        let speaks =
            |number: &usize| !is_body(number) && name(statements, &stands[*number]) == Some(person);
        let own: Vec<usize> = part.iter().copied().filter(speaks).collect();
        let moves = match (own.first(), own.last()) {
            (Some(first), Some(last)) => apart(&stands[*first], &stands[*last]),
            _ => false,
        };
        if moves {
            out.push(own);
        } else {
            let with = |number: &usize| is_body(number) || speaks(number);
            out.push(part.iter().copied().filter(with).collect());
        }
    }
    if out.is_empty() {
        out.push(bodies);
    }
    out
}

/// Whether the second was surely said on a later day, in another utterance.
fn apart(a: &Stand, b: &Stand) -> bool {
    match (a.days, b.days) {
        (Some((_, a_to)), Some((b_from, _))) => a_to < b_from && a.utterance != b.utterance,
        _ => false,
    }
}

fn shift(stands: &[Stand], left: usize, right: usize) -> Option<Finding> {
    let (p, q) = (&stands[left], &stands[right]);
    let alike = likeness(p, q);
    // A limited refusal and a limited consent may be one position in two words.
    let apart = alike >= PLAINLY_ONE
        && p.position.polarity != q.position.polarity
        && [p, q].iter().any(|stand| {
            stand
                .strength()
                .is_some_and(|step| step >= Rung::AgreesTo.step())
        });
    if alike < 0.6 || (p.limited || q.limited) && !apart {
        return None;
    }
    if p.position.polarity != q.position.polarity || q.position.act == Act::Withdraws {
        return Some(Finding::new(
            Axis::OverTime,
            left,
            right,
            judged(Aspect::Polarity, DivergenceKind::Shifted, 5, 0.75),
            alike,
        ));
    }
    let reports = [p, q]
        .iter()
        .any(|stand| stand.position.act == Act::ReportsEvent);
    let steps = p.strength().zip(q.strength()).filter(|_| !reports);
    let (a, b) = steps.map_or((0, 0), |(a, b)| (band(a), band(b)));
    if a.abs_diff(b) >= 2 {
        return Some(Finding::new(
            Axis::OverTime,
            left,
            right,
            judged(Aspect::Degree, DivergenceKind::Shifted, a.abs_diff(b), 0.6),
            alike,
        ));
    }
    if !reports
        && p.position.conditions.is_empty() != q.position.conditions.is_empty()
        && alike >= 0.66
    {
        return Some(Finding::new(
            Axis::OverTime,
            left,
            right,
            judged(Aspect::Condition, DivergenceKind::Shifted, 1, 0.5),
            alike,
        ));
    }
    let term = judge(p, q, alike)
        .into_iter()
        .find(Judgement::is_exact_term)?;
    let mut finding = Finding::new(
        Axis::OverTime,
        left,
        right,
        judged(Aspect::Term, DivergenceKind::Shifted, 1, 0.7),
        alike,
    );
    finding.judgement.slot = term.slot;
    Some(finding)
}

fn unchanged(stands: &[Stand], left: usize, right: usize) -> Option<Finding> {
    let (p, q) = (&stands[left], &stands[right]);
    let alike = likeness(p, q);
    let degree = |stand: &Stand| stand.position.rung.map(|rung| band(rung.step()));
    let same = degree(p) == degree(q)
        && p.position.polarity == q.position.polarity
        && p.position.act == q.position.act
        && p.position.conditions.is_empty() == q.position.conditions.is_empty();
    (alike >= 0.7 && same).then(|| {
        Finding::new(
            Axis::OverTime,
            left,
            right,
            judged(Aspect::None, DivergenceKind::Unchanged, 0, 0.5),
            alike,
        )
    })
}

/// A position that the speaker's side held at an earlier time, by the speaker's own words.
fn as_of(stands: &[Stand], usable: &[bool], statements: &[Statement]) -> Vec<Finding> {
    let mut by_speaker: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
    for (number, stand) in stands.iter().enumerate() {
        if let (Some(issue), Some(speaker), true) =
            (stand.issue, name(statements, stand), usable[number])
            && stand.position.act == Act::Commits
            && stand.position.attribution != Attribution::Ascribed
        {
            by_speaker.entry((issue, speaker)).or_default().push(number);
        }
    }
    let mut found = Vec::new();
    for line in by_speaker.values() {
        let then = line
            .iter()
            .copied()
            .filter(|number| stands[*number].position.as_of.is_some());
        for earlier in then.take(8) {
            let p = &stands[earlier];
            let now = line
                .iter()
                .copied()
                .filter(|number| stands[*number].position.as_of.is_none())
                .filter(|number| stands[*number].position.attribution == Attribution::Own)
                .map(|number| (number, likeness(p, &stands[number])))
                .filter(|(_, alike)| *alike >= 0.66)
                .max_by(|a, b| a.1.total_cmp(&b.1));
            if let Some((now, alike)) = now
                && p.position.polarity == Polarity::Positive
                && stands[now].position.polarity == Polarity::Positive
                && p.own_subject
            {
                found.push(Finding::new(
                    Axis::OverTime,
                    earlier,
                    now,
                    judged(Aspect::None, DivergenceKind::Unchanged, 0, 0.45),
                    alike,
                ));
            }
        }
    }
    found
}
