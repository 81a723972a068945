// long: one case that is remembered, step by step
//! A case that remembers: the same record as from scratch, and decisions that hold.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use std::path::PathBuf;

use diptych::core::{Case, Decision, Record, Status, Verb, codes, parse_case};
use diptych::store::{Filter, Query, Ruling, Store};
use diptych::{Given, Options, Remembered, compare, recall, rule, take_in};
use proptest::prelude::*;

const CASE: &str = "title = 'The weir'\nperiod = { from = 2031-04-01, to = 2031-04-30 }\n\
    [[side]]\nname = 'Arland'\npeople = ['Ada Renn', 'Tom Ostby']\n\
    [[side]]\nname = 'Borvia'\npeople = ['Bo Lind']\n\
    [[issue]]\nname = 'The weir'\nterms = ['weir', 'lock', 'barrage']\n\
    [[issue]]\nname = 'Tolls'\nterms = ['toll', 'tolls']\n";

const SOURCES: [(&str, &str); 5] = [
    (
        "sources/a.md",
        "---\ndate: 2031-04-03\n---\n\n“Borvia has agreed to open the weir in May,” Ada Renn said on Thursday.\n\n\
         Renn added: “We never spoke about tolls.”\n",
    ),
    (
        "sources/b.md",
        "---\ndate: 2031-04-04\n---\n\n“We are ready to think about the weir, if the tolls are shared,” said Bo Lind.\n",
    ),
    (
        "sources/c.txt",
        "18 April 2031\n\nTom Ostby said that the lock would stay closed until the autumn.\n",
    ),
    (
        "sources/d.md",
        "---\ndate: 2031-04-05\n---\n\n“There was no agreement on the weir,” Bo Lind told reporters on Saturday.\n",
    ),
    ("sources/e.txt", ""),
];

const NOW: &str = "2031-05-01T08:00:00Z";

struct Desk {
    _dir: tempfile::TempDir,
    store: Store,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::create(&Store::place(dir.path())).unwrap();
        Self { _dir: dir, store }
    }

    fn add(&mut self, sources: &[(&str, &str)]) {
        take_in(&mut self.store, &given(sources), &Options::default(), NOW).unwrap();
    }

    fn recall(&mut self) -> Remembered {
        recall(&mut self.store, case(), &Options::default(), NOW).unwrap()
    }

    fn decide(&mut self, id: &str, verb: Verb, value: Option<&str>) -> Decision {
        let remembered = self.recall();
        let by = "Ann";
        let ruling = Ruling {
            id,
            verb,
            value,
            by,
            rendering: None,
        };
        rule(&mut self.store, &remembered, ruling, NOW).unwrap()
    }
}

fn case() -> Case {
    parse_case(CASE).0
}

fn given(sources: &[(&str, &str)]) -> Vec<Given> {
    sources
        .iter()
        .map(|(path, text)| Given::bytes(*path, *text))
        .collect()
}

fn json(record: &Record) -> String {
    diptych::report::json(record)
}

fn statement(record: &Record, words: &str) -> String {
    let found = record
        .statements
        .iter()
        .find(|one| one.words().contains(words));
    found.expect("the statement is found").id.to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever comes first, and however often the case is looked at in between.
    #[test]
    fn step_by_step_gives_the_record_of_one_go(
        order in Just((0..SOURCES.len()).collect::<Vec<_>>()).prop_shuffle(),
        looks in proptest::collection::vec(any::<bool>(), SOURCES.len()),
    ) {
        let mut desk = Desk::new();
        for (at, look) in order.into_iter().zip(looks) {
            desk.add(&SOURCES[at..=at]);
            if look {
                desk.recall();
            }
        }
        let scratch = compare(case(), given(&SOURCES), &Options::default()).record;
        prop_assert_eq!(json(&desk.recall().record), json(&scratch));
        let again = desk.recall();
        prop_assert_eq!(again.anew, 0);
        prop_assert_eq!(json(&again.record), json(&scratch));
    }
}

