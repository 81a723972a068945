//! How one clause is read: act, rung, polarity, time, reality and holder, over
//! `readings.txt`, whose rows were written before the rules that read them.

use std::fmt::Write as _;

use diptych_compare::{Input, compare};
use diptych_core::{
    Anchor, Basis, Case, Context, Day, Document, Lang, Polarity, Position, Said, Source, SourceId,
    SourceKind, Span, Speaker, Statement, StatementKind, Wording, parse_case,
};
use diptych_lang::ladder::{CueKind, cues};

const ROWS: &str = include_str!("readings.txt");

/// Rows on conditions, the scope of negation and the force of words; the ninth cell
/// says whether a condition must be found.
const SCOPE_ROWS: &str = include_str!("readings_scope.txt");

/// Rows in the words of press conferences.
const HEARD_ROWS: &str = include_str!("readings_heard.txt");

/// How many of the rows must be read right, in per cent.
const LEAST: usize = 93;

const CASE: &str = "title = 'T'\n\
    [[side]]\nid = 'ardonia'\nname = 'Ardonia'\nbodies = ['Ardonia', 'Ардония', 'Ардонія', 'Orvik', 'Орвик', 'Орвік']\n\
    people = [{ name = 'Bo Lind', aliases = ['Lind', 'Линд', 'Лінд'] }]\n\
    [[side]]\nid = 'velmar'\nname = 'Velmar'\nbodies = ['Velmar', 'Вельмар', 'Kestrel', 'Кестрел']\n\
    people = [{ name = 'Ada Renn', aliases = ['Renn', 'Ренн'] }]\n";

struct Row<'t> {
    lang: &'t str,
    side: &'t str,
    text: &'t str,
    /// Act with rung, polarity, time, reality, holder.
    expected: [&'t str; 5],
    /// Whether a condition must be found, where the row says.
    condition: Option<bool>,
}

fn rows(text: &str) -> Vec<Row<'_>> {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| {
            let cells: Vec<&str> = line.split(" | ").map(str::trim).collect();
            let [
                lang,
                side,
                text,
                act,
                polarity,
                time,
                reality,
                holder,
                rest @ ..,
            ] = cells.as_slice()
            else {
                panic!("eight cells: {line}");
            };
            Row {
                lang,
                side,
                text,
                expected: [act, polarity, time, reality, holder],
                condition: match rest {
                    ["if"] => Some(true),
                    ["no"] => Some(false),
                    _ => None,
                },
            }
        })
        .collect()
}

fn positions(case: &Case, row: &Row<'_>) -> Vec<Position> {
    let lang = match row.lang {
        "ru" => Lang::Ru,
        "uk" => Lang::Uk,
        _ => Lang::En,
    };
    let (name, side) = match row.side {
        "a" => ("Bo Lind", "ardonia"),
        _ => ("Ada Renn", "velmar"),
    };
    let id = SourceId::from("src".to_owned());
    let sha256 = "0".repeat(64);
    let span = Span::new(0, row.text.len());
    let source = Source {
        id: id.clone(),
        path: "t.txt".to_owned(),
        lang: lang.clone(),
        sha256: sha256.clone(),
        kind: SourceKind::OfficialText,
        ..Source::default()
    };
    let document = Document {
        source: id.clone(),
        text: row.text.to_owned(),
        lang: lang.clone(),
        ..Document::default()
    };
    let statement = Statement {
        id: Statement::derive_id(&sha256, Some(name), span),
        source: id,
        path: "t.txt".to_owned(),
        lang,
        kind: StatementKind::Direct,
        wording: Wording::Speaker,
        speaker: Speaker {
            name: Some(name.to_owned()),
            side: Some(side.into()),
            ..Speaker::default()
        },
        reported_by: Vec::new(),
        said: Day::parse("2031-05-02").map(|day| Said::day(day, Basis::Explicit)),
        published: None,
        occasion: None,
        utterances: Vec::new(),
        fragments: vec![Anchor::new(row.text, span)],
        context: Context::default(),
        issues: Vec::new(),
        cue: None,
        denied: false,
        is_question: false,
        cut: false,
        translations: Vec::new(),
        remarks: Vec::new(),
    };
    let input = Input {
        case,
        sources: std::slice::from_ref(&source),
        documents: std::slice::from_ref(&document),
        meaning: None,
    };
    compare(&input, vec![statement]).positions
}

/// What a position says, in the words of the table.
fn shown(position: &Position) -> [String; 5] {
    let act = match position.rung {
        Some(rung) => format!("{} {}", word(&position.act), word(&rung)),
        None => word(&position.act),
    };
    let polarity = match position.polarity {
        Polarity::Positive => "+",
        Polarity::Negative => "-",
    };
    let holder = match position
        .holder
        .side
        .as_ref()
        .map(diptych_core::SideId::as_str)
    {
        Some("ardonia") => "a",
        Some("velmar") => "b",
        _ => "nobody",
    };
    [
        act,
        polarity.to_owned(),
        word(&position.time),
        word(&position.reality),
        holder.to_owned(),
    ]
}

