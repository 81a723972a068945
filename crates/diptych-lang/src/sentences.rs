//! Sentences.
//!
//! A sentence ends at a full stop, question or exclamation mark or ellipsis,
//! with the quotation marks and brackets that close on it, where what follows
//! can begin one. Abbreviations, titles and reporting verbs stand in
//! `lang/<code>/sentences.toml`. No state is kept over a line, so a mark that
//! never closes merges nothing.

use std::collections::HashSet;
use std::sync::LazyLock;

use diptych_core::{Lang, Span, fold_text};
use serde::Deserialize;

use crate::forms::expand;

/// Characters looked back over for the word before a full stop.
const WORD_REACH: usize = 24;
/// Words looked at after a quotation for a reporting verb.
const TAG_REACH: usize = 6;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTable {
    never: Vec<String>,
    may: Vec<String>,
    before_number: Vec<String>,
    after_number: Vec<String>,
    starters: Vec<String>,
    tags: Vec<String>,
    /// Running text with ` | ` where a sentence ends.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "only the tests read the examples")
    )]
    examples: Vec<String>,
}

#[derive(Default)]
struct Table {
    /// Abbreviations that never end a sentence.
    never: HashSet<String>,
    /// Abbreviations that end one only before a word that often begins one.
    may: HashSet<String>,
    /// Abbreviations only before a number ("No. 5", but "No. We did not").
    before_number: HashSet<String>,
    /// Units that are ordinary last words after a number ("in 2031 г.").
    after_number: HashSet<String>,
    starters: HashSet<String>,
    /// Verbs that report the quotation before them.
    tags: HashSet<String>,
}

const SOURCES: [&str; 3] = [
    include_str!("../lang/en/sentences.toml"),
    include_str!("../lang/ru/sentences.toml"),
    include_str!("../lang/uk/sentences.toml"),
];

static TABLES: LazyLock<[Table; 3]> = LazyLock::new(|| {
    SOURCES.map(|source| {
        let raw: RawTable = toml::from_str(source).expect("the test of the tables reads every one");
        let set = |forms: Vec<String>| -> HashSet<String> {
            forms
                .iter()
                .flat_map(|form| expand(form))
                .map(|form| fold_text(&form))
                .collect()
        };
        Table {
            never: set(raw.never),
            may: set(raw.may),
            before_number: set(raw.before_number),
            after_number: set(raw.after_number),
            starters: set(raw.starters),
            tags: set(raw.tags),
        }
    })
});

fn table(lang: &Lang) -> &'static Table {
    match lang {
        Lang::En | Lang::Other(_) => &TABLES[0],
        Lang::Ru => &TABLES[1],
        Lang::Uk => &TABLES[2],
    }
}

/// The sentences of `text`, without white space at their ends.
///
/// A line feed always ends a sentence. A dialogue dash begins one. Linear in
/// the length of the text.
pub fn sentences(text: &str, lang: &Lang) -> Vec<Span> {
    let table = table(lang);
    let mut out = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    let mut push = |from: usize, to: usize| {
        let span = Span::new(from, to).trim(text);
        if !span.is_empty() {
            out.push(span);
        }
    };
    while let Some((at, mark)) = chars.next() {
        if matches!(mark, '\n' | '\u{2028}' | '\u{2029}') {
            push(start, at);
            start = at + mark.len_utf8();
            continue;
        }
        if !is_end(mark) {
            continue;
        }
        let mut end = at + mark.len_utf8();
        let mut last = mark;
        let mut quoted = false;
        let mut closed = false;
        while let Some(&(_, next)) = chars.peek() {
            if is_end(next) && !closed {
                last = next;
            } else if is_closer(next) {
                closed = true;
                quoted |= !matches!(next, ')' | ']');
            } else {
                break;
            }
            end += next.len_utf8();
            chars.next();
        }
        let single_stop = mark == '.' && end == at + 1;
        if ends(text, table, start, at, end, last, quoted, single_stop) {
            push(start, end);
            start = end;
        }
    }
    push(start, text.len());
    out
}

#[expect(
    clippy::too_many_arguments,
    reason = "one place, one question; a struct would only rename them"
)]
fn ends(
    text: &str,
    table: &Table,
    start: usize,
    at: usize,
    end: usize,
    last: char,
    quoted: bool,
    single_stop: bool,
) -> bool {
    let after = &text[end..];
    let Some(first) = after.chars().next() else {
        return true;
    };
    if !first.is_whitespace() {
        // "…да?— Нет": a dash may stand without its space.
        return is_dash(first) && last != '.' && opens(after);
    }
    if !opens(after) {
        return false;
    }
    let next = words(after).next().unwrap_or("");
    let starts = table.starters.contains(&fold_text(next));
    if quoted && last != '.' && !starts && is_reported(after, table) {
        return false;
    }
    if !single_stop {
        return true;
    }
    let word = last_word(&text[start..at]);
    if word.is_empty() {
        return true;
    }
    let before = &text[start..at - word.len()];
    let folded = fold_text(word);
    // "5 р.", and "5 млн р." with a unit between.
    let previous = last_word(before.trim_end());
    let after_digit = previous.ends_with(|last: char| last.is_ascii_digit())
        || (previous.chars().nth(1).is_some() && table.after_number.contains(&fold_text(previous)));
    let before_digit = next.starts_with(|first: char| first.is_ascii_digit());
    if before.trim().is_empty() && word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit())
    {
        return false; // "1. The sides agree …" is one item.
    }
    if after_digit && table.after_number.contains(&folded) {
        return true;
    }
    if table.never.contains(&folded) || (before_digit && table.before_number.contains(&folded)) {
        return false;
    }
    if table.may.contains(&folded) || is_initials(word) {
        // In "А. В. Иванов" the В is an initial, not the preposition.
        let next_is_initial = next.chars().count() == 1
            && after
                .trim_start()
                .strip_prefix(next)
                .is_some_and(|rest| rest.starts_with('.'));
        return starts && !next_is_initial;
    }
    true
}

