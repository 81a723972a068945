//! Weights of four bits, in blocks of 32 with one scale.

/// Weights in a block.
pub const BLOCK_WEIGHTS: usize = 32;

/// Bytes of a block: a scale of 16 bits and sixteen bytes of two weights each.
pub const BLOCK_BYTES: usize = 18;

/// The scale of a block.
#[inline]
pub(crate) fn scale_of(block: &[u8; BLOCK_BYTES]) -> f32 {
    half(u16::from_le_bytes([block[0], block[1]]))
}

/// The weights of a block as whole steps of its scale, −8 to 7.
///
/// The low halves of the sixteen bytes are the first sixteen weights, the high
/// halves the others, as in the form known as `Q4_0`.
#[inline]
pub(crate) fn steps_of(block: &[u8; BLOCK_BYTES]) -> [i8; BLOCK_WEIGHTS] {
    let mut steps = [0; BLOCK_WEIGHTS];
    let (low, high) = steps.split_at_mut(BLOCK_WEIGHTS / 2);
    for ((low, high), byte) in low.iter_mut().zip(high).zip(&block[2..]) {
        *low = (byte & 0x0f).cast_signed() - 8;
        *high = (byte >> 4).cast_signed() - 8;
    }
    steps
}

/// Writes the weights of a row of blocks to `out`.
///
/// What is missing from either is left out.
pub(crate) fn expand(row: &[u8], out: &mut [f32]) {
    let blocks = row.as_chunks::<BLOCK_BYTES>().0;
    for (block, out) in blocks.iter().zip(out.chunks_exact_mut(BLOCK_WEIGHTS)) {
        let scale = scale_of(block);
        for (out, step) in out.iter_mut().zip(steps_of(block)) {
            *out = scale * f32::from(step);
        }
    }
}

/// A number of 16 bits (IEEE 754 binary16) as one of 32.
#[inline]
fn half(bits: u16) -> f32 {
    let sign = u32::from(bits & 0x8000) << 16;
    let exponent = u32::from(bits >> 10) & 0x1f;
    let fraction = u32::from(bits & 0x3ff);
    let magnitude = match exponent {
        // Below the least normal number every step is 2^-24.
        0 => (fraction as f32 * 2f32.powi(-24)).to_bits(),
        31 => 0x7f80_0000 | (fraction << 13),
        _ => ((exponent + 112) << 23) | (fraction << 13),
    };
    f32::from_bits(sign | magnitude)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_sixteen_bits_are_read() {
        let cases = [
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x3555, 0.333_251_95),
            (0x7bff, 65504.0),
            (0x0001, 5.960_464_5e-8),
            (0x03ff, 6.097_555e-5),
            (0x0400, 6.103_515_6e-5),
            (0x8000, -0.0),
        ];
        for (bits, number) in cases {
            assert_eq!(half(bits).to_bits(), f32::to_bits(number), "{bits:x}");
        }
        assert!(half(0x7e00).is_nan() && half(0xfc00) == f32::NEG_INFINITY);
    }

    #[test]
    fn the_low_halves_come_first() {
        let mut block = [0x88; BLOCK_BYTES];
        block[..2].copy_from_slice(&0x3800_u16.to_le_bytes());
        block[2] = 0xf1;
        let mut out = [9.0; BLOCK_WEIGHTS];
        expand(&block, &mut out);
        assert_eq!((out[0], out[16]), (-3.5, 3.5));
        assert!(
            out.iter()
                .enumerate()
                .all(|(i, &w)| w == 0.0 || i == 0 || i == 16)
        );
    }

    #[test]
    fn a_torn_row_is_no_panic() {
        let mut out = [1.0; BLOCK_WEIGHTS];
        expand(&[0; BLOCK_BYTES - 1], &mut out);
        assert_eq!(out, [1.0; BLOCK_WEIGHTS]);
    }
}
