//! How a run ends.

use std::io::Write as _;
use std::process::ExitCode;

use diptych::core::Code;

use crate::screen::screen;

/// The end of a run that printed its result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All of it was done.
    Done,
    /// A part could not be done; the problems say which.
    Partly,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Partly => Self::from(1),
        }
    }
}

/// The end of a run without a result.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What happened.
    message: String,
    /// What to do.
    help: String,
    /// Stable code, where there is one.
    code: Option<&'static str>,
    /// 1, or 2 for wrong usage.
    exit: u8,
    /// Whether the reader of the output went away, which is no fault.
    is_broken_pipe: bool,
}

impl Failure {
    /// Wrong usage.
    pub(crate) fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
            code: None,
            exit: 2,
            is_broken_pipe: false,
        }
    }

    /// A fault with a code.
    pub(crate) fn coded(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: code.help.to_owned(),
            code: Some(code.id),
            exit: 1,
            is_broken_pipe: false,
        }
    }

    /// Whether it is of this kind.
    #[cfg(feature = "fetch")]
    pub(crate) fn is(&self, code: &Code) -> bool {
        self.code == Some(code.id)
    }

    /// What happened.
    #[cfg(feature = "fetch")]
    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    /// Prints what happened and gives the exit code.
    pub(crate) fn report(&self) -> ExitCode {
        if self.is_broken_pipe {
            return ExitCode::SUCCESS;
        }
        let code = self.code.map_or(String::new(), |code| format!("[{code}]"));
        let mut err = anstream::stderr().lock();
        let red = anstyle::AnsiColor::Red.on_default().bold();
        let _ = writeln!(err, "{red}error{code}{red:#}: {}", screen(&self.message));
        let _ = writeln!(err, "  help: {}", screen(&self.help));
        ExitCode::from(self.exit)
    }
}

impl From<diptych::Error> for Failure {
    fn from(error: diptych::Error) -> Self {
        let code = error.code();
        // Nothing to compare is a matter of what the user pointed at.
        Self {
            exit: 2,
            ..Self::coded(code, error.to_string())
        }
    }
}

impl From<diptych::store::Error> for Failure {
    fn from(error: diptych::store::Error) -> Self {
        Self {
            exit: if error.is_usage() { 2 } else { 1 },
            ..Self::coded(error.code(), error.to_string())
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        let is_broken_pipe = error.kind() == std::io::ErrorKind::BrokenPipe;
        Self {
            is_broken_pipe,
            ..Self::coded(&diptych::core::codes::WRITE, error.to_string())
        }
    }
}
