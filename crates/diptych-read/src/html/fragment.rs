//! A piece of HTML without a page round it: the body of a post or of a feed's item.

use diptych_core::{Block, BlockKind, Segment};

use super::build::build;
use super::main_text::{self, OUTSIDE};
use super::scan::scan;
use crate::decode::Origins;

/// What a piece of HTML reads as.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fragment {
    /// Its text.
    pub(crate) text: String,
    /// Its blocks, in order.
    pub(crate) blocks: Vec<Block>,
    /// From the text to the piece's own bytes.
    pub(crate) map: Vec<Segment>,
}

/// Reads a piece of HTML. All of it is text, but for what its structure marks.
pub(crate) fn fragment(html: &str, title: Option<&str>) -> Fragment {
    let scan = scan(html);
    let built = build(html, &scan);
    let mut marked = main_text::mark(&scan, &built, title);
    for block in &mut marked.blocks {
        if block.reason.as_deref() == Some(OUTSIDE) {
            block.kind = if block.level > 0 {
                BlockKind::Headline
            } else {
                BlockKind::Paragraph
            };
            block.reason = None;
        }
    }
    let map = built.map(html, &Origins::default());
    Fragment {
        blocks: marked.blocks,
        map,
        text: built.text,
    }
}
