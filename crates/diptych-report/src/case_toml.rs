//! A case written as a commented `case.toml`.

use std::fmt::Write as _;

use diptych_core::{Case, Day, Matching, Person};

const HEAD: &str = "\
# A case: the sides of one event, and the issues they talk about.
# Sources go into `sources/` beside this file (.txt, .md, .html).
# Everything here may be changed by hand; `diptych compare` never writes to it.

";
const PERIOD: &str = "
# First and last day, both included. They supply a missing year (\"on 18 August\")
# and leave nothing out.
";
const SIDES: &str = "
# The sides, in the order in which they are shown. `people`: names, or tables with
# `name`, `role` and `aliases` (other spellings, short forms, other scripts).
# `bodies`: ministries, parties, seats of power that speak for the side.
";
const SIDES_EXAMPLE: &str = r#"#
# [[side]]
# id = "north"
# name = "North Vale"
# people = [
#     "Ada Renn",
#     { name = "Bo Lind", role = "envoy", aliases = ["Lind", "Бо Линд"] },
# ]
# bodies = ["Ministry of Rivers"]
"#;
const ISSUES: &str = "
# The issues, in the order in which they are shown. `about`: one sentence.
# `terms`: words that stand for it, in any language of the sources.
";
const ISSUES_EXAMPLE: &str = r#"#
# [[issue]]
# id = "bridge"
# name = "The bridge"
# about = "Whether and when the bridge over the river opens again."
# terms = ["bridge", "crossing", "мост", "міст"]
"#;
const MATCHING: &str = "
# How surely two passages of one speaker must be one utterance to be shown as such, and to be joined.
";

/// The case as a commented `case.toml` that [`diptych_core::parse_case`] reads back to the same case.
///
/// An empty list of sides or issues is written as a commented example.
/// Two sides (or issues) with one identifier cannot be written so that both
/// are read back: the reader keeps the first.
pub fn case_toml(case: &Case) -> String {
    let mut out = HEAD.to_owned();
    let _ = writeln!(out, "title = {}", text(&case.title));
    out.push_str(PERIOD);
    let days: Vec<String> = [("from", case.period.from), ("to", case.period.to)]
        .into_iter()
        .filter_map(|(key, value)| Some(format!("{key} = {}", day(value?))))
        .collect();
    if days.is_empty() {
        out.push_str("# period = { from = 2031-08-17, to = 2031-08-21 }\n");
    } else {
        let _ = writeln!(out, "period = {{ {} }}", days.join(", "));
    }

    out.push_str(SIDES);
    if case.sides.is_empty() {
        out.push_str(SIDES_EXAMPLE);
    }
    for side in &case.sides {
        let _ = write!(
            out,
            "\n[[side]]\nid = {}\nname = {}\n",
            text(side.id.as_str()),
            text(&side.name)
        );
        out.push_str("people = [");
        for each in &side.people {
            let _ = write!(out, "\n    {},", person(each));
        }
        out.push_str(if side.people.is_empty() {
            "]\n"
        } else {
            "\n]\n"
        });
        let _ = writeln!(out, "bodies = {}", list(&side.bodies));
    }

    out.push_str(ISSUES);
    if case.issues.is_empty() {
        out.push_str(ISSUES_EXAMPLE);
    }
    for issue in &case.issues {
        let _ = write!(
            out,
            "\n[[issue]]\nid = {}\nname = {}\n",
            text(issue.id.as_str()),
            text(&issue.name)
        );
        if let Some(about) = &issue.about {
            let _ = writeln!(out, "about = {}", text(about));
        }
        let _ = writeln!(out, "terms = {}", list(&issue.terms));
    }
    if case.matching != Matching::default() {
        let Matching {
            suggest,
            assert,
            words,
            days,
        } = case.matching;
        let _ = write!(
            out,
            "{MATCHING}[matching]\nsuggest = {suggest:?}\nassert = {assert:?}\nwords = {words}\ndays = {days}\n"
        );
    }
    out
}

fn person(person: &Person) -> String {
    if person.role.is_none() && person.aliases.is_empty() {
        return text(&person.name);
    }
    let mut out = format!("{{ name = {}", text(&person.name));
    if let Some(role) = &person.role {
        let _ = write!(out, ", role = {}", text(role));
    }
    if !person.aliases.is_empty() {
        let _ = write!(out, ", aliases = {}", list(&person.aliases));
    }
    out.push_str(" }");
    out
}

fn list(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| text(item)).collect();
    format!("[{}]", items.join(", "))
}

/// TOML dates have four digits for the year; others are written as text.
fn day(day: Day) -> String {
    let iso = day.to_string();
    if (0..=9999).contains(&day.0.year()) {
        iso
    } else {
        text(&iso)
    }
}

/// A basic string: quotes, backslashes and control characters escaped.
fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 2);
    out.push('"');
    for character in value.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            control if control.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use diptych_core::{Issue, Period, Side, parse_case};

    use super::*;

    fn back(case: &Case) {
        let written = case_toml(case);
        let (read, problems) = parse_case(&written);
        assert_eq!(problems, Vec::new(), "{written}");
        assert_eq!(read, *case, "{written}");
    }

    #[test]
    fn an_empty_case_is_a_commented_example() {
        back(&Case::default());
        let uncommented: String = case_toml(&Case::default())
            .lines()
            .filter_map(|line| {
                let code = line.strip_prefix("# ").filter(|rest| {
                    rest.starts_with("[[")
                        || rest.contains(" = ")
                        || rest.starts_with("    ")
                        || *rest == "]"
                });
                Some(format!(
                    "{}\n",
                    code.or((!line.starts_with('#')).then_some(line))?
                ))
            })
            .collect();
        let (case, problems) = parse_case(&uncommented);
        assert_eq!(problems, Vec::new(), "{uncommented}");
        assert_eq!((case.sides.len(), case.issues.len()), (1, 1));
    }

    #[test]
    fn a_case_reads_back_whatever_its_strings_hold() {
        let odd = "a \"b\" \\ 'c' \u{7f}\n\t\u{1}»ї]] # = \"\"\"".to_owned();
        back(&Case {
            title: odd.clone(),
            period: Period {
                from: Day::new(2031, 8, 17),
                to: None,
            },
            sides: vec![Side {
                id: odd.clone().into(),
                name: odd.clone(),
                people: vec![Person {
                    name: "Ada Renn".to_owned(),
                    role: Some(odd.clone()),
                    aliases: vec![odd.clone(), "Ренн".to_owned()],
                }],
                bodies: vec![odd.clone()],
            }],
            issues: vec![Issue {
                id: "i".into(),
                name: odd.clone(),
                about: Some(odd.clone()),
                terms: vec![odd],
            }],
            matching: Matching {
                assert: 0.9,
                ..Matching::default()
            },
        });
    }
}
