//! `diptych demo`.

use std::io::Write as _;
use std::time::Instant;

use diptych::core::codes;
use diptych::{Intake, report};

use super::run::compare_intake;
use crate::args::{Args, Demo};
use crate::failure::{Failure, Outcome};
use crate::{listing, sample, write};

pub(super) fn run(args: &Args, demo: &Demo) -> Result<Outcome, Failure> {
    let started = Instant::now();
    let folder = demo.out.join("case");
    for (path, bytes) in sample::files() {
        let file = folder.join(&path);
        let parent = file.parent().unwrap_or(&folder);
        std::fs::create_dir_all(parent)
            .and_then(|()| std::fs::write(&file, bytes))
            .map_err(|error| {
                Failure::coded(
                    &codes::WRITE,
                    format!("cannot write {}: {error}", file.display()),
                )
            })?;
    }
    let (case, given, problems) = sample::case();
    let comparison = compare_intake(
        args,
        Intake {
            case,
            case_file: None,
            given,
            problems,
        },
    )?;
    let record = &comparison.record;
    let page = demo.out.join("report.html");
    write::whole(&page, &report::html(record))?;
    write::whole(&demo.out.join("report.md"), &report::markdown(record))?;
    write::whole(&demo.out.join("record.json"), &report::json(record))?;

    let mut out = anstream::stdout().lock();
    out.write_all(report::table(record).as_bytes())?;
    let (sources, statements, findings) = (
        record.sources.len(),
        record.statements.len(),
        record.divergences.len(),
    );
    writeln!(
        out,
        "\n{sources} sources, {statements} statements, {findings} findings in {:.2} s",
        started.elapsed().as_secs_f64()
    )?;
    let shown = std::path::absolute(&page).unwrap_or(page);
    writeln!(out, "Report: {}", shown.display())?;
    writeln!(
        out,
        "Case:   {}",
        std::path::absolute(&folder).unwrap_or(folder).display()
    )?;
    // The sample holds faults on purpose; they are listed in the report.
    let _ = listing::problems(&record.problems, true);
    Ok(Outcome::Done)
}
