//! DOCX: the main text, then its footnotes, endnotes and comments.

use std::collections::HashMap;

use diptych_core::{BlockKind, Problem, codes};

use super::changes::Changes;
use super::paragraph::Paragraph;
use super::parts::heading;
use crate::assembly::Assembly;
use crate::decode::Decoded;
use crate::xml::{Event, Open, Xml, add};

/// What a part of the document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Main,
    Footnotes,
    Endnotes,
    Comments,
}

/// What was met in a part.
#[derive(Debug, Default)]
pub(super) struct Met {
    /// Runs inserted, runs deleted.
    pub(super) inserted: usize,
    pub(super) deleted: usize,
    /// Runs that the document hides.
    pub(super) hidden: usize,
}

/// Reads one part into `out`.
pub(super) fn read(
    decoded: &Decoded,
    part: &str,
    role: Role,
    styles: &HashMap<String, String>,
    changes: Changes,
    out: &mut Assembly,
    problems: &mut Vec<Problem>,
) -> Met {
    let text = &decoded.text;
    let mut reader = Reader {
        part,
        decoded,
        role,
        styles,
        changes,
        prefix: String::new(),
        open: Vec::new(),
        count: 0,
        state: State::default(),
        table: Table::default(),
        note: None,
        met: Met::default(),
    };
    let mut xml = Xml::new(text);
    while let Some(event) = xml.next() {
        match &event {
            Event::Open(tag) => {
                if xml.depth == 1 {
                    reader.prefix = prefix(tag);
                }
                let name = reader.name(&tag.name);
                reader.open(name, tag);
            }
            Event::Close(name, _) => {
                let name = reader.name(name);
                reader.close(name, out);
            }
            event => reader.words(event),
        }
    }
    // What breaks off is kept so far.
    while let Some(paragraph) = reader.open.pop() {
        paragraph.end(out, decoded, part);
    }
    if let Some(at) = xml.broken {
        let message = format!("{part} breaks off at byte {at}");
        problems.push(Problem::new(&codes::BROKEN_PART, message));
    }
    reader.met
}

/// The prefix that stands for the words of a document, colon included.
fn prefix(root: &Open) -> String {
    let found = root.attributes.iter().find(|(name, value)| {
        name.starts_with("xmlns:") && value.contains("wordprocessingml") && value.ends_with("main")
    });
    found.map_or_else(
        || "w:".to_owned(),
        |(name, _)| format!("{}:", &name["xmlns:".len()..]),
    )
}

/// Where the reader stands.
#[derive(Debug, Default)]
struct State {
    inserted: usize,
    deleted: usize,
    /// Inside what another program would show instead of what was read already.
    fallback: usize,
    in_text: bool,
    hidden: bool,
}

#[derive(Debug, Default)]
struct Table {
    /// Tables open within each other: number, row, column.
    open: Vec<(usize, usize, usize)>,
    count: usize,
}

struct Reader<'d> {
    part: &'d str,
    decoded: &'d Decoded,
    role: Role,
    styles: &'d HashMap<String, String>,
    changes: Changes,
    prefix: String,
    /// Paragraphs open within each other: a text box stands inside one.
    open: Vec<Paragraph>,
    count: u32,
    state: State,
    table: Table,
    /// The note or comment that is read.
    note: Option<String>,
    met: Met,
}

