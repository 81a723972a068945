//! Pages that were changed without a word, in Markdown.

use std::fmt::Write as _;

use diptych_core::Anchor;

use crate::markdown::escape::{esc, link};
use crate::view::{PageChange, PageEdit};

/// The section; nothing where no page was changed.
pub(super) fn edits(out: &mut String, all: &[PageEdit<'_>]) {
    if all.is_empty() {
        return;
    }
    out.push_str("\n## Pages that were changed without a word\n");
    for edit in all {
        let _ = writeln!(out, "\n### {}\n", link(edit.address, edit.url));
        for (name, version) in [("Earlier", &edit.earlier), ("Now", &edit.later)] {
            let mut told = vec![esc(version.source)];
            if !version.captured.is_empty() {
                told.push(format!("fetched {}", esc(version.captured)));
            }
            if !version.path.is_empty() {
                told.push(esc(version.path));
            }
            let _ = writeln!(out, "- {name}: {}", told.join(", "));
        }
        out.push('\n');
        for change in &edit.changes {
            let _ = writeln!(out, "- {}", line(change));
        }
        if edit.more > 0 {
            let _ = writeln!(out, "- and {} more", edit.more);
        }
    }
}

fn line(change: &PageChange<'_>) -> String {
    let words = |anchor: Option<&Anchor>| anchor.map(|anchor| esc(anchor.text.trim()));
    let mut out = vec![format!("*{}:*", change.kind)];
    out.extend(words(change.before).map(|words| format!("… {words}")));
    out.extend(words(change.cut).map(|words| format!("~~{words}~~")));
    out.extend(words(change.added).map(|words| format!("**{words}**")));
    out.extend(words(change.after).map(|words| format!("{words} …")));
    if change.touched > 0 {
        out.push("(words of someone quoted)".to_owned());
    }
    out.join(" ")
}
