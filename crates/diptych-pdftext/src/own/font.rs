//! A font: what its codes mean and how wide they are. Its outlines are never looked at.

use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};

use super::cmap::ToUnicode;
use super::encoding::Encoding;
use super::widths::{Widths, number};
use super::{standard, stream};

/// A font as far as it is needed to read.
#[derive(Debug)]
pub(super) struct Font {
    /// Whether a code is two bytes.
    is_composite: bool,
    unicode: Option<ToUnicode>,
    encoding: Encoding,
    widths: Widths,
    /// Its name, by which the fonts are known that need no description.
    name: String,
    /// From the units of the widths to parts of the font's size.
    unit: f64,
    /// How far letters reach above and below the line, in parts of the size.
    pub(super) ascent: f64,
    pub(super) descent: f64,
}

/// One code of a string that is shown.
#[derive(Debug, PartialEq)]
pub(super) struct Glyph {
    /// Its letters; nothing where nothing tells them.
    pub(super) text: Option<String>,
    /// How far it moves the pen, in parts of the size; nothing where the font does not say.
    pub(super) width: Option<f64>,
    /// Whether the space between words is added to it.
    pub(super) is_space: bool,
    /// Whether the letters follow from an encoding that was made for Latin letters.
    pub(super) is_by_encoding: bool,
}

impl Font {
    /// Reads a font's dictionary.
    ///
    /// # Errors
    /// Why its text cannot be read here.
    pub(super) fn of(dict: &Dict<'_>) -> Result<Self, &'static str> {
        let kind = dict.get::<Name<'_>>(b"Subtype");
        let kind = kind.as_ref().map_or(&b""[..], |name| name.as_ref());
        let unicode = dict.get::<Stream<'_>>(b"ToUnicode");
        let unicode = unicode.and_then(|stream| Some(ToUnicode::read(&stream::unpack(&stream)?)));
        let name = dict.get::<Name<'_>>(b"BaseFont");
        let name = name.as_ref().map_or("", |name| name.as_str());
        if kind == b"Type0" {
            return Self::composite(dict, unicode);
        }
        let descriptor = dict.get::<Dict<'_>>(b"FontDescriptor");
        let flags = descriptor
            .as_ref()
            .and_then(|one| one.get::<Number>(b"Flags"));
        let is_symbol = name.ends_with("Symbol") || name.contains("Dingbats");
        // Bit 6: letters of the standard set. Fonts that the file does not bring have no descriptor.
        let is_plain = !is_symbol && flags.is_none_or(|flags| flags.as_i64() & 32 != 0);
        let matrix = dict.get::<Array<'_>>(b"FontMatrix");
        let across = matrix.and_then(|matrix| matrix.iter::<Number>().next());
        let unit = match across {
            Some(across) if kind == b"Type3" => across.as_f64(),
            _ => 0.001,
        };
        let mut out = Self {
            is_composite: false,
            unicode,
            encoding: Encoding::of(dict, is_plain && kind != b"Type3"),
            widths: Widths::simple(dict, descriptor.as_ref(), name),
            name: name.to_owned(),
            unit,
            ascent: 0.0,
            descent: 0.0,
        };
        out.reach(descriptor.as_ref());
        Ok(out)
    }

    fn composite(dict: &Dict<'_>, unicode: Option<ToUnicode>) -> Result<Self, &'static str> {
        match dict.get::<Object<'_>>(b"Encoding") {
            Some(Object::Name(name)) if name.as_ref() == b"Identity-H" => {}
            Some(Object::Name(name)) if name.as_ref().ends_with(b"V") => {
                return Err("its lines run from top to bottom");
            }
            _ => return Err("a font has codes of its own"),
        }
        let descendant = dict
            .get::<Array<'_>>(b"DescendantFonts")
            .and_then(|list| list.iter::<Dict<'_>>().next())
            .ok_or("a font is broken")?;
        let mut out = Self {
            is_composite: true,
            unicode,
            encoding: Encoding::default(),
            widths: Widths::composite(&descendant),
            name: String::new(),
            unit: 0.001,
            ascent: 0.0,
            descent: 0.0,
        };
        out.reach(descendant.get::<Dict<'_>>(b"FontDescriptor").as_ref());
        Ok(out)
    }

    fn reach(&mut self, descriptor: Option<&Dict<'_>>) {
        let of = |key| {
            descriptor
                .and_then(|one| number(one, key))
                .map(|it| it / 1000.0)
        };
        let sound =
            |value: Option<f64>, from: f64, to: f64| value.filter(|it| (from..to).contains(it));
        self.ascent = sound(of("Ascent"), 0.4, 1.3).unwrap_or(0.8);
        self.descent = sound(of("Descent"), -0.6, 0.0).unwrap_or(-0.2);
    }

    /// The codes of a string.
    pub(super) fn glyphs<'f>(&'f self, bytes: &'f [u8]) -> impl Iterator<Item = Glyph> + 'f {
        let length = if self.is_composite { 2 } else { 1 };
        // A byte too many at the end is no code.
        bytes.chunks_exact(length).map(|code| self.glyph(code))
    }

    fn glyph(&self, bytes: &[u8]) -> Glyph {
        let code = bytes
            .iter()
            .fold(0, |code, byte| (code << 8) | u32::from(*byte));
        let own = self.unicode.as_ref().and_then(|table| table.get(code));
        let own = own.and_then(|text| sound(&text));
        let is_by_encoding = own.is_none();
        let text = own.or_else(|| {
            let byte = u8::try_from(code).ok().filter(|_| !self.is_composite)?;
            sound(&self.encoding.get(byte)?)
        });
        let width = self.widths.get(code);
        let width = width.or_else(|| standard::width(&self.name, text.as_deref()?));
        Glyph {
            text,
            width: width.map(|width| width * self.unit),
            is_space: bytes == b" ",
            is_by_encoding,
        }
    }
}

/// Letters that are letters: no controls, no places that a font keeps for itself.
fn sound(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            // Bullets of the two fonts of signs that every word processor has.
            '\u{f0b7}' | '\u{f0a7}' => out.push('•'),
            '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\u{f0000}'.. => return None,
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\t' | '\n' | '\r' => out.push(' '),
            one if one.is_control() => return None,
            one => out.push(one),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_places_are_no_letters() {
        for (text, sound_text) in [
            ("Ж", Some("Ж")),
            ("\u{fb01}", Some("fi")),
            ("\u{f0b7}", Some("•")),
            ("\u{e001}", None),
            ("\0", None),
            ("\u{fffd}", None),
            ("\n", Some(" ")),
        ] {
            assert_eq!(sound(text).as_deref(), sound_text, "{text:?}");
        }
    }
}
