//! The quotations of a text, whoever says them.

use diptych_core::{Block, BlockKind, Document, Span};

use crate::marks::pair;
use crate::page::Page;

/// A stretch between quotation marks, or a block that is a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// The words, without the marks.
    pub words: Span,
    /// The words with their marks.
    pub marked: Span,
    /// Whether no mark closes it before its block ends.
    pub unclosed: bool,
    /// What part the block plays in which it stands.
    pub block: BlockKind,
}

/// Every quotation of `document`, in order: headlines and captions included, menus and
/// metadata not. Quotations within quotations belong to the outer one.
///
/// A block that the page marks as a quotation and that holds no marks is one as a whole.
/// Takes time linear in the length of the text.
pub fn quotations(document: &Document) -> Vec<Quotation> {
    // The words of captions are looked at here, though no statement is found in them.
    let shown = Document {
        blocks: document
            .blocks
            .iter()
            .map(|block| Block {
                kind: match block.kind {
                    BlockKind::Caption => BlockKind::Paragraph,
                    other => other,
                },
                ..block.clone()
            })
            .collect(),
        ..document.clone()
    };
    let page = Page::new(&shown);
    let double = page.text.contains(['"', '“', '«', '„']) || page.text.contains("''");
    let mut out = Vec::new();
    for (part, block) in page.parts.iter().zip(&document.blocks) {
        let (quotes, _) = pair(&page, part, !double);
        let before = out.len();
        for quote in quotes {
            let words = page.span(quote.first, quote.last);
            if words.is_empty() {
                continue;
            }
            out.push(Quotation {
                words,
                marked: page.span(quote.open, quote.end),
                unclosed: quote.unclosed,
                block: block.kind,
            });
        }
        if block.kind == BlockKind::Quote && out.len() == before && part.first < part.end {
            out.push(Quotation {
                words: page.span(part.first, part.end),
                marked: page.span(part.first, part.end),
                unclosed: false,
                block: block.kind,
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_captions_and_quoted_blocks_count() {
        let text = "«Мы ждём», — Лунд\nHe said \"one\" and “two.\nWe never asked.\nmenu “three”";
        let kinds = [
            BlockKind::Headline,
            BlockKind::Caption,
            BlockKind::Quote,
            BlockKind::Furniture,
        ];
        let mut at = 0;
        let blocks = text.split('\n').zip(kinds).map(|(line, kind)| {
            let span = Span::new(at, at + line.len());
            at += line.len() + 1;
            Block {
                span,
                kind,
                level: 0,
                reason: None,
            }
        });
        let document = Document {
            blocks: blocks.collect(),
            text: text.to_owned(),
            ..Document::default()
        };
        let found: Vec<(&str, bool)> = quotations(&document)
            .iter()
            .map(|one| (one.words.of(text), one.unclosed))
            .collect();
        assert_eq!(
            found,
            [
                ("Мы ждём", false),
                ("one", false),
                ("two.", true),
                ("We never asked.", false)
            ]
        );
    }
}
