//! From an archive to the document that it is.

use std::collections::HashMap;

use diptych_core::{Problem, Source, codes};

use super::docx::{self, Met, Role};
use super::{book, odt, parts};
use crate::archive::Archive;
use crate::assembly::Assembly;
use crate::decode::decode;
use crate::reading::{ReadOptions, Reading};

/// Reads a zip archive that is a document or a book.
pub(crate) fn read(mut source: Source, bytes: &[u8], options: &ReadOptions) -> Reading {
    let mut problems = Vec::new();
    let mut out = Assembly::default();
    let is_read = match Archive::open(bytes, options.max_size) {
        Ok(mut archive) => {
            let is_read = inside(&mut archive, &mut source, options, &mut out, &mut problems);
            problems.append(&mut archive.problems);
            is_read
        }
        Err(problem) => {
            problems.push(*problem);
            true
        }
    };
    if !is_read {
        let message = "the file is a zip archive and neither DOCX, OpenDocument text nor EPUB";
        problems.push(Problem::new(&codes::NOT_TEXT, message));
    } else if out.is_empty() && problems.is_empty() {
        problems.push(Problem::new(&codes::EMPTY, "the document holds no text"));
    }
    let document = (!out.is_empty()).then(|| out.document(&source));
    Reading {
        source,
        document,
        problems,
    }
}

/// Reads what the archive is; whether it is of a form that is read.
fn inside(
    archive: &mut Archive<'_>,
    source: &mut Source,
    options: &ReadOptions,
    out: &mut Assembly,
    problems: &mut Vec<Problem>,
) -> bool {
    let names = archive.names();
    let has = |name: &str| names.iter().any(|found| found == name);
    if has("META-INF/container.xml") {
        *out = book::read(archive, source, problems);
        return true;
    }
    let main = names.iter().find(|name| {
        let inner = name.strip_prefix("word/document");
        let inner = inner.and_then(|rest| rest.strip_suffix(".xml"));
        inner.is_some_and(|rest| !rest.contains('/'))
    });
    if let Some(main) = main {
        docx(archive, main, source, options, out, problems);
        return true;
    }
    let is_text = archive
        .member("mimetype")
        .is_some_and(|kind| kind.starts_with(b"application/vnd.oasis.opendocument.text"));
    if is_text || has(odt::PART) && has("META-INF/manifest.xml") {
        odt(archive, source, options, out, problems);
        return is_text || !out.is_empty();
    }
    false
}

fn docx(
    archive: &mut Archive<'_>,
    main: &str,
    source: &mut Source,
    options: &ReadOptions,
    out: &mut Assembly,
    problems: &mut Vec<Problem>,
) {
    if let Some(bytes) = archive.member("docProps/core.xml") {
        parts::metadata(&decode(&bytes).text, source);
    }
    let styles = archive
        .member("word/styles.xml")
        .map_or_else(HashMap::new, |bytes| parts::styles(&decode(&bytes).text));
    let mut met = Met::default();
    for (part, role) in [
        (main, Role::Main),
        ("word/footnotes.xml", Role::Footnotes),
        ("word/endnotes.xml", Role::Endnotes),
        ("word/comments.xml", Role::Comments),
    ] {
        let Some(bytes) = archive.member(part) else {
            continue;
        };
        let mut decoded = decode(&bytes);
        problems.append(&mut decoded.problems);
        let found = docx::read(
            &decoded,
            part,
            role,
            &styles,
            options.changes,
            out,
            problems,
        );
        met.inserted += found.inserted;
        met.deleted += found.deleted;
        met.hidden += found.hidden;
    }
    if met.inserted + met.deleted > 0 {
        let message = format!(
            "the document holds tracked changes: {} runs inserted, {} deleted",
            met.inserted, met.deleted
        );
        problems.push(Problem::new(&codes::TRACKED_CHANGES, message));
    }
    if met.hidden > 0 {
        let message = format!(
            "the document hides {} runs of text; they were left out",
            met.hidden
        );
        problems.push(Problem::new(&codes::HIDDEN_TEXT, message));
    }
}

fn odt(
    archive: &mut Archive<'_>,
    source: &mut Source,
    options: &ReadOptions,
    out: &mut Assembly,
    problems: &mut Vec<Problem>,
) {
    if let Some(bytes) = archive.member("meta.xml") {
        parts::metadata(&decode(&bytes).text, source);
    }
    let Some(bytes) = archive.member(odt::PART) else {
        let message = format!("the document has no {}", odt::PART);
        problems.push(Problem::new(&codes::BROKEN_PART, message));
        return;
    };
    let mut decoded = decode(&bytes);
    problems.append(&mut decoded.problems);
    let (inserted, deleted) = odt::read(&decoded, options.changes, out, problems);
    if inserted + deleted > 0 {
        let message = format!(
            "the document holds tracked changes: {inserted} stretches inserted, {deleted} deleted"
        );
        problems.push(Problem::new(&codes::TRACKED_CHANGES, message));
    }
}
