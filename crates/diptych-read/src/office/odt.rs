//! `OpenDocument` text: paragraphs, headings, lists, tables, notes, comments.

use diptych_core::{BlockKind, Problem, codes};

use super::changes::Changes;
use super::paragraph::Paragraph;
use super::regions::Regions;
use crate::assembly::Assembly;
use crate::decode::Decoded;
use crate::xml::{Event, Open, Xml, add};

/// The part that holds the text.
pub(super) const PART: &str = "content.xml";
/// How many insertions that overlap are told apart.
const NESTED: usize = 16;

/// How many stretches were inserted, how many deleted.
pub(super) type Counts = (usize, usize);

/// Reads the text into `out` in the view `changes`.
pub(super) fn read(
    decoded: &Decoded,
    changes: Changes,
    out: &mut Assembly,
    problems: &mut Vec<Problem>,
) -> Counts {
    let text = &decoded.text;
    let regions = Regions::of(text, changes != Changes::Accepted);
    let counts = regions.counts;
    let mut reader = Reader {
        decoded,
        changes,
        regions,
        open: Vec::new(),
        count: 0,
        list: 0,
        inserted: Vec::new(),
        replays: Vec::new(),
        inserted_before: 0,
        joins: None,
        lists: 0,
        tables: Vec::new(),
        table_count: 0,
        notes: Vec::new(),
        silent: 0,
        later: Vec::new(),
    };
    let mut xml = Xml::new(text);
    // What was deleted is read where it stood, before the text goes on.
    while let Some(event) = reader.replayed(out).or_else(|| xml.next()) {
        match &event {
            Event::Open(tag) => reader.open(tag, out),
            Event::Close(name, _) => reader.close(name, out),
            event => reader.words(event),
        }
    }
    reader.part_joined(out);
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
    if reader.regions.left() > 0 {
        let message = format!(
            "{} deleted stretches stand at no place of the text; they were left out",
            reader.regions.left()
        );
        problems.push(Problem::new(&codes::BROKEN_PART, message));
    }
    counts
}

/// A deleted stretch that is read where it stood.
struct Replay {
    events: std::vec::IntoIter<Event>,
    /// Whether it had been inserted before it was deleted.
    was_inserted: bool,
    /// How many paragraphs and notes were open before it.
    floor: (usize, usize),
    /// Whether its first and last paragraph are parts of one of the text.
    has_host: bool,
    /// How many of its paragraphs have begun.
    begun: usize,
}

struct Reader<'d> {
    decoded: &'d Decoded,
    changes: Changes,
    regions: Regions,
    open: Vec<Paragraph>,
    count: u32,
    /// Inside the list of changes.
    list: usize,
    /// Insertions that are open.
    inserted: Vec<String>,
    /// Deleted stretches under way, one inside another.
    replays: Vec<Replay>,
    /// How many of them had been inserted before.
    inserted_before: usize,
    /// A paragraph whose end was inserted: without it the next one goes on in it.
    joins: Option<Paragraph>,
    lists: usize,
    /// Tables open within each other: number, row, column.
    tables: Vec<(usize, usize, usize)>,
    table_count: usize,
    /// Notes and comments open within each other.
    notes: Vec<(BlockKind, String)>,
    /// Inside the number of a note, or the author and date of a comment.
    silent: usize,
    /// Notes and comments: they come after the text.
    later: Vec<Paragraph>,
}

