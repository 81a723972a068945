//! What annotators marked, and what the program found.

use std::collections::HashMap;

use diptych_core::Span;
use serde::Deserialize;

/// A text and the quotations in it. Spans are UTF-8 bytes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gold {
    pub doc: String,
    pub lang: String,
    /// Day of publication, where it is known.
    pub date: Option<String>,
    pub text: String,
    pub quotes: Vec<GoldQuote>,
    /// Tokens with their tags, in sets that have them.
    pub tokens: Vec<Token>,
}

/// A quotation.
#[derive(Debug, Clone, Default)]
pub(crate) struct GoldQuote {
    /// The words.
    pub content: Vec<Span>,
    /// The mentions of the speaker; empty where the text names none.
    pub speaker: Vec<Span>,
    /// The name of the speaker, where the set has it.
    pub name: Option<String>,
    /// `direct`, `mixed`, `indirect` or another kind.
    pub kind: String,
    /// First and last day on which it was said, where the set has them.
    pub said: Option<(String, String)>,
}

/// A token and its tag.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub span: Span,
    pub tag: String,
}

/// What the program found: one line of `diptych extract --format jsonl`.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Prediction {
    pub doc: String,
    #[serde(default)]
    pub quote_start: usize,
    #[serde(default)]
    pub quote_end: usize,
    #[serde(default)]
    pub fragments: Option<Vec<(usize, usize)>>,
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub speaker_start: Option<usize>,
    #[serde(default)]
    pub speaker_end: Option<usize>,
    #[serde(default)]
    pub speaker_text: Option<String>,
    #[serde(default)]
    pub speaker_name: Option<String>,
    #[serde(default)]
    pub said: Option<SaidDays>,
}

/// The days of a prediction.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct SaidDays {
    pub from: String,
    pub to: String,
}

impl Prediction {
    /// The words.
    pub(crate) fn spans(&self) -> Vec<Span> {
        match &self.fragments {
            Some(list) if !list.is_empty() => list
                .iter()
                .map(|(start, end)| Span::new(*start, *end))
                .collect(),
            _ => vec![Span::new(self.quote_start, self.quote_end)],
        }
    }

    /// The mention of the speaker, where one is given.
    pub(crate) fn mention(&self) -> Option<Span> {
        let (start, end) = (self.speaker_start?, self.speaker_end?);
        (end > start).then_some(Span { start, end })
    }
}

/// A line of a set as it is stored: offsets count characters.
#[derive(Deserialize)]
struct Row {
    doc: String,
    #[serde(default)]
    lang: String,
    text: String,
    #[serde(default)]
    quotes: Vec<RowQuote>,
    #[serde(default)]
    tokens: Vec<(usize, usize, String)>,
}

#[derive(Deserialize)]
struct RowQuote {
    content: Vec<(usize, usize)>,
    #[serde(default)]
    speaker: Vec<(usize, usize)>,
    #[serde(default)]
    speaker_ref: Option<String>,
    #[serde(rename = "type")]
    kind: String,
}

impl Gold {
    /// Reads the lines of a set whose offsets count characters.
    ///
    /// # Errors
    /// The first line that is no text of a set.
    pub(crate) fn read_lines(lines: &str) -> Result<Vec<Self>, String> {
        let row = |(index, line): (usize, &str)| {
            let row: Row = serde_json::from_str(line)
                .map_err(|error| format!("line {}: {error}", index + 1))?;
            Ok(Self::from_row(row))
        };
        let lines = lines
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty());
        lines.map(row).collect()
    }

    fn from_row(row: Row) -> Self {
        let starts: Vec<usize> = row
            .text
            .char_indices()
            .map(|(at, _)| at)
            .chain([row.text.len()])
            .collect();
        let byte = |character: usize| starts[character.min(starts.len() - 1)];
        let span = |pair: &(usize, usize)| Span::new(byte(pair.0), byte(pair.1));
        let quotes = row.quotes.iter().map(|quote| GoldQuote {
            content: quote.content.iter().map(span).collect(),
            speaker: quote.speaker.iter().map(span).collect(),
            name: quote.speaker_ref.clone().filter(|name| !name.is_empty()),
            kind: quote.kind.clone(),
            said: None,
        });
        let tokens = row.tokens.iter().map(|(start, end, tag)| Token {
            span: span(&(*start, *end)),
            tag: tag.clone(),
        });
        Self {
            quotes: quotes.collect(),
            tokens: tokens.collect(),
            doc: row.doc,
            lang: row.lang,
            date: None,
            text: row.text,
        }
    }
}

/// Predictions by the name of their text.
pub(super) fn by_doc(predictions: &[Prediction]) -> HashMap<&str, Vec<&Prediction>> {
    let mut out: HashMap<&str, Vec<&Prediction>> = HashMap::new();
    for prediction in predictions {
        out.entry(prediction.doc.as_str())
            .or_default()
            .push(prediction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_become_bytes() {
        let line = r#"{"doc":"a","lang":"ru","text":"Он: «да»","quotes":[{"id":"0","content":[[5,7]],"speaker":[[0,2]],"cue":null,"speaker_ref":null,"type":"direct"}],"tokens":[[0,2,"source"]]}"#;
        let gold = Gold::read_lines(line).unwrap();
        assert_eq!(gold[0].quotes[0].content[0].of(&gold[0].text), "да");
        assert_eq!(gold[0].tokens[0].span.of(&gold[0].text), "Он");
        assert!(Gold::read_lines("{").is_err());
    }
}
