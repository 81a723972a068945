//! From the arguments to the command.

use std::path::{Path, PathBuf};

use diptych::core::Record;
use diptych::{Changes, Comparison, Intake, Options};

use super::{
    add, check, compare, copies, demo, docs, doctor, explain, extract, init, log, memory, merge,
    pdf, review, search, show, timeline, verify,
};
use crate::args::{Args, ChangesView, Command};
use crate::failure::{Failure, Outcome};
use crate::model;
use crate::progress::Progress;

/// Runs the command that was asked for.
///
/// # Errors
/// Where there is no result at all.
pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    match &args.command {
        Command::Demo(demo) => demo::run(args, demo),
        Command::Init(init) => init::run(init),
        Command::Compare(compare) => compare::run(args, compare),
        Command::Timeline(timeline) => timeline::run(args, timeline),
        Command::Extract(extract) => extract::run(args, extract),
        Command::Add(add) => add::run(args, add),
        #[cfg(feature = "fetch")]
        Command::Watch(watch) => super::watch::run(args, watch),
        Command::Review(review) => review::run(args, review),
        Command::Log(log) => log::run(args, log),
        Command::Search(search) => search::run(args, search),
        Command::Verify(verify) => verify::run(args, verify),
        Command::Check(check) => check::run(args, check),
        Command::Export(export) => copies::export(export),
        Command::Import(import) => copies::import(import),
        Command::Merge(merge) => merge::run(args, merge),
        Command::Backup(backup) => copies::backup(backup),
        Command::Restore(restore) => copies::restore(restore),
        Command::Show(show) => show::run(args, show),
        Command::Explain(explain) => explain::run(args, explain),
        Command::Doctor(doctor) => doctor::run(args, doctor),
        Command::Man { dir } => docs::man(dir),
        Command::Completions { shell } => docs::completions(*shell),
        Command::Pdf { reader } => pdf::serve(reader),
        Command::Schema { of } => docs::schema(*of),
    }
}

/// Largest source in bytes.
pub(super) fn max_size(args: &Args) -> usize {
    usize::try_from(args.max_size * 1_000_000).unwrap_or(usize::MAX)
}

/// The view of documents with tracked changes.
pub(super) fn changes(args: &Args) -> Changes {
    match args.changes {
        ChangesView::Accepted => Changes::Accepted,
        ChangesView::Original => Changes::Original,
        ChangesView::Marked => Changes::Marked,
    }
}

/// Gathers, reads and compares; the problems of the intake stand first in the record. A case
/// folder with a store gives its record, brought up to date.
pub(super) fn compare_paths(
    args: &Args,
    paths: &[PathBuf],
    case: Option<&Path>,
) -> Result<Comparison, Failure> {
    Ok(compare_paths_and(args, paths, case, |_| ())?.0)
}

/// As [`compare_paths`]; `then` makes something of the record, at best while it is being kept.
pub(super) fn compare_paths_and<T>(
    args: &Args,
    paths: &[PathBuf],
    case: Option<&Path>,
    then: impl FnOnce(&Record) -> T,
) -> Result<(Comparison, T), Failure> {
    if let (Some(folder), None) = (memory::folder(paths), case) {
        let (record, case, made) = memory::record(args, folder, then)?;
        let comparison = Comparison {
            record,
            case,
            documents: Vec::new(),
        };
        return Ok((comparison, made));
    }
    let intake = diptych::gather(paths, case)?;
    let mut comparison = compare_intake(args, intake)?;
    // What is shown stands in the record; the texts of a large folder are better not held beside it.
    comparison.documents = Vec::new();
    let made = then(&comparison.record);
    Ok((comparison, made))
}

/// What the flags ask for: limits, views, the encoder, and how far a run is. Hands it to `go`.
///
/// # Errors
/// Where the encoder cannot be had, and those of `go`.
pub(super) fn with_options<T>(
    args: &Args,
    go: impl FnOnce(&Options<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let model = model::load(args)?;
    let meaning = model.as_ref().map(model::Loaded::meaning);
    let progress = Progress::new(args.quiet);
    let step = |stage, done, of| progress.step(stage, done, of);
    go(&Options {
        max_size: max_size(args),
        changes: changes(args),
        pdf: pdf::words(),
        progress: &step,
        meaning: meaning.as_ref(),
    })
}

pub(super) fn compare_intake(args: &Args, intake: Intake) -> Result<Comparison, Failure> {
    with_options(args, |options| {
        let mut comparison = diptych::compare(args.settle(intake.case), intake.given, options);
        comparison.record.problems.splice(0..0, intake.problems);
        Ok(comparison)
    })
}
