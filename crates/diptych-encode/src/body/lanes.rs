//! Products of vectors, in the processor's widest registers, and the same bits on every processor.
//!
//! Compilers do not always keep the sixteen sums of a loop over arrays in registers; here they are told to.

use rten_simd::ops::{BitOps as _, NumOps};
use rten_simd::{Isa, SimdOp};

use super::wide::{LANES, fold};

/// The dot products of one vector with `R` others of the same length.
pub(crate) fn products<const R: usize>(query: &[f32], rows: [&[f32]; R]) -> [f32; R] {
    Products { query, rows }.dispatch()
}

struct Products<'a, const R: usize> {
    query: &'a [f32],
    rows: [&'a [f32]; R],
}

impl<const R: usize> SimdOp for Products<'_, R> {
    type Output = [f32; R];

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) -> [f32; R] {
        let ops = isa.f32();
        let mut lanes = [[0.0; LANES]; R];
        // As many registers as hold the lanes of one sum.
        match LANES / ops.len() {
            1 => self.whole::<_, 1>(ops, &mut lanes),
            2 => self.whole::<_, 2>(ops, &mut lanes),
            4 => self.whole::<_, 4>(ops, &mut lanes),
            _ => self.plain(&mut lanes),
        }
        let whole = self.query.len() / LANES * LANES;
        let mut out = [0.0; R];
        for ((lanes, row), out) in lanes.iter_mut().zip(self.rows).zip(&mut out) {
            let rest = self.query[whole..].iter().zip(&row[whole..]);
            for (lane, (a, b)) in lanes.iter_mut().zip(rest) {
                *lane += a * b;
            }
            *out = fold(*lanes, |a, b| a + b);
        }
        out
    }
}

impl<const R: usize> Products<'_, R> {
    /// Sums whole rows of lanes, `K` registers to a row.
    #[inline(always)]
    fn whole<O: NumOps<f32>, const K: usize>(&self, ops: O, lanes: &mut [[f32; LANES]; R]) {
        let mut sums = [[ops.zero(); K]; R];
        let width = self.query.len() / LANES * LANES;
        for at in (0..width).step_by(LANES) {
            let query: [O::Simd; K] = ops.load_many(&self.query[at..at + LANES]);
            for (sums, row) in sums.iter_mut().zip(self.rows) {
                let row: [O::Simd; K] = ops.load_many(&row[at..at + LANES]);
                for ((sum, a), b) in sums.iter_mut().zip(query).zip(row) {
                    *sum = ops.add(*sum, ops.mul(a, b));
                }
            }
        }
        for (sums, lanes) in sums.into_iter().zip(lanes) {
            for (sum, lanes) in sums.into_iter().zip(lanes.chunks_exact_mut(LANES / K)) {
                ops.store(sum, lanes);
            }
        }
    }

    /// The same without registers.
    #[inline(always)]
    fn plain(&self, lanes: &mut [[f32; LANES]; R]) {
        for (lanes, row) in lanes.iter_mut().zip(self.rows) {
            let rows = self.query.chunks_exact(LANES).zip(row.chunks_exact(LANES));
            for (a, b) in rows {
                for ((lane, a), b) in lanes.iter_mut().zip(a).zip(b) {
                    *lane += a * b;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registers_and_arrays_give_the_same_bits() {
        let number = |at: usize| (at as f32 * 0.37).sin() / 3.0;
        let query: Vec<f32> = (0..390).map(number).collect();
        let row: Vec<f32> = (0..390).map(|at| number(at + 71)).collect();
        let each = Products {
            query: &query,
            rows: [&row, &query],
        };
        let mut lanes = [[0.0; LANES]; 2];
        each.plain(&mut lanes);
        for (i, (a, b)) in query[384..].iter().zip(&row[384..]).enumerate() {
            lanes[0][i] += a * b;
        }
        let expected = fold(lanes[0], |a, b| a + b);
        let [found, _] = products(&query, [&row, &query]);
        assert_eq!(found.to_bits(), expected.to_bits());
        let [alone] = products(&query[..3], [&row[..3]]);
        let plain = query[0] * row[0] + query[1] * row[1] + query[2] * row[2];
        assert!((alone - plain).abs() < 1e-6);
    }
}
