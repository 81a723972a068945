//! The only network code: fetches an address within limits and keeps the exchange as WARC.
//!
//! Nothing is fetched but what the caller names, over http and https, by GET. Every server is taken
//! for hostile: what it sends is bounded in length, time and hops, and the machine that a name leads
//! to is looked at after the name was resolved, on the very address that is connected to.

mod address;
mod body;
mod error;
mod exchange;
mod fetcher;
mod options;
mod post;
mod public;
mod resolve;
mod robots;
mod tap;
mod warc;

pub use address::Address;
pub use error::{Error, Result};
pub use fetcher::{Fetched, Fetcher, Page};
pub use options::{Limits, Options, Validators, anywhere};
pub use public::why_not_public;
pub use resolve::Names;
pub use robots::Robots;
