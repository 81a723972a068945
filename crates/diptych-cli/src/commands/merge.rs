//! `diptych merge`.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, Read as _, Write as _};
use std::path::Path;

use diptych::core::{Case, Decision, Problem, codes, digest, parse_case};
use diptych::store::{Disagreement, Merged, Store};
use diptych::{CASE_FILE, Options};
use serde::Serialize;

use super::memory;
use super::run::{changes, max_size};
use crate::args::{Args, Merge};
use crate::failure::{Failure, Outcome};
use crate::{listing, write};

/// The other copy, in a folder that goes with it: the one that was named is only read.
struct Other {
    _folder: tempfile::TempDir,
    store: Store,
    case_file: Option<String>,
}

/// What is printed as JSON.
#[derive(Serialize)]
struct Told<'m> {
    sources: &'m [String],
    renamed: &'m [(String, String)],
    replaced: &'m [String],
    kept_both: &'m [String],
    decisions: usize,
    shared: usize,
    agreed: Vec<Pair<'m>>,
    disagreements: Vec<Pair<'m>>,
    notes: Vec<Pair<'m>>,
    open: Vec<Pair<'m>>,
    case_file: Option<&'m TheirCase>,
}

#[derive(Serialize)]
struct Pair<'m> {
    target: &'m str,
    ours: &'m Decision,
    theirs: &'m Decision,
}

/// A case file that is not ours.
#[derive(Serialize)]
struct TheirCase {
    differences: Vec<String>,
    kept_as: String,
}

pub(super) fn run(args: &Args, merge: &Merge) -> Result<Outcome, Failure> {
    let place = Store::place(&merge.case);
    // A merge that cannot be kept is refused before anything is worked out.
    drop(Store::open(&place)?);
    if is_same(&merge.case, &merge.other) {
        return Err(Failure::usage(
            format!("{} is this case itself", merge.other.display()),
            "name the other person's copy",
        ));
    }
    let other = open(args, &merge.other)?;
    let (mut store, remembered, given) = memory::recall_any(args, &merge.case)?;
    let lying: BTreeSet<String> = given
        .iter()
        .filter_map(|one| one.digest(max_size(args)).ok())
        .collect();
    let theirs = other.case_file.as_deref().map(|text| parse_case(text).0);
    if !merge.another_case && !are_kin(&store, &other.store, &remembered.case, theirs.as_ref())? {
        let message = format!(
            "{} and {} have no source, no decision and no case file in common",
            merge.case.display(),
            merge.other.display()
        );
        return Err(Failure::coded(&codes::ANOTHER_CASE, message));
    }
    let merged = diptych::merge(&mut store, &remembered, &other.store, &lying)?;
    let case_file = keep_case_file(&merge.case, other.case_file.as_deref())?;
    let open = store.log()?.open();
    let mut out = anstream::stdout().lock();
    if merge.json {
        let told = Told {
            sources: &merged.sources,
            renamed: &merged.renamed,
            replaced: &merged.replaced,
            kept_both: &merged.both,
            decisions: merged.decisions,
            shared: merged.shared,
            agreed: pairs(&merged.agreed),
            disagreements: pairs(&merged.disagreements),
            notes: pairs(&merged.notes),
            open: pairs(&open),
            case_file: case_file.as_ref(),
        };
        serde_json::to_writer_pretty(&mut out, &told).map_err(std::io::Error::from)?;
        writeln!(out)?;
    } else {
        tell(&mut out, merge, &merged, &open)?;
    }
    drop(out);
    listing::problems(&problems(&merged, case_file.as_ref()), args.quiet);
    Ok(Outcome::Done)
}

fn tell(
    out: &mut impl std::io::Write,
    merge: &Merge,
    merged: &Merged,
    open: &[Disagreement],
) -> Result<(), Failure> {
    let other = merge.other.display();
    if merged.changed {
        let (sources, decisions) = (merged.sources.len(), merged.decisions);
        writeln!(
            out,
            "From {other}: {sources} {}, {decisions} {}; {} {} known already",
            if sources == 1 { "source" } else { "sources" },
            if decisions == 1 {
                "decision"
            } else {
                "decisions"
            },
            merged.shared,
            if merged.shared == 1 { "was" } else { "were" },
        )?;
    } else {
        writeln!(out, "From {other}: nothing that is not here already")?;
    }
    let mut list = |title: &str, all: &[Disagreement]| -> Result<(), Failure> {
        if all.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{title}")?;
        for one in all {
            writeln!(out, "  {}", one.ours.target)?;
            for words in &one.ours.seen.words {
                writeln!(out, "    {}", memory::seen(words).0)?;
            }
            for (copy, decision) in [("here", &one.ours), ("there", &one.theirs)] {
                writeln!(
                    out,
                    "    {copy:5}  {}{}  by {} at {}  {}",
                    decision.verb,
                    decision
                        .value
                        .as_deref()
                        .map_or(String::new(), |value| format!(
                            " {}",
                            memory::beginning(value, 100)
                        )),
                    memory::line(&decision.by),
                    decision.at,
                    decision.id
                )?;
            }
        }
        Ok(())
    };
    list("Decided alike by both:", &merged.agreed)?;
    list("Noted by each, both kept:", &merged.notes)?;
    list(
        "Decided otherwise; neither counts until `diptych review` settles it:",
        open,
    )
}

