//! Man pages, completions and the schema, from the definitions that the program uses.

use std::io::Write as _;
use std::path::Path;

use clap::CommandFactory as _;

use crate::args::{Args, SchemaOf};
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

pub(super) fn schema(of: SchemaOf) -> Result<Outcome, Failure> {
    let text = match of {
        SchemaOf::Compare => diptych::report::schema(),
        SchemaOf::Check => diptych::report::check_schema(),
        SchemaOf::Verify => diptych::report::verify_schema(),
    };
    anstream::stdout().lock().write_all(text.as_bytes())?;
    Ok(Outcome::Done)
}
