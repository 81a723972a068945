//! Reading the file of a set.

use std::fmt;

use diptych_core::{Day, Span, StatementKind};
use serde::Deserialize;

use super::marks::{Marked, unmark};
use super::text::{Mark, MarkedText};

/// A set that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetError {
    /// The text it stands in.
    pub id: String,
    /// The line of the file, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

impl fmt::Display for SetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} ({}): {}", self.line, self.id, self.reason)
    }
}

/// Where in a text of the set a line stands.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Head,
    Text,
    Statements,
}

/// The texts of a set, in order.
///
/// # Errors
/// The first line that does not have the form of the set.
pub fn parse(file: &str) -> Result<Vec<MarkedText>, SetError> {
    let mut texts: Vec<MarkedText> = Vec::new();
    let mut part = Part::Statements;
    let mut written = String::new();
    let mut marked = Marked::default();
    let mut last = 0;
    for (index, line) in file.lines().enumerate() {
        last = index + 1;
        let id = texts
            .last()
            .map_or_else(String::new, |text| text.id.clone());
        let error = |reason: String| SetError {
            id: id.clone(),
            line: index + 1,
            reason,
        };
        if let Some(id) = line.strip_prefix("=== ") {
            if part != Part::Statements {
                return Err(error("the text before is not closed by `---`".to_owned()));
            }
            if let Some(text) = texts.last() {
                complete(text, &marked).map_err(error)?;
            }
            texts.push(MarkedText {
                id: id.trim().to_owned(),
                ..MarkedText::default()
            });
            part = Part::Head;
            continue;
        }
        let Some(text) = texts.last_mut() else {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            return Err(error("stands before the first `=== `".to_owned()));
        };
        match part {
            Part::Head if line == "---" => {
                part = Part::Text;
                written.clear();
            }
            Part::Head => {
                let (key, value) = line
                    .split_once(':')
                    .ok_or_else(|| error("is no `key: value`".to_owned()))?;
                text.head
                    .insert(key.trim().to_owned(), value.trim().to_owned());
            }
            Part::Text if line == "---" => {
                marked = unmark(written.trim_end_matches('\n')).map_err(|at| {
                    let near: String = written.get(at..).unwrap_or("").chars().take(30).collect();
                    error(format!("a mark is not whole near `{near}`"))
                })?;
                text.text.clone_from(&marked.text);
                part = Part::Statements;
            }
            Part::Text => {
                written.push_str(line);
                written.push('\n');
            }
            Part::Statements => {
                if let Some(words) = line.strip_prefix("not:") {
                    text.not.push(words.trim().to_owned());
                } else if !line.trim().is_empty() {
                    let mark = statement(line, &marked).map_err(error)?;
                    text.marks.push(mark);
                }
            }
        }
    }
    if let Some(text) = texts.last() {
        let error = |reason| SetError {
            id: text.id.clone(),
            line: last,
            reason,
        };
        if part != Part::Statements {
            return Err(error("the text is not closed by `---`".to_owned()));
        }
        complete(text, &marked).map_err(error)?;
    }
    Ok(texts)
}

/// Every mark has its line, and no other.
fn complete(text: &MarkedText, marked: &Marked) -> Result<(), String> {
    let has_line = |number: &&u32| text.marks.iter().any(|mark| mark.number == **number);
    let open = marked
        .words
        .keys()
        .chain(marked.mentions.keys())
        .find(|n| !has_line(n));
    open.map_or(Ok(()), |number| Err(format!("mark {number} has no line")))
}

