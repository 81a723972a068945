//! From a page's events to text, raw blocks and the map to the page.

use diptych_core::{Segment, Span};

use super::entity;
use super::scan::{Event, Scan, range};
use super::tag::Tag;
use super::tree::{NONE, Stack, closed};
use crate::decode::Origins;

/// A stretch of text that stands on lines of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RawBlock {
    /// Where it stands in the document's text.
    pub(crate) span: Span,
    /// The innermost element round it, or [`NONE`].
    pub(crate) element: u32,
    /// How many of its bytes are text of links.
    pub(crate) linked: usize,
    /// How many of its bytes stand in `<time>`.
    pub(crate) timed: usize,
    /// How many of its bytes are bold.
    pub(crate) bold: usize,
}

/// A run of document text and the bytes of the decoded page behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    span: Span,
    page: Span,
    /// Whether the two are the same bytes.
    same: bool,
}

/// The text of a page.
#[derive(Debug, Default)]
pub(crate) struct Built {
    /// The document's text.
    pub(crate) text: String,
    /// Its blocks, in order.
    pub(crate) blocks: Vec<RawBlock>,
    /// For each element its parent, or [`NONE`].
    pub(crate) parents: Vec<u32>,
    /// The text of `<title>`.
    pub(crate) title: Option<String>,
    /// The texts of the JSON-LD scripts.
    pub(crate) json_ld: Vec<String>,
    /// The greatest depth of open elements.
    pub(crate) deepest: usize,
    pieces: Vec<Piece>,
}

impl Built {
    /// The map to the original bytes.
    pub(crate) fn map(&self, page: &str, origins: &Origins) -> Vec<Segment> {
        let segment = |piece: &Piece| Segment {
            span: piece.span,
            origin: origins.of(page, piece.page),
        };
        self.pieces.iter().map(segment).collect()
    }
}

/// Builds the text: entities decoded, white space collapsed but in `<pre>`,
/// blocks parted by an empty line, `<br>` by a line end (two of them part blocks).
pub(crate) fn build(page: &str, scan: &Scan) -> Built {
    let count = scan.elements.len();
    let closed = closed(&scan.events, count);
    let mut builder = Builder {
        page,
        out: Built {
            parents: vec![NONE; count],
            ..Built::default()
        },
        block: None,
        space: None,
        breaks: 0,
    };
    let mut stack = Stack::new(count);
    for event in &scan.events {
        match *event {
            Event::Open(index) => {
                let tag = scan.elements[index as usize].tag;
                if stack.imply(tag, &scan.elements, &closed) {
                    builder.end_block();
                }
                builder.out.parents[index as usize] = stack.top();
                if tag == Tag::Break && !stack.is_hidden() {
                    builder.breaks += 1;
                } else if tag.is_block() {
                    builder.end_block();
                }
                if !tag.is_void() {
                    stack.push(index, &scan.elements, &closed);
                }
            }
            Event::Close(index) => {
                let tag = scan.elements[index as usize].tag;
                if stack.close(index, &scan.elements, &closed) && tag.is_block() {
                    builder.end_block();
                }
            }
            Event::Text(start, end) => {
                let top = stack.top();
                if !stack.is_hidden() {
                    builder.text(range(start, end), &stack);
                } else if top != NONE {
                    builder.aside(range(start, end), top, scan);
                }
            }
        }
    }
    builder.end_block();
    builder.out.deepest = stack.deepest;
    builder.out
}

struct Builder<'a> {
    page: &'a str,
    out: Built,
    /// The block under way.
    block: Option<RawBlock>,
    /// White space seen and not yet written.
    space: Option<Span>,
    /// `<br>` seen and not yet written.
    breaks: usize,
}

