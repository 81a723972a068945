//! What was changed between two versions of a page, for a terminal.

use std::fmt::Write as _;

use diptych_core::{Anchor, Edit, EditChange};

/// The longest stretch of words that is printed whole, in characters.
const LONG: usize = 240;

/// The changes as lines of plain text: `[-cut-]` and `{+added+}`, among words that stayed.
///
/// No control character of the record reaches the terminal. Of a long stretch the beginning is
/// printed, and a mark that it goes on.
pub fn edit(edit: &Edit) -> String {
    let mut out = String::new();
    let when = |time: &Option<String>| match time {
        Some(time) => format!(" ({})", plain(time, LONG)),
        None => String::new(),
    };
    let _ = writeln!(
        out,
        "  edited   {}: {}{}, then {}{}",
        plain(&edit.url, LONG),
        edit.left,
        when(&edit.left_captured),
        edit.right,
        when(&edit.right_captured)
    );
    for change in &edit.changes {
        let _ = writeln!(out, "           {}", one(change));
    }
    if edit.more > 0 {
        let _ = writeln!(out, "           and {} more", edit.more);
    }
    out
}

fn one(change: &EditChange) -> String {
    let words = |anchor: &Option<Anchor>| anchor.as_ref().map(|one| plain(&one.text, LONG));
    let mut out = Vec::new();
    if let Some(before) = words(&change.before) {
        out.push(format!("… {before}"));
    }
    if let Some(cut) = words(&change.left) {
        out.push(format!("[-{cut}-]"));
    }
    if let Some(added) = words(&change.right) {
        out.push(format!("{{+{added}+}}"));
    }
    if let Some(after) = words(&change.after) {
        out.push(format!("{after} …"));
    }
    out.join(" ")
}

/// One line without control characters and without marks that turn the direction.
fn plain(text: &str, most: usize) -> String {
    let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out: String = whole
        .chars()
        .take(most)
        .map(|one| match one {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            one if one.is_control() => '\u{fffd}',
            one => one,
        })
        .collect();
    if whole.chars().nth(most).is_some() {
        out.push_str(" […]");
    }
    out
}

#[cfg(test)]
mod tests {
    use diptych_core::{EditKind, SourceId, Span};

    use super::*;

    #[test]
    fn words_are_shown_with_what_stayed_round_them() {
        let old = "we have agreed to open the locks";
        let new = "we are ready to open\u{1b}[2J the locks";
        let change = EditChange {
            kind: EditKind::Changed,
            left: Some(Anchor::new(old, Span::new(3, 14))),
            right: Some(Anchor::new(new, Span::new(3, 12))),
            before: Some(Anchor::new(new, Span::new(0, 2))),
            after: Some(Anchor::new(new, Span::new(13, new.len()))),
            statements: Vec::new(),
        };
        let text = edit(&Edit {
            url: "https://a.example/1".to_owned(),
            left: SourceId::from("src-1"),
            right: SourceId::from("src-2"),
            left_captured: Some("2031-04-05T08:00:00Z".to_owned()),
            right_captured: None,
            changes: vec![change],
            more: 2,
        });
        assert!(
            text.contains("… we [-have agreed-] {+are ready+} to open\u{fffd}[2J the locks …"),
            "{text}"
        );
        assert!(
            text.contains("src-1 (2031-04-05T08:00:00Z), then src-2\n")
                && text.contains("and 2 more")
        );
    }
}
