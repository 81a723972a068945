//! The tables of lines: page controls, captions, bylines, offices.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use diptych_core::{BlockKind, fold_char, fold_text};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    line: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    part: BlockKind,
    reason: String,
    words: usize,
    whole: Vec<String>,
    starts: Vec<String>,
    #[cfg(test)]
    yes: Vec<String>,
    #[cfg(test)]
    no: Vec<String>,
}

/// What a line is by its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LineMark {
    /// Furniture or caption.
    pub(crate) kind: BlockKind,
    /// Why.
    pub(crate) reason: &'static str,
}

impl LineMark {
    /// Whether such a line is of the page only where it stands before the text.
    pub(crate) fn is_head_only(self) -> bool {
        self.reason == "source of the page"
    }
}

struct Table {
    whole: HashMap<&'static str, LineMark>,
    /// By first word: the whole beginning, the most words that the line may have.
    starts: HashMap<&'static str, Vec<(&'static str, usize, LineMark)>>,
    roles: Vec<&'static str>,
    /// The first word of every line and beginning, without marks at its end.
    firsts: HashSet<&'static str>,
}

/// The marks that may end a line which the tables know without them.
const END_MARKS: [char; 10] = ['.', ':', '…', '!', '>', ' ', '"', '↓', '→', '|'];

impl Table {
    /// Whether any line or beginning of the table has the first word of `line`.
    fn can_begin(&self, line: &str) -> bool {
        let mut word = String::with_capacity(24);
        for character in line.chars().filter_map(fold_char) {
            match character {
                ' ' if word.is_empty() => {}
                ' ' => break,
                _ => word.extend(character.to_lowercase()),
            }
            // No entry begins with a longer word.
            if word.len() > 64 {
                return false;
            }
        }
        let word = word.trim();
        self.firsts.contains(word.trim_end_matches(END_MARKS))
    }
}

fn entries() -> &'static [Entry] {
    static ENTRIES: OnceLock<File> = OnceLock::new();
    let file = ENTRIES.get_or_init(|| {
        toml::from_str(include_str!("../marks/lines.toml"))
            .expect("the table of lines is part of the crate and tested")
    });
    &file.line
}

fn roles() -> &'static HashMap<String, Vec<String>> {
    static ROLES: OnceLock<HashMap<String, Vec<String>>> = OnceLock::new();
    ROLES.get_or_init(|| {
        toml::from_str(include_str!("../marks/roles.toml"))
            .expect("the table of offices is part of the crate and tested")
    })
}

fn openers() -> &'static HashSet<String> {
    static OPENERS: OnceLock<HashSet<String>> = OnceLock::new();
    OPENERS.get_or_init(|| {
        let lists: HashMap<String, Vec<String>> =
            toml::from_str(include_str!("../marks/openers.toml"))
                .expect("the table of openers is part of the crate and tested");
        lists.into_values().flatten().collect()
    })
}

fn counters() -> &'static [String] {
    static COUNTERS: OnceLock<Vec<String>> = OnceLock::new();
    COUNTERS.get_or_init(|| {
        let lists: HashMap<String, Vec<String>> =
            toml::from_str(include_str!("../marks/counters.toml"))
                .expect("the table of counters is part of the crate and tested");
        lists.into_values().flatten().collect()
    })
}

/// Whether a line counts what readers did with a post: two figures or more, one
/// of them before such a word, and hardly anything else.
pub(crate) fn is_counter(line: &str) -> bool {
    if line.len() > 160 || ends_sentence(line) {
        return false;
    }
    let words: Vec<String> = fold_text(line)
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    let is_figure = |word: &String| word.starts_with(|c: char| c.is_ascii_digit());
    let is_counted = |word: &String| counters().iter().any(|start| word.starts_with(start));
    let figures = words.iter().filter(|word| is_figure(word)).count();
    let counted = words.windows(2).any(|pair| {
        (is_figure(&pair[0]) && is_counted(&pair[1]))
            || (is_counted(&pair[0]) && is_figure(&pair[1]))
    });
    counted && figures >= 2 && words.len() <= figures * 3
}

