//! Dates written in numerals.

use super::items::{Class, Words};

/// A date in numerals, before the order of day and month is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) year: Option<i16>,
    /// First and second numeral; the month stands first in ISO dates.
    pub(super) pair: (i8, i8),
    /// How the two numerals are to be read.
    pub(super) order: Order,
}

/// Which of two numerals is the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    MonthFirst,
    DayFirst,
    /// The language's custom, the other as an alternative.
    Open,
}

/// The number that the digits write, up to `most`.
pub(super) fn small(digits: &str, most: i32) -> Option<i32> {
    if digits.len() > 2 {
        return None;
    }
    digits.parse().ok().filter(|value| *value <= most)
}

/// `20th` with one of the endings.
pub(super) fn with_suffix(folded: &str, suffixes: &[String]) -> Option<i32> {
    let end = folded.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, suffix) = folded.split_at(end);
    if end == 0 || !suffixes.iter().any(|known| known == suffix) {
        return None;
    }
    small(digits, 31)
}

/// `20.08.2031`, `20.08.31`; with `short`, `20.08`.
pub(super) fn dotted(folded: &str, short: bool) -> Option<Written> {
    if !folded.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let mut parts = folded.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() || month.len() != 2 || !(1..=2).contains(&day.len()) {
        return None;
    }
    let year = match (short, year) {
        (true, None) => None,
        (false, Some(year)) if year.len() == 4 => Some(year.parse().ok()?),
        (false, Some(year)) if year.len() == 2 && day.len() == 2 => {
            Some(2000 + year.parse::<i16>().ok()?)
        }
        _ => return None,
    };
    let pair = (byte(day)?, byte(month)?);
    if short && !(1..=12).contains(&pair.1) {
        return None;
    }
    in_range(Written {
        year,
        pair,
        order: Order::DayFirst,
    })
}

/// `2031-08-20`, `20/08/2031`, `20/08`, whose marks are tokens of their own.
pub(super) fn in_pieces(words: &Words, class: Class, at: usize) -> Option<(Written, usize)> {
    let count = if class == Class::SlashedShort { 3 } else { 5 };
    let mark = if class == Class::Iso { "-" } else { "/" };
    words.digits(at)?;
    let last = at + count - 1;
    let marked = (at + 1..=last).step_by(2).all(|at| {
        words
            .tokens
            .get(at)
            .is_some_and(|token| token.folded == mark)
    });
    if !marked || !words.touch(at, last) || goes_on(words, at, last, mark) {
        return None;
    }
    let year = |at: usize| -> Option<i16> {
        words
            .digits(at)
            .filter(|digits| digits.len() == 4)?
            .parse()
            .ok()
    };
    let part = |at: usize| byte(words.digits(at)?);
    let two = |at: usize| words.digits(at).is_some_and(|digits| digits.len() == 2);
    let written = match class {
        Class::Iso => {
            // The time of `2031-08-20T10:00` grows on to the day.
            let day = &words.tokens[at + 4].folded;
            let day = day.split('t').next().unwrap_or(day);
            if !two(at + 2) || day.len() != 2 {
                return None;
            }
            Written {
                year: Some(year(at)?),
                pair: (part(at + 2)?, byte(day)?),
                order: Order::MonthFirst,
            }
        }
        Class::Slashed if words.digits(at)?.len() == 4 => Written {
            year: Some(year(at)?),
            pair: (part(at + 2)?, part(at + 4)?),
            order: Order::MonthFirst,
        },
        Class::Slashed => Written {
            year: Some(year(at + 4)?),
            pair: (part(at)?, part(at + 2)?),
            order: Order::Open,
        },
        _ => {
            if !two(at) || !two(at + 2) {
                return None;
            }
            Written {
                year: None,
                pair: (part(at)?, part(at + 2)?),
                order: Order::Open,
            }
        }
    };
    Some((in_range(written)?, at + count))
}

/// Whether the same mark and more digits touch the numerals: then they are no date.
fn goes_on(words: &Words, first: usize, last: usize, mark: &str) -> bool {
    let after = words.touch(last, last + 2)
        && words.tokens[last + 1].folded == mark
        && words.digits(last + 2).is_some();
    let before =
        first >= 1 && words.touch(first - 1, first) && words.tokens[first - 1].folded == mark;
    after || before
}

fn byte(digits: &str) -> Option<i8> {
    if digits.is_empty() || digits.len() > 2 {
        return None;
    }
    digits.parse().ok()
}

/// Day numbers from 1 to 31 and years that texts of our time name; a month
/// beyond 12 stays, so that it is reported rather than passed over.
fn in_range(written: Written) -> Option<Written> {
    let (first, second) = written.pair;
    let fits = (1..=31).contains(&first)
        && (1..=31).contains(&second)
        && written
            .year
            .is_none_or(|year| (1900..=2099).contains(&year));
    fits.then_some(written)
}
