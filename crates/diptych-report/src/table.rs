//! The findings for a terminal: plain text, at most 100 columns, no colour.

use diptych_core::Record;
use rayon::prelude::*;
use std::borrow::Cow;

use crate::view::{Answer, Card, IssueView, Page};
use crate::words;

/// Widest line, in columns.
const WIDTH: usize = 100;

/// The findings of the record for a terminal.
///
/// Plain text, at most 100 columns; no control character of the record reaches
/// the terminal.
pub fn table(record: &Record) -> String {
    let page = Page::brief(record);
    let mut out = String::new();
    line(&mut out, 0, page.title);
    let sides: Vec<&str> = page.sides.iter().map(|side| side.0).collect();
    line(
        &mut out,
        0,
        &format!(
            "{} | {}, {} | a machine's draft, matched {}: {} of {} findings settled by a person",
            sides.join(" / "),
            words::count(page.sources.len(), "source", "sources"),
            words::count(page.statement_count, "statement", "statements"),
            record.tier.words(),
            page.settled.0,
            page.settled.1
        ),
    );
    line(&mut out, 0, &page.headline);
    if page.proposed {
        line(
            &mut out,
            0,
            "The sides or issues were proposed by the program.",
        );
    }
    let parts: Vec<String> = page.issues.par_iter().map(of_issue).collect();
    out.extend(parts);
    if !record.edits.is_empty() {
        out.push_str("\nPAGES THAT WERE EDITED\n");
    }
    for edit in &record.edits {
        for text in crate::edit(edit).lines() {
            line(&mut out, if text.starts_with("   ") { 6 } else { 2 }, text);
        }
    }
    if page.problem_count > 0 {
        out.push('\n');
        for group in &page.problems {
            line(&mut out, 0, &format!("{} ({})", group.heading, group.count));
            for code in &group.codes {
                let many = words::count(code.problems.len(), "time", "times");
                line(&mut out, 2, &format!("{} {many}: {}", code.code, code.help));
            }
        }
    }
    out
}

/// What is found on one issue.
fn of_issue(issue: &IssueView<'_>) -> String {
    let mut text = String::new();
    let out = &mut text;
    out.push('\n');
    line(out, 0, &format!("{}. {}", issue.number, issue.name));
    line(
        out,
        0,
        &"─".repeat(width(issue.name).clamp(8, WIDTH - 4) + 3),
    );
    line(out, 0, &issue.lead);
    if !issue.tally.is_empty() {
        line(out, 0, &format!("{}.", issue.tally.join("; ")));
    }
    for each in &issue.moves {
        line(out, 2, &format!("over time: {each}"));
    }
    if !issue.ledger.is_empty() {
        out.push_str("\n  CLAIMS\n");
    }
    for row in issue.ledger.iter().chain(&issue.unanswered) {
        line(
            out,
            2,
            &format!(
                "{} {}: of {} ({})",
                row.sign, row.verdict, row.holder, row.attribution
            ),
        );
        answer(out, "claim", &row.claim);
        match row.answers.first() {
            Some(first) => answer(out, "own words", first),
            None => line(out, 6, row.none),
        }
    }
    if !issue.pairs.is_empty() {
        out.push_str("\n  WHERE THE ACCOUNTS PART\n");
    }
    for pair in &issue.pairs {
        for found in &pair.findings {
            line(
                out,
                2,
                &format!(
                    "{} {}  {}: {}",
                    found.score, found.sign, pair.who, found.words
                ),
            );
            line(out, 6, found.explanation);
            line(out, 6, &format!("{} [{}]", found.axis, found.id));
        }
        card(out, &pair.left);
        match &pair.right {
            Some(right) => card(out, right),
            None => line(out, 6, words::NOT_FOUND),
        }
    }
    if !issue.agree.is_empty() {
        let many = words::count(issue.agree.len(), "pair", "pairs");
        line(
            out,
            2,
            &format!("= {many} in which the accounts agree or did not move"),
        );
    }
    text
}

