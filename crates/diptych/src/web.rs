//! Pages into a case: fetched within limits, kept with the proof of them, told from what is known.

use std::collections::BTreeMap;

use diptych_core::{Problem, codes, digest};
use diptych_fetch::{Address, Fetched, Fetcher, Page, Validators};
use diptych_read::ReadOptions;
use diptych_store::{Received, Store};
use serde::{Deserialize, Serialize};

use crate::{ENGINE, edits};

/// How the keys of notes on addresses begin.
const NOTE: &str = "web:";
/// Where fetched pages are filed.
const SHELF: &str = "web";
/// The longest that an address which fails is left alone, in seconds.
const LONGEST: i64 = 6 * 3_600;

/// What is known of an address: a note in the store.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Seen {
    /// The value of `ETag`.
    pub etag: Option<String>,
    /// The value of `Last-Modified`.
    pub modified: Option<String>,
    /// The digest of the page as it was fetched last.
    pub body: Option<String>,
    /// The feed that named it.
    #[serde(default)]
    pub of: Option<String>,
    /// When it was fetched first, in seconds since 1970.
    pub first: Option<i64>,
    /// When it answered last.
    pub last: Option<i64>,
    /// How often in a row it failed.
    #[serde(default)]
    pub failures: u32,
    /// It is not asked again before this moment.
    pub again: Option<i64>,
    /// What went wrong last.
    pub problem: Option<String>,
    /// The code of what this program itself refused last: a flag may allow it now.
    #[serde(default)]
    pub refused: Option<String>,
}

/// The time of a request: for the record, and for counting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// In UTC, as `YYYY-MM-DDTHH:MM:SSZ`.
    pub text: String,
    /// In seconds since 1970.
    pub seconds: i64,
}

/// What became of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// Its page is a new source.
    New,
    /// Its page has other words than before: a new source, linked to the earlier one.
    Edited,
    /// Its page has the same words as before.
    Same,
    /// The page is known by another address or path.
    Known,
}

/// A page that was fetched, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// The path of the source in the case.
    pub path: String,
    /// What became of it.
    pub what: Arrival,
    /// What was met on the way.
    pub problems: Vec<Problem>,
}

