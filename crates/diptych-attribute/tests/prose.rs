//! Who said what, on short invented texts; and the examples of the cue tables.

use std::time::{Duration, Instant};

use diptych_attribute::{Attributed, Attributor};
use diptych_core::{
    Block, BlockKind, Case, Day, Document, Lang, Person, Side, Source, SourceKind, Span,
    StatementKind,
};
use diptych_lang::lexicon;

fn document(lang: &Lang, text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trim(text);
        start += line.len();
        if !span.is_empty() {
            blocks.push(Block {
                span,
                kind: BlockKind::Paragraph,
                level: 0,
                reason: None,
            });
        }
    }
    Document {
        text: text.to_owned(),
        blocks,
        lang: lang.clone(),
        ..Document::default()
    }
}

fn case() -> Case {
    let person = |name: &str, role: &str| Person {
        name: name.to_owned(),
        role: Some(role.to_owned()),
        aliases: Vec::new(),
    };
    let side = |id: &str, people: Vec<Person>, bodies: &[&str]| Side {
        id: id.into(),
        name: id.to_owned(),
        people,
        bodies: bodies.iter().map(|body| (*body).to_owned()).collect(),
    };
    Case {
        sides: vec![
            side(
                "velmar",
                vec![person("Ada Lind", "Foreign Minister of Velmar")],
                &["White Tower", "Council"],
            ),
            side(
                "tarvia",
                vec![person("Gustav Halme", "President of Tarvia")],
                &["Council"],
            ),
        ],
        ..Case::default()
    }
}

fn attribute(lang: &Lang, kind: SourceKind, text: &str) -> Attributed {
    let source = Source {
        lang: lang.clone(),
        kind,
        published: Day::new(2031, 3, 14),
        ..Source::default()
    };
    let document = document(lang, text);
    let found = Attributor::new(&case()).attribute(&source, &document);
    for statement in &found.statements {
        assert!(
            statement
                .fragments
                .iter()
                .all(|fragment| fragment.holds_in(text))
        );
    }
    found
}

