//! `diptych extract`.

use std::io::{BufRead, BufWriter, Write};
use std::path::{Path, PathBuf};

use diptych::attribute::Attributor;
use diptych::core::{Case, Problem, codes, parse_case};
use diptych::{Extracted, Incoming, Options};
use rayon::prelude::*;

use super::run::{changes, max_size};
use crate::args::{Args, Extract, ExtractFormat};
use crate::failure::{Failure, Outcome};
use crate::listing;
use crate::progress::Progress;
use crate::screen::screen;

/// Documents read before they are worked on together: enough for every core, little enough for any memory.
const BATCH: usize = 256;
/// Bytes read before they are worked on together, whatever their number.
const BATCH_BYTES: usize = 16_000_000;

pub(super) fn run(args: &Args, extract: &Extract) -> Result<Outcome, Failure> {
    let is_stream = extract.paths.iter().any(|path| path == Path::new("-"));
    if is_stream && extract.paths.len() > 1 {
        return Err(Failure::usage(
            "`-` stands alone",
            "give either `-` or paths",
        ));
    }
    let fallback = if is_stream {
        ExtractFormat::Jsonl
    } else {
        ExtractFormat::Table
    };
    let format = if extract.json {
        ExtractFormat::Jsonl
    } else {
        extract.format.unwrap_or(fallback)
    };
    let mut printer = Printer::new(format)?;
    let problems = if is_stream {
        let (case, mut problems) = read_case(extract.case.as_ref())?;
        stream(args, &case, &mut printer, &mut problems)?;
        problems
    } else {
        let intake = diptych::gather(&extract.paths, extract.case.as_deref())?;
        let progress = Progress::new(args.quiet);
        let step = |stage, done, of| progress.step(stage, done, of);
        let options = Options {
            max_size: max_size(args),
            changes: changes(args),
            pdf: super::pdf::words(),
            progress: &step,
            ..Options::default()
        };
        let found = diptych::extract_each(&intake.case, &intake.given, &options, |statement| {
            printer.print(&statement)
        })?;
        let mut problems = intake.problems;
        problems.extend(found);
        problems
    };
    printer.finish()?;
    Ok(listing::problems(&problems, args.quiet || is_stream))
}

fn read_case(path: Option<&PathBuf>) -> Result<(Case, Vec<Problem>), Failure> {
    let Some(path) = path else {
        return Ok((Case::default(), Vec::new()));
    };
    let text = std::fs::read_to_string(path).map_err(|error| {
        Failure::coded(
            &codes::UNREADABLE,
            format!("cannot read {}: {error}", path.display()),
        )
    })?;
    Ok(parse_case(&text))
}

/// Works through the lines of standard input in batches, in order, in bounded memory.
fn stream(
    args: &Args,
    case: &Case,
    printer: &mut Printer,
    problems: &mut Vec<Problem>,
) -> Result<(), Failure> {
    let attributor = Attributor::new(case);
    let limit = max_size(args);
    let mut input = std::io::stdin().lock();
    let (mut batch, mut bytes, mut number) = (Vec::with_capacity(BATCH), 0, 0_usize);
    loop {
        let mut line = Vec::new();
        let read =
            std::io::Read::take(&mut input, limit as u64 * 2 + 2).read_until(b'\n', &mut line)?;
        if read > 0 {
            number += 1;
            match incoming(&line, number, limit) {
                Ok(Some(document)) => batch.push(document),
                Ok(None) => {}
                Err(problem) => problems.push(*problem),
            }
            bytes += read;
        }
        if read == 0 || batch.len() == BATCH || bytes > BATCH_BYTES {
            let found: Vec<_> = batch
                .par_iter()
                .map(|one| diptych::extract_text(&attributor, one))
                .collect();
            for (statements, found) in found {
                for statement in &statements {
                    printer.print(statement)?;
                }
                problems.extend(
                    found
                        .into_iter()
                        .filter(|problem| problem.severity == diptych::core::Severity::Error),
                );
            }
            batch.clear();
            bytes = 0;
        }
        if read == 0 {
            return Ok(());
        }
    }
}

fn incoming(line: &[u8], number: usize, limit: usize) -> Result<Option<Incoming>, Box<Problem>> {
    if line.iter().all(u8::is_ascii_whitespace) {
        return Ok(None);
    }
    let document: Incoming = serde_json::from_slice(line).map_err(|error| {
        Box::new(Problem::new(
            &codes::BAD_LINE,
            format!("line {number} is no document: {error}"),
        ))
    })?;
    if document.text.len() > limit {
        let message = format!(
            "line {number} ({}) holds {} bytes, more than {limit}",
            document.doc,
            document.text.len()
        );
        return Err(Box::new(Problem::new(&codes::TOO_LARGE, message)));
    }
    Ok(Some(document))
}