/// One line: `1 kind=direct name="Helen Dorosh" said=2031-03-13 via=""`.
fn statement(line: &str, marked: &Marked) -> Result<Mark, String> {
    let (number, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
    let number: u32 = number
        .parse()
        .map_err(|_| format!("`{number}` is no number"))?;
    let spans = |table: &std::collections::BTreeMap<u32, Vec<Span>>| {
        table.get(&number).cloned().unwrap_or_default()
    };
    let mut mark = Mark {
        number,
        kind: StatementKind::Direct,
        name: String::new(),
        said: None,
        via: String::new(),
        role: String::new(),
        denied: false,
        is_question: false,
        fragments: spans(&marked.words),
        speaker: spans(&marked.mentions),
    };
    if mark.fragments.is_empty() {
        return Err(format!("no words are marked {number}"));
    }
    let mut rest = rest.trim_start();
    while !rest.is_empty() {
        let (key, after) = rest
            .split_once('=')
            .ok_or_else(|| format!("`{rest}` is no `key=value`"))?;
        let (value, after) = match after.strip_prefix('"') {
            Some(quoted) => quoted
                .split_once('"')
                .ok_or_else(|| format!("the value of `{key}` is not closed"))?,
            None => after.split_once(' ').unwrap_or((after, "")),
        };
        match key {
            "kind" => mark.kind = kind(value)?,
            "name" => value.clone_into(&mut mark.name),
            "via" => value.clone_into(&mut mark.via),
            "role" => value.clone_into(&mut mark.role),
            "said" => mark.said = said(value)?,
            "neg" => mark.denied = value == "yes",
            "q" => mark.is_question = value == "yes",
            _ => return Err(format!("the key `{key}` is not known")),
        }
        rest = after.trim_start();
    }
    Ok(mark)
}

fn kind(word: &str) -> Result<StatementKind, String> {
    let value = serde_json::Value::from(word);
    StatementKind::deserialize(value).map_err(|_| format!("`{word}` is no kind of statement"))
}

/// One day, or the first and the last.
fn said(written: &str) -> Result<Option<(Day, Day)>, String> {
    if written.is_empty() {
        return Ok(None);
    }
    let (from, to) = written.split_once('/').unwrap_or((written, written));
    match (Day::parse(from), Day::parse(to)) {
        (Some(from), Some(to)) if from <= to => Ok(Some((from, to))),
        _ => Err(format!("`{written}` is no day or pair of days")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SET: &str = "=== a-1\npublished: 2031-03-14\noutlet: Harrow Wire\n---\n“⟦1|Yes,⟧” ⟦s1|she⟧ said.\n\n⟦2|Done?⟧\n---\n\
        1 kind=direct name=\"Helen Dorosh\" said=2031-03-13/2031-03-14 via=\"\"\n2 kind=turn name=\"\" said=\"\" via=\"A, B\" q=yes\nnot: Harrow\n\n\
        === a-2\n---\nNothing.\n---\n";

    #[test]
    fn texts_and_marks_are_read() {
        let texts = parse(SET).unwrap();
        assert_eq!(texts.len(), 2);
        assert_eq!(texts[0].text, "“Yes,” she said.\n\nDone?");
        assert_eq!(texts[0].published(), Day::new(2031, 3, 14));
        let mark = &texts[0].marks[0];
        assert_eq!(mark.speaker[0].of(&texts[0].text), "she");
        assert_eq!(mark.said, Day::new(2031, 3, 13).zip(Day::new(2031, 3, 14)));
        assert!(texts[0].marks[1].is_question);
        assert_eq!(texts[0].marks[1].via, "A, B");
        assert_eq!(texts[0].not, ["Harrow"]);
    }

    #[test]
    fn a_set_that_is_not_whole_says_where() {
        for (from, to, reason) in [
            ("2 kind=turn", "3 kind=turn", "no words are marked 3"),
            ("kind=turn", "kind=shout", "`shout` is no kind of statement"),
            (
                "said=2031-03-13/2031-03-14",
                "said=2031-02-31",
                "`2031-02-31` is no day or pair of days",
            ),
            ("q=yes", "quiet=yes", "the key `quiet` is not known"),
            (
                "⟦2|Done?⟧",
                "⟦2|Done?",
                "a mark is not whole near `⟦2|Done?\n`",
            ),
            (
                "2 kind=turn name=\"\" said=\"\" via=\"A, B\" q=yes\n",
                "",
                "mark 2 has no line",
            ),
            (
                "Nothing.\n---\n",
                "Nothing.\n",
                "the text is not closed by `---`",
            ),
        ] {
            let error = parse(&SET.replace(from, to)).unwrap_err();
            assert_eq!(error.reason, reason, "line {}", error.line);
        }
    }

    #[test]
    fn the_project_s_own_sets_are_whole() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sets");
        let mut count = 0;
        for lang in ["en", "ru", "uk"] {
            for part in ["tune", "fresh", "spent", "held"] {
                let path = folder.join(lang).join(part).with_extension("txt");
                let Ok(file) = std::fs::read_to_string(&path) else {
                    continue;
                };
                let texts = parse(&file).unwrap_or_else(|error| panic!("{lang}/{part}: {error}"));
                count += texts.len();
            }
        }
        assert!(count > 50);
    }
}
