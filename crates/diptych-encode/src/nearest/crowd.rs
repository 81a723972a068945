//! Correction for crowded neighbourhoods.

use super::exact::nearest;
use crate::vectors::Vectors;

/// How crowded it is round every vector, language by language: the mean score of its nearest
/// neighbours there.
///
/// Some sentences, mostly short and general ones, are near to everything, and sentences of one
/// language are nearer to each other than to translations. A score means less where it is crowded.
/// Cross-domain similarity local scaling (Conneau and others 2018) takes the crowding off; see [`corrected`].
#[derive(Debug, Clone, PartialEq)]
pub struct Crowding {
    groups: usize,
    means: Vec<f32>,
}

impl Crowding {
    /// Round every one of `vectors`, by its `count` nearest in each group of `among`.
    ///
    /// A group is a language, or whatever is ranked in one list with others; `group` holds the group
    /// of every vector of `among`, counted from 0. `meets` says which two count, by their places:
    /// leave out a vector itself.
    pub fn new<F>(
        vectors: &Vectors,
        among: &Vectors,
        group: &[usize],
        count: usize,
        meets: F,
    ) -> Self
    where
        F: Fn(usize, usize) -> bool + Sync,
    {
        let groups = group.iter().max().map_or(1, |most| most + 1);
        let mut means = vec![0.0; vectors.len() * groups];
        for n in 0..groups {
            let places: Vec<usize> = (0..among.len())
                .filter(|&i| group.get(i) == Some(&n))
                .collect();
            let mut members = Vectors::new(among.dimensions());
            for &place in &places {
                members.push(among.row(place));
            }
            let near = nearest(vectors, &members, count, |a, b, dot| {
                meets(a, places[b]).then_some(dot)
            });
            for (i, near) in near.iter().enumerate() {
                let sum: f32 = near.iter().map(|neighbour| neighbour.score).sum();
                means[i * groups + n] = sum / near.len().max(1) as f32;
            }
        }
        Self { groups, means }
    }

    /// How crowded it is round a vector within a group; 0 where it has no neighbour there.
    pub fn round(&self, vector: usize, group: usize) -> f32 {
        let known = group < self.groups;
        let mean = self
            .means
            .get(vector * self.groups + group)
            .filter(|_| known);
        mean.copied().unwrap_or(0.0)
    }
}

/// A score with the crowding on both sides taken off; 0 where the two are as near as their neighbours are.
///
/// `crowding` is that round the one within the other's group, `other` that round the other within the one's.
pub fn corrected(score: f32, crowding: f32, other: f32) -> f32 {
    2.0 * score - crowding - other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_to_all_loses_to_what_is_near_to_one() {
        // The first lies between all; the second is the query's twin, a little further off.
        let among = Vectors::from_rows(
            3,
            vec![
                0.8, 0.6, 0.0, 0.79, 0.0, 0.613, 0.6, 0.8, 0.0, 0.62, 0.78, 0.0,
            ],
        );
        let query = Vectors::from_rows(3, vec![1.0, 0.0, 0.0]);
        let plain = nearest(&query, &among, 1, |_, _, dot| Some(dot));
        assert_eq!(plain[0][0].index, 0);
        let crowding = Crowding::new(&among, &among, &[0; 4], 2, |a, b| a != b);
        let better = nearest(&query, &among, 1, |_, b, dot| {
            Some(corrected(dot, 0.0, crowding.round(b, 0)))
        });
        assert_eq!(better[0][0].index, 1);
    }

    #[test]
    fn every_language_has_its_own_crowd() {
        let vectors = Vectors::from_rows(2, vec![1.0, 0.0, 1.0, 0.0, 0.6, 0.8, 0.0, 1.0]);
        let crowding = Crowding::new(&vectors, &vectors, &[0, 0, 1, 1], 1, |a, b| a != b);
        assert_eq!(crowding.round(0, 0), 1.0);
        assert_eq!(crowding.round(0, 1), 0.6);
        assert_eq!(crowding.round(3, 1), 0.8);
        assert_eq!((crowding.round(0, 2), crowding.round(9, 0)), (0.0, 0.0));
    }

    #[test]
    fn nothing_is_round_what_meets_none() {
        let one = Vectors::from_rows(2, vec![1.0, 0.0]);
        assert_eq!(
            Crowding::new(&one, &one, &[0], 3, |a, b| a != b).round(0, 0),
            0.0
        );
    }
}
