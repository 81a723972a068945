//! Language knowledge for English, Russian and Ukrainian.
//!
//! What is known of a language stands in tables under `lang/<code>/*.toml`;
//! the code here only reads and applies them. It knows no documents.

pub mod dates;
mod detect;
mod names;
mod pattern;
pub mod places;
mod sentences;
mod stem;
mod tokens;

pub use detect::detect;
pub use names::{romanise, same_name};
pub use pattern::{Hit, PatternError, PatternSet};
pub use sentences::sentences;
pub use stem::stem;
pub use tokens::{Token, tokens};