#[test]
fn the_sample_case_is_remembered_as_it_is_compared() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples/straits");
    let intake = diptych::gather(&[folder], None).unwrap();
    let mut desk = Desk::new();
    take_in(&mut desk.store, &intake.given, &Options::default(), NOW).unwrap();
    let remembered = recall(
        &mut desk.store,
        intake.case.clone(),
        &Options::default(),
        NOW,
    )
    .unwrap();
    let scratch = compare(intake.case, intake.given, &Options::default()).record;
    assert_eq!(json(&remembered.record), json(&scratch));
}

#[test]
fn a_finding_stays_decided_and_undo_takes_it_back() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples/straits");
    let intake = diptych::gather(&[folder], None).unwrap();
    let mut desk = Desk::new();
    take_in(&mut desk.store, &intake.given, &Options::default(), NOW).unwrap();
    let case = &intake.case;
    let look =
        |desk: &mut Desk| recall(&mut desk.store, case.clone(), &Options::default(), NOW).unwrap();
    let machine = look(&mut desk).record.divergences[0].clone();
    let decide = |desk: &mut Desk, verb, value| {
        let remembered = look(desk);
        let (id, by) = (machine.id.as_str(), "Ann");
        let ruling = Ruling {
            id,
            verb,
            value,
            by,
            rendering: None,
        };
        rule(&mut desk.store, &remembered, ruling, NOW)
    };
    let find = |desk: &mut Desk| {
        let all = look(desk).record.divergences;
        all.into_iter().find(|one| one.id == machine.id).unwrap()
    };
    decide(&mut desk, Verb::Confirm, None).unwrap();
    decide(&mut desk, Verb::Kind, Some("split")).unwrap();
    let decided = find(&mut desk);
    assert_eq!(
        (decided.status, decided.kind.word()),
        (Status::Confirmed, "split")
    );
    decide(&mut desk, Verb::Undo, None).unwrap();
    assert_eq!(find(&mut desk).kind, machine.kind);
    decide(&mut desk, Verb::Undo, None).unwrap();
    assert_eq!(find(&mut desk), machine);
    assert!(
        decide(&mut desk, Verb::Undo, None).is_err(),
        "nothing is left to undo"
    );
    assert_eq!(
        desk.store.log().unwrap().decisions.len(),
        4,
        "history is kept"
    );
}

#[test]
fn a_corrected_speaker_changes_the_comparison_and_keeps_the_identifier() {
    let mut desk = Desk::new();
    desk.add(&SOURCES);
    let id = statement(&desk.recall().record, "the lock would stay closed");
    desk.decide(&id, Verb::Speaker, Some("Bo Lind"));
    let record = desk.recall().record;
    let now = record
        .statements
        .iter()
        .find(|one| one.id.as_str() == id)
        .unwrap();
    assert_eq!(now.speaker.name.as_deref(), Some("Bo Lind"));
    assert_eq!(now.speaker.side.as_ref().unwrap().as_str(), "borvia");
    let query = Query::parse("locks").unwrap();
    let filter = Filter {
        speaker: Some("Lind".to_owned()),
        ..Filter::default()
    };
    assert_eq!(desk.store.search(&query, &filter, 10, 0).unwrap().total, 1);
}

#[test]
fn what_was_rejected_is_not_compared_and_comes_back() {
    let mut desk = Desk::new();
    desk.add(&SOURCES);
    let before = json(&desk.recall().record);
    let id = statement(&desk.recall().record, "no agreement on the weir");
    desk.decide(&id, Verb::Reject, None);
    let record = desk.recall().record;
    assert!(record.statements.iter().all(|one| one.id.as_str() != id));
    desk.decide(&id, Verb::Undo, None);
    assert_eq!(json(&desk.recall().record), before);

    let source = record.sources[0].id.to_string();
    desk.decide(&source, Verb::Reject, None);
    let record = desk.recall().record;
    assert!(record.sources.iter().all(|one| one.id.as_str() != source));
}

