//! The pipeline from bytes to a comparison, and the facade for library users.
//!
//! ```text
//! bytes ─read─▶ document ─attribute─▶ statements ─compare─▶ positions, claims, divergences
//! ```
//!
//! ```
//! use diptych::{Given, Options, compare};
//!
//! let given = vec![Given::bytes("a.txt", "“We agree to the plan,” said Ada Renn.")];
//! let record = compare(diptych::core::Case::default(), given, &Options::default()).record;
//! assert_eq!(record.statements[0].words(), "We agree to the plan");
//! ```

pub use diptych_attribute as attribute;
pub use diptych_core as core;
pub use diptych_encode as encode;
#[cfg(feature = "fetch")]
pub use diptych_fetch as fetch;
pub use diptych_lang as lang;
pub use diptych_read::Changes;
pub use diptych_report as report;
#[cfg(feature = "store")]
pub use diptych_store as store;

#[cfg(feature = "store")]
mod beside;
mod check;
#[cfg(feature = "store")]
mod diff;
#[cfg(feature = "store")]
mod edited;
#[cfg(feature = "store")]
mod edits;
mod error;
mod explain;
mod extract;
mod given;
mod intake;
mod language;
mod masthead;
#[cfg(feature = "store")]
mod memory;
#[cfg(feature = "store")]
mod merging;
mod near;
#[cfg(feature = "store")]
mod pairs;
mod pipeline;
#[cfg(feature = "store")]
mod remembering;
#[cfg(feature = "store")]
mod ruling;
#[cfg(feature = "store")]
mod texts;
mod verbatim;
mod verify;
#[cfg(feature = "store")]
mod versions;
#[cfg(feature = "fetch")]
pub mod web;

pub use check::{check, check_in};
pub use diptych_compare::Meaning;
pub use error::Error;
pub use explain::{Explanation, Line, explain};
pub use extract::{Extracted, Incoming, extract, extract_each, extract_text};
pub use given::{Given, Options, PdfWords, Progress, Stage, TakeWords};
pub use intake::{CASE_FILE, Intake, gather, look};
#[cfg(feature = "store")]
pub use memory::{
    ENGINE, Remembered, Taken, glance, is_current, make_ready, recall, recall_and, take_in,
    with_known,
};
#[cfg(feature = "store")]
pub use merging::{case_differences, merge};
pub use near::near_copies;
pub use pipeline::{Comparison, Reading, compare, read_all};
#[cfg(feature = "store")]
pub use ruling::rule;
#[cfg(feature = "store")]
pub use texts::{Texts, near_copies_in, texts};
pub use verify::{verify, verify_in};
