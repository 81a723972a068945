//! All numbers of a text.

use std::collections::HashMap;

use diptych_core::Span;

use super::digits::{digits, scaled};
use super::table::{TABLE, Word};
use super::words::{word, words};
use crate::Token;
use crate::dates::is_month;

/// A number found in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NumberHit {
    /// The number.
    pub value: f64,
    /// What it counts, as a stable identifier (`people`, `day`, `usd`);
    /// nothing where no known unit stands beside it.
    pub unit: Option<&'static str>,
    /// The words of the number and its unit.
    pub span: Span,
}

/// The numbers of `tokens`, in order of place.
///
/// Ordinals, dates, years and times of day are left out. A unit may stand one
/// word away ("20 wounded soldiers"), before the number (`$20`) or be tied to
/// it by a hyphen (`30-day`). Linear in the number of tokens.
pub fn find_numbers(tokens: &[Token]) -> Vec<NumberHit> {
    let mut units: HashMap<usize, (usize, usize)> = HashMap::new();
    for hit in TABLE.patterns.find(tokens) {
        units.entry(hit.first).or_insert((hit.entry, hit.end));
    }
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(number) = number_at(tokens, at) else {
            at += 1;
            continue;
        };
        let end = number.end;
        // "One of the seven" says who, not how many.
        if number.value <= 1.0 && number.of.is_some() {
            at += 1;
            continue;
        }
        if let Some(hit) = with_unit(tokens, &units, number, at) {
            at = tokens[at..]
                .iter()
                .position(|token| token.span.start >= hit.span.end)
                .map_or(tokens.len(), |more| at + more);
            out.push(hit);
        } else {
            at = end;
        }
    }
    out
}

/// The known unit that begins at `at` and one past its last token, the longest.
pub fn unit_at(tokens: &[Token], at: usize) -> Option<(&'static str, usize)> {
    /// Words of the longest name of a unit.
    const LONGEST: usize = 4;
    let near = tokens.get(at..(at + LONGEST).min(tokens.len()))?;
    let hit = TABLE
        .patterns
        .find(near)
        .into_iter()
        .filter(|hit| hit.first == 0)
        .max_by_key(|hit| hit.end)?;
    Some((TABLE.units[hit.entry].as_str(), at + hit.end))
}

/// A number at one place, before what it counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// The number.
    pub value: f64,
    /// One past its last token.
    pub end: usize,
    /// All of them, where it is a part ("three of the seven").
    pub of: Option<f64>,
    /// Whether its form counts people («семеро») where nothing else is named.
    pub people: bool,
    /// Whether its words mean a number only beside what they count ("one", «семью»).
    pub needs_unit: bool,
}

/// The number that begins at `at`, with what ties it to all of them.
pub fn number_at(tokens: &[Token], at: usize) -> Option<Number> {
    let (value, end) = plain_number(tokens, at)?;
    let people = TABLE.people.contains(tokens[end - 1].folded.as_str());
    let plain = Number {
        value,
        end,
        of: None,
        people,
        needs_unit: TABLE.needs_unit.contains(tokens[end - 1].folded.as_str())
            && (end == at + 1 || (1.0..=2.0).contains(&value)),
    };
    let parts = tokens
        .get(end)
        .is_some_and(|of| TABLE.of.contains(of.folded.as_str()));
    if !parts || value.fract() != 0.0 {
        return Some(plain);
    }
    // "Out of the seven", «из всех семерых»: two words may stand between.
    let all = (end + 1..end + 4)
        .take_while(|at| tokens.get(*at).is_some_and(|token| token.is_word))
        .find_map(|at| plain_number(tokens, at));
    Some(match all {
        Some((all, last)) if all > value && all.fract() == 0.0 && !month_at(tokens, last) => {
            Number {
                value,
                end: last,
                of: Some(all),
                needs_unit: false,
                people: people || TABLE.people.contains(tokens[last - 1].folded.as_str()),
            }
        }
        _ => plain,
    })
}

fn month_at(tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at)
        .is_some_and(|token| is_month(&token.folded, token.is_capital))
}

/// The number that begins at `at` and one past its last token.
fn plain_number(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let token = tokens.get(at).filter(|token| token.is_word)?;
    if token
        .folded
        .starts_with(|first: char| first.is_ascii_digit())
    {
        let (value, end) = digits(tokens, at)?;
        return Some(scaled(tokens, value, end));
    }
    words(tokens, at)
}

