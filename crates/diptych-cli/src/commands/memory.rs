//! What the commands on a case with a store share.

use std::path::{Path, PathBuf};

use diptych::core::{Case, CaseHead, Problem, Record, Rendering, SeenWords, codes};
use diptych::store::{Added, STORE_FILE, Store};
use diptych::{Given, Options, Remembered};

use super::run::with_options;
use crate::args::Args;
use crate::failure::Failure;

/// The case folder, where the paths are one folder with a store.
pub(super) fn folder(paths: &[PathBuf]) -> Option<&Path> {
    match paths {
        [one] if one.join(STORE_FILE).exists() => Some(one),
        _ => None,
    }
}

/// Takes in what is new under `sources/` and brings the case up to date. Where the store may not
/// be written, it is only read.
pub(super) fn recall(args: &Args, folder: &Path) -> Result<(Store, Remembered), Failure> {
    let (store, remembered, _) = recall_any(args, folder)?;
    if remembered.sources.is_empty() {
        return Err(diptych::Error::NoSources(folder.to_path_buf()).into());
    }
    Ok((store, remembered))
}

/// As [`recall`], for a case that may hold no source yet; and the files that lie in its
/// folder.
pub(super) fn recall_any(
    args: &Args,
    folder: &Path,
) -> Result<(Store, Remembered, Vec<Given>), Failure> {
    let (store, remembered, given) = bring_up(args, folder, |store, case, options, problems| {
        let mut remembered = diptych::recall(store, case, options, &now())?;
        remembered.record.problems.splice(0..0, problems);
        Ok(remembered)
    })?;
    Ok((store, remembered, given))
}

/// Brings the case up to date, lets `rule` decide on what is there, and brings it up to date again, so that
/// what the decision does shows at once.
pub(super) fn decide<T>(
    args: &Args,
    folder: &Path,
    rule: impl FnOnce(&mut Store, &Remembered) -> Result<T, Failure>,
) -> Result<(Remembered, T), Failure> {
    let done = bring_up(args, folder, |store, case, options, problems| {
        let before = diptych::recall(store, case.clone(), options, &now())?;
        if before.sources.is_empty() {
            return Err(diptych::Error::NoSources(folder.to_path_buf()).into());
        }
        let made = rule(store, &before)?;
        drop(before);
        let mut after = diptych::recall(store, case, options, &now())?;
        after.record.problems.splice(0..0, problems);
        Ok((after, made))
    })?;
    Ok(done.1)
}

/// As [`recall`], for one who wants the record alone: where nothing has changed, it is only read.
/// `then` makes something of it, at best while it is being kept.
pub(super) fn record<T>(
    args: &Args,
    folder: &Path,
    then: impl FnOnce(&Record) -> T,
) -> Result<(Record, Case, T), Failure> {
    let done = bring_up(args, folder, |store, case, options, problems| {
        let then = |mut record: Record, case: Case| {
            if record.sources.is_empty() {
                return Err(diptych::Error::NoSources(folder.to_path_buf()).into());
            }
            record.problems.splice(0..0, problems);
            let made = then(&record);
            Ok((record, case, made))
        };
        match diptych::glance(store, &case, options)? {
            Some(record) => then(record, case),
            None => diptych::recall_and(store, case, options, &now(), |done| {
                then(done.record, done.case)
            })?,
        }
    })?;
    Ok(done.1)
}

/// As [`recall`], for one who asks the index of the store; gives what it says of the case.
pub(super) fn index(args: &Args, folder: &Path) -> Result<(Store, CaseHead), Failure> {
    let (store, case, _) = bring_up(args, folder, |store, case, options, _| {
        if !diptych::is_current(store, &case, options)? {
            let done = diptych::recall(store, case, options, &now())?;
            if done.sources.is_empty() {
                return Err(diptych::Error::NoSources(folder.to_path_buf()).into());
            }
            return Ok(done.record.case);
        }
        Ok(store.case_head()?.unwrap_or_default())
    })?;
    Ok((store, case))
}

