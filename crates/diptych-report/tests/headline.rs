//! The headline claims nothing that is not a finding, and a translation never stands in for the words.

#![allow(clippy::unwrap_used)]

mod common;

use common::sample;
use diptych_core::{
    Axis, DivergenceKind, Record, Remark, Rendering, Status, Translation, TranslationBasis,
};
use diptych_report::{headline, html, json, markdown, table};

/// What each kind is called in a headline.
const WORDS: [(DivergenceKind, &str); 6] = [
    (DivergenceKind::Overstated, "goes further"),
    (DivergenceKind::Understated, "falls short"),
    (DivergenceKind::Conditional, "a condition"),
    (DivergenceKind::TermsDiffer, "terms differ"),
    (DivergenceKind::Contradicted, "denies"),
    (DivergenceKind::Silent, "do not mention"),
];

#[test]
fn only_what_was_found_and_not_rejected_is_named() {
    for (kind, own) in WORDS {
        let mut record = sample();
        for one in &mut record.divergences {
            (one.axis, one.kind) = (Axis::BetweenSides, kind);
        }
        let found = headline(&record);
        assert!(found.text.contains(own), "{}", found.text);
        let all: Vec<String> = found.issues.iter().map(|one| one.text.clone()).collect();
        for (_, other) in WORDS.iter().filter(|(other, _)| *other != kind) {
            assert!(!found.text.contains(other), "{other}: {}", found.text);
            assert!(!all.concat().contains(other), "{other}: {all:?}");
        }
        for one in &mut record.divergences {
            one.status = Status::Rejected;
        }
        let none = headline(&record);
        assert!(none.text.starts_with("No point was found"), "{}", none.text);
        assert!(none.issues.iter().all(|one| one.moves.is_empty()));
    }
}

#[test]
fn an_empty_record_claims_nothing() {
    let text = headline(&Record::default()).text;
    assert_eq!(
        text,
        "No point was found in these sources on which the accounts part."
    );
}

#[test]
fn a_shift_over_time_is_told_and_parts_no_sides() {
    let mut record = sample();
    for one in &mut record.divergences {
        (one.axis, one.kind) = (Axis::OverTime, DivergenceKind::Shifted);
    }
    let found = headline(&record);
    assert!(found.text.starts_with("No point was found"));
    let moves: usize = found.issues.iter().map(|one| one.moves.len()).sum();
    assert!(moves > 0 && moves <= record.divergences.len());
}

#[test]
fn every_report_shows_the_headline() {
    let record = sample();
    let text = headline(&record).text;
    let first: String = text.chars().take(40).collect();
    for report in [
        html(&record),
        markdown(&record),
        table(&record),
        json(&record),
    ] {
        assert!(report.contains(&first), "{first}");
    }
}

#[test]
fn a_translation_stands_beside_the_words_and_says_whose_it_is() {
    let mut record = sample();
    for statement in &mut record.statements {
        statement.translations.push(Translation {
            text: "Wir sind bereit.".to_owned(),
            rendering: Rendering {
                lang: "de".to_owned(),
                basis: TranslationBasis::Official,
                author: Some("Chancery".to_owned()),
            },
            by: "Ann".to_owned(),
            at: "2031-05-01T08:00:00Z".to_owned(),
            decision: "dec-1".to_owned(),
            disputed: false,
        });
        statement.remarks.push(Remark {
            text: "The weir is shut.".to_owned(),
            by: "Bo".to_owned(),
            at: "2031-05-01T08:00:00Z".to_owned(),
            decision: "dec-2".to_owned(),
        });
    }
    let plain = sample();
    for (with, without) in [
        (html(&record), html(&plain)),
        (markdown(&record), markdown(&plain)),
    ] {
        assert!(with.contains("Official translation into German (Chancery, entered by Ann)"));
        assert!(with.contains("Wir sind bereit.") && with.contains("The weir is shut."));
        // Nothing of the report without them is missing.
        let left: Vec<&str> = without
            .lines()
            .filter(|line| !with.contains(line))
            .collect();
        assert!(left.is_empty(), "{left:?}");
    }
}
