//! `diptych review`.

use std::io::Write as _;

use diptych::core::Verb;
use diptych::store::{Ruling, Store};

use super::memory;
use crate::args::{Args, Review};
use crate::failure::{Failure, Outcome};
use crate::listing;

pub(super) fn run(args: &Args, review: &Review) -> Result<Outcome, Failure> {
    let by = memory::by(review.by.as_deref())?;
    // A decision that cannot be kept is refused before anything is worked out.
    drop(Store::open(&Store::place(&review.case))?);
    let (mut store, remembered) = memory::recall(args, &review.case)?;
    let verb: Verb = review
        .verb
        .parse()
        .map_err(|message: String| Failure::usage(message, "see `diptych help review`"))?;
    let value = review.value.join(" ");
    let ruling = Ruling {
        id: &review.id,
        verb,
        value: (!value.is_empty()).then_some(value.as_str()),
        by: &by,
    };
    let now = memory::now();
    let clock = memory::clock(&store, &now)?;
    let decision = diptych::rule(&mut store, &remembered, ruling, &now)?;
    // What it does shows at once, and an orphan or a dispute that is left.
    let (_, remembered) = memory::recall(args, &review.case)?;
    let mut out = anstream::stdout().lock();
    let value = decision
        .value
        .as_deref()
        .map_or(String::new(), |value| format!(" {}", memory::line(value)));
    writeln!(
        out,
        "{}  {}{value} on {} by {}",
        decision.id,
        decision.verb,
        decision.target,
        memory::line(&decision.by)
    )?;
    for words in &decision.seen.words {
        let speaker = words.speaker.as_deref().unwrap_or("speaker open");
        writeln!(
            out,
            "    {}: “{}” ({}:{}-{})",
            memory::line(speaker),
            memory::beginning(&words.text, 100),
            memory::line(&words.path),
            words.start,
            words.end
        )?;
    }
    let mut open = memory::about_decisions(&remembered.record.problems);
    open.extend(clock);
    listing::problems(&open, args.quiet);
    Ok(Outcome::Done)
}
