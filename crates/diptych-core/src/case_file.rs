//! Reading `case.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::{Case, Day, Issue, IssueId, Period, Person, Problem, Side, SideId, Span, codes, slug};

#[derive(Deserialize)]
struct File {
    title: Option<String>,
    #[serde(default)]
    period: RawPeriod,
    #[serde(default)]
    side: Vec<RawSide>,
    #[serde(default)]
    issue: Vec<RawIssue>,
    /// Read by [`crate::parse_watch`].
    #[serde(rename = "watch")]
    _watch: Option<toml::Value>,
    #[serde(default)]
    matching: BTreeMap<String, Spanned<toml::Value>>,
    #[serde(flatten)]
    unknown: BTreeMap<String, toml::Value>,
}

#[derive(Deserialize, Default)]
struct RawPeriod {
    from: Option<Spanned<RawDay>>,
    to: Option<Spanned<RawDay>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawDay {
    Date(Datetime),
    Text(String),
}

#[derive(Deserialize)]
struct RawSide {
    id: Option<String>,
    name: Spanned<String>,
    #[serde(default)]
    people: Vec<RawPerson>,
    #[serde(default)]
    bodies: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawPerson {
    Name(String),
    Full {
        name: String,
        role: Option<String>,
        #[serde(default)]
        aliases: Vec<String>,
    },
}

#[derive(Deserialize)]
struct RawIssue {
    id: Option<String>,
    name: Spanned<String>,
    about: Option<String>,
    #[serde(default)]
    terms: Vec<String>,
}

/// Reads the text of a `case.toml`.
///
/// Returns the case and what is wrong with it. A text that is no TOML, or
/// lacks a name, gives an empty case and a problem of severity error whose
/// message holds line and column (both counted from 1, columns in
/// characters). A day that does not exist is left open with a problem.
pub fn parse_case(text: &str) -> (Case, Vec<Problem>) {
    let mut problems = Vec::new();
    let file: File = match toml::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            let span = error.span().map(|range| Span::new(range.start, range.end));
            let at = span.map_or(String::new(), |span| place(text, span.start));
            problems.push(
                Problem::new(&codes::CASE_SYNTAX, format!("{at}{}", error.message())).at(span),
            );
            return (Case::default(), problems);
        }
    };
    for key in file.unknown.keys() {
        problems.push(Problem::new(
            &codes::CASE_KEY,
            format!("the key `{key}` is not known"),
        ));
    }
    let mut day = |raw: Option<Spanned<RawDay>>| -> Option<Day> {
        let raw = raw?;
        let span = Span::new(raw.span().start, raw.span().end);
        let written = match raw.into_inner() {
            RawDay::Date(value) => value.to_string(),
            RawDay::Text(value) => value,
        };
        let parsed = written.get(..10).and_then(Day::parse);
        if parsed.is_none() {
            let message = format!(
                "{}`{written}` is not a day of the calendar",
                place(text, span.start)
            );
            problems.push(Problem::new(&codes::CASE_DAY, message).at(Some(span)));
        }
        parsed
    };
    let period = Period {
        from: day(file.period.from),
        to: day(file.period.to),
    };
    if let (Some(from), Some(to)) = (period.from, period.to)
        && from > to
    {
        problems.push(Problem::new(
            &codes::CASE_DAY,
            "the period ends before it begins".to_owned(),
        ));
    }

    let mut case = Case {
        title: file.title.unwrap_or_default(),
        period,
        ..Case::default()
    };
    for raw in file.side {
        let at = Span::new(raw.name.span().start, raw.name.span().end);
        let name = raw.name.into_inner();
        let id = SideId::from(raw.id.unwrap_or_else(|| slug(&name)));
        if case.sides.iter().any(|side| side.id == id) {
            let message = format!("{}two sides have the id `{id}`", place(text, at.start));
            problems.push(Problem::new(&codes::CASE_TWICE, message).at(Some(at)));
            continue;
        }
        let people = raw.people.into_iter().map(RawPerson::into_person).collect();
        case.sides.push(Side {
            id,
            name,
            people,
            bodies: raw.bodies,
        });
    }
    for raw in file.issue {
        let at = Span::new(raw.name.span().start, raw.name.span().end);
        let name = raw.name.into_inner();
        let id = IssueId::from(raw.id.unwrap_or_else(|| slug(&name)));
        if case.issues.iter().any(|issue| issue.id == id) {
            let message = format!("{}two issues have the id `{id}`", place(text, at.start));
            problems.push(Problem::new(&codes::CASE_TWICE, message).at(Some(at)));
            continue;
        }
        case.issues.push(Issue {
            id,
            name,
            about: raw.about,
            terms: raw.terms,
        });
    }
    for (name, value) in file.matching {
        let at = Span::new(value.span().start, value.span().end);
        let set = match value.into_inner() {
            toml::Value::Float(number) => case.matching.set(&name, number),
            toml::Value::Integer(number) => case.matching.set(&name, number as f64),
            _ => Err(format!("`{name}` must be a number")),
        };
        if let Err(wrong) = set {
            let message = format!("{}{wrong}", place(text, at.start));
            problems.push(Problem::new(&codes::CASE_MATCHING, message).at(Some(at)));
        }
    }
    shared_aliases(&case, &mut problems);
    (case, problems)
}

