//! Statements and quotations in Markdown.

use std::fmt::Write as _;

use crate::markdown::escape::{esc, esc_lines, link};
use crate::quote::Quote;
use crate::view::{Card, Dates};

pub(super) fn card(out: &mut String, card: &Card<'_>) {
    let mut head = format!("\n**{}**", esc(&card.speaker));
    if let Some(role) = card.role {
        let _ = write!(head, ", {}", esc(role));
    }
    let side = if card.side.is_empty() {
        "of no side of the case"
    } else {
        card.side
    };
    let _ = writeln!(out, "{head} ({})  ", esc(side));
    let _ = writeln!(out, "{}  ", dates(&card.dates));
    let mut from = vec![link(card.outlet, card.url)];
    from.extend(card.title.map(|title| format!("*{}*", esc(title))));
    from.push(card.kind.to_owned());
    from.push(esc(card.language));
    from.extend(card.occasion.map(esc));
    let _ = writeln!(out, "{}", from.join(" · "));
    notes(out, &card.notes);
    if let Some(question) = card.question {
        let _ = writeln!(out, "\nAsked: {}", esc(question));
    }
    quote(out, &card.quote);
    for other in &card.translations {
        let _ = writeln!(out, "\n{}: {}", esc(&other.whose), esc(other.text));
    }
    for (text, by) in &card.remarks {
        let _ = writeln!(out, "\n_Context: {} (noted by {})_", esc(text), esc(by));
    }
    for (name, words) in [("Before", card.before), ("After", card.after)] {
        if let Some(words) = words {
            let _ = writeln!(out, "\n{name}: {}", esc(words));
        }
    }
    for witness in &card.witnesses {
        let _ = writeln!(
            out,
            "\nThe same words in {} ({}{}{}):",
            link(witness.outlet, witness.url),
            esc(witness.language),
            if witness.how.is_empty() { "" } else { ", " },
            esc(witness.how)
        );
        quote(out, &witness.quote);
    }
    if !card.full.is_empty() {
        return;
    }
    for reading in &card.readings {
        let _ = writeln!(out, "\n- read as: {}", esc(reading));
    }
    for why in &card.whys {
        let rule = why
            .rule
            .map_or(String::new(), |rule| format!(" ({})", esc(rule)));
        let _ = writeln!(out, "- *{}*: “{}”{rule}", why.meaning, esc(why.text));
    }
}

pub(super) fn dates(dates: &Dates<'_>) -> String {
    let mut out = format!("Said {}", dates.said_text());
    if dates.said.is_some() {
        let _ = write!(out, " ({}", dates.basis);
        if let Some(words) = dates.words {
            let _ = write!(out, ": “{}”", esc(words));
        }
        if let Some(tz) = dates.tz {
            let _ = write!(out, "; counted in {}", esc(tz));
        }
        out.push(')');
    }
    for other in &dates.alternatives {
        let _ = write!(out, " or {}", other.text());
    }
    if let Some(published) = &dates.published {
        let _ = write!(out, " · published {}", published.text());
    }
    out
}

pub(super) fn notes(out: &mut String, notes: &[String]) {
    for note in notes {
        let _ = writeln!(out, "\n_{}_", esc(note));
    }
}

pub(super) fn quote(out: &mut String, quote: &Quote<'_>) {
    let runs: Vec<String> = quote
        .runs
        .iter()
        .map(|run| format!("{}-{}", run.start, run.end))
        .collect();
    // Two hyphens would end the comment.
    let id: String = quote
        .statement
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect();
    let _ = writeln!(out, "\n> <!-- statement {id} bytes {} -->", runs.join(" "));
    for line in esc_lines(&quote.plain()).lines() {
        let _ = writeln!(out, "> {line}");
    }
}
