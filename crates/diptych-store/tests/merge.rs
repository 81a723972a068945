//! Two copies of a case made one: the same from either side, and nothing lost.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use std::collections::{BTreeSet, HashMap};

use diptych_core::{Decision, Rendering, Seen, Subject, TranslationBasis, Verb};
use diptych_store::{Merged, Received, Store, Theirs};
use proptest::prelude::*;

const NOW: &str = "2031-05-01T08:00:00Z";

struct Copy {
    _dir: tempfile::TempDir,
    store: Store,
}

impl Copy {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::create(&Store::place(dir.path())).unwrap();
        Self { _dir: dir, store }
    }

    /// What another person has when they are handed the case.
    fn hand_over(&self) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let place = Store::place(dir.path());
        self.store.backup(&place).unwrap();
        Self {
            store: Store::open(&place).unwrap(),
            _dir: dir,
        }
    }

    fn add(&mut self, path: &str, text: &str) {
        let bytes = text.as_bytes();
        self.store
            .add(&[Received { path, bytes }], NOW, "test")
            .unwrap();
    }

    fn decide(&mut self, by: &str, target: &str, verb: Verb, value: Option<&str>) -> Decision {
        let rendering = (verb == Verb::Translation).then(|| Rendering {
            lang: "en".to_owned(),
            basis: TranslationBasis::Editor,
            author: None,
        });
        let decision = Decision {
            id: String::new(),
            turn: 0,
            target: target.to_owned(),
            verb,
            value: value.map(str::to_owned),
            by: by.to_owned(),
            at: NOW.to_owned(),
            program: "test".to_owned(),
            seen: Seen {
                subject: Subject::Divergence,
                words: Vec::new(),
                axis: None,
                aspect: None,
                slot: None,
                side: None,
                said: Some("overstated".to_owned()),
            },
            rendering,
        };
        self.store.decide(decision).unwrap()
    }

    fn undo(&mut self, by: &str, target: &str) {
        let log = self.store.log().unwrap();
        let last = log
            .standing()
            .into_iter()
            .rev()
            .find(|one| one.target == target);
        if let Some(id) = last.map(|one| one.id.clone()) {
            self.decide(by, target, Verb::Undo, Some(&id));
        }
    }

    fn merge(&mut self, other: &Self) -> Merged {
        self.merge_lying(other, &BTreeSet::new())
    }

    fn merge_lying(&mut self, other: &Self, lying: &BTreeSet<String>) -> Merged {
        let theirs = Theirs {
            store: &other.store,
            now: &HashMap::new(),
            lying,
        };
        self.store.merge(&theirs).unwrap()
    }

    fn export(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.store.export(&mut out).unwrap();
        out
    }

    fn ids(&self) -> BTreeSet<String> {
        let log = self.store.log().unwrap();
        log.decisions.iter().map(|one| one.id.clone()).collect()
    }

    fn open(&self) -> BTreeSet<BTreeSet<String>> {
        let open = self.store.log().unwrap().open();
        open.into_iter()
            .map(|one| BTreeSet::from([one.ours.id, one.theirs.id]))
            .collect()
    }

    /// What counts, undisputed.
    fn holds(&self) -> BTreeSet<String> {
        let log = self.store.log().unwrap();
        let held = log
            .standing()
            .into_iter()
            .filter(|one| !log.is_disputed(one));
        held.map(|one| one.id.clone()).collect()
    }

    fn active(&self) -> BTreeSet<String> {
        let all = self.store.sources().unwrap();
        all.into_iter()
            .filter(|one| !one.superseded)
            .map(|one| one.sha256)
            .collect()
    }
}

