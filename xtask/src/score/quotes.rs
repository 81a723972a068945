//! Quotations and their speakers.

use diptych_core::Span;

use super::gold::{Gold, GoldQuote, Prediction, by_doc};
use super::kinds::kind_of;
use super::letters::{common, letters};
use super::pairs::pairs;
use super::ratio::Ratio;

/// The measures over a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Scores {
    /// Pieces equal but for quotation marks, spaces and punctuation at their ends.
    pub exact: Ratio,
    /// Letters and digits that are covered.
    pub letters: Ratio,
    /// Pieces found at IoU ≥ .5.
    pub fragments: Ratio,
    /// Pieces found at IoU ≥ .5 with the right speaker: the headline.
    pub who_said_what: Ratio,
}

/// A quotation of either list, made ready.
struct Ready<'a, T> {
    of: &'a T,
    spans: Vec<Span>,
    letters: Vec<usize>,
}

/// Scores what was found; only quotations of `kinds`, or all of them where it is empty.
///
/// What was found counts under the kind of the quotation it lies on, else
/// under the kind that its own marks give.
pub(crate) fn score(gold: &[Gold], predictions: &[Prediction], kinds: &[&str]) -> Scores {
    let found = by_doc(predictions);
    let mut sum = Scores::default();
    for text in gold {
        let none = Vec::new();
        let found = found.get(text.doc.as_str()).unwrap_or(&none);
        one(text, found, kinds, &mut sum);
    }
    sum
}

fn one(gold: &Gold, found: &[&Prediction], kinds: &[&str], sum: &mut Scores) {
    let text = gold.text.as_str();
    let mut there: Vec<Ready<GoldQuote>> = gold
        .quotes
        .iter()
        .map(|quote| Ready {
            of: quote,
            spans: quote.content.clone(),
            letters: letters(text, &quote.content),
        })
        .collect();
    let mut found: Vec<Ready<Prediction>> = found
        .iter()
        .map(|prediction| {
            let spans = prediction.spans();
            Ready {
                of: *prediction,
                letters: letters(text, &spans),
                spans,
            }
        })
        .collect();
    if !kinds.is_empty() {
        found.retain(|prediction| kinds.contains(&counts_as(text, prediction, &there)));
        there.retain(|quote| kinds.contains(&quote.of.kind.as_str()));
    }

    let mut ends: Vec<Span> = spans(&there).map(|span| bare(text, span)).collect();
    let mut exact = Ratio {
        right: 0,
        found: 0,
        there: ends.len(),
    };
    for span in spans(&found).map(|span| bare(text, span)) {
        exact.found += 1;
        if let Some(at) = ends.iter().position(|other| *other == span) {
            ends.swap_remove(at);
            exact.right += 1;
        }
    }
    sum.exact.add(exact);

    let all_there = letters(text, &spans(&there).collect::<Vec<_>>());
    let all_found = letters(text, &spans(&found).collect::<Vec<_>>());
    sum.letters.add(Ratio {
        right: common(&all_there, &all_found),
        found: all_found.len(),
        there: all_there.len(),
    });

    let (quotes, pieces_there) = pieces(text, &there);
    let (predictions, pieces_found) = pieces(text, &found);
    let mut fragments = Ratio {
        right: 0,
        found: spans(&found).count(),
        there: pieces_there.len(),
    };
    let mut who = fragments;
    for (i, j) in pairs(&pieces_there, &pieces_found) {
        fragments.right += 1;
        who.right += usize::from(is_speaker(text, quotes[i], predictions[j]));
    }
    sum.fragments.add(fragments);
    sum.who_said_what.add(who);
}

fn spans<'a, T>(list: &'a [Ready<'_, T>]) -> impl Iterator<Item = Span> + 'a {
    list.iter().flat_map(|ready| ready.spans.iter().copied())
}

/// Every piece that holds a letter, and whose it is.
fn pieces<'a, T>(text: &str, list: &[Ready<'a, T>]) -> (Vec<&'a T>, Vec<Vec<usize>>) {
    list.iter()
        .flat_map(|ready| ready.spans.iter().map(move |span| (ready.of, *span)))
        .map(|(of, span)| (of, letters(text, &[span])))
        .filter(|(_, letters)| !letters.is_empty())
        .unzip()
}

