//! Verbatim or nothing: every quotation printed equals the bytes of its fragment.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::HashMap;

use common::page::{Token, tokens};
use diptych_core::{Anchor, Evidence, Record, Role, Rung};
use proptest::prelude::*;

/// Every run between our markers, with its statement and bytes.
fn runs(page: &str) -> Vec<(String, usize, usize, String)> {
    let tokens = tokens(page);
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Token::Open(name, attributes) = &tokens[at]
            && name == "span"
            && let Some((_, bytes)) = attributes.iter().find(|(key, _)| key == "data-bytes")
        {
            let statement = attributes
                .iter()
                .find(|(key, _)| key == "data-statement")
                .unwrap()
                .1
                .clone();
            let (start, end) = bytes.split_once('-').unwrap();
            let mut text = String::new();
            let mut depth = 1;
            while depth > 0 {
                at += 1;
                match &tokens[at] {
                    Token::Open(..) => depth += 1,
                    Token::Close(_) => depth -= 1,
                    Token::Text(part) => text.push_str(part),
                }
            }
            out.push((
                statement,
                start.parse().unwrap(),
                end.parse().unwrap(),
                text,
            ));
        }
        at += 1;
    }
    out
}

fn check(record: &Record) -> usize {
    let statements: HashMap<&str, &[Anchor]> = record
        .statements
        .iter()
        .map(|each| (each.id.as_str(), each.fragments.as_slice()))
        .collect();
    let found = runs(&diptych_report::html(record));
    for (statement, start, end, text) in &found {
        let fragment = statements[statement.as_str()]
            .iter()
            .find(|each| each.start <= *start && *end <= each.end)
            .unwrap_or_else(|| panic!("{statement} {start}-{end}"));
        assert_eq!(
            &fragment.text[start - fragment.start..end - fragment.start],
            text
        );
    }
    // The same in Markdown, where white space at line ends is the reader's.
    let markdown = diptych_report::markdown(record);
    let mut lines = markdown.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(rest) = line.strip_prefix("> <!-- statement ") else {
            continue;
        };
        let (id, bytes) = rest.trim_end_matches(" -->").split_once(" bytes ").unwrap();
        let mut printed = String::new();
        while let Some(line) =
            lines.next_if(|line| line.starts_with('>') && !line.starts_with("> <!--"))
        {
            printed.push_str(
                &line
                    .strip_prefix("> ")
                    .unwrap_or("")
                    .replace('\\', "\u{0}")
                    .replace("\u{0}\u{0}", "\\")
                    .replace('\u{0}', ""),
            );
            printed.push('\n');
        }
        let id = statements
            .keys()
            .find(|each| each.replace('-', "") == id)
            .unwrap();
        for run in bytes.split(' ') {
            let (start, end) = run.split_once('-').unwrap();
            let (start, end): (usize, usize) = (start.parse().unwrap(), end.parse().unwrap());
            let fragment = statements[id]
                .iter()
                .find(|each| each.start <= start && end <= each.end)
                .unwrap();
            let want = &fragment.text[start - fragment.start..end - fragment.start];
            let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(
                fold(&printed).contains(&fold(want)),
                "{printed:?} lacks {want:?}"
            );
        }
    }
    found.len()
}

#[test]
fn the_sample_is_printed_verbatim() {
    assert!(check(&common::sample()) > 20);
}

#[test]
fn questions_and_beliefs_are_nobodys_position() {
    let record = common::sample();
    let page = diptych_report::html(&record);
    for (words, note) in [
        ("in secret?", "nobody’s position"),
        ("hopes for a ferry", "Not said:"),
    ] {
        // Once only, behind the heading that says so.
        let shown: Vec<usize> = page.match_indices(words).map(|(at, _)| at).collect();
        assert_eq!(shown.len(), 1, "{words}");
        let head = page[..shown[0]].rfind("<article").unwrap();
        assert!(page[head..shown[0]].contains(note), "{words}");
        assert!(page[..shown[0]].contains("Not said by anyone"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_words_under_any_marks_are_printed_verbatim(
        texts in prop::collection::vec("[ -~а-щїЇ«»“”…\n\u{a0}\u{301}🕊<>&\"'{}%#]{1,400}", 1..4),
        spans in prop::collection::vec((0usize..900, 0usize..400, 0usize..8), 0..12),
        clause in (0usize..900, 0usize..300),
    ) {
        let mut record = common::sample();
        let id = record.statements[0].id.clone();
        let mut at = 17;
        record.statements[0].fragments = texts
            .iter()
            .map(|text| {
                let start = at;
                at += text.len() + 5;
                Anchor { start, end: start + text.len(), text: text.clone() }
            })
            .collect();
        let whole = record.statements[0].fragments.clone();
        // Offsets of a record lie on characters; those that do not are left out here.
        let fits = |at: usize| whole.iter().any(|f| at >= f.start && at <= f.end && f.text.is_char_boundary(at - f.start));
        let roles = [Role::Rung, Role::Condition, Role::Hedge, Role::Term, Role::Polarity, Role::Holder, Role::Antecedent, Role::Clause];
        let position = record.positions.iter_mut().find(|each| each.statement == id).unwrap();
        position.rung = Some(Rung::Promises);
        position.clause = diptych_core::Span::new(clause.0, clause.0 + clause.1);
        position.evidence = spans
            .iter()
            .filter(|(start, length, _)| fits(*start) && fits(start + length))
            .map(|(start, length, role)| Evidence {
                statement: id.clone(),
                start: *start,
                end: start + length,
                role: roles[*role],
                text: "x".to_owned(),
                rule: None,
            })
            .collect();
        check(&record);
    }
}
