//! Documents for tests, a paragraph a line.

use diptych_core::{Block, BlockKind, Document, Lang, Span};

/// An English document of these paragraphs.
pub(crate) fn of_lines(lines: &[&str]) -> Document {
    let mut start = 0;
    let blocks = lines.iter().map(|line| {
        let span = Span::new(start, start + line.len());
        start += line.len() + 1;
        Block {
            span,
            kind: BlockKind::Paragraph,
            level: 0,
            reason: None,
        }
    });
    Document {
        blocks: blocks.collect(),
        text: lines.join("\n"),
        lang: Lang::En,
        ..Document::default()
    }
}
