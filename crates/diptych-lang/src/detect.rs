//! The language of a text.

use diptych_core::Lang;

/// The language of `text`; nothing where it has too few letters to tell.
pub fn detect(text: &str) -> Option<Lang> {
    let _ = text;
    None
}
