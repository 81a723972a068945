//! Texts that meet piece by piece.

use crate::body::wide::{Loop, nearest, wide};
use crate::nearest::products;
use crate::pieces::Pieces;
use crate::vectors::Vectors;

/// What a piece weighs that is as frequent as can be.
const LEAST: f32 = 1e-6;

/// The greatest step of a number.
const MOST: f32 = 127.0;

/// The pieces of a text in steps of one byte, each row with a scale: a quarter of the room.
#[derive(Debug, Clone, PartialEq)]
pub struct Grain {
    width: usize,
    steps: Vec<i8>,
    scales: Vec<f32>,
    weights: Vec<f32>,
}

impl Grain {
    /// Of pieces, as they are.
    pub(crate) fn new(pieces: &Pieces) -> Self {
        let width = pieces.vectors.dimensions();
        let mut grain = Self {
            width,
            steps: Vec::with_capacity(pieces.vectors.numbers().len()),
            scales: Vec::with_capacity(pieces.vectors.len()),
            weights: pieces.weights.iter().map(|weight| weight + LEAST).collect(),
        };
        for row in pieces.vectors.rows() {
            let most = row.iter().fold(1e-9_f32, |most, x| most.max(x.abs()));
            grain.scales.push(most / MOST);
            let inverse = MOST / most;
            let steps = row
                .iter()
                .map(|x| nearest(x * inverse).clamp(-127, 127) as i8);
            grain.steps.extend(steps);
        }
        grain
    }

    /// Bytes that it holds, about.
    pub(crate) fn size(&self) -> usize {
        self.steps.len() + 8 * self.weights.len()
    }

    /// As bytes: the number of rows, their scales, their weights, then the rows; low bytes first.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = (self.weights.len() as u32).to_le_bytes().to_vec();
        let numbers = self.scales.iter().chain(&self.weights);
        out.extend(numbers.flat_map(|number| number.to_le_bytes()));
        out.extend(self.steps.iter().map(|step| step.cast_unsigned()));
        out
    }

    /// From [`Grain::to_bytes`], with rows of so many numbers; nothing where the bytes are not of that form.
    pub fn from_bytes(width: usize, bytes: &[u8]) -> Option<Self> {
        let (count, rest) = bytes.split_first_chunk()?;
        let count = usize::try_from(u32::from_le_bytes(*count)).ok()?;
        let (numbers, steps) = rest.split_at_checked(count.checked_mul(8)?)?;
        if steps.len() != count.checked_mul(width)? {
            return None;
        }
        let fours = numbers.as_chunks::<4>().0.iter();
        let mut scales: Vec<f32> = fours.map(|four| f32::from_le_bytes(*four)).collect();
        if !scales.iter().all(|number| number.is_finite()) {
            return None;
        }
        let weights = scales.split_off(count);
        Some(Self {
            width,
            steps: steps.iter().map(|step| step.cast_signed()).collect(),
            scales,
            weights,
        })
    }

    /// How well the pieces of two texts find each other, about 1 at most; 0 where one has none.
    ///
    /// For every piece of either the best of the other, the rare ones counting more: "late
    /// interaction" (Khattab and Zaharia 2020), taken both ways. The time is that of pieces times pieces.
    pub fn meet(&self, other: &Self) -> f32 {
        let (here, there) = self.held(other);
        // The same either way round, to the last bit.
        f32::midpoint(here, there)
    }

    /// How well the pieces of this text find one in the other, and those of the other one in this; 0 where one has none.
    ///
    /// Apart they tell a short text that a longer one holds from two that share a part.
    pub fn held(&self, other: &Self) -> (f32, f32) {
        if self.weights.is_empty() || other.weights.is_empty() || self.width != other.width {
            return (0.0, 0.0);
        }
        let (mine, theirs) = (self.expanded(), other.expanded());
        let mut there = vec![f32::NEG_INFINITY; other.weights.len()];
        let mut here = Vec::with_capacity(self.weights.len());
        let queries: Vec<&[f32]> = mine.rows().collect();
        for products in products(&queries, &theirs) {
            let mut best = f32::NEG_INFINITY;
            for (product, there) in products.into_iter().zip(&mut there) {
                best = best.max(product);
                *there = there.max(product);
            }
            here.push(best);
        }
        (share(&here, &self.weights), share(&there, &other.weights))
    }

    /// The rows as numbers again.
    fn expanded(&self) -> Vectors {
        let mut out = vec![0.0; self.steps.len()];
        wide(Expand {
            grain: self,
            out: &mut out,
        });
        Vectors::from_rows(self.width, out)
    }
}

struct Expand<'a> {
    grain: &'a Grain,
    out: &'a mut [f32],
}

