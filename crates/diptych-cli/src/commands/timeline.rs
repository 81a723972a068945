//! `diptych timeline`.

use std::io::Write as _;

use diptych::report;

use super::run::compare_paths;
use crate::args::{Args, Timeline, TimelineFormat};
use crate::failure::{Failure, Outcome};
use crate::{listing, write};

pub(super) fn run(args: &Args, timeline: &Timeline) -> Result<Outcome, Failure> {
    let comparison = compare_paths(args, &timeline.paths, timeline.case.as_deref())?;
    let record = &comparison.record;
    let format = if timeline.json {
        TimelineFormat::Json
    } else {
        timeline.format
    };
    let text = match format {
        TimelineFormat::Table => report::timeline_table(record),
        TimelineFormat::Svg => report::timeline_svg(record),
        TimelineFormat::Json => report::timeline_json(record),
        TimelineFormat::Md => report::timeline_markdown(record),
    };
    match &timeline.out {
        Some(path) => write::whole(path, &text)?,
        None => anstream::stdout().lock().write_all(text.as_bytes())?,
    }
    Ok(listing::problems(&record.problems, args.quiet))
}