fn is_end(mark: char) -> bool {
    matches!(mark, '.' | '!' | '?' | '…')
}

fn is_closer(mark: char) -> bool {
    matches!(mark, '"' | '\'' | '”' | '’' | '»' | '“' | ')' | ']')
}

fn is_dash(mark: char) -> bool {
    matches!(mark, '-' | '–' | '—' | '―')
}

/// Whether what follows can begin a sentence: a capital, a digit or a letter
/// without case, behind any marks; not a small letter, nor another stop.
fn opens(after: &str) -> bool {
    for next in after.chars() {
        if next == '\n' {
            return true;
        }
        if is_end(next) || matches!(next, ',' | ';' | ':') || next.is_lowercase() {
            return false;
        }
        if next.is_alphanumeric() {
            return true;
        }
    }
    true
}

/// The words from here to the next stop, line or mark that parts clauses.
fn words(after: &str) -> impl Iterator<Item = &str> {
    let line = after
        .find(['\n', '.', '!', '?', '…', ';', ':', '«', '“'])
        .unwrap_or(after.len());
    after[..line]
        .split(|mark: char| !mark.is_alphanumeric() && !matches!(mark, '\'' | '’' | '-'))
        .filter(|word| word.starts_with(char::is_alphanumeric))
}

/// Whether the words after a closed quotation report it: `"Why?" Ada Renn asked`.
fn is_reported(after: &str, table: &Table) -> bool {
    words(after)
        .take(TAG_REACH)
        .any(|word| table.tags.contains(&fold_text(word)))
}

/// The word at the end, with the stops inside it ("U.S", "т.е").
fn last_word(before: &str) -> &str {
    let mut from = before.len();
    for (at, character) in before.char_indices().rev().take(WORD_REACH) {
        if !character.is_alphanumeric() && !matches!(character, '.' | '-' | '\'' | '’') {
            break;
        }
        from = at;
    }
    before[from..].trim_start_matches(['.', '-', '\'', '’'])
}

/// `J`, `А.С`, `U.S`: letters of one or two, the first of them a capital or
/// with stops between.
fn is_initials(word: &str) -> bool {
    let mut parts = word.split(['.', '-']);
    let dotted = word.contains('.');
    parts.all(|part| {
        let mut letters = part.chars();
        letters
            .next()
            .is_some_and(|first| first.is_alphabetic() && (dotted || first.is_uppercase()))
            && match letters.next() {
                None => true,
                Some(second) => dotted && second.is_lowercase() && letters.next().is_none(),
            }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut<'t>(text: &'t str, lang: &Lang) -> Vec<&'t str> {
        sentences(text, lang)
            .into_iter()
            .map(|span| span.of(text))
            .collect()
    }

    #[test]
    fn every_example_of_the_tables_holds() {
        let mut wrong = Vec::new();
        for (source, lang) in SOURCES.iter().zip([Lang::En, Lang::Ru, Lang::Uk]) {
            let table: RawTable = toml::from_str(source).unwrap();
            let mut count = 0;
            for example in &table.examples {
                let wanted: Vec<&str> = example.split(" | ").collect();
                count += wanted.len();
                let text = wanted.join(" ");
                let got = cut(&text, &lang);
                if got != wanted {
                    wrong.push(format!("wanted {wanted:?}\ngot    {got:?}"));
                }
            }
            assert!(count >= 40, "{lang}: {count}");
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn lines_always_end_a_sentence_and_unclosed_marks_merge_nothing() {
        let text = "«Он сказал\nи ушёл. (Потом\r\nвернулся";
        assert_eq!(
            cut(text, &Lang::Ru),
            ["«Он сказал", "и ушёл.", "(Потом", "вернулся"]
        );
    }

    #[test]
    fn hostile_text_takes_linear_time() {
        for piece in [
            ". ",
            "? \"",
            ".\"",
            "A. ",
            "… (",
            "?\" Ada Ada Ada ",
            "—",
            "\u{a0}.",
            "a.b.c.d.",
        ] {
            let text = piece.repeat(1_000_000 / piece.len());
            let start = std::time::Instant::now();
            sentences(&text, &Lang::En);
            assert!(start.elapsed().as_secs() < 10, "{piece}");
        }
    }
}
