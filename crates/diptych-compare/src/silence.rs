//! Silence: a claim that a side's whole texts, read far enough, do not mention.

use std::collections::{BTreeMap, BTreeSet};

use diptych_core::{Act, Day, Reality, Scope, Slot, Source, SourceKind, Statement};
use diptych_lang::ladder::{ConceptId, concepts};

use crate::positions::Stand;

/// The whole texts of each side, and the matters that they mention.
pub(crate) struct Whole {
    by_side: BTreeMap<usize, Vec<Text>>,
}

struct Text {
    path: String,
    day: Option<Day>,
    /// By issue, what its clauses are about.
    matters: BTreeSet<(Option<usize>, ConceptId)>,
    /// By issue, what it counts.
    units: BTreeSet<(Option<usize>, String)>,
}

impl Whole {
    /// The sources that count: marked complete, or a transcript or official
    /// text not known to be cut, in which only one side of the case speaks.
    pub(crate) fn new(
        sources: &[Source],
        statements: &[Statement],
        sides: &[Option<usize>],
        matters: &[BTreeSet<(Option<usize>, ConceptId)>],
        stands: &[Stand],
    ) -> Self {
        let mut counted: BTreeMap<usize, BTreeSet<(Option<usize>, String)>> = BTreeMap::new();
        for stand in stands {
            let list = counted.entry(stand.statement).or_default();
            list.extend(units(stand).map(|unit| (stand.issue, unit)));
        }
        let mut by_side: BTreeMap<usize, Vec<Text>> = BTreeMap::new();
        let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, statement) in statements.iter().enumerate() {
            members
                .entry(statement.source.as_str())
                .or_default()
                .push(number);
        }
        for source in sources {
            let whole = matches!(
                source.kind,
                SourceKind::Transcript | SourceKind::OfficialText
            ) && !source.truncated;
            if !(source.complete || whole && source.speaker.is_some()) || source.truncated {
                continue;
            }
            let list = members
                .get(source.id.as_str())
                .map_or(&[][..], Vec::as_slice);
            let speaking: BTreeSet<usize> =
                list.iter().filter_map(|number| sides[*number]).collect();
            let mut speaking = speaking.into_iter();
            let (Some(side), None) = (speaking.next(), speaking.next()) else {
                continue;
            };
            let mentioned = list
                .iter()
                .flat_map(|number| matters[*number].iter().copied())
                .collect();
            let day = list
                .iter()
                .filter_map(|number| statements[*number].said.as_ref().map(|said| said.from))
                .min()
                .or(source.published);
            by_side.entry(side).or_default().push(Text {
                path: source.path.clone(),
                day,
                matters: mentioned,
                units: list
                    .iter()
                    .filter_map(|number| counted.get(number))
                    .flatten()
                    .cloned()
                    .collect(),
            });
        }
        Self { by_side }
    }

    /// What was read, where the holder's whole texts of those days do not mention what is claimed.
    pub(crate) fn silent_on(
        &self,
        claim: &Stand,
        side: usize,
        main: &[ConceptId],
    ) -> Option<Scope> {
        // A commitment can be passed over; a condition, a threat or a supposition is not one.
        if claim.position.act != Act::Commits || claim.position.reality != Reality::Actual {
            return None;
        }
        let (from, to) = claim.days?;
        let special: Vec<ConceptId> = claim
            .heads
            .iter()
            .copied()
            .filter(|head| !concepts().get(*head).general)
            .collect();
        // What the issue as a whole is about is mentioned anyhow; what the
        // claim adds to it is what may be missing.
        let added: Vec<ConceptId> = special
            .iter()
            .copied()
            .filter(|head| !main.contains(head))
            .collect();
        if added.is_empty() || claim.carried {
            return None;
        }
        // The texts of the same occasion: from the day before to a week after.
        let near: Vec<&Text> = self
            .by_side
            .get(&side)?
            .iter()
            .filter(|text| {
                text.day
                    .is_some_and(|day| day >= from.plus(-1) && day <= to.plus(7))
            })
            .collect();
        let mentions = |text: &Text| {
            let counts = units(claim).any(|unit| text.units.contains(&(claim.issue, unit)));
            counts
                || added.iter().any(|head| {
                    text.matters.iter().any(|(issue, other)| {
                        *issue == claim.issue && concepts().nearness(*head, *other) >= 0.7
                    })
                })
        };
        if near.is_empty() || near.iter().any(|text| mentions(text)) {
            return None;
        }
        Some(Scope {
            sources: near.iter().map(|text| text.path.clone()).collect(),
            from: near.iter().filter_map(|text| text.day).min(),
            to: near.iter().filter_map(|text| text.day).max(),
        })
    }
}

/// What the amounts of a position count.
fn units(stand: &Stand) -> impl Iterator<Item = String> {
    stand
        .position
        .terms
        .iter()
        .filter(|term| matches!(term.slot, Slot::HowMany | Slot::Money))
        .filter_map(|term| {
            term.value
                .trim_start_matches(['<', '>', '='])
                .rsplit_once(':')
        })
        .map(|(unit, _)| unit.to_owned())
}
