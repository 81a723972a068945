//! Clauses and brackets: a clause that begins or ends inside a bracket stays
//! on its side of it.

use std::ops::Range;

use diptych_core::Span;

use crate::chain::Link;
use crate::reading::Sentence;

/// Closing marks of what a clause may open, with their opening marks.
const PAIRS: [(char, char); 5] = [('«', '»'), ('“', '”'), ('„', '“'), ('(', ')'), ('[', ']')];

/// The part of a clause on the cue's side of a bracket that only opens or only
/// closes in it: "were mentioned, among others) that might" ends at the bracket.
pub(crate) fn within_brackets(
    sentence: &Sentence,
    clause: Range<usize>,
    link: Option<&Link>,
) -> Range<usize> {
    let mut open: Vec<usize> = Vec::new();
    let mut closes: Option<usize> = None;
    for at in clause.clone() {
        match sentence.tokens[at].folded.as_str() {
            "(" => open.push(at),
            ")" if open.pop().is_none() => closes = closes.or(Some(at)),
            _ => {}
        }
    }
    let cue = link.map_or(clause.start, |link| link.tokens.start);
    let mut out = clause;
    if let Some(at) = closes {
        if cue < at {
            out.end = at;
        } else {
            out.start = at + 1;
        }
    }
    if let Some(at) = open.first().copied().filter(|at| out.contains(at)) {
        if cue < at {
            out.end = at;
        } else {
            out.start = at + 1;
        }
    }
    out
}

/// The words with the closing mark right behind them, where they open one.
pub(crate) fn with_closing(text: &str, span: Span) -> &str {
    let words = span.of(text);
    let Some(next) = text.get(span.end..).and_then(|rest| rest.chars().next()) else {
        return words;
    };
    let opens = PAIRS.iter().any(|(open, close)| {
        *close == next && words.matches(*open).count() > words.matches(*close).count()
    });
    if opens {
        &text[span.start..span.end + next.len_utf8()]
    } else {
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_that_was_opened_is_closed() {
        let text = "дала згоду за формулою «250 на 250», і край";
        let end = text.find('»').expect("it stands there");
        assert_eq!(with_closing(text, Span::new(0, end)), &text[..end + 2]);
        assert_eq!(with_closing("a (b c", Span::new(0, 4)), "a (b");
    }
}
