//! Man pages, completions and the schema, from the definitions that the program uses.

use std::io::Write as _;
use std::path::Path;

use clap::CommandFactory as _;

use crate::args::Args;
use crate::failure::{Failure, Outcome};

pub(super) fn man(dir: &Path) -> Result<Outcome, Failure> {
    std::fs::create_dir_all(dir)?;
    clap_mangen::generate_to(Args::command(), dir)?;
    Ok(Outcome::Done)
}

pub(super) fn completions(shell: clap_complete::Shell) -> Result<Outcome, Failure> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "diptych", &mut text);
    anstream::stdout().lock().write_all(&text)?;
    Ok(Outcome::Done)
}

pub(super) fn schema() -> Result<Outcome, Failure> {
    anstream::stdout()
        .lock()
        .write_all(diptych::report::schema().as_bytes())?;
    Ok(Outcome::Done)
}
