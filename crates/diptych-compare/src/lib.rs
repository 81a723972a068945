//! Where the accounts part: statements are placed on issues, split into
//! clauses, and read as positions with act, rung, holder, conditions and
//! terms; witnesses of one utterance are joined; claims about another side
//! are set beside that side's own account; and what differs is reported with
//! the spans that justify it.
//!
//! ```text
//! statements ─place─▶ issues ─read─▶ positions ─join─▶ utterances ─judge─▶ claims, divergences
//! ```

mod ages;
mod agreement;
mod amounts;
mod answers;
mod bag;
mod bounds;
mod brackets;
mod chain;
pub mod check;
mod clauses;
mod closest;
mod cognates;
mod compare;
mod conditions;
mod copies;
mod counted;
mod covers;
mod day_values;
mod doers;
mod ends;
mod explain;
mod factuality;
mod formed;
mod frequency;
mod holder;
mod homeless;
mod input;
mod judge;
mod keyed;
mod ledger;
pub mod matching;
mod matter;
mod meaning;
mod measures;
mod memo;
mod mentioned;
#[cfg(test)]
mod mini;
#[cfg(test)]
mod mini_counts;
#[cfg(test)]
mod mini_deeds;
#[cfg(test)]
mod mini_slots;
#[cfg(test)]
mod mini_terms;
mod moments;
mod nouns;
mod order;
mod pairs;
mod placing;
mod plain;
mod polarity;
mod positions;
mod precedents;
mod propose;
mod proposition;
mod quoting;
mod reading;
mod refine;
mod retelling;
mod sides;
mod silence;
mod spots;
mod stand;
mod subject;
mod swaps;
mod term_pairs;
mod term_values;
mod terms;
mod timeline;
mod undone;
mod usable;
pub mod verify;
mod words;

pub use compare::compare;
pub use copies::{NearText, near_texts};
pub use factuality::factuality;
pub use input::{Comparison, Input};
pub use meaning::Meaning;
pub use propose::propose;
