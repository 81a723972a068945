//! Names across spelling, inflection and script.

mod endings;
mod romanise;
mod same;

pub use endings::{base_form, name_key};
pub use romanise::romanise;
pub use same::same_name;
