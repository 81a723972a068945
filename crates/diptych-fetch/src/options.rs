//! How pages are fetched.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use crate::resolve::System;
use crate::{Names, why_not_public};

/// What one answer may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest answer, in bytes: as it comes over the wire, and again as it is unpacked.
    pub size: usize,
    /// The longest time from looking up the name to the last byte.
    pub time: Duration,
    /// The longest time to connect.
    pub connect: Duration,
    /// How many times an answer may send on to another address.
    pub redirects: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            size: 64_000_000,
            time: Duration::from_mins(1),
            connect: Duration::from_secs(15),
            redirects: 8,
        }
    }
}

/// The gate that lets every machine be asked, also those of a private network.
pub fn anywhere(_: IpAddr) -> Option<&'static str> {
    None
}

/// How pages are fetched.
#[derive(Debug, Clone)]
pub struct Options {
    /// What one answer may cost.
    pub limits: Limits,
    /// Why a machine must not be asked, where it must not: [`why_not_public`], or [`anywhere`].
    pub gate: fn(IpAddr) -> Option<&'static str>,
    /// Whether robots.txt is honoured.
    pub robots: bool,
    /// How long to wait between two requests to one host.
    pub delay: Duration,
    /// What the program calls itself; its first word is its name for robots.txt.
    pub agent: String,
    /// Who looks up names.
    pub names: Arc<dyn Names>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            gate: why_not_public,
            robots: true,
            delay: Duration::from_secs(1),
            agent: concat!(
                "diptych/",
                env!("CARGO_PKG_VERSION"),
                " (compares public statements; fetches what a person names)"
            )
            .to_owned(),
            names: Arc::new(System),
        }
    }
}

/// What a server gave to tell whether a page has changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Validators {
    /// The value of `ETag`.
    pub etag: Option<String>,
    /// The value of `Last-Modified`.
    pub modified: Option<String>,
}
