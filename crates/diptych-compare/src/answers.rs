//! Which positions may answer a position: an index by side, concept, word and meaning gives the
//! candidates, so that nothing is compared all against all.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diptych_core::Attribution;
use diptych_lang::ladder::{ConceptId, concepts};

use crate::bag::KeyId;
use crate::closest::Closest;
use crate::matching::Matcher;
use crate::meaning::{Near, Neighbours};
use crate::proposition::{ALIKE, likeness_of};
use crate::stand::Stand;

/// Candidates looked at for one position.
const MOST_CANDIDATES: usize = 160;

/// The most telling keys of a position by which it is found.
pub(crate) const MOST_KEYS: usize = 12;

/// Positions whose answers are looked for together.
pub(crate) const AT_ONCE: usize = 16;

/// Answers of the one whose commitment is claimed may share less.
const ALIKE_FOR_CLAIM: f64 = 0.42;

/// Positions on different issues are compared only where they are so much alike.
const ELSEWHERE: f64 = 0.8;

/// Where both plainly speak of one thing, the words decide and not the issue's name.
const PLAINLY_SHARED: f64 = 0.5;
const PLAINLY_ALIKE: f64 = 0.6;

/// Positions by issue, side and what they are about.
pub(crate) struct Index<'s> {
    stands: &'s [Stand],
    by_concept: HashMap<(usize, ConceptId), Vec<usize>>,
    by_key: HashMap<(usize, KeyId), Vec<usize>>,
    related: HashMap<ConceptId, Vec<ConceptId>>,
    /// By side.
    neighbours: HashMap<usize, Neighbours>,
    /// The same in better order, where there are not too many.
    closest: HashMap<usize, Closest>,
}

impl<'s> Index<'s> {
    /// The index over the positions that may be compared.
    ///
    /// What the encoder could not do it answers too: then the order is that of vectors alone.
    pub(crate) fn new(
        matcher: &Matcher<'_>,
        stands: &'s [Stand],
        usable: &[bool],
    ) -> (Self, Option<diptych_encode::Error>) {
        let mut index = Self {
            stands,
            by_concept: HashMap::new(),
            by_key: HashMap::new(),
            related: HashMap::new(),
            neighbours: HashMap::new(),
            closest: HashMap::new(),
        };
        let mut of_side: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, stand) in stands.iter().enumerate() {
            let (Some(side), true) = (stand.speaker_side, usable[number]) else {
                continue;
            };
            of_side.entry(side).or_default().push(number);
            for head in &stand.heads {
                index
                    .by_concept
                    .entry((side, *head))
                    .or_default()
                    .push(number);
            }
            for key in stand.bag.telling().into_iter().take(MOST_KEYS) {
                index.by_key.entry((side, key)).or_default().push(number);
            }
        }
        let mut failed = None;
        for (side, numbers) in of_side {
            match Closest::new(matcher, stands, usable, &numbers) {
                Ok(Some(closest)) => _ = index.closest.insert(side, closest),
                Ok(None) => {}
                Err(error) => failed = Some(error),
            }
            index
                .neighbours
                .insert(side, Neighbours::new(stands, &numbers));
        }
        let all: BTreeSet<ConceptId> = stands
            .iter()
            .flat_map(|stand| stand.heads.iter().copied())
            .collect();
        for one in &all {
            let near = all
                .iter()
                .filter(|other| *other != one && concepts().nearness(*one, **other) >= 0.5)
                .copied()
                .collect();
            index.related.insert(*one, near);
        }
        (index, failed)
    }

    /// Several, up to [`AT_ONCE`] of them faster than one by one; in their order.
    pub(crate) fn all_asked(&self, numbers: &[usize]) -> Vec<Asked<'_>> {
        let stands: Vec<&'s Stand> = numbers.iter().map(|one| &self.stands[*one]).collect();
        let near = Near::of_all(&stands);
        let each = numbers.iter().zip(near);
        each.map(|(number, near)| self.asking(*number, near))
            .collect()
    }

    fn asking(&self, number: usize, near: Near) -> Asked<'_> {
        let stand = &self.stands[number];
        let mut keys = stand.bag.telling();
        keys.truncate(MOST_KEYS);
        Asked {
            index: self,
            number,
            stand,
            near,
            keys,
            known: BTreeMap::new(),
        }
    }
}

/// A position, and by side which positions may answer it.
pub(crate) struct Asked<'i> {
    index: &'i Index<'i>,
    number: usize,
    stand: &'i Stand,
    near: Near,
    keys: Vec<KeyId>,
    known: BTreeMap<usize, Vec<(usize, f64)>>,
}

impl Asked<'_> {
    /// Positions of `side` that may answer, with their likeness, the most alike first.
    pub(crate) fn answers(&mut self, side: usize) -> &[(usize, f64)] {
        if !self.known.contains_key(&side) {
            let found = self.find(side);
            self.known.insert(side, found);
        }
        &self.known[&side]
    }

    fn find(&self, side: usize) -> Vec<(usize, f64)> {
        let (index, stand) = (self.index, self.stand);
        let mut candidates: BTreeSet<usize> = BTreeSet::new();
        let mut take = |list: Option<&Vec<usize>>| {
            if let Some(list) = list {
                let room = MOST_CANDIDATES.saturating_sub(candidates.len());
                candidates.extend(nearest(index.stands, list, stand, room));
            }
        };
        for head in &stand.heads {
            take(index.by_concept.get(&(side, *head)));
        }
        for head in &stand.heads {
            for near in index.related.get(head).into_iter().flatten() {
                take(index.by_concept.get(&(side, *near)));
            }
        }
        for key in &self.keys {
            take(index.by_key.get(&(side, *key)));
        }
        if let Some(closest) = index.closest.get(&side) {
            candidates.extend(closest.of(self.number));
        } else if let Some(neighbours) = index.neighbours.get(&side) {
            candidates.extend(neighbours.of(stand, &self.near));
        }
        let mut out: Vec<(usize, f64)> = candidates
            .into_iter()
            .filter_map(|number| {
                let other = &index.stands[number];
                let shared = stand.shared_near(other, &self.near);
                // Another issue only where the two plainly speak of one thing.
                let least = if other.issue == stand.issue && stand.issue.is_some() {
                    // Whose commitment it is narrows a claim down.
                    let claimed = stand.position.attribution == Attribution::Ascribed
                        && stand.holder_side == Some(side);
                    if claimed { ALIKE_FOR_CLAIM } else { ALIKE }
                } else if other.issue.is_none() && stand.issue.is_none() {
                    return None;
                } else if shared >= PLAINLY_SHARED {
                    PLAINLY_ALIKE
                } else {
                    ELSEWHERE
                };
                let alike = likeness_of(stand, other, shared);
                (alike >= least).then_some((number, alike))
            })
            .collect();
        out.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        out
    }
}

/// At most `room` of the list, those said nearest in time.
pub(crate) fn nearest(stands: &[Stand], list: &[usize], stand: &Stand, room: usize) -> Vec<usize> {
    if list.len() <= room {
        return list.to_vec();
    }
    let Some((day, _)) = stand.days else {
        return list[list.len() - room..].to_vec();
    };
    // Lists are by source, not by day; a bounded window around the day is enough.
    let mut near: Vec<(i32, usize)> = list
        .iter()
        .rev()
        .take(room * 8)
        .map(|number| {
            let away = stands[*number]
                .days
                .map_or(999, |(from, _)| from.days_since(day).abs());
            (away, *number)
        })
        .collect();
    near.sort_unstable();
    near.into_iter()
        .take(room)
        .map(|(_, number)| number)
        .collect()
}
