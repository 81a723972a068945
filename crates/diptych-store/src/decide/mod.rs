//! What people decided: the log, and what it does to a record.

mod apply;
mod bind;
mod log;
mod rule;
mod seen;

pub use apply::Applied;
pub use log::Log;
pub(crate) use log::keep as keep_decision;
pub use rule::{Ruling, value_of};
pub use seen::{find, seen_source, seen_statement};
