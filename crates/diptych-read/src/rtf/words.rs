//! Bytes and numbers to characters, and where they are put.

use diptych_core::Span;
use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};

use super::charset::Charset;
use super::group::Place;
use super::reader::Reader;

impl Reader {
    pub(super) fn unicode(&mut self, value: i32, span: Span) {
        self.skip = self.group().fallback;
        let Ok(unit) = u16::try_from(value & 0xffff) else {
            return;
        };
        if (0xd800..0xdc00).contains(&unit) {
            self.high = Some((unit, span));
            return;
        }
        let (units, span) = match self.high.take() {
            Some((high, before)) if (0xdc00..0xe000).contains(&unit) => {
                (vec![high, unit], before.cover(span))
            }
            _ => (vec![unit], span),
        };
        for character in char::decode_utf16(units) {
            let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
            self.put(character.encode_utf8(&mut [0; 4]), span, false);
        }
    }

    /// Decodes the bytes that wait.
    pub(super) fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let mut pending = std::mem::take(&mut self.pending);
        match self.charset() {
            Charset::Symbols => {
                for (byte, span) in &pending {
                    let sign = match byte {
                        b' ' => " ",
                        0xb7 => "•",
                        // A sign of a font of its own has no place in Unicode.
                        _ => "\u{fffd}",
                    };
                    self.put(sign, *span, false);
                }
            }
            Charset::Known(encoding) => self.decode(&pending, encoding),
            Charset::Document => self.decode(&pending, self.page),
        }
        pending.clear();
        self.pending = pending;
    }

    pub(super) fn decode(&mut self, pending: &[(u8, Span)], encoding: &'static Encoding) {
        let is_plain = pending.iter().all(|(byte, _)| byte.is_ascii());
        if !is_plain && !encoding.is_single_byte() {
            let bytes: Vec<u8> = pending.iter().map(|(byte, _)| *byte).collect();
            let (words, bad) = encoding.decode_without_bom_handling(&bytes);
            self.bad += usize::from(bad);
            let span = pending[0].1.cover(pending[pending.len() - 1].1);
            self.put(&words, span, false);
            return;
        }
        for (byte, span) in pending {
            let bytes = [*byte];
            if byte.is_ascii() {
                let words = char::from(*byte);
                self.put(words.encode_utf8(&mut [0; 4]), *span, span.len() == 1);
            } else {
                let (words, bad) = encoding.decode_without_bom_handling(&bytes);
                self.bad += usize::from(bad);
                self.put(&words, *span, false);
            }
        }
    }

    /// How the bytes here are read.
    pub(super) fn charset(&mut self) -> Charset {
        let font = self.group().font.or(self.default_font);
        let found = font.and_then(|font| self.heads.fonts.get(&font).copied());
        match found {
            // Simple writers give every font the Western set and mean the document's page: only
            // where some font names that page is the Western set meant.
            Some(Charset::Known(western))
                if western == WINDOWS_1252 && !self.heads.names(Charset::Known(self.page)) =>
            {
                Charset::Document
            }
            // As the standard has it, a document of no page is Western; one whose fonts are
            // Cyrillic throughout is not.
            None if !self.page_given && self.heads.names(Charset::Known(WINDOWS_1251)) => {
                Charset::Known(WINDOWS_1251)
            }
            found => found.unwrap_or(Charset::Document),
        }
    }

    /// Words go where the group stands.
    pub(super) fn put(&mut self, words: &str, span: Span, same: bool) {
        let group = *self.group();
        match group.place {
            Place::Body => {
                if group.hidden {
                    self.hidden += usize::from(!self.flow.was_hidden);
                    self.flow.was_hidden = true;
                    return;
                }
                self.flow.was_hidden = false;
                let now = (group.inserted, group.deleted);
                if self.flow.was_changed != now {
                    self.changed[0] += usize::from(group.inserted && !group.deleted);
                    self.changed[1] += usize::from(group.deleted);
                    self.flow.was_changed = now;
                }
                if let Some(marks) = self.changes.shows(group.inserted, group.deleted) {
                    self.flow.words(words, span, same, marks);
                }
            }
            Place::Styles if words == ";" => {
                let name = std::mem::take(&mut self.name);
                self.heads.style_name(&name);
            }
            Place::Title | Place::Author | Place::CommentBy | Place::Styles
                if self.name.len() < 4096 =>
            {
                self.name.push_str(words);
            }
            _ => {}
        }
    }
}

/// The character that a control word stands for.
pub(super) fn word_sign(name: &str) -> Option<&'static str> {
    Some(match name {
        "line" | "softline" => "\n",
        "tab" => "\t",
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "emspace" => "\u{2003}",
        "enspace" => "\u{2002}",
        "qmspace" => "\u{2005}",
        "zwj" => "\u{200d}",
        "zwnj" => "\u{200c}",
        "ltrmark" => "\u{200e}",
        "rtlmark" => "\u{200f}",
        _ => return None,
    })
}