impl Reader<'_> {
    fn name<'n>(&self, name: &'n str) -> &'n str {
        name.strip_prefix(&self.prefix).unwrap_or(match name {
            "mc:Fallback" => name,
            // An element of another kind is none of these.
            _ if name.contains(':') => "",
            _ => name,
        })
    }

    fn get<'t>(&self, tag: &'t Open, name: &str) -> Option<&'t str> {
        tag.get(&format!("{}{name}", self.prefix))
    }

    fn open(&mut self, name: &str, tag: &Open) {
        match name {
            "mc:Fallback" => self.state.fallback += 1,
            _ if self.state.fallback > 0 => {}
            "p" => self.paragraph(),
            "ins" | "moveTo" => self.state.inserted += 1,
            "del" | "moveFrom" => self.state.deleted += 1,
            "tbl" => {
                self.table.count += 1;
                self.table.open.push((self.table.count, 0, 0));
            }
            "tr" => {
                if let Some(table) = self.table.open.last_mut() {
                    (table.1, table.2) = (table.1 + 1, 0);
                }
            }
            "tc" => {
                if let Some(table) = self.table.open.last_mut() {
                    table.2 += 1;
                }
            }
            "footnote" | "endnote" => {
                // Separators between text and notes are notes with a type of their own.
                let is_words = self.get(tag, "type").is_none_or(|kind| kind == "normal");
                let id = self.get(tag, "id").unwrap_or("");
                self.note = is_words.then(|| format!("{name} {id}"));
            }
            "comment" => {
                let author = self.get(tag, "author").unwrap_or("").trim();
                self.note = Some(format!("comment by {author}"));
            }
            "r" => {
                self.state.hidden = false;
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.run();
                }
            }
            "vanish" => {
                self.state.hidden = self
                    .get(tag, "val")
                    .is_none_or(|val| val != "0" && val != "false");
            }
            "t" | "delText" => {
                self.state.in_text = true;
                let is_deleted = name == "delText" || self.state.deleted > 0;
                self.met.deleted += usize::from(is_deleted);
                self.met.inserted += usize::from(!is_deleted && self.state.inserted > 0);
                self.met.hidden += usize::from(self.state.hidden);
            }
            "pStyle" | "numPr" | "outlineLvl" => self.style(name, tag),
            "tab" | "br" | "cr" | "noBreakHyphen" | "softHyphen" | "sym" => self.sign(name, tag),
            _ => {}
        }
    }

    fn paragraph(&mut self) {
        self.count += 1;
        let kind = if self.role == Role::Comments {
            BlockKind::Furniture
        } else {
            BlockKind::Paragraph
        };
        let cell = self.table.open.last();
        let cell =
            cell.map(|(number, row, column)| format!("table {number}, row {row}, column {column}"));
        self.open.push(Paragraph {
            kind,
            number: self.count,
            reason: self.note.clone().or(cell),
            ..Paragraph::default()
        });
    }

    fn style(&mut self, name: &str, tag: &Open) {
        let value = self.get(tag, "val").unwrap_or("");
        let level = match name {
            "pStyle" => {
                let style = self.styles.get(value).map_or(value, String::as_str);
                if let (true, Some(paragraph)) =
                    (style.starts_with("caption"), self.open.last_mut())
                {
                    paragraph.kind = BlockKind::Caption;
                    return;
                }
                heading(style)
            }
            "outlineLvl" => value
                .parse::<u8>()
                .ok()
                .filter(|level| *level < 6)
                .map_or(0, |level| level + 1),
            _ => 0,
        };
        let Some(paragraph) = self.open.last_mut() else {
            return;
        };
        if paragraph.kind == BlockKind::Paragraph && self.note.is_none() {
            if level > 0 {
                (paragraph.kind, paragraph.level) = (BlockKind::Headline, level);
            } else if name == "numPr" {
                (paragraph.kind, paragraph.level) = (BlockKind::ListItem, 1);
            }
        }
    }

    /// A sign that is an element: it stands for a character.
    fn sign(&mut self, name: &str, tag: &Open) {
        let sign = match name {
            "tab" => "\t",
            "noBreakHyphen" => "\u{2011}",
            "softHyphen" => "\u{ad}",
            // A sign of a font of its own has no place in Unicode.
            "sym" => "\u{fffd}",
            _ => "\n",
        };
        let span = tag.span;
        if let Some(words) = self.place() {
            words.instead(sign, span);
        }
    }

    fn words(&mut self, event: &Event) {
        if self.state.in_text {
            let text = &self.decoded.text;
            if let Some(words) = self.place() {
                add(words, text, event);
            }
        }
    }

    /// Where the words of the run under way go; nothing where they are not shown.
    fn place(&mut self) -> Option<&mut crate::layer::Layer> {
        if self.state.fallback > 0 || self.state.hidden {
            return None;
        }
        let (inserted, deleted) = (self.state.inserted > 0, self.state.deleted > 0);
        let marks = self.changes.shows(inserted, deleted)?;
        // Tab stops stand in the properties of a paragraph, before its first run.
        let paragraph = self
            .open
            .last_mut()
            .filter(|paragraph| paragraph.runs > 0)?;
        paragraph.mark(marks);
        Some(paragraph.words())
    }

    fn close(&mut self, name: &str, out: &mut Assembly) {
        match name {
            "mc:Fallback" => self.state.fallback = self.state.fallback.saturating_sub(1),
            _ if self.state.fallback > 0 => {}
            "p" => {
                if let Some(paragraph) = self.open.pop() {
                    paragraph.end(out, self.decoded, self.part);
                }
            }
            "ins" | "moveTo" => self.state.inserted = self.state.inserted.saturating_sub(1),
            "del" | "moveFrom" => self.state.deleted = self.state.deleted.saturating_sub(1),
            "tbl" => {
                self.table.open.pop();
            }
            "t" | "delText" => self.state.in_text = false,
            "footnote" | "endnote" | "comment" => self.note = None,
            _ => {}
        }
    }
}
