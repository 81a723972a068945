//! `OpenDocument` text: paragraphs, headings, lists, tables, notes, comments.

use diptych_core::{BlockKind, Problem, codes};

use super::paragraph::Paragraph;
use crate::assembly::Assembly;
use crate::decode::Decoded;
use crate::xml::{Event, Open, Xml, add};

/// The part that holds the text.
pub(super) const PART: &str = "content.xml";

/// Reads the text into `out`, all changes accepted; whether there were any.
pub(super) fn read(decoded: &Decoded, out: &mut Assembly, problems: &mut Vec<Problem>) -> bool {
    let text = &decoded.text;
    let mut reader = Reader {
        decoded,
        open: Vec::new(),
        count: 0,
        deleted: 0,
        lists: 0,
        tables: Vec::new(),
        table_count: 0,
        notes: Vec::new(),
        silent: 0,
        has_changes: false,
        later: Vec::new(),
    };
    let mut xml = Xml::new(text);
    for event in xml.by_ref() {
        match &event {
            Event::Open(tag) => reader.open(tag),
            Event::Close(name, _) => reader.close(name, out),
            event => reader.words(event),
        }
    }
    while let Some(paragraph) = reader.open.pop() {
        paragraph.end(out, decoded, PART);
    }
    for paragraph in reader.later {
        paragraph.end(out, decoded, PART);
    }
    if let Some(at) = xml.broken {
        let message = format!("{PART} breaks off at byte {at}");
        problems.push(Problem::new(&codes::BROKEN_PART, message));
    }
    reader.has_changes
}

struct Reader<'d> {
    decoded: &'d Decoded,
    open: Vec<Paragraph>,
    count: u32,
    /// Inside the list of what was deleted.
    deleted: usize,
    lists: usize,
    /// Tables open within each other: number, row, column.
    tables: Vec<(usize, usize, usize)>,
    table_count: usize,
    /// Notes and comments open within each other.
    notes: Vec<(BlockKind, String)>,
    /// Inside the number of a note, or the author and date of a comment.
    silent: usize,
    has_changes: bool,
    /// Notes and comments: they come after the text.
    later: Vec<Paragraph>,
}

impl Reader<'_> {
    fn open(&mut self, tag: &Open) {
        match tag.name.as_str() {
            "text:tracked-changes" => {
                self.deleted += 1;
                self.has_changes = true;
            }
            _ if self.deleted > 0 => {}
            "text:p" | "text:h" => self.paragraph(tag),
            "text:list" => self.lists += 1,
            "table:table" => {
                self.table_count += 1;
                self.tables.push((self.table_count, 0, 0));
            }
            "table:table-row" => {
                if let Some(table) = self.tables.last_mut() {
                    (table.1, table.2) = (table.1 + 1, 0);
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                if let Some(table) = self.tables.last_mut() {
                    table.2 += 1;
                }
            }
            "text:note" => {
                let class = tag.get("text:note-class").unwrap_or("footnote");
                self.notes.push((BlockKind::Paragraph, class.to_owned()));
            }
            "office:annotation" => self
                .notes
                .push((BlockKind::Furniture, "comment".to_owned())),
            "text:note-citation" | "dc:creator" | "dc:date" | "office:forms" | "svg:title"
            | "svg:desc" => self.silent += 1,
            "text:span" | "text:a" => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.run();
                }
            }
            "text:s" => {
                let count = tag.get("text:c").and_then(|count| count.parse().ok());
                let count: usize = count.unwrap_or(1);
                self.sign(&" ".repeat(count.clamp(1, 100)), tag);
            }
            "text:tab" => self.sign("\t", tag),
            "text:line-break" => self.sign("\n", tag),
            _ => {}
        }
    }

    fn paragraph(&mut self, tag: &Open) {
        self.count += 1;
        let cell = self.tables.last();
        let cell =
            cell.map(|(number, row, column)| format!("table {number}, row {row}, column {column}"));
        let (kind, level, reason) = if let Some((kind, reason)) = self.notes.last() {
            (*kind, 0, Some(reason.clone()))
        } else if tag.name == "text:h" {
            let level = tag
                .get("text:outline-level")
                .and_then(|level| level.parse().ok());
            (BlockKind::Headline, level.unwrap_or(1_u8).clamp(1, 6), None)
        } else if matches!(tag.get("text:style-name"), Some("Title")) {
            (BlockKind::Headline, 1, None)
        } else if self.lists > 0 {
            (BlockKind::ListItem, self.lists.min(6) as u8, cell)
        } else {
            (BlockKind::Paragraph, 0, cell)
        };
        self.open.push(Paragraph {
            kind,
            level,
            reason,
            number: self.count,
            runs: 1,
            ..Paragraph::default()
        });
    }

    fn sign(&mut self, sign: &str, tag: &Open) {
        if self.silent == 0
            && let Some(paragraph) = self.open.last_mut()
        {
            paragraph.words().instead(sign, tag.span);
        }
    }

    fn words(&mut self, event: &Event) {
        if self.deleted == 0
            && self.silent == 0
            && let Some(paragraph) = self.open.last_mut()
        {
            add(paragraph.words(), &self.decoded.text, event);
        }
    }

    fn close(&mut self, name: &str, out: &mut Assembly) {
        match name {
            "text:tracked-changes" => self.deleted = self.deleted.saturating_sub(1),
            _ if self.deleted > 0 => {}
            "text:p" | "text:h" => {
                let Some(paragraph) = self.open.pop() else {
                    return;
                };
                if self.notes.is_empty() {
                    paragraph.end(out, self.decoded, PART);
                } else {
                    self.later.push(paragraph);
                }
            }
            "text:list" => self.lists = self.lists.saturating_sub(1),
            "table:table" => {
                self.tables.pop();
            }
            "text:note" | "office:annotation" => {
                self.notes.pop();
            }
            "text:span" | "text:a" => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.run();
                }
            }
            "text:note-citation" | "dc:creator" | "dc:date" | "office:forms" | "svg:title"
            | "svg:desc" => self.silent = self.silent.saturating_sub(1),
            _ => {}
        }
    }
}