fn pairs(all: &[Disagreement]) -> Vec<Pair<'_>> {
    all.iter()
        .map(|one| Pair {
            target: &one.ours.target,
            ours: &one.ours,
            theirs: &one.theirs,
        })
        .collect()
}

fn problems(merged: &Merged, case_file: Option<&TheirCase>) -> Vec<Problem> {
    let mut out = Vec::new();
    for (path, name) in &merged.renamed {
        let message = format!("{path} is another text there; it is kept as {name}");
        out.push(Problem::new(&codes::NAME_TAKEN, message).in_source(name));
    }
    for path in &merged.replaced {
        let message = format!("{path} was replaced there; the new bytes are compared");
        out.push(Problem::new(&codes::SUPERSEDED, message).in_source(path));
    }
    for path in &merged.both {
        let message =
            format!("{path} was replaced there, but lies in this folder: both are compared");
        out.push(Problem::new(&codes::NAME_TAKEN, message).in_source(path));
    }
    if let Some(theirs) = case_file {
        let message = format!(
            "the case files differ ({}); theirs is kept as {}",
            theirs.differences.join("; "),
            theirs.kept_as
        );
        out.push(Problem::new(&codes::CASE_FILES_DIFFER, message));
    }
    out
}

/// Whether both names lead to one folder or file.
fn is_same(case: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    real(case).is_some() && real(case) == real(other)
        || real(&Store::place(case)).is_some() && real(&Store::place(case)) == real(other)
}

/// Whether they are copies of one case: something is in common, or one of them holds nothing yet.
fn are_kin(
    store: &Store,
    other: &Store,
    ours: &Case,
    theirs: Option<&Case>,
) -> Result<bool, Failure> {
    let is_empty = |store: &Store| -> Result<bool, Failure> {
        Ok(store.sources()?.is_empty() && store.log()?.decisions.is_empty())
    };
    let (sources, decisions) = store.in_common(other)?;
    let same_case = !ours.sides.is_empty()
        && theirs.is_some_and(|theirs| {
            let ids = |case: &Case| -> Vec<String> {
                case.sides.iter().map(|side| side.id.to_string()).collect()
            };
            ours.title == theirs.title && ids(ours) == ids(theirs)
        });
    Ok(sources > 0 || decisions > 0 || same_case || is_empty(store)? || is_empty(other)?)
}

/// Opens a copy: a case folder, a backup or an export. What lies in a folder and was not taken in
/// yet is taken into the copy of its store.
fn open(args: &Args, path: &Path) -> Result<Other, Failure> {
    let folder = tempfile::tempdir()?;
    let place = Store::place(folder.path());
    let unreadable = |error: std::io::Error| {
        let message = format!("cannot read {}: {error}", path.display());
        Failure::coded(&codes::UNREADABLE, message)
    };
    if path.is_dir() {
        Store::open_to_read(&Store::place(path))?.backup(&place)?;
        let mut store = Store::open(&place)?;
        let intake = diptych::look(&[path.to_path_buf()], None)?;
        let options = Options {
            max_size: max_size(args),
            changes: changes(args),
            ..Options::default()
        };
        let taken = diptych::take_in(&mut store, &intake.given, &options, &memory::now())?;
        listing::problems(&taken.problems, args.quiet);
        let case_file = match std::fs::read(path.join(CASE_FILE)) {
            Ok(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(unreadable(error)),
        };
        return Ok(Other {
            _folder: folder,
            store,
            case_file,
        });
    }
    let mut head = Vec::new();
    File::open(path)
        .and_then(|file| file.take(16).read_to_end(&mut head))
        .map_err(unreadable)?;
    let store = if head.starts_with(b"SQLite format 3\0") {
        Store::open_to_read(path)?.backup(&place)?;
        Store::open(&place)?
    } else {
        let mut store = Store::create(&place)?;
        store.import(&mut BufReader::new(File::open(path).map_err(unreadable)?))?;
        store
    };
    Ok(Other {
        _folder: folder,
        store,
        case_file: None,
    })
}

/// Keeps a case file that says something else beside ours, under a name made from its bytes.
fn keep_case_file(case: &Path, theirs: Option<&str>) -> Result<Option<TheirCase>, Failure> {
    let Some(theirs) = theirs else {
        return Ok(None);
    };
    let place = case.join(CASE_FILE);
    if !place.exists() {
        write::whole(&place, theirs)?;
        return Ok(None);
    }
    let ours = String::from_utf8_lossy(&std::fs::read(&place)?).into_owned();
    let differences = diptych::case_differences(&parse_case(&ours).0, &parse_case(theirs).0);
    if differences.is_empty() {
        return Ok(None);
    }
    let kept_as = format!("case-{}.toml", &digest(theirs.as_bytes())[..8]);
    let path = case.join(&kept_as);
    if !path.exists() {
        write::whole(&path, theirs)?;
    }
    Ok(Some(TheirCase {
        differences,
        kept_as,
    }))
}
