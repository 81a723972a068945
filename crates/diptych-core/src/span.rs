//! Byte ranges and anchors.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 bytes of one document's text.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
    JsonSchema,
)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range from `start` to `end`; the two are put in order.
    pub fn new(start: usize, end: usize) -> Self {
        if start <= end {
            Self { start, end }
        } else {
            Self {
                start: end,
                end: start,
            }
        }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the range holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two ranges share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this range.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `at` lies inside this range.
    pub fn holds(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    /// The smallest range that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The range moved towards the end by `by` bytes.
    #[must_use]
    pub fn shift(self, by: usize) -> Self {
        Self {
            start: self.start + by,
            end: self.end + by,
        }
    }

    /// The bytes of `text` in this range.
    ///
    /// Returns the empty string where the range does not fit the text or cuts
    /// a character; a span made from the same text never does.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// The range without white space at either end of its text.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let inner = self.of(text);
        let start = self.start + (inner.len() - inner.trim_start().len());
        Self {
            start,
            end: start + inner.trim().len(),
        }
    }
}

/// A range together with the words that stand there.
///
/// The words are stored twice on purpose, once here and once in the document,
/// so that an anchor can be checked against its source.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Anchor {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words, equal to the document's bytes in the range.
    pub text: String,
}

impl Anchor {
    /// The anchor of `span` in `text`.
    pub fn new(text: &str, span: Span) -> Self {
        Self {
            start: span.start,
            end: span.end,
            text: span.of(text).to_owned(),
        }
    }

    /// The range.
    pub fn span(&self) -> Span {
        Span {
            start: self.start,
            end: self.end,
        }
    }

    /// Whether `text` holds these very words at this place.
    pub fn holds_in(&self, text: &str) -> bool {
        text.get(self.start..self.end) == Some(self.text.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trim_keeps_the_inner_words() {
        let text = "a \u{a0}слово\n b";
        let span = Span::new(1, text.len() - 1).trim(text);
        assert_eq!(span.of(text), "слово");
    }

    #[test]
    fn a_span_that_cuts_a_character_reads_as_empty() {
        assert_eq!(Span::new(0, 1).of("ї"), "");
    }
}
