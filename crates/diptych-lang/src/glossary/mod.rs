//! The glossary: coarse synonyms in three languages, by which clauses on any
//! matter meet.
//!
//! The words stand in `lang/glossary/<field>.toml`, one file to a field.

#[cfg(test)]
mod checks;
#[cfg(test)]
mod examples;
mod index;
mod table;

pub use table::{Glossary, GlossaryId, glossary};
