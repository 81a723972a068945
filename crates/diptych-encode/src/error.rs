//! What can go wrong with a model.

use thiserror::Error;

/// Why a model could not be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// The file is not in the form that [`crate::Model`] reads. Who gave it must give another.
    #[error("not a model of diptych: {0}")]
    Form(String),
    /// The bytes are not those whose digest the file names: it was damaged on its way.
    #[error("the model is damaged: its digest is {found}, not {stated}")]
    Damaged {
        /// The digest in the file's head.
        stated: String,
        /// The digest of what follows the head.
        found: String,
    },
    /// The program was built without weights, and none were given.
    #[error("this build has no weights of its own")]
    NoWeights,
    /// An encoder could not do its work. Ours never fails; others may.
    #[error("the encoder failed: {0}")]
    Encoder(String),
}

impl Error {
    pub(crate) fn form(what: impl Into<String>) -> Self {
        Self::Form(what.into())
    }
}

/// What this crate's functions answer.
pub type Result<T> = std::result::Result<T, Error>;
