//! `cargo xtask eval`: quality and speed, beside what others reach and what was committed.

mod build;
mod calibration;
mod cases;
mod degree;
mod figure;
mod page;
mod peers;
mod process;
mod questions;
mod run;
mod sets;
mod texts;

pub(crate) use build::program;
pub(crate) use process::run as ran_alone;
pub(crate) use questions::ask;
pub(crate) use run::{degrees, run, show_cases};
