//! PDFium, whose library gives every character its place.

use std::path::Path;

use diptych_core::Area;
use diptych_read::{Page, Pages, Word};
use pdfium_render::prelude::{
    PdfDocumentMetadataTagType, PdfPage, PdfRect, Pdfium, PdfiumError, PdfiumInternalError,
};

use crate::answer::Failure;

/// Takes the words out with the library at `library`.
pub(crate) fn take(library: &Path, bytes: &[u8]) -> Result<Pages, Failure> {
    let bindings = Pdfium::bind_to_library(library)
        .map_err(|error| Failure::Missing(format!("its library cannot be loaded: {error}")))?;
    let pdfium = Pdfium::new(bindings);
    let document = match pdfium.load_pdf_from_byte_slice(bytes, None) {
        Ok(document) => document,
        Err(PdfiumError::PdfiumLibraryInternalError(PdfiumInternalError::PasswordError)) => {
            return Err(Failure::Locked);
        }
        Err(error) => return Err(failed(&error)),
    };
    let mut out = Pages {
        reader: "pdfium".to_owned(),
        ..Pages::default()
    };
    for tag in document.metadata().iter() {
        let value = Some(tag.value().to_owned());
        match tag.tag_type() {
            PdfDocumentMetadataTagType::Title => out.title = value,
            PdfDocumentMetadataTagType::Author => out.author = value,
            PdfDocumentMetadataTagType::CreationDate => out.created = value,
            _ => {}
        }
    }
    for page in document.pages().iter() {
        let read = words(&page).map_err(|error| failed(&error))?;
        out.pages.push(read);
    }
    Ok(out)
}

/// The library's errors are written over several lines.
fn failed(error: &PdfiumError) -> Failure {
    let told = error.to_string();
    let told: Vec<&str> = told.split_whitespace().collect();
    Failure::Failed(told.join(" "))
}

/// The words of a page: characters up to a space, a line end, or a jump.
fn words(page: &PdfPage<'_>) -> Result<Page, PdfiumError> {
    let bounds = page.boundaries().bounding().map(|found| found.bounds);
    let (left, top) = bounds.map_or((0.0, page.height().value), |bounds| {
        (bounds.left().value, bounds.top().value)
    });
    let mut out = Page {
        width: hundredths(page.width().value),
        height: hundredths(page.height().value),
        words: Vec::new(),
    };
    let text = page.text()?;
    let mut open: Option<Word> = None;
    for found in text.chars().iter() {
        let sign = match found.unicode_value() {
            // A hyphen at a line's end comes under a number that is no character.
            2 => Some('-'),
            value => char::from_u32(value),
        };
        let Some(sign) = sign.filter(|sign| *sign != '\0') else {
            continue;
        };
        if matches!(sign, ' ' | '\t' | '\r' | '\n') {
            out.words.extend(open.take());
            continue;
        }
        let area = found
            .loose_bounds()
            .or_else(|_| found.tight_bounds())
            .map(|rectangle| place(&rectangle, left, top))
            .unwrap_or_default();
        match &mut open {
            Some(word) if !jumps(word.area, area) => {
                word.text.push(sign);
                word.area = word.area.cover(area);
            }
            _ => {
                let word = Word {
                    text: sign.to_string(),
                    area,
                };
                out.words.extend(open.replace(word));
            }
        }
    }
    out.words.extend(open);
    Ok(out)
}

/// Whether the next character stands on another line.
fn jumps(word: Area, next: Area) -> bool {
    let middle = i32::midpoint(next.top, next.bottom);
    middle < word.top || middle > word.bottom || next.right < word.left
}

/// A rectangle from the page's upper left corner; PDF counts from below.
fn place(rectangle: &PdfRect, left: f32, top: f32) -> Area {
    Area {
        left: hundredths(rectangle.left().value - left),
        top: hundredths(top - rectangle.top().value),
        right: hundredths(rectangle.right().value - left),
        bottom: hundredths(top - rectangle.bottom().value),
    }
}

/// Points to hundredths of a point.
fn hundredths(points: f32) -> i32 {
    // Casting a fraction holds it within the whole numbers.
    (points * 100.0).round() as i32
}
