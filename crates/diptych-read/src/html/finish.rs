//! What shows only when all blocks of a page are marked: leads, headings in
//! bold, lists of links, dates of publication.

use diptych_core::{Block, BlockKind};

use super::build::Built;
use super::main_text::{Marked, OUTSIDE, aside};
use crate::lines::is_heading_form;
use crate::marks::ends_sentence;

/// Short bold lines that stand before a paragraph are headings.
pub(super) fn mark_bold_lines(built: &Built, blocks: &mut [Block]) {
    for index in 0..blocks.len().saturating_sub(1) {
        let raw = &built.blocks[index];
        let words = raw.span.of(&built.text);
        let next = &blocks[index + 1];
        if blocks[index].kind == BlockKind::Paragraph
            && raw.bold == words.len()
            && is_heading_form(words)
            && next.kind.is_body()
            && next.span.len() > words.len()
        {
            blocks[index].kind = BlockKind::Headline;
            blocks[index].level = 3;
            blocks[index].reason = Some("bold line before a paragraph".to_owned());
        }
    }
}

/// Running text between the page's title and its main text is the lead, and
/// headings there are subtitles.
pub(super) fn take_lead(marked: &mut Marked) {
    let blocks = &mut marked.blocks;
    let Some(title) = blocks
        .iter()
        .position(|block| block.kind == BlockKind::Headline && block.level == 1)
    else {
        return;
    };
    let Some(first) = blocks
        .iter()
        .skip(title)
        .position(|block| block.kind.is_body())
    else {
        return;
    };
    for (index, block) in blocks.iter_mut().enumerate().skip(title).take(first) {
        if block.reason.as_deref() != Some(OUTSIDE) {
            continue;
        }
        if block.level > 0 {
            block.kind = BlockKind::Headline;
            block.reason = Some("between title and text".to_owned());
        } else if let Some(at) = marked.open.iter().position(|open| *open == index) {
            marked.open.remove(at);
            block.kind = BlockKind::Paragraph;
            block.reason = None;
        }
    }
}

/// Lists whose items are mostly links are of the page.
pub(super) fn mark_link_lists(built: &Built, blocks: &mut [Block]) {
    let mut start = 0;
    while start < blocks.len() {
        let is_item = |index: usize| {
            blocks[index].kind == BlockKind::ListItem
                || blocks[index].reason.as_deref() == Some("link")
        };
        if !is_item(start) {
            start += 1;
            continue;
        }
        let mut end = start + 1;
        while end < blocks.len() && is_item(end) {
            end += 1;
        }
        let run = &built.blocks[start..end];
        let linked: usize = run.iter().map(|raw| raw.linked).sum();
        let length: usize = run.iter().map(|raw| raw.span.len()).sum();
        if run.len() >= 2 && linked * 2 > length {
            for (raw, block) in run.iter().zip(&mut blocks[start..end]) {
                // The next list may follow at once: its sentences stay.
                let words = raw.span.of(&built.text);
                if raw.linked * 2 > words.len() || !ends_sentence(words) {
                    aside(block, "list of links");
                }
            }
        }
        start = end;
    }
}

/// A date, alone or with a reporter's name, before the first paragraph is of
/// the page, and so is a bare date after the last. Under a heading of the text
/// a date ascribes what follows.
pub(super) fn mark_dates(text: &str, blocks: &mut [Block]) {
    let is_long = |words: &str| ends_sentence(words) || words.split_whitespace().count() > 8;
    for block in blocks.iter_mut() {
        let words = block.span.of(text);
        if block.kind == BlockKind::Headline && block.level > 1 {
            break;
        }
        if !block.kind.is_body() {
            continue;
        }
        if is_long(words) {
            break;
        }
        if crate::dates::parse(words, None).is_some() {
            aside(block, "date of publication");
        }
    }
    for block in blocks.iter_mut().rev().filter(|block| block.kind.is_body()) {
        let words = block.span.of(text);
        if is_long(words) {
            break;
        }
        if crate::dates::is_stamp(words) {
            aside(block, "date of publication");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ReadOptions, read};

    fn kinds(page: &str) -> Vec<BlockKind> {
        let page = format!("<html><body>{page}</body></html>");
        let reading = read("a.html", page.as_bytes(), &ReadOptions::default());
        let document = reading.document.unwrap();
        document.blocks.iter().map(|block| block.kind).collect()
    }

    const TEXT: &str =
        "<p>The envoy told the press on the quay that nothing had been settled at all.</p>";

    #[test]
    fn a_date_at_the_head_is_of_the_page_and_under_a_heading_of_the_text() {
        use BlockKind::{Furniture, Headline, Paragraph};
        assert_eq!(
            kinds(&format!(
                "<h1>Talks</h1><p>Ada Renn, 4 March 2031</p>{TEXT}<p>4 March 2031</p>"
            )),
            [Headline, Furniture, Paragraph, Furniture]
        );
        assert_eq!(
            kinds(&format!(
                "<h1>Talks</h1><h2>The bridge</h2><p>Ada Renn, 4 March 2031</p>{TEXT}"
            )),
            [Headline, Headline, Paragraph, Paragraph]
        );
    }

    #[test]
    fn bold_lines_and_lists_of_links() {
        use BlockKind::{Furniture, Headline, ListItem, Paragraph};
        assert_eq!(
            kinds(&format!(
                "{TEXT}<p><b>What comes next for the bridge</b></p>{TEXT}<p><b>Ada Renn, March 4</b></p>{TEXT}"
            )),
            [Paragraph, Headline, Paragraph, Paragraph, Paragraph]
        );
        assert_eq!(
            kinds(&format!(
                "{TEXT}<ul><li><a>One page</a></li><li><a>Other page</a></li></ul><ul><li>to meet;</li><li>to talk.</li></ul>"
            )),
            [Paragraph, Furniture, Furniture, ListItem, ListItem]
        );
    }
}
