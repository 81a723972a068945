//! A finding as a divergence of the record.

use std::collections::HashMap;

use diptych_core::{
    About, Aspect, Axis, Divergence, DivergenceId, DivergenceKind, Evidence, IssueId, Role,
    Statement, Status, short,
};

use crate::Input;
use crate::explain::{Told, explanation};
use crate::mentioned::Passed;
use crate::pairs::Finding;
use crate::sides::SideIndex;
use crate::stand::Stand;
use crate::undone::{contrary, shown};

/// Writes findings into the record.
pub(super) struct Recorder<'m> {
    pub(super) input: &'m Input<'m>,
    pub(super) statements: &'m [Statement],
    pub(super) stands: &'m [Stand],
    /// Documents by their source.
    pub(super) documents: &'m HashMap<&'m str, usize>,
    pub(super) ids: &'m [IssueId],
}

impl Recorder<'_> {
    fn told(&self, number: usize) -> Option<Told<'_>> {
        let stand = &self.stands[number];
        let statement = &self.statements[stand.statement];
        let document = self.documents.get(statement.source.as_str())?;
        Some(Told {
            stand,
            statement,
            document: &self.input.documents[*document],
        })
    }

    /// The divergence of a finding; nothing where it is on no issue.
    pub(super) fn divergence(&self, finding: &Finding, score: f64) -> Option<Divergence> {
        let left = self.told(finding.left)?;
        let right = self.told(finding.right)?;
        let issue = self
            .ids
            .get(left.stand.issue.or(right.stand.issue)?)?
            .clone();
        let judgement = &finding.judgement;
        let id = DivergenceId::from(short(
            "dv",
            &[
                left.stand.position.id.as_str(),
                right.stand.position.id.as_str(),
                axis_word(finding.axis),
                aspect_word(judgement.aspect),
                &judgement
                    .slot
                    .map_or(String::new(), |slot| format!("{slot:?}")),
            ],
        ));
        Some(Divergence {
            id,
            issue,
            axis: finding.axis,
            aspect: judgement.aspect,
            slot: judgement.slot,
            kind: judgement.kind,
            score,
            left: left.statement.id.clone(),
            right: Some(right.statement.id.clone()),
            left_position: left.stand.position.id.clone(),
            right_position: Some(right.stand.position.id.clone()),
            evidence: self.evidence(finding, &left, &right),
            explanation: explanation(
                &left,
                &right,
                finding.axis,
                judgement.aspect,
                judgement.slot,
                judgement.kind,
            ),
            about: None,
            scope: None,
            status: Status::Suggested,
        })
    }

    /// What shows both positions, and those that show the same, without what is not to the point.
    fn evidence(&self, finding: &Finding, left: &Told<'_>, right: &Told<'_>) -> Vec<Evidence> {
        let mut evidence: Vec<Evidence> = Vec::new();
        for number in [finding.left, finding.right].iter().chain(&finding.also) {
            for one in &self.stands[*number].position.evidence {
                let wanted = match finding.judgement.aspect {
                    Aspect::Term => one.role != Role::Hedge,
                    Aspect::Condition => one.role != Role::Term,
                    _ => !matches!(one.role, Role::Term),
                };
                if wanted && !evidence.contains(one) {
                    evidence.push(one.clone());
                }
            }
        }
        if finding.judgement.aspect == Aspect::Polarity
            && let Some((one, other)) = contrary(left.stand, right.stand)
        {
            for (told, key) in [(left, one), (right, other)] {
                let words = shown(told.stand, told.statement, &told.document.text, key);
                evidence.extend(words.filter(|one| !evidence.contains(one)));
            }
        }
        evidence
    }

    /// The divergence of a claim that a side passes over.
    pub(super) fn silence(&self, passed: Passed, sides: &SideIndex) -> Option<Divergence> {
        let Passed {
            number,
            side,
            scope,
            ..
        } = passed;
        let left = self.told(number)?;
        let side = sides.id(side)?.clone();
        let issue = self.ids.get(left.stand.issue?)?.clone();
        let explanation = explanation(
            &left,
            &left,
            Axis::BetweenSides,
            Aspect::Silence,
            None,
            DivergenceKind::Silent,
        );
        Some(Divergence {
            id: DivergenceId::from(short(
                "dv",
                &[
                    left.stand.position.id.as_str(),
                    side.as_str(),
                    "between_sides",
                    "silence",
                ],
            )),
            issue,
            axis: Axis::BetweenSides,
            aspect: Aspect::Silence,
            slot: None,
            kind: DivergenceKind::Silent,
            score: 0.5,
            left: left.statement.id.clone(),
            right: None,
            left_position: left.stand.position.id.clone(),
            right_position: None,
            evidence: left.stand.position.evidence.clone(),
            explanation,
            about: Some(About {
                side,
                name: left.stand.position.holder.name.clone(),
            }),
            scope: Some(scope),
            status: Status::Suggested,
        })
    }
}

fn axis_word(axis: Axis) -> &'static str {
    match axis {
        Axis::BetweenSides => "between_sides",
        Axis::WithinSide => "within_side",
        Axis::OverTime => "over_time",
        Axis::Retelling => "retelling",
    }
}

fn aspect_word(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Degree => "degree",
        Aspect::Condition => "condition",
        Aspect::Term => "term",
        Aspect::Polarity => "polarity",
        Aspect::Silence => "silence",
        Aspect::None => "none",
    }
}
