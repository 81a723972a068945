//! The same loop, compiled for the widest vectors that the processor has.
//!
//! Every loop below is plain arithmetic in a fixed order, without fused
//! multiplication and without the platform's own `exp`. So AVX-512, AVX2 and
//! portable builds compute the same bits, and only their speed differs.

use rten_simd::{Isa, SimdOp};

/// Runs a loop with the processor's widest vectors.
pub(crate) fn wide<L: Loop>(body: L) -> L::Out {
    Wide(body).dispatch()
}

/// A loop to be compiled for every width of vectors.
///
/// `run` and all that it calls must be `#[inline(always)]`.
pub(crate) trait Loop {
    /// What it answers.
    type Out;
    /// Does it.
    fn run(self) -> Self::Out;
}

struct Wide<L>(L);

impl<L: Loop> SimdOp for Wide<L> {
    type Output = L::Out;

    #[inline(always)]
    fn eval<I: Isa>(self, _: I) -> L::Out {
        self.0.run()
    }
}

/// Numbers that are summed side by side, so that a sum has one order on every processor.
pub(crate) const LANES: usize = 16;

/// The sum of `f` over the numbers.
#[inline(always)]
pub(crate) fn sum(numbers: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let (chunks, rest) = numbers.as_chunks::<LANES>();
    let mut lanes = [0.0; LANES];
    for chunk in chunks {
        for (lane, number) in lanes.iter_mut().zip(chunk) {
            *lane += f(*number);
        }
    }
    for (lane, number) in lanes.iter_mut().zip(rest) {
        *lane += f(*number);
    }
    fold(lanes, |a, b| a + b)
}

/// The least and the greatest of the numbers and zero.
#[inline(always)]
pub(crate) fn bounds(numbers: &[f32]) -> (f32, f32) {
    let least = |a: f32, b: f32| if b < a { b } else { a };
    let most = |a: f32, b: f32| if b > a { b } else { a };
    let (chunks, rest) = numbers.as_chunks::<LANES>();
    let (mut low, mut high) = ([0.0; LANES], [0.0; LANES]);
    for chunk in chunks {
        for i in 0..LANES {
            low[i] = least(low[i], chunk[i]);
            high[i] = most(high[i], chunk[i]);
        }
    }
    for (i, &number) in rest.iter().enumerate() {
        low[i] = least(low[i], number);
        high[i] = most(high[i], number);
    }
    (fold(low, least), fold(high, most))
}

/// What is left of the lanes when they are joined two by two.
#[inline(always)]
pub(crate) fn fold(mut lanes: [f32; LANES], f: impl Fn(f32, f32) -> f32) -> f32 {
    let mut half = LANES / 2;
    while half > 0 {
        for i in 0..half {
            lanes[i] = f(lanes[i], lanes[i + half]);
        }
        half /= 2;
    }
    lanes[0]
}

/// Added to a small number, it leaves the nearest whole number in the lowest bits.
const ROUND: f32 = 12_582_912.0;

/// The whole number nearest to one between −2^22 and 2^22, halves to the even one.
#[inline(always)]
pub(crate) fn nearest(x: f32) -> i32 {
    (x + ROUND).to_bits().cast_signed() - ROUND.to_bits().cast_signed()
}

/// e to the power of `x`, for x from −87 to 0; below, as if it were −87.
///
/// Relative error under 3e-7: the series of Cephes, after the range is cut to half of ln 2.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    let x = if x < -87.0 { -87.0 } else { x };
    let whole = (x * std::f32::consts::LOG2_E + ROUND) - ROUND;
    let rest = x - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let mut y = 1.987_569_1e-4;
    for coefficient in [
        1.398_199_9e-3,
        8.333_452e-3,
        4.166_579_6e-2,
        0.166_666_66,
        0.5,
    ] {
        y = y * rest + coefficient;
    }
    let y = y * rest * rest + rest + 1.0;
    let power = f32::from_bits((nearest(whole) + 127).cast_unsigned() << 23);
    y * power
}

/// The Gaussian error linear unit, by its exact form with the error function.
///
/// Absolute error of the error function under 7e-7 (Abramowitz and Stegun, 7.1.26).
#[inline(always)]
pub(crate) fn gelu(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let mut y = 1.061_405_4;
    for coefficient in [-1.453_152, 1.421_413_7, -0.284_496_74, 0.254_829_6] {
        y = y * t + coefficient;
    }
    let erf = 1.0 - y * t * exp(-z * z);
    0.5 * x * (1.0 + erf.copysign(x))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_exp() {
        for i in 0..8700 {
            let x = -0.01 * i as f32;
            let error = (f64::from(exp(x)) / f64::from(x).exp() - 1.0).abs();
            assert!(error < 3e-7, "{x}: {error}");
        }
        assert_eq!(exp(0.0), 1.0);
        assert!(exp(-1e9) < 1e-37);
    }

    #[test]
    fn gelu_is_nothing_below_and_the_number_itself_above() {
        assert_eq!(gelu(0.0), 0.0);
        assert!((gelu(1.0) - 0.841_344_7).abs() < 1e-6);
        assert!((gelu(-1.0) + 0.158_655_3).abs() < 1e-6);
        assert_eq!(gelu(30.0), 30.0);
        assert!(gelu(-30.0).abs() < 1e-6);
    }

    #[test]
    fn whole_numbers_are_the_nearest() {
        for (x, whole) in [(0.5, 0), (1.5, 2), (-1.5, -2), (254.4, 254), (-0.6, -1)] {
            assert_eq!(nearest(x), whole);
        }
    }

    #[test]
    fn sums_and_bounds_see_the_odd_ends() {
        let numbers: Vec<f32> = (0..37_u8).map(|i| f32::from(i) - 18.0).collect();
        assert_eq!(sum(&numbers, |x| x), 0.0);
        assert_eq!(bounds(&numbers), (-18.0, 18.0));
        assert_eq!(bounds(&[3.0]), (0.0, 3.0));
    }
}