enum Printer {
    Table(Box<dyn Write>),
    Jsonl(Box<dyn Write>),
    Csv(Box<csv::Writer<Box<dyn Write>>>),
}

impl Printer {
    fn new(format: ExtractFormat) -> Result<Self, Failure> {
        // JSON escapes what a terminal could take for a command; the others are stripped of it.
        let out: Box<dyn Write> = match format {
            ExtractFormat::Jsonl => {
                Box::new(BufWriter::with_capacity(1 << 16, std::io::stdout().lock()))
            }
            ExtractFormat::Table | ExtractFormat::Csv => {
                Box::new(BufWriter::new(anstream::stdout().lock()))
            }
        };
        Ok(match format {
            ExtractFormat::Table => Self::Table(out),
            ExtractFormat::Jsonl => Self::Jsonl(out),
            ExtractFormat::Csv => {
                let mut writer = csv::Writer::from_writer(out);
                writer
                    .write_record([
                        "doc",
                        "quote_start",
                        "quote_end",
                        "fragments",
                        "text",
                        "kind",
                        "speaker_start",
                        "speaker_end",
                        "speaker_text",
                        "speaker_name",
                        "reported_by",
                        "said_from",
                        "said_to",
                        "lang",
                        "denied",
                        "is_question",
                    ])
                    .map_err(csv_error)?;
                Self::Csv(Box::new(writer))
            }
        })
    }

    fn print(&mut self, one: &Extracted) -> Result<(), Failure> {
        match self {
            Self::Jsonl(out) => {
                serde_json::to_writer(&mut *out, one).map_err(std::io::Error::from)?;
                out.write_all(b"\n")?;
            }
            Self::Table(out) => {
                let speaker = one
                    .speaker_name
                    .as_deref()
                    .or(one.speaker_text.as_deref())
                    .unwrap_or("(speaker open)");
                let speaker = screen(speaker);
                let day = one
                    .said
                    .as_ref()
                    .map_or_else(String::new, |said| format!(", {}", said.from));
                let kind = serde_json::to_value(one.kind)
                    .ok()
                    .and_then(|kind| kind.as_str().map(str::to_owned))
                    .unwrap_or_default();
                writeln!(
                    out,
                    "{speaker}{day} ({}, {}:{}-{})",
                    kind.replace('_', " "),
                    screen(&one.doc),
                    one.quote_start,
                    one.quote_end
                )?;
                let denied = if one.denied { "(denied) " } else { "" };
                writeln!(
                    out,
                    "    {denied}{}\n",
                    screen(&one.text.split_whitespace().collect::<Vec<_>>().join(" "))
                )?;
            }
            Self::Csv(writer) => {
                let number = |value: Option<usize>| {
                    value.map_or_else(String::new, |value| value.to_string())
                };
                let fragments = serde_json::to_string(&one.fragments).unwrap_or_default();
                let kind = serde_json::to_value(one.kind)
                    .ok()
                    .and_then(|kind| kind.as_str().map(str::to_owned))
                    .unwrap_or_default();
                let day = |day: Option<diptych::core::Day>| {
                    day.map_or_else(String::new, |day| day.to_string())
                };
                writer
                    .write_record([
                        one.doc.clone(),
                        one.quote_start.to_string(),
                        one.quote_end.to_string(),
                        fragments,
                        one.text.clone(),
                        kind,
                        number(one.speaker_start),
                        number(one.speaker_end),
                        one.speaker_text.clone().unwrap_or_default(),
                        one.speaker_name.clone().unwrap_or_default(),
                        one.reported_by.join(" > "),
                        day(one.said.as_ref().map(|said| said.from)),
                        day(one.said.as_ref().map(|said| said.to)),
                        one.lang.to_string(),
                        one.denied.to_string(),
                        one.is_question.to_string(),
                    ])
                    .map_err(csv_error)?;
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Failure> {
        match self {
            Self::Table(out) | Self::Jsonl(out) => out.flush()?,
            Self::Csv(writer) => writer.flush()?,
        }
        Ok(())
    }
}

fn csv_error(error: csv::Error) -> Failure {
    std::io::Error::from(error).into()
}
