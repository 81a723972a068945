//! The people and bodies of a case and of a text, and who a mention names.

mod bodies;
mod gender;
mod groups;
mod kin;
mod later;
mod lines;
mod members;
mod offices;
mod outlets;
mod read;
mod recall;
mod resolve;
mod roster;
mod salience;
mod signatures;
mod ties;
mod votes;

pub(crate) use self::later::is_age;
pub(crate) use self::members::{Cast, Member};
use self::members::{Naming, count_words, last_words, looks_oblique, strip_article};
pub(crate) use self::roster::Roster;
