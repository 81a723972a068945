//! Vectors for sentences, on the processor, without a network.
//!
//! A [`Model`] holds word pieces and weights; the one inside the program is
//! `Model::builtin()`. A [`SentenceEncoder`] makes vectors of texts with it:
//!
//! ```
//! use std::sync::Arc;
//! use diptych_encode::{Encoder, Model, SentenceEncoder, dot};
//!
//! # fn main() -> diptych_encode::Result<()> {
//! # if cfg!(not(feature = "builtin")) { return Ok(()) }
//! let encoder = SentenceEncoder::new(Arc::new(Model::builtin()?), 1)?;
//! let vectors = encoder.encode(&[
//!     "The bridge will be reopened in May.",
//!     "Мост снова откроют в мае.",
//!     "The harvest was poor.",
//! ])?;
//! let same = dot(vectors.row(0), vectors.row(1));
//! let other = dot(vectors.row(0), vectors.row(2));
//! assert!(same > other);
//! # Ok(())
//! # }
//! ```
//!
//! To rank across languages, take off each language's mean ([`Means`]) and correct for crowded
//! neighbourhoods ([`Crowding`], [`corrected`]); [`nearest`] searches, and
//! [`Cells`] where there are too many to look at all. [`Pieces`] put the few that were found in a better
//! order. [`Cached`] remembers vectors,
//! [`TableEncoder`] makes cheap ones.
//!
//! This crate knows no rule of any language and no storage.

#![cfg_attr(
    test,
    allow(
        clippy::float_cmp,
        reason = "numbers here are the same to the last bit, or wrong"
    )
)]
#![allow(
    clippy::inline_always,
    reason = "a loop takes on the processor's features only where it is inlined into `wide`"
)]

mod body;
mod cache;
mod encoder;
mod error;
mod grain;
mod keys;
mod lazy;
mod meeting;
mod model;
mod nearest;
mod pieces;
mod table;
mod tokenize;
mod vectors;

pub use cache::Cached;
pub use encoder::{Encoder, SentenceEncoder, Worded};
pub use error::{Error, Result};
pub use grain::Grain;
pub use keys::{TextKey, pair_keys, text_key, worded_key};
pub use lazy::Lazy;
pub use meeting::meet;
pub use model::{BLOCK_BYTES, BLOCK_WEIGHTS, Head, Kind, Model, Part, Shape, Tensor, write};
pub use nearest::{
    Background, Cells, Crowding, Means, Neighbour, corrected, nearest, products, products_with,
};
pub use pieces::{PieceGround, Pieces};
pub use table::TableEncoder;
pub use tokenize::{Tokenizer, normalize};
pub use vectors::{Vectors, dot, unit};