/// Takes in what is new and hands over the store, the case and what was met on the way.
fn bring_up<T>(
    args: &Args,
    folder: &Path,
    go: impl FnOnce(&mut Store, Case, &Options<'_>, Vec<Problem>) -> Result<T, Failure>,
) -> Result<(Store, T, Vec<Given>), Failure> {
    let mut store = Store::open_to_read(&Store::place(folder))?;
    with_options(args, |options| {
        let intake = diptych::look(&[folder.to_path_buf()], None)?;
        let mut problems = intake.problems;
        let mut is_new = false;
        if store.is_writable() {
            let taken = diptych::take_in(&mut store, &intake.given, options, &now())?;
            is_new = taken
                .sources
                .iter()
                .any(|(_, added)| *added != Added::Known);
            problems.extend(taken.problems);
        }
        let case = args.settle(intake.case);
        let done = std::thread::scope(|scope| {
            if is_new {
                scope.spawn(|| diptych::make_ready(options));
            }
            go(&mut store, case, options, problems)
        })?;
        Ok((store, done, intake.given))
    })
}

/// Warnings and errors about decisions, for commands that do not print the record.
pub(super) fn about_decisions(problems: &[Problem]) -> Vec<Problem> {
    problems
        .iter()
        .filter(|one| one.code.starts_with("D07"))
        .cloned()
        .collect()
}

/// The time in UTC, in whole seconds; `SOURCE_DATE_EPOCH` (seconds since 1970) stands in for the
/// clock, so that a run can be made again byte for byte.
pub(super) fn now() -> String {
    let given = std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(|seconds| jiff::Timestamp::from_second(seconds.parse().ok()?).ok());
    let now = given.unwrap_or_else(jiff::Timestamp::now);
    jiff::Timestamp::from_second(now.as_second())
        .map_or_else(|_| now.to_string(), |now| now.to_string())
}

/// A warning where the clock stands before what the store holds already: it has jumped back, or it
/// was ahead before. Nothing depends on it but the times that are shown.
pub(super) fn clock(store: &Store, now: &str) -> Result<Option<Problem>, Failure> {
    let newest = store.newest()?.filter(|newest| newest.as_str() > now);
    Ok(newest.map(|newest| {
        let message = format!("the clock says {now}, and the case has an entry of {newest}");
        Problem::new(&codes::CLOCK_BACK, message)
    }))
}

/// Who decides: the name given, else that of the environment.
pub(super) fn by(given: Option<&str>) -> Result<String, Failure> {
    let from_environment = || {
        ["DIPTYCH_BY", "USER", "USERNAME", "LOGNAME"]
            .iter()
            .find_map(|name| std::env::var(name).ok())
    };
    given
        .map(str::to_owned)
        .or_else(from_environment)
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .ok_or_else(|| {
            Failure::usage(
                "it is not known who decides",
                "name yourself with `--by NAME`",
            )
        })
}

/// Whose a translation is, in words: `into en, official: Chancery (entered by Ann)`.
pub(super) fn whose(rendering: &Rendering, by: &str) -> String {
    let of = match &rendering.author {
        Some(author) => format!("{author} (entered by {by})"),
        None => format!("entered by {by}"),
    };
    format!("into {}, {}: {of}", rendering.lang, rendering.basis.word())
}

/// What was decided on as it was seen, and its place: a source stands for itself.
pub(super) fn seen(words: &SeenWords) -> (String, String) {
    let path = line(&words.path);
    if words.text.is_empty() {
        return (path, "(source)".to_owned());
    }
    let speaker = words.speaker.as_deref().unwrap_or("speaker open");
    let what = format!("{}: “{}”", line(speaker), beginning(&words.text, 100));
    (what, format!("({path}:{}-{})", words.start, words.end))
}

/// Text for a terminal: one line, without control characters.
pub(super) fn line(text: &str) -> String {
    text.split_whitespace()
        .map(crate::screen::screen)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The beginning of a text, on one line, for a list.
pub(super) fn beginning(text: &str, characters: usize) -> String {
    let whole = line(text);
    let cut: String = whole.chars().take(characters).collect();
    if cut.len() < whole.len() {
        format!("{}…", cut.trim_end())
    } else {
        cut
    }
}
