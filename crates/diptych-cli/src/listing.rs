//! The list of problems, on standard error.

use std::io::Write as _;

use anstyle::AnsiColor;
use diptych::core::{Problem, Severity};

use crate::failure::Outcome;
use crate::screen::screen;

/// Prints errors and warnings one by one, the rest as a count; says how the run ended.
pub(crate) fn problems(problems: &[Problem], quiet: bool) -> Outcome {
    let mut err = anstream::stderr().lock();
    let mut infos = 0;
    for problem in problems {
        let (style, word) = match problem.severity {
            Severity::Error => (AnsiColor::Red.on_default().bold(), "error"),
            Severity::Warning if quiet => continue,
            Severity::Warning => (AnsiColor::Yellow.on_default().bold(), "warning"),
            Severity::Info => {
                infos += 1;
                continue;
            }
        };
        let place = match (&problem.source, problem.span) {
            (Some(source), Some(span)) if !problem.message.contains(source.as_str()) => {
                format!("{source}:{}: ", span.start)
            }
            (Some(source), None) if !problem.message.contains(source.as_str()) => {
                format!("{source}: ")
            }
            _ => String::new(),
        };
        // A failed write to standard error has nowhere to be told.
        let _ = writeln!(
            err,
            "{style}{word}[{}]{style:#}: {}{}",
            problem.code,
            screen(&place),
            screen(&problem.message)
        );
        let _ = writeln!(err, "  help: {}", problem.help);
    }
    if infos > 0 && !quiet {
        let _ = writeln!(
            err,
            "{infos} notes; `--format json` lists them under `problems`"
        );
    }
    if problems
        .iter()
        .any(|problem| problem.severity == Severity::Error)
    {
        Outcome::Partly
    } else {
        Outcome::Done
    }
}
