//! The words of a PDF, each with its place.

use diptych_core::Area;
use serde::{Deserialize, Serialize};

/// What was taken out of a PDF.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pages {
    /// Name and version of the program that took it out.
    pub reader: String,
    /// The pages in order.
    pub pages: Vec<Page>,
    /// The title that the file gives itself.
    pub title: Option<String>,
    /// Its author, likewise.
    pub author: Option<String>,
    /// When the file was made, as it is written there.
    pub created: Option<String>,
    /// What the reader found broken in the file, where it did.
    pub damage: Option<String>,
    /// Pages whose words could not be told: they are empty.
    #[serde(default)]
    pub unread: Vec<Unread>,
    /// Whether it was read by the reader of last resort.
    #[serde(default)]
    pub is_last_resort: bool,
}

/// A page that was not read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// Its number, from 1.
    pub page: usize,
    /// Why not.
    pub why: String,
}

/// One page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Width, in hundredths of a point.
    pub width: i32,
    /// Height, in hundredths of a point.
    pub height: i32,
    /// The words, in the order in which they were found.
    pub words: Vec<Word>,
}

/// A run of characters without a space.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// The characters.
    pub text: String,
    /// Where they stand.
    pub area: Area,
}
