//! What the commands that fetch share.

use std::time::Duration;

use diptych::core::{Problem, codes};
use diptych::fetch::{Address, Fetcher, Limits, Options, anywhere, why_not_public};
use diptych::web::{Moment, WebError};

use super::memory;
use super::run::max_size;
use crate::args::{Args, Web};
use crate::failure::Failure;

/// The variables by which programs are told to use a proxy.
const PROXIES: [&str; 6] = [
    "HTTP_PROXY",
    "http_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "ALL_PROXY",
    "all_proxy",
];

/// A fetcher as the flags ask for; `strict` never asks a private network.
pub(super) fn fetcher(args: &Args, web: &Web, strict: bool) -> Fetcher {
    let is_open = web.allow_private && !strict;
    Fetcher::new(Options {
        limits: Limits {
            size: max_size(args),
            time: Duration::from_secs(web.timeout),
            connect: Duration::from_secs(web.timeout.min(15)),
            ..Limits::default()
        },
        gate: if is_open { anywhere } else { why_not_public },
        robots: !web.ignore_robots,
        delay: Duration::from_millis(web.delay),
        ..Options::default()
    })
}

/// The time of a request.
pub(super) fn moment() -> Moment {
    let text = memory::now();
    let seconds = text
        .parse::<jiff::Timestamp>()
        .map_or(0, jiff::Timestamp::as_second);
    Moment { text, seconds }
}

/// That a proxy of the environment is not used, where one is named.
pub(super) fn about_proxies() -> Option<Problem> {
    let named = PROXIES
        .iter()
        .find(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))?;
    let message = format!("{named} names a proxy, which is not used");
    Some(Problem::new(&codes::PROXY, message))
}

/// An address of the command line.
pub(super) fn address(text: &str) -> Result<Address, Failure> {
    Address::parse(text).map_err(|error| Failure::usage(error.to_string(), error.code().help))
}

/// A page that was not fetched is a problem; a store that cannot be written ends the run.
pub(super) fn problem(error: WebError, address: &Address) -> Result<Problem, Failure> {
    match error {
        WebError::Fetch(error) => {
            let said = error.to_string();
            let message = if said.contains(address.as_str()) {
                said
            } else {
                format!("{address}: {said}")
            };
            Ok(Problem::new(error.code(), message))
        }
        WebError::Store(error) => Err(error.into()),
    }
}
