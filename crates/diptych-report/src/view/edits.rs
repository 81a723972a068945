//! Pages that were changed without a word, word by word.

use diptych_core::{Anchor, EditKind, Record, Source};

use super::sources::safe_url;

/// A page of which two versions were kept.
pub(crate) struct PageEdit<'r> {
    /// Its address.
    pub address: &'r str,
    /// The same where it may be followed.
    pub url: Option<&'r str>,
    /// The earlier version.
    pub earlier: Version<'r>,
    /// The later one.
    pub later: Version<'r>,
    /// What was changed, in the order of the page.
    pub changes: Vec<PageChange<'r>>,
    /// How many changes are not listed.
    pub more: usize,
}

/// A version of a page.
pub(crate) struct Version<'r> {
    /// Its source.
    pub source: &'r str,
    /// Where it is kept, as far as the record says.
    pub path: &'r str,
    /// When it was fetched, as far as is known.
    pub captured: &'r str,
}

/// One change, with the words round it that stayed.
pub(crate) struct PageChange<'r> {
    /// `cut`, `added` or `changed`.
    pub kind: &'static str,
    /// Words that stand before it in the later version.
    pub before: Option<&'r Anchor>,
    /// Words of the earlier version that are gone.
    pub cut: Option<&'r Anchor>,
    /// Words of the later version that are new.
    pub added: Option<&'r Anchor>,
    /// Words that stand behind it in the later version.
    pub after: Option<&'r Anchor>,
    /// How many statements it touches.
    pub touched: usize,
}

/// Every page of the record that was changed.
pub(crate) fn edits(record: &Record) -> Vec<PageEdit<'_>> {
    let version = |id: &'_ diptych_core::SourceId| -> Option<&Source> {
        record.sources.iter().find(|source| source.id == *id)
    };
    let of = |edit: &diptych_core::Edit, is_later: bool| {
        let id = if is_later { &edit.right } else { &edit.left };
        version(id).map_or("", |source| source.path.as_str())
    };
    record
        .edits
        .iter()
        .map(|edit| PageEdit {
            address: &edit.url,
            url: safe_url(&edit.url),
            earlier: Version {
                source: edit.left.as_str(),
                path: of(edit, false),
                captured: edit.left_captured.as_deref().unwrap_or(""),
            },
            later: Version {
                source: edit.right.as_str(),
                path: of(edit, true),
                captured: edit.right_captured.as_deref().unwrap_or(""),
            },
            changes: edit
                .changes
                .iter()
                .map(|change| PageChange {
                    kind: match change.kind {
                        EditKind::Cut => "cut",
                        EditKind::Added => "added",
                        EditKind::Changed => "changed",
                    },
                    before: change.before.as_ref(),
                    cut: change.left.as_ref(),
                    added: change.right.as_ref(),
                    after: change.after.as_ref(),
                    touched: change.statements.len(),
                })
                .collect(),
            more: edit.more,
        })
        .collect()
}
