//! What stops the work before it begins.

use std::path::PathBuf;

use diptych_core::{Code, codes};

/// A fault that leaves nothing to compare. Everything else is a problem on the list.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No source stands where the user pointed.
    #[error("no sources in {}", .0.display())]
    NoSources(PathBuf),
    /// The path does not exist or may not be read.
    #[error("cannot read {}: {reason}", path.display())]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
}

impl Error {
    /// The stable code, with its help line.
    pub fn code(&self) -> &'static Code {
        match self {
            Self::NoSources(_) => &codes::NO_SOURCES,
            Self::Unreadable { .. } => &codes::UNREADABLE,
        }
    }
}
