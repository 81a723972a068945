//! The letters and digits of spans.

use diptych_core::Span;

/// Bytes at which a letter or digit of the spans begins, in order, each once.
pub(super) fn letters(text: &str, spans: &[Span]) -> Vec<usize> {
    let mut out: Vec<usize> = spans
        .iter()
        .flat_map(|span| {
            span.of(text)
                .char_indices()
                .filter(|(_, character)| character.is_alphanumeric())
                .map(|(at, _)| span.start + at)
        })
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// How many stand in both lists, which are in order.
pub(super) fn common(a: &[usize], b: &[usize]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                (i, j, count) = (i + 1, j + 1, count + 1);
            }
        }
    }
    count
}

/// What stands in both over what stands in either, 0 to 1.
pub(super) fn iou(a: &[usize], b: &[usize]) -> f64 {
    let both = common(a, b);
    let either = a.len() + b.len() - both;
    if either == 0 {
        0.0
    } else {
        both as f64 / either as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_do_not_count_and_letters_count_once() {
        let text = "«Мы, 2» да";
        let all = letters(text, &[Span::new(0, text.len()), Span::new(2, 6)]);
        assert_eq!(all.len(), 5);
        let words = letters(text, &[Span::new(2, 6)]);
        assert!((iou(&all, &words) - 0.4).abs() < 1e-9);
        assert!(iou(&[], &[]).abs() < 1e-9);
    }
}