impl Reader<'_> {
    /// The next step through a deleted stretch, where one is under way.
    fn replayed(&mut self, out: &mut Assembly) -> Option<Event> {
        while let Some(replay) = self.replays.last_mut() {
            if let Some(event) = replay.events.next() {
                return Some(event);
            }
            let (paragraphs, notes) = replay.floor;
            self.inserted_before -= usize::from(replay.was_inserted);
            self.replays.pop();
            self.notes.truncate(notes);
            while self.open.len() > paragraphs {
                self.end(out);
            }
        }
        None
    }

    fn open(&mut self, tag: &Open, out: &mut Assembly) {
        match tag.name.as_str() {
            "text:tracked-changes" => self.list += 1,
            _ if self.list > 0 => {}
            "text:p" | "text:h" => self.paragraph(tag, out),
            "text:list" => self.lists += 1,
            "table:table" => {
                self.part_joined(out);
                self.table_count += 1;
                self.tables.push((self.table_count, 0, 0));
            }
            "table:table-row" => {
                if let Some(table) = self.tables.last_mut() {
                    (table.1, table.2) = (table.1 + 1, 0);
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.part_joined(out);
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
            | "svg:desc" | "office:change-info" => self.silent += 1,
            "text:span" | "text:a" => self.run(),
            "text:s" => {
                let count = tag.get("text:c").and_then(|count| count.parse().ok());
                let count: usize = count.unwrap_or(1);
                self.sign(&" ".repeat(count.clamp(1, 100)), tag);
            }
            "text:tab" => self.sign("\t", tag),
            "text:line-break" => self.sign("\n", tag),
            "text:change-start" | "text:change-end" | "text:change" => self.change(tag),
            _ => {}
        }
    }

    fn run(&mut self) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.run();
        }
    }

    /// Where a change begins, ends, or took something away.
    fn change(&mut self, tag: &Open) {
        let Some(id) = tag.get("text:change-id") else {
            return;
        };
        match tag.name.as_str() {
            "text:change-start" if self.regions.is_insertion(id) => {
                // One list of what is open: hostile texts nest no deeper than the changes listed.
                if !self.inserted.iter().rev().take(NESTED).any(|one| one == id) {
                    self.inserted.push(id.to_owned());
                }
            }
            "text:change-end" => {
                let found = self.inserted.iter().rev().take(NESTED);
                if let Some(back) = found
                    .enumerate()
                    .find_map(|(at, one)| (one == id).then_some(at))
                {
                    self.inserted.remove(self.inserted.len() - 1 - back);
                }
            }
            "text:change" => {
                if let Some((events, was_inserted)) = self.regions.take(id) {
                    let has_host = !self.open.is_empty();
                    self.run();
                    self.inserted_before += usize::from(was_inserted);
                    self.replays.push(Replay {
                        events: events.into_iter(),
                        was_inserted,
                        floor: (self.open.len(), self.notes.len()),
                        has_host,
                        begun: 0,
                    });
                }
            }
            _ => return,
        }
        self.run();
    }

    /// Whether a paragraph that opens or closes here is part of the one in which a deleted stretch
    /// stood.
    fn is_of_host(&self) -> bool {
        self.replays.last().is_some_and(|replay| {
            replay.has_host && replay.floor == (self.open.len(), self.notes.len())
        })
    }

    fn paragraph(&mut self, tag: &Open, out: &mut Assembly) {
        if self.is_of_host() {
            let replay = self.replays.last_mut();
            let begun = replay.map_or(0, |replay| {
                replay.begun += 1;
                replay.begun
            });
            if begun == 1 {
                return;
            }
            self.end(out);
        }
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
        if let Some(mut joined) = self.joins.take() {
            if joined.pieces.is_empty() {
                (joined.kind, joined.level, joined.reason) = (kind, level, reason);
            }
            joined.run();
            self.open.push(joined);
            return;
        }
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
        if let Some(paragraph) = self.place() {
            paragraph.words().instead(sign, tag.span);
        }
    }

    fn words(&mut self, event: &Event) {
        let decoded = self.decoded;
        if let Some(paragraph) = self.place() {
            add(paragraph.words(), &decoded.text, event);
        }
    }

    /// Where words go; nothing where they are not shown.
    fn place(&mut self) -> Option<&mut Paragraph> {
        if self.list > 0 || self.silent > 0 {
            return None;
        }
        let is_inserted = !self.inserted.is_empty() || self.inserted_before > 0;
        let marks = self.changes.shows(is_inserted, !self.replays.is_empty())?;
        let paragraph = self.open.last_mut()?;
        paragraph.mark(marks);
        Some(paragraph)
    }

    /// Ends the paragraph under way.
    fn end(&mut self, out: &mut Assembly) {
        let Some(paragraph) = self.open.pop() else {
            return;
        };
        if !self.notes.is_empty() {
            self.later.push(paragraph);
        } else if self.changes == Changes::Original
            && !self.inserted.is_empty()
            && self.open.is_empty()
        {
            self.joins = Some(paragraph);
        } else {
            paragraph.end(out, self.decoded, PART);
        }
    }

    /// Ends a paragraph that waits for one to go on in it: there is none.
    fn part_joined(&mut self, out: &mut Assembly) {
        if let Some(paragraph) = self.joins.take() {
            paragraph.end(out, self.decoded, PART);
        }
    }

    fn close(&mut self, name: &str, out: &mut Assembly) {
        match name {
            "text:tracked-changes" => self.list = self.list.saturating_sub(1),
            _ if self.list > 0 => {}
            "text:p" | "text:h" if self.is_of_host() => {}
            "text:p" | "text:h" => self.end(out),
            "text:list" => self.lists = self.lists.saturating_sub(1),
            "table:table" => {
                self.part_joined(out);
                self.tables.pop();
            }
            "text:note" | "office:annotation" => {
                self.notes.pop();
            }
            "text:span" | "text:a" => self.run(),
            "text:note-citation" | "dc:creator" | "dc:date" | "office:forms" | "svg:title"
            | "svg:desc" | "office:change-info" => self.silent = self.silent.saturating_sub(1),
            _ => {}
        }
    }
}
