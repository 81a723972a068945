//! Quotations: words of a statement, verbatim, whole or cut to a place.

use askama::Template;
use diptych_core::{Anchor, Span, Statement, Wording};

use crate::marks::{Mark, Piece, pieces};

/// Words of a statement, ready to print.
#[derive(Template)]
#[template(path = "quote.html")]
pub(crate) struct Quote<'r> {
    /// The statement.
    pub statement: &'r str,
    /// Language of the words.
    pub lang: &'r str,
    /// Whether they are the speaker's own and stand between quotation marks.
    pub quoted: bool,
    /// Whether they are the speaker's own.
    pub own: bool,
    /// The runs, in order.
    pub runs: Vec<Run<'r>>,
    /// Whether words of the statement follow that are not shown.
    pub cut_after: bool,
}

/// Words that stand together in the document.
pub(crate) struct Run<'r> {
    /// First byte in the document.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Whether words stand before it in the document, or of the statement, that are not shown.
    pub cut_before: bool,
    /// The words.
    pub pieces: Vec<Piece<'r>>,
}

/// Fragments up to this many bytes are never cut for a short quotation.
const SHORT: usize = 320;

impl<'r> Quote<'r> {
    /// All words of the statement.
    pub(crate) fn whole(statement: &'r Statement, marks: &[Mark<'_>]) -> Self {
        let all = statement.span();
        Self::cut(statement, marks, all)
    }

    /// The sentences of the statement that hold `focus`; all of it where it is short.
    pub(crate) fn around(statement: &'r Statement, marks: &[Mark<'_>], focus: Span) -> Self {
        let bytes: usize = statement
            .fragments
            .iter()
            .map(|fragment| fragment.text.len())
            .sum();
        let touched: Vec<&Anchor> = statement
            .fragments
            .iter()
            .filter(|fragment| fragment.span().overlaps(focus))
            .collect();
        let (Some(first), Some(last)) = (touched.first(), touched.last()) else {
            return Self::whole(statement, marks);
        };
        if bytes <= SHORT {
            return Self::whole(statement, marks);
        }
        let start =
            first.start + sentence_start(&first.text, focus.start.saturating_sub(first.start));
        let end = last.start + sentence_end(&last.text, focus.end.saturating_sub(last.start));
        Self::cut(statement, marks, Span::new(start, end))
    }

    fn cut(statement: &'r Statement, marks: &[Mark<'_>], shown: Span) -> Self {
        let mut runs: Vec<Run<'r>> = Vec::new();
        let mut left_out = false;
        for (at, fragment) in statement.fragments.iter().enumerate() {
            let own_end = fragment.start.saturating_add(fragment.text.len());
            let part = Span {
                start: shown.start.max(fragment.start),
                end: shown.end.min(own_end),
            };
            let pieces = if part.start < part.end {
                pieces(fragment, part, marks)
            } else {
                Vec::new()
            };
            if pieces.is_empty() {
                left_out |= !fragment.text.is_empty();
                continue;
            }
            let touches = at > 0 && statement.fragments[at - 1].end == fragment.start;
            let length: usize = pieces.iter().map(|piece| piece.text.len()).sum();
            runs.push(Run {
                start: part.start,
                end: part.start + length,
                cut_before: left_out
                    || part.start > fragment.start
                    || (!runs.is_empty() && !touches),
                pieces,
            });
            left_out = part.end < own_end;
        }
        let own = statement.wording == Wording::Speaker;
        let marked = runs
            .first()
            .and_then(|run| run.pieces.first())
            .is_some_and(|piece| piece.text.starts_with(['"', '“', '”', '«', '„', '‘', '\'']));
        Self {
            statement: statement.id.as_str(),
            lang: statement.lang.code(),
            quoted: own && !marked,
            own,
            runs,
            cut_after: left_out,
        }
    }

    /// The words as one string, with cuts shown.
    pub(crate) fn plain(&self) -> String {
        let mut out = String::new();
        for run in &self.runs {
            if run.cut_before {
                out.push_str(if out.is_empty() { "[…] " } else { " […] " });
            }
            for piece in &run.pieces {
                out.push_str(piece.text);
            }
        }
        if self.cut_after {
            out.push_str(" […]");
        }
        out
    }
}

/// Byte after the last end of a sentence before `at`.
fn sentence_start(text: &str, at: usize) -> usize {
    let head = &text[..text.floor_char_boundary(at)];
    let cut = head
        .char_indices()
        .rev()
        .find(|(place, character)| ends(text, *place, *character))
        .map_or(0, |(place, character)| place + character.len_utf8());
    let rest = &text[cut..];
    cut + (rest.len() - rest.trim_start().len())
}

/// Byte after the first end of a sentence at or after `at`.
fn sentence_end(text: &str, at: usize) -> usize {
    let from = text.ceil_char_boundary(at.min(text.len()));
    let back = text[..from].chars().next_back().map_or(0, char::len_utf8);
    let begin = from - back;
    text[begin..]
        .char_indices()
        .find(|(place, character)| ends(text, begin + place, *character))
        .map_or(text.trim_end().len().max(from), |(place, character)| {
            begin + place + character.len_utf8()
        })
}

/// Whether a sentence ends with this character: a stop with white space behind it.
fn ends(text: &str, at: usize, character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…')
        && text[at + character.len_utf8()..]
            .chars()
            .next()
            .is_none_or(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_found_round_a_place() {
        let text = "We met. We may sign it soon. They agreed.";
        let at = text.find("sign").unwrap();
        let (start, end) = (sentence_start(text, at), sentence_end(text, at + 4));
        assert_eq!(&text[start..end], "We may sign it soon.");
    }
}
