//! One round: ask what is due, take in what is new, compare, tell what changed.

use std::fmt::Write as _;

use diptych::core::{Code, Problem, codes};
use diptych::fetch::{Address, Fetcher};
use diptych::store::{Added, Store};
use diptych::web::{self, Arrival, Moment, Seen, WebError};

use super::changes::{Before, Changes};
use super::hook::Hook;
use super::places::Place;
use crate::args::{Args, Watch};
use crate::commands::{add, memory};
use crate::failure::Failure;

/// How many items of a feed are fetched in one round; the rest waits for the next.
const ITEMS: usize = 50;
/// How many pages of a feed are looked at again in one round.
const AGAIN: usize = 20;
/// How long after its first capture a page of a feed is looked at again, and how often at most, in seconds.
const YOUNG: i64 = 3 * 86_400;
const REST: i64 = 3_600;

/// What a round has to say.
pub(super) struct Told {
    pub(super) text: String,
    pub(super) json: serde_json::Value,
    pub(super) problems: Vec<Problem>,
}

/// What goes on from round to round.
pub(super) struct Round<'a> {
    args: &'a Args,
    watch: &'a Watch,
    every: i64,
    fetcher: Fetcher,
    /// For what a feed names on other hosts: it never asks a private network.
    strict: Fetcher,
}

/// What was asked and what came of it.
#[derive(Default)]
struct Log {
    asked: usize,
    sources: Vec<(String, &'static str)>,
    /// Addresses that failed before and are left alone, for how many minutes more, and why.
    waiting: Vec<(String, i64, String)>,
    problems: Vec<Problem>,
}

impl<'a> Round<'a> {
    pub(super) fn new(args: &'a Args, watch: &'a Watch, every: i64) -> Self {
        let fetcher = |strict| super::super::web::fetcher(args, &watch.web, strict);
        Self {
            args,
            watch,
            every,
            fetcher: fetcher(false),
            strict: fetcher(true),
        }
    }

    /// Takes a round. `is_over` ends it early, between two requests.
    pub(super) fn take(
        &mut self,
        places: &[Place],
        problems: Vec<Problem>,
        hook: &Hook,
        is_over: &dyn Fn() -> bool,
    ) -> Result<Told, Failure> {
        let mut store = Store::open(&Store::place(&self.watch.case))?;
        let before = Before::of(&store)?;
        let mut log = Log {
            problems,
            ..Log::default()
        };
        for place in places {
            if is_over() {
                break;
            }
            match place {
                Place::Folder(folder) => self.folder(&mut store, folder, &mut log)?,
                Place::Web {
                    address,
                    is_feed,
                    pages,
                    every,
                } => {
                    let every = every.unwrap_or(self.every);
                    let how = (*is_feed, *pages, every);
                    self.address(&mut store, address, how, &mut log, is_over)?;
                }
            }
        }
        drop(store);
        let now = super::super::web::moment();
        let (mut store, record) = match memory::recall(self.args, &self.watch.case) {
            Ok((store, remembered)) => (store, remembered.record),
            // Nothing has come yet, and nothing can be compared.
            Err(failure) if failure.is(&codes::NO_SOURCES) => {
                let store = Store::open(&Store::place(&self.watch.case))?;
                (store, diptych::core::Record::default())
            }
            Err(failure) => return Err(failure),
        };
        let changes = Changes::between(&before, &record);
        let near = diptych::near_copies(&record, &log.new_paths());
        log.problems.extend(near);
        let json = serde_json::json!({
            "at": now.text,
            "case": record.case,
            "asked": log.asked,
            "waiting": log.waiting.iter().map(|(address, minutes, why)| serde_json::json!({"address": address, "minutes": minutes, "why": why})).collect::<Vec<_>>(),
            "sources": log.sources.iter().map(|(path, what)| serde_json::json!({"path": path, "what": what})).collect::<Vec<_>>(),
            "findings": changes,
            "problems": log.problems,
        });
        let mut text = format!("{}  {} asked\n", now.text, log.asked);
        for (path, what) in &log.sources {
            let _ = writeln!(text, "  {what:<8} {}", memory::line(path));
        }
        for (address, left, why) in &log.waiting {
            let _ = writeln!(
                text,
                "  waiting  {}: {}; asked again in {}",
                memory::line(address),
                memory::line(why),
                minutes(*left)
            );
        }
        if changes.is_empty() {
            text.push_str("findings: nothing changed\n");
        } else {
            text.push_str(&changes.text());
        }
        let failed = if changes.is_empty() {
            Vec::new()
        } else {
            hook.tell(&json)
        };
        // What nobody was told is told again.
        if failed.is_empty() {
            Before::from(&record).keep(&mut store)?;
        }
        log.problems.extend(failed);
        Ok(Told {
            text,
            json,
            problems: log.problems,
        })
    }

