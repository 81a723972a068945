//! The signs of RTF: groups, control words, characters by number, text.

use diptych_core::Span;

/// One sign of the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'b> {
    /// `{`.
    Open,
    /// `}`.
    Close,
    /// A control word with its number: `\par`, `\f12`.
    Word(&'b str, Option<i32>),
    /// A control symbol: `\~`, `\*`.
    Symbol(u8),
    /// A byte by its number: `\'ee`.
    Hex(u8),
    /// Bytes of text as they stand.
    Text(&'b [u8]),
}

/// The stream, sign by sign, each with its bytes.
#[derive(Debug)]
pub(super) struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Tokens<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'b>> {
        let first = *self.bytes.get(self.at)?;
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            if first != b'\'' {
                return Some(Token::Symbol(first));
            }
            let digits = self.bytes.get(self.at..self.at + 2);
            let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
            let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
            if byte.is_some() {
                self.at += 2;
            }
            // An escape without its figures stands for nothing that is known.
            return Some(byte.map_or(Token::Symbol(first), Token::Hex));
        }
        let name = self.run(|byte| byte.is_ascii_alphabetic());
        let start = self.at;
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        let digits = self.run(|byte| byte.is_ascii_digit());
        let mut value = None;
        if digits.is_empty() {
            self.at = start;
        } else {
            let number = std::str::from_utf8(&self.bytes[start..self.at]).ok();
            value = Some(number.and_then(|number| number.parse().ok()).unwrap_or(0));
        }
        // One space ends the word and is no text.
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        let name = std::str::from_utf8(name).unwrap_or("");
        if name == "bin" {
            let length = usize::try_from(value.unwrap_or(0)).unwrap_or(0);
            self.at = self.at.saturating_add(length).min(self.bytes.len());
        }
        Some(Token::Word(name, value))
    }

    fn run(&mut self, is_part: impl Fn(u8) -> bool) -> &'b [u8] {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|byte| !is_part(*byte));
        let run = &rest[..length.unwrap_or(rest.len())];
        self.at += run.len();
        run
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = (Token<'b>, Span);

    fn next(&mut self) -> Option<Self::Item> {
        // Line ends part nothing here.
        self.run(|byte| matches!(byte, b'\r' | b'\n' | 0));
        let start = self.at;
        let token = match *self.bytes.get(start)? {
            b'{' => {
                self.at += 1;
                Token::Open
            }
            b'}' => {
                self.at += 1;
                Token::Close
            }
            b'\\' => {
                self.at += 1;
                self.control()?
            }
            _ => Token::Text(
                self.run(|byte| !matches!(byte, b'\r' | b'\n' | 0 | b'{' | b'}' | b'\\')),
            ),
        };
        Some((token, Span::new(start, self.at)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> Vec<Token<'_>> {
        Tokens::new(text.as_bytes())
            .map(|(token, _)| token)
            .collect()
    }

    #[test]
    fn words_numbers_and_text_are_told_apart() {
        assert_eq!(
            show("{\\u-10179?a\\'ee\\'zz\\par\r\nb\\~}"),
            [
                Token::Open,
                Token::Word("u", Some(-10179)),
                Token::Text(b"?a"),
                Token::Hex(0xee),
                Token::Symbol(b'\''),
                Token::Text(b"zz"),
                Token::Word("par", None),
                Token::Text(b"b"),
                Token::Symbol(b'~'),
                Token::Close,
            ]
        );
        assert_eq!(show("\\a-b"), [Token::Word("a", None), Token::Text(b"-b")]);
    }

    #[test]
    fn lengths_that_are_wrong_end_at_the_end() {
        assert_eq!(
            show("\\bin99999999999 x"),
            [Token::Word("bin", Some(0)), Token::Text(b"x")]
        );
        assert_eq!(show("\\bin4000 x"), [Token::Word("bin", Some(4000))]);
        assert_eq!(show("\\bin2 {}x")[1], Token::Text(b"x"));
        assert_eq!(show("\\"), []);
    }
}
