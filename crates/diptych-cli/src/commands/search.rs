//! `diptych search`.

use std::io::Write as _;

use diptych::core::{CaseHead, Day, IssueId, Lang, SideId, StatementKind, fold_text};
use diptych::store::{Filter, Match, Query};

use super::memory;
use crate::args::{Args, Search};
use crate::failure::{Failure, Outcome};

pub(super) fn run(args: &Args, search: &Search) -> Result<Outcome, Failure> {
    let query = Query::parse(&search.query.join(" "))?;
    let (store, case) = memory::index(args, &search.case)?;
    let filter = filter(search, &case)?;
    if query.is_empty() && filter == Filter::default() {
        return Err(Failure::usage(
            "nothing is looked for",
            "give words, or a filter such as `--speaker`",
        ));
    }
    let found = store.search(&query, &filter, search.limit, search.skip)?;
    let mut out = anstream::stdout().lock();
    if search.json {
        serde_json::to_writer_pretty(&mut out, &found).map_err(std::io::Error::from)?;
        writeln!(out)?;
        return Ok(Outcome::Done);
    }
    for one in &found.matches {
        print(&mut out, one)?;
    }
    let first = if found.matches.is_empty() {
        0
    } else {
        search.skip + 1
    };
    let more = if found.more { "more than " } else { "" };
    writeln!(
        out,
        "{first} to {} of {more}{}",
        search.skip + found.matches.len(),
        found.total
    )?;
    Ok(Outcome::Done)
}

fn filter(search: &Search, case: &CaseHead) -> Result<Filter, Failure> {
    let day = |text: &Option<String>| match text.as_deref() {
        None => Ok(None),
        Some(text) => Day::parse(text).map(Some).ok_or_else(|| {
            Failure::usage(
                format!("`{text}` is no day of the calendar"),
                "write days as YYYY-MM-DD",
            )
        }),
    };
    let same = |a: &str, b: &str| fold_text(a) == fold_text(b);
    let side = search.side.as_deref().map(|wanted| {
        let found = case
            .sides
            .iter()
            .find(|side| same(side.id.as_str(), wanted) || same(&side.name, wanted));
        let known: Vec<&str> = case.sides.iter().map(|side| side.id.as_str()).collect();
        found
            .map(|side| side.id.clone())
            .ok_or_else(|| none("side", wanted, &known))
    });
    let issue = search.issue.as_deref().map(|wanted| {
        let found = case
            .issues
            .iter()
            .find(|issue| same(issue.id.as_str(), wanted) || same(&issue.name, wanted));
        let known: Vec<&str> = case.issues.iter().map(|issue| issue.id.as_str()).collect();
        found
            .map(|issue| issue.id.clone())
            .ok_or_else(|| none("issue", wanted, &known))
    });
    let kind = search.kind.as_deref().map(|wanted| {
        let plain = wanted.replace([' ', '-'], "_").to_lowercase();
        serde_json::from_value::<StatementKind>(plain.into()).map_err(|_| {
            let known = [
                "direct",
                "mixed",
                "indirect",
                "turn",
                "post",
                "official_text",
                "block",
            ];
            none("kind", wanted, &known)
        })
    });
    Ok(Filter {
        speaker: search.speaker.clone(),
        side: side.transpose()?.map(|side: SideId| side),
        issue: issue.transpose()?.map(|issue: IssueId| issue),
        kind: kind.transpose()?,
        lang: search.lang.as_deref().map(Lang::from),
        source: None,
        from: day(&search.from)?,
        to: day(&search.to)?,
    })
}

fn none(what: &str, wanted: &str, known: &[&str]) -> Failure {
    Failure::usage(
        format!("no {what} `{wanted}`"),
        format!("there are: {}", known.join(", ")),
    )
}

fn print(out: &mut impl std::io::Write, one: &Match) -> Result<(), Failure> {
    let statement = &one.statement;
    let span = statement.span();
    let speaker = statement.speaker.shown().unwrap_or("(speaker open)");
    let day = match (&statement.said, statement.published) {
        (Some(said), _) if said.from == said.to => format!(", {}", said.from),
        (Some(said), _) => format!(", {} to {}", said.from, said.to),
        (None, Some(day)) => format!(", published {day}"),
        (None, None) => String::new(),
    };
    let kind = serde_json::to_value(statement.kind)
        .ok()
        .and_then(|kind| kind.as_str().map(|kind| kind.replace('_', " ")))
        .unwrap_or_default();
    writeln!(
        out,
        "{}{day} ({kind}, {}:{}-{})  {}",
        memory::line(speaker),
        memory::line(&statement.path),
        span.start,
        span.end,
        statement.id
    )?;
    let strong = anstyle::Style::new().bold();
    let mut text = String::new();
    for fragment in &statement.fragments {
        if !text.is_empty() {
            text.push_str(" […] ");
        }
        let mut at = fragment.start;
        for hit in one
            .hits
            .iter()
            .filter(|hit| fragment.span().contains(**hit))
        {
            // Hits and fragments are ranges of one document, cut at characters.
            let part = |from: usize, to: usize| {
                fragment
                    .text
                    .get(from - fragment.start..to - fragment.start)
                    .unwrap_or("")
            };
            let (before, word) = (part(at, hit.start), part(hit.start, hit.end));
            for part in [
                clean(before),
                strong.render().to_string(),
                clean(word),
                strong.render_reset().to_string(),
            ] {
                text.push_str(&part);
            }
            at = hit.end;
        }
        text.push_str(&clean(
            fragment.text.get(at - fragment.start..).unwrap_or(""),
        ));
    }
    writeln!(out, "    {text}\n")?;
    Ok(())
}

/// Without control characters and line ends; spaces stay where the words of a hit part.
fn clean(text: &str) -> String {
    let one_line: String = text
        .chars()
        .map(|one| if one.is_whitespace() { ' ' } else { one })
        .collect();
    crate::screen::screen(&one_line).into_owned()
}