#[test]
fn a_decision_moves_to_where_its_words_stand_now_else_it_is_listed() {
    let mut desk = Desk::new();
    desk.add(&SOURCES);
    let id = statement(&desk.recall().record, "We never spoke about tolls");
    desk.decide(&id, Verb::Note, Some("ask again"));
    let moved = SOURCES[0]
        .1
        .replace("“Borvia has", "A word before. “Borvia has");
    desk.add(&[("sources/a.md", &moved)]);
    let record = desk.recall().record;
    let now = record.decisions[0].now.clone();
    assert_eq!(now, Some(statement(&record, "We never spoke about tolls")));
    assert_ne!(now, Some(id));
    assert!(
        record
            .problems
            .iter()
            .all(|one| one.code != codes::ORPHAN.id)
    );

    desk.add(&[("sources/a.md", "Nothing was said.\n")]);
    let record = desk.recall().record;
    assert_eq!(record.decisions[0].now, None);
    assert!(
        record
            .problems
            .iter()
            .any(|one| one.code == codes::ORPHAN.id)
    );
}

#[test]
fn a_source_keeps_every_version_and_an_old_one_can_come_back() {
    let mut desk = Desk::new();
    desk.add(&SOURCES);
    let before = json(&desk.recall().record);
    desk.add(&[("sources/b.md", "“No,” said Bo Lind.\n")]);
    assert_ne!(json(&desk.recall().record), before);
    assert_eq!(desk.store.sources().unwrap().len(), SOURCES.len() + 1);
    desk.add(&SOURCES[1..2]);
    assert_eq!(json(&desk.recall().record), before);
}

fn exported(store: &Store) -> Vec<u8> {
    let mut out = Vec::new();
    store.export(&mut out).unwrap();
    out
}

fn imported(lines: &[u8]) -> Result<Desk, diptych::store::Error> {
    let mut desk = Desk::new();
    desk.store.import(&mut &*lines)?;
    Ok(desk)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    /// Whatever bytes came in and whatever was noted on them.
    #[test]
    fn an_export_comes_back_to_the_byte(
        sources in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..60), 0..6),
        note in "\\PC{1,40}",
        look in any::<bool>(),
    ) {
        let mut desk = Desk::new();
        desk.add(&SOURCES);
        let given: Vec<Given> = sources
            .iter()
            .enumerate()
            .map(|(at, bytes)| Given::bytes(format!("sources/{}.txt", at % 3), bytes.clone()))
            .collect();
        take_in(&mut desk.store, &given, &Options::default(), NOW).unwrap();
        if look {
            let id = statement(&desk.recall().record, "We never spoke about tolls");
            if !note.trim().is_empty() {
                desk.decide(&id, Verb::Note, Some(&note));
            }
            desk.decide(&id, Verb::Reject, None);
            desk.recall();
        }
        let lines = exported(&desk.store);
        let mut back = imported(&lines).unwrap();
        prop_assert_eq!(String::from_utf8(exported(&back.store)), String::from_utf8(lines));
        prop_assert!(back.store.check().unwrap().iter().all(|check| check.passed));
        prop_assert_eq!(json(&back.recall().record), json(&desk.recall().record));
    }
}

#[test]
fn an_export_that_is_cut_or_changed_is_refused_whole() {
    let mut desk = Desk::new();
    desk.add(&SOURCES);
    desk.recall();
    let lines = String::from_utf8(exported(&desk.store)).unwrap();
    let cut = &lines[..=lines.trim_end().rfind('\n').unwrap()];
    let changed = lines.replacen("Ada Renn said", "Bo Lind said", 1);
    let twice = format!("{lines}{lines}");
    for wrong in [cut, &changed, &lines[1..], ""] {
        let mut fresh = Desk::new();
        assert!(fresh.store.import(&mut wrong.as_bytes()).is_err());
        assert_eq!(fresh.store.sources().unwrap(), Vec::new());
    }
    assert!(
        imported(twice.as_bytes()).is_ok(),
        "what stands after the end is not read"
    );
    let mut full = imported(lines.as_bytes()).unwrap();
    assert!(
        full.store.import(&mut lines.as_bytes()).is_err(),
        "it holds something"
    );
}

