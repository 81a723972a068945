//! Text normalised for finding, with the way back.
//!
//! Anchors are never made from folded text, only from the places it maps to.

use crate::Span;

/// Text in lower case with one form of space, dash, quotation mark and ё, and
/// the byte of the original behind each of its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of `text`, and for its end, the byte of the original.
    starts: Vec<u32>,
}

impl Folded {
    /// The range of the original behind a range of the folded text.
    pub fn original(&self, span: Span) -> Span {
        let start = self.starts.get(span.start).map_or(0, |at| *at as usize);
        let end = self.starts.get(span.end).map_or(start, |at| *at as usize);
        Span::new(start, end)
    }
}

/// What a character is folded to; `None` where it is dropped (soft hyphen,
/// zero-width characters, stress accents, byte order mark).
///
/// Every kind of space becomes a space, but the line feed stays; dashes become
/// `-`, double quotation marks `"`, apostrophes `'`, ё becomes е.
pub fn fold_char(character: char) -> Option<char> {
    Some(match character {
        '\n' => '\n',
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}'
        | '\u{300}'
        | '\u{301}' => return None,
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '′' | '`' | '´' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        'ё' | 'Ё' => 'е',
        other if other.is_whitespace() => ' ',
        other => other,
    })
}

/// The folded text alone, for comparing: what [`fold`] gives without the way back.
pub fn fold_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        // Plain letters are nearly all of it.
        if matches!(character, 'a'..='z' | ' ') {
            out.push(character);
        } else if character.is_ascii_uppercase() {
            out.push(character.to_ascii_lowercase());
        } else if let Some(kept) = fold_char(character) {
            if kept.is_ascii() {
                out.push(kept);
            } else {
                out.extend(kept.to_lowercase());
            }
        }
    }
    out
}

/// Folds `text`; see [`fold_char`]. Letters become lower case.
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded {
        text: String::with_capacity(text.len()),
        starts: Vec::with_capacity(text.len() + 1),
    };
    for (at, character) in text.char_indices() {
        let Some(character) = fold_char(character) else {
            continue;
        };
        for lower in character.to_lowercase() {
            folded.text.push(lower);
            folded.starts.resize(folded.text.len(), at as u32);
        }
    }
    folded.starts.push(text.len() as u32);
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_typography_becomes_one_form() {
        assert_eq!(
            fold("«Мир\u{ad}ный\u{a0}Ёж» — it’s").text,
            "\"мирный еж\" - it's"
        );
    }

    #[test]
    fn the_text_alone_is_the_same() {
        for text in [
            "«Мир\u{ad}ный\u{a0}Ёж» — it’s",
            "A\tB\r\n`c´",
            "İΣß 12\u{85}Ǆ\u{301}",
        ] {
            assert_eq!(fold_text(text), fold(text).text);
        }
    }

    #[test]
    fn every_range_leads_back() {
        let text = "A\u{200b} «b»";
        let folded = fold(text);
        let at = folded.text.find('b').unwrap();
        assert_eq!(folded.original(Span::new(at, at + 1)).of(text), "b");
        let all = folded.original(Span::new(0, folded.text.len()));
        assert_eq!(all.of(text), text);
    }
}
