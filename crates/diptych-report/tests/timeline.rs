//! The line of time shows every date as it is known, and is well-formed whatever it holds.

#![allow(clippy::unwrap_used)]

mod common;

use common::page::{assert_balanced, tokens};
use common::{day, sample};
use diptych_core::{AsOf, Basis, Precision, Record, Said};
use diptych_report::{
    Held, html, timeline, timeline_json, timeline_markdown, timeline_svg, timeline_table,
};

const POISON: &str =
    "\"'><script>alert(1)</script><title>]]>&lt;<!-- -->\u{202e}\u{1b}[31m\u{0}\u{ffff}|";

fn moments(record: &Record) -> Vec<diptych_report::Moment> {
    let all = timeline(record);
    let lanes = all.issues.into_iter().flat_map(|issue| issue.lanes);
    lanes.flat_map(|lane| lane.moments).collect()
}

#[test]
fn every_moment_is_a_position_of_the_record_with_its_words() {
    let record = sample();
    let all = moments(&record);
    assert!(!all.is_empty());
    for one in all {
        let position = record
            .positions
            .iter()
            .find(|other| other.id == one.position)
            .unwrap();
        assert_eq!(position.statement, one.statement);
        let statement = record
            .statements
            .iter()
            .find(|other| other.id == one.statement)
            .unwrap();
        let is_verbatim = statement
            .fragments
            .iter()
            .any(|part| part.text.contains(&one.words))
            || statement.words() == one.words
            || position.evidence.iter().any(|part| part.text == one.words);
        assert!(is_verbatim, "{}", one.words);
    }
}

#[test]
fn what_a_date_says_is_kept_apart() {
    let mut record = sample();
    for position in &mut record.positions {
        position.as_of = None;
    }
    let said = Said {
        to: day("2031-04-09"),
        precision: Precision::Range,
        ..Said::day(day("2031-04-05"), Basis::Explicit)
    };
    for statement in &mut record.statements {
        statement.said = Some(said.clone());
        statement.published = Some(day("2031-04-20"));
    }
    for one in moments(&record) {
        assert_eq!(
            (one.held, one.from, one.to),
            (Held::Said, Some(day("2031-04-05")), Some(day("2031-04-09")))
        );
        assert_eq!(one.when, "5–9 April 2031");
    }
    assert!(timeline_svg(&record).contains("class=\"tl-range\""));
    let mut earlier = record.clone();
    for position in &mut earlier.positions {
        position.as_of = Some(AsOf {
            from: Some(day("2029-03-01")),
            to: Some(day("2029-03-31")),
            basis: "in March 2029".to_owned(),
        });
    }
    for one in moments(&earlier) {
        assert_eq!((one.held, one.from), (Held::AsOf, Some(day("2029-03-01"))));
        assert_eq!(one.said.as_deref(), Some("5–9 April 2031"));
    }
    for statement in &mut record.statements {
        statement.said = None;
    }
    for one in moments(&record) {
        assert_eq!(
            (one.held, one.from, one.to),
            (Held::Published, None, Some(day("2031-04-20")))
        );
        assert_eq!(one.when, "on or before 20 April 2031");
    }
    for statement in &mut record.statements {
        statement.published = None;
    }
    for one in moments(&record) {
        assert_eq!(
            (one.held, one.when.as_str()),
            (Held::Open, "date left open")
        );
    }
    assert!(timeline_svg(&record).contains("tl-open"));
}

#[test]
fn no_string_of_a_record_becomes_markup() {
    let mut record = sample();
    record.case.title.push_str(POISON);
    for side in &mut record.case.sides {
        side.name.push_str(POISON);
    }
    for issue in &mut record.case.issues {
        issue.name.push_str(POISON);
    }
    for statement in &mut record.statements {
        statement.speaker.name = Some(POISON.to_owned());
    }
    for position in &mut record.positions {
        position.holder.name = Some(POISON.to_owned());
        position
            .evidence
            .iter_mut()
            .for_each(|one| one.text.push_str(POISON));
    }
    let svg = timeline_svg(&record);
    assert!(!svg.contains("<script") && !svg.contains("]]>"));
    assert!(!svg.contains(['\u{0}', '\u{1b}', '\u{202e}', '\u{ffff}']));
    assert_balanced(&tokens(&html(&record)));
    let table = timeline_table(&record);
    assert!(!table.contains('\u{1b}') && table.lines().all(|line| line.chars().count() <= 110));
    let markdown = timeline_markdown(&record);
    assert!(!markdown.replace("\\<", "").contains('<'));
    let rows = markdown.lines().filter(|line| line.starts_with("| "));
    for row in rows {
        let bars = row.replace("\\|", "").matches('|').count();
        assert_eq!(bars, 6, "{row}");
    }
    let json: serde_json::Value = serde_json::from_str(&timeline_json(&record)).unwrap();
    assert!(json["issues"].as_array().is_some_and(|all| !all.is_empty()));
}

#[test]
fn the_picture_is_well_formed_from_nothing_to_many() {
    let one = sample();
    let mut many = sample();
    while many.statements.len() < 400 {
        for (mut statement, mut position) in one
            .statements
            .iter()
            .cloned()
            .zip(one.positions.iter().cloned())
        {
            let at = many.statements.len();
            statement.id = format!("st-{at}").as_str().into();
            position.id = format!("po-{at}").as_str().into();
            position.statement = statement.id.clone();
            many.statements.push(statement);
            many.positions.push(position);
        }
    }
    for record in [Record::default(), one, many] {
        let svg = timeline_svg(&record);
        let body = svg.split_once("?>").unwrap().1;
        // Every element is closed, in order; names hold no blank and values no bracket.
        let mut open: Vec<&str> = Vec::new();
        for part in body.split('<').skip(1) {
            let (tag, _) = part.split_once('>').unwrap();
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop(), Some(name));
            } else if !tag.ends_with('/') {
                open.push(tag.split_whitespace().next().unwrap());
            }
        }
        assert!(open.is_empty(), "{open:?}");
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }
}
