//! A page, read.

use diptych_core::{Document, Problem, codes};

use super::build::build;
use super::scan::scan;
use super::{main_text, metadata, vote};
use crate::decode::Decoded;
use crate::reading::Reading;

/// Reads a decoded page into `reading`.
pub(crate) fn read(reading: &mut Reading, mut decoded: Decoded) {
    reading.problems.append(&mut decoded.problems);
    let page = &decoded.text;
    let scan = scan(page);
    let built = build(page, &scan);
    metadata::read(&scan, &built, &mut reading.source, &mut reading.problems);
    let mut marked = main_text::mark(&scan, &built, reading.source.title.as_deref());
    let is_too_much = built.deepest > vote::DEEPEST
        || page.len() > vote::LONGEST
        || scan.elements.len() > vote::MOST
        || built
            .blocks
            .iter()
            .any(|raw| raw.span.len() > vote::LONGEST_BLOCK);
    if is_too_much {
        let message = format!(
            "the page has {} elements nested {} deep in {} bytes",
            scan.elements.len(),
            built.deepest,
            page.len()
        );
        reading
            .problems
            .push(Problem::new(&codes::DEEP_NESTING, message));
    } else if !marked.open.is_empty() {
        vote::vote(page, &built.text, &marked.open, &mut marked.blocks);
    }
    if !marked.has_text && !built.text.is_empty() {
        let problem = Problem::new(&codes::NO_MAIN_TEXT, "the page has no running text");
        reading.problems.push(problem);
    }
    let map = built.map(page, &decoded.origins);
    reading.document = Some(Document {
        source: reading.source.id.clone(),
        lang: reading.source.lang.clone(),
        text: built.text,
        blocks: marked.blocks,
        map,
    });
}
