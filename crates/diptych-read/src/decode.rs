//! Bytes to text, with the way back from every character to its bytes.

use std::borrow::Cow;

use diptych_core::{Origin, Problem, Segment, Span, codes};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::encoding::{Found, encoding_of};

/// A decoded text and where each of its characters came from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Decoded {
    /// The text.
    pub(crate) text: String,
    /// From offsets of the text to offsets of the bytes.
    pub(crate) origins: Origins,
    /// Guessed encoding, bad bytes.
    pub(crate) problems: Vec<Problem>,
}

/// From offsets of a decoded text to offsets of the bytes it was decoded from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origins {
    /// Bytes that one character takes in the original.
    step: Step,
    /// Places known exactly, in order: offset of the text, offset of the bytes.
    known: Vec<(u32, u32)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Step {
    /// As many as in the text.
    #[default]
    Utf8,
    /// One.
    One,
    /// Two, or four for a surrogate pair.
    Utf16,
}

/// Characters between two known places of a single-byte or UTF-16 text.
const STRIDE: usize = 256;

impl Decoded {
    /// A text that is its own original.
    pub(crate) fn from_text(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }
}

impl Origins {
    /// The byte of the original behind the byte `at` of `text`.
    ///
    /// `at` lies between two characters; anywhere else the answer is that of
    /// the character's first byte.
    pub(crate) fn byte(&self, text: &str, at: usize) -> usize {
        let next = self.known.partition_point(|known| known.0 as usize <= at);
        let Some(index) = next.checked_sub(1) else {
            return self.walk(text, 0, at);
        };
        let (start, byte) = self.known[index];
        let byte = byte as usize + self.walk(text, start as usize, at);
        // A replaced byte may be shorter than its replacement.
        match self.known.get(next) {
            Some(limit) => byte.min(limit.1 as usize),
            None => byte,
        }
    }

    fn walk(&self, text: &str, from: usize, to: usize) -> usize {
        if self.step == Step::Utf8 {
            return to - from;
        }
        let between = text.get(from..to).unwrap_or("");
        match self.step {
            Step::Utf8 => between.len(),
            Step::One => between.chars().count(),
            Step::Utf16 => between.chars().map(|c| c.len_utf16() * 2).sum(),
        }
    }

    /// Whether offsets of the text are offsets of the bytes.
    fn is_same(&self) -> bool {
        self.step == Step::Utf8 && self.known.is_empty()
    }

    /// The origin of a range of `text`.
    pub(crate) fn of(&self, text: &str, span: Span) -> Origin {
        if self.is_same() {
            return Origin::Bytes(span);
        }
        Origin::Bytes(Span::new(
            self.byte(text, span.start),
            self.byte(text, span.end),
        ))
    }

    /// A map of the whole text, line by line; empty where the text is the original.
    pub(crate) fn segments(&self, text: &str) -> Vec<Segment> {
        if self.is_same() {
            return Vec::new();
        }
        let mut out = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(start, start + line.len());
            start = span.end;
            out.push(Segment {
                span,
                origin: self.of(text, span),
            });
        }
        out
    }
}

/// Decodes `bytes`. A byte order mark stays in the text as U+FEFF; a byte that
/// does not fit becomes U+FFFD, and the first such byte is named.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    decode_labelled(bytes, None)
}

/// The same, with the encoding that came with the bytes: it counts where they
/// themselves do not tell theirs.
pub(crate) fn decode_labelled(bytes: &[u8], label: Option<&str>) -> Decoded {
    let (mut encoding, mut found) = encoding_of(bytes);
    if found == Found::Guessed
        && let Some(named) = label.and_then(|label| Encoding::for_label(label.as_bytes()))
        && named != UTF_8
    {
        (encoding, found) = (named, Found::Sure);
    }
    let (mut decoded, first_bad) = if encoding == UTF_8 {
        decode_utf8(bytes)
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        decode_utf16(bytes, encoding == UTF_16BE)
    } else if encoding.is_single_byte() {
        decode_single(bytes, encoding)
    } else {
        decode_other(bytes, encoding)
    };
    if found == Found::Guessed {
        let message = format!("the text was read as {}", encoding.name());
        let problem = Problem::new(&codes::GUESSED_ENCODING, message);
        decoded.problems.push(problem);
    }
    if let Some(byte) = first_bad {
        let message = format!("byte {byte} does not fit {}", encoding.name());
        let problem = Problem::new(&codes::BAD_BYTES, message);
        decoded.problems.push(problem);
    }
    decoded
}

fn decode_utf8(bytes: &[u8]) -> (Decoded, Option<usize>) {
    let mut decoded = Decoded::default();
    if let Ok(text) = std::str::from_utf8(bytes) {
        text.clone_into(&mut decoded.text);
        return (decoded, None);
    }
    let mut byte = 0;
    let mut first_bad = None;
    for chunk in bytes.utf8_chunks() {
        decoded.text.push_str(chunk.valid());
        byte += chunk.valid().len();
        if chunk.invalid().is_empty() {
            continue;
        }
        first_bad.get_or_insert(byte);
        let known = &mut decoded.origins.known;
        known.push((decoded.text.len() as u32, byte as u32));
        decoded.text.push(char::REPLACEMENT_CHARACTER);
        byte += chunk.invalid().len();
        known.push((decoded.text.len() as u32, byte as u32));
    }
    (decoded, first_bad)
}