/// A value of the record as it is spelled there.
fn word<T: serde::Serialize>(value: &T) -> String {
    let value = serde_json::to_value(value).expect("a word of the record");
    value.as_str().unwrap_or_default().to_owned()
}

/// The clause and the entries of tables that gave a position.
fn rules(position: &Position) -> Vec<String> {
    position
        .evidence
        .iter()
        .map(|one| format!("{}={}", one.rule.as_deref().unwrap_or("-"), one.text))
        .collect()
}

/// Whether one position says all of the row and none the opposite.
fn is_right(row: &Row<'_>, found: &[([String; 5], bool)]) -> bool {
    let fits = |(one, condition): &([String; 5], bool)| {
        row.expected.iter().zip(one).all(|(expected, found)| {
            *expected == "*" || expected.split(" / ").any(|one| one == found)
        }) && row.condition.is_none_or(|wanted| wanted == *condition)
    };
    let opposed = found.iter().any(|(one, _)| {
        one[0].starts_with("commits")
            && row.expected[1] != "*"
            && one[1] != row.expected[1]
            && one[4] == row.expected[4]
    });
    found.iter().any(fits) && !opposed
}

#[test]
fn clauses_are_read() {
    assert!(rows(ROWS).len() >= 120);
    println!("{}", read_right(ROWS, LEAST));
}

/// How many of the rows on scope must be read right, in per cent.
const LEAST_SCOPE: usize = 90;

#[test]
fn conditions_and_negators_reach_what_they_reach() {
    assert!(rows(SCOPE_ROWS).len() >= 120);
    println!("{}", read_right(SCOPE_ROWS, LEAST_SCOPE));
}

/// How many of the rows of press conferences must be read right, in per cent.
const LEAST_HEARD: usize = 87;

#[test]
fn what_is_heard_at_press_conferences_is_read() {
    assert!(rows(HEARD_ROWS).len() >= 240);
    println!("{}", read_right(HEARD_ROWS, LEAST_HEARD));
}

/// The rows that are read wrong, with the count of those that are not.
fn read_right(text: &str, least: usize) -> String {
    let (case, problems) = parse_case(CASE);
    assert!(problems.is_empty(), "{problems:?}");
    let rows = rows(text);
    let mut right = 0;
    let mut wrong = String::new();
    for row in &rows {
        let positions = positions(&case, row);
        let found: Vec<([String; 5], bool)> = positions
            .iter()
            .map(|position| (shown(position), !position.conditions.is_empty()))
            .collect();
        if is_right(row, &found) {
            right += 1;
        } else {
            let _ = writeln!(
                wrong,
                "{} {}\n    want {:?} {:?}\n    got  {found:?}\n    by   {:?}",
                row.lang,
                row.text,
                row.expected,
                row.condition,
                positions.iter().map(rules).collect::<Vec<_>>()
            );
        }
    }
    assert!(
        right * 100 >= rows.len() * least,
        "{right} of {} right\n{wrong}",
        rows.len()
    );
    format!("{wrong}{right} of {} clauses read right", rows.len())
}

/// How many examples of the ladder must give their entry's act and rung, in per cent.
const LEAST_EXAMPLES: usize = 83;

/// The examples of the ladder, read as statements: one position must cite the
/// entry and say its act and rung.
#[test]
fn examples_of_the_ladder_are_read_by_their_entries() {
    let (case, _) = parse_case(CASE);
    let (mut right, mut all) = (0, 0);
    let mut wrong = String::new();
    for (code, lang) in [("en", Lang::En), ("ru", Lang::Ru), ("uk", Lang::Uk)] {
        for entry in cues(&lang).entries() {
            // Steps and modals only colour what stands beside them.
            if entry.kind != CueKind::Position {
                continue;
            }
            let rule = cues(&lang).rule(entry);
            for text in &entry.eg {
                let row = Row {
                    lang: code,
                    side: "a",
                    text,
                    expected: [""; 5],
                    condition: None,
                };
                let found = positions(&case, &row);
                let wanted = (entry.act(), entry.rung.filter(|_| entry.act.is_none()));
                let fits = found.iter().any(|position| {
                    let cites = position
                        .evidence
                        .iter()
                        .any(|one| one.rule.as_deref() == Some(rule.as_str()));
                    cites && (position.act, position.rung) == wanted
                });
                all += 1;
                right += usize::from(fits);
                if !fits {
                    let shown: Vec<[String; 5]> = found.iter().map(shown).collect();
                    let _ = writeln!(wrong, "{rule}: {text}\n    {shown:?}");
                }
            }
        }
    }
    println!("{wrong}{right} of {all} examples read by their entry");
    assert!(right * 100 >= all * LEAST_EXAMPLES, "{right} of {all}");
}
