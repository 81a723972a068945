//! Exact search: every vector is looked at.

use rayon::prelude::*;

use crate::body::lanes;
use crate::vectors::{Vectors, dot};

/// A vector that lies near another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neighbour {
    /// Its place among the vectors that were searched.
    pub index: usize,
    /// How near it is: their [`dot`] product, corrected where a correction was asked for.
    pub score: f32,
}

/// For every query, the `count` vectors that lie nearest, the nearest first; of equals the first.
///
/// `score` makes of the places of query and vector and their dot product the score to rank by, and
/// says `None` where the two shall not meet: `|_, _, dot| Some(dot)` ranks by the product itself.
/// Vectors of different dimensions have no neighbours.
/// Good for some 100,000 vectors; the time is that of queries times vectors.
pub fn nearest<F>(queries: &Vectors, among: &Vectors, count: usize, score: F) -> Vec<Vec<Neighbour>>
where
    F: Fn(usize, usize, f32) -> Option<f32> + Sync,
{
    if queries.dimensions() != among.dimensions() {
        return vec![Vec::new(); queries.len()];
    }
    let places: Vec<usize> = (0..queries.len()).collect();
    let blocks: Vec<Vec<Best>> = places
        .par_chunks(QUERIES)
        .map(|block| search(queries, block, among, count, &score))
        .collect();
    let best = blocks.into_iter().flatten();
    best.map(|best| best.sorted).collect()
}

/// Queries that are compared with the same few vectors while these lie in the processor's cache.
const QUERIES: usize = 16;

/// Vectors that are compared with the same few queries.
const VECTORS: usize = 64;

fn search<F>(
    queries: &Vectors,
    block: &[usize],
    among: &Vectors,
    count: usize,
    score: &F,
) -> Vec<Best>
where
    F: Fn(usize, usize, f32) -> Option<f32>,
{
    let mut best: Vec<Best> = block.iter().map(|_| Best::new(count)).collect();
    let mut products = [0.0; VECTORS];
    let width = among.dimensions();
    for (tile, vectors) in among.numbers().chunks(VECTORS * width).enumerate() {
        for (&query, best) in block.iter().zip(&mut best) {
            let products = &mut products[..vectors.len() / width];
            with_all(queries.row(query), vectors, products);
            for (offset, product) in products.iter().enumerate() {
                let index = tile * VECTORS + offset;
                if let Some(score) = score(query, index, *product) {
                    best.offer(Neighbour { index, score });
                }
            }
        }
    }
    best
}

/// The [`dot`] product of every query with every vector, a row for each query.
///
/// For questions that ask more of the vectors than which lie nearest. Queries of other dimensions
/// have no products.
pub fn products(queries: &[&[f32]], among: &Vectors) -> Vec<Vec<f32>> {
    let width = among.dimensions();
    let fits = |query: &[f32]| query.len() == width;
    let mut out: Vec<Vec<f32>> = queries
        .iter()
        .map(|query| vec![0.0; if fits(query) { among.len() } else { 0 }])
        .collect();
    for (tile, vectors) in among.numbers().chunks(VECTORS * width).enumerate() {
        for (query, row) in queries.iter().zip(&mut out) {
            if fits(query) {
                let out = &mut row[tile * VECTORS..][..vectors.len() / width];
                with_all(query, vectors, out);
            }
        }
    }
    out
}

/// The [`dot`] product of a query with each of these rows; none where it has other dimensions.
pub fn products_with(query: &[f32], among: &Vectors, rows: &[usize]) -> Vec<f32> {
    if query.len() != among.dimensions() {
        return Vec::new();
    }
    let (fours, rest) = rows.as_chunks::<SIDE>();
    let mut out = Vec::with_capacity(rows.len());
    for four in fours {
        out.extend(lanes::products(query, four.map(|row| among.row(row))));
    }
    out.extend(rest.iter().map(|row| dot(query, among.row(*row))));
    out
}

/// The best so far, the best first.
struct Best {
    count: usize,
    sorted: Vec<Neighbour>,
}

impl Best {
    fn new(count: usize) -> Self {
        Self {
            count,
            sorted: Vec::new(),
        }
    }

