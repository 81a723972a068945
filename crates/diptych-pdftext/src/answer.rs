//! What the process that reads answers.

use diptych_core::{Code, Problem, codes};
use diptych_read::Pages;
use serde::{Deserialize, Serialize};

/// The answer of one reader.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Answer {
    /// The words.
    Pages(Pages),
    /// Why there are none.
    Failure(Failure),
}

/// Why a reader took no words out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Failure {
    /// The file asks for a password.
    Locked,
    /// The reader is not here.
    Missing(String),
    /// The reader failed.
    Failed(String),
}

impl Failure {
    /// The same as a problem.
    pub(crate) fn problem(self) -> Problem {
        let (code, message): (&Code, String) = match self {
            Self::Locked => (&codes::LOCKED, "the PDF asks for a password".to_owned()),
            Self::Missing(message) => (&codes::NO_PDF_READER, message),
            Self::Failed(message) => (&codes::PDF_FAILED, message),
        };
        Problem::new(code, message)
    }
}
