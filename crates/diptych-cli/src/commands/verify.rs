//! `diptych verify`.

use std::io::{Read as _, Write};
use std::path::Path;

use diptych::Given;
use diptych::core::{
    Change, ChangeKind, MatchRole, QuoteMatch, QuoteVerdict, Said, Verification, VerifiedQuote,
};

use super::ask::ask;
use super::memory::line;
use super::run::max_size;
use crate::args::{Args, Verify};
use crate::failure::{Failure, Outcome};
use crate::listing;

/// Characters of a run of equal words that a difference shows at each end.
const SHOWN: usize = 40;

pub(super) fn run(args: &Args, verify: &Verify) -> Result<Outcome, Failure> {
    let draft = draft(args, verify)?;
    let mut verification = ask(
        args,
        &verify.case,
        |case, texts, options| {
            let (reading, said) = (&texts.reading, &texts.statements);
            diptych::verify_in(case, reading, said, &draft, options)
        },
        |intake, options| diptych::verify(&intake.case, &intake.given, &draft, options),
        |verification| &mut verification.problems,
    )?;
    let mut out = anstream::stdout().lock();
    if verify.json {
        serde_json::to_writer_pretty(&mut out, &verification).map_err(std::io::Error::from)?;
        writeln!(out)?;
    } else {
        table(&mut out, &verification)?;
    }
    let wrong = verification.wrong > 0;
    let ended = listing::problems(&std::mem::take(&mut verification.problems), args.quiet);
    Ok(if wrong { Outcome::Partly } else { ended })
}

fn draft(args: &Args, verify: &Verify) -> Result<Given, Failure> {
    if verify.draft == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .take(max_size(args) as u64 + 1)
            .read_to_end(&mut bytes)?;
        return Ok(Given::bytes(
            verify.name.as_deref().unwrap_or("(standard input)"),
            bytes,
        ));
    }
    if !verify.draft.is_file() {
        return Err(Failure::usage(
            format!("{} is no file", verify.draft.display()),
            "name the draft, a text, Markdown or HTML file; `-` reads standard input",
        ));
    }
    let shown = verify.draft.to_string_lossy().replace('\\', "/");
    Ok(Given::file(shown, verify.draft.clone()))
}

fn table(out: &mut impl Write, verification: &Verification) -> Result<(), Failure> {
    for quote in &verification.quotations {
        print(out, &verification.draft, quote)?;
    }
    let checked = verification.quotations.len();
    let plural = |count: usize, word: &str| match count {
        1 => format!("1 {word}"),
        count => format!("{count} {word}s"),
    };
    let passed = match verification.passed_over.len() {
        0 => String::new(),
        count => format!("; {} passed over", plural(count, "short phrase")),
    };
    writeln!(
        out,
        "{} checked against {}, matched {}: {} to look at again{passed}",
        plural(checked, "quotation"),
        plural(verification.sources, "source"),
        verification.tier.words(),
        verification.wrong
    )?;
    Ok(())
}

fn print(out: &mut impl Write, draft: &str, quote: &VerifiedQuote) -> Result<(), Failure> {
    let bold = anstyle::Style::new().bold();
    let faint = anstyle::Style::new().dimmed();
    let colour = if quote.wrong {
        anstyle::AnsiColor::Red.on_default().bold()
    } else if quote.verdict == QuoteVerdict::Translated {
        anstyle::AnsiColor::Yellow.on_default().bold()
    } else {
        anstyle::AnsiColor::Green.on_default().bold()
    };
    let kinds = if quote.findings.is_empty() {
        quote.verdict.words().to_owned()
    } else {
        let mut words: Vec<&str> = quote.findings.iter().map(|one| one.kind.words()).collect();
        words.dedup();
        words.join(", ")
    };
    let start = quote.fragments.first().map_or(0, |one| one.start);
    let end = quote.fragments.last().map_or(0, |one| one.end);
    let who = quote.speaker.as_deref().unwrap_or("(speaker open)");
    writeln!(
        out,
        "{bold}{}.{bold:#} {colour}{kinds}{colour:#}  {}{}  {faint}{}:{start}-{end}{faint:#}",
        quote.number,
        line(who),
        day(quote.said.as_ref()),
        line(draft),
    )?;
    let words: Vec<String> = quote.fragments.iter().map(|one| line(&one.text)).collect();
    writeln!(out, "    “{}”", words.join(" […] "))?;
    for finding in &quote.findings {
        writeln!(
            out,
            "    {}: {}",
            finding.kind.words(),
            line(&finding.message)
        )?;
    }
    if quote
        .diff
        .iter()
        .any(|change| !matches!(change.kind, ChangeKind::Same | ChangeKind::Between))
    {
        writeln!(out, "    difference: {}", diff(&quote.diff))?;
    }
    for one in &quote.matches {
        passage(out, one)?;
    }
    if quote.more_places > 0 {
        writeln!(
            out,
            "    the same words in {} more of the sources",
            quote.more_places
        )?;
    }
    for note in &quote.notes {
        writeln!(out, "    {faint}note:{faint:#} {}", line(&note.message))?;
    }
    writeln!(out)?;
    Ok(())
}

fn passage(out: &mut impl Write, one: &QuoteMatch) -> Result<(), Failure> {
    let faint = anstyle::Style::new().dimmed();
    let role = match one.role {
        MatchRole::Holds => "source",
        MatchRole::Part => "part",
        MatchRole::Original => "original",
        MatchRole::Nearest => "nearest",
    };
    let words: Vec<String> = one.fragments.iter().map(|part| line(&part.text)).collect();
    let start = one.fragments.first().map_or(0, |part| part.start);
    let end = one.fragments.last().map_or(0, |part| part.end);
    let who = one.speaker.as_deref().unwrap_or("(speaker open)");
    writeln!(
        out,
        "    {role}: {}{} [{}] “{}”  {faint}{}:{start}-{end}{faint:#}",
        line(who),
        day(one.said.as_ref()),
        one.lang,
        words.join(" […] "),
        line(&one.path),
    )?;
    Ok(())
}

fn day(said: Option<&Said>) -> String {
    match said {
        Some(said) if said.from == said.to => format!(", {}", said.from),
        Some(said) => format!(", {} to {}", said.from, said.to),
        None => String::new(),
    }
}

/// The difference on one line: `[-source-]{+draft+}`, `[…]` for what a mark passes over.
fn diff(changes: &[Change]) -> String {
    let mut parts = Vec::new();
    for change in changes {
        let source = change.source.as_ref().map(|one| line(&one.text));
        let draft = change.draft.as_ref().map(|one| line(&one.text));
        parts.push(match change.kind {
            ChangeKind::Same => middle(&source.unwrap_or_default()),
            ChangeKind::Between => "…".to_owned(),
            ChangeKind::MarkedCut => format!("[…: {}]", middle(&source.unwrap_or_default())),
            ChangeKind::Changed | ChangeKind::LeftOut | ChangeKind::PutIn => {
                let gone = source.map_or(String::new(), |words| format!("[-{words}-]"));
                let new = draft.map_or(String::new(), |words| format!("{{+{words}+}}"));
                gone + &new
            }
        });
    }
    parts.join(" ")
}

/// Both ends of a long run of words.
fn middle(words: &str) -> String {
    let count = words.chars().count();
    if count <= SHOWN * 2 {
        return words.to_owned();
    }
    let head: String = words.chars().take(SHOWN).collect();
    let tail: String = words.chars().skip(count - SHOWN).collect();
    format!("{} … {}", head.trim_end(), tail.trim_start())
}
