//! What the index holds of a statement.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use diptych_core::{Day, Lang, Statement, fold_text};
use rusqlite::{Connection, Transaction, params};

/// Months that a vague date is filed under at most; a longer one is filed under `mlong`.
const MONTHS: i32 = 24;

/// What is filed of a date that is too vague for months.
const LONG: &str = "mlong";

/// First and last day that a search by date looks at: when it was said, else when it was published.
pub(crate) fn days(statement: &Statement) -> (Option<String>, Option<String>) {
    let said = statement.said.as_ref().map(|said| (said.from, said.to));
    let range = said.or(statement.published.map(|day| (day, day)));
    (
        range.map(|(from, _)| from.to_string()),
        range.map(|(_, to)| to.to_string()),
    )
}

/// What an index of words is made of; as in the schema, but that nothing is ever taken out of it.
pub(crate) const COLUMNS: &str = "forms, stems, facets, content = '', \
     tokenize = 'unicode61 remove_diacritics 0'";

pub(crate) fn add(
    transaction: &Transaction<'_>,
    row: i64,
    statement: &Statement,
) -> rusqlite::Result<()> {
    add_to(transaction, "words", row, statement)
}

/// Adds a statement to the index of that name.
pub(crate) fn add_to(
    conn: &Connection,
    index: &str,
    row: i64,
    statement: &Statement,
) -> rusqlite::Result<()> {
    let (mut words, mut stems) = (String::new(), String::new());
    for fragment in &statement.fragments {
        for token in diptych_lang::tokens(&fragment.text, 0) {
            if token.is_word {
                words.push_str(&token.folded);
                words.push(' ');
                stems.push_str(diptych_lang::stem(&token.folded, &statement.lang));
                stems.push(' ');
            }
        }
        // A phrase does not run on over a cut: a letter that no text uses stands between.
        words.push_str("\u{e000} ");
    }
    let sql = format!("INSERT INTO {index} (rowid, forms, stems, facets) VALUES (?1, ?2, ?3, ?4)");
    conn.prepare_cached(&sql)?
        .execute(params![row, words, stems, facets(statement).join(" ")])?;
    Ok(())
}

/// Puts every statement into an index that is empty; one that cannot be read back is left to be mended.
pub(crate) fn add_all(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut query = transaction.prepare("SELECT row, body FROM statement")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        if let Ok(statement) = serde_json::from_str::<Statement>(row.get_ref(1)?.as_str()?) {
            add(transaction, row.get(0)?, &statement)?;
        }
    }
    Ok(())
}

pub(crate) fn remove(transaction: &Transaction<'_>, row: i64) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("DELETE FROM words WHERE rowid = ?1")?
        .execute([row])?;
    Ok(())
}

/// The words under which a statement is filed for filtering.
fn facets(statement: &Statement) -> Vec<String> {
    let kind = serde_json::to_value(statement.kind).unwrap_or_default();
    let (lang, kind) = (
        facet("lang", statement.lang.code()),
        facet("kind", kind.as_str().unwrap_or_default()),
    );
    // Broad ones, of which each is filed with each span of days as well: a list that is narrow already is read, and
    // not several long ones that have little in common.
    let mut out = vec![together(&lang, &kind), lang, kind];
    if let Some(side) = &statement.speaker.side {
        out.push(facet("side", side.as_str()));
    }
    out.extend(
        statement
            .issues
            .iter()
            .map(|issue| facet("issue", issue.as_str())),
    );
    let said = statement.said.as_ref().map(|said| (said.from, said.to));
    if let Some((from, to)) = said.or(statement.published.map(|day| (day, day))) {
        let spans = spans(from, to).unwrap_or_else(|| vec![LONG.to_owned()]);
        let both: Vec<String> = spans
            .iter()
            .flat_map(|span| out.iter().map(|broad| together(broad, span)))
            .collect();
        out.extend(spans);
        out.extend(both);
    }
    out.push(facet("source", statement.source.as_str()));
    let names = [&statement.speaker.name, &statement.speaker.mention];
    out.extend(
        names
            .into_iter()
            .flatten()
            .flat_map(|name| name_facets(name)),
    );
    out.sort();
    out.dedup();
    out
}

/// The key of each word of a name.
pub(crate) fn name_facets(name: &str) -> Vec<String> {
    diptych_lang::tokens(name, 0)
        .iter()
        .filter(|token| token.is_word && token.folded.chars().count() > 1)
        .map(|token| facet("name", &diptych_lang::name_key(&token.folded)))
        .collect()
}

