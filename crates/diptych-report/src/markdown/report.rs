//! The report as Markdown: the same content in the same order as the HTML.
//!
//! Every string of the record is escaped, so that rendering gives it back as it
//! stands and no part of it can become markup.

use std::fmt::Write as _;

use diptych_core::Record;

use crate::markdown::escape::{esc, link};
use crate::markdown::statement::{card, notes, quote};
use crate::view::{Finding, IssueView, Ladder, Page, Pair, Row};
use crate::words;

/// The report as Markdown (CommonMark with tables).
///
/// A quotation is a block quote whose first line is an HTML comment with the
/// statement and, run by run, the bytes shown.
pub fn markdown(record: &Record) -> String {
    let page = Page::new(record);
    let mut out = String::with_capacity(16 * 1024);
    let _ = writeln!(out, "# {}\n", esc(page.title));
    let _ = writeln!(out, "{}\n", esc(&page.headline));
    let mut facts: Vec<String> = page.period.iter().map(crate::dates::When::text).collect();
    if !page.sides.is_empty() {
        let names: Vec<String> = page.sides.iter().map(|side| esc(side.0)).collect();
        facts.push(names.join(" / "));
    }
    facts.push(words::count(page.sources.len(), "source", "sources"));
    facts.push(words::count(
        page.statement_count,
        "statement",
        "statements",
    ));
    let _ = writeln!(out, "{}\n", facts.join(" · "));
    if page.is_settled() {
        out.push_str("Every finding here was settled by a person. The readings behind them are the machine’s.\n");
    } else {
        let _ = writeln!(
            out,
            "**A machine’s draft.** {} of {} findings settled by a person. Read each quotation against its source before you publish.",
            page.settled.0, page.settled.1
        );
    }
    if page.proposed {
        out.push_str("The sides or issues were proposed by the program, not set by a person.\n");
    }
    for view in &page.issues {
        issue(&mut out, view);
    }
    if page.outside_count > 0 {
        out.push_str("\n## Statements outside the issues\n");
        for column in &page.outside {
            let _ = writeln!(out, "\n### {}", esc(column.side));
            for each in column.first.iter().chain(&column.more) {
                card(&mut out, each);
            }
        }
    }
    crate::markdown::edits::edits(&mut out, &page.edits);
    sources(&mut out, &page);
    method(&mut out, &page);
    crate::controls::show_with_directions(out)
}

fn issue(out: &mut String, view: &IssueView<'_>) {
    let _ = writeln!(
        out,
        "\n## {}. {}\n\n{}",
        view.number,
        esc(view.name),
        esc(&view.lead)
    );
    if !view.tally.is_empty() {
        let _ = writeln!(out, "\n{}.", view.tally.join("; "));
    }
    if !view.moves.is_empty() {
        out.push_str("\nWho moved over time:\n\n");
        for each in &view.moves {
            let _ = writeln!(out, "- {}", esc(each));
        }
    }
    out.push_str("\n### The ledger of claims\n");
    if view.ledger.is_empty() {
        out.push_str("\nNo side was found saying what another side agreed to or holds.\n");
    }
    for row in view.ledger.iter().chain(&view.unanswered) {
        ledger(out, row);
    }
    out.push_str("\n### Where the accounts part\n");
    if view.pairs.is_empty() {
        out.push_str("\nNo pair of statements was found that differs.\n");
    }
    for each in &view.pairs {
        pair(out, each);
    }
    for (heading, list) in [
        ("Where the accounts agree, or did not move", &view.agree),
        ("Set aside by a person", &view.rejected),
    ] {
        if !list.is_empty() {
            let _ = writeln!(out, "\n### {heading}");
            for each in list {
                pair(out, each);
            }
        }
    }
    if !view.ladders.is_empty() {
        out.push_str("\n### Positions on the ladder\n");
        for each in &view.ladders {
            ladder(out, each);
        }
    }
    if !view.timeline.is_empty() {
        out.push_str("\n### In order of time\n\n");
        for moment in &view.timeline {
            let _ = writeln!(
                out,
                "- {}: {}{}{}{}",
                moment.when.text(),
                esc(&moment.speaker),
                if moment.retold {
                    ", retold by an outlet"
                } else {
                    ""
                },
                if moment.degrees.is_empty() { "" } else { ": " },
                esc(&moment.degrees.join("; "))
            );
        }
    }
    out.push_str("\n### All statements, by side\n");
    for column in &view.columns {
        let _ = writeln!(out, "\n#### {}", esc(column.side));
        if column.first.is_empty() {
            let _ = writeln!(out, "\n{}.", words::NOT_FOUND);
        }
        for each in column.first.iter().chain(&column.more) {
            card(out, each);
        }
    }
    if !view.unsaid.is_empty() {
        out.push_str("\n#### Not said by anyone: reporters’ questions, beliefs ascribed and reports by outlets\n");
        for each in &view.unsaid {
            card(out, each);
        }
    }
}

