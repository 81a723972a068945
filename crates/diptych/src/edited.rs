//! Words of people that a page gave otherwise before, or no longer gives: as findings.

use diptych_core::{
    About, Aspect, Axis, Divergence, DivergenceId, DivergenceKind, Position, Scope, Source,
    Statement, Status, short,
};

/// The page gave these words otherwise.
pub(crate) fn shifted(
    old: &Statement,
    now: &Statement,
    left: &Position,
    others: &[&Position],
) -> Option<Divergence> {
    let right = others
        .iter()
        .find(|one| one.issue == left.issue)
        .or_else(|| others.first())?;
    let (aspect, score) = if left.polarity != right.polarity {
        (Aspect::Polarity, 0.85)
    } else if left.rung != right.rung || left.act != right.act {
        (Aspect::Degree, 0.8)
    } else if left.conditions.is_empty() != right.conditions.is_empty() {
        (Aspect::Condition, 0.75)
    } else {
        (Aspect::None, 0.5)
    };
    let mut evidence = left.evidence.clone();
    evidence.extend(right.evidence.iter().cloned());
    Some(Divergence {
        id: id(left, right.id.as_str(), aspect),
        issue: left.issue.clone()?,
        axis: Axis::Retelling,
        aspect,
        slot: None,
        kind: DivergenceKind::Shifted,
        score,
        left: old.id.clone(),
        right: Some(now.id.clone()),
        left_position: left.id.clone(),
        right_position: Some(right.id.clone()),
        evidence,
        explanation: format!(
            "The page gave these words otherwise before: “{}”; it now says “{}”.",
            old.words(),
            now.words()
        ),
        about: None,
        scope: None,
        status: Status::Suggested,
    })
}

/// The page no longer has these words.
pub(crate) fn gone(old: &Statement, left: &Position, now: &Source) -> Divergence {
    Divergence {
        id: id(left, now.path.as_str(), Aspect::Silence),
        issue: left.issue.clone().unwrap_or_default(),
        axis: Axis::Retelling,
        aspect: Aspect::Silence,
        slot: None,
        kind: DivergenceKind::Silent,
        score: 0.7,
        left: old.id.clone(),
        right: None,
        left_position: left.id.clone(),
        right_position: None,
        evidence: left.evidence.clone(),
        explanation: format!(
            "The page had these words before and no longer has them: “{}”.",
            old.words()
        ),
        about: old.speaker.side.clone().map(|side| About {
            side,
            name: old.speaker.name.clone(),
        }),
        scope: Some(Scope {
            sources: vec![now.path.clone()],
            from: now.published,
            to: now.published,
        }),
        status: Status::Suggested,
    }
}

fn id(left: &Position, right: &str, aspect: Aspect) -> DivergenceId {
    let aspect = format!("{aspect:?}").to_lowercase();
    DivergenceId::from(short(
        "dv",
        &[left.id.as_str(), right, "retelling", "edit", &aspect],
    ))
}
