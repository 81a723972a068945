//! The main text and the texts beside it: notes, comments, boxes, page heads.

use diptych_core::{BlockKind, Span};

use super::group::Beside;
use super::paragraph::Paragraph;
use crate::assembly::Assembly;

/// One text under way.
#[derive(Debug, Default)]
struct One {
    paragraph: Paragraph,
    beside: Option<Beside>,
    /// Row and column of the cell under way.
    cell: Option<(usize, usize)>,
}

impl One {
    /// The kind of its paragraphs, where nothing else is said.
    fn kind(&self) -> BlockKind {
        match self.beside {
            Some(Beside::Comment | Beside::Header) => BlockKind::Furniture,
            _ => BlockKind::Paragraph,
        }
    }
}

/// All texts under way.
#[derive(Debug, Default)]
pub(super) struct Flow {
    main: One,
    over: Vec<One>,
    /// What stands behind the main text: notes, then comments.
    notes: Vec<Paragraph>,
    comments: Vec<Paragraph>,
    count: usize,
    tables: usize,
    /// Who wrote the comment that comes next.
    pub(super) comment_by: String,
    /// Whether the last words were hidden.
    pub(super) was_hidden: bool,
    /// Whether the last words were inserted, deleted.
    pub(super) was_changed: (bool, bool),
}

impl Flow {
    fn top(&mut self) -> &mut One {
        self.over.last_mut().unwrap_or(&mut self.main)
    }

    /// Begins a text beside the one under way.
    pub(super) fn push(&mut self, beside: Beside) {
        let reason = match beside {
            Beside::Note => {
                self.count += 1;
                Some(format!("footnote {}", self.count))
            }
            Beside::Comment => Some(format!("comment by {}", self.comment_by)),
            Beside::Header => Some("at the head or foot of every page".to_owned()),
            Beside::Box => None,
        };
        let mut one = One {
            beside: Some(beside),
            ..One::default()
        };
        one.paragraph.kind = one.kind();
        one.paragraph.reason = reason;
        self.over.push(one);
    }

    /// Ends the text that was begun last.
    pub(super) fn pop(&mut self, out: &mut Assembly) {
        if !self.over.is_empty() {
            self.paragraph(out);
            self.over.pop();
        }
    }

    /// Ends the paragraph under way.
    pub(super) fn paragraph(&mut self, out: &mut Assembly) {
        let tables = self.tables;
        let one = self.top();
        if !one.paragraph.in_table {
            one.cell = None;
        }
        match one.beside {
            Some(Beside::Note) => {
                let paragraph = one.paragraph.take();
                self.notes.push(paragraph);
            }
            Some(Beside::Comment) => {
                let paragraph = one.paragraph.take();
                self.comments.push(paragraph);
            }
            Some(Beside::Header) => one.paragraph.end(out),
            Some(Beside::Box) | None => {
                let place = one.cell.filter(|_| one.paragraph.in_table);
                one.paragraph.reason = place
                    .map(|(row, column)| format!("table {tables}, row {row}, column {column}"));
                one.paragraph.end(out);
            }
        }
    }

    /// The text is at its end.
    pub(super) fn finish(&mut self, out: &mut Assembly) {
        while !self.over.is_empty() {
            self.pop(out);
        }
        self.paragraph(out);
        for mut paragraph in self.notes.drain(..).chain(self.comments.drain(..)) {
            paragraph.end(out);
        }
    }

    /// A table begins or goes on.
    pub(super) fn table(&mut self) {
        if self.top().cell.is_none() {
            self.tables += 1;
            self.top().cell = Some((1, 1));
        }
    }

    /// Whether the paragraph stands in a table.
    pub(super) fn in_table(&mut self, is_in: bool) {
        self.top().paragraph.in_table = is_in;
    }

    /// Ends a cell.
    pub(super) fn cell(&mut self, out: &mut Assembly) {
        self.table();
        let was = std::mem::replace(&mut self.top().paragraph.in_table, true);
        self.paragraph(out);
        let one = self.top();
        one.paragraph.in_table = was;
        if let Some((_, column)) = &mut one.cell {
            *column += 1;
        }
    }

    /// Ends a row.
    pub(super) fn row(&mut self, out: &mut Assembly) {
        if self.top().cell.is_some() {
            let was = std::mem::replace(&mut self.top().paragraph.in_table, true);
            self.paragraph(out);
            self.top().paragraph.in_table = was;
        }
        if let Some((row, column)) = &mut self.top().cell {
            (*row, *column) = (*row + 1, 1);
        }
    }

    /// Forgets the form of the paragraph.
    pub(super) fn plain(&mut self) {
        let one = self.top();
        let kind = one.kind();
        one.paragraph.plain(kind);
    }

    /// The paragraph is a heading of this depth, or with 0 none.
    pub(super) fn style(&mut self, level: u8) {
        let one = self.top();
        if one.beside.is_none() {
            one.paragraph.style(level);
        }
    }

    /// The paragraph is an item of a list.
    pub(super) fn item(&mut self) {
        let paragraph = &mut self.top().paragraph;
        if paragraph.kind == BlockKind::Paragraph {
            (paragraph.kind, paragraph.level) = (BlockKind::ListItem, 1);
        }
    }

    /// The note under way stands at the end of the document.
    pub(super) fn endnote(&mut self) {
        let reason = format!("endnote {}", self.count);
        let one = self.top();
        if one.beside == Some(Beside::Note) {
            one.paragraph.reason = Some(reason);
        }
    }

    /// Adds words to the paragraph under way.
    pub(super) fn words(
        &mut self,
        words: &str,
        bytes: Span,
        same: bool,
        marks: (&'static str, &'static str),
    ) {
        let paragraph = &mut self.top().paragraph;
        paragraph.mark(marks);
        paragraph.push(words, bytes, same);
    }
}