/// Each expected statement as `kind speaker: words`.
fn check(lang: &Lang, kind: SourceKind, text: &str, expect: &[&str]) {
    let found: Vec<String> = attribute(lang, kind, text)
        .statements
        .iter()
        .filter(|statement| statement.kind.is_said())
        .map(|statement| {
            let asks = if statement.is_question { "?" } else { "" };
            let denied = if statement.denied { "not " } else { "" };
            format!(
                "{:?}{asks} {}: {denied}{}",
                statement.kind,
                statement.speaker.shown().unwrap_or("-"),
                statement.words()
            )
        })
        .collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn english_prose() {
    let check = |text, expect: &[&str]| check(&Lang::En, SourceKind::Article, text, expect);
    check(
        "“We are ready,” Ada Lind said on Monday. “The ships are not.”",
        &["Direct Ada Lind: We are ready […] The ships are not."],
    );
    check(
        "Gustav Halme said that Velmar had agreed to a meeting.",
        &["Indirect Gustav Halme: Velmar had agreed to a meeting"],
    );
    check(
        "Lind denied that any date was set. She called the report “an old song”.",
        &[
            "Indirect Ada Lind: not any date was set",
            "Mixed Ada Lind: the report “an old song”",
        ],
    );
    check(
        "The corridor, Halme said, would stay open.",
        &["Indirect Gustav Halme: The corridor […] would stay open"],
    );
    check(
        "According to the White Tower, no letter was sent.",
        &["Indirect White Tower: no letter was sent"],
    );
    check("The “Golden Swan” left the harbour.", &[]);
}

#[test]
fn russian_prose() {
    let check = |text, expect: &[&str]| check(&Lang::Ru, SourceKind::Article, text, expect);
    check(
        "«Мы готовы, — сказала Вера Самсонова. — Корабли не готовы».",
        &["Direct Вера Самсонова: Мы готовы […] Корабли не готовы"],
    );
    check(
        "По словам министра Романа Тильмана, бумаги не было. Он добавил, что даты нет.",
        &[
            "Indirect Роман Тильман: бумаги не было",
            "Indirect Роман Тильман: даты нет",
        ],
    );
    check(
        "— Терпение есть, — ответила Вера Самсонова.",
        &["Direct Вера Самсонова: Терпение есть"],
    );
}

#[test]
fn ukrainian_prose() {
    let check = |text, expect: &[&str]| check(&Lang::Uk, SourceKind::Article, text, expect);
    check(
        "«Ми готові, — сказала Лідія Шелест. — Кораблі ні».",
        &["Direct Лідія Шелест: Ми готові […] Кораблі ні"],
    );
    check(
        "Речниця Лідія Шелест заявила, що пором не вийде. За її словами, штормить.",
        &[
            "Indirect Лідія Шелест: пором не вийде",
            "Indirect Лідія Шелест: штормить",
        ],
    );
}

#[test]
fn turns_keep_questions_apart() {
    check(
        &Lang::En,
        SourceKind::Transcript,
        "QUESTION: Have you agreed to leave?\nMS. LIND: No. We have not.\nQUESTION: When will you?\nMS. LIND: Ask the sea.",
        &[
            "Turn? QUESTION: Have you agreed to leave?",
            "Turn Ada Lind: No. We have not.",
            "Turn? QUESTION: When will you?",
            "Turn Ada Lind: Ask the sea.",
        ],
    );
}

#[test]
fn blocks_under_attribution_lines() {
    check(
        &Lang::En,
        SourceKind::Article,
        "Foreign Minister Ada Lind, March 10\nWe are ready to talk. We always were.\nMarch 11\nWe are still ready.\nWhat President Gustav Halme said on March 12:\nNothing is settled.\nNothing at all.",
        &[
            "Block Ada Lind: We are ready to talk. We always were.",
            "Block Ada Lind: We are still ready.",
            "Block Gustav Halme: Nothing is settled.\nNothing at all.",
        ],
    );
}

#[test]
fn a_body_of_two_sides_is_left_open_or_decided_by_names() {
    let open = attribute(
        &Lang::En,
        SourceKind::Article,
        "The Council said that it was ready.",
    );
    assert_eq!(open.statements[0].speaker.side, None);
    assert!(open.problems.iter().any(|problem| problem.code == "D0207"));
    let decided = attribute(
        &Lang::En,
        SourceKind::Article,
        "Gustav Halme left early. The Council said that it was ready.",
    );
    let said = decided
        .statements
        .iter()
        .find(|statement| statement.kind.is_said());
    assert_eq!(
        said.and_then(|said| said.speaker.side.clone()),
        Some("tarvia".into())
    );
}

#[test]
fn a_question_goes_to_the_context_of_the_answer() {
    let found = attribute(
        &Lang::Uk,
        SourceKind::Transcript,
        "Питання: Коли вийде пором?\nШелест: Завтра вранці.\nПитання: Точно?\nШелест: Так.",
    );
    assert_eq!(
        found.statements[1].context.question.as_deref(),
        Some("Коли вийде пором?")
    );
}

#[test]
fn the_examples_of_the_tables_hold() {
    for lang in [Lang::En, Lang::Ru, Lang::Uk] {
        for example in &lexicon(&lang).examples {
            let found = attribute(&lang, SourceKind::Article, &example.text);
            let hit = found.statements.iter().any(|statement| {
                statement.words() == example.content
                    && statement.speaker.mention.as_deref() == Some(example.source.as_str())
                    && statement
                        .cue
                        .as_ref()
                        .is_some_and(|cue| cue.text == example.cue)
            });
            assert!(hit, "{}: {:?}", example.text, found.statements);
        }
    }
}

#[test]
fn hostile_texts_take_linear_time() {
    let long = "Anna said, ".repeat(100_000);
    let dashes = "— Слово, — сказал ".repeat(20_000);
    for (lang, text) in [
        (Lang::En, "\"".repeat(10_000)),
        (Lang::Ru, "«".repeat(10_000)),
        (Lang::En, long),
        (Lang::Uk, dashes),
        (Lang::En, "(, — ".repeat(50_000)),
        (Lang::En, "שלום “עולם” مرحبا ".repeat(2_000)),
    ] {
        let start = Instant::now();
        let _ = attribute(&lang, SourceKind::Article, &text);
        assert!(
            start.elapsed() < Duration::from_mins(1),
            "{} bytes",
            text.len()
        );
    }
}

#[test]
fn another_language_keeps_its_marked_quotations() {
    let found = attribute(
        &Lang::Other("de".into()),
        SourceKind::Article,
        "„Wir sind bereit und warten auf Antwort.“",
    );
    assert_eq!(found.statements[0].kind, StatementKind::Direct);
    assert!(found.problems.iter().any(|problem| problem.code == "D0201"));
}
