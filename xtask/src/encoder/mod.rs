//! What the encoder reaches, and the means that belong to it.

mod clock;
mod data;
mod means;
mod recall;
mod run;
mod speed;

pub(crate) use clock::{peak, say, time};
pub(crate) use data::triples;
pub(crate) use run::{compare, measure, model, write_means};
