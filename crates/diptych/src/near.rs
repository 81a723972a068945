//! New sources that mostly repeat another: told when they come in.

use std::collections::{BTreeMap, HashMap, HashSet};

use diptych_core::{Problem, Record, StatementId, codes};

/// What share of a source's statements must stand in another one for it to be a near copy.
const SHARE: f64 = 0.8;
/// The fewest statements that tell a copy from a chance.
const FEWEST: usize = 2;

/// The sources among `paths` (files of the case) most of whose statements are witnesses, in the same
/// words or nearly, of what another source has: by the utterances of the record.
pub fn near_copies(record: &Record, paths: &[String]) -> Vec<Problem> {
    let file = |path: &str| path.split('#').next().unwrap_or(path).to_owned();
    let source_of: HashMap<&StatementId, &str> = record
        .statements
        .iter()
        .map(|one| (&one.id, one.path.as_str()))
        .collect();
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    for one in record.statements.iter().filter(|one| one.kind.is_said()) {
        *said.entry(one.path.as_str()).or_default() += 1;
    }
    let mut shared: BTreeMap<(&str, &str), HashSet<&StatementId>> = BTreeMap::new();
    for utterance in &record.utterances {
        let near: Vec<&StatementId> = std::iter::once(&utterance.best)
            .chain(
                utterance
                    .variants
                    .iter()
                    .filter(|one| matches!(one.how.as_str(), "exact" | "near" | "cut"))
                    .map(|one| &one.statement),
            )
            .collect();
        // Each is told beside the best, so that many witnesses take no more than linear time.
        for one in &near {
            for other in [near[0], near[near.len() - 1]] {
                if let (Some(here), Some(there)) = (source_of.get(one), source_of.get(other))
                    && here != there
                {
                    shared.entry((here, there)).or_default().insert(one);
                }
            }
        }
    }
    let files: HashSet<&String> = paths.iter().collect();
    let order: HashMap<&str, usize> = record
        .sources
        .iter()
        .enumerate()
        .map(|(at, one)| (one.path.as_str(), at))
        .collect();
    let mut out = Vec::new();
    for ((here, there), statements) in shared {
        let all = said.get(here).copied().unwrap_or(0);
        // Of two that are new the later one is told.
        let is_told = !files.contains(&file(there)) || order.get(here) > order.get(there);
        if files.contains(&file(here))
            && is_told
            && file(here) != file(there)
            && statements.len() >= FEWEST
            && statements.len() as f64 >= SHARE * all as f64
        {
            let message = format!(
                "{} of {all} statements of {here} stand in {there} as well",
                statements.len()
            );
            out.push(Problem::new(&codes::NEAR_COPY, message).in_source(here));
        }
    }
    out
}
