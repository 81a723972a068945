//! What keeps the store from doing its work.

use std::path::{Path, PathBuf};

use diptych_core::{Code, codes};
use rusqlite::ErrorCode;

/// A fault of the store. Whatever it is, the store is as it was before the call.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No store stands there.
    #[error("{} has no store", .0.display())]
    Missing(PathBuf),
    /// A file stands where a new one was to be written.
    #[error("{} exists", .0.display())]
    Exists(PathBuf),
    /// A newer program made it.
    #[error("{} has schema {found}; this program knows schema {known}", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The newest schema that is known.
        known: i64,
    },
    /// The file is something else.
    #[error("{} is no store of diptych", .0.display())]
    NotAStore(PathBuf),
    /// Another program writes to it.
    #[error("another program is writing to {}", .0.display())]
    Busy(PathBuf),
    /// The disk is full.
    #[error("no space is left for {}", .0.display())]
    Full(PathBuf),
    /// It may not be written.
    #[error("{} may not be written", .0.display())]
    ReadOnly(PathBuf),
    /// Its content is not what was written.
    #[error("{} is damaged: {what}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// The decision does not fit.
    #[error("{0}")]
    Decision(String),
    /// Nothing has this identifier.
    #[error("nothing in the case has the identifier `{0}`")]
    NoSuchId(String),
    /// Several things have identifiers that begin so.
    #[error("several identifiers begin with `{prefix}`: {}", found.join(", "))]
    SeveralIds {
        /// What was given.
        prefix: String,
        /// The first of those that fit.
        found: Vec<String>,
    },
    /// A line of an export is not understood.
    #[error("line {line} of the export: {what}")]
    Export {
        /// Counted from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// The words of a search are not understood.
    #[error("{0}")]
    Query(String),
    /// The system refused.
    #[error("{}: {reason}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
}

impl Error {
    /// The stable code, with its help line.
    pub fn code(&self) -> &'static Code {
        match self {
            Self::Missing(_) => &codes::NO_STORE,
            Self::Exists(_) => &codes::EXISTS,
            Self::Newer { .. } => &codes::STORE_NEWER,
            Self::NotAStore(_) => &codes::NOT_A_STORE,
            Self::Busy(_) => &codes::STORE_BUSY,
            Self::Full(_) => &codes::STORE_FULL,
            Self::ReadOnly(_) => &codes::STORE_READ_ONLY,
            Self::Damaged { .. } => &codes::STORE_DAMAGED,
            Self::Decision(_) => &codes::BAD_DECISION,
            Self::NoSuchId(_) | Self::SeveralIds { .. } => &codes::NO_SUCH_ID,
            Self::Export { .. } => &codes::BAD_EXPORT,
            Self::Query(_) => &codes::BAD_QUERY,
            Self::Io { .. } => &codes::WRITE,
        }
    }

    /// Whether the fault lies in what the user asked for.
    pub fn is_usage(&self) -> bool {
        matches!(
            self,
            Self::Missing(_)
                | Self::Exists(_)
                | Self::Decision(_)
                | Self::NoSuchId(_)
                | Self::SeveralIds { .. }
                | Self::Query(_)
        )
    }

    pub(crate) fn damaged(path: &Path, what: impl Into<String>) -> Self {
        Self::Damaged {
            path: path.to_path_buf(),
            what: what.into(),
        }
    }

    pub(crate) fn io(path: &Path, error: &std::io::Error) -> Self {
        let path = path.to_path_buf();
        match error.kind() {
            std::io::ErrorKind::StorageFull => Self::Full(path),
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly(path)
            }
            std::io::ErrorKind::AlreadyExists => Self::Exists(path),
            _ => Self::Io {
                path,
                reason: error.to_string(),
            },
        }
    }

    /// What SQLite said, in our words.
    pub(crate) fn sqlite(path: &Path, error: &rusqlite::Error) -> Self {
        let path = path.to_path_buf();
        let what = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(path),
            Some(ErrorCode::DiskFull) => Self::Full(path),
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::ReadOnly(path)
            }
            Some(ErrorCode::NotADatabase) => Self::NotAStore(path),
            Some(ErrorCode::SystemIoFailure) => Self::Io { path, reason: what },
            _ => Self::Damaged { path, what },
        }
    }
}

/// What the calls of the store give back.
pub type Result<T> = std::result::Result<T, Error>;
