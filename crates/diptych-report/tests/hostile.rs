//! No string of a record becomes markup, script or a link that is not one.

#![allow(clippy::unwrap_used)]

mod common;

use common::page::{Token, assert_balanced, tokens};
use diptych_core::Record;
use serde_json::Value;

const POISON: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7}}&lt;<!-- --><svg/onload=alert(1)>`](javascript:alert(1))\u{202e}\u{1b}[31m";

/// Closed lists and days must stay, or the record would not read back.
const CLOSED: [&str; 23] = [
    "tier",
    "kind",
    "wording",
    "precision",
    "basis",
    "act",
    "rung",
    "polarity",
    "time",
    "reality",
    "slot",
    "role",
    "axis",
    "aspect",
    "status",
    "verdict",
    "severity",
    "attribution",
    "lang",
    "from",
    "to",
    "published",
    "alternatives",
];

/// Identifiers are changed everywhere alike, so they still join the parts.
fn poison(value: &mut Value, key: &str, with: &str) {
    match value {
        Value::String(text) if !CLOSED.contains(&key) => text.push_str(with),
        Value::Array(items) => items.iter_mut().for_each(|item| poison(item, key, with)),
        Value::Object(map) => map
            .iter_mut()
            .for_each(|(key, item)| poison(item, key, with)),
        _ => {}
    }
}

/// The sample with every free string followed by `with`.
fn poisoned(with: &str) -> Record {
    let mut value = serde_json::to_value(common::sample()).unwrap();
    poison(&mut value, "", with);
    let mut record: Record = serde_json::from_value(value).unwrap();
    let anchor = |text: String| diptych_core::Anchor {
        start: 0,
        end: text.len(),
        text,
    };
    record.edits.push(diptych_core::Edit {
        url: format!("javascript:alert(1){with}"),
        left: record.sources[0].id.clone(),
        right: format!("src-x{with}").as_str().into(),
        left_captured: Some(with.to_owned()),
        right_captured: Some(with.to_owned()),
        changes: vec![diptych_core::EditChange {
            kind: diptych_core::EditKind::Changed,
            left: Some(anchor(format!("agreed{with}"))),
            right: Some(anchor(format!("ready{with}"))),
            before: Some(anchor(format!("We{with}"))),
            after: Some(anchor(format!("to open{with}"))),
            statements: Vec::new(),
        }],
        more: 1,
    });
    for statement in &mut record.statements {
        statement.speaker.role = Some(with.to_owned());
        statement.speaker.basis = Some(with.to_owned());
        statement.lang = with.into();
        statement.translations = vec![diptych_core::Translation {
            text: with.to_owned(),
            rendering: diptych_core::Rendering {
                lang: with.to_owned(),
                basis: diptych_core::TranslationBasis::Outlet,
                author: Some(with.to_owned()),
            },
            by: with.to_owned(),
            at: with.to_owned(),
            decision: with.to_owned(),
            disputed: true,
        }];
        statement.remarks = vec![diptych_core::Remark {
            text: with.to_owned(),
            by: with.to_owned(),
            at: with.to_owned(),
            decision: with.to_owned(),
        }];
        statement
            .said
            .iter_mut()
            .for_each(|said| said.tz = Some(with.to_owned()));
    }
    for source in &mut record.sources {
        source.lang = with.into();
    }
    for position in &mut record.positions {
        position.cameo = Some(with.to_owned());
        position.proposition.actor = Some(with.to_owned());
    }
    record
}

const TAGS: [&str; 65] = [
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "a",
    "header",
    "footer",
    "main",
    "nav",
    "section",
    "article",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "p",
    "b",
    "span",
    "br",
    "ol",
    "ul",
    "li",
    "dl",
    "dt",
    "dd",
    "div",
    "time",
    "q",
    "cite",
    "blockquote",
    "mark",
    "del",
    "ins",
    "details",
    "summary",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "figure",
    "figcaption",
    "svg",
    "desc",
    "line",
    "text",
    "g",
    "circle",
    "path",
    "tspan",
    "code",
    "i",
    "em",
    "strong",
    "small",
    "hr",
    "pre",
    "sup",
    "sub",
    "bdi",
];

fn check(record: &Record) {
    let page = diptych_report::html(record);
    let tokens = tokens(&page);
    assert_balanced(&tokens);
    for token in &tokens {
        let Token::Open(name, attributes) = token else {
            continue;
        };
        assert!(TAGS.contains(&name.as_str()), "tag {name}");
        for (key, value) in attributes {
            assert!(!key.starts_with("on"), "{name} {key}");
            assert!(
                !matches!(
                    key.as_str(),
                    "src" | "srcset" | "style" | "action" | "formaction" | "srcdoc"
                ),
                "{name} {key}"
            );
            if key == "href" {
                let lower = value.to_lowercase();
                assert!(
                    lower.starts_with("http://")
                        || lower.starts_with("https://")
                        || lower.starts_with("#i")
                        || [
                            "#main",
                            "#outside",
                            "#edits",
                            "#sources",
                            "#problems",
                            "#method"
                        ]
                        .contains(&lower.as_str()),
                    "{value}"
                );
            }
        }
    }
}

#[test]
fn no_string_becomes_markup() {
    check(&poisoned(POISON));
}

#[test]
fn the_words_are_still_there() {
    let page = diptych_report::html(&poisoned(POISON));
    let text: String = tokens(&page)
        .into_iter()
        .filter_map(|token| {
            if let Token::Text(text) = token {
                Some(text)
            } else {
                None
            }
        })
        .collect();
    assert!(text.contains("<script>alert(1)</script>"));
}

#[test]
fn only_web_addresses_are_linked() {
    for url in [
        "javascript:alert(1)",
        "JAVASCRIPT://x/%0aalert(1)",
        "data:text/html,<script>",
        " vbscript:x",
        "https://x\"onclick=alert(1)",
    ] {
        let mut record = common::sample();
        record
            .sources
            .iter_mut()
            .for_each(|source| source.url = Some(url.to_owned()));
        check(&record);
        let text = diptych_report::markdown(&record);
        assert!(!text.to_lowercase().contains("(<javascript") && !text.contains("(<data"));
    }
}

#[test]
fn markdown_and_table_carry_no_markup_of_the_record() {
    let record = poisoned(POISON);
    let text = diptych_report::markdown(&record);
    let ours: Vec<&str> = text.matches("<!-- statement ").collect();
    assert!(!ours.is_empty());
    let rest = text.replace("<!-- statement ", "").replace("\\<", "");
    assert!(!rest.contains("<script") && !rest.contains("<img") && !rest.contains("<svg"));
    let table = diptych_report::table(&record);
    assert!(
        !table
            .chars()
            .any(|c| (c.is_control() && c != '\n') || c == '\u{202e}')
    );
    assert!(table.lines().all(|line| line.chars().count() <= 100));
}

#[test]
fn a_record_without_anything_is_a_page() {
    check(&Record::default());
    assert!(diptych_report::markdown(&Record::default()).starts_with("# Untitled case"));
    assert!(diptych_report::table(&Record::default()).starts_with("Untitled case"));
}

#[test]
fn identifiers_that_lead_nowhere_and_spans_that_do_not_fit_are_borne() {
    let mut record = common::sample();
    for position in &mut record.positions {
        position.clause = diptych_core::Span {
            start: usize::MAX - 1,
            end: usize::MAX,
        };
        for evidence in &mut position.evidence {
            evidence.start = evidence.start.wrapping_mul(7);
            evidence.end = usize::MAX;
        }
    }
    for statement in &mut record.statements {
        for fragment in &mut statement.fragments {
            fragment.start = usize::MAX - 3;
            fragment.end = 0;
        }
        statement.source = "src-none".into();
        statement.speaker.side = Some("nowhere".into());
    }
    for divergence in &mut record.divergences {
        divergence.score = f64::NAN;
    }
    record.divergences[0].left = "none".into();
    record.claims[0].position = "none".into();
    record.divergences[1].issue = "unlisted".into();
    record.case.issues.push(record.case.issues[0].clone());
    check(&record);
    let _ = diptych_report::markdown(&record);
    let _ = diptych_report::table(&record);
}

#[test]
fn the_page_fetches_nothing() {
    let page = diptych_report::html(&common::sample());
    assert!(
        page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"")
    );
    for sign in [
        "@import",
        "url(",
        "<script",
        "<link",
        "<img",
        "<iframe",
        "@font-face",
    ] {
        assert!(!page.contains(sign), "{sign}");
    }
}
