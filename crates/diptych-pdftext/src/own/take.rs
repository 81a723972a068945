//! A whole file: its pages, and those that are not read.

use diptych_read::{Page, Pages, Unread};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::page::{self, Budget, Fonts};
use crate::answer::Failure;

/// How many steps the pages of a file may take.
const STEPS: usize = 50_000_000;
/// How many pages are read.
const PAGES: usize = 20_000;

/// Takes the words out.
pub(crate) fn take(bytes: &[u8]) -> Result<Pages, Failure> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Failure::Locked,
        LoadPdfError::Decryption(error) => Failure::Failed(format!("it is locked: {error:?}")),
        LoadPdfError::Invalid => Failure::Failed("its parts were not found".to_owned()),
    })?;
    let about = pdf.metadata();
    let mut out = Pages {
        reader: concat!("diptych ", env!("CARGO_PKG_VERSION")).to_owned(),
        title: about.title.as_deref().and_then(words),
        author: about.author.as_deref().and_then(words),
        created: about.creation_date.map(|date| {
            format!(
                "D:{:04}{:02}{:02}{:02}{:02}{:02}",
                date.year, date.month, date.day, date.hour, date.minute, date.second
            )
        }),
        is_last_resort: true,
        ..Pages::default()
    };
    let (mut fonts, mut budget) = (Fonts::new(), Budget(STEPS));
    for (at, page) in pdf.pages().iter().enumerate() {
        if at >= PAGES {
            return Err(Failure::Failed(format!("it has over {PAGES} pages")));
        }
        let (width, height) = page.render_dimensions();
        let found = if page::is_straight(page) {
            page::words(page, &mut fonts, &mut budget)
        } else {
            Err("it is turned")
        };
        let words = found.unwrap_or_else(|why| {
            out.unread.push(Unread {
                page: at + 1,
                why: why.to_owned(),
            });
            Vec::new()
        });
        out.pages.push(Page {
            width: (f64::from(width) * 100.0).round() as i32,
            height: (f64::from(height) * 100.0).round() as i32,
            words,
        });
    }
    match out.unread.first() {
        Some(first) if out.unread.len() == out.pages.len() => Err(Failure::Failed(format!(
            "no page was read: {} (page {})",
            first.why, first.page
        ))),
        _ => Ok(out),
    }
}

/// A string of words: UTF-16 or UTF-8 by its mark, else ASCII; nothing where it is neither.
pub(super) fn words(bytes: &[u8]) -> Option<String> {
    if let Some(units) = bytes.strip_prefix(b"\xfe\xff") {
        let units: Vec<u16> = units
            .chunks_exact(2)
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
            .collect();
        return String::from_utf16(&units).ok();
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).ok()?;
    Some(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_read_by_their_marks() {
        assert_eq!(words(b"\xfe\xff\x04\x16\x00!").as_deref(), Some("Ж!"));
        assert_eq!(words(b"Talks").as_deref(), Some("Talks"));
        assert_eq!(words(b"\xcf\xf0").as_deref(), None);
    }

    #[test]
    fn what_is_no_pdf_fails() {
        for bytes in [
            &b""[..],
            b"%PDF-1.7",
            b"%PDF-1.4\n1 0 obj<<>>endobj trailer<</Root 1 0 R>>",
        ] {
            assert!(take(bytes).is_err() || take(bytes).is_ok_and(|pages| pages.pages.is_empty()));
        }
    }
}
