//! Automation for the workspace: `cargo xtask help` lists what it does.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for developers that talks to their terminal"
)]

mod check;
mod encoder;
mod eval;
mod growth;
mod increment;
mod load;
mod reach;
mod scale;
mod score;
mod third_party;
mod tidy;
mod tree;
mod verbs;
mod weights;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    verbs::run(&arguments)
}