/// The hit with its unit; nothing where the number is an ordinal, a date or a year.
fn with_unit(
    tokens: &[Token],
    units: &HashMap<usize, (usize, usize)>,
    number: Number,
    first: usize,
) -> Option<NumberHit> {
    let Number { value, end, .. } = number;
    let span = tokens[first].span.cover(tokens[end - 1].span);
    let touches = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token.span.start == tokens[at - 1].span.end)
    };
    let hit = |unit: usize, last: usize| NumberHit {
        value,
        unit: Some(TABLE.units[unit].as_str()),
        span: span.cover(tokens[last - 1].span),
    };
    let named = |name: &str| TABLE.units.iter().position(|unit| unit == name);
    // "30-day", "30-дневное"; any other word on a hyphen makes an ordinal or a compound.
    if touches(end) && tokens[end].folded == "-" && touches(end + 1) && tokens[end + 1].is_word {
        let is_number = tokens[end + 1]
            .folded
            .starts_with(|first: char| first.is_ascii_digit());
        if !is_number {
            return units.get(&(end + 1)).map(|&(unit, last)| hit(unit, last));
        }
    }
    let near_month = |at: Option<usize>| at.is_some_and(|at| month_at(tokens, at));
    let small = value <= 31.0 && value.fract() == 0.0;
    if small && (near_month(Some(end)) || near_month(first.checked_sub(1))) {
        return None;
    }
    let sign = first
        .checked_sub(1)
        .map(|at| &tokens[at])
        .filter(|sign| sign.span.end == span.start);
    let currency = sign.and_then(|sign| match sign.folded.as_str() {
        "$" => named("usd"),
        "€" => named("eur"),
        "£" => named("gbp"),
        "₴" => named("uah"),
        _ => None,
    });
    if let (Some(unit), Some(sign)) = (currency, sign) {
        return Some(NumberHit {
            value,
            unit: Some(TABLE.units[unit].as_str()),
            span: span.cover(sign.span),
        });
    }
    if let Some(mark) = tokens.get(end)
        && mark.folded == "%"
    {
        return named("percent").map(|unit| hit(unit, end + 1));
    }
    let is_mark = |at: usize| tokens.get(at).is_none_or(|token| !token.is_word);
    // "Half a crown": of one.
    let of_one = value < 1.0 && word(tokens, end) == Some(Word::Article);
    let direct = units.get(&(end + usize::from(of_one)));
    let next = if direct.is_none()
        && value >= 1.0
        && !is_mark(end)
        && word(tokens, end).is_none()
        && tokens[end].folded.chars().count() >= 4
    {
        units.get(&(end + 1))
    } else if direct.is_none() && is_of_scale(tokens, end) {
        units.get(&(end + 1)).or_else(|| units.get(&(end + 2)))
    } else {
        direct
    };
    let found = next.map(|&(unit, last)| hit(unit, last));
    let is_year = tokens[first].folded.len() == 4
        && end == first + 1
        && (1900.0..2100.0).contains(&value)
        && value.fract() == 0.0;
    match found {
        Some(found) if !(is_year && found.unit == Some("year")) => Some(found),
        _ if is_year => None,
        _ if number.needs_unit => None,
        _ => Some(NumberHit {
            value,
            unit: named("people")
                .filter(|_| number.people)
                .map(|unit| TABLE.units[unit].as_str()),
            span,
        }),
    }
}

/// "A couple of days", "millions of dollars": what is counted stands behind "of".
fn is_of_scale(tokens: &[Token], end: usize) -> bool {
    let is_scale = end
        .checked_sub(1)
        .is_some_and(|last| matches!(word(tokens, last), Some(Word::Scale(..))));
    is_scale
        && tokens
            .get(end)
            .is_some_and(|of| TABLE.of.contains(of.folded.as_str()))
}

/// Whether a unit of the tables is money.
pub fn is_currency(unit: &str) -> bool {
    TABLE.currencies.contains(unit)
}

/// The units of the tables, for callers that show them in a language.
pub fn unit_ids() -> impl Iterator<Item = &'static str> {
    TABLE.units.iter().map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::super::table::{RawTable, SOURCES};
    use super::*;
    use crate::tokens;

    #[test]
    fn every_example_of_the_tables_holds() {
        let mut wrong = Vec::new();
        for source in SOURCES {
            let raw: RawTable = toml::from_str(source).unwrap();
            for example in &raw.examples {
                let [text, wanted @ ..] = example.as_slice() else {
                    panic!("an example has a text");
                };
                let got: Vec<String> = find_numbers(&tokens(text, 0))
                    .iter()
                    .map(|hit| {
                        let value = (hit.value * 10_000.0).round() / 10_000.0;
                        format!("{} = {value} {}", hit.span.of(text), hit.unit.unwrap_or(""))
                            .trim_end()
                            .to_owned()
                    })
                    .collect();
                let wanted: Vec<&String> = wanted.iter().filter(|one| !one.is_empty()).collect();
                if got.iter().collect::<Vec<_>>() != wanted {
                    wrong.push(format!("{text}\n  {got:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn hostile_text_takes_linear_time() {
        for piece in [
            "one ",
            "9 ",
            "999 ",
            "two hundred and ",
            "a million ",
            "1,",
            "тысяча ",
        ] {
            let text = piece.repeat(300_000 / piece.len());
            let start = std::time::Instant::now();
            find_numbers(&tokens(&text, 0));
            assert!(start.elapsed().as_secs() < 10, "{piece}");
        }
    }
}
