//! Copies that say more, or less, than the words they copy.

use diptych_core::{
    Act, Aspect, Axis, DivergenceKind, Rung, Slot, Source, SourceKind, Statement, Utterance,
    Wording,
};
use std::collections::HashMap;

use crate::judge::{Judgement, band, judged};
use crate::pairs::Finding;
use crate::proposition::likeness;
use crate::stand::{Stand, term_of};
use crate::term_pairs::terms;

/// Findings between the witnesses of one utterance, and between an outlet's
/// retelling and the same speaker's direct words of the same day.
pub(crate) fn retellings(
    stands: &[Stand],
    statements: &[Statement],
    utterances: &[Utterance],
    sources: &[Source],
) -> Vec<Finding> {
    let mut by_statement: HashMap<usize, Vec<usize>> = HashMap::new();
    for (number, stand) in stands.iter().enumerate() {
        by_statement
            .entry(stand.statement)
            .or_default()
            .push(number);
    }
    let numbers: HashMap<&str, usize> = statements
        .iter()
        .enumerate()
        .map(|(number, statement)| (statement.id.as_str(), number))
        .collect();
    let of = |id: &str| {
        numbers
            .get(id)
            .and_then(|number| by_statement.get(number))
            .map_or(&[][..], Vec::as_slice)
    };
    let mut found = Vec::new();
    for utterance in utterances
        .iter()
        .filter(|utterance| !utterance.variants.is_empty())
    {
        let best = of(utterance.best.as_str());
        for variant in &utterance.variants {
            for left in of(variant.statement.as_str()) {
                for right in best {
                    found.extend(retold(stands, *left, *right, &variant.how));
                }
                found.extend(altered(stands, *left, best, &variant.how));
            }
        }
    }
    found.extend(hardened(stands, statements));
    found.extend(cut_short(stands, statements, sources));
    found
}

/// The same speaker's words of one day in an outlet's piece that ends before
/// the condition, and in a text of the speaker's own that goes on to it.
fn cut_short(stands: &[Stand], statements: &[Statement], sources: &[Source]) -> Vec<Finding> {
    let kinds: HashMap<&str, SourceKind> = sources
        .iter()
        .map(|source| (source.id.as_str(), source.kind))
        .collect();
    let is_primary = |stand: &Stand| {
        kinds
            .get(statements[stand.statement].source.as_str())
            .is_some_and(|kind| *kind != SourceKind::Article)
    };
    let mut whole: HashMap<(&str, usize), Vec<usize>> = HashMap::new();
    for (number, stand) in stands.iter().enumerate() {
        let name = statements[stand.statement].speaker.shown();
        if let (Some(name), Some(issue), false) =
            (name, stand.issue, stand.position.conditions.is_empty())
            && is_primary(stand)
            && stand.position.act == Act::Commits
        {
            whole.entry((name, issue)).or_default().push(number);
        }
    }
    let mut found = Vec::new();
    for (left, p) in stands.iter().enumerate() {
        let name = statements[p.statement].speaker.shown();
        let (Some(name), Some(issue)) = (name, p.issue) else {
            continue;
        };
        if is_primary(p)
            || !p.is_own_wording
            || !p.position.conditions.is_empty()
            || p.position.act != Act::Commits
        {
            continue;
        }
        let best = whole
            .get(&(name, issue))
            .into_iter()
            .flatten()
            .rev()
            .take(60)
            .filter(|right| {
                let q = &stands[**right];
                p.utterance != q.utterance
                    && same_day(p, q)
                    && p.position.rung == q.position.rung
                    && p.holder_side == q.holder_side
            })
            .map(|right| (*right, likeness(p, &stands[*right])))
            .filter(|(_, alike)| *alike >= 0.75)
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((right, alike)) = best {
            let judgement = judged(Aspect::Condition, DivergenceKind::Conditional, 1, 0.65);
            found.push(Finding::new(Axis::Retelling, left, right, judgement, alike));
        }
    }
    found
}

fn retold(stands: &[Stand], left: usize, right: usize, how: &str) -> Option<Finding> {
    let (p, q) = (&stands[left], &stands[right]);
    let alike = likeness(p, q);
    if alike < 0.6 {
        return None;
    }
    if matches!(how, "cut" | "near" | "translated" | "retold")
        && p.position.conditions.is_empty()
        && !q.position.conditions.is_empty()
        && p.position.act == q.position.act
        && p.position.rung == q.position.rung
    {
        return Some(Finding::new(
            Axis::Retelling,
            left,
            right,
            judged(Aspect::Condition, DivergenceKind::Conditional, 1, 0.7),
            alike,
        ));
    }
    // The speaker's very words, or a part of them, harden nothing.
    if matches!(how, "exact" | "cut") {
        return None;
    }
    harder(stands, left, right, alike)
}

