//! Reading PDF: this program starts itself, with limits, for each file.

use std::sync::OnceLock;

use diptych::PdfWords;
use diptych_pdftext::Worker;

use crate::failure::{Failure, Outcome};

/// What takes the words out of PDFs; nothing where the program does not know its own place.
pub(super) fn words() -> Option<PdfWords<'static>> {
    static WORKER: OnceLock<Option<(Worker, String)>> = OnceLock::new();
    let worker = WORKER.get_or_init(|| {
        let program = std::env::current_exe().ok()?;
        let worker = Worker::new(program, &["__pdf"]);
        let names: Vec<&str> = worker.readers().iter().map(|one| one.name()).collect();
        let names = names.join(" ");
        Some((worker, names))
    });
    let by = &worker.as_ref()?.1;
    Some(PdfWords {
        by,
        take: &|bytes| match WORKER.get() {
            Some(Some((worker, _))) => worker.take(bytes),
            _ => unreachable!("the worker was made above"),
        },
    })
}

/// The process that reads one PDF.
pub(super) fn serve(reader: &str) -> Result<Outcome, Failure> {
    diptych_pdftext::serve(
        reader,
        &mut std::io::stdin().lock(),
        &mut std::io::stdout().lock(),
    )?;
    Ok(Outcome::Done)
}
