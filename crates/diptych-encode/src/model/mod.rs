//! The file that holds a model: head, pieces, table, body.

mod blocks;
mod form;
mod head;
mod read;

#[cfg(test)]
pub(crate) use blocks::expand;
pub use blocks::{BLOCK_BYTES, BLOCK_WEIGHTS};
pub(crate) use blocks::{scale_of, steps_of};
pub use form::{Part, write};
pub use head::{Head, Kind, Shape, Tensor};
pub use read::Model;
