//! Reports in a sentence: the reporting words, who they name, and what was said.

mod after;
mod asides;
mod bare;
mod channels;
mod extent;
mod marked;
mod nouns;
mod order;
mod place;
mod sentence;
mod slavic;
mod subject;
mod verbs;

pub(crate) use self::sentence::{Report, Sentence};
pub(crate) use self::subject::{cut_name, opening_subject};
