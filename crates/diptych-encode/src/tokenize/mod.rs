//! From a text to word pieces.

mod normal;
mod pieces;
mod trie;

pub use normal::normalize;
pub use pieces::Tokenizer;
