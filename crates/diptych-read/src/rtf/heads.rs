//! What stands before the text: fonts, styles, who made the document.

use std::collections::HashMap;

use diptych_core::Source;

use super::charset::{Charset, charset, code_page};
use crate::office::heading;

/// Most fonts and styles that are kept; more are those of no real document.
const MOST: usize = 20_000;

/// Fonts and styles by their numbers.
#[derive(Debug, Default)]
pub(super) struct Heads {
    /// How the bytes of each font are read.
    pub(super) fonts: HashMap<i32, Charset>,
    /// Depth of the heading that each paragraph style stands for; 0 for no heading.
    pub(super) styles: HashMap<i32, u8>,
    font: i32,
    style: i32,
    created: [i32; 3],
}

impl Heads {
    /// A control word of the table of fonts.
    pub(super) fn font(&mut self, name: &str, value: Option<i32>) {
        let value = value.unwrap_or(0);
        match name {
            "f" => self.font = value,
            "fcharset" if self.fonts.len() < MOST => {
                self.fonts.insert(self.font, charset(value));
            }
            "cpg" => {
                if let Some(encoding) = code_page(value) {
                    self.fonts.insert(self.font, Charset::Known(encoding));
                }
            }
            _ => {}
        }
    }

    /// A control word of the table of styles.
    pub(super) fn style(&mut self, name: &str, value: Option<i32>) {
        match name {
            "s" => self.style = value.unwrap_or(0),
            // Styles of characters, sections and tables have numbers of their own.
            "cs" | "ds" | "ts" => self.style = -1,
            _ => {}
        }
    }

    /// The name of a style, its semicolon included.
    pub(super) fn style_name(&mut self, name: &str) {
        let name = name.trim().trim_end_matches(';').trim().to_lowercase();
        if self.style >= 0 && self.styles.len() < MOST {
            self.styles.insert(self.style, heading(&name));
        }
        self.style = 0;
    }

    /// Whether some font says that its bytes are read so.
    pub(super) fn names(&self, wanted: Charset) -> bool {
        self.fonts.values().any(|charset| *charset == wanted)
    }

    /// A number of the day on which the document was made.
    pub(super) fn made(&mut self, name: &str, value: Option<i32>) {
        let at = match name {
            "yr" => 0,
            "mo" => 1,
            "dy" => 2,
            _ => return,
        };
        self.created[at] = value.unwrap_or(0);
    }

    /// Keeps the day on which the document was made, where it is one.
    pub(super) fn tell(&self, source: &mut Source) {
        let [year, month, day] = self.created;
        let day = i16::try_from(year)
            .ok()
            .zip(i8::try_from(month).ok())
            .zip(i8::try_from(day).ok())
            .and_then(|((year, month), day)| diptych_core::Day::new(year, month, day));
        if let Some(day) = day {
            source.extra.insert("created".to_owned(), day.to_string());
        }
    }
}
