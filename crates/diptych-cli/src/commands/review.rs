//! `diptych review`.

use std::io::Write as _;

use diptych::Remembered;
use diptych::core::{Rendering, TranslationBasis, Verb};
use diptych::store::{Ruling, Store};

use super::memory;
use crate::args::{Args, Review};
use crate::failure::{Failure, Outcome};
use crate::listing;

pub(super) fn run(args: &Args, review: &Review) -> Result<Outcome, Failure> {
    let by = memory::by(review.by.as_deref())?;
    // A decision that cannot be kept is refused before anything is worked out.
    drop(Store::open(&Store::place(&review.case))?);
    let verb: Verb = review
        .verb
        .parse()
        .map_err(|message: String| Failure::usage(message, "see `diptych help review`"))?;
    let value = review.value.join(" ");
    let rendering = rendering(review)?;
    let ruling = Ruling {
        id: &review.id,
        verb,
        value: (!value.is_empty()).then_some(value.as_str()),
        by: &by,
        rendering: rendering.as_ref(),
    };
    let now = memory::now();
    let rule = |store: &mut Store, remembered: &Remembered| {
        let clock = memory::clock(store, &now)?;
        let decision = diptych::rule(store, remembered, ruling, &now)?;
        Ok((decision, clock))
    };
    let (remembered, (decision, clock)) = memory::decide(args, &review.case, rule)?;
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
    if let Some(rendering) = &decision.rendering {
        writeln!(
            out,
            "    {}",
            memory::line(&memory::whose(rendering, &decision.by))
        )?;
    }
    for words in &decision.seen.words {
        let (what, place) = memory::seen(words);
        writeln!(out, "    {what} {place}")?;
    }
    let mut open = memory::about_decisions(&remembered.record.problems);
    open.extend(clock);
    listing::problems(&open, args.quiet);
    Ok(Outcome::Done)
}

/// What is said of a translation; nothing where no flag says anything.
fn rendering(review: &Review) -> Result<Option<Rendering>, Failure> {
    let Some(lang) = &review.lang else {
        let stray = review.basis.is_some() || review.author.is_some();
        return if stray {
            Err(Failure::usage(
                "the language of the translation is missing",
                "name it with `--lang`, such as `--lang en`",
            ))
        } else {
            Ok(None)
        };
    };
    let basis = TranslationBasis::ALL
        .into_iter()
        .find(|basis| Some(basis.word()) == review.basis.as_deref());
    Ok(Some(Rendering {
        lang: lang.clone(),
        // What is not said to be anyone else's is the editor's own.
        basis: basis.unwrap_or(TranslationBasis::Editor),
        author: review.author.clone(),
    }))
}