fn decode_single(bytes: &[u8], encoding: &'static Encoding) -> (Decoded, Option<usize>) {
    let text: Cow<'_, str> = encoding.decode_without_bom_handling(bytes).0;
    let first_bad = text
        .contains(char::REPLACEMENT_CHARACTER)
        .then(|| text.chars().position(|c| c == char::REPLACEMENT_CHARACTER))
        .flatten();
    let known = text
        .char_indices()
        .enumerate()
        .step_by(STRIDE)
        .map(|(byte, (at, _))| (at as u32, byte as u32))
        .collect();
    let origins = Origins {
        step: Step::One,
        known,
    };
    let decoded = Decoded {
        text: text.into_owned(),
        origins,
        problems: Vec::new(),
    };
    (decoded, first_bad)
}

fn decode_utf16(bytes: &[u8], is_big_endian: bool) -> (Decoded, Option<usize>) {
    let units = bytes.chunks_exact(2).map(|pair| {
        if is_big_endian {
            u16::from_be_bytes([pair[0], pair[1]])
        } else {
            u16::from_le_bytes([pair[0], pair[1]])
        }
    });
    let mut decoded = Decoded::default();
    decoded.origins.step = Step::Utf16;
    let mut byte = 0;
    let mut first_bad = None;
    for (count, unit) in char::decode_utf16(units).enumerate() {
        let character = unit.unwrap_or_else(|_| {
            first_bad.get_or_insert(byte);
            char::REPLACEMENT_CHARACTER
        });
        if count % STRIDE == 0 {
            let known = (decoded.text.len() as u32, byte as u32);
            decoded.origins.known.push(known);
        }
        decoded.text.push(character);
        byte += character.len_utf16() * 2;
    }
    if bytes.len() % 2 == 1 {
        first_bad.get_or_insert(byte);
    }
    (decoded, first_bad)
}

/// Encodings of several bytes a character: one byte at a time, so that every
/// place is known.
fn decode_other(bytes: &[u8], encoding: &'static Encoding) -> (Decoded, Option<usize>) {
    let mut decoded = Decoded::default();
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut first_bad = None;
    let mut buffer = [0u8; 16];
    // The first byte of the character under way.
    let mut start = 0;
    let mut read = 0;
    loop {
        let is_last = read == bytes.len();
        let input = &bytes[read..(read + 1).min(bytes.len())];
        let (result, taken, written) =
            decoder.decode_to_utf8_without_replacement(input, &mut buffer, is_last);
        read += taken;
        if written > 0 {
            let known = (decoded.text.len() as u32, start as u32);
            decoded.origins.known.push(known);
            let written = std::str::from_utf8(&buffer[..written]).unwrap_or("\u{fffd}");
            decoded.text.push_str(written);
            start = read;
        }
        if let DecoderResult::Malformed(..) = result {
            first_bad.get_or_insert(start);
            let known = (decoded.text.len() as u32, start as u32);
            decoded.origins.known.push(known);
            decoded.text.push(char::REPLACEMENT_CHARACTER);
            start = read;
        } else if is_last {
            break;
        }
    }
    let end = (decoded.text.len() as u32, bytes.len() as u32);
    decoded.origins.known.push(end);
    (decoded, first_bad)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{GBK, SHIFT_JIS, WINDOWS_1251};

    /// Every character of the text must decode from the bytes that it is said to come from.
    fn check(encoding: &'static Encoding, bytes: &[u8], text: &str, decoded: &Decoded) {
        assert_eq!(decoded.text, text);
        for (at, character) in text.char_indices() {
            let span = Span::new(at, at + character.len_utf8());
            let origin = decoded.origins.of(text, span).bytes();
            let (back, _) = encoding.decode_without_bom_handling(&bytes[origin.start..origin.end]);
            assert_eq!(back, character.to_string(), "{at}");
        }
    }

    #[test]
    fn every_character_leads_back_to_its_bytes() {
        let text = "«Ёлка» — 5 мест, ".repeat(60);
        let (bytes, _, _) = WINDOWS_1251.encode(&text);
        check(
            WINDOWS_1251,
            &bytes,
            &text,
            &decode_single(&bytes, WINDOWS_1251).0,
        );

        let text = "Міст 🕊 є. ".repeat(60);
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(UTF_16LE, &bytes, &text, &decode_utf16(&bytes, false).0);

        for encoding in [SHIFT_JIS, GBK] {
            let text = "会談 of 三 sides";
            let (bytes, _, _) = encoding.encode(text);
            check(encoding, &bytes, text, &decode_other(&bytes, encoding).0);
        }
    }

    #[test]
    fn the_first_bad_byte_is_named() {
        let mut bytes = "Сторони домовилися про міст.".as_bytes().to_vec();
        bytes.insert(14, 0xff);
        let decoded = decode(&bytes);
        assert!(decoded.text.contains('\u{fffd}'));
        assert_eq!(decoded.problems[0].code, codes::BAD_BYTES.id);
        assert!(decoded.problems[0].message.starts_with("byte 14 "));
        let at = decoded.text.find("домовилися").unwrap();
        assert_eq!(decoded.origins.byte(&decoded.text, at), at - 2);
    }

    #[test]
    fn a_byte_order_mark_stays() {
        assert_eq!(decode(b"\xef\xbb\xbfab").text, "\u{feff}ab");
        assert_eq!(decode(b"\xff\xfea\0").text, "\u{feff}a");
    }
}