/// The kind under which a prediction counts.
fn counts_as<'a>(
    text: &str,
    prediction: &Ready<Prediction>,
    there: &[Ready<'a, GoldQuote>],
) -> &'a str {
    let mut best: Option<(&Ready<GoldQuote>, usize)> = None;
    for quote in there {
        let shared = common(&quote.letters, &prediction.letters);
        if best.is_none_or(|(_, most)| shared > most) {
            best = Some((quote, shared));
        }
    }
    if let Some((quote, shared)) = best {
        let smaller = prediction.letters.len().min(quote.letters.len().max(1));
        if shared * 2 >= smaller {
            return &quote.of.kind;
        }
    }
    kind_of(text, &prediction.spans)
}

/// Whether the prediction names the speaker of the quotation.
fn is_speaker(text: &str, quote: &GoldQuote, prediction: &Prediction) -> bool {
    let mention = prediction.mention();
    let said = prediction.speaker_text.as_deref().unwrap_or("");
    if !quote.speaker.is_empty() {
        if let Some(mention) = mention {
            return quote.speaker.iter().any(|span| span.overlaps(mention));
        }
        let there: Vec<&str> = quote.speaker.iter().map(|span| span.of(text)).collect();
        return !said.is_empty() && holds_last_word(said, &there.join(" "), &[]);
    }
    if let Some(name) = &quote.name {
        let named = prediction
            .speaker_name
            .as_deref()
            .filter(|name| !name.is_empty());
        return holds_last_word(named.unwrap_or(said), name, &['\'', '’', '-']);
    }
    mention.is_none() && said.is_empty()
}

/// Whether `said` holds the last word of `name`; a word is letters, digits, `_` and `also`.
fn holds_last_word(said: &str, name: &str, also: &[char]) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || also.contains(&c);
    let last = name.split(|c| !is_word(c)).rfind(|word| !word.is_empty());
    last.is_some_and(|word| said.to_lowercase().contains(&word.to_lowercase()))
}

/// The span without marks, spaces and punctuation at its ends.
fn bare(text: &str, span: Span) -> Span {
    const EDGE: &str = "\"“”„«»‟'‘’‹›` \t\r\n\u{a0}.,;:!?…—–-()[]";
    let words = span.of(text);
    let is_edge = |c: char| EDGE.contains(c);
    let tail = words.trim_start_matches(is_edge);
    let start = span.start + words.len() - tail.len();
    Span::new(start, start + tail.trim_end_matches(is_edge).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“We agree,” said Ada Renn. “At once.” She added that the plan is good.";

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    fn gold() -> Vec<Gold> {
        let quote = |content: &[&str], speaker: &str, kind: &str| GoldQuote {
            content: content.iter().map(|words| span(words)).collect(),
            speaker: vec![span(speaker)],
            kind: kind.to_owned(),
            ..GoldQuote::default()
        };
        vec![Gold {
            doc: "a".to_owned(),
            text: TEXT.to_owned(),
            quotes: vec![
                quote(&["“We agree,”", "“At once.”"], "Ada Renn", "direct"),
                quote(&["the plan is good"], "She", "indirect"),
            ],
            ..Gold::default()
        }]
    }

    fn found(words: &str, speaker: Option<&str>) -> Prediction {
        let (words, speaker) = (span(words), speaker.map(span));
        Prediction {
            doc: "a".to_owned(),
            quote_start: words.start,
            quote_end: words.end,
            speaker_start: speaker.map(|span| span.start),
            speaker_end: speaker.map(|span| span.end),
            ..Prediction::default()
        }
    }

    #[test]
    fn two_quotations_for_one_in_two_pieces_are_as_good() {
        let predictions = [
            found("We agree", Some("Renn")),
            found("At once", Some("Renn")),
        ];
        let scores = score(&gold(), &predictions, &["direct"]);
        assert!((scores.who_said_what.f() - 1.0).abs() < 1e-9);
        assert!((scores.exact.f() - 1.0).abs() < 1e-9);
        let all = score(&gold(), &predictions, &[]);
        assert_eq!(
            all.who_said_what,
            Ratio {
                right: 2,
                found: 2,
                there: 3
            }
        );
    }

    #[test]
    fn a_wrong_speaker_is_found_and_not_right() {
        let predictions = [
            found("the plan is good", Some("Ada Renn")),
            found("said", None),
        ];
        let scores = score(&gold(), &predictions, &["indirect"]);
        assert_eq!(
            scores.fragments,
            Ratio {
                right: 1,
                found: 2,
                there: 1
            }
        );
        assert_eq!(scores.who_said_what.right, 0);
    }

    #[test]
    fn a_speaker_without_a_mention_is_judged_by_the_last_word() {
        assert!(holds_last_word("President Renn", "Ada Renn", &[]));
        assert!(!holds_last_word("Ada", "Ada Renn", &[]));
        assert!(holds_last_word("mia lund-voss", "Lund-Voss", &['-']));
    }
}