fn answer(out: &mut String, what: &str, answer: &Answer<'_>) {
    let order = if answer.order.is_empty() {
        String::new()
    } else {
        format!(", {}", answer.order)
    };
    line(
        out,
        6,
        &format!(
            "{what}: {}, {}{order}, {} [{}]",
            answer.speaker,
            answer.dates.said_text(),
            answer.outlet,
            answer.quote.lang
        ),
    );
    words_of(out, &answer.notes, &answer.quote);
}

fn card(out: &mut String, card: &Card<'_>) {
    line(
        out,
        6,
        &format!(
            "{}, {}, {} [{}]",
            card.speaker,
            card.dates.said_text(),
            card.outlet,
            card.quote.lang
        ),
    );
    words_of(out, &card.notes, &card.quote);
}

/// The words, with quotation marks only where they are the speaker's own.
fn words_of(out: &mut String, notes: &[String], quote: &crate::quote::Quote<'_>) {
    for note in notes {
        line(out, 8, note);
    }
    let plain = quote.plain();
    if quote.quoted {
        line(out, 8, &format!("“{plain}”"));
    } else {
        line(out, 8, &plain);
    }
}

/// Writes the text wrapped to the width, every line indented.
pub(crate) fn line(out: &mut String, indent: usize, text: &str) {
    let room = WIDTH - indent;
    let mut used = 0;
    let mut begun = false;
    let mut put = |part: &str, wide: usize, is_first: bool| {
        if begun && (!is_first || used + 1 + wide > room) {
            out.push('\n');
            begun = false;
        }
        if begun {
            out.push(' ');
            used += 1;
        } else {
            out.extend(std::iter::repeat_n(' ', indent));
            used = 0;
        }
        out.push_str(part);
        used += wide;
        begun = true;
    };
    for word in text.split_whitespace() {
        // Nearly every word is as it may be shown, and fits.
        if let Some(wide) = width_of_clean(word).filter(|wide| *wide <= room) {
            put(word, wide, true);
            continue;
        }
        let cleaned = clean(word);
        for (at, part) in chunks(&cleaned, room).into_iter().enumerate() {
            put(part, width(part), at == 0);
        }
    }
    if begun {
        out.push('\n');
    }
}

/// The word in pieces that fit.
fn chunks(word: &str, room: usize) -> Vec<&str> {
    let (mut parts, mut start, mut used) = (Vec::new(), 0, 0);
    for (at, character) in word.char_indices() {
        let wide = columns(character);
        if used + wide > room {
            parts.push(&word[start..at]);
            (start, used) = (at, 0);
        }
        used += wide;
    }
    parts.push(&word[start..]);
    parts
}

/// Control characters, and marks that turn the direction of what follows.
fn is_unclean(one: char) -> bool {
    one.is_control() || matches!(one, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The width of a word; nothing where it cannot be shown as it is.
fn width_of_clean(word: &str) -> Option<usize> {
    if word.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Some(word.len());
    }
    word.chars()
        .map(|one| (!is_unclean(one)).then(|| columns(one)))
        .sum()
}

/// What cannot be shown as it is, shown as a sign.
fn clean(word: &str) -> Cow<'_, str> {
    if word.contains(is_unclean) {
        Cow::Owned(word.replace(is_unclean, "\u{fffd}"))
    } else {
        Cow::Borrowed(word)
    }
}

fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// Columns of a character: none for combining marks, two for wide scripts and pictures.
fn columns(character: char) -> usize {
    match character {
        '\u{300}'..='\u{36f}'
        | '\u{483}'..='\u{489}'
        | '\u{200b}'..='\u{200f}'
        | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_broken_and_control_characters_shown() {
        let mut out = String::new();
        line(&mut out, 6, &format!("a {} \u{1b}[31mred", "ж".repeat(150)));
        assert!(out.lines().all(|line| width(line) <= WIDTH), "{out}");
        assert!(!out.contains('\u{1b}') && out.contains("\u{fffd}[31mred"));
    }
}
