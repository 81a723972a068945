//! Positions that name nothing of any issue: what they are about is taken from
//! what they are most like, else from what stands beside them.

use std::collections::{BTreeSet, HashMap};

use diptych_core::{Act, IssueId};
use rayon::prelude::*;

use crate::answers::MOST_KEYS;
use crate::bag::KeyId;
use crate::meaning::Neighbours;
use crate::proposition::likeness;
use crate::stand::Stand;

/// Likeness from which a position without an issue takes that of another.
const SAME_MATTER: f64 = 0.6;

/// A position that names nothing of any issue speaks of the issue of the
/// position that it is most like.
pub(crate) fn place_the_rest(stands: &mut [Stand], ids: &[IssueId]) {
    place_alike(stands, ids);
    place_beside(stands, ids);
    // Those beside which nothing stood may be like one that was placed so.
    place_alike(stands, ids);
}

fn place_alike(stands: &mut [Stand], ids: &[IssueId]) {
    let mut by_key: HashMap<KeyId, Vec<usize>> = HashMap::new();
    for (number, stand) in stands.iter().enumerate() {
        if stand.issue.is_some() {
            for key in stand.bag.telling().into_iter().take(MOST_KEYS) {
                by_key.entry(key).or_default().push(number);
            }
        }
    }
    let placed: Vec<usize> = (0..stands.len())
        .filter(|number| stands[*number].issue.is_some())
        .collect();
    let near = Neighbours::new(stands, &placed);
    let homeless: Vec<usize> = (0..stands.len())
        .filter(|number| stands[*number].issue.is_none())
        .collect();
    let of = |number: &usize| -> Option<(usize, usize)> {
        let stand = &stands[*number];
        let mut candidates: BTreeSet<usize> = near.of(stand).into_iter().collect();
        for key in stand.bag.telling().into_iter().take(MOST_KEYS) {
            let list = by_key.get(&key).map_or(&[][..], Vec::as_slice);
            candidates.extend(list.iter().rev().take(MOST_KEYS * 4));
        }
        let (other, alike) = candidates
            .into_iter()
            .map(|other| (other, likeness(stand, &stands[other])))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        let issue = stands[other].issue.filter(|_| alike >= SAME_MATTER)?;
        Some((*number, issue))
    };
    let taken: Vec<(usize, usize)> = homeless.par_iter().filter_map(of).collect();
    for (number, issue) in taken {
        stands[number].issue = Some(issue);
        stands[number].position.issue = ids.get(issue).cloned();
    }
}

/// Positions of a statement that are looked through for an issue.
const MOST_BESIDE: usize = 6;

/// What an issue names by no word stands where the speaker speaks of it: a
/// commitment, or the denial of one, belongs to the issue of the position
/// beside it in the same statement.
fn place_beside(stands: &mut [Stand], ids: &[IssueId]) {
    let beside: Vec<Option<usize>> = (0..stands.len())
        .map(|number| {
            let stand = &stands[number];
            let counts = matches!(
                stand.position.act,
                Act::Commits | Act::DeniesHavingCommitted | Act::DeniesFact | Act::Withdraws
            );
            if stand.issue.is_some() || !counts {
                return None;
            }
            // The nearest of the same statement, that before it first.
            (1..=MOST_BESIDE).find_map(|away| {
                let issue_of = |place: Option<usize>| {
                    let other = stands.get(place?)?;
                    other.issue.filter(|_| other.statement == stand.statement)
                };
                issue_of(number.checked_sub(away)).or_else(|| issue_of(Some(number + away)))
            })
        })
        .collect();
    for (stand, issue) in stands.iter_mut().zip(beside) {
        if let Some(issue) = issue {
            stand.issue = Some(issue);
            stand.position.issue = ids.get(issue).cloned();
        }
    }
}