/// Whether a word stands beside the number of a page.
pub(crate) fn is_page_label(word: &str) -> bool {
    static LABELS: OnceLock<HashSet<String>> = OnceLock::new();
    let labels = LABELS.get_or_init(|| {
        let lists: HashMap<String, Vec<String>> =
            toml::from_str(include_str!("../marks/pages.toml"))
                .expect("the table of page labels is part of the crate and tested");
        lists.into_values().flatten().collect()
    });
    labels.contains(&fold_text(word))
}

/// Whether a word opens a heading and is no part of a name.
pub(crate) fn is_opener(folded_word: &str) -> bool {
    openers().contains(folded_word)
}

/// The first word of a beginning, by which beginnings are looked up.
fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or("")
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table {
            whole: HashMap::new(),
            starts: HashMap::new(),
            roles: roles().values().flatten().map(String::as_str).collect(),
            firsts: HashSet::new(),
        };
        for entry in entries() {
            let mark = LineMark {
                kind: entry.part,
                reason: &entry.reason,
            };
            for line in entry.whole.iter().chain(&entry.starts) {
                let first = first_word(line).trim_end_matches(END_MARKS);
                table.firsts.insert(first);
            }
            for line in &entry.whole {
                table.whole.entry(line).or_insert(mark);
            }
            for start in &entry.starts {
                let list = table.starts.entry(first_word(start)).or_default();
                list.push((start, entry.words, mark));
            }
        }
        table
    })
}

/// The longest line that a table can know, in bytes.
const LIMIT: usize = 400;

/// What the tables say of a line; nothing for a line of the text.
pub(crate) fn line_mark(line: &str) -> Option<LineMark> {
    if line.len() > LIMIT {
        return None;
    }
    let table = table();
    if !table.can_begin(line) {
        return None;
    }
    let folded = fold_text(line);
    let folded = folded.trim();
    let bare = folded.trim_end_matches(END_MARKS);
    if let Some(mark) = table.whole.get(bare) {
        return Some(*mark);
    }
    let starts = table.starts.get(first_word(folded))?;
    // A beginning of one word with a space after it never ends a sentence: "By Friday the bridge …".
    let is_sentence = ends_sentence(line);
    let words = folded.split_whitespace().count();
    starts
        .iter()
        .find(|(start, most, mark)| {
            folded.starts_with(start)
                && words <= *most
                && (start.ends_with(':') || !is_sentence || mark.reason == "page control")
        })
        .map(|(_, _, mark)| *mark)
}

/// Whether a word names an office.
pub(crate) fn is_role(folded_word: &str) -> bool {
    table()
        .roles
        .iter()
        .any(|role| folded_word.starts_with(role))
}

/// Whether a line ends as a sentence does, closing marks aside.
pub(crate) fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '”' | '»' | '’' | '\'' | '“' | ')' | ']' | '*' | '_'
            )
    });
    line.ends_with(['.', '!', '?', '…', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_of_the_table_holds() {
        for entry in entries() {
            for line in &entry.yes {
                let mark = line_mark(line);
                assert_eq!(mark.map(|m| m.kind), Some(entry.part), "{line}");
            }
            for line in &entry.no {
                assert_eq!(line_mark(line), None, "{line}");
            }
            for line in entry.whole.iter().chain(&entry.starts) {
                assert_eq!(fold_text(line), *line, "entries are written folded");
            }
        }
    }

    #[test]
    fn counters_of_posts_are_seen() {
        for line in [
            "4.1K reposts  212 quotes  18.7K likes",
            "09:14 · 318 вподобань · 44 поширення",
            "3 ответа 12 лайков",
        ] {
            assert!(is_counter(line), "{line}");
        }
        for line in [
            "He has 2 likes",
            "In 2022 the sides put forward 3 comments on the 4 drafts of it",
            "Ada Renn, 4 March 2031",
        ] {
            assert!(!is_counter(line), "{line}");
        }
    }

    #[test]
    fn offices_are_told_by_their_beginnings() {
        assert!(is_role("spokeswoman") && is_role("речниця") && is_role("министра"));
        assert!(!is_role("bridge"));
        assert!(is_opener("what") && !is_opener("renn"));
    }
}
