//! The diptych command: a thin shell over the pipeline.

mod args;
mod commands;
mod failure;
mod listing;
mod model;
mod progress;
mod sample;
mod screen;
mod write;

use std::process::ExitCode;

use clap::Parser as _;

/// Many threads make and drop many small texts; the allocator of the system is a fifth of the time then.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // A closed pipe ends the program quietly; clap itself exits with 2 on wrong usage.
    let args = args::Args::parse();
    match commands::run(&args) {
        Ok(outcome) => outcome.into(),
        Err(failure) => failure.report(),
    }
}
