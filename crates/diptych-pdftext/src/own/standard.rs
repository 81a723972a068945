//! Widths of the fonts that every reader of PDF has, and that files need not describe.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A line for each letter: the letter, then its width in each font of the first line, in thousandths
/// of the size, by the metrics that Adobe published.
const TABLE: &str = include_str!("standard.txt");

/// The names of the fonts, and for each letter its widths in their order.
type Table = (Vec<&'static str>, HashMap<char, Vec<u16>>);

static WIDTHS: LazyLock<Table> = LazyLock::new(|| {
    let mut lines = TABLE.lines();
    let fonts: Vec<&str> = lines
        .next()
        .unwrap_or_default()
        .split(' ')
        .skip(1)
        .collect();
    let row = |line: &str| {
        let letter = line.chars().next()?;
        let widths = line[letter.len_utf8()..].split_whitespace();
        Some((letter, widths.filter_map(|one| one.parse().ok()).collect()))
    };
    (fonts, lines.filter_map(row).collect())
});

/// The width of a letter in one of these fonts; nothing where either is not known.
pub(super) fn width(font: &str, letter: &str) -> Option<f64> {
    let font = font.split_once('+').map_or(font, |(_, name)| name);
    // Slanted letters are as wide as upright ones, in this family.
    let font = match font {
        "Helvetica-BoldOblique" | "Arial,Bold" | "Arial-BoldMT" => "Helvetica-Bold",
        "Helvetica-Oblique" | "Arial" | "ArialMT" => "Helvetica",
        "TimesNewRoman" | "TimesNewRomanPSMT" => "Times-Roman",
        font => font,
    };
    let (fonts, widths) = &*WIDTHS;
    let at = fonts.iter().position(|name| *name == font)?;
    let mut letters = letter.chars();
    let (Some(one), None) = (letters.next(), letters.next()) else {
        return None;
    };
    widths.get(&one)?.get(at).map(|width| f64::from(*width))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_of_common_letters() {
        let (fonts, widths) = &*WIDTHS;
        assert_eq!((fonts.len(), widths.len()), (6, 137));
        assert!(widths.values().all(|row| row.len() == fonts.len()));
        for (font, letter, found) in [
            ("Helvetica", "A", Some(667.0)),
            ("Helvetica-Oblique", "i", Some(222.0)),
            ("Times-Roman", " ", Some(250.0)),
            ("Times-Roman", "“", Some(444.0)),
            ("Times-BoldItalic", "€", Some(500.0)),
            ("Helvetica-Bold", "#", Some(556.0)),
            ("Times-Roman", "Ж", None),
            ("Times-Roman", "AB", None),
            ("Times-Roman", "", None),
            ("Courier", "A", None),
        ] {
            assert_eq!(width(font, letter), found, "{font} {letter}");
        }
    }
}
