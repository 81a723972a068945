//! The network: from rows of the table to one vector for a text.

mod attend;
mod forward;
pub(crate) mod lanes;
mod linear;
mod rows;
pub(crate) mod wide;

pub(crate) use forward::{Body, Space};
