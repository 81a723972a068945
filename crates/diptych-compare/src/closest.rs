//! The positions of a side whose clauses come nearest in meaning, chosen in two steps.

use std::collections::HashMap;

use crate::matching::{Matcher, Pool, Sight};
use crate::meaning::Sense;
use crate::stand::Stand;

/// Positions that lie nearest to one, which are looked at besides those that share words with it.
const MOST: usize = 8;

/// Nearness below which none is near.
const LEAST: f32 = 0.22;

/// For every position those of a side that come nearest: by vectors, and where those are more than can stay,
/// piece against piece.
#[derive(Debug)]
pub(crate) struct Closest(HashMap<usize, Vec<usize>>);

impl Closest {
    /// Among the numbered positions of a side; nothing where none has a vector, or there are too many.
    ///
    /// # Errors
    /// What the encoder could not do.
    pub(crate) fn new(
        matcher: &Matcher<'_>,
        stands: &[Stand],
        usable: &[bool],
        side: &[usize],
    ) -> diptych_encode::Result<Option<Self>> {
        let sight = |number: usize| Some((number, stands[number].sense.as_ref()?.sight()));
        let asking = (0..stands.len()).filter(|number| usable[*number]);
        let (asking, queries): (Vec<usize>, Vec<&Sight>) = asking.filter_map(sight).unzip();
        let (among, sights): (Vec<usize>, Vec<&Sight>) =
            side.iter().copied().filter_map(sight).unzip();
        let sense = among
            .first()
            .and_then(|first| stands[*first].sense.as_ref());
        if !sense.is_some_and(Sense::is_of_few) {
            return Ok(None);
        }
        let pool = Pool::new(sights);
        let mut found = matcher.near(&queries, &pool, |query, place, product| {
            product >= LEAST && asking[query] != among[place]
        });
        let many: Vec<usize> = (0..found.len())
            .filter(|query| found[*query].len() > MOST)
            .collect();
        let again: Vec<&Sight> = many.iter().map(|query| queries[*query]).collect();
        let first: Vec<Vec<usize>> = many.iter().map(|query| found[*query].clone()).collect();
        let ordered = matcher.first(&again, &pool, &first, MOST)?;
        for (query, answers) in many.into_iter().zip(ordered) {
            found[query] = answers;
        }
        let numbers = |places: Vec<usize>| places.into_iter().map(|place| among[place]).collect();
        let found = found.into_iter().map(numbers);
        Ok(Some(Self(asking.iter().copied().zip(found).collect())))
    }

    /// The nearest to the numbered position, the best first.
    pub(crate) fn of(&self, number: usize) -> &[usize] {
        self.0.get(&number).map_or(&[], Vec::as_slice)
    }
}
