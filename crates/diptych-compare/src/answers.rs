//! Which positions may answer a position: an index by side, concept, word and meaning gives the
//! candidates, so that nothing is compared all against all.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diptych_core::Attribution;
use diptych_lang::ladder::{ConceptId, concepts};

use crate::bag::{KeyId, Open};
use crate::closest::Closest;
use crate::matching::Matcher;
use crate::meaning::Neighbours;
use crate::proposition::{ALIKE, likeness_of};
use crate::stand::Stand;
use crate::term_pairs::{LIKE_BY_SLOT, fill_one_slot};

/// Candidates looked at for one position.
const MOST_CANDIDATES: usize = 160;

/// The most telling keys of a position by which it is found.
pub(crate) const MOST_KEYS: usize = 12;

/// Positions that are worked on in one go.
pub(crate) const AT_ONCE: usize = 16;

/// Answers of the one whose commitment is claimed may share less.
const ALIKE_FOR_CLAIM: f64 = 0.32;

/// Positions on different issues are compared only where they are so much alike.
const ELSEWHERE: f64 = 0.8;

/// Where both plainly speak of one thing, the words decide and not the issue's name.
const PLAINLY_SHARED: f64 = 0.5;
const PLAINLY_ALIKE: f64 = 0.6;

/// Positions by issue, side and what they are about.
pub(crate) struct Index<'s> {
    stands: &'s [Stand],
    days: Days,
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
            days: Days::new(stands),
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

    /// A position to which answers are asked for.
    pub(crate) fn asking<'i>(&'i self, number: usize, desk: &'i mut Desk) -> Asked<'i> {
        let stand = &self.stands[number];
        let mut keys = stand.bag.telling();
        keys.truncate(MOST_KEYS);
        Asked {
            index: self,
            number,
            stand,
            keys,
            known: BTreeMap::new(),
            desk,
        }
    }
}

/// Room to work in, for one position after the other.
#[derive(Debug, Default)]
pub(crate) struct Desk {
    open: Open,
    /// By position, the turn in which it was last taken.
    taken: Vec<u32>,
    turn: u32,
}

impl Desk {
    /// Clears what was taken, with room for so many.
    fn clear(&mut self, count: usize) {
        if self.taken.len() < count || self.turn == u32::MAX {
            self.taken = vec![0; count];
            self.turn = 0;
        }
        self.turn += 1;
    }

    /// Whether it is taken for the first time.
    fn take(&mut self, number: usize) -> bool {
        std::mem::replace(&mut self.taken[number], self.turn) != self.turn
    }
}

/// A position that may answer another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Alike {
    /// Which one.
    pub(crate) number: usize,
    /// The likeness of the two propositions, 0 to 1.
    pub(crate) likeness: f64,
    /// How plainly both share what they speak of, 0 to 1.
    pub(crate) shared: f64,
}

/// A position, and by side which positions may answer it.
pub(crate) struct Asked<'i> {
    index: &'i Index<'i>,
    number: usize,
    stand: &'i Stand,
    keys: Vec<KeyId>,
    known: BTreeMap<usize, Vec<Alike>>,
    desk: &'i mut Desk,
}

impl Asked<'_> {
    /// Positions of `side` that may answer, with their likeness, the most alike first.
    pub(crate) fn answers(&mut self, side: usize) -> &[Alike] {
        if !self.known.contains_key(&side) {
            let found = self.find(side);
            self.known.insert(side, found);
        }
        &self.known[&side]
    }

    fn candidates(&mut self, side: usize) -> Vec<usize> {
        let (index, stand, number) = (self.index, self.stand, self.number);
        let desk = &mut *self.desk;
        desk.clear(index.stands.len());
        let mut out: Vec<usize> = Vec::with_capacity(MOST_CANDIDATES + MOST_KEYS);
        let mut take = |list: Option<&Vec<usize>>| {
            let room = MOST_CANDIDATES.saturating_sub(out.len());
            if let Some(list) = list.filter(|_| room > 0) {
                let near = nearest(&index.days, list, number, room);
                out.extend(near.into_iter().filter(|one| desk.take(*one)));
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
            let more = closest.of(number).iter().copied();
            out.extend(more.filter(|one| desk.take(*one)));
        } else if let Some(neighbours) = index.neighbours.get(&side) {
            let more = neighbours.of(stand).into_iter();
            out.extend(more.filter(|one| desk.take(*one)));
        }
        out
    }

    fn find(&mut self, side: usize) -> Vec<Alike> {
        let candidates = self.candidates(side);
        let (stand, stands) = (self.stand, self.index.stands);
        let nears = stand.nears(stands, &candidates);
        let one = |open: &Open, number: usize, near: Option<f64>| {
            let other = &stands[number];
            if other.issue.is_none() && stand.issue.is_none() {
                return None;
            }
            let words = open.likeness(&stand.bag, &other.bag);
            let shared = stand.shared_at(other, words, near);
            // Another issue only where the two plainly speak of one thing.
            let least = if other.issue == stand.issue {
                // Whose commitment it is narrows a claim down.
                let claimed = stand.position.attribution == Attribution::Ascribed
                    && stand.holder_side == Some(side);
                if claimed {
                    ALIKE_FOR_CLAIM
                } else if fill_one_slot(stand, other) {
                    LIKE_BY_SLOT
                } else {
                    ALIKE
                }
            } else if shared >= PLAINLY_SHARED {
                PLAINLY_ALIKE
            } else {
                ELSEWHERE
            };
            let alike = likeness_of(stand, other, shared);
            (alike >= least).then_some(Alike {
                number,
                likeness: alike,
                shared,
            })
        };
        let mut out: Vec<Alike> = self.desk.open.with(&stand.bag, |open| {
            let found = candidates.into_iter().zip(nears);
            let found = found.filter_map(|(number, near)| one(open, number, near));
            found.collect()
        });
        out.sort_by(|a, b| {
            b.likeness
                .total_cmp(&a.likeness)
                .then(a.number.cmp(&b.number))
        });
        out
    }
}

/// The first day of every position, counted from one day; nothing where it is not known.
#[derive(Debug, Default)]
pub(crate) struct Days(Vec<Option<i32>>);

impl Days {
    /// Of all positions.
    pub(crate) fn new(stands: &[Stand]) -> Self {
        let first = stands.iter().find_map(|stand| Some(stand.days?.0));
        let day = |stand: &Stand| Some(stand.days?.0.days_since(first?));
        Self(stands.iter().map(day).collect())
    }
}

/// Days between two positions of which one has none.
const FAR: i32 = 999;

/// At most `room` of the list, those said nearest in time to the numbered one; in no order.
pub(crate) fn nearest(days: &Days, list: &[usize], number: usize, room: usize) -> Vec<usize> {
    if list.len() <= room {
        return list.to_vec();
    }
    let Some(day) = days.0[number] else {
        return list[list.len() - room..].to_vec();
    };
    // Lists are by source, not by day; a bounded window around the day is enough.
    let window = list.iter().rev().take(room * 8);
    let mut near: Vec<(i32, usize)> = window
        .map(|one| (days.0[*one].map_or(FAR, |other| (other - day).abs()), *one))
        .collect();
    if room < near.len() {
        near.select_nth_unstable(room);
        near.truncate(room);
    }
    near.into_iter().map(|(_, number)| number).collect()
}
