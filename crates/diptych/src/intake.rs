//! Finding the case file and the sources in what the user names.

use std::path::{Path, PathBuf};

use diptych_core::{Case, Problem, codes, parse_case};

use crate::{Error, Given};

/// Name of the file that describes a case.
pub const CASE_FILE: &str = "case.toml";
const SOURCES: &str = "sources";
/// How the names of the store's files begin.
const STORE: &str = "case.sqlite";

/// What was found: the case, and the sources to read.
#[derive(Debug, Clone, Default)]
pub struct Intake {
    /// The case; empty where there is no case file.
    pub case: Case,
    /// The case file, where there is one.
    pub case_file: Option<PathBuf>,
    /// Sources, by path.
    pub given: Vec<Given>,
    /// What is wrong with the case file or was passed over.
    pub problems: Vec<Problem>,
}

/// Looks through `paths`: case folders and loose files.
///
/// A folder gives its `case.toml`, if there is one, and the sources in
/// `sources/`, or else the files beside it whose names say that they are read.
/// `expected.*` and hidden files are never read, links to folders are not
/// followed. `case_file` stands in for a folder's own.
///
/// # Errors
/// Where a path cannot be read, or no source is found at all.
pub fn gather(paths: &[PathBuf], case_file: Option<&Path>) -> Result<Intake, Error> {
    let intake = look(paths, case_file)?;
    if intake.given.is_empty() {
        return Err(Error::NoSources(paths.first().cloned().unwrap_or_default()));
    }
    Ok(intake)
}

/// As [`gather`], for a case that may have its sources elsewhere: none need be found.
///
/// # Errors
/// Where a path cannot be read.
pub fn look(paths: &[PathBuf], case_file: Option<&Path>) -> Result<Intake, Error> {
    let mut intake = Intake::default();
    let mut own_case = None;
    for path in paths {
        let meta = path.metadata().map_err(|error| unreadable(path, &error))?;
        if meta.is_dir() {
            let case = path.join(CASE_FILE);
            if case.is_file() {
                own_case.get_or_insert(case);
            }
            let sources = path.join(SOURCES);
            let folder = if sources.is_dir() {
                sources
            } else {
                path.clone()
            };
            let nested = folder != *path;
            walk(&folder, path, paths.len() > 1, nested, &mut intake)?;
        } else {
            intake
                .given
                .push(Given::file(path.to_string_lossy(), path.clone()));
        }
    }
    if let Some(file) = case_file.map(Path::to_path_buf).or(own_case) {
        let bytes = std::fs::read(&file).map_err(|error| unreadable(&file, &error))?;
        let (case, problems) = parse_case(&String::from_utf8_lossy(&bytes));
        let name = file.to_string_lossy().into_owned();
        intake
            .problems
            .extend(problems.into_iter().map(|problem| problem.in_source(&name)));
        intake.case = case;
        intake.case_file = Some(file);
    }
    Ok(intake)
}

fn walk(
    folder: &Path,
    base: &Path,
    show_base: bool,
    deep: bool,
    intake: &mut Intake,
) -> Result<(), Error> {
    let entries = std::fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .collect();
    paths.sort();
    for path in paths {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let is_ours = name == CASE_FILE || name.starts_with(STORE);
        if name.starts_with('.') || name.starts_with("expected.") || (is_ours && !deep) {
            continue;
        }
        let shown = if show_base {
            path.as_path()
        } else {
            path.strip_prefix(base).unwrap_or(&path)
        };
        let shown = shown.to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            if deep && !path.is_symlink() {
                walk(&path, base, show_base, deep, intake)?;
            }
        } else if diptych_read::is_source_name(&name) {
            intake.given.push(Given::file(shown, path));
        } else {
            let problem = Problem::new(&codes::SKIPPED, format!("{shown} was passed over"));
            intake.problems.push(problem.in_source(&shown));
        }
    }
    Ok(())
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::Unreadable {
        path: path.to_path_buf(),
        reason: error.to_string(),
    }
}
