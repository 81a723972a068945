//! Numbers in words and digits, with what they count.
//!
//! The words of all three languages stand in one table, since none of them
//! means another number in another language.

mod compound;
mod digits;
mod find;
mod marks;
mod table;
mod words;

pub use compound::measure;
pub use find::{Number, NumberHit, find_numbers, is_currency, number_at, unit_at, unit_ids};
pub use marks::{Mark, is_deed, is_marked, looks_plural, may_describe};
