//! One new source costs one source, and gives the record of a run from scratch, byte for byte.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use std::sync::atomic::{AtomicUsize, Ordering};

use diptych::core::{Case, Record, Rendering, TranslationBasis, Verb, parse_case};
use diptych::encode::{Encoder, Grain, PieceGround, Result, Vectors, Worded, meet};
use diptych::store::{Ruling, Store};
use diptych::{
    Given, Meaning, Options, Remembered, compare, glance, is_current, recall, rule, take_in,
};
use diptych_testkit::made;
use proptest::prelude::*;

const NOW: &str = "2031-05-01T08:00:00Z";

/// A cheap encoder: counts of three letters in a row, thrown into a few places; the pieces of a text are its
/// words. Counts what it is asked, of texts and of their pieces.
#[derive(Default)]
struct Letters(AtomicUsize, AtomicUsize);

impl Letters {
    /// What the comparison takes, measured against `ground`.
    fn meaning<'l>(&'l self, ground: &'l PieceGround) -> Meaning<'l> {
        Meaning {
            encoder: self,
            means: None,
            background: None,
            pieces: Some(ground),
        }
    }
}

/// A text of which every word is a row of sixteen steps.
fn grain(text: &str) -> Grain {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut bytes = u32::try_from(words.len()).unwrap().to_le_bytes().to_vec();
    bytes.extend(words.iter().flat_map(|_| (1.0_f32 / 127.0).to_le_bytes()));
    bytes.extend(
        words
            .iter()
            .flat_map(|word| (word.len() as f32).to_le_bytes()),
    );
    for word in words {
        let mut row = [0_u8; 16];
        for byte in word.bytes() {
            let place = &mut row[usize::from(byte) % 16];
            *place = (*place + 40).min(127);
        }
        bytes.extend(row);
    }
    Grain::from_bytes(16, &bytes).unwrap()
}

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
    fn beyond(
        &self,
        ground: &PieceGround,
        pairs: &[(Worded<'_>, Worded<'_>)],
    ) -> Result<Option<Vec<f32>>> {
        meet(ground, pairs, |texts| self.grains(ground, texts))
    }
    fn grains(&self, _: &PieceGround, texts: &[Worded<'_>]) -> Result<Option<Vec<Grain>>> {
        self.1.fetch_add(texts.len(), Ordering::Relaxed);
        Ok(Some(texts.iter().map(|one| grain(one.text)).collect()))
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
        let (done, encoded) = self.recall();
        (json(&done.record), encoded, done.anew)
    }

    /// Decides on one of the statements, sources or findings, whichever the number means; what does not
    /// fit is refused, and changes nothing.
    fn decide(&mut self, verb: Verb, number: usize) {
        let (done, _) = self.recall();
        let ids: Vec<String> = match number % 4 {
            0 => done.sources.iter().map(|one| one.id.to_string()).collect(),
            1 => done
                .record
                .divergences
                .iter()
                .map(|one| one.id.to_string())
                .collect(),
            _ => done.found.iter().map(|one| one.id.to_string()).collect(),
        };
        let Some(id) = ids.get(number / 4 % ids.len().max(1)) else {
            return;
        };
        let rendering = (verb == Verb::Translation).then(|| Rendering {
            lang: "uk".into(),
            basis: TranslationBasis::Editor,
            author: None,
        });
        let value = match verb {
            Verb::Kind => Some("indirect"),
            Verb::Speaker => Some("Bo Lind"),
            Verb::Side => Some("none"),
            Verb::Date => Some("2031-04-17"),
            Verb::Issue => done.record.case.issues.last().map(|one| one.id.as_str()),
            Verb::Note | Verb::Context | Verb::Translation => Some("слово"),
            Verb::Confirm | Verb::Reject | Verb::Undo => None,
        };
        let ruling = Ruling {
            id,
            verb,
            value,
            by: "Ann",
            rendering: rendering.as_ref(),
        };
        let _ = rule(&mut self.store, &done, ruling, NOW);
    }

    fn recall(&mut self) -> (Remembered, usize) {
        let before = self.letters.0.load(Ordering::Relaxed);
        let ground = PieceGround::default();
        let meaning = self.letters.meaning(&ground);
        let options = Options {
            meaning: Some(&meaning),
            ..Options::default()
        };
        let done = recall(&mut self.store, self.case.clone(), &options, NOW).unwrap();
        let encoded = self.letters.0.load(Ordering::Relaxed) - before;
        assert!(is_current(&self.store, &self.case, &options).unwrap());
        let glanced = glance(&self.store, &self.case, &options).unwrap().unwrap();
        assert_eq!(glanced, done.record);
        (done, encoded)
    }

    /// The record of a new case with these pages and the decisions of this one.
    fn again(&self, pages: &[usize]) -> String {
        let mut desk = Self::new();
        desk.add(pages);
        for decision in self.store.log().unwrap().decisions {
            let id = decision.id.clone();
            assert_eq!(desk.store.decide(decision).unwrap().id, id);
        }
        desk.look().0
    }

    fn scratch(&self, pages: &[usize]) -> String {
        let letters = Letters::default();
        let ground = PieceGround::default();
        let meaning = letters.meaning(&ground);
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

/// What may happen to a case between two looks at it.
#[derive(Debug, Clone)]
enum Step {
    Add(usize),
    Look,
    Decide(Verb, usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (1..4_usize).prop_map(Step::Add),
        Just(Step::Look),
        (proptest::sample::select(Verb::ALL.to_vec()), any::<usize>())
            .prop_map(|(verb, number)| Step::Decide(verb, number)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, ..ProptestConfig::default() })]

    /// Pages in any order with decisions of every kind in between: what stands there in the end is what a new
    /// case with the same pages and the same log gives.
    #[test]
    fn any_way_to_the_same_pages_and_decisions_gives_the_same_record(
        order in Just((0..10_usize).collect::<Vec<_>>()).prop_shuffle(),
        steps in proptest::collection::vec(step(), 4..14),
    ) {
        let mut desk = Desk::new();
        let mut rest = order.as_slice();
        let (some, after) = rest.split_at(2);
        desk.add(some);
        rest = after;
        for step in steps {
            match step {
                Step::Add(count) => {
                    let (some, after) = rest.split_at(count.min(rest.len()));
                    desk.add(some);
                    rest = after;
                }
                Step::Look => {
                    desk.look();
                }
                Step::Decide(verb, number) => desk.decide(verb, number),
            }
        }
        desk.add(rest);
        let all: Vec<usize> = (0..10).collect();
        prop_assert_eq!(desk.look().0, desk.again(&all));
        prop_assert!(desk.store.check().unwrap().iter().all(|check| check.passed));
    }

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
fn what_only_stands_beside_is_put_there_and_taken_away() {
    let mut desk = Desk::new();
    desk.add(&[0, 1, 2]);
    let (before, _) = desk.recall();
    for verb in [Verb::Translation, Verb::Context, Verb::Note, Verb::Confirm] {
        desk.decide(verb, 2);
    }
    let (after, encoded) = desk.recall();
    assert_eq!((after.anew, encoded), (0, 0));
    let first = &after.record.statements[0];
    assert_eq!((first.translations.len(), first.remarks.len()), (1, 1));
    assert_eq!(after.record.decisions.len(), 4);
    assert_eq!(after.record.divergences, before.record.divergences);
    assert_eq!(json(&after.record), desk.again(&[0, 1, 2]));
    for _ in 0..4 {
        desk.decide(Verb::Undo, 2);
    }
    assert_eq!(desk.recall().0.record, before.record);
}

#[test]
fn one_new_source_is_read_and_encoded_alone() {
    let mut desk = Desk::new();
    let all: Vec<usize> = (0..30).collect();
    desk.add(&all[..29]);
    let pieces = |desk: &Desk| desk.letters.1.swap(0, Ordering::Relaxed);
    let (_, encoded, anew) = desk.look();
    assert!(encoded > 29 && anew == 29, "{encoded} {anew}");
    let first = pieces(&desk);
    assert!(first > 29, "{first}");
    let (_, encoded, anew) = desk.look();
    assert_eq!((encoded, anew, pieces(&desk)), (0, 0, 0));
    desk.add(&all[29..]);
    assert!(!is_current(&desk.store, &desk.case, &Options::default()).unwrap());
    let (record, encoded, anew) = desk.look();
    assert_eq!(anew, 1);
    assert!((1..=6).contains(&encoded), "{encoded}");
    // Those of the new page, and the few that nothing came near before.
    let now = pieces(&desk);
    assert!((1..=12).contains(&now), "{now} of {first}");
    assert_eq!(record, desk.scratch(&all));
}
