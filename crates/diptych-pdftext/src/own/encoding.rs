//! What the bytes of a simple font mean by its encoding (ISO 32000-1, annex D).

use std::collections::HashMap;

use hayro_syntax::object::{Array, Dict, Name, Object};

use super::names::letter;

/// A set of letters that has a name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Base {
    Windows,
    Macintosh,
    Standard,
}

/// The signs of the standard encoding above the letters of ASCII, by their bytes.
const STANDARD: &[(u8, &str)] = &[
    (0xa1, "exclamdown"),
    (0xa2, "cent"),
    (0xa3, "sterling"),
    (0xa4, "fraction"),
    (0xa5, "yen"),
    (0xa7, "section"),
    (0xa8, "currency"),
    (0xa9, "quotesingle"),
    (0xaa, "quotedblleft"),
    (0xab, "guillemotleft"),
    (0xac, "guilsinglleft"),
    (0xad, "guilsinglright"),
    (0xae, "fi"),
    (0xaf, "fl"),
    (0xb1, "endash"),
    (0xb2, "dagger"),
    (0xb3, "daggerdbl"),
    (0xb4, "periodcentered"),
    (0xb6, "paragraph"),
    (0xb7, "bullet"),
    (0xb8, "quotesinglbase"),
    (0xb9, "quotedblbase"),
    (0xba, "quotedblright"),
    (0xbb, "guillemotright"),
    (0xbc, "ellipsis"),
    (0xbd, "perthousand"),
    (0xbf, "questiondown"),
    (0xd0, "emdash"),
    (0xe1, "AE"),
    (0xe3, "ordfeminine"),
    (0xe8, "Lslash"),
    (0xe9, "Oslash"),
    (0xea, "OE"),
    (0xeb, "ordmasculine"),
    (0xf1, "ae"),
    (0xf5, "dotlessi"),
    (0xf8, "lslash"),
    (0xf9, "oslash"),
    (0xfa, "oe"),
    (0xfb, "germandbls"),
];

/// The encoding of a simple font.
#[derive(Debug, Default)]
pub(super) struct Encoding {
    base: Option<Base>,
    /// Bytes that mean something else; nothing where the name of the sign does not tell.
    differences: HashMap<u8, Option<String>>,
}

impl Encoding {
    /// What the font's dictionary says. `is_plain` tells that its letters are those of the standard
    /// encoding where nothing is said.
    pub(super) fn of(font: &Dict<'_>, is_plain: bool) -> Self {
        let standard = is_plain.then_some(Base::Standard);
        let named = |name: &Name<'_>| match name.as_ref() {
            b"WinAnsiEncoding" => Some(Base::Windows),
            b"MacRomanEncoding" => Some(Base::Macintosh),
            b"StandardEncoding" => Some(Base::Standard),
            _ => None,
        };
        match font.get::<Object<'_>>(b"Encoding") {
            Some(Object::Name(name)) => Self {
                base: named(&name),
                ..Self::default()
            },
            Some(Object::Dict(dict)) => {
                let base = dict.get::<Name<'_>>(b"BaseEncoding");
                let mut out = Self {
                    base: base.map_or(standard, |name| named(&name)),
                    ..Self::default()
                };
                let list = dict.get::<Array<'_>>(b"Differences");
                let mut code = 0_i64;
                for item in list.iter().flat_map(Array::iter::<Object<'_>>) {
                    match item {
                        Object::Number(number) => code = number.as_i64(),
                        Object::Name(name) => {
                            if let Ok(byte) = u8::try_from(code) {
                                out.differences.insert(byte, letter(name.as_str()));
                            }
                            code = code.saturating_add(1);
                        }
                        _ => {}
                    }
                }
                out
            }
            _ => Self {
                base: standard,
                ..Self::default()
            },
        }
    }

    /// What a byte means; nothing where the encoding does not say.
    pub(super) fn get(&self, code: u8) -> Option<String> {
        if let Some(different) = self.differences.get(&code) {
            return different.clone();
        }
        let base = self.base?;
        match (base, code) {
            (Base::Standard, b'\'') => Some("’".to_owned()),
            (Base::Standard, b'`') => Some("‘".to_owned()),
            (_, b' '..=b'~') => Some(char::from(code).to_string()),
            (Base::Standard, _) => {
                let found = STANDARD.iter().find(|(byte, _)| *byte == code)?;
                letter(found.1)
            }
            (Base::Windows, 0x80..) => high(encoding_rs::WINDOWS_1252, code),
            // The sign for any currency became that of the euro later.
            (Base::Macintosh, 0x80..) if code != 0xdb => high(encoding_rs::MACINTOSH, code),
            _ => None,
        }
    }
}

fn high(encoding: &'static encoding_rs::Encoding, code: u8) -> Option<String> {
    let bytes = [code];
    let (words, _) = encoding.decode_without_bom_handling(&bytes);
    let is_letter = !words.contains(|c: char| c.is_control() || c == '\u{fffd}');
    is_letter.then(|| words.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_mean_what_their_encoding_says() {
        let with = |base| Encoding {
            base,
            ..Encoding::default()
        };
        for (base, code, words) in [
            (Some(Base::Windows), 0x93, Some("“")),
            (Some(Base::Windows), b'\'', Some("'")),
            (Some(Base::Windows), 0x81, None),
            (Some(Base::Windows), 7, None),
            (Some(Base::Macintosh), 0xd2, Some("“")),
            (Some(Base::Macintosh), 0xdb, None),
            (Some(Base::Standard), b'\'', Some("’")),
            (Some(Base::Standard), 0xaa, Some("“")),
            (Some(Base::Standard), 0x80, None),
            (None, b'A', None),
        ] {
            assert_eq!(with(base).get(code).as_deref(), words, "{base:?} {code:x}");
        }
        let mut own = with(Some(Base::Windows));
        own.differences.insert(b'A', None);
        assert_eq!(own.get(b'A'), None);
    }
}
