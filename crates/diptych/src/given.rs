//! What the pipeline is given.

use std::borrow::Cow;
use std::fs::File;
use std::io::Read as _;
use std::path::PathBuf;

use diptych_compare::Meaning;
use diptych_core::{Problem, codes};

/// One source to read: its path as shown, and where its bytes are.
#[derive(Debug, Clone)]
pub struct Given {
    /// The path to show, relative to the case where there is one.
    pub path: String,
    load: Load,
}

#[derive(Debug, Clone)]
enum Load {
    Bytes(Cow<'static, [u8]>),
    File(PathBuf),
}

impl Given {
    /// Bytes at hand.
    pub fn bytes(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            path: path.into(),
            load: Load::Bytes(Cow::Owned(bytes.into())),
        }
    }

    /// Bytes that are part of the program.
    pub fn embedded(path: impl Into<String>, bytes: &'static [u8]) -> Self {
        Self {
            path: path.into(),
            load: Load::Bytes(Cow::Borrowed(bytes)),
        }
    }

    /// A file, read when its turn comes.
    pub fn file(path: impl Into<String>, file: PathBuf) -> Self {
        Self {
            path: path.into(),
            load: Load::File(file),
        }
    }

    /// The same bytes under another path.
    #[must_use]
    pub fn named(self, path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            ..self
        }
    }

    /// The digest of the bytes; of a source over `limit` bytes, that of its beginning.
    ///
    /// # Errors
    /// A problem where the file cannot be opened or read, or is no plain file.
    pub fn digest(&self, limit: usize) -> Result<String, Box<Problem>> {
        Ok(diptych_core::digest(&self.load(limit)?))
    }

    /// The bytes; at most one more than `limit`, so that a reader sees that the source is too large.
    ///
    /// # Errors
    /// A problem where the file cannot be opened or read, or is no plain file.
    pub(crate) fn load(&self, limit: usize) -> Result<Cow<'_, [u8]>, Box<Problem>> {
        let path = match &self.load {
            Load::Bytes(bytes) => return Ok(Cow::Borrowed(bytes)),
            Load::File(path) => path,
        };
        let unreadable = |reason: String| {
            Box::new(
                Problem::new(
                    &codes::UNREADABLE,
                    format!("cannot read {}: {reason}", self.path),
                )
                .in_source(&self.path),
            )
        };
        let meta = path
            .metadata()
            .map_err(|error| unreadable(error.to_string()))?;
        if !meta.is_file() {
            return Err(unreadable("it is no file".to_owned()));
        }
        let mut bytes = Vec::new();
        File::open(path)
            .and_then(|file| file.take(limit as u64 + 1).read_to_end(&mut bytes))
            .map_err(|error| unreadable(error.to_string()))?;
        Ok(Cow::Owned(bytes))
    }
}

/// A step of the work, for showing progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// A source was read.
    Read,
    /// The statements of a document were found.
    Attribute,
    /// Positions are being compared.
    Compare,
}

/// Called after each step with how many are done, and of how many.
pub type Progress<'p> = &'p (dyn Fn(Stage, usize, usize) + Sync);

/// Takes the words out of the bytes of a PDF.
pub type TakeWords = dyn Fn(&[u8]) -> Result<diptych_read::Pages, Box<Problem>> + Sync;

/// What takes the words out of a PDF.
///
/// PDF is read by a program of its own (`diptych-pdftext` starts one); the
/// pipeline only puts its words in order.
#[derive(Clone, Copy)]
pub struct PdfWords<'p> {
    /// Which programs are at hand; a case that remembers reads its PDFs anew when they change.
    pub by: &'p str,
    /// Takes the words out of the bytes of a PDF.
    pub take: &'p TakeWords,
}

/// How the pipeline runs.
#[derive(Clone, Copy)]
pub struct Options<'p> {
    /// Largest source that is read, in bytes.
    pub max_size: usize,
    /// The view of documents with tracked changes.
    pub changes: diptych_read::Changes,
    /// What takes the words out of a PDF; without it a PDF is a problem on the list.
    pub pdf: Option<PdfWords<'p>>,
    /// Where progress is told.
    pub progress: Progress<'p>,
    /// The sentence encoder by which clauses meet; without one they meet by their words alone.
    pub meaning: Option<&'p Meaning<'p>>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            max_size: diptych_read::ReadOptions::default().max_size,
            changes: diptych_read::Changes::default(),
            pdf: None,
            progress: &|_, _, _| {},
            meaning: None,
        }
    }
}
