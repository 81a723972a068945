//! Numbers in words and digits, with what they count.
//!
//! The words of all three languages stand in one table, since none of them
//! means another number in another language.

mod digits;
mod find;
mod table;
mod words;

pub use find::{NumberHit, find_numbers, unit_at, unit_ids};
