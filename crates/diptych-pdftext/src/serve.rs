//! The process that reads one PDF.

use std::io::{Read, Write};

use diptych_core::Problem;
use diptych_read::Pages;

use crate::answer::{Answer, Failure};
use crate::limits::Limits;
use crate::reader::{Found, Reader, found};
use crate::{own, poppler};

/// Reads a PDF from `input` with the reader of the name `reader` and writes the answer for the
/// [`Worker`](crate::Worker) that started this process.
///
/// It binds the process to limits on memory and time first: call it from a
/// program that does nothing else.
///
/// # Errors
/// Where the input cannot be read or the answer not be written.
pub fn serve(reader: &str, input: &mut impl Read, output: &mut impl Write) -> std::io::Result<()> {
    Limits::default().bind();
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let wanted = Reader::named(reader);
    let found = found().into_iter().find(|one| Some(one.reader) == wanted);
    let answer = match found {
        None => Answer::Failure(Failure::Missing(format!("{reader} is not here"))),
        Some(found) => match take(&found, &bytes) {
            Ok(pages) => Answer::Pages(pages),
            Err(failure) => Answer::Failure(failure),
        },
    };
    serde_json::to_writer(&mut *output, &answer)?;
    output.flush()
}

/// The words of a PDF by the reader of last resort, in this process and without limits.
///
/// For programs that are bound already, and for tests; a [`Worker`](crate::Worker) starts a process.
///
/// # Errors
/// A problem where the file is locked or no page of it was read.
pub fn words_by_own(bytes: &[u8]) -> Result<Pages, Box<Problem>> {
    own::take(bytes).map_err(|failure| Box::new(failure.problem()))
}

fn take(found: &Found, bytes: &[u8]) -> Result<Pages, Failure> {
    match found.reader {
        #[cfg(feature = "pdfium")]
        Reader::Pdfium => crate::pdfium::take(&found.path, bytes),
        #[cfg(not(feature = "pdfium"))]
        Reader::Pdfium => Err(Failure::Missing("PDFium is not built in".to_owned())),
        Reader::Poppler => poppler::take(&found.path, bytes),
        Reader::Own => own::take(bytes),
    }
}
