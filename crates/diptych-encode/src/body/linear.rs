//! A linear layer in whole numbers.

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_tensor::{AsView, NdTensor, NdTensorView};

use super::wide::{Loop, bounds, gelu, nearest, wide};
use crate::model::{BLOCK_BYTES, scale_of, steps_of};

/// Multiplies inputs of 7 bits by weights of 8, in sums of 32.
///
/// Made anew for every product: that costs nothing, and it cannot be sent between threads.
type Product = GemmExecutor<u8, i8, i32>;

/// The greatest step of an input.
///
/// Not 255: without VNNI, x86 adds two products in 16 bits, and 2 · 127 · 127
/// is what they hold. With 7 bits no sum overflows on any processor, so all
/// give the same.
const MOST: f32 = 127.0;

/// A linear layer: weights in steps of one scale per output, and what is added.
pub(crate) struct Linear {
    weights: PackedBMatrix<i8>,
    scales: Vec<f32>,
    /// The sum of the steps of every output's weights.
    totals: Vec<i32>,
    bias: Vec<f32>,
    inputs: usize,
}

/// Rows of a matrix, quantised one by one: a row's steps do not depend on its neighbours.
#[derive(Default)]
pub(crate) struct Steps {
    numbers: Vec<u8>,
    /// The step that stands for nought, row by row.
    zeros: Vec<i32>,
    scales: Vec<f32>,
    sums: Vec<i32>,
}

impl Linear {
    /// From blocks of four bits, a row for every output.
    pub(crate) fn new(rows: &[u8], inputs: usize, bias: Vec<f32>) -> Self {
        let outputs = bias.len();
        let mut steps = vec![0_i8; inputs * outputs];
        let mut scales = Vec::with_capacity(outputs);
        let row_bytes = rows.len() / outputs;
        for (row, out) in rows
            .chunks_exact(row_bytes)
            .zip(steps.chunks_exact_mut(inputs))
        {
            scales.push(row_to_steps(row, out));
        }
        let total = |row: &[i8]| row.iter().map(|step| i32::from(*step)).sum();
        let totals = steps.chunks_exact(inputs).map(total).collect();
        let weights = NdTensor::from_data([outputs, inputs], steps);
        let weights = Product::new().prepack_b(weights.view().transposed());
        Self {
            weights,
            scales,
            totals,
            bias,
            inputs,
        }
    }

    /// Numbers in a row of the result.
    pub(crate) fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// Multiplies every output by a factor, at no cost when it runs.
    pub(crate) fn scale_outputs(&mut self, outputs: std::ops::Range<usize>, factor: f32) {
        let scales = self.scales[outputs.clone()].iter_mut();
        for value in scales.chain(&mut self.bias[outputs]) {
            *value *= factor;
        }
    }

    /// Writes what the layer makes of the rows to `out`, with or without [`gelu`].
    pub(crate) fn run(&self, input: &[f32], steps: &mut Steps, out: &mut Vec<f32>, bend: bool) {
        let rows = input.len() / self.inputs;
        steps.quantize(input, self.inputs);
        steps.sums.clear();
        steps.sums.resize(rows * self.outputs(), 0);
        let a = NdTensorView::from_data([rows, self.inputs], steps.numbers.as_slice());
        // rten-gemm 0.27 gives every eighth row the same step for nought
        // (`pack_a_impl` of its int8 packing), so nought is taken off in `Finish`.
        let (a, b) = (GemmInputA::Unpacked(a), GemmInputB::Packed(&self.weights));
        Product::new()
            .gemm(&mut steps.sums, a, b, GemmOptions::default())
            .expect("the sizes fit, and the kernel is the one that packed the weights");
        out.clear();
        out.resize(rows * self.outputs(), 0.0);
        wide(Finish {
            linear: self,
            steps,
            out,
            bend,
        });
    }
}

impl Steps {
    fn quantize(&mut self, input: &[f32], width: usize) {
        let rows = input.len() / width;
        self.numbers.clear();
        self.numbers.resize(input.len(), 0);
        self.zeros.clear();
        self.zeros.resize(rows, 0);
        self.scales.clear();
        self.scales.resize(rows, 0.0);
        wide(Quantize {
            input,
            width,
            out: self,
        });
    }
}

struct Quantize<'a> {
    input: &'a [f32],
    width: usize,
    out: &'a mut Steps,
}

impl Loop for Quantize<'_> {
    type Out = ();

    #[inline(always)]
    fn run(self) {
        let rows = self.input.chunks_exact(self.width);
        let outs = self.out.numbers.chunks_exact_mut(self.width);
        let marks = self.out.zeros.iter_mut().zip(&mut self.out.scales);
        for ((row, out), (zero, scale)) in rows.zip(outs).zip(marks) {
            let (low, high) = bounds(row);
            let width = if high > low { high - low } else { 1.0 };
            *scale = width / MOST;
            let inverse = MOST / width;
            let shift = nearest(-low * inverse);
            *zero = shift;
            let shift = shift as f32;
            for (out, number) in out.iter_mut().zip(row) {
                *out = nearest(number * inverse + shift)
                    .clamp(0, 127)
                    .cast_unsigned() as u8;
            }
        }
    }
}

struct Finish<'a> {
    linear: &'a Linear,
    steps: &'a Steps,
    out: &'a mut [f32],
    bend: bool,
}

