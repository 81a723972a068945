//! Earlier agreements, documents and meetings that a speaker invokes.

mod find;
mod parts;
mod table;

pub use find::{PrecedentHit, Thing, find_precedents, names_in};