impl RawPerson {
    fn into_person(self) -> Person {
        match self {
            Self::Name(name) => Person {
                name,
                role: None,
                aliases: Vec::new(),
            },
            Self::Full {
                name,
                role,
                aliases,
            } => Person {
                name,
                role,
                aliases,
            },
        }
    }
}

/// Reports every alias that two people share: it can name neither.
fn shared_aliases(case: &Case, problems: &mut Vec<Problem>) {
    let mut owners: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for person in case.sides.iter().flat_map(|side| &side.people) {
        for alias in person.aliases.iter().chain(std::iter::once(&person.name)) {
            let entry = owners.entry(crate::fold(alias).text).or_default();
            if !entry.contains(&person.name.as_str()) {
                entry.push(&person.name);
            }
        }
    }
    for (alias, names) in owners.into_iter().filter(|(_, names)| names.len() > 1) {
        let message = format!(
            "`{alias}` is the name of {}; where only it stands, the speaker stays open",
            names.join(" and of ")
        );
        problems.push(Problem::new(&codes::CASE_ALIAS, message));
    }
}

/// `line 3, column 14: ` for a byte offset.
fn place(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    format!("line {line}, column {column}: ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_names_or_tables() {
        let (case, problems) = parse_case(
            "title = 'T'\nperiod = { from = 2031-03-01, to = '2031-03-09' }\n[[side]]\nname = 'North Vale'\n\
             people = ['Ada Renn', { name = 'Bo Lind', role = 'envoy', aliases = ['Lind'] }]\nbodies = ['Castle']\n\
             [[issue]]\nname = 'The bridge'\n",
        );
        assert_eq!(problems, Vec::new());
        assert_eq!(case.sides[0].id.as_str(), "north-vale");
        assert_eq!(case.sides[0].people[1].aliases, ["Lind"]);
        assert_eq!(case.issues[0].id.as_str(), "the-bridge");
        assert_eq!(case.period.to, Day::new(2031, 3, 9));
    }

    #[test]
    fn errors_point_at_line_and_column() {
        let (_, problems) = parse_case("title = 'T'\n[[side]]\nname = 3\n");
        assert!(
            problems[0].message.starts_with("line 3, column 8: "),
            "{}",
            problems[0].message
        );
    }

    #[test]
    fn a_day_that_does_not_exist_is_left_open() {
        let (case, problems) = parse_case("period = { from = '2031-02-31' }");
        assert_eq!(case.period.from, None);
        assert_eq!(problems[0].code, codes::CASE_DAY.id);
        let (_, problems) = parse_case("period = { from = 2031-02-31 }");
        assert!(
            problems[0].message.starts_with("line 1, column "),
            "{}",
            problems[0].message
        );
    }

    #[test]
    fn an_alias_of_two_people_is_a_problem() {
        let (_, problems) = parse_case(
            "[[side]]\nname = 'A'\npeople = [{ name = 'Ada Renn', aliases = ['Renn'] }]\n\
             [[side]]\nname = 'B'\npeople = [{ name = 'Carl Renn', aliases = ['Renn'] }]",
        );
        assert!(
            problems[0].message.contains("Ada Renn") && problems[0].message.contains("Carl Renn")
        );
    }

    #[test]
    fn how_surely_passages_match_is_set_number_by_number() {
        let (case, problems) =
            parse_case("[matching]\nassert = 0.9\ndays = 2\nwords = -3\nsuggest = 'x'\n");
        assert_eq!((case.matching.assert, case.matching.days), (0.9, 2));
        assert_eq!(case.matching.words, crate::Matching::default().words);
        let mut told: Vec<&str> = problems.iter().map(|one| one.message.as_str()).collect();
        told.sort_unstable();
        assert!(
            problems
                .iter()
                .all(|one| one.code == codes::CASE_MATCHING.id)
        );
        assert_eq!(
            told,
            [
                "line 4, column 9: `words` is -3, and must lie between 0 and 1000",
                "line 5, column 11: `suggest` must be a number"
            ]
        );
    }

    #[test]
    fn two_sides_with_one_id_are_refused() {
        let (case, problems) = parse_case("[[side]]\nname = 'A'\n[[side]]\nname = 'A'");
        assert_eq!((case.sides.len(), problems.len()), (1, 1));
    }
}
