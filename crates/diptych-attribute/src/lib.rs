//! Who said what when: quotations, indirect speech, turns, speakers and dates
//! from a document.
//!
//! The engine knows no language; what it looks for stands in the tables of
//! `diptych-lang`. It knows no file formats and no storage.

mod article;
mod askers;
mod attributor;
mod blocks;
mod cast;
mod content;
mod context;
mod days;
mod forms;
mod found;
mod frame;
mod interview;
mod leftovers;
mod letters;
#[cfg(test)]
mod lines;
mod marks;
mod mentions;
mod names;
mod official;
mod origin;
mod page;
mod quotations;
mod retold;
mod said;
mod scene;
mod signed;
mod signs;
mod threads;
mod turns;
mod uncovered;
mod units;

pub use attributor::{Attributed, Attributor};
pub use quotations::{Quotation, quotations};
