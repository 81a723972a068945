//! The form of a text that the pieces were made from.

use unicode_normalization::UnicodeNormalization;

/// The text in compatibility composition (NFKC), its control characters taken
/// out, its white space one blank at a time and none at either end.
///
/// As SentencePiece's `nmt_nfkc` does it, but that soft hyphens and word
/// joiners go too: they are marks of layout, and would cut a word in two.
pub fn normalize(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkc() {
        match kind(c) {
            Class::Dropped => {}
            Class::Blank => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            Class::Kept => out.push(c),
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

enum Class {
    Dropped,
    Blank,
    Kept,
}

fn kind(c: char) -> Class {
    match c {
        // Zero width, marks of direction, the piece's own mark of a blank, and what stands for a lost character.
        '\u{200b}'..='\u{200f}' | '\u{2581}' | '\u{feff}' | '\u{fffd}' => Class::Blank,
        '\u{ad}' | '\u{2060}' | '\u{b}' => Class::Dropped,
        _ if c.is_whitespace() => Class::Blank,
        _ if c.is_control() => Class::Dropped,
        _ => Class::Kept,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_their_marks_become_one() {
        assert_eq!(normalize("и\u{306} і\u{308} e\u{301}"), "й ї é");
        assert_eq!(normalize("№ ½ …"), "No 1⁄2 ...");
    }

    #[test]
    fn blanks_are_single_and_layout_is_gone() {
        assert_eq!(
            normalize("\u{feff} a\u{a0}\u{2009} b\r\n\u{200b}c\t"),
            "a b c"
        );
        assert_eq!(
            normalize("пере\u{ad}го\u{2060}воры\u{0}\u{7f}"),
            "переговоры"
        );
        assert_eq!(normalize(" \n "), "");
    }
}
