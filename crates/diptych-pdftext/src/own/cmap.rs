//! A font's own table from codes to letters: `ToUnicode` (ISO 32000-1, 9.10.3).

use std::collections::{BTreeMap, HashMap};

/// How many entries of a table are kept.
const MOST: usize = 200_000;

/// What codes mean.
#[derive(Debug, Default)]
pub(super) struct ToUnicode {
    single: HashMap<u32, String>,
    /// First code; last code, and what the first means.
    ranges: BTreeMap<u32, (u32, String)>,
}

#[derive(Debug, PartialEq)]
enum Token<'t> {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(&'t [u8]),
}

impl ToUnicode {
    /// Reads a table; what it does not understand it leaves out.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut out = Self::default();
        let mut operands: Vec<Token<'_>> = Vec::new();
        let mut rest = bytes;
        while let Some(token) = token(&mut rest) {
            match token {
                Token::Word(word) if word.starts_with(b"begin") => operands.clear(),
                Token::Word(b"endbfchar") => out.characters(&operands),
                Token::Word(b"endbfrange") => out.stretches(&operands),
                token if operands.len() < MOST => operands.push(token),
                _ => {}
            }
        }
        out
    }

    fn characters(&mut self, operands: &[Token<'_>]) {
        for pair in operands.chunks_exact(2) {
            if let [Token::Hex(code), Token::Hex(words)] = pair {
                self.put(number(code), letters(words));
            }
        }
    }

    fn put(&mut self, code: u32, words: Option<String>) {
        if let Some(words) = words
            && self.single.len() < MOST
        {
            self.single.insert(code, words);
        }
    }

    fn stretches(&mut self, operands: &[Token<'_>]) {
        let mut operands = operands.iter();
        while let (Some(Token::Hex(first)), Some(Token::Hex(last)), Some(third)) =
            (operands.next(), operands.next(), operands.next())
        {
            let (first, last) = (number(first), number(last));
            match third {
                Token::Hex(words) => {
                    if let Some(words) = letters(words)
                        && first <= last
                        && self.ranges.len() < MOST
                    {
                        self.ranges.insert(first, (last, words));
                    }
                }
                Token::Open => {
                    for (code, token) in (first..=last).zip(operands.by_ref()) {
                        match token {
                            Token::Hex(words) => self.put(code, letters(words)),
                            _ => break,
                        }
                    }
                    // The end of the list, where it was not met yet.
                    let rest = operands.as_slice();
                    if matches!(rest.first(), Some(Token::Close)) {
                        operands.next();
                    }
                }
                _ => return,
            }
        }
    }

    /// What a code means; nothing where the table does not say.
    pub(super) fn get(&self, code: u32) -> Option<String> {
        if let Some(found) = self.single.get(&code) {
            return Some(found.clone());
        }
        let (first, (last, words)) = self.ranges.range(..=code).next_back()?;
        if code > *last {
            return None;
        }
        let mut words = words.clone();
        let end = words.pop()?;
        words.push(char::from_u32(u32::from(end).checked_add(code - first)?)?);
        Some(words)
    }
}

fn number(code: &[u8]) -> u32 {
    code.iter()
        .fold(0, |number, byte| (number << 8) | u32::from(*byte))
}

/// UTF-16, the higher byte first.
fn letters(bytes: &[u8]) -> Option<String> {
    if let [byte] = bytes {
        return Some(char::from(*byte).to_string());
    }
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
        .collect();
    String::from_utf16(&units)
        .ok()
        .filter(|words| !words.is_empty())
}

/// The next token. Dictionaries, comments and strings are passed over.
fn token<'t>(rest: &mut &'t [u8]) -> Option<Token<'t>> {
    loop {
        *rest = rest.trim_ascii_start();
        let first = *rest.first()?;
        match first {
            b'%' => {
                let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                *rest = &rest[end.unwrap_or(rest.len())..];
            }
            b'[' | b']' => {
                *rest = &rest[1..];
                return Some(if first == b'[' {
                    Token::Open
                } else {
                    Token::Close
                });
            }
            b'<' if rest.get(1) != Some(&b'<') => {
                let end = rest.iter().position(|byte| *byte == b'>');
                let end = end.unwrap_or(rest.len());
                let digits: Vec<u8> = rest[1..end]
                    .iter()
                    .filter_map(|byte| char::from(*byte).to_digit(16))
                    .map(|digit| digit as u8)
                    .collect();
                *rest = &rest[(end + 1).min(rest.len())..];
                let pairs = digits.chunks(2);
                return Some(Token::Hex(
                    pairs
                        .map(|pair| (pair[0] << 4) | pair.get(1).copied().unwrap_or(0))
                        .collect(),
                ));
            }
            _ => {
                let is_mark =
                    |byte: &u8| byte.is_ascii_whitespace() || b"<>[]()/%{}".contains(byte);
                let length = rest[1..]
                    .iter()
                    .position(is_mark)
                    .map_or(rest.len(), |at| at + 1);
                let word = &rest[..length];
                *rest = &rest[length..];
                return Some(Token::Word(word));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_stretches_and_lists() {
        let table = ToUnicode::read(
            b"/CIDInit /ProcSet findresource begin 12 dict begin << /Registry (Adobe) >> def\n\
              1 begincodespacerange <0000> <FFFF> endcodespacerange % comment\n\
              2 beginbfchar <0003> <0020> <0004><04160416> endbfchar\n\
              3 beginbfrange <0010> <0012> <0430> <0020> <0021> [<0041> <00420043>] <0030> <0030> <D83DDE00> endbfrange",
        );
        for (code, words) in [
            (3, Some(" ")),
            (4, Some("ЖЖ")),
            (0x10, Some("а")),
            (0x12, Some("в")),
            (0x13, None),
            (0x20, Some("A")),
            (0x21, Some("BC")),
            (0x22, None),
            (0x30, Some("😀")),
            (0, None),
        ] {
            assert_eq!(table.get(code).as_deref(), words, "{code:x}");
        }
    }

    #[test]
    fn broken_tables_mean_nothing() {
        for table in [
            &b"beginbfrange <0000> <ffffffff> [ endbfrange"[..],
            b"beginbfrange <00> <ff> <d800> endbfrange",
            b"beginbfchar <00> <",
            b"beginbfrange <05> <01> <0041> endbfrange <",
            b"beginbfrange <00000000> <ffffffff> <0041",
        ] {
            assert_eq!(ToUnicode::read(table).get(3), None);
        }
        let far = ToUnicode::read(b"beginbfrange <00> <ffffffff> <0041> endbfrange");
        assert_eq!(far.get(u32::MAX), None);
    }
}
