//! The year of a day that is written without one.

use diptych_core::{Basis, Day, Period};

use super::resolve::{Anchor, Tense};

/// A day with the other days that the same words can mean, best first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) day: Day,
    pub(super) basis: Basis,
    pub(super) others: Vec<Day>,
}

impl Reading {
    pub(super) fn sure(day: Day, basis: Basis) -> Self {
        Self {
            day,
            basis,
            others: Vec::new(),
        }
    }
}

/// Years on either side of the page that a missing year may be looked for in.
const REACH: i16 = 8;

/// Whether the month has such a day in any year.
pub(super) fn exists(month: i8, day: i8) -> bool {
    Day::new(2024, month, day).is_some()
}

/// The day of month and day, its year written or found.
///
/// Without a year, the page's date decides: the past is taken unless the
/// coming day is much nearer, and the tense of the sentence shifts the balance.
/// A period in which that day does not lie, but the same day of another year
/// does, supplies the year. A weekday beside it must fit where any year lets it.
pub(super) fn day(
    month: i8,
    day: i8,
    year: Option<i16>,
    weekday: Option<i8>,
    anchor: &Anchor,
) -> Option<Reading> {
    if let Some(year) = year {
        return Some(Reading::sure(Day::new(year, month, day)?, Basis::Explicit));
    }
    let middle = anchor.page.or(anchor.period.from).or(anchor.period.to)?;
    let year = middle.0.year();
    let all: Vec<Day> = (year - REACH..=year + REACH)
        .filter_map(|year| Day::new(year, month, day))
        .collect();
    let fits = |day: &&Day| weekday.is_none_or(|wd| day.0.weekday().to_monday_one_offset() == wd);
    let fitting: Vec<Day> = all.iter().filter(fits).copied().collect();
    let near = |day: &Day| day.days_since(middle).abs() < 500;
    let days = if fitting.iter().any(near) {
        fitting
    } else {
        all
    };
    match anchor.page {
        Some(page) => by_page(&days, page, anchor),
        None => by_period(&days, anchor.period),
    }
}

fn by_page(days: &[Day], page: Day, anchor: &Anchor) -> Option<Reading> {
    let past = days.iter().copied().filter(|day| *day <= page).max();
    let next = days.iter().copied().filter(|day| *day > page).min();
    let (day, other) = match (past, next) {
        (Some(past), Some(next)) => {
            let (back, ahead) = (page.days_since(past), next.days_since(page));
            let takes_past = match anchor.tense {
                Tense::Past => back <= 4 * ahead,
                Tense::Unknown => 2 * back <= 3 * ahead,
                Tense::Future => 8 * back <= ahead,
            };
            if takes_past {
                (past, Some(next))
            } else {
                (next, Some(past))
            }
        }
        (Some(day), None) | (None, Some(day)) => (day, None),
        (None, None) => return None,
    };
    if !within(day, anchor.period)
        && let Some(better) = days
            .iter()
            .copied()
            .filter(|day| within(*day, anchor.period))
            .min_by_key(|day| day.days_since(page).abs())
    {
        return Some(Reading {
            day: better,
            basis: Basis::Period,
            others: vec![day],
        });
    }
    // A year away is no real alternative to a few days ago.
    let distance = |day: Day| day.days_since(page).abs();
    let others = other
        .filter(|other| distance(*other) <= 4 * distance(day))
        .into_iter()
        .collect();
    Some(Reading {
        day,
        basis: Basis::Explicit,
        others,
    })
}

fn by_period(days: &[Day], period: Period) -> Option<Reading> {
    let mut inside: Vec<Day> = days
        .iter()
        .copied()
        .filter(|day| within(*day, period))
        .collect();
    if inside.is_empty() {
        let gap = |day: &Day| {
            let before = period.from.map_or(0, |from| from.days_since(*day).max(0));
            let after = period.to.map_or(0, |to| day.days_since(to).max(0));
            before.max(after)
        };
        inside.extend(days.iter().copied().min_by_key(gap));
    } else if period.from.is_none() {
        inside.reverse();
    }
    inside.truncate(3);
    let mut inside = inside.into_iter();
    Some(Reading {
        day: inside.next()?,
        basis: Basis::Period,
        others: inside.collect(),
    })
}

/// Whether the day lies in the period; an open period holds every day.
fn within(day: Day, period: Period) -> bool {
    period.from.is_none_or(|from| from <= day) && period.to.is_none_or(|to| day <= to)
}

/// The one day of a period of at most a week that is this weekday.
pub(super) fn only_weekday(weekday: i8, period: Period) -> Option<Day> {
    let (from, to) = period.from.zip(period.to)?;
    if to.days_since(from) > 6 {
        return None;
    }
    let ahead = (weekday - from.0.weekday().to_monday_one_offset()).rem_euclid(7);
    let day = from.plus(i32::from(ahead));
    (day <= to).then_some(day)
}
