//! A paragraph under way, and where its words go when it ends.

use diptych_core::{BlockKind, Origin, Span};

use crate::assembly::Assembly;

/// A stretch of a paragraph; `bytes` is nothing where it stands nowhere in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    span: Span,
    bytes: Option<Span>,
    /// Whether the two are the same bytes.
    same: bool,
}

/// A paragraph under way.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    text: String,
    runs: Vec<Run>,
    /// The mark of a tracked change that is still open.
    closing: &'static str,
    /// What part it plays.
    pub(super) kind: BlockKind,
    /// Depth of the heading; 0 for none.
    pub(super) level: u8,
    /// Whether it stands in a cell of a table.
    pub(super) in_table: bool,
    /// Why it is what it is.
    pub(super) reason: Option<String>,
}

impl Paragraph {
    /// Adds words that stand for the bytes `bytes`; `same` where they are those bytes.
    pub(super) fn push(&mut self, words: &str, bytes: Span, same: bool) {
        let start = self.text.len();
        self.text.push_str(words);
        if let Some(last) = self.runs.last_mut()
            && last.same
            && same
            && last.bytes.is_some_and(|before| before.end == bytes.start)
        {
            last.span.end = self.text.len();
            last.bytes = last.bytes.map(|before| before.cover(bytes));
            return;
        }
        self.runs.push(Run {
            span: Span::new(start, self.text.len()),
            bytes: Some(bytes),
            same,
        });
    }

    /// Puts the marks of tracked changes round what follows.
    pub(super) fn mark(&mut self, marks: (&'static str, &'static str)) {
        if self.closing == marks.1 {
            return;
        }
        let closing = std::mem::replace(&mut self.closing, marks.1);
        for mark in [closing, marks.0] {
            if !mark.is_empty() {
                let start = self.text.len();
                self.text.push_str(mark);
                self.runs.push(Run {
                    span: Span::new(start, self.text.len()),
                    bytes: None,
                    same: false,
                });
            }
        }
    }

    /// Adds the paragraph to the document; its form stays for the next one.
    pub(super) fn end(&mut self, out: &mut Assembly) {
        self.mark(("", ""));
        let text = std::mem::take(&mut self.text);
        let runs = std::mem::take(&mut self.runs);
        if text.trim().is_empty() {
            return;
        }
        out.open(self.kind, self.level, self.reason.as_deref());
        let whole = Span::new(0, text.len()).trim(&text);
        for run in runs {
            let (start, end) = (run.span.start.max(whole.start), run.span.end.min(whole.end));
            // A run of spaces only, before or behind the words.
            if start >= end {
                continue;
            }
            let span = Span::new(start, end);
            match run.bytes {
                Some(bytes) if run.same => {
                    let start = bytes.start + (span.start - run.span.start);
                    let bytes = Span::new(start, start + span.len());
                    out.push(span.of(&text), Origin::Bytes(bytes));
                }
                Some(bytes) => out.push(span.of(&text), Origin::Bytes(bytes)),
                None => drop(out.glue(span.of(&text))),
            }
        }
        out.close();
    }

    /// The paragraph with its words; its form stays for the next one.
    pub(super) fn take(&mut self) -> Self {
        self.mark(("", ""));
        Self {
            text: std::mem::take(&mut self.text),
            runs: std::mem::take(&mut self.runs),
            closing: "",
            reason: self.reason.clone(),
            ..*self
        }
    }

    /// Forgets its form, as `\pard` asks.
    pub(super) fn plain(&mut self, kind: BlockKind) {
        (self.kind, self.level, self.in_table) = (kind, 0, false);
    }

    /// A word that stands for a heading or an item of a list.
    pub(super) fn style(&mut self, level: u8) {
        if matches!(self.kind, BlockKind::Paragraph | BlockKind::Headline) {
            self.level = level;
            self.kind = if level > 0 {
                BlockKind::Headline
            } else {
                BlockKind::Paragraph
            };
        }
    }
}
