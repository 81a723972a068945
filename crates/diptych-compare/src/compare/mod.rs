//! The comparison, step by step.
//!
//! ```text
//! statements ─reading─▶ positions ─carry─▶ placed and weighed ─judged─▶ findings ─divergence─▶ the record
//! ```

mod before;
mod carry;
mod divergence;
mod judged;
mod not_understood;
mod profiles;
mod reading;
mod run;
mod silent;

pub use run::compare;
pub(crate) use run::{Seen, compare_seen};
