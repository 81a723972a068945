//! One new source costs one source, and gives the record of a run from scratch, byte for byte.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use std::sync::atomic::{AtomicUsize, Ordering};

use diptych::core::{Case, Record, parse_case};
use diptych::encode::{Encoder, Result, Vectors};
use diptych::store::Store;
use diptych::{Given, Meaning, Options, compare, glance, is_current, recall, take_in};
use diptych_testkit::made;
use proptest::prelude::*;

const NOW: &str = "2031-05-01T08:00:00Z";

/// A cheap encoder: counts of three letters in a row, thrown into a few places. Counts what it is asked.
#[derive(Default)]
struct Letters(AtomicUsize);

impl Encoder for Letters {
    fn name(&self) -> &'static str {
        "letters"
    }
    fn digest(&self) -> &'static str {
        "letters-1"
    }
    fn dimensions(&self) -> usize {
        16
    }
    fn encode(&self, texts: &[&str]) -> Result<Vectors> {
        self.0.fetch_add(texts.len(), Ordering::Relaxed);
        let mut numbers = Vec::new();
        for text in texts {
            let mut row = [0.01_f32; 16];
            for three in text.as_bytes().windows(3) {
                let place = three
                    .iter()
                    .fold(7_usize, |sum, byte| sum * 31 + usize::from(*byte));
                row[place % 16] += 1.0;
            }
            let length = row.iter().map(|one| one * one).sum::<f32>().sqrt();
            numbers.extend(row.map(|one| one / length));
        }
        Ok(Vectors::from_rows(16, numbers))
    }
}

struct Desk {
    _dir: tempfile::TempDir,
    store: Store,
    case: Case,
    letters: Letters,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::create(&Store::place(dir.path())).unwrap();
        Self {
            _dir: dir,
            store,
            case: parse_case(&made::case_toml()).0,
            letters: Letters::default(),
        }
    }

    fn add(&mut self, pages: &[usize]) {
        take_in(&mut self.store, &given(pages), &Options::default(), NOW).unwrap();
    }

    /// The record, and how many texts were encoded and sources worked on for it.
    fn look(&mut self) -> (String, usize, usize) {
        let before = self.letters.0.load(Ordering::Relaxed);
        let meaning = Meaning {
            encoder: &self.letters,
            means: None,
            background: None,
        };
        let options = Options {
            meaning: Some(&meaning),
            ..Options::default()
        };
        let done = recall(&mut self.store, self.case.clone(), &options, NOW).unwrap();
        let encoded = self.letters.0.load(Ordering::Relaxed) - before;
        assert!(is_current(&self.store, &self.case, &options).unwrap());
        let glanced = glance(&self.store, &self.case, &options).unwrap().unwrap();
        assert_eq!(glanced, done.record);
        (json(&done.record), encoded, done.anew)
    }

    fn scratch(&self, pages: &[usize]) -> String {
        let letters = Letters::default();
        let meaning = Meaning {
            encoder: &letters,
            means: None,
            background: None,
        };
        let options = Options {
            meaning: Some(&meaning),
            ..Options::default()
        };
        json(&compare(self.case.clone(), given(pages), &options).record)
    }
}

fn given(pages: &[usize]) -> Vec<Given> {
    pages
        .iter()
        .map(|number| {
            let (path, text) = made::page(*number, 3);
            Given::bytes(path, text)
        })
        .collect()
}

fn json(record: &Record) -> String {
    diptych::report::json(record)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, ..ProptestConfig::default() })]

    /// Pages in any order, added one or several at a time, with looks in between or none.
    #[test]
    fn any_way_to_the_same_sources_gives_the_same_record(
        order in Just((0..14_usize).collect::<Vec<_>>()).prop_shuffle(),
        steps in proptest::collection::vec((1..5_usize, any::<bool>()), 14),
    ) {
        let mut desk = Desk::new();
        let mut rest = order.as_slice();
        for (count, look) in steps {
            let (some, after) = rest.split_at(count.min(rest.len()));
            desk.add(some);
            rest = after;
            if look && rest.len() < order.len() {
                desk.look();
            }
        }
        desk.add(rest);
        let all: Vec<usize> = (0..14).collect();
        prop_assert_eq!(desk.look().0, desk.scratch(&all));
        // What the store keeps is what it gave.
        prop_assert!(desk.store.check().unwrap().iter().all(|check| check.passed));
    }
}

#[test]
fn one_new_source_is_read_and_encoded_alone() {
    let mut desk = Desk::new();
    let all: Vec<usize> = (0..30).collect();
    desk.add(&all[..29]);
    let (_, encoded, anew) = desk.look();
    assert!(encoded > 29 && anew == 29, "{encoded} {anew}");
    let (_, encoded, anew) = desk.look();
    assert_eq!((encoded, anew), (0, 0));
    desk.add(&all[29..]);
    assert!(!is_current(&desk.store, &desk.case, &Options::default()).unwrap());
    let (record, encoded, anew) = desk.look();
    assert_eq!(anew, 1);
    assert!((1..=6).contains(&encoded), "{encoded}");
    assert_eq!(record, desk.scratch(&all));
}
