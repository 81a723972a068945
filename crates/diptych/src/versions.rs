//! The versions of a page that a store holds, each beside the one that took its place.

use std::collections::{HashMap, HashSet};

use diptych_core::{Case, Document, Record, Source, Statement};
use diptych_store::{Kept, Log, Result, Store};

use crate::Options;
use crate::edits::{self, Edited};
use crate::memory::{attribute, read};

/// The parts of a file as they were read, with their places in the store.
type Parts = Vec<((i64, usize), Source, Document)>;

/// Compares every version of a page that was replaced with the one that replaced it. Files
/// without an address are somebody's own, and their changes no finding.
pub(crate) fn edited(
    store: &mut Store,
    case: &Case,
    record: &Record,
    (log, options, now): (&Log, &Options<'_>, &str),
) -> Result<Edited> {
    let mut out = Edited::default();
    let all = store.sources()?;
    let rows: HashSet<i64> = all
        .iter()
        .filter_map(|one| Some([one.row, one.superseded_by?]))
        .flatten()
        .collect();
    if rows.is_empty() {
        return Ok(out);
    }
    let kept: Vec<Kept> = all
        .into_iter()
        .filter(|one| rows.contains(&one.row))
        .collect();
    let mut anew = HashSet::new();
    let readings = read(store, &kept, log, case, options, now, &mut anew)?;
    let mut parts: HashMap<i64, Parts> = HashMap::new();
    for (one, (row, reading)) in kept.iter().zip(readings) {
        let of = reading
            .read
            .into_iter()
            .enumerate()
            .map(|(part, (source, document))| ((row, part), source, document))
            .collect();
        parts.insert(one.row, of);
    }
    for old in &kept {
        let Some((left, right)) = old
            .superseded_by
            .and_then(|new| Some((parts.get(&old.row)?, parts.get(&new)?)))
        else {
            continue;
        };
        for (new_place, new, new_document) in right.iter().filter(|one| one.1.url.is_some()) {
            let Some((place, source, document)) = left.iter().find(|one| one.1.url == new.url)
            else {
                continue;
            };
            if edits::same_words(document, new_document) {
                continue;
            }
            let mut of = |place, source: &Source, document: &Document| -> Result<Vec<Statement>> {
                let one = (std::slice::from_ref(source), std::slice::from_ref(document));
                Ok(attribute(store, case, one.0, one.1, &[place], now, &mut anew)?.0)
            };
            let before = of(*place, source, document)?;
            // Decisions of people hold for what stands there now.
            let after = if record.sources.iter().any(|one| one.id == new.id) {
                let own = record.statements.iter().filter(|one| one.source == new.id);
                own.cloned().collect()
            } else {
                of(*new_place, new, new_document)?
            };
            let mut source = source.clone();
            source
                .extra
                .insert("replaced_by".to_owned(), new.id.to_string());
            edits::compare(
                &mut out,
                case,
                (&source, document),
                (new, new_document),
                (&before, &after),
            );
        }
    }
    Ok(out)
}
