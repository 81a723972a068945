//! How far matching across languages reaches, and the weights fitted for it.

mod copies;
mod fit;
mod many;
mod run;
mod sets;
mod triples;

pub(crate) use many::many;
pub(crate) use run::{fit, measure};
