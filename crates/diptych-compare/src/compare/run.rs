//! The way from statements to the record.

use std::collections::{HashMap, HashSet};

use diptych_core::{Divergence, IssueId, Position, Problem, Statement, Utterance, codes};
use rayon::prelude::*;

use super::carry::{carry_limits, name_issues};
use super::divergence::Recorder;
use super::judged::{Bench, Judged};
use super::not_understood::not_understood;
use super::profiles::issues;
use super::reading::Reading;
use super::silent::Silences;
use crate::answers::Index;
use crate::bag::Weights;
use crate::copies::utterances;
use crate::homeless::place_the_rest;
use crate::matching::Matcher;
use crate::meaning::fill;
use crate::order::order;
use crate::pairs::{Finding, best_of_each, denied};
use crate::precedents::link_precedents;
use crate::retelling::retellings;
use crate::sides::SideIndex;
use crate::stand::Stand;
use crate::timeline::over_time;
use crate::usable::usable;
use crate::{Comparison, Input};

/// Findings kept, best first; nobody reads so many.
const MOST_FINDINGS: usize = 20_000;

/// Compares the statements of a case.
///
/// Statements come back with their issues and utterances. Everything else is
/// ordered: positions by statement and place, divergences best first.
pub fn compare(input: &Input<'_>, statements: Vec<Statement>) -> Comparison {
    compare_seen(input, statements, false, &mut |_| true)
}

/// What stands between the reading of positions and their judgement.
pub(crate) struct Seen<'s> {
    /// Every position.
    pub(crate) stands: &'s [Stand],
    /// Which of them may be compared.
    pub(crate) usable: &'s [bool],
    /// The statements.
    pub(crate) statements: &'s [Statement],
    /// The utterances of which they are witnesses.
    pub(crate) utterances: &'s [Utterance],
    /// What looks at texts.
    pub(crate) matcher: &'s Matcher<'s>,
}

/// As [`compare`]; `see` is shown the positions before they are judged, and says whether to go on to that. With
/// `every`, a clause in which no table knows a word is a plain report, too.
pub(crate) fn compare_seen(
    input: &Input<'_>,
    mut statements: Vec<Statement>,
    every: bool,
    see: &mut dyn FnMut(&Seen<'_>) -> bool,
) -> Comparison {
    let documents: HashMap<&str, usize> = input
        .documents
        .iter()
        .enumerate()
        .map(|(number, document)| (document.source.as_str(), number))
        .collect();
    let ids: Vec<IssueId> = input.case.issues.iter().map(|one| one.id.clone()).collect();
    let sides = SideIndex::new(input.case);
    let issues = issues(input, &statements);
    let matcher = input.meaning.map_or_else(Matcher::lexical, Matcher::new);
    let (utterances, place, failed) =
        utterances(&statements, input.sources, &matcher, &input.case.matching);
    for (statement, place) in statements.iter_mut().zip(&place) {
        statement.utterances = vec![utterances[*place].id.clone()];
    }
    let mut problems: Vec<Problem> = failed.iter().map(encoder_failed).collect();

    let reading = Reading {
        input,
        statements: &statements,
        documents: &documents,
        sides: &sides,
        issues: &issues,
        every,
    };
    let (spoken, mut stands) = reading.all();
    for stand in &mut stands {
        stand.utterance = place[stand.statement];
        stand.position.issue = stand.issue.and_then(|issue| ids.get(issue).cloned());
    }
    carry_limits(&mut stands);
    link_precedents(&mut stands, &statements, input.sources, input.documents);
    let weights = Weights::new(&stands);
    weights.fill(&mut stands);
    let mut encoded = false;
    if input.meaning.is_some() {
        let filled = fill(
            &matcher,
            &mut stands,
            &statements,
            &documents,
            input.documents,
        );
        encoded = filled.is_ok();
        problems.extend(filled.err().iter().map(encoder_failed));
    }
    place_the_rest(&mut stands, &ids);
    name_issues(&mut statements, &stands, &ids);

    let usable = usable(&stands, &statements, &utterances);
    let go_on = see(&Seen {
        stands: &stands,
        usable: &usable,
        statements: &statements,
        utterances: &utterances,
        matcher: &matcher,
    });
    if !go_on {
        return Comparison {
            encoded,
            problems,
            ..Comparison::default()
        };
    }
    let (index, failed) = Index::new(&matcher, &stands, &usable);
    problems.extend(failed.iter().map(encoder_failed));
    let bench = Bench {
        index: &index,
        stands: &stands,
        usable: &usable,
        statements: &statements,
        ids: &ids,
        sides: sides.len(),
    };
    let mut judged = bench.judge();
    let mut claims = std::mem::take(&mut judged.claims);
    let found = findings(judged, &stands, &usable, &statements, &utterances, input);

    let recorder = Recorder {
        input,
        statements: &statements,
        stands: &stands,
        documents: &documents,
        ids: &ids,
    };
    let mut divergences: Vec<Divergence> = order(found, &stands)
        .into_par_iter()
        .take(MOST_FINDINGS)
        .filter_map(|(finding, score)| recorder.divergence(&finding, score))
        .collect();
    let silences = Silences {
        input,
        stands: &stands,
        statements: &statements,
        documents: &documents,
        spoken: &spoken,
        weights: &weights,
        sides: &sides,
    };
    let (passed, failed) = silences.passed_over(&claims, &matcher, encoded);
    problems.extend(failed.iter().map(encoder_failed));
    divergences.extend(silences.record(passed, &mut claims, &recorder));
    let mut seen = HashSet::new();
    divergences.retain(|divergence| seen.insert(divergence.id.clone()));
    divergences.sort_by(|a, b| b.score.total_cmp(&a.score));

    problems.extend(not_understood(&statements, &stands, &ids));
    Comparison {
        statements,
        positions: positions(stands),
        utterances,
        claims: claims.into_iter().map(|(_, claim)| claim).collect(),
        divergences,
        encoded,
        problems,
    }
}

/// The findings on every axis, the best of each pair.
fn findings(
    judged: Judged,
    stands: &[Stand],
    usable: &[bool],
    statements: &[Statement],
    utterances: &[Utterance],
    input: &Input<'_>,
) -> Vec<Finding> {
    let best = |found: Vec<Finding>| best_of_each(found, stands);
    let mut differ = judged.between;
    differ.extend(denied(stands, usable));
    let split = judged.within;
    let moved = || best(over_time(stands, usable, statements));
    let retold = || best(retellings(stands, statements, utterances, input.sources));
    let ((mut found, split), (moved, retold)) = rayon::join(
        || rayon::join(|| best(differ), || best(split)),
        || rayon::join(moved, retold),
    );
    found.extend(split.into_iter().chain(moved).chain(retold));
    found
}

/// The positions of the record, each once.
fn positions(stands: Vec<Stand>) -> Vec<Position> {
    let mut known = HashSet::new();
    stands
        .into_iter()
        .map(|stand| stand.position)
        .filter(|position| known.insert(position.id.clone()))
        .collect()
}

fn encoder_failed(error: &diptych_encode::Error) -> Problem {
    Problem::new(&codes::ENCODER, error.to_string())
}