/// The copy puts another number, day or name in the place of the one that was said, turns a refusal
/// round, or leaves a hedge out.
fn altered(stands: &[Stand], left: usize, best: &[usize], how: &str) -> Vec<Finding> {
    let p = &stands[left];
    let nearest = best
        .iter()
        .map(|right| (*right, likeness(p, &stands[*right])))
        .max_by(|a, b| a.1.total_cmp(&b.1));
    let Some((right, alike)) = nearest.filter(|(_, alike)| *alike >= 0.7 && how != "exact") else {
        return Vec::new();
    };
    let q = &stands[right];
    let mut out = Vec::new();
    if how == "cut" && alike >= CUT_SHORT {
        out.extend(left_out(p, q));
    }
    if how != "cut" {
        terms(p, q, alike, p.shared(q), &mut out);
        let against = |stand: &Stand| stand.position.rung.map(Rung::is_against);
        if against(p) == Some(false) && against(q) == Some(true) && !q.limited {
            out.push(judged(
                Aspect::Polarity,
                DivergenceKind::Contradicted,
                1,
                0.7,
            ));
        }
    }
    if how != "retold"
        && p.position.hedges.is_empty()
        && !q.position.hedges.is_empty()
        && p.position.rung.is_some()
        && p.position.rung == q.position.rung
        && p.position.act == Act::Commits
    {
        out.push(judged(Aspect::Degree, DivergenceKind::Overstated, 1, 0.5));
    }
    out.into_iter()
        .map(|judgement| Finding::new(Axis::Retelling, left, right, judgement, alike))
        .collect()
}

/// Likeness from which what a cut copy lacks belongs to what it has.
const CUT_SHORT: f64 = 0.9;

/// The day, the term or the amount before which a copy ends that is otherwise the same.
fn left_out(p: &Stand, q: &Stand) -> Option<Judgement> {
    let slot = [
        Slot::When,
        Slot::InForce,
        Slot::Duration,
        Slot::HowMany,
        Slot::Money,
    ]
    .into_iter()
    .find(|slot| term_of(q, *slot).next().is_some() && term_of(p, *slot).next().is_none())?;
    let same = p.position.act == q.position.act && p.position.rung == q.position.rung;
    same.then(|| {
        let mut judgement = judged(Aspect::Term, DivergenceKind::TermsDiffer, 1, 0.5);
        judgement.slot = Some(slot);
        judgement
    })
}

/// The retelling gives a rung well above that of the words.
fn harder(stands: &[Stand], left: usize, right: usize, alike: f64) -> Option<Finding> {
    let (p, q) = (&stands[left], &stands[right]);
    let (Some(a), Some(b)) = (p.position.rung, q.position.rung) else {
        return None;
    };
    let far = band(a.step()) > band(b.step()) && a >= Rung::Promises && !b.is_against();
    let flipped = a.is_against() && !b.is_against() && b >= Rung::OpenToDiscuss;
    (far || flipped).then(|| {
        let distance = band(a.step()).abs_diff(band(b.step()));
        Finding::new(
            Axis::Retelling,
            left,
            right,
            judged(Aspect::Degree, DivergenceKind::Overstated, distance, 0.6),
            alike,
        )
    })
}

/// The outlet's indirect speech beside the same speaker's direct words around the same day.
fn hardened(stands: &[Stand], statements: &[Statement]) -> Vec<Finding> {
    let mut direct: HashMap<(&str, usize), Vec<usize>> = HashMap::new();
    for (number, stand) in stands.iter().enumerate() {
        let statement = &statements[stand.statement];
        if let (Some(name), Some(issue)) = (statement.speaker.shown(), stand.issue)
            && statement.wording == Wording::Speaker
            && statement.kind.is_said()
        {
            direct.entry((name, issue)).or_default().push(number);
        }
    }
    let mut found = Vec::new();
    for (left, stand) in stands.iter().enumerate() {
        let statement = &statements[stand.statement];
        let (Some(name), Some(issue), Wording::Outlet) =
            (statement.speaker.shown(), stand.issue, statement.wording)
        else {
            continue;
        };
        if stand.position.rung.is_none() {
            continue;
        }
        let best = direct
            .get(&(name, issue))
            .into_iter()
            .flatten()
            .rev()
            .take(60)
            .filter(|right| same_day(stand, &stands[**right]))
            // Whose position it is must be the same; a claim is compared with a claim.
            .filter(|right| {
                let other = &stands[**right];
                stand.is_claim() == other.is_claim() && stand.holder_side == other.holder_side
            })
            .map(|right| (*right, likeness(stand, &stands[*right])))
            .filter(|(_, alike)| *alike >= 0.7)
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((right, alike)) = best {
            found.extend(harder(stands, left, right, alike));
        }
    }
    found
}

fn same_day(a: &Stand, b: &Stand) -> bool {
    match (a.days, b.days) {
        (Some((a_from, a_to)), Some((b_from, b_to))) => a_from <= b_to && b_from <= a_to,
        _ => false,
    }
}
