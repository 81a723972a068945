//! Which of several views of a document with tracked changes is read.

/// The view of a document with tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Changes {
    /// All changes accepted: what was inserted stands, what was deleted does not.
    #[default]
    Accepted,
    /// All changes rejected.
    Original,
    /// Both: `[+inserted+]` and `[-deleted-]`.
    Marked,
}

impl Changes {
    /// Whether a run is shown, and the marks round it.
    pub(crate) fn shows(
        self,
        is_inserted: bool,
        is_deleted: bool,
    ) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Accepted if is_deleted => None,
            Self::Original if is_inserted => None,
            Self::Marked if is_deleted => Some(("[-", "-]")),
            Self::Marked if is_inserted => Some(("[+", "+]")),
            _ => Some(("", "")),
        }
    }
}
