// long: one run over a case that remembers, from what is kept to the record
//! The pipeline over a case that remembers: what was done once is not done again, and what a
//! person decided holds.

use std::collections::{HashMap, HashSet};

use diptych_attribute::Attributor;
use diptych_compare::Meaning;
use diptych_core::{
    Case, Day, Decision, Document, Problem, Record, Source, Standing, Statement, Subject, Verb,
    codes, digest,
};
use diptych_store::{
    Added, Applied, Attribution, Kept, Log, NewReading, Received, RecordRows, Result, Store,
};
use rayon::prelude::*;

use crate::pipeline::{self, Comparison};
use crate::remembering::Remembering;
use crate::{Given, Options, Reading, beside, versions};

/// Names the rules by which texts are read, attributed and compared: version and fingerprint.
pub const ENGINE: &str = env!("DIPTYCH_ENGINE");

/// How many sources are read into memory at once.
const AT_ONCE: usize = 64;

/// What became of sources that were to be taken in.
#[derive(Debug, Clone, Default)]
pub struct Taken {
    /// Path and what became of it, in the order in which they were given.
    pub sources: Vec<(String, Added)>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// A record, brought up to date.
#[derive(Debug, Clone, Default)]
pub struct Remembered {
    /// The record, with the decisions that count.
    pub record: Record,
    /// The case, proposed sides and issues included.
    pub case: Case,
    /// The statements as the program found them, before any decision.
    pub found: Vec<Statement>,
    /// The sources that are compared, as read, before any decision.
    pub sources: Vec<Source>,
    /// How many sources were read or attributed anew.
    pub anew: usize,
}

/// Takes sources into a store, as they are. `now` is the time in UTC, `program` its version.
///
/// # Errors
/// Where the store cannot be written; what was taken in before that stays.
pub fn take_in(
    store: &mut Store,
    given: &[Given],
    options: &Options<'_>,
    now: &str,
) -> Result<Taken> {
    let mut taken = Taken::default();
    for some in given.chunks(AT_ONCE) {
        let loaded: Vec<_> = some
            .par_iter()
            .map(|one| one.load(options.max_size))
            .collect();
        let mut received = Vec::new();
        for (one, bytes) in some.iter().zip(&loaded) {
            match bytes {
                Ok(bytes) if bytes.len() > options.max_size => {
                    let message = format!("{} is larger than {} bytes", one.path, options.max_size);
                    let problem = Problem::new(&codes::TOO_LARGE, message);
                    taken.problems.push(problem.in_source(&one.path));
                }
                Ok(bytes) => received.push(Received {
                    path: &one.path,
                    bytes,
                }),
                Err(problem) => taken.problems.push((**problem).clone()),
            }
        }
        let added = store.add(&received, now, ENGINE)?;
        for (one, added) in received.iter().zip(added) {
            if added == Added::Replaces {
                let message = format!("{} has changed; the new bytes are compared", one.path);
                let problem = Problem::new(&codes::SUPERSEDED, message);
                taken.problems.push(problem.in_source(one.path));
            }
            taken.sources.push((one.path.to_owned(), added));
        }
    }
    Ok(taken)
}

/// Whether the record that the store holds is the one that [`recall`] would give: made by these rules
/// from these sources under these decisions. A case whose sides or issues are proposed never is.
///
/// # Errors
/// Where the store cannot be read.
pub fn is_current(store: &Store, case: &Case, options: &Options<'_>) -> Result<bool> {
    if case.sides.is_empty() || case.issues.is_empty() {
        return Ok(false);
    }
    let log = store.log()?;
    let (kept, ..) = active(store, &log)?;
    Ok(store.inputs()?.as_deref() == Some(&inputs(case, &kept, &log, options)))
}

/// The record that the store holds, decisions applied, where it [is current](is_current).
///
/// # Errors
/// Where the store cannot be read.
pub fn glance(store: &Store, case: &Case, options: &Options<'_>) -> Result<Option<Record>> {
    if !is_current(store, case, options)? {
        return Ok(None);
    }
    let mut record = store.record()?;
    if let Some(record) = &mut record {
        store.log()?.on_record(record);
    }
    Ok(record)
}

/// Brings a case up to date and gives its record, decisions applied. Only what is new, what the
/// program would read in another way now, and what a decision touches is done again; where the
/// store may not be written, nothing is kept.
///
/// # Errors
/// Where the store cannot be read, or cannot be written although it was opened for that.
pub fn recall(
    store: &mut Store,
    case: Case,
    options: &Options<'_>,
    now: &str,
) -> Result<Remembered> {
    recall_and(store, case, options, now, |done| done)
}

/// As [`recall`]; `then` makes something of the record while it is being kept. What it makes is
/// given only where that was done.
///
/// # Errors
/// As [`recall`].
pub fn recall_and<T>(
    store: &mut Store,
    case: Case,
    options: &Options<'_>,
    now: &str,
    then: impl FnOnce(Remembered) -> T,
) -> Result<T> {
    let log = store.log()?;
    let (kept, mut standing, rejected) = active(store, &log)?;
    let mut anew = HashSet::new();
    let readings = read(store, &kept, &log, &case, options, now, &mut anew)?;
    // A part of a feed is known only once the feed is read.
    let parts: HashSet<String> = readings
        .iter()
        .flat_map(|(_, one)| &one.read)
        .map(|(source, _)| source.id.to_string())
        .collect();
    for one in standing.iter_mut().filter(|one| one.now.is_none()) {
        one.now = Some(one.decision.target.clone()).filter(|id| parts.contains(id));
    }
    let (reading, rows) = joined(readings, &rejected);
    let sources = reading.sources.clone();
    let inputs = inputs(&case, &kept, &log, options);
    let proposing = case.sides.is_empty() || case.issues.is_empty();
    let mut found = Vec::new();
    let mut applied = Applied::default();
    let mut fault = None;
    let stored = store.inputs()?.filter(|_| !proposing && anew.is_empty());
    let is_same = stored.as_deref() == Some(&inputs);
    if stored.is_some_and(|stored| compared(&stored) == compared(&inputs)) {
        let (statements, _) = attribute(
            store,
            &case,
            &reading.sources,
            &reading.documents,
            &rows,
            now,
            &mut anew,
        )?;
        if anew.is_empty()
            && let Some(mut record) = store.record()?
            && (is_same || beside::put(&mut record, &log, (&case, &statements), &standing))
        {
            if !is_same && store.is_writable() {
                store.keep_beside(&record, &inputs, now, ENGINE)?;
            }
            log.on_record(&mut record);
            return Ok(then(Remembered {
                record,
                case,
                found: statements,
                sources,
                anew: 0,
            }));
        }
    }
    let remembering = options
        .meaning
        .map(|meaning| Remembering::new(meaning.encoder, meaning.pieces, store))
        .transpose()?;
    let meaning = remembering.as_ref().zip(options.meaning);
    let meaning = meaning.map(|(encoder, given)| Meaning { encoder, ..*given });
    let options = &Options {
        meaning: meaning.as_ref(),
        ..*options
    };
    let Comparison {
        mut record, case, ..
    } = pipeline::compare_read(case, reading, options, |case, sources, documents| {
        let (mut statements, problems) =
            match attribute(store, case, sources, documents, &rows, now, &mut anew) {
                Ok(done) => done,
                Err(error) => {
                    fault = Some(error);
                    Statements::default()
                }
            };
        found.clone_from(&statements);
        applied = log.on_statements(&mut statements, case);
        (statements, problems)
    });
    if let Some(error) = fault {
        return Err(error);
    }
    record.decisions = standing;
    applied.set_issues(&mut record);
    versions::edited(store, &case, &record, (&log, options, now))?.into_record(&mut record);
    let rows = store.is_writable().then(|| RecordRows::new(&record));
    log.on_record(&mut record);
    let done = Remembered {
        record,
        case,
        found,
        sources,
        anew: anew.len(),
    };
    let Some(rows) = rows else {
        return Ok(then(done));
    };
    let keep = || {
        if let Some(encoder) = remembering {
            encoder.keep(store)?;
        }
        store.keep_rows(&rows, &inputs, now, ENGINE)
    };
    std::thread::scope(|scope| {
        let kept = scope.spawn(keep);
        let out = then(done);
        kept.join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        Ok(out)
    })
}

/// Asks the texts of a store something, with an encoder that is asked only for what it has not
/// made before; what it makes now is kept where the store can be written.
///
/// # Errors
/// What the store could not do.
pub fn with_known<T>(
    store: &mut Store,
    options: &Options<'_>,
    ask: impl FnOnce(&Options<'_>) -> T,
) -> Result<T> {
    let Some(given) = options.meaning else {
        return Ok(ask(options));
    };
    let encoder = Remembering::new(given.encoder, given.pieces, store)?;
    let meaning = Meaning {
        encoder: &encoder,
        ..*given
    };
    let answer = ask(&Options {
        meaning: Some(&meaning),
        ..*options
    });
    if store.is_writable() {
        encoder.keep(store)?;
    }
    Ok(answer)
}

/// Makes ready what a new source will ask for, tables and encoder: for another thread, while
/// what is known is read.
pub fn make_ready(options: &Options<'_>) {
    drop(Attributor::new(&Case::default()));
    if let Some(meaning) = options.meaning {
        meaning.encoder.ready();
    }
}

/// The documents of all readings with their rows; the same bytes twice are one source, and what a
/// person rejected is left out.
pub(crate) fn joined(
    readings: Vec<(i64, diptych_store::Reading)>,
    rejected: &HashSet<String>,
) -> (Reading, Vec<(i64, usize)>) {
    let mut reading = Reading::default();
    let mut rows = Vec::new();
    let mut seen: HashMap<String, String> = HashMap::new();
    for (row, one) in readings {
        reading.problems.extend(one.problems);
        for (part, (source, document)) in one.read.into_iter().enumerate() {
            if rejected.contains(source.id.as_str()) {
                continue;
            }
            if let Some(first) = seen.get(&source.sha256) {
                let message = format!("{} is the same file as {first}", source.path);
                let problem = Problem::new(&codes::SAME_TEXT, message);
                reading.problems.push(problem.in_source(&source.path));
                continue;
            }
            seen.insert(source.sha256.clone(), source.path.clone());
            reading.sources.push(source);
            reading.documents.push(document);
            rows.push((row, part));
        }
    }
    (reading, rows)
}

type Statements = pipeline::Statements;

/// The sources that are compared: not superseded, and not rejected by a person.
pub(crate) fn active(
    store: &Store,
    log: &Log,
) -> Result<(Vec<Kept>, Vec<Standing>, HashSet<String>)> {
    let mut kept = store.sources()?;
    kept.retain(|one| !one.superseded);
    let mut standing = Vec::new();
    let mut rejected = HashSet::new();
    for decision in log.standing() {
        if decision.seen.subject != Subject::Source {
            continue;
        }
        let now = kept
            .iter()
            .find(|one| one.id.as_str() == decision.target)
            .map(|one| one.id.to_string());
        let mut stands = log.stand(decision, now, None);
        // A source is what it was: the program cannot come to say something else of it.
        stands.program_says = None;
        if decision.verb == Verb::Reject && !stands.disputed {
            rejected.insert(decision.target.clone());
        }
        standing.push(stands);
    }
    kept.retain(|one| !rejected.contains(one.id.as_str()));
    Ok((kept, standing, rejected))
}

/// The day of publication that a person gave a source.
fn decided_day(log: &Log, source: &str) -> Option<Day> {
    log.standing()
        .into_iter()
        .filter(|one| one.target == source && one.verb == Verb::Date && !log.is_disputed(one))
        .find_map(|one| Day::parse(one.value.as_deref()?))
}

/// Every reading with its row (-1 where it could not be kept), in the order of the sources.
pub(crate) fn read(
    store: &mut Store,
    kept: &[Kept],
    log: &Log,
    case: &Case,
    options: &Options<'_>,
    now: &str,
    anew: &mut HashSet<String>,
) -> Result<Vec<(i64, diptych_store::Reading)>> {
    let mut known = store.readings(ENGINE)?;
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    let settings: Vec<(String, Option<Day>)> = kept
        .iter()
        .map(|one| {
            let decided = decided_day(log, one.id.as_str());
            let parts = [
                one.path.clone(),
                day(case.period.from),
                day(case.period.to),
                day(decided),
                format!("{:?}", options.changes),
                pdf_by(&one.path, options).to_owned(),
            ];
            (parts.join("|"), decided)
        })
        .collect();
    let mut out: Vec<Option<(i64, diptych_store::Reading)>> = kept
        .iter()
        .zip(&settings)
        .map(|(one, (settings, _))| known.remove(&(one.row, settings.clone())))
        .collect();
    let missing: Vec<usize> = (0..out.len()).filter(|at| out[*at].is_none()).collect();
    for some in missing.chunks(AT_ONCE) {
        let given: Vec<Given> = some
            .iter()
            .map(|at| Ok(Given::bytes(&kept[*at].path, store.bytes(kept[*at].row)?)))
            .collect::<Result<_>>()?;
        let read: Vec<diptych_store::Reading> = given
            .par_iter()
            .zip(some)
            .map(|(given, at)| {
                let mut reading = diptych_store::Reading::default();
                for (read, problems) in pipeline::read_file(given, case.period, options) {
                    reading.read.extend(read);
                    reading.problems.extend(problems);
                }
                if let Some(day) = settings[*at].1 {
                    for (source, _) in &mut reading.read {
                        source.published = Some(day);
                        source.published_at = None;
                    }
                }
                reading
            })
            .collect();
        let new: Vec<NewReading<'_>> = some
            .iter()
            .zip(&read)
            .map(|(at, reading)| NewReading {
                source: kept[*at].row,
                settings: &settings[*at].0,
                reading,
            })
            .collect();
        let rows = if store.is_writable() {
            store.keep_readings(ENGINE, &new, now)?
        } else {
            vec![-1; new.len()]
        };
        for ((at, row), reading) in some.iter().zip(rows).zip(read) {
            anew.insert(kept[*at].id.to_string());
            out[*at] = Some((row, reading));
        }
    }
    Ok(out.into_iter().flatten().collect())
}

/// The statements of every document, those known from before among them.
pub(crate) fn attribute(
    store: &mut Store,
    case: &Case,
    sources: &[Source],
    documents: &[Document],
    rows: &[(i64, usize)],
    now: &str,
    anew: &mut HashSet<String>,
) -> Result<Statements> {
    let people = digest(&serde_json::to_vec(case).expect("a case is plain data"));
    let mut known: HashMap<(i64, usize), Attribution> = store.attributions(ENGINE, &people)?;
    let mut out: Vec<Option<Attribution>> = rows.iter().map(|row| known.remove(row)).collect();
    let missing: Vec<usize> = (0..out.len()).filter(|at| out[*at].is_none()).collect();
    if !missing.is_empty() {
        let attributor = Attributor::new(case);
        for some in missing.chunks(AT_ONCE) {
            let made: Vec<Attribution> = some
                .par_iter()
                .map(|at| {
                    let (statements, problems) =
                        pipeline::attribute_one(&attributor, &sources[*at], &documents[*at]);
                    Attribution {
                        statements,
                        problems,
                    }
                })
                .collect();
            if store.is_writable() {
                let keep: Vec<((i64, usize), &Attribution)> =
                    some.iter().map(|at| rows[*at]).zip(&made).collect();
                store.keep_attributions(ENGINE, &people, &keep, now)?;
            }
            for (at, one) in some.iter().zip(made) {
                anew.insert(sources[*at].id.to_string());
                out[*at] = Some(one);
            }
        }
    }
    let mut statements = Vec::new();
    let mut problems = Vec::new();
    for mut one in out.into_iter().flatten() {
        statements.append(&mut one.statements);
        problems.append(&mut one.problems);
    }
    Ok((statements, problems))
}

/// The programs that read a source, where it is named as a PDF.
fn pdf_by<'p>(path: &str, options: &Options<'p>) -> &'p str {
    let is_pdf = path.to_ascii_lowercase().ends_with(".pdf");
    options.pdf.filter(|_| is_pdf).map_or("", |pdf| pdf.by)
}

