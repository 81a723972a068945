//! Fetching a page: robots.txt, the wait between requests, the hops to it, the proof of it.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::exchange::{Ask, Exchange, exchange};
use crate::{Address, Error, Options, Result, Robots, Validators, robots, warc};

/// How long a robots.txt holds.
const HOLDS: Duration = Duration::from_hours(1);
/// How many hops a robots.txt may take.
const ROBOTS_HOPS: usize = 5;

/// A page as it was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it was found in the end.
    pub address: Address,
    /// What the server calls it: the value of `Content-Type`.
    pub kind: Option<String>,
    /// The page, put together and unpacked.
    pub body: Vec<u8>,
    /// What tells whether it changes.
    pub validators: Validators,
    /// Every exchange, as a WARC file.
    pub warc: Vec<u8>,
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// The page.
    Page(Box<Page>),
    /// It is as it was when the validators were given.
    Unchanged,
}

/// Fetches pages, one request at a time.
#[derive(Debug)]
pub struct Fetcher {
    options: Options,
    robots: HashMap<String, (Robots, Instant)>,
    /// When a host was asked last.
    asked: HashMap<String, Instant>,
}

impl Fetcher {
    /// One that fetches so.
    pub fn new(options: Options) -> Self {
        Self {
            options,
            robots: HashMap::new(),
            asked: HashMap::new(),
        }
    }

    /// Fetches a page. `now` is the time in UTC, as `YYYY-MM-DDTHH:MM:SSZ`, for the record.
    ///
    /// # Errors
    /// Where it may not be fetched, is not there, or is not whole within the limits.
    pub fn fetch(
        &mut self,
        address: &Address,
        validators: &Validators,
        now: &str,
    ) -> Result<Fetched> {
        let mut here = address.clone();
        let mut exchanges: Vec<Exchange> = Vec::new();
        loop {
            if self.options.robots {
                self.may(&here)?;
            }
            // What was told of the first address holds for the first alone.
            let none = Validators::default();
            let validators = if exchanges.is_empty() {
                validators
            } else {
                &none
            };
            let one = self.ask(&here, validators, self.options.limits.size)?;
            let next = forward(&one)?;
            let status = one.status;
            exchanges.push(one);
            match (next, status) {
                (Some(next), _) => {
                    if exchanges.len() > self.options.limits.redirects {
                        let most = self.options.limits.redirects;
                        let what = format!("{address} sends on more than {most} times");
                        return Err(Error::Redirect(what));
                    }
                    if exchanges.iter().any(|one| one.address == next) {
                        return Err(Error::Redirect(format!("{address} sends round in a ring")));
                    }
                    here = next;
                }
                (None, 304) => return Ok(Fetched::Unchanged),
                (None, 200 | 203) => break,
                (None, status) => {
                    return Err(Error::Status {
                        host: here.host().to_owned(),
                        status,
                        after: exchanges.last().and_then(wait),
                    });
                }
            }
        }
        let warc = warc::write(&exchanges, now, &self.options.agent);
        let last = exchanges.pop().expect("the loop ends behind an exchange");
        let text = |name: &str| last.header(name).map(str::to_owned);
        // A page that was sent on to is told by the address that was asked for.
        let validators = if exchanges.is_empty() {
            Validators {
                etag: text("etag"),
                modified: text("last-modified"),
            }
        } else {
            Validators::default()
        };
        Ok(Fetched::Page(Box::new(Page {
            address: last.address.clone(),
            kind: text("content-type"),
            validators,
            body: last.body,
            warc,
        })))
    }

    /// Waits for the host's turn, then asks it.
    fn ask(&mut self, address: &Address, validators: &Validators, size: usize) -> Result<Exchange> {
        let host = address.host().to_owned();
        let own = self
            .robots
            .get(&address.origin())
            .and_then(|(robots, _)| robots.delay);
        let delay = own.unwrap_or_default().max(self.options.delay);
        if let Some(last) = self.asked.get(&host) {
            std::thread::sleep(delay.saturating_sub(last.elapsed()));
        }
        let ask = Ask {
            address,
            validators,
            json: None,
            size,
        };
        let done = exchange(&ask, &self.options);
        self.asked.insert(host, Instant::now());
        done
    }

    /// Whether robots.txt lets the program ask for the address.
    fn may(&mut self, address: &Address) -> Result<()> {
        let origin = address.origin();
        let known = self
            .robots
            .get(&origin)
            .filter(|(_, read)| read.elapsed() < HOLDS);
        let robots = if let Some((robots, _)) = known {
            robots.clone()
        } else {
            let robots = self.robots_of(address)?;
            let read = (robots.clone(), Instant::now());
            self.robots.insert(origin, read);
            robots
        };
        if robots.allows(&address.path()) {
            Ok(())
        } else {
            let what = format!("{} does not let programs fetch {address}", address.host());
            Err(Error::Robots(what))
        }
    }

    fn robots_of(&mut self, address: &Address) -> Result<Robots> {
        let mut here = address.join("/robots.txt")?;
        for _ in 0..=ROBOTS_HOPS {
            let one = match self.ask(&here, &Validators::default(), robots::LONGEST) {
                Ok(one) => one,
                // What cannot be read may ask for anything.
                Err(Error::Size { .. } | Error::Answer(_)) => return Ok(Robots::closed()),
                Err(error) => return Err(error),
            };
            match one.status {
                200..=299 => {
                    let name = self.options.agent.split(['/', ' ']).next();
                    return Ok(Robots::parse(&one.body, name.unwrap_or_default()));
                }
                300..=399 => match forward(&one) {
                    Ok(Some(next)) => here = next,
                    _ => return Ok(Robots::open()),
                },
                // None there, or none of the program's business.
                400..=499 if one.status != 429 => return Ok(Robots::open()),
                _ => return Ok(Robots::closed()),
            }
        }
        // More than five hops are as none (RFC 9309, 2.3.1.2).
        Ok(Robots::open())
    }

    /// How the fetcher goes about it.
    pub fn options(&self) -> &Options {
        &self.options
    }
}

/// Where an answer sends on to.
fn forward(one: &Exchange) -> Result<Option<Address>> {
    if !matches!(one.status, 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let Some(place) = one.header("location").filter(|place| !place.is_empty()) else {
        return Err(Error::Redirect(format!(
            "{} sends on to nowhere",
            one.address
        )));
    };
    let next = one
        .address
        .join(place)
        .map_err(|error| Error::Redirect(format!("{} sends on, but {error}", one.address)))?;
    if one.address.is_tls() && !next.is_tls() {
        let what = format!("{} sends on to {next}, which is not protected", one.address);
        return Err(Error::Redirect(what));
    }
    Ok(Some(next))
}

/// How long the server asks to wait, at most a day.
fn wait(one: &Exchange) -> Option<Duration> {
    let seconds: u64 = one.header("retry-after")?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds.min(86_400)))
}