    fn folder(
        &self,
        store: &mut Store,
        folder: &std::path::Path,
        log: &mut Log,
    ) -> Result<(), Failure> {
        let case = &self.watch.case;
        let given = match add::files(case, folder) {
            Ok((given, problems)) => {
                log.problems.extend(problems);
                given
            }
            // A folder that is away, such as one of another machine, comes back.
            Err(failure) => {
                let message = format!("{}: {}", folder.display(), failure.message());
                log.problems.push(Problem::new(&codes::UNREADABLE, message));
                return Ok(());
            }
        };
        let taken = add::take(self.args, store, given, &mut log.problems)?;
        for (path, added) in taken {
            match added {
                Added::New => log.sources.push((path, "new")),
                Added::Replaces => log.sources.push((path, "changed")),
                Added::Known => {}
            }
        }
        Ok(())
    }

    fn address(
        &mut self,
        store: &mut Store,
        address: &Address,
        (is_feed, pages, every): (Option<bool>, bool, i64),
        log: &mut Log,
        is_over: &dyn Fn() -> bool,
    ) -> Result<(), Failure> {
        let now = super::super::web::moment();
        let seen = web::seen(store, address)?.unwrap_or_default();
        // A timer that runs the program is its own measure of how often.
        let rest = if self.watch.once { 0 } else { every };
        if !self.is_due(&seen, rest, &now, false) {
            log.wait(address, &seen, &now);
            return Ok(());
        }
        log.asked += 1;
        let page = match web::ask(store, &mut self.fetcher, address, every, &now) {
            Ok(Some(page)) => page,
            Ok(None) => return self.again(store, address, log, is_over),
            Err(error) => return Self::failed(store, error, address, log),
        };
        let items = match is_feed {
            Some(false) => None,
            _ => web::items(&page),
        };
        let Some(items) = items else {
            if is_feed == Some(true) {
                let message = format!("{address} is no feed, or has no items");
                log.problems.push(Problem::new(&codes::NO_FEED, message));
                return Ok(());
            }
            let arrived = web::file(store, address, &page, &now)?;
            log.arrived(arrived);
            return Ok(());
        };
        if !pages || items.iter().any(Option::is_none) {
            // The feed's own words are the source.
            let arrived = web::file_feed(store, address, &page, &now)?;
            log.arrived(arrived);
        }
        if pages {
            let mut left = ITEMS;
            for link in items.into_iter().flatten() {
                if left == 0 || is_over() {
                    break;
                }
                let Ok(item) = address.join(&link) else {
                    continue;
                };
                let seen = web::seen(store, &item)?.unwrap_or_default();
                // One that answered is known; one that failed has its turn when it has waited.
                let strict = item.host() != address.host();
                if seen.last.is_some() || !self.is_due(&seen, 0, &now, strict) {
                    continue;
                }
                left -= 1;
                self.item(store, address, &item, log)?;
            }
        }
        self.again(store, address, log, is_over)
    }