#[test]
fn a_backup_is_the_case_and_restoring_keeps_what_stood_there() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::new();
    desk.add(&SOURCES[..2]);
    let then = exported(&desk.store);
    let backup = dir.path().join("backup.sqlite");
    desk.store.backup(&backup).unwrap();
    assert!(desk.store.backup(&backup).is_err(), "never over a file");
    desk.add(&SOURCES);
    let later = exported(&desk.store);
    let place = desk.store.path().to_path_buf();
    drop(std::mem::replace(
        &mut desk.store,
        Store::open(&backup).unwrap(),
    ));
    let kept = diptych::store::restore(&place, &backup, NOW)
        .unwrap()
        .unwrap();
    assert_eq!(exported(&Store::open(&place).unwrap()), then);
    assert_eq!(exported(&Store::open(&kept).unwrap()), later);
    std::fs::write(&backup, "no store").unwrap();
    assert!(diptych::store::restore(&place, &backup, NOW).is_err());
    assert_eq!(exported(&Store::open(&place).unwrap()), then);
}

#[test]
fn what_can_be_made_again_is_mended() {
    let mut desk = Desk::new();
    desk.add(&SOURCES);
    let id = statement(&desk.recall().record, "no agreement on the weir");
    desk.decide(&id, Verb::Note, Some("kept"));
    let before = json(&desk.recall().record);
    desk.store.mend().unwrap();
    assert_eq!(json(&desk.recall().record), before);
    assert!(desk.store.check().unwrap().iter().all(|check| check.passed));
}

#[test]
fn a_translation_and_context_stand_beside_the_words() {
    let mut desk = Desk::new();
    desk.add(&SOURCES);
    let remembered = desk.recall();
    let statement = remembered.record.statements[0].clone();
    let rendering = diptych::core::Rendering {
        lang: "RU".to_owned(),
        basis: diptych::core::TranslationBasis::Official,
        author: Some("Chancery".to_owned()),
    };
    let ruling = |verb, value, rendering| Ruling {
        id: statement.id.as_str(),
        verb,
        value: Some(value),
        by: "Ann",
        rendering,
    };
    let translated = ruling(Verb::Translation, "Борвия согласилась.", Some(&rendering));
    let first = rule(&mut desk.store, &remembered, translated, NOW).unwrap();
    let context = ruling(Verb::Context, "The weir has been shut since 2029.", None);
    rule(&mut desk.store, &remembered, context, NOW).unwrap();
    let now = desk.recall().record.statements[0].clone();
    assert_eq!(now.fragments, statement.fragments, "the words stay");
    assert_eq!(now.translations.len(), 1);
    assert_eq!(now.translations[0].rendering.lang, "ru");
    assert_eq!(now.translations[0].by, "Ann");
    assert_eq!(now.remarks[0].text, "The weir has been shut since 2029.");
    // Out and in again it is the same, to the byte.
    let (mut lines, mut again) = (Vec::new(), Vec::new());
    desk.store.export(&mut lines).unwrap();
    let mut other = Desk::new();
    other.store.import(&mut lines.as_slice()).unwrap();
    other.store.export(&mut again).unwrap();
    assert_eq!(lines, again);
    assert_eq!(other.recall().record.statements[0], now);
    // It is taken back by its own identifier, though context was given after it.
    let undo = Ruling {
        id: &first.id,
        verb: Verb::Undo,
        value: None,
        by: "Bo",
        rendering: None,
    };
    let remembered = desk.recall();
    rule(&mut desk.store, &remembered, undo, NOW).unwrap();
    let now = desk.recall().record.statements[0].clone();
    assert!(now.translations.is_empty() && now.remarks.len() == 1);
}
