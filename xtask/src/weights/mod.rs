//! The weights of the repository, derived from the package they come from.

mod cut;
mod package;
mod run;

pub(crate) use run::{FILE, check, derive, whole};
