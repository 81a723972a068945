//! What people decided: the log, and what it does to a record.

mod apply;
mod bind;
mod disagree;
mod log;
mod rule;
mod seen;

pub use apply::Applied;
pub use disagree::Disagreement;
pub use log::Log;
pub(crate) use log::{keep as keep_decision, next_turn};
pub use rule::{Ruling, rendering_of, value_of};
pub use seen::{find, seen_source, seen_statement};