fn ledger(out: &mut String, row: &Row<'_>) {
    let answer = &row.claim;
    let _ = writeln!(
        out,
        "\n**{} {}** of {} ({}): the claim, {}",
        row.sign,
        row.verdict,
        esc(&row.holder),
        row.attribution,
        answer.degree
    );
    let mut said = |answer: &crate::view::Answer<'_>, lead: &str| {
        let mut by = vec![format!("**{}**", esc(&answer.speaker))];
        if !answer.side.is_empty() {
            by.push(esc(answer.side));
        }
        by.push(esc(&answer.dates.said_text()));
        if !answer.order.is_empty() {
            by.push(answer.order.to_owned());
        }
        if answer.speaks_for_side {
            by.push("speaks for the side".to_owned());
        }
        by.push(link(answer.outlet, answer.url));
        by.push(esc(answer.language));
        let _ = writeln!(out, "\n{lead}{}", by.join(" · "));
        notes(out, &answer.notes);
        quote(out, &answer.quote);
    };
    said(answer, "Claimed by ");
    for each in &row.answers {
        said(each, "Own account: ");
    }
    if row.answers.is_empty() {
        let _ = writeln!(out, "\n{}.", row.none);
    }
}

fn pair(out: &mut String, pair: &Pair<'_>) {
    let findings: Vec<String> = pair.findings.iter().map(|each| esc(&each.words)).collect();
    let sign = pair.findings.first().map_or("", |each| each.sign);
    let _ = writeln!(
        out,
        "\n#### {sign} {}: {}",
        esc(&pair.who),
        findings.join("; ")
    );
    card(out, &pair.left);
    if let Some(right) = &pair.right {
        card(out, right);
    }
    if let Some(silence) = &pair.silence {
        let _ = writeln!(out, "\n**{}**: {}.", esc(&silence.who), words::NOT_FOUND);
        if !silence.sources.is_empty() {
            let paths: Vec<String> = silence.sources.iter().map(|path| esc(path)).collect();
            let period = silence
                .period
                .as_ref()
                .map_or(String::new(), |when| format!(" ({})", when.text()));
            let _ = writeln!(
                out,
                "Whole texts read for it{period}: {}.",
                paths.join(", ")
            );
        }
    }
    for found in &pair.findings {
        finding(out, found);
    }
}

fn finding(out: &mut String, found: &Finding<'_>) {
    let _ = writeln!(
        out,
        "\n**What differs and how** ({}; {}). {}\n",
        found.axis,
        found.status,
        esc(found.explanation)
    );
    for (side, list) in [("left", &found.left_words), ("right", &found.right_words)] {
        for why in list {
            let rule = why
                .rule
                .map_or(String::new(), |rule| format!(" ({})", esc(rule)));
            let outside = if why.outside {
                "; stands outside the words shown"
            } else {
                ""
            };
            let _ = writeln!(
                out,
                "- {side}: *{}*: “{}”{rule}{outside}",
                why.meaning,
                esc(why.text)
            );
        }
    }
    let _ = writeln!(
        out,
        "\nRank {} of 1: {}. Finding {}, {}.",
        found.score,
        found.facts.join("; "),
        esc(found.id),
        found.kind
    );
}

fn ladder(out: &mut String, ladder: &Ladder<'_>) {
    if !ladder.label.is_empty() {
        let _ = writeln!(out, "\n{}", esc(&ladder.label));
    }
    out.push_str("\n| Whose position | By whose account | Degree | Condition | Said | Words |\n| --- | --- | --- | --- | --- | --- |\n");
    for stand in &ladder.stands {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} |",
            esc(&stand.holder),
            esc(&stand.account),
            stand.rung,
            if stand.conditional {
                "yes"
            } else {
                "none found"
            },
            stand
                .when
                .as_ref()
                .map_or_else(|| "left open".to_owned(), crate::dates::When::text),
            esc(&stand.speaker)
        );
    }
}

fn sources(out: &mut String, page: &Page<'_>) {
    out.push_str("\n## Sources\n\n| Outlet and title | Published | Language | Kind | Extent | File | SHA-256 |\n| --- | --- | --- | --- | --- | --- | --- |\n");
    for source in &page.sources {
        let _ = writeln!(
            out,
            "| {}, {} | {} | {} | {} | {} | {} | {} |",
            esc(source.outlet),
            link(source.title, source.url),
            source
                .published
                .as_ref()
                .map_or_else(|| "not known".to_owned(), crate::dates::When::text),
            esc(source.language),
            source.kind,
            if source.extent.is_empty() {
                "not stated"
            } else {
                source.extent
            },
            esc(source.path),
            esc(source.sha256)
        );
    }
    if page.problem_count > 0 {
        out.push_str("\n## What was not read or not understood\n");
    }
    for group in &page.problems {
        let _ = writeln!(out, "\n### {} ({})\n", group.heading, group.count);
        for code in &group.codes {
            let _ = writeln!(out, "- {}: {}", esc(code.code), esc(code.help));
            for problem in &code.problems {
                let source = problem
                    .source
                    .as_deref()
                    .map_or(String::new(), |path| format!(" ({})", esc(path)));
                let _ = writeln!(out, "  - {}{source}", esc(&problem.message));
            }
        }
    }
}

fn method(out: &mut String, page: &Page<'_>) {
    out.push_str("\n## Marks and method\n\n");
    for line in &page.legend {
        let _ = writeln!(out, "- *{}*: {}", line.name, line.meaning);
    }
    let _ = write!(
        out,
        "\nEvery quotation is a run of bytes of its source, unchanged; \\[…\\] stands where words are left out. \
         “Goes further” compares two accounts by degree; it does not say which of them is right. \
         “No statement found in these sources” is about these sources only. \
         Means: {}. Schema of the record: {}.\n\n\
         Made by diptych. A machine’s draft until a person confirms it.\n",
        page.tier,
        esc(page.schema)
    );
}
