//! Attention: every piece of a text looks at all the others.

use super::wide::{Loop, exp, sum, wide};

/// Space that attention needs, kept from text to text.
#[derive(Default)]
pub(crate) struct Room {
    keys: Vec<f32>,
    looks: Vec<f32>,
}

/// Writes what each piece of **one** text gathers from the others to `out`.
///
/// `mixed` holds for every piece its query, its key and its value side by side;
/// queries are scaled already. `width` is the length of each.
pub(crate) fn attend(mixed: &[f32], width: usize, heads: usize, room: &mut Room, out: &mut [f32]) {
    wide(Attend {
        mixed,
        width,
        heads,
        room,
        out,
    });
}

struct Attend<'a> {
    mixed: &'a [f32],
    width: usize,
    heads: usize,
    room: &'a mut Room,
    out: &'a mut [f32],
}

/// Dimensions of a query that are worked on in one walk over the keys.
const STEP: usize = 4;

impl Loop for Attend<'_> {
    type Out = ();

    #[inline(always)]
    fn run(self) {
        let Self {
            mixed,
            width,
            heads,
            room,
            out,
        } = self;
        let pieces = mixed.len() / (3 * width);
        let head = width / heads;
        room.keys.clear();
        room.keys.resize(head * pieces, 0.0);
        room.looks.clear();
        room.looks.resize(pieces, 0.0);
        for h in 0..heads {
            // Keys turned round: what is summed side by side lies side by side.
            for (j, piece) in mixed.chunks_exact(3 * width).enumerate() {
                let key = &piece[width + h * head..][..head];
                for (d, number) in key.iter().enumerate() {
                    room.keys[d * pieces + j] = *number;
                }
            }
            for (i, piece) in mixed.chunks_exact(3 * width).enumerate() {
                let query = &piece[h * head..][..head];
                look(query, &room.keys, &mut room.looks);
                soften(&mut room.looks);
                let out = &mut out[i * width + h * head..][..head];
                gather(mixed, 2 * width + h * head, 3 * width, &room.looks, out);
            }
        }
    }
}

/// How well a query fits every key.
#[inline(always)]
fn look(query: &[f32], keys: &[f32], looks: &mut [f32]) {
    looks.fill(0.0);
    let pieces = looks.len();
    let mut keys = keys.chunks_exact(STEP * pieces);
    let (steps, rest) = query.as_chunks::<STEP>();
    for (query, keys) in steps.iter().zip(&mut keys) {
        let (a, b) = keys.split_at(2 * pieces);
        let ((a, b), (c, d)) = (a.split_at(pieces), b.split_at(pieces));
        for (j, look) in looks.iter_mut().enumerate() {
            *look += (query[0] * a[j] + query[1] * b[j]) + (query[2] * c[j] + query[3] * d[j]);
        }
    }
    for (query, keys) in rest.iter().zip(keys.remainder().chunks_exact(pieces)) {
        for (look, key) in looks.iter_mut().zip(keys) {
            *look += query * key;
        }
    }
}

/// Makes shares of looks: softmax.
#[inline(always)]
fn soften(looks: &mut [f32]) {
    let most = looks
        .iter()
        .fold(f32::NEG_INFINITY, |a, &b| if b > a { b } else { a });
    for look in looks.iter_mut() {
        *look = exp(*look - most);
    }
    let scale = 1.0 / sum(looks, |x| x);
    for look in looks {
        *look *= scale;
    }
}

/// Adds up the values, each by its share.
#[inline(always)]
fn gather(mixed: &[f32], at: usize, stride: usize, shares: &[f32], out: &mut [f32]) {
    out.fill(0.0);
    for (piece, share) in mixed.chunks_exact(stride).zip(shares) {
        for (out, value) in out.iter_mut().zip(&piece[at..]) {
            *out += share * value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition, in numbers of 64 bits.
    fn slow(mixed: &[f32], width: usize, heads: usize) -> Vec<f64> {
        let pieces = mixed.len() / (3 * width);
        let head = width / heads;
        let at = |piece: usize, part: usize, n: usize| {
            f64::from(mixed[piece * 3 * width + part * width + n])
        };
        let mut out = vec![0.0; pieces * width];
        for i in 0..pieces {
            for n in 0..width {
                let first = n / head * head;
                let looks: Vec<f64> = (0..pieces)
                    .map(|j| {
                        (first..first + head)
                            .map(|d| at(i, 0, d) * at(j, 1, d))
                            .sum::<f64>()
                            .exp()
                    })
                    .collect();
                let all: f64 = looks.iter().sum();
                out[i * width + n] = (0..pieces).map(|j| looks[j] / all * at(j, 2, n)).sum();
            }
        }
        out
    }

    #[test]
    fn it_is_the_definition() {
        for (pieces, width, heads) in [(1, 12, 2), (5, 12, 2), (37, 64, 2)] {
            let mixed: Vec<f32> = (0..pieces * 3 * width)
                .map(|i| ((i * 31) % 61) as f32 / 60.0 - 0.5)
                .collect();
            let mut out = vec![0.0; pieces * width];
            attend(&mixed, width, heads, &mut Room::default(), &mut out);
            for (ours, theirs) in out.iter().zip(slow(&mixed, width, heads)) {
                assert!((f64::from(*ours) - theirs).abs() < 1e-5);
            }
        }
    }
}
