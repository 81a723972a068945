//! Scoring quotations: which were found, and whose they are.
//!
//! The measures are those that are published for tools of this kind, so that
//! figures can be set beside theirs. The headline is *fragments at IoU ≥ .5
//! with the right speaker*: who said what, whether or not a quotation in
//! pieces counts as one.

mod gold;
mod kinds;
mod letters;
mod names;
mod pairs;
mod quotes;
mod ratio;
mod show;
mod tokens;

pub(crate) use gold::{Gold, GoldQuote, Prediction};
pub(crate) use names::names;
pub(crate) use quotes::score;
pub(crate) use ratio::Ratio;
pub(crate) use show::show;
pub(crate) use tokens::score_tokens;