impl Loop for Expand<'_> {
    type Out = ();

    #[inline(always)]
    fn run(self) {
        let Self { grain, out } = self;
        let rows = grain.steps.chunks_exact(grain.width);
        let outs = out.chunks_exact_mut(grain.width);
        for ((row, out), scale) in rows.zip(outs).zip(&grain.scales) {
            for (out, step) in out.iter_mut().zip(row) {
                *out = f32::from(*step) * scale;
            }
        }
    }
}

/// The mean, each by its weight.
fn share(best: &[f32], weights: &[f32]) -> f32 {
    let sum: f32 = best.iter().zip(weights).map(|(best, w)| best * w).sum();
    sum / weights.iter().sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grain(rows: &[[f32; 2]], weights: &[f32]) -> Grain {
        Grain::new(&Pieces::new(
            Vectors::from_rows(2, rows.concat()),
            weights.to_vec(),
        ))
    }

    #[test]
    fn every_piece_meets_its_best_and_the_rare_count_more() {
        let one = grain(&[[1.0, 0.0], [0.0, 1.0]], &[3.0, 1.0]);
        let first = grain(&[[1.0, 0.0]], &[1.0]);
        let second = grain(&[[0.0, 1.0]], &[1.0]);
        assert!((one.meet(&one) - 1.0).abs() < 1e-5);
        // The one's pieces find 3 of 4, the other's its only one.
        assert!((one.meet(&first) - 0.875).abs() < 1e-5);
        assert!((one.meet(&second) - 0.625).abs() < 1e-5);
        assert_eq!(one.meet(&first), first.meet(&one));
        assert_eq!(one.meet(&grain(&[], &[])), 0.0);
        // As frequent as can be, all of it: a number none the less.
        let frequent = grain(&[[1.0, 0.0]], &[0.0]);
        assert!((frequent.meet(&first) - 1.0).abs() < 1e-5);
    }

    #[test]
    fn a_short_text_is_held_by_a_longer_one_and_not_the_other_way() {
        let short = grain(&[[1.0, 0.0]], &[1.0]);
        let long = grain(&[[1.0, 0.0], [0.0, 1.0]], &[1.0, 1.0]);
        let (here, there) = short.held(&long);
        assert!((here - 1.0).abs() < 1e-2 && (there - 0.5).abs() < 1e-2);
        assert_eq!(long.held(&short), (there, here));
        assert_eq!(short.held(&grain(&[], &[])), (0.0, 0.0));
    }

    #[test]
    fn bytes_bring_back_the_same_and_what_is_cut_is_told() {
        let one = grain(&[[0.6, -0.8], [0.1, 0.0]], &[3.0, 0.5]);
        let bytes = one.to_bytes();
        assert_eq!(Grain::from_bytes(2, &bytes), Some(one));
        let none = grain(&[], &[]);
        assert_eq!(Grain::from_bytes(2, &none.to_bytes()), Some(none));
        for cut in 0..bytes.len() {
            assert_eq!(Grain::from_bytes(2, &bytes[..cut]), None, "{cut}");
        }
        assert_eq!(Grain::from_bytes(3, &bytes), None);
        let mut wrong = bytes.clone();
        wrong[4..8].copy_from_slice(&f32::NAN.to_le_bytes());
        assert_eq!(Grain::from_bytes(2, &wrong), None);
        assert_eq!(Grain::from_bytes(2, &[0xff; 12]), None);
    }

    #[test]
    fn steps_come_near_the_numbers_whatever_the_number_of_rows() {
        let number = |i: usize| ((i * 37) % 61) as f32 / 30.0 - 1.0;
        for (mine, theirs) in [(1, 1), (3, 5), (7, 13), (4, 8)] {
            let make = |rows: usize, from: usize| {
                let numbers: Vec<f32> = (0..rows * 48).map(|i| number(i + from)).collect();
                let mut vectors = Vectors::from_rows(48, numbers);
                vectors.rows_mut().for_each(crate::unit);
                Pieces::new(vectors, (0..rows).map(|i| 1.0 + i as f32).collect())
            };
            let (a, b) = (make(mine, 5), make(theirs, 11));
            let best = |a: &Pieces, b: &Pieces| {
                let bests = a.vectors.rows().map(|row| {
                    let products = b.vectors.rows().map(|other| crate::dot(row, other));
                    products.fold(f32::NEG_INFINITY, f32::max)
                });
                let all: f32 = a.weights.iter().sum();
                bests
                    .zip(&a.weights)
                    .map(|(best, weight)| best * weight)
                    .sum::<f32>()
                    / all
            };
            let exact = f32::midpoint(best(&a, &b), best(&b, &a));
            let (a, b) = (Grain::new(&a), Grain::new(&b));
            assert!((a.meet(&b) - exact).abs() < 0.01, "{mine} {theirs}");
            assert_eq!(a.meet(&b), b.meet(&a), "{mine} {theirs}");
        }
    }
}
