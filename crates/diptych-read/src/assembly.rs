//! A document put together run by run: for formats whose text lies in pieces.

use diptych_core::{Block, BlockKind, Document, Origin, Segment, Source, Span};

use crate::html::Fragment;
use crate::layer::Layer;

/// A document under way. Blocks are parted by an empty line.
#[derive(Debug, Default)]
pub(crate) struct Assembly {
    text: String,
    blocks: Vec<Block>,
    map: Vec<Segment>,
    open: Option<Block>,
}

impl Assembly {
    /// Begins a block; the one before it ends.
    pub(crate) fn open(&mut self, kind: BlockKind, level: u8, reason: Option<&str>) {
        self.close();
        let start = self.text.len() + if self.text.is_empty() { 0 } else { 2 };
        self.open = Some(Block {
            span: Span::new(start, start),
            kind,
            level,
            reason: reason.map(str::to_owned),
        });
    }

    /// Adds words of the original to the open block.
    pub(crate) fn push(&mut self, words: &str, origin: Origin) {
        if words.is_empty() {
            return;
        }
        let start = self.glue(words);
        self.map.push(Segment {
            span: Span::new(start, self.text.len()),
            origin,
        });
    }

    /// Adds a made text to the open block, each run with its own place.
    pub(crate) fn layer(&mut self, layer: &Layer, span: Span, to: impl Fn(Span) -> Origin) {
        let start = self.glue(span.of(&layer.text));
        let offset = |at: usize| at - span.start + start;
        for (made, base) in layer.back(span) {
            let (first, end) = (made.start.max(span.start), made.end.min(span.end));
            self.map.push(Segment {
                span: Span::new(offset(first), offset(end)),
                origin: to(base),
            });
        }
    }

    /// Adds words that stand nowhere in the original: a space, a label's colon.
    /// Returns where they begin.
    pub(crate) fn glue(&mut self, words: &str) -> usize {
        if self.open.is_none() {
            self.open(BlockKind::Paragraph, 0, None);
        }
        let Some(block) = &self.open else {
            return self.text.len();
        };
        if self.text.len() < block.span.start {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(words);
        start
    }

    /// Whether the open block has words.
    pub(crate) fn has_words(&self) -> bool {
        self.open
            .as_ref()
            .is_some_and(|block| self.text.len() > block.span.start)
    }

    /// The words of the open block so far.
    pub(crate) fn words(&self) -> &str {
        let start = self.open.as_ref().map(|block| block.span.start);
        start.and_then(|at| self.text.get(at..)).unwrap_or("")
    }

    /// Ends the open block. One without words leaves nothing.
    pub(crate) fn close(&mut self) {
        let Some(mut block) = self.open.take() else {
            return;
        };
        if self.text.len() < block.span.start {
            return;
        }
        let whole = Span::new(block.span.start, self.text.len());
        block.span = whole.trim(&self.text);
        if block.span.is_empty() {
            let end = self.blocks.last().map_or(0, |last| last.span.end);
            self.text.truncate(end);
            while self.map.last().is_some_and(|last| last.span.end > end) {
                self.map.pop();
            }
        } else {
            self.text.truncate(block.span.end);
            while let Some(last) = self.map.last_mut()
                && last.span.end > block.span.end
            {
                // The bytes of a run that is cut at its end stay a cover of it.
                last.span.end = block.span.end;
                if last.span.start >= last.span.end {
                    self.map.pop();
                } else {
                    break;
                }
            }
            self.blocks.push(block);
        }
    }

    /// Adds a fragment of HTML that was read from `layer`.
    pub(crate) fn html(&mut self, fragment: &Fragment, layer: &Layer, to: impl Fn(Span) -> Origin) {
        self.close();
        if fragment.blocks.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let shift = self.text.len();
        let map = layer.carry(&fragment.text, &fragment.map, to);
        self.text.push_str(&fragment.text);
        self.map.extend(map.into_iter().map(|segment| Segment {
            span: segment.span.shift(shift),
            ..segment
        }));
        self.blocks
            .extend(fragment.blocks.iter().map(|block| Block {
                span: block.span.shift(shift),
                ..block.clone()
            }));
    }

    /// Adds plain text line by line; empty lines and lines of spaces give nothing.
    pub(crate) fn lines(&mut self, layer: &Layer, kind: BlockKind, to: impl Fn(Span) -> Origin) {
        let mut start = 0;
        for line in layer.text.split_inclusive(['\n', '\u{2028}', '\u{2029}']) {
            let span = Span::new(start, start + line.len()).trim(&layer.text);
            start += line.len();
            if !span.is_empty() {
                let level = u8::from(kind == BlockKind::Headline);
                self.open(kind, level, None);
                self.layer(layer, span, &to);
                self.close();
            }
        }
    }

    /// Whether nothing was added.
    pub(crate) fn is_empty(&self) -> bool {
        self.blocks.is_empty() && !self.has_words()
    }

    /// How many blocks were ended.
    pub(crate) fn blocks(&self) -> usize {
        self.blocks.len()
    }

    /// The document.
    pub(crate) fn document(mut self, source: &Source) -> Document {
        self.close();
        Document {
            source: source.id.clone(),
            text: self.text,
            blocks: self.blocks,
            lang: source.lang.clone(),
            map: self.map,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_parted_and_empty_ones_leave_nothing() {
        let mut assembly = Assembly::default();
        assembly.open(BlockKind::Headline, 1, None);
        assembly.push("Title ", Origin::Bytes(Span::new(0, 6)));
        assembly.open(BlockKind::Paragraph, 0, None);
        assembly.push("  ", Origin::Bytes(Span::new(6, 8)));
        assembly.open(BlockKind::Paragraph, 0, None);
        assembly.push("Words", Origin::Bytes(Span::new(8, 13)));
        let document = assembly.document(&Source::default());
        assert_eq!(document.text, "Title\n\nWords");
        assert_eq!(document.blocks.len(), 2);
        assert_eq!(document.map.len(), 2);
        assert_eq!(document.words(&document.blocks[1]), "Words");
    }
}
