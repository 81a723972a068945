//! Words of PDF pages, as a broken or hostile file may give them: always a document that holds
//! together, in linear time.

use std::time::{Duration, Instant};

use diptych_core::{Area, Document, codes};
use diptych_read::{Page, Pages, Reading, Word, read_pages};

/// Far above what a slow machine needs for linear work, far below quadratic work.
const LIMIT: Duration = Duration::from_secs(40);

/// Numbers that look random (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit.max(1)
    }

    fn edge(&mut self) -> i32 {
        match self.below(12) {
            0 => i32::MAX,
            1 => i32::MIN,
            2 => 0,
            _ => i32::try_from(self.below(90_000)).unwrap_or(0) - 1000,
        }
    }
}

fn word(text: &str, left: i32, top: i32, width: i32, height: i32) -> Word {
    Word {
        text: text.to_owned(),
        area: Area {
            left,
            top,
            right: left.saturating_add(width),
            bottom: top.saturating_add(height),
        },
    }
}

fn read(pages: Vec<Page>) -> Reading {
    let start = Instant::now();
    let pages = Pages {
        reader: "test".to_owned(),
        pages,
        ..Pages::default()
    };
    let reading = read_pages("a.pdf", b"%PDF-1.7", pages);
    assert!(start.elapsed() < LIMIT, "took {:?}", start.elapsed());
    if let Some(document) = &reading.document {
        hold(document);
    }
    reading
}

fn hold(document: &Document) {
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start >= end && !document.words(block).is_empty());
        end = block.span.end;
    }
    let mut end = 0;
    for run in &document.map {
        assert!(run.span.start >= end && !run.span.of(&document.text).is_empty());
        end = run.span.end;
    }
}

#[test]
fn words_anywhere_give_a_document_that_loses_none() {
    const WORDS: &[&str] = &[
        "мост",
        "re-",
        "cover",
        "\u{ad}",
        "-",
        "•",
        "3",
        "Page",
        "—",
        "a\u{0}b",
        " ",
        "",
        "Нет».",
        "\u{2010}",
        "1990-",
    ];
    let mut random = Random(20_310_304);
    for round in 0..300 {
        let pages: Vec<Page> = (0..random.below(4))
            .map(|_| Page {
                width: random.edge(),
                height: random.edge(),
                words: (0..random.below(60))
                    .map(|_| Word {
                        text: WORDS[random.below(WORDS.len() as u64) as usize].to_owned(),
                        area: Area {
                            left: random.edge(),
                            top: random.edge(),
                            right: random.edge(),
                            bottom: random.edge(),
                        },
                    })
                    .collect(),
            })
            .collect();
        let count = |needle: &str, text: &str| text.matches(needle).count();
        let given: usize = pages
            .iter()
            .flat_map(|page| &page.words)
            .map(|word| count("мост", &word.text))
            .sum();
        let reading = read(pages);
        let found = reading
            .document
            .as_ref()
            .map_or(0, |document| count("мост", &document.text));
        assert_eq!(found, given, "round {round}");
        assert!(reading.document.is_some() || !reading.problems.is_empty());
    }
}

/// Left edge, upper edge and width of the word with this number.
type Place = fn(i32) -> (i32, i32, i32);

#[test]
fn a_hundred_thousand_words_take_linear_time() {
    let many = 100_000;
    let number = |at: usize| i32::try_from(at).unwrap_or(0);
    let places: [Place; 5] = [
        // All at one place; all on one level; a stair; one column; two columns.
        |_| (1000, 1000, 500),
        |at| (at % 2_000 * 900, 1000, 500),
        |at| (at * 7 % 60_000, at * 11 % 80_000, 500),
        |at| (1000 + at % 10 * 3000, at / 10 * 14, 2800),
        |at| {
            (
                1000 + at % 5 * 4000 + at % 2 * 30_000,
                at / 10 * 1400 % 1_900_000,
                3500,
            )
        },
    ];
    for place in places {
        let words = (0..many)
            .map(|at| {
                let (left, top, width) = place(number(at));
                word("word", left, top, width, 1000)
            })
            .collect();
        let page = Page {
            width: 60_000,
            height: 80_000,
            words,
        };
        let reading = read(vec![page]);
        let text = reading.document.map(|found| found.text).unwrap_or_default();
        assert_eq!(text.matches("word").count(), many);
    }
}

#[test]
fn a_paragraph_over_thousands_of_pages_takes_linear_time() {
    let page = |_| Page {
        width: 60_000,
        height: 80_000,
        words: (0..40)
            .map(|at| {
                word(
                    "слово",
                    1000 + at % 10 * 5000,
                    20_000 + at / 10 * 1400,
                    4800,
                    1000,
                )
            })
            .collect(),
    };
    let reading = read((0..4000).map(page).collect());
    assert_eq!(reading.document.map(|found| found.blocks.len()), Some(1));
}

#[test]
fn pages_without_words_are_named() {
    let full = Page {
        width: 60_000,
        height: 80_000,
        words: vec![word("Слово", 1000, 30_000, 3000, 1000)],
    };
    let reading = read(vec![
        Page::default(),
        full.clone(),
        Page::default(),
        Page::default(),
        full,
    ]);
    let problem = &reading.problems[0];
    assert_eq!(problem.code, codes::NO_TEXT_LAYER.id);
    assert_eq!(problem.message, "no text on page 1, 3-4 of 5");
    assert!(read(Vec::new()).document.is_none());
}
