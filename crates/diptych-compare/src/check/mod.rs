//! A claim in plain words against the accounts of a case: read as a statement of nobody's side, and judged as
//! every claim is.

mod answer;
mod asked;
mod claim;
mod nearest;
mod order;
mod run;
mod says;
mod weigh;

pub use claim::{Author, Claim};
pub use run::check;
