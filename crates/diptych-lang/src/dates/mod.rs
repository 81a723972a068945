//! Dates in prose, resolved against the page's date and the case's period.
//!
//! Words and rules stand in `lang/<code>/dates.toml`; the code knows only how
//! days are counted. Nothing is guessed silently: other readings of the same
//! words stay in the value as alternatives.

mod context;
#[cfg(test)]
mod examples;
mod find;
mod grammar;
mod items;
mod numeric;
mod resolve;
mod table;
mod timestamp;
mod years;
mod zones;

pub use context::DateContext;
pub use find::{find_dates, find_dates_in};
pub(crate) use table::is_month;
pub use timestamp::parse_timestamp;
