//! What changed in the findings since they were told last.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use diptych::core::{Divergence, Edit, Record};
use diptych::report;
use diptych::store::{self, Store};
use serde::{Deserialize, Serialize};

use super::super::memory;

/// The key of the note that keeps what was told.
const NOTE: &str = "watch:told";

/// A finding as it was told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Told {
    kind: String,
    score: f64,
    explanation: String,
}

/// What was told last.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Before {
    findings: BTreeMap<String, Told>,
    edits: BTreeSet<String>,
}

impl Before {
    /// What the note says; where there is none, the record of the last comparison.
    pub(super) fn of(store: &Store) -> Result<Self, store::Error> {
        if let Some(known) = store
            .notes(NOTE)?
            .remove("")
            .and_then(|note| serde_json::from_str(&note).ok())
        {
            return Ok(known);
        }
        Ok(store
            .record()?
            .map(|record| Self::from(&record))
            .unwrap_or_default())
    }

    pub(super) fn keep(&self, store: &mut Store) -> Result<(), store::Error> {
        let note = serde_json::to_string(self).expect("a note is plain data");
        store.note(NOTE, &note)
    }
}

impl From<&Record> for Before {
    fn from(record: &Record) -> Self {
        Self {
            findings: record
                .divergences
                .iter()
                .map(|one| (one.id.to_string(), Told::from(one)))
                .collect(),
            edits: record.edits.iter().map(key).collect(),
        }
    }
}

impl From<&Divergence> for Told {
    fn from(one: &Divergence) -> Self {
        Self {
            kind: one.kind.word().to_owned(),
            score: one.score,
            explanation: one.explanation.clone(),
        }
    }
}

fn key(edit: &Edit) -> String {
    format!("{}>{}", edit.left, edit.right)
}

/// The differences between what was told and what stands there now.
#[derive(Debug, Serialize)]
pub(super) struct Changes<'r> {
    new: Vec<&'r Divergence>,
    gone: Vec<Gone>,
    changed: Vec<Changed<'r>>,
    edits: Vec<&'r Edit>,
}

#[derive(Debug, Serialize)]
struct Gone {
    id: String,
    #[serde(flatten)]
    was: Told,
}

#[derive(Debug, Serialize)]
struct Changed<'r> {
    was: Told,
    now: &'r Divergence,
}

impl<'r> Changes<'r> {
    pub(super) fn between(before: &Before, record: &'r Record) -> Self {
        let now = Before::from(record);
        let mut out = Self {
            new: Vec::new(),
            gone: Vec::new(),
            changed: Vec::new(),
            edits: Vec::new(),
        };
        for one in &record.divergences {
            match before.findings.get(one.id.as_str()) {
                None => out.new.push(one),
                Some(was)
                    if was.kind != one.kind.word() || (was.score - one.score).abs() > 1e-9 =>
                {
                    out.changed.push(Changed {
                        was: was.clone(),
                        now: one,
                    });
                }
                Some(_) => {}
            }
        }
        for (id, was) in &before.findings {
            if !now.findings.contains_key(id) {
                out.gone.push(Gone {
                    id: id.clone(),
                    was: was.clone(),
                });
            }
        }
        out.edits = record
            .edits
            .iter()
            .filter(|edit| !before.edits.contains(&key(edit)))
            .collect();
        out
    }

    pub(super) fn is_empty(&self) -> bool {
        self.new.is_empty()
            && self.gone.is_empty()
            && self.changed.is_empty()
            && self.edits.is_empty()
    }

    /// For a person at a terminal.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        let _ = writeln!(
            out,
            "findings: {} new, {} gone, {} changed",
            self.new.len(),
            self.gone.len(),
            self.changed.len()
        );
        for one in &self.new {
            let _ = writeln!(
                out,
                "  new      {:.2} {}: {}  [{}]",
                one.score,
                one.kind.word(),
                memory::line(&one.explanation),
                one.id
            );
        }
        for one in &self.gone {
            let _ = writeln!(
                out,
                "  gone     {:.2} {}: {}  [{}]",
                one.was.score,
                one.was.kind,
                memory::line(&one.was.explanation),
                one.id
            );
        }
        for one in &self.changed {
            let _ = writeln!(
                out,
                "  changed  {:.2} {} is now {:.2} {}: {}  [{}]",
                one.was.score,
                one.was.kind,
                one.now.score,
                one.now.kind.word(),
                memory::line(&one.now.explanation),
                one.now.id
            );
        }
        for edit in &self.edits {
            out.push_str(&report::edit(edit));
        }
        out
    }
}
