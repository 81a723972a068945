//! `diptych check`.

use std::io::Write;

use diptych::core::{Account, Answer, Case, CheckPassage, Checked, Lang};

use super::ask::ask;
use super::memory::line;
use crate::args::{Args, Check};
use crate::failure::{Failure, Outcome};
use crate::listing;

/// Characters of a claim, at most.
const LONGEST: usize = 2_000;

/// Passages shown where not all are asked for: a glance, with the claim and the answer.
const SHOWN: usize = 5;

pub(super) fn run(args: &Args, check: &Check) -> Result<Outcome, Failure> {
    let claim = check.claim.join(" ");
    if claim.trim().is_empty() || claim.chars().count() > LONGEST {
        return Err(Failure::usage(
            format!("a claim has between 1 and {LONGEST} characters"),
            "give one sentence, such as \"Borvia has agreed to open the weir\"",
        ));
    }
    let lang = || check.lang.as_deref().map(Lang::from);
    let (mut checked, side) = ask(
        args,
        &check.case,
        |case, texts, options| {
            let (reading, said) = (&texts.reading, &texts.statements);
            let checked = diptych::check_in(case, reading, said, &claim, lang(), options);
            let side = side(case, &checked);
            (checked, side)
        },
        |intake, options| {
            let checked = diptych::check(&intake.case, &intake.given, &claim, lang(), options);
            let side = side(&intake.case, &checked);
            (checked, side)
        },
        |(checked, _)| &mut checked.problems,
    )?;
    let found = checked.passages.len();
    if !check.all {
        checked.passages.truncate(SHOWN);
    }
    let mut out = anstream::stdout().lock();
    if check.json {
        serde_json::to_writer_pretty(&mut out, &checked).map_err(std::io::Error::from)?;
        writeln!(out)?;
    } else {
        table(&mut out, &checked, side.as_deref(), found)?;
    }
    Ok(listing::problems(&checked.problems, args.quiet))
}

/// The name of the side whose account answers, where one does.
fn side(case: &Case, checked: &Checked) -> Option<String> {
    let first = || checked.passages.first().and_then(|one| one.side.as_ref());
    let side = checked.holder.as_ref().or_else(first)?;
    let name = case.sides.iter().find(|one| one.id == *side);
    let name = name.map_or_else(|| side.as_str().to_owned(), |side| side.name.clone());
    // Where people of one side say otherwise, it is the answer of one of them.
    let own = || {
        checked
            .passages
            .iter()
            .filter(|one| one.account == Account::Own && one.answer.is_some())
    };
    let denies = |one: &CheckPassage| one.answer == Some(Answer::Denied);
    let is_split = own().any(denies) && !own().all(denies);
    let speaker = own().next().and_then(|one| one.speaker.clone());
    Some(match speaker {
        Some(speaker) if is_split && speaker != name => format!("{speaker} ({name})"),
        _ => name,
    })
}

fn table(
    out: &mut impl Write,
    checked: &Checked,
    side: Option<&str>,
    found: usize,
) -> Result<(), Failure> {
    let bold = anstyle::Style::new().bold();
    writeln!(out, "{}", line(&checked.claim))?;
    let holder = match (side, checked.answer) {
        (_, Answer::NotFound) | (None, _) => String::new(),
        (Some(side), _) => format!(" {}", line(side)),
    };
    writeln!(out, "{bold}{}{holder}{bold:#}\n", checked.answer.words())?;
    for one in &checked.passages {
        passage(out, one)?;
    }
    let more = match found - checked.passages.len() {
        0 => String::new(),
        more => format!("; {more} more with --all"),
    };
    let tier = checked.tier.words();
    writeln!(out, "{} sources, matched {tier}{more}", checked.sources)?;
    Ok(())
}

fn passage(out: &mut impl Write, one: &CheckPassage) -> Result<(), Failure> {
    let faint = anstyle::Style::new().dimmed();
    let day = match &one.said {
        Some(said) if said.from == said.to => format!(", {}", said.from),
        Some(said) => format!(", {} to {}", said.from, said.to),
        None => String::new(),
    };
    let role = match (one.account, one.answer) {
        (Account::Rival, _) => "claimed by another",
        (Account::Own, Some(answer)) => short(answer),
        (Account::Own, None) => "near",
    };
    writeln!(
        out,
        "  {role}: {}{day} [{}] “{}”  {faint}{}:{}-{}{faint:#}",
        line(one.speaker.as_deref().unwrap_or("(speaker open)")),
        one.lang,
        line(&one.words.text),
        line(&one.path),
        one.words.start,
        one.words.end,
    )?;
    Ok(())
}

fn short(answer: Answer) -> &'static str {
    match answer {
        Answer::Confirmed => "the same",
        Answer::Denied => "denies it",
        Answer::Weaker => "less",
        Answer::Further => "more",
        Answer::Condition => "on a condition",
        Answer::OtherTerms => "other terms",
        Answer::RivalOnly | Answer::NotFound => "near",
    }
}