/// The months, years and decades from day to day, as they are filed; nothing where there are more months than are
/// filed singly, or they lie outside of [`MONTHS_KNOWN`].
fn spans(from: Day, to: Day) -> Option<Vec<String>> {
    let (first, last) = (month_of(from), month_of(to.max(from)));
    let is_known = MONTHS_KNOWN.contains(&first) && MONTHS_KNOWN.contains(&last);
    if !is_known || last - first >= MONTHS {
        return None;
    }
    let each = (first..=last).flat_map(|month| SPANS.map(|span| named(span, month)));
    let all: BTreeSet<String> = each.collect();
    Some(all.into_iter().collect())
}

/// The fewest months, years and decades that are the months from day to day, open ends included, and what is too
/// vague for months.
pub(crate) fn cover(from: Option<Day>, to: Option<Day>) -> Vec<String> {
    let (least, most) = (MONTHS_KNOWN.start, MONTHS_KNOWN.end - 1);
    let mut at = from.map_or(least, month_of).clamp(least, most);
    let last = to.map_or(most, month_of).clamp(at, most);
    let mut out = vec![LONG.to_owned()];
    while at <= last {
        let fits = |span: &&(char, i32)| at % span.1 == 0 && at + span.1 - 1 <= last;
        let span = *SPANS.iter().find(fits).unwrap_or(&SPANS[2]);
        out.push(named(span, at));
        at += span.1;
    }
    out
}

/// What days are filed under: the letter of its words, and its length in months.
const SPANS: [(char, i32); 3] = [('d', 120), ('y', 12), ('m', 1)];

/// Months from the year 0 on that are filed; the few dates outside are filed as too vague.
const MONTHS_KNOWN: Range<i32> = 1900 * 12..2100 * 12;

fn month_of(day: Day) -> i32 {
    i32::from(day.0.year()) * 12 + i32::from(day.0.month()) - 1
}

fn named((letter, months): (char, i32), month: i32) -> String {
    format!("{letter}{}", month / months)
}

/// One word for two: what is filed under both.
pub(crate) fn together(one: &str, other: &str) -> String {
    format!("{one}qand{other}")
}

/// One word for a value of any characters.
pub(crate) fn facet(kind: &str, value: &str) -> String {
    let mut out = kind.to_owned();
    for character in value.to_lowercase().chars() {
        if character.is_alphanumeric() {
            out.push(character);
        } else {
            write!(out, "q{:x}q", u32::from(character)).expect("writing to a string does not fail");
        }
    }
    out
}

/// The stems that a word of a search can have: its script tells which languages.
pub(crate) fn stems(word: &str) -> Vec<String> {
    let folded = fold_text(word);
    let is_cyrillic = folded
        .chars()
        .any(|letter| ('\u{400}'..='\u{52f}').contains(&letter));
    let langs: &[Lang] = if is_cyrillic {
        &[Lang::Ru, Lang::Uk]
    } else {
        &[Lang::En]
    };
    let mut out: Vec<String> = langs
        .iter()
        .map(|lang| diptych_lang::stem(&folded, lang).to_owned())
        .collect();
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_filed_by_month_year_and_decade() {
        let day = |text| Day::parse(text).unwrap();
        let filed = spans(day("2029-12-30"), day("2030-01-02")).unwrap();
        assert_eq!(
            filed,
            ["d202", "d203", "m24359", "m24360", "y2029", "y2030"]
        );
        assert_eq!(spans(day("2031-01-01"), day("2035-01-01")), None);
        assert_eq!(spans(day("1899-12-31"), day("1900-01-01")), None);
        assert_eq!(spans(day("2100-01-01"), day("2100-01-01")), None);
    }

    #[test]
    fn a_range_is_covered_by_what_meets_it_and_nothing_else() {
        let day = |month: i32| {
            let (year, month) = (month / 12, month % 12 + 1);
            Day::parse(&format!("{year}-{month:02}-15")).unwrap()
        };
        let first = 2027 * 12;
        let ends = [None, Some(0), Some(5), Some(36), Some(47), Some(200)];
        for from in ends {
            for to in ends {
                let of = |end: Option<i32>| end.map(|end| day(first + end));
                let words = cover(of(from), of(to));
                assert!(words.len() <= 40, "{words:?}");
                for month in (-40..260).step_by(3) {
                    let filed = spans(day(first + month), day(first + month)).unwrap();
                    let last = to.map(|to| to.max(from.unwrap_or(to)));
                    let meets = from.is_none_or(|from| from <= month)
                        && last.is_none_or(|last| month <= last);
                    let found = filed.iter().filter(|one| words.contains(one)).count();
                    assert_eq!(found, usize::from(meets), "{from:?} {to:?} {month}");
                }
            }
        }
    }

    #[test]
    fn values_of_any_characters_are_one_word() {
        assert_eq!(facet("side", "North-Vale"), "sidenorthq2dqvale");
        assert_ne!(facet("side", "a b"), facet("side", "ab"));
    }
}
