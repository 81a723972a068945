//! A second opinion on which blocks are body text.

use std::collections::HashSet;

use diptych_core::{Block, BlockKind};
use dom_smoothie::{Config, Readability, TextMode};

use crate::lines::headline_form;

/// The deepest page that is put to the vote.
pub(crate) const DEEPEST: usize = 500;
/// The longest page that is put to the vote, in bytes.
pub(crate) const LONGEST: usize = 5 * 1024 * 1024;
/// The most elements of a page that is put to the vote: the extractor is not
/// linear in them, and no article has so many.
pub(crate) const MOST: usize = 30_000;
/// The longest block of a page that is put to the vote, in bytes, for the same reason.
pub(crate) const LONGEST_BLOCK: usize = 50_000;

/// Takes the blocks `open` into the text where the extractor of readable
/// articles has them too. It never puts anything aside.
pub(crate) fn vote(page: &str, text: &str, open: &[usize], blocks: &mut [Block]) {
    let config = Config {
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let Ok(mut readability) = Readability::new(page, None, Some(config)) else {
        return;
    };
    let Ok(article) = readability.parse() else {
        return;
    };
    let lines: HashSet<String> = article.text_content.lines().map(headline_form).collect();
    for index in open {
        let block = &mut blocks[*index];
        if lines.contains(&headline_form(block.span.of(text))) {
            block.kind = BlockKind::Paragraph;
            block.reason = None;
        }
    }
}
