//! Language knowledge for English, Russian and Ukrainian.
//!
//! What is known of a language stands in tables under `lang/<code>/*.toml`;
//! the code here only reads and applies them. It knows no documents.

mod cues;
pub mod dates;
mod decline;
mod detect;
mod flags;
mod forms;
pub mod glossary;
mod hash;
mod inflect;
pub mod ladder;
mod names;
pub mod numbers;
pub mod parties;
mod pattern;
pub mod places;
pub mod precedents;
mod sentences;
mod stem;
mod tokens;

pub use cues::{CueExample, Lexicon, Office, Phrase, PhraseKind, lexicon};
pub use detect::detect;
pub use flags::Flags;
pub use names::{base_form, name_key, romanise, same_name};
pub use pattern::{Hit, PatternError, PatternSet};
pub use sentences::sentences;
pub use stem::stem;
pub use tokens::{Token, tokens};
