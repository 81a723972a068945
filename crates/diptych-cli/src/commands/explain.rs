//! `diptych explain`.

use std::io::Write as _;

use diptych::core::codes;

use super::run::compare_paths;
use crate::args::{Args, Explain};
use crate::failure::{Failure, Outcome};
use crate::screen::screen;

pub(super) fn run(args: &Args, explain: &Explain) -> Result<Outcome, Failure> {
    let comparison = compare_paths(
        args,
        std::slice::from_ref(&explain.path),
        explain.case.as_deref(),
    )?;
    let Some(explanation) = diptych::explain(&comparison.record, &explain.id) else {
        return Err(Failure::coded(
            &codes::NO_SUCH_ID,
            format!("nothing has the identifier `{}`", explain.id),
        ));
    };
    let mut out = anstream::stdout().lock();
    if explain.json {
        serde_json::to_writer_pretty(&mut out, &explanation).map_err(std::io::Error::from)?;
        writeln!(out)?;
        return Ok(Outcome::Done);
    }
    let bold = anstyle::Style::new().bold();
    let faint = anstyle::Style::new().dimmed();
    writeln!(out, "{bold}{}{bold:#}", explanation.id)?;
    for line in &explanation.lines {
        let indent = "  ".repeat(line.depth + 1);
        write!(
            out,
            "{indent}{bold}{}{bold:#}: {}",
            screen(&line.label),
            screen(&line.text.split_whitespace().collect::<Vec<_>>().join(" "))
        )?;
        for note in line.place.iter().chain(&line.rule) {
            write!(out, " {faint}[{}]{faint:#}", screen(note))?;
        }
        writeln!(out)?;
    }
    Ok(Outcome::Done)
}
