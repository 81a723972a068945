//! The line of time as a table, Markdown and JSON.

use std::fmt::Write as _;

use diptych_core::Record;

use crate::markdown::esc;
use crate::table::line;
use crate::timeline::{Moment, timeline};

/// The line of time for a terminal: plain text, at most 100 columns.
pub fn timeline_table(record: &Record) -> String {
    let all = timeline(record);
    let mut out = String::new();
    line(&mut out, 0, &all.title);
    line(&mut out, 0, &all.headline);
    line(&mut out, 0, &format!("Matched {}.", all.tier.words()));
    for issue in &all.issues {
        out.push('\n');
        line(&mut out, 0, &issue.name);
        for lane in &issue.lanes {
            out.push('\n');
            line(&mut out, 2, &lane.name.to_uppercase());
            for one in &lane.moments {
                let head = format!("{}  {}: {}", one.dated(), one.speaker, one.means());
                line(&mut out, 2, &head);
                line(&mut out, 6, &quoted(one));
            }
        }
        if !issue.moves.is_empty() {
            out.push_str("\n  WHO MOVED\n");
        }
        for one in &issue.moves {
            line(&mut out, 2, &format!("{} {}", sign(one.moved), one.text));
        }
    }
    if all.issues.is_empty() {
        line(&mut out, 0, "No position was found in these sources.");
    }
    out
}

fn sign(moved: bool) -> char {
    if moved { '→' } else { '=' }
}

fn quoted(one: &Moment) -> String {
    if one.retold {
        one.words.clone()
    } else {
        format!("“{}”", one.words)
    }
}

/// The line of time in Markdown.
pub fn timeline_markdown(record: &Record) -> String {
    let all = timeline(record);
    let mut out = format!(
        "# {}\n\n{}\n\nMatched {}.\n",
        esc(&all.title),
        esc(&all.headline),
        all.tier.words()
    );
    for issue in &all.issues {
        let _ = writeln!(out, "\n## {}\n", esc(&issue.name));
        out.push_str("| When | Side | Who | Position | Words |\n| --- | --- | --- | --- | --- |\n");
        for lane in &issue.lanes {
            for one in &lane.moments {
                let _ = writeln!(
                    out,
                    "| {} | {} | {} | {} | {} |",
                    esc(&one.dated()),
                    esc(&lane.name),
                    esc(&one.speaker),
                    esc(&one.means()),
                    esc(&quoted(one))
                );
            }
        }
        if !issue.moves.is_empty() {
            out.push_str("\nWho moved:\n\n");
        }
        for one in &issue.moves {
            let _ = writeln!(
                out,
                "- {} {}",
                sign(one.moved).to_string().replace('=', "\\="),
                esc(&one.text)
            );
        }
    }
    crate::controls::show_with_directions(out)
}

/// The line of time as indented JSON with a final line end.
pub fn timeline_json(record: &Record) -> String {
    let mut text = serde_json::to_string_pretty(&timeline(record))
        .expect("a line of time holds strings and days only, which JSON can write");
    text.push('\n');
    text
}