    /// Fetches the page of an item.
    fn item(
        &mut self,
        store: &mut Store,
        feed: &Address,
        item: &Address,
        log: &mut Log,
    ) -> Result<(), Failure> {
        let now = super::super::web::moment();
        log.asked += 1;
        let fetcher = if item.host() == feed.host() {
            &mut self.fetcher
        } else {
            &mut self.strict
        };
        match web::take_page(store, fetcher, item, self.every, &now) {
            Ok(arrived) => {
                log.arrived(arrived);
                let mut seen = web::seen(store, item)?.unwrap_or_default();
                seen.of = Some(feed.to_string());
                web::keep_seen(store, item, &seen)?;
                Ok(())
            }
            Err(error) => Self::failed(store, error, item, log),
        }
    }

    /// Looks again at pages of a feed that are young enough to be edited without a word.
    fn again(
        &mut self,
        store: &mut Store,
        feed: &Address,
        log: &mut Log,
        is_over: &dyn Fn() -> bool,
    ) -> Result<(), Failure> {
        let now = super::super::web::moment();
        let mut due: Vec<(i64, Address)> = web::all_seen(store)?
            .into_iter()
            .filter(|(_, seen)| seen.of.as_deref() == Some(feed.as_str()))
            .filter(|(_, seen)| seen.first.is_some_and(|first| now.seconds - first < YOUNG))
            .filter(|(_, seen)| self.is_due(seen, REST.max(self.every), &now, true))
            .filter_map(|(text, seen)| Some((seen.last?, Address::parse(&text).ok()?)))
            .collect();
        due.sort();
        for (_, item) in due.into_iter().take(AGAIN) {
            if is_over() {
                break;
            }
            self.item(store, feed, &item, log)?;
        }
        Ok(())
    }

    /// Whether an address has its turn: it has waited after a failure, or a flag allows now what was
    /// refused then; and it was not asked just now. `strict` is one that no flag opens.
    fn is_due(&self, seen: &Seen, rest: i64, now: &Moment, strict: bool) -> bool {
        let web = &self.watch.web;
        let refused = |code: &Code| seen.refused.as_deref() == Some(code.id);
        let is_lifted = refused(&codes::PRIVATE_ADDRESS) && web.allow_private && !strict
            || refused(&codes::ROBOTS) && web.ignore_robots;
        let waited = is_lifted || seen.again.is_none_or(|again| again <= now.seconds);
        // A second's play: rounds do not begin at the very moment.
        let rested = seen
            .last
            .is_none_or(|last| last.saturating_add(rest - 1) <= now.seconds || last > now.seconds);
        waited && rested
    }

    fn failed(
        store: &Store,
        error: WebError,
        address: &Address,
        log: &mut Log,
    ) -> Result<(), Failure> {
        let mut problem = super::super::web::problem(error, address)?;
        let seen = web::seen(store, address)?.unwrap_or_default();
        if let Some(again) = seen.again {
            let wait = again - super::super::web::moment().seconds;
            let _ = write!(
                problem.message,
                "; failed {} in a row, asked again in {}",
                if seen.failures == 1 {
                    "once".to_owned()
                } else {
                    format!("{} times", seen.failures)
                },
                minutes((wait.max(0) + 59) / 60)
            );
        }
        log.problems.push(problem);
        Ok(())
    }
}

fn minutes(count: i64) -> String {
    if count == 1 {
        "a minute".to_owned()
    } else {
        format!("{count} minutes")
    }
}

impl Log {
    fn arrived(&mut self, arrived: web::Arrived) {
        self.problems.extend(arrived.problems);
        match arrived.what {
            Arrival::New => self.sources.push((arrived.path, "new")),
            Arrival::Edited => self.sources.push((arrived.path, "edited")),
            Arrival::Same | Arrival::Known => {}
        }
    }

    /// Notes that an address which failed is left alone.
    fn wait(&mut self, address: &Address, seen: &Seen, now: &Moment) {
        if let (Some(again), Some(why)) = (seen.again, &seen.problem)
            && again > now.seconds
        {
            let minutes = (again - now.seconds + 59) / 60;
            self.waiting
                .push((address.to_string(), minutes, why.clone()));
        }
    }

    fn new_paths(&self) -> Vec<String> {
        self.sources
            .iter()
            .filter(|(_, what)| *what == "new")
            .map(|(path, _)| path.clone())
            .collect()
    }
}
