//! The texts of a case that remembers, without a comparison.

use std::collections::HashSet;

use diptych_core::{Case, Problem, Statement};
use diptych_store::{Result, Store};

use crate::memory::{active, attribute, joined, read};
use crate::{Options, Reading, near};

/// The texts of a case and who says what in them, without a comparison.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// Sources, documents, and what could not be read.
    pub reading: Reading,
    /// The statements, decisions applied.
    pub statements: Vec<Statement>,
}

/// Brings the texts of a case up to date, and who says what in them; nothing is compared.
///
/// # Errors
/// Where the store cannot be read, or cannot be written although it was opened for that.
pub fn texts(store: &mut Store, case: &Case, options: &Options<'_>, now: &str) -> Result<Texts> {
    let log = store.log()?;
    let (kept, _, rejected) = active(store, &log)?;
    let mut anew = HashSet::new();
    let readings = read(store, &kept, &log, case, options, now, &mut anew)?;
    let (mut reading, rows) = joined(readings, &rejected);
    let (mut statements, problems) = attribute(
        store,
        case,
        &reading.sources,
        &reading.documents,
        &rows,
        now,
        &mut anew,
    )?;
    reading.problems.extend(problems);
    log.on_statements(&mut statements, case);
    Ok(Texts {
        reading,
        statements,
    })
}

/// The sources among `paths` (files of the case) whose text is nearly that of an earlier one: what is new
/// is read for it, and nothing is attributed or compared.
///
/// # Errors
/// As [`texts`].
pub fn near_copies_in(
    store: &mut Store,
    case: &Case,
    paths: &[String],
    options: &Options<'_>,
    now: &str,
) -> Result<Vec<Problem>> {
    let log = store.log()?;
    let (kept, _, rejected) = active(store, &log)?;
    let readings = read(store, &kept, &log, case, options, now, &mut HashSet::new())?;
    let (reading, _) = joined(readings, &rejected);
    let all = near::near(&reading.sources, &reading.documents);
    Ok(near::among(&all, paths))
}
