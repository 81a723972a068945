//! Whether two texts say one thing, or speak of one matter, in one language or in two.
//!
//! A vector alone hardly sees names, numbers, days and negation; these are compared by themselves,
//! and a small logistic model, fitted to texts of the project's own, weighs all of it.

mod evidence;
mod scale;
mod search;
mod sight;
mod traces;
mod utterance;

pub use evidence::{BESIDE, Evidence, FIELDS};
pub use scale::Scale;
pub use search::{Answer, LOOKED_AT, PIECES, Pool};
pub use sight::{Matcher, Sight};
pub use traces::Traces;
pub(crate) use traces::hash;
pub(crate) use utterance::ROW;
pub use utterance::{Copied, one_utterance};
