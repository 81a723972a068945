//! Approximate search: only the parts of space that lie near the query are looked at.

use super::exact::{Neighbour, nearest};
use crate::vectors::{Vectors, dot, unit};

/// Rounds in which the centres settle.
const ROUNDS: usize = 4;

/// Vectors for every centre that its settling looks at.
const SAMPLE: usize = 48;

/// Vectors in cells, each round a centre: an inverted file, as it is called.
///
/// For more vectors than [`nearest`] should look at one by one. Nothing in it depends on chance or on
/// threads: the same vectors give the same cells, and the same question the same answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Cells {
    centres: Vectors,
    members: Vec<Vec<u32>>,
}

impl Cells {
    /// Over vectors of length one; as many cells as the root of their number.
    pub fn new(vectors: &Vectors) -> Self {
        let count = vectors.len().isqrt().clamp(1, vectors.len().max(1));
        let mut centres = every(vectors, count);
        let sample = every(vectors, count * SAMPLE);
        for _ in 0..ROUNDS {
            settle(&mut centres, &sample);
        }
        let mut members = vec![Vec::new(); count];
        for (index, near) in nearest(vectors, &centres, 1, |_, _, dot| Some(dot))
            .iter()
            .enumerate()
        {
            members[near.first().map_or(0, |near| near.index)].push(index as u32);
        }
        Self { centres, members }
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether no vector is in any cell.
    pub fn is_empty(&self) -> bool {
        self.members.iter().all(Vec::is_empty)
    }

    /// The `count` vectors that lie nearest, the nearest first; of equals the first.
    ///
    /// `vectors` are those that the cells were made of. `score` makes of a vector's place and its dot
    /// product with the query the score to rank by, and says `None` where the two shall not meet. `breadth` cells are looked at: with all of
    /// them the answer is exact, with few some of the nearest may be missed.
    pub fn nearest(
        &self,
        vectors: &Vectors,
        query: &[f32],
        count: usize,
        breadth: usize,
        score: impl Fn(usize, f32) -> Option<f32>,
    ) -> Vec<Neighbour> {
        let question = Vectors::from_rows(query.len(), query.to_vec());
        let cells = nearest(&question, &self.centres, breadth, |_, _, dot| Some(dot));
        let places = cells
            .iter()
            .flatten()
            .flat_map(|cell| &self.members[cell.index]);
        let mut found: Vec<Neighbour> = places
            .filter_map(|&index| {
                let index = index as usize;
                let score = score(index, dot(query, vectors.row(index)))?;
                Some(Neighbour { index, score })
            })
            .collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.index.cmp(&b.index)));
        found.truncate(count);
        found
    }
}

/// So many of the vectors, taken at even distances.
fn every(vectors: &Vectors, count: usize) -> Vectors {
    let mut out = Vectors::new(vectors.dimensions());
    let count = count.min(vectors.len());
    for n in 0..count {
        out.push(vectors.row(n * vectors.len() / count));
    }
    out
}

/// Moves every centre to the middle of what lies nearest to it; one that has nothing stays.
fn settle(centres: &mut Vectors, sample: &Vectors) {
    let mut sums = vec![0.0; centres.numbers().len()];
    let width = centres.dimensions();
    let near = nearest(sample, centres, 1, |_, _, dot| Some(dot));
    for (row, near) in sample.rows().zip(&near) {
        if let Some(near) = near.first() {
            let sum = &mut sums[near.index * width..][..width];
            for (sum, number) in sum.iter_mut().zip(row) {
                *sum += number;
            }
        }
    }
    for (centre, sum) in centres.rows_mut().zip(sums.chunks_exact_mut(width)) {
        unit(sum);
        if sum.iter().any(|number| *number != 0.0) {
            centre.copy_from_slice(sum);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nearest::exact::tests::random;

    #[expect(clippy::unnecessary_wraps, reason = "a score may be none")]
    fn plain(_: usize, dot: f32) -> Option<f32> {
        Some(dot)
    }

    /// Vectors in clouds, as sentences are: each a little off one of 60 middles.
    fn clouds(count: usize, seed: u64) -> Vectors {
        let (middles, noise) = (random(60, 32, 1), random(count, 32, seed));
        let mut out = Vectors::new(32);
        for (i, noise) in noise.rows().enumerate() {
            let middle = middles.row(i * 7 % 60);
            let mut row: Vec<f32> = middle.iter().zip(noise).map(|(m, n)| m + 0.6 * n).collect();
            unit(&mut row);
            out.push(&row);
        }
        out
    }

    #[test]
    fn a_few_cells_hold_nearly_all_of_the_nearest() {
        let (vectors, queries) = (clouds(4000, 5), clouds(60, 6));
        let exact = nearest(&queries, &vectors, 10, |_, _, dot| Some(dot));
        let cells = Cells::new(&vectors);
        assert_eq!(cells, Cells::new(&vectors));
        let mut shared = 0;
        for (query, exact) in queries.rows().zip(&exact) {
            let found = cells.nearest(&vectors, query, 10, 12, plain);
            shared += found.iter().filter(|near| exact.contains(near)).count();
            assert_eq!(
                &cells.nearest(&vectors, query, 10, cells.len(), plain),
                exact
            );
        }
        assert!(shared >= 540, "{shared} of 600");
    }

    #[test]
    fn beyond_a_hundred_thousand_it_finds_and_can_be_made_again() {
        let (vectors, queries) = (clouds(100_100, 7), clouds(20, 8));
        let exact = nearest(&queries, &vectors, 10, |_, _, dot| Some(dot));
        let cells = Cells::new(&vectors);
        let mut shared = 0;
        for (query, exact) in queries.rows().zip(&exact) {
            let found = cells.nearest(&vectors, query, 10, 24, plain);
            shared += found.iter().filter(|near| exact.contains(near)).count();
        }
        assert!(shared >= 180, "{shared} of 200");
        // With more vectors it is made again, and those are found.
        let mut more = vectors.clone();
        more.push(queries.row(3));
        let again = Cells::new(&more);
        let found = again.nearest(&more, queries.row(3), 1, 24, plain);
        assert_eq!(found[0].index, vectors.len());
    }

    #[test]
    fn few_vectors_and_none_are_searched_too() {
        let one = random(1, 8, 1);
        let found = Cells::new(&one).nearest(&one, one.row(0), 3, 1, plain);
        assert_eq!(found.len(), 1);
        let nothing = |_, _| None;
        let found = Cells::new(&one).nearest(&one, one.row(0), 3, 1, nothing);
        assert!(found.is_empty());
        let none = Vectors::new(8);
        let cells = Cells::new(&none);
        assert!(cells.is_empty() && cells.nearest(&none, one.row(0), 3, 1, plain).is_empty());
    }
}
