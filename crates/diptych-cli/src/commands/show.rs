//! `diptych show`.

use std::io::Write as _;

use diptych::Options;
use diptych::core::codes;

use super::run::{changes, max_size};
use crate::args::{Args, Show};
use crate::failure::{Failure, Outcome};
use crate::listing;
use crate::screen::screen;

pub(super) fn run(args: &Args, show: &Show) -> Result<Outcome, Failure> {
    let intake = diptych::gather(std::slice::from_ref(&show.path), None)?;
    let reading = diptych::read_all(
        &intake.given,
        intake.case.period,
        &Options {
            max_size: max_size(args),
            changes: changes(args),
            pdf: super::pdf::words(),
            ..Options::default()
        },
    );
    let wanted = show.source.as_deref();
    let matches = |path: &str, id: &str| {
        wanted.is_none_or(|wanted| {
            path == wanted || id.starts_with(wanted) || path.ends_with(&format!("/{wanted}"))
        })
    };
    let mut found = reading
        .sources
        .iter()
        .zip(&reading.documents)
        .filter(|(source, _)| matches(&source.path, source.id.as_str()));
    let Some((source, document)) = found.next() else {
        let mut problems = reading.problems;
        problems.retain(|problem| {
            problem
                .source
                .as_deref()
                .is_some_and(|path| matches(path, ""))
        });
        if problems.is_empty() {
            let known: Vec<&str> = reading
                .sources
                .iter()
                .map(|source| source.path.as_str())
                .collect();
            let help = format!("the sources are: {}", known.join(", "));
            return Err(Failure::usage(
                format!("no source `{}`", wanted.unwrap_or_default()),
                help,
            ));
        }
        return Ok(listing::problems(&problems, args.quiet));
    };
    if found.next().is_some() {
        let known: Vec<&str> = reading
            .sources
            .iter()
            .map(|source| source.path.as_str())
            .collect();
        return Err(Failure::usage(
            "several sources fit",
            format!("name one of: {}", known.join(", ")),
        ));
    }

    let mut out = anstream::stdout().lock();
    if show.json {
        let whole = serde_json::json!({ "source": source, "document": document });
        serde_json::to_writer_pretty(&mut out, &whole).map_err(std::io::Error::from)?;
        writeln!(out)?;
    } else {
        let faint = anstyle::Style::new().dimmed();
        for (number, block) in document.blocks.iter().enumerate() {
            let kind = serde_json::to_value(block.kind)
                .ok()
                .and_then(|kind| kind.as_str().map(str::to_owned))
                .unwrap_or_default();
            let reason = block
                .reason
                .as_deref()
                .map_or(String::new(), |reason| format!(", {}", screen(reason)));
            writeln!(
                out,
                "{faint}[{}] {}{reason}, bytes {}-{}{faint:#}",
                number + 1,
                kind.replace('_', " "),
                block.span.start,
                block.span.end
            )?;
            writeln!(out, "{}\n", screen(document.words(block)))?;
        }
    }
    let mut problems = reading.problems;
    problems.retain(|problem| {
        problem.source.as_deref() == Some(source.path.as_str())
            && problem.code != codes::SAME_TEXT.id
    });
    Ok(listing::problems(&problems, args.quiet))
}
