//! Which positions come nearest to the claim: by vectors and words, and the nearest of them piece against piece.

use std::collections::HashMap;

use diptych_core::Lang;

use crate::compare::Seen;
use crate::matching::{Evidence, Pool, Sight};
use crate::stand::Stand;

/// Positions that share words with the claim and are looked at besides the nearest.
const MOST: usize = 24;

/// How near a position lies to the claim; the parts are 0 where they are not known.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Near {
    /// How much better the pieces of the claim find one in it than in what only lies near.
    pub(super) held: f64,
    /// The same of its pieces in the claim.
    pub(super) holds: f64,
    /// As `held`, of the claim without the names of sides.
    pub(super) core: f64,
    /// The parts of the numbers and of the days that both name.
    pub(super) exact: f64,
    /// Whether each names other numbers, and other days.
    pub(super) other_exact: f64,
    /// The part of the names that both name.
    pub(super) names: f64,
    /// How plainly each has other names.
    pub(super) other_names: f64,
    /// The part of the words that both hold.
    pub(super) words: f64,
    /// Whether a word of it negates.
    pub(super) negated: bool,
    /// Whether a word of the claim negates.
    pub(super) claim_negated: bool,
    /// Whether there was an encoder to look at it.
    pub(super) is_known: bool,
}

/// How near each of the numbered positions lies to the claim: of those whose vectors lie nearest, and of those that
/// share words with it (`met`). Nothing of the others.
pub(super) fn nearest(
    seen: &Seen<'_>,
    (claim, core): (&Stand, (&str, &Lang)),
    numbers: &[usize],
    met: impl Fn(usize) -> bool,
) -> HashMap<usize, Near> {
    let Some(sense) = &claim.sense else {
        let met = numbers.iter().filter(|number| met(**number));
        return met
            .take(2 * MOST)
            .map(|number| (*number, Near::default()))
            .collect();
    };
    let sight = |number: usize| Some((number, seen.stands[number].sense.as_ref()?.sight()));
    let (numbers, sights): (Vec<usize>, Vec<&Sight>) =
        numbers.iter().copied().filter_map(sight).unzip();
    let pool = Pool::new(sights);
    let query = sense.sight();
    let found = seen.matcher.near(&[query], &pool, |_, _, _| true);
    let mut places: Vec<usize> = found.into_iter().flatten().collect();
    let more = (0..numbers.len()).filter(|place| met(numbers[*place]) && !places.contains(place));
    let more: Vec<usize> = more.take(MOST).collect();
    places.extend(more);
    let sights: Vec<&Sight> = places.iter().map(|place| pool.sights()[*place]).collect();
    // What the encoder could not do it could not do before either: the problem is told already.
    let bare = seen.matcher.look(&[core]).unwrap_or_default();
    let held = |text: &Sight| seen.matcher.held(text, &sights).ok().flatten();
    let none = || vec![(0.0, 0.0); sights.len()];
    let whole = held(query).unwrap_or_else(none);
    let core = bare.first().and_then(held).unwrap_or_else(none);
    let near = |(place, (held, holds)): (usize, (f64, f64))| {
        let Evidence(signs) = Evidence::between(query, sights[place]);
        let [
            _,
            _,
            _,
            names,
            other_names,
            numbers,
            other_numbers,
            _,
            days,
            other_days,
            words,
            ..,
        ] = signs;
        Near {
            held,
            holds,
            core: core[place].0,
            exact: numbers + days,
            other_exact: other_numbers + other_days,
            names,
            other_names,
            words,
            negated: sights[place].traces.negated,
            claim_negated: query.traces.negated,
            is_known: true,
        }
    };
    let near = whole.into_iter().enumerate().map(near);
    places
        .iter()
        .map(|place| numbers[*place])
        .zip(near)
        .collect()
}
