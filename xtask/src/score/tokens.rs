//! Tokens of a set in which each has a tag.

use diptych_core::Span;

use super::gold::{Gold, Prediction, by_doc};
use super::ratio::Ratio;

/// The measures over a tagged set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct TokenScores {
    /// Tokens of quoted words.
    pub content: Ratio,
    /// Tokens of the speaker's mention.
    pub source: Ratio,
    /// Sentences that hold a quotation.
    pub sentences: Ratio,
}

/// Scores tokens: one counts where a predicted span touches it.
pub(crate) fn score_tokens(gold: &[Gold], predictions: &[Prediction]) -> TokenScores {
    let found = by_doc(predictions);
    let mut sum = TokenScores::default();
    for text in gold {
        let none = Vec::new();
        let found = found.get(text.doc.as_str()).unwrap_or(&none);
        let content: Vec<Span> = found.iter().flat_map(|one| one.spans()).collect();
        let source: Vec<Span> = found
            .iter()
            .filter_map(|one| {
                Some(Span {
                    start: one.speaker_start?,
                    end: one.speaker_end?,
                })
            })
            .collect();
        let is_there = text.tokens.iter().any(|token| token.tag == "content");
        sum.sentences.add(count(is_there, !content.is_empty()));
        for token in &text.tokens {
            let words = token.span.of(&text.text);
            if words.trim().is_empty() {
                continue;
            }
            let in_any = |spans: &[Span]| spans.iter().any(|span| span.overlaps(token.span));
            sum.source
                .add(count(token.tag == "source", in_any(&source)));
            if words.contains(char::is_alphanumeric) {
                sum.content
                    .add(count(token.tag == "content", in_any(&content)));
            }
        }
    }
    sum
}

fn count(there: bool, found: bool) -> Ratio {
    Ratio {
        right: usize::from(there && found),
        found: usize::from(found),
        there: usize::from(there),
    }
}

#[cfg(test)]
mod tests {
    use super::super::gold::Token;
    use super::*;

    #[test]
    fn punctuation_is_no_content() {
        let token = |start, end, tag: &str| Token {
            span: Span::new(start, end),
            tag: tag.to_owned(),
        };
        let gold = [Gold {
            doc: "a".to_owned(),
            text: "She said: yes, now.".to_owned(),
            tokens: vec![
                token(0, 3, "source"),
                token(4, 8, "cue"),
                token(10, 13, "content"),
                token(13, 14, "content"),
                token(15, 18, "content"),
            ],
            ..Gold::default()
        }];
        let prediction = Prediction {
            doc: "a".to_owned(),
            quote_start: 4,
            quote_end: 14,
            speaker_start: Some(0),
            speaker_end: Some(3),
            ..Prediction::default()
        };
        let scores = score_tokens(&gold, &[prediction]);
        assert_eq!(
            scores.content,
            Ratio {
                right: 1,
                found: 2,
                there: 2
            }
        );
        assert_eq!(
            scores.source,
            Ratio {
                right: 1,
                found: 1,
                there: 1
            }
        );
        assert_eq!(
            scores.sentences,
            Ratio {
                right: 1,
                found: 1,
                there: 1
            }
        );
    }
}
