//! What is done to every row by itself.

use super::wide::{Loop, sum, wide};

/// The weights of a normalisation.
pub(crate) struct Norm {
    pub(crate) weight: Vec<f32>,
    pub(crate) bias: Vec<f32>,
    pub(crate) epsilon: f32,
}

impl Norm {
    /// Adds `more` to `rows`, number by number, and normalises every row.
    pub(crate) fn add(&self, rows: &mut [f32], more: &[f32]) {
        wide(AddNorm {
            norm: self,
            rows,
            more,
        });
    }
}

struct AddNorm<'a> {
    norm: &'a Norm,
    rows: &'a mut [f32],
    more: &'a [f32],
}

impl Loop for AddNorm<'_> {
    type Out = ();

    #[inline(always)]
    fn run(self) {
        let width = self.norm.weight.len();
        let more = self.more.chunks_exact(width);
        for (row, more) in self.rows.chunks_exact_mut(width).zip(more) {
            for (number, more) in row.iter_mut().zip(more) {
                *number += more;
            }
            let mean = sum(row, |x| x) / width as f32;
            let variance = sum(row, |x| (x - mean) * (x - mean)) / width as f32;
            let scale = 1.0 / (variance + self.norm.epsilon).sqrt();
            let weights = self.norm.weight.iter().zip(&self.norm.bias);
            for (number, (weight, bias)) in row.iter_mut().zip(weights) {
                *number = (*number - mean) * scale * weight + bias;
            }
        }
    }
}

/// Adds up rows, number by number.
pub(crate) fn add_rows(rows: &[f32], out: &mut [f32]) {
    wide(AddRows { rows, out });
}

struct AddRows<'a> {
    rows: &'a [f32],
    out: &'a mut [f32],
}

impl Loop for AddRows<'_> {
    type Out = ();

    #[inline(always)]
    fn run(self) {
        for row in self.rows.chunks_exact(self.out.len()) {
            for (out, number) in self.out.iter_mut().zip(row) {
                *out += number;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_normalised_row_has_mean_nought_and_variance_one() {
        let norm = Norm {
            weight: vec![1.0; 32],
            bias: vec![0.0; 32],
            epsilon: 0.0,
        };
        let mut rows: Vec<f32> = (0..64_u8).map(f32::from).collect();
        norm.add(&mut rows, &[3.0; 64]);
        for row in rows.chunks(32) {
            assert!(row.iter().sum::<f32>().abs() < 1e-4);
            assert!((row.iter().map(|x| x * x).sum::<f32>() - 32.0).abs() < 1e-3);
        }
    }

    #[test]
    fn weight_and_bias_are_applied_last() {
        let norm = Norm {
            weight: vec![2.0, 1.0],
            bias: vec![0.0, 5.0],
            epsilon: 0.0,
        };
        let mut rows = [0.0, 2.0];
        norm.add(&mut rows, &[0.0, 0.0]);
        assert_eq!(rows, [-2.0, 6.0]);
    }
}
