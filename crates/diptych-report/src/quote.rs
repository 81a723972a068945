//! Quotations: words of a statement, verbatim, whole or cut to a place.

use askama::Template;
use diptych_core::{Anchor, Lang, Span, Statement, Wording};
use diptych_lang::sentences;

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
        let within = |fragment: &Anchor| {
            let from = focus.start.saturating_sub(fragment.start);
            let to = focus.end.saturating_sub(fragment.start).max(from);
            sentences_round(&fragment.text, &statement.lang, Span::new(from, to))
        };
        let start = first.start + within(first).start;
        let end = last.start + within(last).end;
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

/// The bytes of `text` from the first to the last sentence that `focus` touches.
fn sentences_round(text: &str, lang: &Lang, focus: Span) -> Span {
    let all = sentences(text, lang);
    let first = all.iter().find(|sentence| sentence.end > focus.start);
    let last = all.iter().rev().find(|sentence| sentence.start < focus.end);
    match (first, last) {
        (Some(first), Some(last)) if first.start < last.end => Span::new(first.start, last.end),
        _ => Span::new(0, text.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(text: &str, words: &str) -> String {
        let at = text.find(words).unwrap();
        let span = sentences_round(text, &Lang::En, Span::new(at, at + words.len()));
        text[span.start..span.end].to_owned()
    }

    #[test]
    fn a_sentence_is_found_round_a_place() {
        let text = "We met. We may sign it soon. They agreed.";
        assert_eq!(round(text, "sign"), "We may sign it soon.");
        assert_eq!(
            round(text, "soon. They"),
            "We may sign it soon. They agreed."
        );
    }

    #[test]
    fn an_abbreviation_does_not_cut_a_quotation_short() {
        let text = "We met. All members of the U.N. Security Council will be asked. They agreed.";
        assert_eq!(
            round(text, "members of the"),
            "All members of the U.N. Security Council will be asked."
        );
    }
}
