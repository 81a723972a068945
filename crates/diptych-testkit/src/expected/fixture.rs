//! A small made-up record for the tests of this module.

use diptych_core::{
    Anchor, Aspect, Axis, Basis, Context, Day, Divergence, DivergenceKind, Evidence, Lang, Record,
    Role, Said, Source, Span, Speaker, Statement, StatementKind, Status, Wording,
};
use serde_json::{Value, json};

pub(super) const TEXT: &str = "Menu | Sport | Weather\n\n\
Ada Renn, 4 March\n\nWe\u{a0}have begun the arrangements for opening the bridge.\n\n\
Bo Lind said on 5 March: “We are ready to think about the bridge, provided the toll is shared.”\n";

/// The statement of `words`, which stand in [`TEXT`].
pub(super) fn said(id: &str, name: &str, side: &str, day: i8, words: &str) -> Statement {
    let start = TEXT.find(words).unwrap();
    Statement {
        id: id.into(),
        source: "src-1".into(),
        path: "page.txt".into(),
        lang: Lang::En,
        kind: StatementKind::Direct,
        wording: Wording::Speaker,
        speaker: Speaker {
            name: Some(name.into()),
            side: Some(side.into()),
            ..Speaker::default()
        },
        reported_by: Vec::new(),
        said: Day::new(2031, 3, day).map(|day| Said::day(day, Basis::Explicit)),
        published: None,
        occasion: None,
        utterances: Vec::new(),
        fragments: vec![Anchor::new(TEXT, Span::new(start, start + words.len()))],
        context: Context::default(),
        issues: Vec::new(),
        cue: None,
        denied: false,
        is_question: false,
        cut: false,
        translations: Vec::new(),
        remarks: Vec::new(),
    }
}

/// Evidence for `words` of a statement.
pub(super) fn evidence(statement: &str, words: &str) -> Evidence {
    let start = TEXT.find(words).unwrap();
    Evidence {
        statement: statement.into(),
        start,
        end: start + words.len(),
        role: Role::Rung,
        text: words.into(),
        rule: None,
    }
}

/// A divergence of `kind` from `left` to `right`.
pub(super) fn divergence(
    kind: DivergenceKind,
    left: &str,
    right: Option<&str>,
    evidence: Vec<Evidence>,
) -> Divergence {
    Divergence {
        id: format!("dv-{left}-{}", right.unwrap_or("silence")).into(),
        issue: "bridge".into(),
        axis: Axis::BetweenSides,
        aspect: Aspect::Degree,
        slot: None,
        kind,
        score: 0.5,
        left: left.into(),
        right: right.map(Into::into),
        left_position: "po-1".into(),
        right_position: None,
        evidence,
        explanation: String::new(),
        about: None,
        scope: None,
        status: Status::Suggested,
    }
}

/// Both statements, rightly found, and one divergence.
pub(super) fn record() -> Record {
    let source = Source {
        path: "page.txt".into(),
        ..Source::default()
    };
    Record {
        sources: vec![source],
        statements: vec![
            said(
                "a",
                "Ada Renn",
                "north",
                4,
                "We\u{a0}have begun the arrangements for opening the bridge.",
            ),
            said(
                "b",
                "Bo Lind",
                "south",
                5,
                "We are ready to think about the bridge, provided the toll is shared.",
            ),
        ],
        divergences: vec![divergence(
            DivergenceKind::Overstated,
            "a",
            Some("b"),
            vec![
                evidence("a", "arrangements"),
                evidence("b", "ready to think"),
            ],
        )],
        ..Record::default()
    }
}

/// What an editor expects of [`TEXT`].
pub(super) fn expected() -> Value {
    json!({
        "statements": [
            {"id": "s1", "speaker": "Ada Renn", "begins": "We have begun", "ends": "the bridge.", "dates": ["2031-03-04"]},
            {"id": "s2", "speaker": "Bo Lind", "begins": "We are ready", "ends": "is shared.", "dates": ["2031-03-05"]},
        ],
        "divergences": [
            {"kind": "overstated", "issue": "bridge", "left": "s1", "left_snippet": "begun the arrangements",
             "right": "s2", "right_snippet": "ready to think about"},
        ],
        "forbidden": [
            {"kind": "contradicted", "issue": "bridge", "left": "s1", "right": "s2", "why": "nobody denies"},
            {"kind": "silent", "issue": "*", "left": "*", "right": "*", "why": "one page"},
        ],
        "not_statements": ["Menu | Sport"],
    })
}

/// The documents of the record.
pub(super) fn documents(path: &str) -> Option<String> {
    (path == "page.txt").then(|| TEXT.to_owned())
}
