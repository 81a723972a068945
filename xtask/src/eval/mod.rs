//! `cargo xtask eval`: quality and speed, beside what others reach and what was committed.

mod build;
mod cases;
mod figure;
mod page;
mod peers;
mod process;
mod run;
mod sets;
mod texts;

pub(crate) use run::{run, show_cases};
