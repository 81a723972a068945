//! Silence: what a side answers in other words or another language is no silence, and what it does not
//! speak of is one. The examples stand in `silence.toml`.

use std::sync::Arc;

use diptych::core::{DivergenceKind, parse_case};
use diptych::encode::{Background, Means, Model, SentenceEncoder};
use diptych::{Given, Meaning, Options, compare};
use serde::Deserialize;

const CASE: &str = r#"
title = "The talks"
[[side]]
id = "arland"
name = "Arland"
bodies = ["Arland", "Арланд"]
[[side]]
id = "borvia"
name = "Borvia"
bodies = ["Borvia", "Борвия", "Борвія"]
[[issue]]
id = "matter"
name = "The matter"
terms = ["bridge", "students", "coal plant", "visas", "archives", "cattle", "helicopters", "oil", "nurses",
    "батальон", "колокола", "газ", "директор банка", "консульства", "радио",
    "дамба", "лікарі", "вітряки", "застава", "спостерігачі"]
"#;

#[derive(Deserialize)]
struct File {
    example: Vec<Example>,
}

#[derive(Deserialize)]
struct Example {
    claim: Text,
    says: Text,
    silent: bool,
}

#[derive(Deserialize)]
struct Text {
    lang: String,
    text: String,
}

impl Text {
    fn source(&self, path: &str, speakers: [&str; 3]) -> Given {
        let speaker = match self.lang.as_str() {
            "ru" => speakers[1],
            "uk" => speakers[2],
            _ => speakers[0],
        };
        let (lang, text) = (&self.lang, &self.text);
        let text = format!(
            "---\ndate: 2031-04-03\nlang: {lang}\nspeaker: {speaker}\nkind: official_text\ncomplete: true\n---\n{text}\n"
        );
        Given::bytes(path, text.into_bytes())
    }
}

fn is_silent(example: &Example, options: &Options<'_>) -> bool {
    let (case, problems) = parse_case(CASE);
    assert!(problems.is_empty(), "{problems:?}");
    let given = vec![
        example.claim.source("a.md", ["Arland", "Арланд", "Арланд"]),
        example.says.source("b.md", ["Borvia", "Борвия", "Борвія"]),
    ];
    let record = compare(case, given, options).record;
    let mut silent = record.divergences.iter().filter(|one| {
        let about = one.about.as_ref().map(|about| about.side.as_str());
        one.kind == DivergenceKind::Silent && about == Some("borvia")
    });
    let found = silent.next();
    if let Some(found) = found {
        let scope = found.scope.as_ref().expect("a silence has its scope");
        assert_eq!(scope.sources, ["b.md"]);
        assert!(!found.evidence.is_empty(), "a silence shows its claim");
    }
    found.is_some()
}

/// Answers that are taken for silence, and silences that are not found.
fn wrong<'e>(examples: &'e [Example], options: &Options<'_>) -> [Vec<&'e str>; 2] {
    let mut out = [Vec::new(), Vec::new()];
    for example in examples {
        if is_silent(example, options) != example.silent {
            out[usize::from(example.silent)].push(example.says.text.as_str());
        }
    }
    out
}

#[test]
fn an_answer_in_other_words_is_no_silence() {
    let file: File = toml::from_str(include_str!("silence.toml")).expect("the examples are TOML");
    assert!(file.example.len() >= 36);
    let [by_words, unfound] = wrong(&file.example, &Options::default());
    assert!(unfound.is_empty(), "by words alone: {unfound:#?}");
    let model = Arc::new(Model::builtin().unwrap());
    let encoder = SentenceEncoder::new(model, 0).unwrap();
    let (means, background) = (Means::builtin().unwrap(), Background::builtin().unwrap());
    let meaning = Meaning {
        encoder: &encoder,
        means: Some(&means),
        background: Some(&background),
        pieces: None,
    };
    let options = Options {
        meaning: Some(&meaning),
        ..Options::default()
    };
    let [by_meaning, unfound] = wrong(&file.example, &options);
    // The bells that stay in a museum are answered in words that no vector holds together.
    assert!(by_meaning.len() <= 1, "taken for silence: {by_meaning:#?}");
    assert!(by_words.len() >= 8, "{by_words:#?}");
    assert!(unfound.len() <= 1, "silences not found: {unfound:#?}");
}
