//! Every example of `specs/`, asserted.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::{Path, PathBuf};

use diptych::attribute::Attributor;
use diptych::core::Case;
use diptych::{Extracted, Incoming, extract_text};
use diptych_testkit::specs::{Example, parse};

#[test]
fn the_specifications_hold() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs");
    let attributor = Attributor::new(&Case::default());
    let (mut count, mut wrong) = (0, Vec::new());
    for lang in ["en", "ru", "uk"] {
        let mut files: Vec<PathBuf> = std::fs::read_dir(root.join(lang))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        for file in files {
            let markdown = std::fs::read_to_string(&file).unwrap();
            let examples = parse(&file, &markdown)
                .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            for example in examples {
                count += 1;
                let found = statements(&attributor, lang, &example);
                if found != example.statements {
                    wrong.push(format!(
                        "{}:{}\n  expected\n    {}\n  found\n    {}",
                        example.file.display(),
                        example.line,
                        example.statements.join("\n    "),
                        found.join("\n    ")
                    ));
                }
            }
        }
    }
    assert!(count >= 20, "only {count} examples were read");
    assert!(
        wrong.is_empty(),
        "{} of {count} examples fail\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn statements(attributor: &Attributor, lang: &str, example: &Example) -> Vec<String> {
    let incoming = Incoming {
        doc: "spec".to_owned(),
        text: example.text.clone(),
        lang: Some(lang.to_owned()),
        date: example.published.clone(),
    };
    extract_text(attributor, &incoming)
        .0
        .iter()
        .map(line)
        .collect()
}

fn line(one: &Extracted) -> String {
    let kind = serde_json::to_value(one.kind).unwrap();
    let mut kind = kind.as_str().unwrap().to_owned();
    if one.denied {
        kind.push_str(" denied");
    }
    if one.is_question {
        kind.push_str(" question");
    }
    let speaker = one
        .speaker_name
        .as_deref()
        .or(one.speaker_text.as_deref())
        .unwrap_or("-");
    // Who passes it on, from the speaker outwards.
    let passers: Vec<&str> = one.reported_by.iter().rev().map(String::as_str).collect();
    let via = if passers.is_empty() {
        String::new()
    } else {
        format!(" via {}", passers.join(" via "))
    };
    let day = one.said.as_ref().map_or_else(
        || "-".to_owned(),
        |said| {
            if said.from == said.to {
                said.from.to_string()
            } else {
                format!("{}/{}", said.from, said.to)
            }
        },
    );
    format!(
        "{kind} · {speaker}{via} · {day} · {}",
        one.text.split_whitespace().collect::<Vec<_>>().join(" ")
    )
}
