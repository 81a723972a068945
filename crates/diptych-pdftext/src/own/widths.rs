//! How far a letter moves the pen: thousandths of the font's size.

use std::collections::{BTreeMap, HashMap};

use hayro_syntax::object::{Array, Dict, Number, Object};

/// How many widths of a font are kept.
const MOST: usize = 200_000;

/// The widths of a font's letters.
#[derive(Debug, Default)]
pub(super) struct Widths {
    single: HashMap<u32, f64>,
    /// First code; last code, and the width of each.
    ranges: BTreeMap<u32, (u32, f64)>,
    /// Where nothing else is said.
    other: Option<f64>,
}

impl Widths {
    /// Those of a font whose codes are bytes. The fonts with one width are known without a list.
    pub(super) fn simple(font: &Dict<'_>, descriptor: Option<&Dict<'_>>, name: &str) -> Self {
        let mut out = Self::default();
        let listed = font.get::<Array<'_>>(b"Widths");
        if let Some(list) = &listed {
            let first = font.get::<Number>(b"FirstChar").map_or(0, whole);
            for (code, width) in (first..=u32::MAX).zip(list.iter::<Number>().take(256)) {
                out.single.insert(code, width.as_f64());
            }
            let missing = descriptor.and_then(|one| number(one, "MissingWidth"));
            out.other = Some(missing.unwrap_or(0.0));
        } else if name.starts_with("Courier") {
            out.other = Some(600.0);
        }
        out
    }

    /// Those of a font whose codes are pairs of bytes.
    pub(super) fn composite(descendant: &Dict<'_>) -> Self {
        let mut out = Self {
            other: Some(number(descendant, "DW").unwrap_or(1000.0)),
            ..Self::default()
        };
        let Some(list) = descendant.get::<Array<'_>>(b"W") else {
            return out;
        };
        let mut items = list.iter::<Object<'_>>();
        while let (Some(Object::Number(first)), Some(second)) = (items.next(), items.next()) {
            let first = whole(first);
            match second {
                Object::Array(widths) => {
                    for (code, width) in (first..=u32::MAX).zip(widths.iter::<Number>()) {
                        if out.single.len() < MOST {
                            out.single.insert(code, width.as_f64());
                        }
                    }
                }
                Object::Number(last) => {
                    let Some(Object::Number(width)) = items.next() else {
                        break;
                    };
                    if out.ranges.len() < MOST {
                        out.ranges.insert(first, (whole(last), width.as_f64()));
                    }
                }
                _ => break,
            }
        }
        out
    }

    /// The width of a letter; nothing where the font does not say.
    pub(super) fn get(&self, code: u32) -> Option<f64> {
        if let Some(width) = self.single.get(&code) {
            return Some(*width);
        }
        match self.ranges.range(..=code).next_back() {
            Some((_, (last, width))) if code <= *last => Some(*width),
            _ => self.other,
        }
    }
}

/// A number as a code; 0 where it is none.
fn whole(number: Number) -> u32 {
    u32::try_from(number.as_i64()).unwrap_or(0)
}

/// A number of a dictionary.
pub(super) fn number(dict: &Dict<'_>, key: &str) -> Option<f64> {
    let number = dict.get::<Number>(key.as_bytes())?.as_f64();
    number.is_finite().then_some(number)
}
