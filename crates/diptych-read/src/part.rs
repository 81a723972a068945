//! One of several sources that a file holds.

use diptych_core::{Problem, Source, SourceId, digest};

use crate::assembly::Assembly;
use crate::reading::Reading;

/// The file under reading, and the sources found in it so far.
#[derive(Debug)]
pub(crate) struct Container {
    /// The file itself.
    pub(crate) source: Source,
    /// What is wrong with the file as a whole.
    pub(crate) problems: Vec<Problem>,
    /// What was found.
    pub(crate) readings: Vec<Reading>,
}

impl Container {
    pub(crate) fn new(source: Source) -> Self {
        Self {
            source,
            problems: Vec::new(),
            readings: Vec::new(),
        }
    }

    /// A source inside the file: `bytes` are its own, its path is the file's
    /// with `#` and its number.
    pub(crate) fn part(&self, bytes: &[u8]) -> Source {
        let sha256 = digest(bytes);
        Source {
            id: SourceId::from(format!("src-{}", &sha256[..12])),
            path: format!("{}#{}", self.source.path, self.readings.len() + 1),
            bytes: bytes.len(),
            sha256,
            lang: self.source.lang.clone(),
            outlet: self.source.outlet.clone(),
            tz: self.source.tz.clone(),
            ..Source::default()
        }
    }

    /// Adds a source with its document.
    pub(crate) fn add(&mut self, source: Source, assembly: Assembly) {
        let document = assembly.document(&source);
        self.readings.push(Reading {
            source,
            document: Some(document),
            problems: Vec::new(),
        });
    }

    /// Everything found; the file itself comes last where something is wrong with it.
    pub(crate) fn finish(mut self) -> Vec<Reading> {
        if self.readings.is_empty() || !self.problems.is_empty() {
            self.readings.push(Reading {
                source: self.source,
                document: None,
                problems: self.problems,
            });
        }
        self.readings
    }
}
