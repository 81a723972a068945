//! `diptych add`.

use std::collections::HashMap;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use diptych::core::{Problem, codes, digest};
use diptych::store::{Added, Store};
use diptych::{CASE_FILE, Given, Options};

use super::memory;
use super::run::{changes, max_size};
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
    let (addresses, paths): (Vec<&PathBuf>, Vec<&PathBuf>) =
        add.paths.iter().partition(|path| is_address(path));
    let (given, mut problems) = gather(args, add, &paths)?;
    let place = Store::place(&add.case);
    let mut store = if place.exists() {
        Store::open(&place)?
    } else if add.case.join(CASE_FILE).is_file() {
        Store::create(&place)?
    } else {
        let message = format!("{} has no {CASE_FILE}", add.case.display());
        return Err(Failure::usage(message, "make a case with `diptych init`"));
    };
    problems.extend(memory::clock(&store, &memory::now())?);
    let mut taken = take(args, &mut store, given, &mut problems)?;
    let mut same = 0;
    fetch(
        args,
        add,
        &addresses,
        &mut store,
        (&mut taken, &mut same, &mut problems),
    )?;
    let near = near(args, add, &mut store, &taken)?;
    let mut out = anstream::stdout().lock();
    let count = |what| taken.iter().filter(|(_, added)| *added == what).count();
    if add.json {
        let sources: Vec<_> = taken
            .iter()
            .map(|(path, added)| serde_json::json!({"path": path, "what": word(*added)}))
            .collect();
        problems.extend(near);
        let json = serde_json::json!({
            "new": count(Added::New),
            "changed": count(Added::Replaces),
            "known": count(Added::Known) + same,
            "sources": sources,
            "problems": problems,
        });
        serde_json::to_writer_pretty(&mut out, &json).map_err(std::io::Error::from)?;
        writeln!(out)?;
        return Ok(listing::problems(&problems, args.quiet));
    }
    for (path, added) in &taken {
        if *added != Added::Known {
            writeln!(out, "{:<8} {}", word(*added), memory::line(path))?;
        }
    }
    for one in &near {
        writeln!(out, "copy     {}", memory::line(&one.message))?;
    }
    writeln!(
        out,
        "{} new, {} changed, {} known already",
        count(Added::New),
        count(Added::Replaces),
        count(Added::Known) + same
    )?;
    Ok(listing::problems(&problems, args.quiet))
}

fn word(added: Added) -> &'static str {
    match added {
        Added::New => "new",
        Added::Replaces => "changed",
        Added::Known => "known",
    }
}

/// What of the new sources is nearly a copy of another.
fn near(
    args: &Args,
    add: &Add,
    store: &mut Store,
    taken: &[(String, Added)],
) -> Result<Vec<Problem>, Failure> {
    let paths: Vec<String> = taken
        .iter()
        .filter(|(_, added)| *added != Added::Known)
        .map(|(path, _)| path.clone())
        .collect();
    if paths.is_empty() {
        return Ok(Vec::new());
    }
    let case = args.settle(diptych::look(std::slice::from_ref(&add.case), None)?.case);
    let options = Options {
        max_size: max_size(args),
        changes: changes(args),
        pdf: super::pdf::words(),
        ..Options::default()
    };
    let now = memory::now();
    Ok(diptych::near_copies_in(
        store, &case, &paths, &options, &now,
    )?)
}

/// Whether a path of the command line is meant as an address.
fn is_address(path: &Path) -> bool {
    let head: String = path.to_string_lossy().chars().take(8).collect();
    let head = head.to_ascii_lowercase();
    head.starts_with("http://") || head.starts_with("https://")
}

/// What became of sources, how many were as before, and what was met on the way.
type Taking<'t> = (
    &'t mut Vec<(String, Added)>,
    &'t mut usize,
    &'t mut Vec<Problem>,
);

/// Fetches addresses into the store, one after another.
#[cfg(feature = "fetch")]
fn fetch(
    args: &Args,
    add: &Add,
    addresses: &[&PathBuf],
    store: &mut Store,
    (taken, same, problems): Taking<'_>,
) -> Result<(), Failure> {
    use diptych::web::Arrival;
    if addresses.is_empty() {
        return Ok(());
    }
    // All must be addresses before the first is asked.
    let addresses = addresses
        .iter()
        .map(|one| super::web::address(&one.to_string_lossy()))
        .collect::<Result<Vec<_>, _>>()?;
    problems.extend(super::web::about_proxies());
    let mut fetcher = super::web::fetcher(args, &add.web, false);
    for address in addresses {
        let now = super::web::moment();
        match diptych::web::take_page(store, &mut fetcher, &address, 60, &now) {
            Ok(arrived) => {
                problems.extend(arrived.problems);
                match arrived.what {
                    Arrival::New => taken.push((arrived.path, Added::New)),
                    Arrival::Edited => taken.push((arrived.path, Added::Replaces)),
                    Arrival::Same | Arrival::Known => *same += 1,
                }
            }
            Err(error) => problems.push(super::web::problem(error, &address)?),
        }
    }
    Ok(())
}

/// Says that this program cannot fetch.
#[cfg(not(feature = "fetch"))]
fn fetch(
    _: &Args,
    _: &Add,
    addresses: &[&PathBuf],
    _: &mut Store,
    _: Taking<'_>,
) -> Result<(), Failure> {
    match addresses.first() {
        None => Ok(()),
        Some(_) => Err(Failure::usage(
            "this program was built without the part that fetches",
            "save the page and add the file, or build with `--features fetch`",
        )),
    }
}

/// Takes what was gathered into the store.
pub(super) fn take(
    args: &Args,
    store: &mut Store,
    given: Vec<Given>,
    problems: &mut Vec<Problem>,
) -> Result<Vec<(String, Added)>, Failure> {
    let options = Options {
        max_size: max_size(args),
        pdf: super::pdf::words(),
        ..Options::default()
    };
    let given = named(store, given, options.max_size, problems)?;
    let taken = diptych::take_in(store, &given, &options, &memory::now())?;
    problems.extend(taken.problems);
    for (one, (path, added)) in given.iter().zip(&taken.sources) {
        // The same bytes at another path are one source.
        if *added == Added::Known
            && one.path == *path
            && !store.sources()?.iter().any(|known| known.path == *path)
        {
            let message = format!("{path} is known already, under another path");
            problems.push(Problem::new(&codes::SAME_PAGE, message).in_source(path));
        }
    }
    Ok(taken.sources)
}

/// What is to be taken in: path in the case, and bytes or file.
fn gather(
    args: &Args,
    add: &Add,
    paths: &[&PathBuf],
) -> Result<(Vec<Given>, Vec<Problem>), Failure> {
    let mut given = Vec::new();
    let mut problems = Vec::new();
    for path in paths {
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
        let found = diptych::gather(std::slice::from_ref(*path), None)?;
        problems.extend(found.problems);
        given.extend(filed(&add.case, path, found.given));
    }
    Ok((given, problems))
}

/// What a folder holds, to be taken in; none need be there.
#[cfg(feature = "fetch")]
pub(super) fn files(case: &Path, folder: &Path) -> Result<(Vec<Given>, Vec<Problem>), Failure> {
    let found = diptych::look(&[folder.to_path_buf()], None)?;
    Ok((filed(case, folder, found.given), found.problems))
}

/// Gives files their paths in the case.
fn filed(case: &Path, path: &Path, found: Vec<Given>) -> Vec<Given> {
    let name_of = |one: &Given| match inside(case, path, &one.path) {
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
    found
        .into_iter()
        .map(|one| {
            let name = name_of(&one);
            one.named(name)
        })
        .collect()
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
