//! Sentences.

use diptych_core::{Lang, Span};

/// The sentences of `text`, without white space at their ends.
pub fn sentences(text: &str, _lang: &Lang) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, character)) = chars.next() {
        let end = at + character.len_utf8();
        let ends = match character {
            '\n' => true,
            '.' | '!' | '?' | '…' => {
                text[end..].chars().next().is_none_or(char::is_whitespace)
                    && text[end..]
                        .trim_start()
                        .chars()
                        .next()
                        .is_none_or(|next| !next.is_lowercase())
            }
            _ => false,
        };
        if ends {
            out.push(Span::new(start, end).trim(text));
            start = end;
        }
    }
    out.push(Span::new(start, text.len()).trim(text));
    out.retain(|span| !span.is_empty());
    out
}
