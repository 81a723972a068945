//! Measuring on sets of texts, through `diptych extract -`.

use std::path::Path;

use super::figure::{Figure, Value};
use super::process;
use super::sets::Set;
use crate::score::{Gold, Prediction, Ratio, names, score, score_tokens};

/// The measures of who said what: their names and the kinds they take.
const KINDS: &[(&str, &[&str])] = &[
    ("direct", &["direct"]),
    ("direct + mixed", &["direct", "mixed"]),
    ("indirect", &["indirect"]),
    ("all", &[]),
];

/// Figures of every set, and how many fragments were printed and how many of them are verbatim.
#[derive(Default)]
pub(super) struct Measured {
    pub figures: Vec<Figure>,
    verbatim: (usize, usize),
}

impl Measured {
    /// Measures one set.
    ///
    /// # Errors
    /// Where the program fails or prints what is no line of a statement.
    pub(super) fn set(&mut self, program: &Path, set: &Set) -> Result<(), String> {
        let Some(texts) = &set.texts else {
            for measure in measures(set) {
                self.push(set, measure, Value::Skipped);
            }
            return Ok(());
        };
        let ran = process::run(program, &["extract", "-"], lines(texts))?;
        if ran.code != Some(0) {
            let said = String::from_utf8_lossy(&ran.errors).into_owned();
            return Err(format!("{}: exit code {:?}: {said}", set.name, ran.code));
        }
        let found = predictions(&ran.output).map_err(|error| format!("{}: {error}", set.name))?;
        self.count_verbatim(texts, &found);
        if has_tokens(set) {
            let scores = score_tokens(texts, &found);
            self.push(set, "content tokens", percent(scores.content));
            self.push(set, "source tokens", percent(scores.source));
            self.push(set, "sentences with a quotation", percent(scores.sentences));
            return Ok(());
        }
        for (measure, kinds) in KINDS {
            self.push(
                set,
                measure,
                percent(score(texts, &found, kinds).who_said_what),
            );
        }
        let direct = score(texts, &found, &["direct"]);
        self.push(set, "direct, exact words", percent(direct.exact));
        self.push(set, "direct, letters covered", percent(direct.letters));
        self.push(
            set,
            "all, found",
            percent(score(texts, &found, &[]).fragments),
        );
        if set.is_own {
            let right = names(texts, &found);
            self.push(set, "full name right", share(right.name));
            self.push(set, "day right", share(right.day));
        }
        if is_large(set) {
            let seconds = ran.busy.unwrap_or(ran.seconds).max(0.001);
            let speed = Value::Machine(texts.len() as f64 / seconds, "texts/s");
            self.push(set, "speed, one core", speed);
            let memory = ran.peak.map_or(Value::Skipped, |bytes| {
                Value::Machine(bytes as f64 / 1e6, "MB")
            });
            self.push(set, "memory, at most", memory);
        }
        Ok(())
    }

    /// The figure over all sets: fragments that are bytes of their text.
    pub(super) fn finish(mut self) -> Vec<Figure> {
        let (right, all) = self.verbatim;
        self.figures.push(Figure::new(
            "every set",
            "",
            "verbatim fragments",
            Value::Of(right, all),
        ));
        self.figures
    }

    fn push(&mut self, set: &Set, measure: &str, value: Value) {
        self.figures
            .push(Figure::new(&set.name, set.lang, measure, value));
    }

    fn count_verbatim(&mut self, texts: &[Gold], found: &[Prediction]) {
        let by_doc: std::collections::HashMap<&str, &Gold> =
            texts.iter().map(|text| (text.doc.as_str(), text)).collect();
        for prediction in found {
            let text = by_doc
                .get(prediction.doc.as_str())
                .map_or("", |gold| gold.text.as_str());
            let spans = prediction.spans();
            let words: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
            self.verbatim.1 += words.len();
            if words.iter().all(|words| !words.is_empty()) && words.join(" […] ") == prediction.text
            {
                self.verbatim.0 += words.len();
            }
        }
    }
}

/// Whether the set is one of tagged tokens.
fn has_tokens(set: &Set) -> bool {
    set.name == "Russian sentences"
}

/// Whether the set is large enough to time.
fn is_large(set: &Set) -> bool {
    set.name == "PolNeAR train"
}

/// What is measured on the set.
fn measures(set: &Set) -> Vec<&'static str> {
    if has_tokens(set) {
        return vec![
            "content tokens",
            "source tokens",
            "sentences with a quotation",
        ];
    }
    let mut out: Vec<&str> = KINDS.iter().map(|(measure, _)| *measure).collect();
    out.extend([
        "direct, exact words",
        "direct, letters covered",
        "all, found",
    ]);
    if set.is_own {
        out.extend(["full name right", "day right"]);
    }
    if is_large(set) {
        out.extend(["speed, one core", "memory, at most"]);
    }
    out
}

fn percent(ratio: Ratio) -> Value {
    Value::Percent(100.0 * ratio.f())
}

fn share((right, all): (usize, usize)) -> Value {
    if all == 0 {
        return Value::Skipped;
    }
    Value::Percent(100.0 * right as f64 / all as f64)
}

/// The texts as `extract -` reads them.
fn lines(texts: &[Gold]) -> Vec<u8> {
    let mut out = Vec::new();
    for text in texts {
        let line = serde_json::json!({
            "doc": text.doc, "text": text.text, "lang": text.lang, "date": text.date,
        });
        out.extend_from_slice(line.to_string().as_bytes());
        out.push(b'\n');
    }
    out
}

fn predictions(output: &[u8]) -> Result<Vec<Prediction>, String> {
    output
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).map_err(|error| error.to_string()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_that_is_not_in_the_text_is_counted() {
        let gold = [Gold {
            doc: "a".to_owned(),
            text: "We agree.".to_owned(),
            ..Gold::default()
        }];
        let found = predictions(
            b"{\"doc\":\"a\",\"quote_start\":0,\"quote_end\":2,\"text\":\"We\"}\n{\"doc\":\"a\",\"quote_start\":3,\"quote_end\":8,\"text\":\"agreed\"}\n",
        )
        .unwrap();
        let mut measured = Measured::default();
        measured.count_verbatim(&gold, &found);
        assert_eq!(measured.finish()[0].value, Value::Of(1, 2));
    }

    #[test]
    fn a_set_without_data_is_skipped_row_by_row() {
        let set = Set {
            name: "PolNeAR train".to_owned(),
            lang: "en",
            is_own: false,
            is_aside: false,
            texts: None,
        };
        let mut measured = Measured::default();
        measured.set(Path::new("no-such-program"), &set).unwrap();
        assert!(
            measured
                .figures
                .iter()
                .all(|figure| figure.value == Value::Skipped)
        );
        assert_eq!(measured.figures.len(), measures(&set).len());
    }
}
