//! Page numbers, and lines that stand on page after page.

use std::collections::HashMap;

use super::lines::Line;
use super::pages::Page;
use super::paragraphs::line_words;
use crate::marks::is_page_label;

/// How many lines at the head and at the foot of a page are looked at.
const LOOKED_AT: usize = 2;

/// For every page, which of its lines are of the page and not of the text.
pub(super) fn furniture(pages: &[Page], lines: &[Vec<Line>]) -> Vec<Vec<bool>> {
    let mut out: Vec<Vec<bool>> = lines.iter().map(|lines| vec![false; lines.len()]).collect();
    let mut seen: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    for (number, (page, lines)) in pages.iter().zip(lines).enumerate() {
        for at in ends(lines) {
            let line = &lines[at];
            let words = line_words(page, line);
            let is_outer =
                line.area.bottom < page.height / 8 || line.area.top > page.height / 8 * 7;
            if !is_outer {
                continue;
            }
            if is_number(&words) {
                out[number][at] = true;
            }
            let form = form(&words);
            if !form.is_empty() {
                seen.entry(form).or_default().push((number, at));
            }
        }
    }
    for places in seen.into_values() {
        let first = places[0].0;
        if places.len() > 1 && places.iter().any(|(number, _)| *number != first) {
            for (number, at) in places {
                out[number][at] = true;
            }
        }
    }
    out
}

/// The lines at either end of a page, by their height on it.
fn ends(lines: &[Line]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|at| lines[*at].area.top);
    if order.len() <= 2 * LOOKED_AT {
        return order;
    }
    let tail = order.split_off(order.len() - LOOKED_AT);
    order.truncate(LOOKED_AT);
    order.extend(tail);
    order
}

/// A line without its figures: page numbers differ from page to page.
fn form(words: &str) -> String {
    let kept: String = words.chars().filter(|c| c.is_alphabetic()).collect();
    kept.to_lowercase()
}

/// Whether a line is a page's number: `3`, `– 3 –`, `3 / 7`, `3 of 7`.
fn is_number(words: &str) -> bool {
    let has_figure = words.bytes().any(|byte| byte.is_ascii_digit());
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let tokens = words.split_whitespace().count();
    has_figure && words.chars().count() <= 16 && tokens <= 4 && letters == 0
        || has_figure && tokens <= 4 && words.chars().count() <= 20 && is_page_word(words)
}

/// Whether the letters of a line are the word for page, or none but `of`.
fn is_page_word(words: &str) -> bool {
    words
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .all(is_page_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages_are_known() {
        for words in [
            "3",
            "– 3 –",
            "3 / 7",
            "Page 3 of 7",
            "стр. 3",
            "Сторінка 3 з 7",
        ] {
            assert!(is_number(words), "{words}");
        }
        for words in ["", "Lenna, 3 March", "3 March", "of", "The 3"] {
            assert!(!is_number(words), "{words}");
        }
    }
}
