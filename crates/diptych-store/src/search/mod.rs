//! Finding statements by their words.

mod find;
mod hits;
mod query;
pub(crate) mod words;

pub use find::{Filter, Found, Match};
pub use query::Query;
