//! Asking the texts of a case something without comparing them, whether it has a store or not.

use std::path::Path;

use diptych::core::Problem;
use diptych::store::{STORE_FILE, Store};
use diptych::{Intake, Options, Texts};

use super::memory::now;
use super::run::with_options;
use crate::args::Args;
use crate::failure::Failure;

/// Opens a case and asks it. `stored` is asked where it has a store, `plain` where it has none; what was
/// met on the way stands before the problems of the answer, which `problems` shows.
///
/// # Errors
/// Where the case cannot be opened, or holds no source.
pub(super) fn ask<T>(
    args: &Args,
    folder: &Path,
    stored: impl FnOnce(&diptych::core::Case, &Texts, &Options<'_>) -> T,
    plain: impl FnOnce(&Intake, &Options<'_>) -> T,
    problems: impl FnOnce(&mut T) -> &mut Vec<Problem>,
) -> Result<T, Failure> {
    with_options(args, |options| {
        if !folder.join(STORE_FILE).exists() {
            let intake = diptych::gather(&[folder.to_path_buf()], None)?;
            let mut answer = plain(&intake, options);
            problems(&mut answer).splice(0..0, intake.problems);
            return Ok(answer);
        }
        let mut store = Store::open_to_read(&Store::place(folder))?;
        let now = now();
        let intake = diptych::look(&[folder.to_path_buf()], None)?;
        let mut met = intake.problems;
        if store.is_writable() {
            met.extend(diptych::take_in(&mut store, &intake.given, options, &now)?.problems);
        }
        let mut texts = diptych::texts(&mut store, &intake.case, options, &now)?;
        if texts.reading.sources.is_empty() {
            return Err(diptych::Error::NoSources(folder.to_path_buf()).into());
        }
        met.append(&mut texts.reading.problems);
        let mut answer = diptych::with_known(&mut store, options, |options| {
            stored(&intake.case, &texts, options)
        })?;
        problems(&mut answer).splice(0..0, met);
        Ok(answer)
    })
}
