//! Witnesses of one utterance: copies of the same speaker's words around the same day, in one
//! language or several.
//!
//! `voices` holds what a statement is matched by, `join` finds the copies, and `witness` chooses
//! the best of them and tells how the others differ from it; `texts` finds whole texts that mostly
//! repeat another one. Whether two texts are one is decided by
//! [`crate::matching`] alone.

mod join;
mod texts;
mod voices;
mod witness;

pub use texts::{NearText, near_texts};
pub(crate) use witness::utterances;
