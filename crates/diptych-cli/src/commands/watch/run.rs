//! Round after round, until someone says that it is enough.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use diptych::core::parse_period;
use diptych::store::Store;

use super::super::web;
use super::hook::Hook;
use super::places;
use super::round::Round;
use crate::args::{Args, Watch};
use crate::failure::{Failure, Outcome};
use crate::listing;

/// How long the program sleeps before it looks whether it is to end.
const NAP: Duration = Duration::from_millis(200);

pub(in crate::commands) fn run(args: &Args, watch: &Watch) -> Result<Outcome, Failure> {
    let place = Store::place(&watch.case);
    if !place.exists() {
        return Err(diptych::store::Error::Missing(place).into());
    }
    let every = parse_period(&watch.every).ok_or_else(|| {
        let message = format!("`{}` is no period", watch.every);
        Failure::usage(message, "give a number with s, m, h or d, such as 10m")
    })?;
    let hook = Hook::new(args, watch)?;
    let ended = Arc::new(AtomicUsize::new(0));
    if !watch.once {
        let count = Arc::clone(&ended);
        // The first time ends after what is being done; the second at once. The store is whole either way.
        let set = ctrlc::set_handler(move || {
            if count.fetch_add(1, Ordering::SeqCst) > 0 {
                std::process::exit(130);
            }
        });
        set.map_err(|error| Failure::usage(error.to_string(), "use `--once` with a timer"))?;
    }
    listing::problems(&Vec::from_iter(web::about_proxies()), args.quiet);
    let mut round = Round::new(args, watch, i64::try_from(every).unwrap_or(i64::MAX));
    let mut out = anstream::stdout();
    loop {
        let started = Instant::now();
        // The case file may have been edited since.
        let (list, problems) = places::list(watch)?;
        let is_over = || ended.load(Ordering::SeqCst) > 0;
        match round.take(&list, problems, &hook, &is_over) {
            Ok(told) => {
                if watch.json {
                    let line = serde_json::to_string(&told.json).map_err(std::io::Error::from)?;
                    writeln!(out, "{line}")?;
                } else {
                    out.write_all(told.text.as_bytes())?;
                }
                out.flush()?;
                let outcome = listing::problems(&told.problems, args.quiet);
                if watch.once {
                    return Ok(outcome);
                }
            }
            Err(failure) if watch.once => return Err(failure),
            // Another program may hold the store for a while; the next round goes on.
            Err(failure) => {
                failure.report();
            }
        }
        let next = Duration::from_secs(every);
        while started.elapsed() < next && !is_over() {
            std::thread::sleep(NAP.min(next.saturating_sub(started.elapsed())));
        }
        if is_over() {
            writeln!(out, "ended; the next start goes on from here")?;
            return Ok(Outcome::Done);
        }
    }
}