/// What kept a page from the case.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// It could not be fetched.
    #[error(transparent)]
    Fetch(#[from] diptych_fetch::Error),
    /// The store could not be read or written.
    #[error(transparent)]
    Store(#[from] diptych_store::Error),
}

/// The path under which the page of an address is filed.
pub fn path_of(address: &Address) -> String {
    let sum = digest(address.as_str().as_bytes());
    format!("{SHELF}/{}-{}.warc", address.file_name(), &sum[..8])
}

/// What is known of an address.
///
/// # Errors
/// Where the store cannot be read. A note that is not understood is as none.
pub fn seen(store: &Store, address: &Address) -> diptych_store::Result<Option<Seen>> {
    let key = format!("{NOTE}{address}");
    let found = store.notes(&key)?.remove("");
    Ok(found.and_then(|note| serde_json::from_str(&note).ok()))
}

/// What is known of every address.
///
/// # Errors
/// Where the store cannot be read.
pub fn all_seen(store: &Store) -> diptych_store::Result<BTreeMap<String, Seen>> {
    let all = store.notes(NOTE)?.into_iter();
    Ok(all
        .filter_map(|(address, note)| Some((address, serde_json::from_str(&note).ok()?)))
        .collect())
}

/// The links of a feed's items, nothing for an item without one; no list where the page is no feed.
pub fn items(page: &Page) -> Option<Vec<Option<String>>> {
    let read = read("feed.xml", &page.body);
    // What a file holds several of is numbered.
    let items: Vec<_> = read
        .into_iter()
        .filter(|one| one.source.path.contains('#'))
        .map(|one| one.source.url)
        .collect();
    (!items.is_empty()).then_some(items)
}

/// A problem that tells why a page was not fetched.
pub fn told(error: &diptych_fetch::Error) -> Box<Problem> {
    Box::new(Problem::new(error.code(), error.to_string()))
}

/// Keeps what is known of an address.
///
/// # Errors
/// Where the store cannot be written.
pub fn keep_seen(store: &mut Store, address: &Address, seen: &Seen) -> diptych_store::Result<()> {
    let note = serde_json::to_string(seen).expect("a note is plain data");
    store.note(&format!("{NOTE}{address}"), &note)
}

/// Fetches an address, on the condition that it has changed where it is known.
///
/// The note on it is brought up to date, also where it fails: then it is left alone for `every`
/// seconds, twice as long after each further failure, at most six hours or as long as it asks for.
/// Nothing comes back where it has not changed.
///
/// # Errors
/// Where it cannot be fetched, or the store cannot be written.
pub fn ask(
    store: &mut Store,
    fetcher: &mut Fetcher,
    address: &Address,
    every: i64,
    now: &Moment,
) -> Result<Option<Box<Page>>, WebError> {
    let mut note = seen(store, address)?.unwrap_or_default();
    let validators = Validators {
        etag: note.etag.clone(),
        modified: note.modified.clone(),
    };
    let fetched = fetcher.fetch(address, &validators, &now.text);
    match &fetched {
        Ok(what) => {
            note.first.get_or_insert(now.seconds);
            note.last = Some(now.seconds);
            note.failures = 0;
            note.again = None;
            note.problem = None;
            note.refused = None;
            if let Fetched::Page(page) = what {
                note.etag.clone_from(&page.validators.etag);
                note.modified.clone_from(&page.validators.modified);
            }
        }
        Err(error) => {
            let wait = every
                .saturating_mul(1 << note.failures.min(10))
                .clamp(1, LONGEST);
            let asked = match error {
                diptych_fetch::Error::Status { after, .. } => *after,
                _ => None,
            };
            let asked = asked.map_or(0, |time| i64::try_from(time.as_secs()).unwrap_or(0));
            note.failures = note.failures.saturating_add(1);
            note.again = Some(now.seconds.saturating_add(wait.max(asked)));
            note.problem = Some(error.to_string());
            let is_ours = matches!(
                error,
                diptych_fetch::Error::Private { .. } | diptych_fetch::Error::Robots(_)
            );
            note.refused = is_ours.then(|| error.code().id.to_owned());
        }
    }
    keep_seen(store, address, &note)?;
    Ok(match fetched? {
        Fetched::Page(page) => Some(page),
        Fetched::Unchanged => None,
    })
}

/// Fetches the page of an address and takes it into the store, with the proof of it, where its
/// words are new.
///
/// # Errors
/// Where it cannot be fetched, or the store cannot be read or written.
pub fn take_page(
    store: &mut Store,
    fetcher: &mut Fetcher,
    address: &Address,
    every: i64,
    now: &Moment,
) -> Result<Arrived, WebError> {
    match ask(store, fetcher, address, every, now)? {
        Some(page) => Ok(file(store, address, &page, now)?),
        None => Ok(Arrived {
            path: path_of(address),
            what: Arrival::Same,
            problems: Vec::new(),
        }),
    }
}

/// Files a feed that was fetched, its items being the sources. An earlier capture stays beside it:
/// it may hold items that the feed has dropped since.
///
/// # Errors
/// Where the store cannot be read or written.
pub fn file_feed(
    store: &mut Store,
    address: &Address,
    page: &Page,
    now: &Moment,
) -> diptych_store::Result<Arrived> {
    let path = path_of(address);
    let stem = path.strip_suffix(".warc").unwrap_or(&path);
    let path = format!("{stem}-{}.warc", &digest(&page.body)[..8]);
    file_at(store, &path, address, page, now)
}

/// Files a page that was fetched.
///
/// # Errors
/// Where the store cannot be read or written.
pub fn file(
    store: &mut Store,
    address: &Address,
    page: &Page,
    now: &Moment,
) -> diptych_store::Result<Arrived> {
    file_at(store, &path_of(address), address, page, now)
}

fn file_at(
    store: &mut Store,
    path: &str,
    address: &Address,
    page: &Page,
    now: &Moment,
) -> diptych_store::Result<Arrived> {
    let sum = digest(&page.body);
    let mut note = seen(store, address)?.unwrap_or_default();
    let is_same_body = note.body.as_deref() == Some(&sum);
    note.body = Some(sum.clone());
    let mut arrived = Arrived {
        path: path.to_owned(),
        what: Arrival::Same,
        problems: Vec::new(),
    };
    let stands = store
        .sources()?
        .into_iter()
        .find(|one| one.path == path && !one.superseded);
    let is_known = match &stands {
        Some(_) if is_same_body => true,
        Some(old) => {
            let (old, new) = (store.bytes(old.row)?, &page.warc);
            same(&read(path, &old), &read(path, new))
        }
        None => {
            if let Some(other) = other_path(store, &sum)? {
                let message = format!("{address} is the same page as {other}; it was passed over");
                let problem = Problem::new(&codes::SAME_PAGE, message);
                arrived.problems.push(problem.in_source(path));
                arrived.what = Arrival::Known;
                true
            } else {
                false
            }
        }
    };
    if !is_known {
        let received = Received {
            path,
            bytes: &page.warc,
        };
        store.add(&[received], &now.text, ENGINE)?;
        arrived.what = if stands.is_some() {
            Arrival::Edited
        } else {
            Arrival::New
        };
        let documents = read(path, &page.warc);
        let kind = page.kind.as_deref().unwrap_or("nothing");
        // Words of a PDF are read by a program of its own, when the case is compared.
        let is_later = kind.contains("pdf");
        if !is_later && documents.iter().all(|one| one.document.is_none()) {
            let message = format!("{address} is kept, but nothing in it could be read ({kind})");
            arrived
                .problems
                .push(Problem::new(&codes::UNREAD_PAGE, message).in_source(path));
        }
    }
    keep_seen(store, address, &note)?;
    Ok(arrived)
}

fn read(path: &str, bytes: &[u8]) -> Vec<diptych_read::Reading> {
    let limits = ReadOptions {
        // Its parts were held to the limit when they were fetched.
        max_size: bytes.len().saturating_mul(64).max(64_000_000),
        ..ReadOptions::default()
    };
    diptych_read::read_each(path, bytes, &limits)
}

/// Whether two captures say the same, whatever stands in menus and boxes.
fn same(old: &[diptych_read::Reading], new: &[diptych_read::Reading]) -> bool {
    let documents = |all: &[diptych_read::Reading]| -> Vec<_> {
        all.iter().filter_map(|one| one.document.clone()).collect()
    };
    let (old, new) = (documents(old), documents(new));
    !new.is_empty()
        && old.len() == new.len()
        && old
            .iter()
            .zip(&new)
            .all(|(old, new)| edits::same_words(old, new))
}

/// The path of another source that holds these very bytes.
fn other_path(store: &Store, sum: &str) -> diptych_store::Result<Option<String>> {
    let sources = store.sources()?;
    if let Some(same) = sources
        .iter()
        .find(|one| one.sha256 == sum && !one.superseded)
    {
        return Ok(Some(same.path.clone()));
    }
    let active: Vec<i64> = sources
        .iter()
        .filter(|one| !one.superseded)
        .map(|one| one.row)
        .collect();
    let mut found: Vec<String> = store
        .readings(ENGINE)?
        .into_iter()
        .filter(|((row, _), _)| active.contains(row))
        .flat_map(|(_, (_, reading))| reading.read)
        .filter(|(source, _)| source.sha256 == sum)
        .map(|(source, _)| source.path)
        .collect();
    found.sort();
    Ok(found.into_iter().next())
}
