//! Quotations of a sentence of explanation: only bytes of the document, with every cut shown.

use diptych_core::{Document, Span};

/// The longest quotation in an explanation, in bytes.
const LONGEST: usize = 210;

/// The words of `span` in quotation marks; cut at a word, with `[…]` where cut.
///
/// `focus` is what must stay in sight.
pub(crate) fn quote(document: &Document, span: Span, focus: Option<Span>) -> String {
    let text = &document.text;
    let mut from = span.start;
    let mut to = span.end;
    if span.len() > LONGEST {
        let focus = focus
            .filter(|focus| span.contains(*focus))
            .unwrap_or(Span::new(from, from));
        if focus.end - from > LONGEST {
            from = word_start(
                text,
                focus.start.saturating_sub(LONGEST / 6).max(from),
                focus.start,
            );
        }
        let reach = (from + LONGEST).max(focus.end);
        if reach < span.end {
            to = word_end(text, from, reach);
        }
    }
    let words = Span::new(from, to).trim(text);
    let before = if from > span.start { "[…] " } else { "" };
    let after = if to < span.end { " […]" } else { "" };
    format!("“{before}{}{after}”", one_line(words.of(text)))
}

/// A line break inside a quotation is shown as a cut, since the bytes are two runs.
fn one_line(words: &str) -> String {
    if words.contains('\n') {
        words
            .split('\n')
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(" […] ")
    } else {
        words.to_owned()
    }
}

/// The start of the first word from `at` on, at most `until`.
fn word_start(text: &str, at: usize, until: usize) -> usize {
    let mut place = at;
    while place < until && !text.is_char_boundary(place) {
        place += 1;
    }
    text[place..until]
        .char_indices()
        .find(|(_, character)| character.is_whitespace())
        .map_or(place, |(offset, space)| place + offset + space.len_utf8())
}

/// The end of the last word before `at`.
fn word_end(text: &str, from: usize, at: usize) -> usize {
    let mut place = at;
    if at >= text.len() {
        return text.len();
    }
    while place > from && !text.is_char_boundary(place) {
        place -= 1;
    }
    if text[place..].chars().next().is_none_or(char::is_whitespace) {
        return place;
    }
    text[from..place]
        .rfind(char::is_whitespace)
        .map_or(place, |offset| from + offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_clause_is_cut_at_words_and_shows_it() {
        let document = Document {
            text: "слово ".repeat(80),
            ..Document::default()
        };
        let shown = quote(&document, Span::new(0, document.text.len()), None);
        assert!(shown.ends_with("слово […]”"), "{shown}");
    }
}
