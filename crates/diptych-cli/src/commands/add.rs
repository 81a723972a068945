//! `diptych add`.

use std::collections::HashMap;
use std::io::{Read as _, Write as _};
use std::path::Path;

use diptych::core::{Problem, codes, digest};
use diptych::store::{Added, Store};
use diptych::{CASE_FILE, Given, Options};

use super::memory;
use super::run::max_size;
use crate::args::{Add, Args};
use crate::failure::{Failure, Outcome};
use crate::listing;

/// Where what comes from outside the case folder is filed, so that no name meets one under `sources/`.
const SHELF: &str = "added";

pub(super) fn run(args: &Args, add: &Add) -> Result<Outcome, Failure> {
    if !add.case.is_dir() {
        let message = format!("{} is no folder", add.case.display());
        return Err(Failure::usage(message, "make a case with `diptych init`"));
    }
    let (given, mut problems) = gather(args, add)?;
    let place = Store::place(&add.case);
    let mut store = if place.exists() {
        Store::open(&place)?
    } else if add.case.join(CASE_FILE).is_file() {
        Store::create(&place)?
    } else {
        let message = format!("{} has no {CASE_FILE}", add.case.display());
        return Err(Failure::usage(message, "make a case with `diptych init`"));
    };
    let options = Options {
        max_size: max_size(args),
        pdf: super::pdf::words(),
        ..Options::default()
    };
    let given = named(&store, given, options.max_size, &mut problems)?;
    let now = memory::now();
    problems.extend(memory::clock(&store, &now)?);
    let taken = diptych::take_in(&mut store, &given, &options, &now)?;
    problems.extend(taken.problems);
    let mut out = anstream::stdout().lock();
    let count = |what| {
        taken
            .sources
            .iter()
            .filter(|(_, added)| *added == what)
            .count()
    };
    for (path, added) in &taken.sources {
        match added {
            Added::New => writeln!(out, "new      {}", memory::line(path))?,
            Added::Replaces => writeln!(out, "changed  {}", memory::line(path))?,
            Added::Known => {}
        }
    }
    writeln!(
        out,
        "{} new, {} changed, {} known already",
        count(Added::New),
        count(Added::Replaces),
        count(Added::Known)
    )?;
    Ok(listing::problems(&problems, args.quiet))
}

/// What is to be taken in: path in the case, and bytes or file.
fn gather(args: &Args, add: &Add) -> Result<(Vec<Given>, Vec<Problem>), Failure> {
    let mut given = Vec::new();
    let mut problems = Vec::new();
    for path in &add.paths {
        if path.as_os_str() == "-" {
            let mut bytes = Vec::new();
            std::io::stdin()
                .lock()
                .take(max_size(args) as u64 + 1)
                .read_to_end(&mut bytes)?;
            let name = add
                .name
                .clone()
                .unwrap_or_else(|| format!("input-{}.txt", &digest(&bytes)[..8]));
            given.push(Given::bytes(format!("{SHELF}/{name}"), bytes));
            continue;
        }
        let found = diptych::gather(std::slice::from_ref(path), None)?;
        problems.extend(found.problems);
        for one in found.given {
            let name = match inside(&add.case, path, &one.path) {
                Some(name) => name,
                None if path.is_dir() => {
                    let folder = path
                        .file_name()
                        .map(|name| name.to_string_lossy().into_owned());
                    [Some(SHELF.to_owned()), folder, Some(one.path.clone())]
                        .into_iter()
                        .flatten()
                        .collect::<Vec<_>>()
                        .join("/")
                }
                None => {
                    let name = path.file_name().unwrap_or(path.as_os_str());
                    format!("{SHELF}/{}", name.to_string_lossy())
                }
            };
            given.push(one.named(name));
        }
    }
    Ok((given, problems))
}

/// The path relative to the case folder, where it lies in it.
fn inside(case: &Path, path: &Path, shown: &str) -> Option<String> {
    let file = if path.is_dir() {
        path.join(shown)
    } else {
        path.to_path_buf()
    };
    let (case, file) = (case.canonicalize().ok()?, file.canonicalize().ok()?);
    let relative = file.strip_prefix(case).ok()?;
    Some(relative.to_string_lossy().replace('\\', "/"))
}

/// Gives what comes from outside a name of its own, where another source has it already: two
/// outlets may both call a page `index.html`.
fn named(
    store: &Store,
    given: Vec<Given>,
    limit: usize,
    problems: &mut Vec<Problem>,
) -> Result<Vec<Given>, Failure> {
    let mut taken: HashMap<String, String> = store
        .sources()?
        .into_iter()
        .map(|one| (one.path, one.sha256))
        .collect();
    let mut out = Vec::new();
    for one in given {
        if !one.path.starts_with(SHELF) {
            out.push(one);
            continue;
        }
        let sha256 = match one.digest(limit) {
            Ok(sha256) => sha256,
            Err(problem) => {
                problems.push(*problem);
                continue;
            }
        };
        let name = match taken.get(&one.path) {
            Some(other) if *other != sha256 => {
                let (stem, ending) = one.path.rsplit_once('.').unwrap_or((&one.path, "txt"));
                let name = format!("{stem}-{}.{ending}", &sha256[..8]);
                let message = format!("{} is taken; it is kept as {name}", one.path);
                problems.push(Problem::new(&codes::NAME_TAKEN, message).in_source(&name));
                name
            }
            _ => one.path.clone(),
        };
        taken.insert(name.clone(), sha256);
        out.push(one.named(name));
    }
    Ok(out)
}