impl Builder<'_> {
    /// Text that is not shown: the title, linked data.
    fn aside(&mut self, run: Span, element: u32, scan: &Scan) {
        let words = run.of(self.page);
        match scan.elements[element as usize].tag {
            Tag::Title if self.out.title.is_none() => {
                let title = entity::decode_all(words);
                let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
                self.out.title = Some(title).filter(|title| !title.is_empty());
            }
            Tag::Script if scan.json_ld.binary_search(&element).is_ok() => {
                self.out.json_ld.push(words.to_owned());
            }
            _ => {}
        }
    }

    fn text(&mut self, run: Span, stack: &Stack) {
        let bytes = run.of(self.page).as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            let start = run.start + at;
            if byte.is_ascii_whitespace() {
                let mut end = at + 1;
                while end < bytes.len() && bytes[end].is_ascii_whitespace() {
                    end += 1;
                }
                let space = Span::new(start, run.start + end);
                if stack.in_pre() {
                    self.keep_space(space, stack);
                } else {
                    // White space that several runs share is one space.
                    self.space.get_or_insert(space);
                }
                at = end;
            } else if byte == b'&'
                && let Some((length, value)) = entity::reference(&self.page[start..run.end])
            {
                let is_space = value
                    .trim_matches([' ', '\t', '\n', '\r', '\u{c}'])
                    .is_empty();
                let source = Span::new(start, start + length);
                if is_space && !stack.in_pre() {
                    self.space.get_or_insert(source);
                } else {
                    self.push(&value, source, stack);
                }
                at += length;
            } else {
                let end = plain_end(bytes, at);
                let source = Span::new(start, run.start + end);
                self.push(source.of(self.page), source, stack);
                at = end;
            }
        }
    }

    /// White space of `<pre>`: kept within a block, dropped before one.
    fn keep_space(&mut self, space: Span, stack: &Stack) {
        if self.block.is_some() {
            self.push(space.of(self.page), space, stack);
        }
    }

    fn push(&mut self, words: &str, source: Span, stack: &Stack) {
        // A no-break space alone on a line is how editors part paragraphs.
        if self.breaks > 0 && words.chars().all(|c| c == '\u{a0}') {
            return;
        }
        if self.breaks >= 2 {
            self.end_block();
        }
        let space = self.space.take();
        let breaks = std::mem::take(&mut self.breaks);
        if let Some(block) = &mut self.block {
            if breaks > 0 {
                self.out.text.push('\n');
            } else if let Some(space) = space {
                if stack.in_link() {
                    block.linked += 1;
                }
                self.piece(" ", space);
            }
        } else {
            if !self.out.text.is_empty() {
                self.out.text.push_str("\n\n");
            }
            let start = self.out.text.len();
            self.block = Some(RawBlock {
                span: Span::new(start, start),
                element: stack.block(),
                linked: 0,
                timed: 0,
                bold: 0,
            });
        }
        if let Some(block) = &mut self.block {
            let length = |is: bool| if is { words.len() } else { 0 };
            block.linked += length(stack.in_link());
            block.timed += length(stack.in_time());
            block.bold += length(stack.in_bold());
        }
        self.piece(words, source);
    }

    /// Writes a run and its place; runs that follow each other in both are one.
    fn piece(&mut self, words: &str, source: Span) {
        let start = self.out.text.len();
        self.out.text.push_str(words);
        let span = Span::new(start, self.out.text.len());
        let same = words == source.of(self.page);
        if let Some(last) = self.out.pieces.last_mut()
            && same
            && last.same
            && last.span.end == span.start
            && last.page.end == source.start
        {
            last.span.end = span.end;
            last.page.end = source.end;
            return;
        }
        let page = source;
        self.out.pieces.push(Piece { span, page, same });
    }

    fn end_block(&mut self) {
        self.space = None;
        self.breaks = 0;
        let Some(mut block) = self.block.take() else {
            return;
        };
        let whole = Span::new(block.span.start, self.out.text.len());
        block.span = trim(whole, &self.out.text);
        if !block.span.is_empty() {
            self.out.blocks.push(block);
            return;
        }
        // Nothing but spaces: the text ends where it ended before.
        let end = self.out.blocks.last().map_or(0, |last| last.span.end);
        while let Some(piece) = self.out.pieces.last()
            && piece.span.start >= whole.start
        {
            self.out.pieces.pop();
        }
        let kept = self.out.pieces.last().map_or(0, |piece| piece.span.end);
        self.out.text.truncate(end.max(kept));
    }
}

/// The span without white space, marks of order and zero-width characters at its ends.
fn trim(span: Span, text: &str) -> Span {
    let is_blank = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
            )
    };
    let inner = span.of(text);
    let start = span.start + inner.len() - inner.trim_start_matches(is_blank).len();
    Span::new(start, start + inner.trim_matches(is_blank).len())
}

/// Where the words end that begin at `at`: at white space that is not a single
/// space between words, at a reference.
fn plain_end(bytes: &[u8], at: usize) -> usize {
    let mut end = at + 1;
    while end < bytes.len() {
        let byte = bytes[end];
        if byte == b'&' {
            break;
        }
        if byte.is_ascii_whitespace() {
            let next = bytes.get(end + 1);
            if byte != b' ' || next.is_none_or(|next| next.is_ascii_whitespace() || *next == b'&') {
                break;
            }
        }
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::super::scan::scan;
    use super::*;

    fn text(page: &str) -> String {
        build(page, &scan(page)).text
    }

    #[test]
    fn white_space_collapses_and_blocks_part() {
        for (page, expected) in [
            ("<p>a\n  b <b>c</b> <i> d</i></p>  <p>e</p>", "a b c d\n\ne"),
            (
                "<p>one<p>two<div>three</div>four",
                "one\n\ntwo\n\nthree\n\nfour",
            ),
            ("a<br>b<br><br>c", "a\nb\n\nc"),
            ("a<br>&nbsp;<br>b<br>&nbsp;c", "a\n\nb\nc"),
            ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "a\n\nb\n\nc\n\nd"),
            ("<pre>a\n  b</pre>", "a\n  b"),
            ("<p>&nbsp;</p><p>x</p>", "x"),
            (
                "<p>мо&shy;ст&nbsp;&laquo;Юг&raquo; </p>",
                "мо\u{ad}ст\u{a0}«Юг»",
            ),
            ("<table><tr><td>a<td>b<tr><td>c</table>", "a\n\nb\n\nc"),
            (
                "<p>x<script>y</script><style>z</style>w<noscript>n</noscript></p>",
                "xw",
            ),
            ("<svg><text>no end <p>shown", "no end\n\nshown"),
            ("<b><p>bold</b> on</p><p>next", "bold on\n\nnext"),
        ] {
            assert_eq!(text(page), expected, "{page}");
        }
    }

    #[test]
    fn every_piece_is_its_bytes_decoded() {
        let page = "<p> A &laquo;b\n\t c&raquo;&nbsp; d <em>e</em></p>";
        let built = build(page, &scan(page));
        assert_eq!(built.text, "A «b c»\u{a0} d e");
        for segment in built.map(page, &Origins::default()) {
            let origin = segment.origin.bytes();
            let decoded = entity::decode_all(origin.of(page));
            let run = segment.span.of(&built.text);
            assert!(
                decoded == run || (run == " " && decoded.trim().is_empty()),
                "{run:?}"
            );
        }
    }
}