    #[inline]
    fn offer(&mut self, new: Neighbour) {
        let full = self.sorted.len() == self.count;
        let last = self
            .sorted
            .last()
            .map_or(f32::NEG_INFINITY, |last| last.score);
        // Vectors come in their order, so an equal one that comes later stands behind.
        if self.count == 0 || new.score.is_nan() || (full && new.score <= last) {
            return;
        }
        let at = self.sorted.partition_point(|old| old.score >= new.score);
        if full {
            self.sorted.pop();
        }
        self.sorted.insert(at, new);
    }
}

/// Vectors that are multiplied side by side.
const SIDE: usize = 4;

/// The products of one vector with many that lie one after the other.
fn with_all(query: &[f32], vectors: &[f32], out: &mut [f32]) {
    let width = query.len();
    let mut fours = vectors.chunks_exact(SIDE * width);
    let mut outs = out.chunks_exact_mut(SIDE);
    for (vectors, out) in (&mut fours).zip(&mut outs) {
        let (a, b) = vectors.split_at(2 * width);
        let ((a, b), (c, d)) = (a.split_at(width), b.split_at(width));
        out.copy_from_slice(&lanes::products(query, [a, b, c, d]));
    }
    let rest = fours.remainder().chunks_exact(width);
    for (vector, out) in rest.zip(outs.into_remainder()) {
        *out = dot(query, vector);
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Vectors of length one without any order.
    pub(crate) fn random(count: usize, width: usize, seed: u64) -> Vectors {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let numbers = (0..count * width).map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 40) as f32 / 8_388_608.0 - 1.0
        });
        let mut vectors = Vectors::from_rows(width, numbers.collect());
        vectors.rows_mut().for_each(crate::unit);
        vectors
    }

    #[test]
    fn it_finds_what_sorting_finds() {
        for (queries, among, width) in [(1, 1, 3), (5, 67, 19), (40, 300, 64)] {
            let (queries, among) = (random(queries, width, 1), random(among, width, 2));
            let found = nearest(&queries, &among, 7, |_, _, dot| Some(dot));
            for (query, found) in queries.rows().zip(&found) {
                let mut all: Vec<(usize, f32)> = among
                    .rows()
                    .map(|row| dot(query, row))
                    .enumerate()
                    .collect();
                all.sort_by(|a, b| b.1.total_cmp(&a.1));
                all.truncate(7);
                let found: Vec<(usize, f32)> = found.iter().map(|n| (n.index, n.score)).collect();
                assert_eq!(found, all);
            }
        }
    }

    #[test]
    fn products_are_those_of_each_pair() {
        let (queries, among) = (random(5, 19, 1), random(67, 19, 2));
        let rows: Vec<&[f32]> = queries.rows().collect();
        for (query, products) in rows.iter().zip(products(&rows, &among)) {
            let each: Vec<f32> = among.rows().map(|row| dot(query, row)).collect();
            assert_eq!(products, each);
        }
        assert_eq!(products(&[&[1.0; 3]], &among), [Vec::<f32>::new()]);
        let some = [66, 0, 3, 3, 12, 7, 41];
        let each = some.map(|row| dot(rows[0], among.row(row)));
        assert_eq!(products_with(rows[0], &among, &some), each);
        assert!(products_with(&[1.0; 3], &among, &some).is_empty());
    }

    #[test]
    fn what_shall_not_meet_does_not() {
        let vectors = random(30, 8, 3);
        let found = nearest(&vectors, &vectors, 3, |a, b, dot| (a != b).then_some(dot));
        assert!(
            found
                .iter()
                .enumerate()
                .all(|(a, found)| found.iter().all(|n| n.index != a))
        );
        let none = nearest(&vectors, &vectors, 3, |_, _, _| None);
        assert!(none.iter().all(Vec::is_empty));
    }

    #[test]
    fn of_equals_the_first_comes_first() {
        let among = Vectors::from_rows(2, vec![1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0]);
        let found = nearest(&among, &among, 2, |_, _, dot| Some(dot));
        let places: Vec<usize> = found[3].iter().map(|n| n.index).collect();
        assert_eq!(places, [0, 2]);
        assert!(nearest(&among, &among, 0, |_, _, dot| Some(dot))[0].is_empty());
    }
}