impl Loop for Finish<'_> {
    type Out = ();

    #[inline(always)]
    fn run(self) {
        let width = self.linear.bias.len();
        let sums = self.steps.sums.chunks_exact(width);
        let outs = self.out.chunks_exact_mut(width);
        let rows = self.steps.scales.iter().zip(&self.steps.zeros);
        for ((sums, out), (scale, zero)) in sums.zip(outs).zip(rows) {
            let weights = self.linear.scales.iter().zip(&self.linear.bias);
            let weights = weights.zip(&self.linear.totals);
            for ((out, sum), ((weight, bias), total)) in out.iter_mut().zip(sums).zip(weights) {
                // Weights that a hostile file holds may go past the range; they give
                // wrong numbers and no panic.
                let sum = sum.wrapping_sub(zero.wrapping_mul(*total));
                *out = sum as f32 * (scale * weight) + bias;
            }
            if self.bend {
                for number in out {
                    *number = gelu(*number);
                }
            }
        }
    }
}

/// A row of blocks, each with its scale, as steps of one scale; answers that scale.
fn row_to_steps(row: &[u8], out: &mut [i8]) -> f32 {
    let blocks = row.as_chunks::<BLOCK_BYTES>().0;
    let mut most = 0.0_f32;
    for block in blocks {
        let widest = steps_of(block).into_iter().map(i8::unsigned_abs).max();
        most = most.max(f32::from(widest.unwrap_or(0)) * scale_of(block).abs());
    }
    if !(most > 0.0 && most.is_finite()) {
        return 0.0;
    }
    for (block, out) in blocks.iter().zip(out.chunks_mut(crate::BLOCK_WEIGHTS)) {
        let scale = scale_of(block) * 127.0 / most;
        let steps: [i8; 16] = std::array::from_fn(|i| nearest((i as f32 - 8.0) * scale) as i8);
        for (out, step) in out.iter_mut().zip(steps_of(block)) {
            *out = steps[usize::from((step + 8).cast_unsigned())];
        }
    }
    most / 127.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Outputs by inputs, all weights at the ends of their range.
    fn extreme(inputs: usize, outputs: usize) -> (Vec<u8>, Vec<f32>) {
        let mut rows = Vec::new();
        let mut weights = Vec::new();
        for _ in 0..inputs * outputs / 32 {
            rows.extend_from_slice(&0x3c00_u16.to_le_bytes());
            rows.extend([0x00; 16]);
            weights.extend([-8.0; 32]);
        }
        (rows, weights)
    }

    #[test]
    fn the_greatest_sums_do_not_overflow() {
        let (inputs, outputs) = (384, 33);
        let (rows, weights) = extreme(inputs, outputs);
        let linear = Linear::new(&rows, inputs, vec![0.5; outputs]);
        let input = vec![2.0; inputs * 2];
        let mut out = Vec::new();
        linear.run(&input, &mut Steps::default(), &mut out, false);
        let expected: f32 = weights[..inputs].iter().map(|w| w * 2.0).sum::<f32>() + 0.5;
        assert_eq!(out.len(), 2 * outputs);
        for number in out {
            assert!((number - expected).abs() < 0.01, "{number} {expected}");
        }
    }

    #[test]
    fn a_row_does_not_depend_on_its_neighbours() {
        let inputs = 64;
        let rows: Vec<u8> = (0..inputs / 32 * 18 * 5)
            .map(|i| if i % 18 < 2 { 0x2c } else { (i * 37) as u8 })
            .collect();
        let linear = Linear::new(&rows, inputs, vec![0.1; 5]);
        let numbers: Vec<f32> = (0..inputs * 9)
            .map(|i| ((i * 29) % 97) as f32 / 7.0 - (i / inputs) as f32)
            .collect();
        let mut all = Vec::new();
        let mut steps = Steps::default();
        linear.run(&numbers, &mut steps, &mut all, true);
        for (row, expected) in numbers.chunks(inputs).zip(all.chunks(5)) {
            let mut one = Vec::new();
            linear.run(row, &mut steps, &mut one, true);
            assert_eq!(one, expected);
        }
    }

    #[test]
    fn quantised_rows_come_near_the_exact_product() {
        for (inputs, outputs, rows) in [(96, 3, 1), (384, 70, 5), (1536, 384, 70), (384, 1152, 130)]
        {
            let bytes = inputs / 32 * 18;
            let weights: Vec<u8> = (0..bytes * outputs)
                .map(|i| match i % 18 {
                    0 => (i * 5) as u8,
                    1 => 0x28,
                    _ => (i * i / 7) as u8,
                })
                .collect();
            let linear = Linear::new(&weights, inputs, vec![0.0; outputs]);
            let input: Vec<f32> = (0..inputs * rows)
                .map(|i| ((i * 13 + i / 31) % 37) as f32 / 10.0 - (i / inputs % 4) as f32)
                .collect();
            let mut out = Vec::new();
            linear.run(&input, &mut Steps::default(), &mut out, false);
            let mut exact = vec![0.0; inputs];
            for (n, row) in weights.chunks(bytes).enumerate() {
                crate::model::expand(row, &mut exact);
                for (r, input) in input.chunks(inputs).enumerate() {
                    let products = exact.iter().zip(input).map(|(w, x)| w * x);
                    let (sum, size) =
                        products.fold((0.0, 0.0), |(a, b), x: f32| (a + x, b + x.abs()));
                    let ours = out[r * outputs + n];
                    assert!(
                        (ours - sum).abs() < 0.01 * size,
                        "{inputs} {r} {n}: {ours} {sum}"
                    );
                }
            }
        }
    }
}
