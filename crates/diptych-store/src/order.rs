//! Numbers that keep rows in order, of which few change when a row comes in between.

/// Room between two neighbours at first.
const ROOM: i64 = 1 << 12;

/// The numbers for rows in their new order, given those that they have so far: strictly rising, and
/// as many as can be stay as they are.
pub(crate) fn places(old: &[Option<i64>]) -> Vec<i64> {
    let kept = longest_rising(old);
    let mut out: Vec<i64> = Vec::with_capacity(old.len());
    let mut before = -1;
    let mut at = 0;
    for stop in kept.iter().copied().chain([old.len()]) {
        let missing = count(stop - at);
        let after = match old.get(stop).copied().flatten() {
            Some(after) => after,
            None => before + (missing + 1) * ROOM,
        };
        if after - before <= missing {
            // No room is left between the two: all get new numbers.
            return (1..=count(old.len())).map(|place| place * ROOM).collect();
        }
        let step = (after - before) / (missing + 1);
        out.extend((1..=missing).map(|place| before + place * step));
        if stop < old.len() {
            out.push(after);
        }
        before = after;
        at = stop + 1;
    }
    out
}

/// A number of rows.
fn count(rows: usize) -> i64 {
    i64::try_from(rows).expect("a table has no more rows")
}

/// Places of a longest list of rows whose numbers rise already.
fn longest_rising(old: &[Option<i64>]) -> Vec<usize> {
    // The place of the least number in which a list of each length ends, and what stands before each.
    let mut ends: Vec<(i64, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; old.len()];
    for (place, number) in old.iter().enumerate() {
        let Some(number) = number.filter(|number| *number >= 0) else {
            continue;
        };
        let length = ends.partition_point(|(end, _)| *end < number);
        before[place] = length.checked_sub(1).map(|last| ends[last].1);
        if length == ends.len() {
            ends.push((number, place));
        } else {
            ends[length] = (number, place);
        }
    }
    let mut out = Vec::with_capacity(ends.len());
    let mut next = ends.last().map(|(_, place)| *place);
    while let Some(place) = next {
        out.push(place);
        next = before[place];
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_row_in_between_changes_no_other() {
        let first = places(&[None; 5]);
        let mut old: Vec<Option<i64>> = first.iter().copied().map(Some).collect();
        old.insert(2, None);
        let mut then = places(&old);
        let new = then.remove(2);
        assert_eq!(then, first);
        assert!(first[1] < new && new < first[2]);
        old.remove(4);
        assert_eq!(places(&old).len(), 5);
    }

    #[test]
    fn where_no_room_is_left_all_are_numbered_anew() {
        let crowded = [Some(0), None, Some(1), Some(2)];
        assert_eq!(places(&crowded), [ROOM, 2 * ROOM, 3 * ROOM, 4 * ROOM]);
        assert_eq!(places(&[]), Vec::<i64>::new());
    }

    proptest! {
        #[test]
        fn numbers_rise_and_a_rising_list_stays(
            mut numbers in proptest::collection::vec(0_i64..9_000_000, 0..40),
            holes in proptest::collection::vec(any::<bool>(), 40),
        ) {
            numbers.dedup();
            let old: Vec<Option<i64>> = numbers.iter().zip(&holes).map(|(one, hole)| (!hole).then_some(*one)).collect();
            let new = places(&old);
            prop_assert_eq!(new.len(), old.len());
            prop_assert!(new.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", new);
            prop_assert!(new.iter().all(|one| *one >= 0));
            let again: Vec<Option<i64>> = new.iter().copied().map(Some).collect();
            prop_assert_eq!(places(&again), new);
        }
    }
}
