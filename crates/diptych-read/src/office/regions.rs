//! The tracked changes that an `OpenDocument` text lists before its words.

use std::collections::{HashMap, HashSet};

use crate::xml::{Event, Open, Xml};

/// The list of changes: what was deleted is kept there, what was inserted stands in the text.
#[derive(Debug, Default)]
pub(super) struct Regions {
    /// Stretches that were inserted; the part may name the same one from several places.
    inserted: HashSet<String>,
    /// What was deleted, by the name of its change, until it is put in its place.
    deleted: HashMap<String, Vec<Event>>,
    /// Deleted stretches without a name, which no place can ask for.
    nameless: usize,
    /// Insertions whose end stands in the text as well.
    closed: HashSet<String>,
    /// How many stretches were inserted, how many deleted.
    pub(super) counts: (usize, usize),
}

impl Regions {
    /// Reads the list; `keeps` the words that were deleted, or only counts them.
    pub(super) fn of(text: &str, keeps: bool) -> Self {
        let mut out = Self::default();
        // Most texts have no changes, and are read once.
        if !text.contains("tracked-changes") {
            return out;
        }
        let mut id: Option<String> = None;
        let mut is_inserted = false;
        // The deletion under way, and how deep it lies.
        let mut open: Option<(usize, Vec<Event>)> = None;
        let mut xml = Xml::new(text);
        while let Some(event) = xml.next() {
            if let Some((depth, events)) = &mut open {
                let is_end = matches!(&event, Event::Close(name, _) if name == "text:deletion");
                if is_end && xml.depth < *depth {
                    let (_, events) = open.take().unwrap_or_default();
                    out.counts.1 += 1;
                    out.keep(id.as_deref(), events, keeps);
                } else if keeps {
                    events.push(event);
                }
                continue;
            }
            let Event::Open(tag) = event else { continue };
            match tag.name.as_str() {
                "text:changed-region" => {
                    id = name(&tag);
                    is_inserted = false;
                }
                "text:insertion" if !is_inserted => {
                    is_inserted = true;
                    out.counts.0 += 1;
                    out.inserted.extend(id.clone());
                }
                "text:deletion" => open = Some((xml.depth, Vec::new())),
                "text:change-end" => {
                    out.closed
                        .extend(tag.get("text:change-id").map(str::to_owned));
                }
                _ => {}
            }
        }
        out
    }

    fn keep(&mut self, id: Option<&str>, events: Vec<Event>, keeps: bool) {
        match id {
            _ if !keeps => {}
            Some(id) => drop(self.deleted.insert(id.to_owned(), events)),
            None => self.nameless += 1,
        }
    }

    /// Whether the change that begins here is an insertion whose end is known.
    pub(super) fn is_insertion(&self, id: &str) -> bool {
        self.inserted.contains(id) && self.closed.contains(id)
    }

    /// What was deleted here: once, so that no stretch is put in a thousand places.
    /// Whether it had been inserted before stands beside it.
    pub(super) fn take(&mut self, id: &str) -> Option<(Vec<Event>, bool)> {
        let events = self.deleted.remove(id)?;
        Some((events, self.inserted.contains(id)))
    }

    /// How many deleted stretches have found no place.
    pub(super) fn left(&self) -> usize {
        self.deleted.len() + self.nameless
    }
}

/// The name of a change.
fn name(tag: &Open) -> Option<String> {
    let id = tag.get("text:id").or_else(|| tag.get("xml:id"));
    id.map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_listed_by_their_names() {
        let text = "<d><text:tracked-changes>\
            <text:changed-region text:id=\"a\"><text:insertion/></text:changed-region>\
            <text:changed-region xml:id=\"b\"><text:deletion><text:p>x</text:p></text:deletion></text:changed-region>\
            <text:changed-region><text:deletion><text:p>y</text:p></text:deletion></text:changed-region>\
            </text:tracked-changes><text:change-end text:change-id=\"a\"/></d>";
        let mut regions = Regions::of(text, true);
        assert_eq!(regions.counts, (1, 2));
        assert!(regions.is_insertion("a") && !regions.is_insertion("b"));
        assert_eq!(regions.left(), 2);
        let (events, was_inserted) = regions.take("b").expect("it is there");
        assert_eq!((events.len(), was_inserted), (3, false));
        assert!(regions.take("b").is_none());
        assert_eq!(regions.left(), 1);
        assert_eq!(Regions::of(text, false).left(), 0);
    }

    #[test]
    fn an_insertion_without_an_end_is_none() {
        let text = "<text:tracked-changes><text:changed-region text:id='a'><text:insertion/>";
        assert!(!Regions::of(text, true).is_insertion("a"));
    }
}
