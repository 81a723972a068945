//! What differs between two lists of words.

use std::ops::Range;

/// How many words may be cut and added in all before the difference is told as one.
const MOST: usize = 1_500;

/// Stretches of `a` and of `b` that differ, in order; between them the lists are the same.
///
/// The shortest way from the one to the other, by Myers' algorithm (1986). Where the two have little
/// in common, what lies between their common beginning and their common end is one stretch, so that
/// the time is bounded by the length times a constant.
pub(crate) fn diff<T: PartialEq>(a: &[T], b: &[T]) -> Vec<(Range<usize>, Range<usize>)> {
    let least = a.len().min(b.len());
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let tail = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take(least - head)
        .take_while(|(a, b)| a == b)
        .count();
    let (a_end, b_end) = (a.len() - tail, b.len() - tail);
    if head == a_end && head == b_end {
        return Vec::new();
    }
    let whole = vec![(head..a_end, head..b_end)];
    if head == a_end || head == b_end {
        return whole;
    }
    let Some(steps) = shortest(&a[head..a_end], &b[head..b_end]) else {
        return whole;
    };
    let mut out: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for (x, y, is_cut) in steps {
        let (x, y) = (x + head, y + head);
        let (left, right) = if is_cut {
            (x..x + 1, y..y)
        } else {
            (x..x, y..y + 1)
        };
        match out.last_mut() {
            // One word that stayed between two changes says little: both are one.
            Some(last) if left.start <= last.0.end + 1 && right.start <= last.1.end + 1 => {
                last.0.end = left.end;
                last.1.end = right.end;
            }
            _ => out.push((left, right)),
        }
    }
    out
}

/// The steps from `a` to `b`: the place in each and whether a word of `a` is cut.
fn shortest<T: PartialEq>(a: &[T], b: &[T]) -> Option<Vec<(usize, usize, bool)>> {
    let most = (a.len() + b.len()).min(MOST);
    // Furthest place in `a` on each diagonal `k = x - y`, shifted by `most + 1`.
    let mut far = vec![0_usize; 2 * most + 3];
    let at = |diagonal: isize| usize::try_from(diagonal + most.cast_signed() + 1).unwrap_or(0);
    let mut trace: Vec<Vec<usize>> = Vec::new();
    for steps in 0..=most {
        let reach = steps.cast_signed();
        trace.push(far[at(-reach - 1)..=at(reach + 1)].to_vec());
        for diagonal in (-reach..=reach).step_by(2) {
            let down = diagonal == -reach
                || (diagonal != reach && far[at(diagonal - 1)] < far[at(diagonal + 1)]);
            let mut x = if down {
                far[at(diagonal + 1)]
            } else {
                far[at(diagonal - 1)] + 1
            };
            let mut y = usize::try_from(x.cast_signed() - diagonal).unwrap_or(0);
            while x < a.len() && y < b.len() && a[x] == b[y] {
                x += 1;
                y += 1;
            }
            far[at(diagonal)] = x;
            if x >= a.len() && y >= b.len() {
                return Some(back(&trace, a.len(), b.len()));
            }
        }
    }
    None
}

/// Goes the way back through what was kept of every round.
fn back(trace: &[Vec<usize>], a: usize, b: usize) -> Vec<(usize, usize, bool)> {
    let mut out = Vec::new();
    let (mut x, mut y) = (a.cast_signed(), b.cast_signed());
    for (steps, far) in trace.iter().enumerate().rev() {
        let reach = steps.cast_signed();
        let at = |diagonal: isize| far[usize::try_from(diagonal + reach + 1).unwrap_or(0)];
        let diagonal = x - y;
        let down = diagonal == -reach || (diagonal != reach && at(diagonal - 1) < at(diagonal + 1));
        let before = if down { diagonal + 1 } else { diagonal - 1 };
        let from_x = at(before).cast_signed();
        let from_y = from_x - before;
        if steps > 0 {
            let place = |value: isize| usize::try_from(value).unwrap_or(0);
            out.push((place(from_x), place(from_y), !down));
        }
        (x, y) = (from_x, from_y);
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::diff;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        text.split_whitespace().collect()
    }

    #[test]
    fn words_cut_added_and_changed_are_told_apart() {
        let old = words("we have agreed to open the locks in May without any condition");
        let new = words("we are ready to open the locks in May or June without condition");
        // One word that stayed between two changes is taken for a part of them.
        assert_eq!(diff(&old, &new), [(1..3, 1..3), (9..11, 9..12)]);
        assert_eq!(diff(&old, &old), []);
        assert_eq!(diff(&old, &[]), [(0..12, 0..0)]);
    }

    #[test]
    fn two_long_texts_without_a_common_word_are_one_difference() {
        let a: Vec<usize> = (0..60_000).collect();
        let b: Vec<usize> = (60_000..120_000).collect();
        let started = std::time::Instant::now();
        assert_eq!(diff(&a, &b), [(0..60_000, 0..60_000)]);
        assert!(started.elapsed().as_secs() < 10);
    }

    proptest! {
        #[test]
        fn what_lies_between_is_the_same(
            a in proptest::collection::vec(0_u8..5, 0..60),
            b in proptest::collection::vec(0_u8..5, 0..60),
        ) {
            let (mut x, mut y) = (0, 0);
            for (left, right) in diff(&a, &b) {
                prop_assert!(left.start >= x && right.start >= y && !(left.is_empty() && right.is_empty()));
                prop_assert_eq!(&a[x..left.start], &b[y..right.start]);
                (x, y) = (left.end, right.end);
            }
            prop_assert_eq!(&a[x..], &b[y..]);
        }
    }
}