/// Everything that a record is made from, in two words: what it is compared from, and what stands beside.
fn inputs(case: &Case, kept: &[Kept], log: &Log, options: &Options<'_>) -> String {
    // Another encoder sees other nearness.
    let encoder = options.meaning.map(|meaning| meaning.encoder.digest());
    let changes = format!("{:?}", (options.changes, encoder));
    let (beside, decisions): (Vec<&Decision>, Vec<&Decision>) = log
        .standing()
        .into_iter()
        .filter(|one| matches!(one.seen.subject, Subject::Source | Subject::Statement))
        .partition(|one| beside::is_beside(one));
    let named = |all: Vec<&Decision>| -> Vec<String> {
        let name = |one: &Decision| format!("{}{}", one.id, log.is_disputed(one));
        all.into_iter().map(name).collect()
    };
    let sources: Vec<(&str, &str)> = kept
        .iter()
        .map(|one| (one.sha256.as_str(), one.path.as_str()))
        .collect();
    let pdf = kept.iter().map(|one| pdf_by(&one.path, options)).max();
    let all = serde_json::to_vec(&(ENGINE, changes, case, sources, named(decisions), pdf));
    let compared = digest(&all.expect("these are plain data"));
    let beside = serde_json::to_vec(&named(beside)).expect("names are plain data");
    format!("{compared}.{}", digest(&beside))
}

/// What of [`inputs`] the comparison hangs on; the rest is only put beside its record.
fn compared(inputs: &str) -> &str {
    inputs
        .split_once('.')
        .map_or(inputs, |(compared, _)| compared)
}