#[derive(Debug, Clone, Copy)]
enum Act {
    Decide(Verb, &'static str),
    Undo,
}

fn act() -> impl Strategy<Value = (usize, Act)> {
    let one = prop_oneof![
        Just(Act::Decide(Verb::Confirm, "")),
        Just(Act::Decide(Verb::Reject, "")),
        Just(Act::Decide(Verb::Kind, "overstated")),
        Just(Act::Decide(Verb::Kind, "contradicted")),
        Just(Act::Decide(Verb::Issue, "tolls")),
        Just(Act::Decide(Verb::Issue, "weir")),
        Just(Act::Decide(Verb::Translation, "We open it.")),
        Just(Act::Decide(Verb::Translation, "We shall open it.")),
        Just(Act::Decide(Verb::Note, "ask")),
        Just(Act::Undo),
    ];
    (0..2_usize, one)
}

fn work(copy: &mut Copy, by: &str, acts: &[(usize, Act)]) {
    for (target, act) in acts {
        let target = ["div-1", "div-2"][*target];
        match act {
            Act::Decide(verb, value) => {
                copy.decide(by, target, *verb, (!value.is_empty()).then_some(value));
            }
            Act::Undo => copy.undo(by, target),
        }
    }
}

fn acts() -> impl Strategy<Value = Vec<(usize, Act)>> {
    prop::collection::vec(act(), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn either_way_gives_the_same(
        before in acts(), ann in acts(), bob in acts(), after in acts(),
    ) {
        let mut a = Copy::new();
        work(&mut a, "Cleo", &before);
        let mut b = a.hand_over();
        work(&mut a, "Ann", &ann);
        work(&mut b, "Bob", &bob);
        let (mut ab, mut ba) = (a.hand_over(), b.hand_over());
        ab.merge(&b);
        ba.merge(&a);
        prop_assert_eq!(ab.ids(), ba.ids());
        prop_assert_eq!(ab.open(), ba.open());
        prop_assert_eq!(ab.holds(), ba.holds());
        let all: BTreeSet<String> = a.ids().union(&b.ids()).cloned().collect();
        prop_assert_eq!(ab.ids(), all, "nothing is lost");
        // Again, and back, changes nothing.
        let one = ab.export();
        prop_assert!(!ab.merge(&b).changed);
        prop_assert!(!ab.merge(&ba).changed);
        prop_assert_eq!(ab.export(), one);
        // Whatever is done on one of them then, the other takes it over without dispute.
        work(&mut ab, "Ann", &after);
        let settled = ab.open();
        ba.merge(&ab);
        prop_assert_eq!(ba.open(), settled);
        prop_assert_eq!(ba.holds(), ab.holds());
    }
}

#[test]
fn neither_overwrites_the_other_and_review_settles() {
    let mut a = Copy::new();
    let mut b = a.hand_over();
    a.decide("Ann", "div-1", Verb::Kind, Some("contradicted"));
    b.decide("Bob", "div-1", Verb::Kind, Some("conditional"));
    let merged = a.merge(&b);
    assert_eq!((merged.decisions, merged.disagreements.len()), (1, 1));
    assert!(a.holds().is_empty(), "neither counts");
    let settled = a.decide("Cleo", "div-1", Verb::Kind, Some("conditional"));
    assert!(a.open().is_empty());
    assert_eq!(a.holds(), BTreeSet::from([settled.id]));
    b.merge(&a);
    assert!(b.open().is_empty(), "what was settled stays so");
    assert_eq!(b.holds(), a.holds());
}

#[test]
fn what_excludes_each_other_across_fields_is_told() {
    for (ann, bob, apart) in [
        ((Verb::Confirm, None), (Verb::Reject, None), true),
        ((Verb::Confirm, None), (Verb::Kind, Some("silent")), true),
        (
            (Verb::Confirm, None),
            (Verb::Kind, Some("overstated")),
            false,
        ),
        ((Verb::Reject, None), (Verb::Issue, Some("tolls")), true),
        ((Verb::Confirm, None), (Verb::Issue, Some("tolls")), false),
        ((Verb::Confirm, None), (Verb::Confirm, None), false),
        ((Verb::Note, Some("a")), (Verb::Note, Some("b")), false),
        (
            (Verb::Translation, Some("a")),
            (Verb::Translation, Some("b")),
            true,
        ),
    ] {
        let mut a = Copy::new();
        let mut b = a.hand_over();
        a.decide("Ann", "div-1", ann.0, ann.1);
        b.decide("Bob", "div-1", bob.0, bob.1);
        let merged = a.merge(&b);
        assert_eq!(!merged.disagreements.is_empty(), apart, "{ann:?} {bob:?}");
        if apart {
            // Whoever confirms then has settled it, and so has whoever rejects.
            let verb = if ann.0 == Verb::Translation {
                Verb::Translation
            } else {
                Verb::Reject
            };
            let value = (verb == Verb::Translation).then_some("c");
            a.decide("Cleo", "div-1", verb, value);
            assert!(a.open().is_empty(), "{ann:?} {bob:?}");
        }
    }
}

#[test]
fn who_knew_a_decision_and_made_another_replaced_it() {
    let mut a = Copy::new();
    a.decide("Ann", "div-1", Verb::Confirm, None);
    let mut b = a.hand_over();
    let later = b.decide("Bob", "div-1", Verb::Reject, None);
    assert!(a.merge(&b).disagreements.is_empty());
    assert_eq!(a.holds(), BTreeSet::from([later.id]));
}

#[test]
fn taking_back_against_deciding_anew_is_a_disagreement() {
    let mut a = Copy::new();
    a.decide("Ann", "div-1", Verb::Confirm, None);
    let mut b = a.hand_over();
    a.undo("Ann", "div-1");
    b.decide("Bob", "div-1", Verb::Reject, None);
    assert_eq!(a.merge(&b).disagreements.len(), 1);
    assert_eq!(a.open().len(), 1);
    assert!(a.holds().is_empty());
}

#[test]
fn sources_of_both_come_together() {
    let mut a = Copy::new();
    a.add("sources/a.txt", "one");
    let mut b = a.hand_over();
    a.add("sources/call.txt", "what Ann heard");
    b.add("sources/call.txt", "what Bob heard");
    b.add("sources/a.txt", "one, corrected");
    let (before_a, before_b) = (a.hand_over(), b.hand_over());
    let merged = a.merge(&b);
    assert_eq!(merged.sources.len(), 2);
    assert_eq!(
        merged.renamed.len(),
        1,
        "another call.txt is not the same: {merged:?}"
    );
    assert_eq!(merged.replaced, ["sources/a.txt"]);
    b.merge(&before_a);
    assert_eq!(a.active(), b.active());
    assert_eq!(a.active().len(), 3);
    assert!(!a.merge(&before_b).changed);
    // A file that still lies in the folder is compared as long as it does.
    let mut c = before_a;
    let lying = c.active();
    let merged = c.merge_lying(&before_b, &lying);
    assert_eq!(merged.both, ["sources/a.txt"]);
    assert_eq!(c.active().len(), 4);
    assert!(!c.merge_lying(&before_b, &lying).changed);
}

#[test]
fn a_copy_that_is_damaged_leaves_this_one_as_it_was() {
    let mut a = Copy::new();
    a.add("sources/a.txt", "one");
    let mut b = a.hand_over();
    b.add("sources/b.txt", "two");
    b.decide("Bob", "div-1", Verb::Confirm, None);
    let place = b.store.path().to_path_buf();
    drop(b.store);
    let mut bytes = std::fs::read(&place).unwrap();
    let at = bytes.windows(3).rposition(|three| three == b"two").unwrap();
    bytes[at] = b'T';
    std::fs::write(&place, bytes).unwrap();
    let other = Store::open(&place).unwrap();
    let before = a.export();
    let theirs = Theirs {
        store: &other,
        now: &HashMap::new(),
        lying: &BTreeSet::new(),
    };
    assert!(a.store.merge(&theirs).is_err());
    assert_eq!(a.export(), before);
}
