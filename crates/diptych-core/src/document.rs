//! Documents: the readable text of a source, in blocks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Lang, SourceId, Span};

/// What part a block plays on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// Running text.
    #[default]
    Paragraph,
    /// A headline or a heading between paragraphs.
    Headline,
    /// One item of a list.
    ListItem,
    /// One speaker's turn of a transcript.
    Turn,
    /// The words under a picture, and its credit.
    Caption,
    /// A post embedded in the page, or a source that is one.
    Post,
    /// A block that the page itself marks as a quotation.
    Quote,
    /// Menus, boxes, related links, cookie notes: of the page, not of the text.
    Furniture,
    /// Metadata that stands in the text, such as front matter.
    Meta,
}

impl BlockKind {
    /// Whether statements may be looked for here.
    pub fn is_body(self) -> bool {
        !matches!(
            self,
            Self::Headline | Self::Caption | Self::Furniture | Self::Meta
        )
    }
}

/// A stretch of the document with one part to play.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Block {
    /// Where it stands in the document's text, without the line end.
    pub span: Span,
    /// What part it plays.
    pub kind: BlockKind,
    /// Depth of a headline (1 to 6) or list item (1 is outermost); 0 elsewhere.
    pub level: u8,
    /// Why the reader gave it this kind, where that is not plain: `nav`, `figcaption`, `repeats the title`.
    pub reason: Option<String>,
}

/// A rectangle on a page, in hundredths of a point from the page's upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
pub struct Area {
    /// The left edge.
    pub left: i32,
    /// The upper edge.
    pub top: i32,
    /// The right edge.
    pub right: i32,
    /// The lower edge.
    pub bottom: i32,
}

impl Area {
    /// The smallest rectangle that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// How high it is.
    pub fn height(self) -> i32 {
        self.bottom.saturating_sub(self.top)
    }

    /// How wide it is.
    pub fn width(self) -> i32 {
        self.right.saturating_sub(self.left)
    }
}

/// Where a run of document text came from in the original.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "in", rename_all = "snake_case")]
pub enum Origin {
    /// Bytes of the original, in its own encoding.
    Bytes(Span),
    /// A stretch of a recording, as subtitles give it.
    Time {
        /// Bytes of the original.
        bytes: Span,
        /// When the cue begins, in milliseconds from the start of the recording.
        from_ms: u64,
        /// When it ends, in milliseconds.
        to_ms: u64,
    },
    /// A value of a JSON file. Of JSON lines the first member of the pointer is the line's number, from 0.
    Pointer {
        /// Where the value stands (RFC 6901).
        pointer: String,
        /// Bytes of the original.
        bytes: Span,
    },
    /// Bytes of a part of the original: a member of an archive, the body of a response or message.
    Part {
        /// The member's name, or the record's place.
        part: String,
        /// Bytes of the part when it is unpacked.
        bytes: Span,
    },
    /// A place on a page.
    Page {
        /// The page's number, from 1.
        page: u32,
        /// Where it stands on the page.
        area: Area,
        /// Bytes of the page's words as they were taken from the file, one a line, in that order.
        bytes: Span,
    },
    /// A run of an office document.
    Run {
        /// The member of the archive that holds it.
        part: String,
        /// The paragraph's number in the part, from 1.
        paragraph: u32,
        /// The run's number in the paragraph, from 1.
        run: u32,
        /// Bytes of the part when it is unpacked.
        bytes: Span,
    },
}

impl Origin {
    /// The bytes: of the original, or of the part that the origin names.
    pub fn bytes(&self) -> Span {
        match self {
            Self::Bytes(bytes)
            | Self::Time { bytes, .. }
            | Self::Pointer { bytes, .. }
            | Self::Part { bytes, .. }
            | Self::Page { bytes, .. }
            | Self::Run { bytes, .. } => *bytes,
        }
    }
}

/// A run of document text and its origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Segment {
    /// Bytes of the document's text.
    pub span: Span,
    /// The same run in the original.
    pub origin: Origin,
}

/// The readable text of a source, in blocks, with a map back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// The source it was read from.
    pub source: SourceId,
    /// The text. For plain text and Markdown: the decoded file with nothing removed.
    pub text: String,
    /// Blocks in order; they never overlap, and white space may lie between them.
    pub blocks: Vec<Block>,
    /// Language of the main text.
    pub lang: Lang,
    /// The map to the original, in order; empty where the text is the original.
    pub map: Vec<Segment>,
}

impl Document {
    /// The words of a block.
    pub fn words(&self, block: &Block) -> &str {
        block.span.of(&self.text)
    }

    /// The block that holds the byte at `at`.
    pub fn block_at(&self, at: usize) -> Option<usize> {
        let next = self.blocks.partition_point(|block| block.span.start <= at);
        let index = next.checked_sub(1)?;
        self.blocks[index].span.holds(at).then_some(index)
    }
}
