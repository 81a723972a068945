//! `diptych compare`.

use std::io::{BufWriter, Write};

use diptych::report;

use super::run::compare_paths;
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
    let comparison = compare_paths(args, &compare.paths, compare.case.as_deref())?;
    let record = &comparison.record;
    let format = if compare.json {
        CompareFormat::Json
    } else {
        compare.format
    };
    let write = |out: &mut dyn Write| match format {
        CompareFormat::Table => out.write_all(report::table(record).as_bytes()),
        CompareFormat::Json => report::write_json(record, out),
        CompareFormat::Html => out.write_all(report::html(record).as_bytes()),
        CompareFormat::Md => out.write_all(report::markdown(record).as_bytes()),
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
    Ok(listing::problems(&record.problems, args.quiet))
}
