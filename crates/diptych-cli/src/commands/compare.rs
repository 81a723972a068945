//! `diptych compare`.

use std::io::{BufWriter, Write};

use diptych::core::Record;
use diptych::report;

use super::run::compare_paths_and;
use crate::args::{Args, Compare, CompareFormat};
use crate::failure::{Failure, Outcome};
use crate::{listing, write};

pub(super) fn run(args: &Args, compare: &Compare) -> Result<Outcome, Failure> {
    if let Some(path) = compare.write_case.as_ref().filter(|path| path.exists()) {
        return Err(Failure::usage(
            format!("{} exists", path.display()),
            "name a new file; a case file is never overwritten",
        ));
    }
    let format = if compare.json {
        CompareFormat::Json
    } else {
        compare.format
    };
    // JSON is written piece by piece: of a large case it would not all be held at once.
    let text = |record: &Record| match format {
        CompareFormat::Table => report::table(record),
        CompareFormat::Json => String::new(),
        CompareFormat::Html => report::html(record),
        CompareFormat::Md => report::markdown(record),
    };
    let (comparison, text) =
        compare_paths_and(args, &compare.paths, compare.case.as_deref(), text)?;
    let record = &comparison.record;
    let write = |out: &mut dyn Write| match format {
        CompareFormat::Json => report::write_json(record, out),
        _ => out.write_all(text.as_bytes()),
    };
    if let Some(path) = &compare.out {
        write::piecewise(path, write)?;
    } else {
        // Reports hold no codes for a terminal that would have to be taken out.
        let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
        write(&mut out)?;
        out.flush()?;
    }
    if let Some(path) = &compare.write_case {
        write::whole(path, &report::case_toml(&comparison.case))?;
    }
    let outcome = listing::problems(&record.problems, args.quiet);
    // The program ends here: the system takes back all memory at once, faster than piece by piece.
    std::mem::forget((comparison, text));
    Ok(outcome)
}
