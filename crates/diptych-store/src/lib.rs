//! The memory of a case: one SQLite file in its folder.
//!
//! It holds every source as it was received, every document that a reader made of it, the record of
//! the last comparison with an index of its words, and the log of decisions, which is only ever
//! added to. It knows no pipeline and asks for no time: what was found, and when, is given to it.

mod backup;
mod check;
mod check_record;
mod decide;
mod error;
mod export;
mod import;
mod merge;
mod notes;
mod order;
mod packing;
mod piece;
mod reading;
mod record;
mod schema;
mod search;
mod source;
mod store;
mod vector;

pub use backup::restore;
pub use check::Check;
pub use decide::{
    Applied, Disagreement, Log, Ruling, find, rendering_of, seen_source, seen_statement, value_of,
};
pub use error::{Error, Result};
pub use merge::{Merged, Theirs};
pub use reading::{Attribution, NewReading, Reading};
pub use record::RecordRows;
pub use schema::SCHEMA;
pub use search::{Filter, Found, Match, Query};
pub use source::{Added, Kept, Received};
pub use store::{STORE_FILE, Store};
pub use vector::TextKey;
