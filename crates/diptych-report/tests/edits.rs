//! A page that was changed without a word is shown word by word in every form of the report.

#![allow(clippy::unwrap_used)]

mod common;

use common::page::{Token, tokens};
use diptych_core::{Anchor, Edit, EditChange, EditKind, Record, Span};

const OLD: &str = "We have agreed to open the locks & the <b>gate</b>.";
const NEW: &str = "We are ready to open the locks & the <b>gate</b>, perhaps.";

fn edited() -> Record {
    let mut record = common::sample();
    let at = |text: &str, words: &str| {
        let start = text.find(words).unwrap();
        Some(Anchor::new(text, Span::new(start, start + words.len())))
    };
    record.edits.push(Edit {
        url: "https://ministry.example/1".to_owned(),
        left: "src-old".into(),
        right: record.sources[0].id.clone(),
        left_captured: Some("2031-04-05T08:00:00Z".to_owned()),
        right_captured: None,
        changes: vec![
            EditChange {
                kind: EditKind::Changed,
                left: at(OLD, "have agreed"),
                right: at(NEW, "are ready"),
                before: at(NEW, "We"),
                after: at(NEW, "to open the locks & the <b>gate</b>"),
                statements: vec!["st-1".into()],
            },
            EditChange {
                kind: EditKind::Added,
                left: None,
                right: at(NEW, "perhaps"),
                before: None,
                after: None,
                statements: Vec::new(),
            },
        ],
        more: 3,
    });
    record
}

/// The words between the tags of one element, with their place.
fn inside(page: &str, element: &str) -> Vec<(String, String)> {
    let tokens = tokens(page);
    let mut out = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if let Token::Open(name, attributes) = token
            && name == element
            && let Some(Token::Text(words)) = tokens.get(at + 1)
        {
            let place = attributes.iter().find(|(key, _)| key == "data-at").unwrap();
            out.push((words.clone(), place.1.clone()));
        }
    }
    out
}

#[test]
fn the_page_shows_what_was_cut_and_added_verbatim() {
    let page = diptych_report::html(&edited());
    assert_eq!(
        inside(&page, "del"),
        [("have agreed".to_owned(), "3-14".to_owned())]
    );
    let added: Vec<String> = inside(&page, "ins").into_iter().map(|one| one.0).collect();
    assert_eq!(added, ["are ready", "perhaps"]);
    assert!(page.contains("https://ministry.example/1") && page.contains("2031-04-05T08:00:00Z"));
    assert!(page.contains("and 3 more") && !page.contains("<b>gate</b>"));
    assert!(page.contains("href=\"#edits\""));
    assert!(!diptych_report::html(&common::sample()).contains("id=\"edits\""));
}

#[test]
fn markdown_shows_the_same() {
    let text = diptych_report::markdown(&edited());
    let line = text
        .lines()
        .find(|line| line.contains("have agreed"))
        .unwrap();
    assert!(
        line.contains("… We ~~have agreed~~ **are ready** to open the locks \\& the \\<b\\>gate"),
        "{line}"
    );
    assert!(text.contains("- and 3 more"));
    assert!(!diptych_report::markdown(&common::sample()).contains("without a word"));
}
