//! Pairing what was found with what is there, one to one.

use super::letters::iou;

/// Pairs with an IoU of at least one half, the best first; each row and column once.
///
/// Equal pairs stand in the order of the rows, then of the columns.
pub(super) fn pairs(there: &[Vec<usize>], found: &[Vec<usize>]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, a) in there.iter().enumerate() {
        for (j, b) in found.iter().enumerate() {
            let iou = iou(a, b);
            if iou >= 0.5 {
                candidates.push((iou, i, j));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut row_used = vec![false; there.len()];
    let mut column_used = vec![false; found.len()];
    let mut out = Vec::new();
    for (_, i, j) in candidates {
        if !row_used[i] && !column_used[j] {
            (row_used[i], column_used[j]) = (true, true);
            out.push((i, j));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_pair_goes_first_and_each_once() {
        let there = [vec![1, 2, 3, 4], vec![5, 6]];
        let found = [vec![1, 2, 3], vec![1, 2, 3, 4], vec![9]];
        assert_eq!(pairs(&there, &found), [(0, 1)]);
    }
}
