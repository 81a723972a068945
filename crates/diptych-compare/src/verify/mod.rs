//! The quotations of a draft, checked against the sources of a case.
//!
//! ```text
//! sources ─words in rows─▶ places ─word by word─▶ verdicts ◀─ marks, speakers, days ─ draft
//! ```

mod align;
mod bench;
mod corpus;
mod difference;
mod draft;
mod items;
mod judge;
mod limits;
mod run;
mod seek;
mod source;
mod splice;
mod translate;
mod who;

pub use draft::{Draft, Marked};
pub use run::verify;
