//! Words and marks of a text.

use diptych_core::{Span, fold_char};
use smol_str::{SmolStr, StrExt as _, ToSmolStr as _};

/// A word, number or mark, with its folded form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// The word in lower case with one form of apostrophe, dash and ё; a mark as itself.
    pub folded: SmolStr,
    /// Whether it is a word or number rather than a mark.
    pub is_word: bool,
    /// Whether its first letter is a capital.
    pub is_capital: bool,
}

/// The words and marks of `text`, in order. White space is left out.
///
/// A word is a run of letters and digits; an apostrophe or hyphen between two
/// letters, and a point or comma between two digits, belong to it. Every other
/// character is a mark of its own. Soft hyphens and zero-width characters do
/// not cut a word. Offsets are bytes of `text`, moved by `base`.
pub fn tokens(text: &str, base: usize) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut chars = text.char_indices().peekable();
    let mut folded = String::new();
    while let Some((start, character)) = chars.next() {
        let Some(first) = fold_char(character) else {
            continue;
        };
        if first.is_whitespace() {
            continue;
        }
        let mut end = start + character.len_utf8();
        if !first.is_alphanumeric() {
            let span = Span::new(base + start, base + end);
            out.push(Token {
                span,
                folded: first.to_smolstr(),
                is_word: false,
                is_capital: false,
            });
            continue;
        }
        // Words of plain letters, nearly all of an English text, need no folding.
        let plain = plain_word(&text.as_bytes()[start..]);
        if plain > 0 {
            end = start + plain;
            out.push(Token {
                span: Span::new(base + start, base + end),
                folded: text[start..end].to_ascii_lowercase_smolstr(),
                is_word: true,
                is_capital: character.is_ascii_uppercase(),
            });
            for _ in 1..plain {
                chars.next();
            }
            continue;
        }
        folded.clear();
        folded.extend(first.to_lowercase());
        let mut last = first;
        while let Some(&(at, next)) = chars.peek() {
            let Some(kept) = fold_char(next) else {
                chars.next();
                continue;
            };
            let joins = kept.is_alphanumeric()
                || (matches!(kept, '\'' | '-')
                    && last.is_alphabetic()
                    && follows(text, at, next, char::is_alphanumeric))
                || (matches!(kept, '.' | ',')
                    && last.is_numeric()
                    && follows(text, at, next, char::is_numeric));
            if !joins {
                break;
            }
            // A dash proper separates words; only the hyphens join them.
            if kept == '-' && !matches!(next, '-' | '‐' | '‑') {
                break;
            }
            chars.next();
            folded.extend(kept.to_lowercase());
            end = at + next.len_utf8();
            last = kept;
        }
        let span = Span::new(base + start, base + end);
        out.push(Token {
            span,
            folded: SmolStr::new(&folded),
            is_word: true,
            is_capital: first.is_uppercase(),
        });
    }
    out
}

/// The length of the word of plain letters at the beginning; 0 where there is
/// none, or where what follows could join it.
fn plain_word(bytes: &[u8]) -> usize {
    let length = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count();
    match bytes.get(length) {
        Some(b'\'' | b'-' | b'`' | b'0'..=b'9' | 0x80..) => 0,
        _ => length,
    }
}

fn follows(text: &str, at: usize, mark: char, wanted: fn(char) -> bool) -> bool {
    text[at + mark.len_utf8()..]
        .chars()
        .find(|next| fold_char(*next).is_some())
        .is_some_and(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        tokens(text, 0)
            .into_iter()
            .map(|token| token.folded.to_string())
            .collect()
    }

    #[test]
    fn apostrophes_hyphens_and_decimals_belong_to_the_word() {
        assert_eq!(
            folded("Об’єднання по-новому: 3,5 млрд."),
            ["об'єднання", "по-новому", ":", "3,5", "млрд", "."]
        );
        assert_eq!(
            folded("the bank's “red-line” — no"),
            ["the", "bank's", "\"", "red-line", "\"", "-", "no"]
        );
    }

    #[test]
    fn plain_words_end_where_others_do() {
        assert_eq!(
            folded("Ab.cd,Ef’g h-i j5 k\u{ad}l`m"),
            ["ab", ".", "cd", ",", "ef'g", "h-i", "j5", "kl'm"]
        );
        assert_eq!(folded("x"), ["x"]);
    }

    #[test]
    fn a_soft_hyphen_does_not_cut_a_word() {
        let text = "пере\u{ad}говоры";
        let found = tokens(text, 0);
        assert_eq!(found[0].folded, "переговоры");
        assert_eq!(found[0].span.of(text), text);
    }
}
