//! Time is linear in the length of the text, whatever the text: four times the
//! text takes about four times as long.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::time::{Duration, Instant};

use diptych_attribute::Attributor;
use diptych_core::{Block, BlockKind, Case, Document, Lang, Source, SourceKind, Span};

/// Bytes of the shorter text; the longer has four times as many.
const SHORT: usize = 60_000;
/// How much more than four times as long the longer may take: quadratic time is 16.
const MOST: f64 = 9.0;
/// Times that are too short to compare.
const NOISE: Duration = Duration::from_millis(40);

fn document(lang: &Lang, text: String) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trim(&text);
        start += line.len();
        if !span.is_empty() {
            blocks.push(Block {
                span,
                kind: BlockKind::Paragraph,
                level: 0,
                reason: None,
            });
        }
    }
    Document {
        text,
        blocks,
        lang: lang.clone(),
        ..Document::default()
    }
}

fn time(lang: &Lang, kind: SourceKind, piece: &dyn Fn(usize) -> String, bytes: usize) -> Duration {
    let mut text = String::new();
    let mut index = 0;
    while text.len() < bytes {
        text.push_str(&piece(index));
        index += 1;
    }
    let document = document(lang, text);
    let source = Source {
        lang: lang.clone(),
        kind,
        ..Source::default()
    };
    let attributor = Attributor::new(&Case::default());
    let start = Instant::now();
    let _ = attributor.attribute(&source, &document);
    start.elapsed()
}

fn check(name: &str, lang: &Lang, kind: SourceKind, piece: &dyn Fn(usize) -> String) {
    // The best of three: a busy machine is no fault of the program.
    let ratio = (0..3)
        .map(|_| {
            let short = time(lang, kind, piece, SHORT);
            let long = time(lang, kind, piece, 4 * SHORT);
            (long + NOISE).as_secs_f64() / (short + NOISE).as_secs_f64()
        })
        .find(|ratio| *ratio <= MOST);
    assert!(ratio.is_some(), "{name}: more than linear time");
}

/// A name that no other piece has.
fn name(index: usize) -> String {
    let letters = |mut rest: usize| -> String {
        let mut out = String::from("B");
        for _ in 0..5 {
            out.push(char::from(b'a' + u8::try_from(rest % 26).unwrap()));
            rest = rest / 26 + 7;
        }
        out
    };
    format!("{} {}", letters(index), letters(index * 31 + 5))
}

#[test]
fn one_line_of_prose() {
    check("one line", &Lang::En, SourceKind::Article, &|_| {
        "“We agree,” said Mayor Ada Renn of Port Lenna, the chairwoman. He told the judge it was late. ".to_owned()
    });
}

#[test]
fn ever_new_people() {
    check("people", &Lang::En, SourceKind::Article, &|index| {
        let name = name(index);
        format!(
            "The surveyor, {name}, said the wall was old. “No,” said the mayor. He said it was not. "
        )
    });
}

#[test]
fn ever_new_turns() {
    check("turns", &Lang::En, SourceKind::Transcript, &|index| {
        let name = name(index).to_uppercase();
        format!("{name}: He told me that the toll was a loan. I said we would pay.\n")
    });
}

#[test]
fn marks_in_a_row() {
    for lang in [Lang::En, Lang::Ru, Lang::Uk] {
        for mark in ["\"", "“", "«", "'", "„ ", "“ — A, "] {
            check(mark, &lang, SourceKind::Article, &|_| mark.to_owned());
        }
    }
}

#[test]
fn signatures_that_never_end() {
    check("signatures", &Lang::En, SourceKind::Article, &|_| {
        "A, B: “c” — ".to_owned()
    });
}

#[test]
fn words_from_right_to_left_and_a_wrong_label() {
    for lang in [Lang::En, Lang::Ru, Lang::Other("he".to_owned())] {
        check("right to left", &lang, SourceKind::Article, &|_| {
            "קול קורא “שלום לכם” אמר השר. ".to_owned()
        });
        check("a wrong label", &lang, SourceKind::Article, &|_| {
            "«Міст відкриють», сказала мерка. “The toll stays,” he said. ".to_owned()
        });
    }
}
