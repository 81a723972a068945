//! `cargo xtask test`: every check, one after the other, and one line that sums up.

mod commands;
mod run;
mod tally;

pub(crate) use run::run;
