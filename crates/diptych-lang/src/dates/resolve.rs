//! From the words of a date to the days they can mean.

use diptych_core::{Basis, Day, Period, Precision, Said};

use super::grammar::Match;
use super::items::Slots;
use super::numeric::{Order, Written};
use super::table::{Rule, Table, Unit};
use super::years::{self, Reading};

/// Which way the sentence looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tense {
    Past,
    Future,
    #[default]
    Unknown,
}

/// What days are counted from.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Anchor {
    pub(super) page: Option<Day>,
    /// The day last named in the text.
    pub(super) named: Option<Day>,
    pub(super) period: Period,
    pub(super) tense: Tense,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Outcome {
    /// A date; with a note where weekday and day do not agree.
    Date(Said, Option<&'static str>),
    /// No such day.
    Impossible,
    /// Nothing to count from.
    Open,
    /// No date after all.
    Nothing,
}

pub(super) fn resolve(found: &Match, table: &Table, anchor: &Anchor) -> Outcome {
    let slots = &found.slots;
    let rule = &table.rules[found.rule];
    if let Some(written) = slots.written {
        return numeric(written, table.month_first, slots, anchor);
    }
    if let Some(days) = rule.span {
        return part_of_year(days, slots, anchor);
    }
    if slots.month[0].is_some() && slots.day[0].is_some() {
        return month_and_day(rule, slots, anchor);
    }
    if let Some(month) = slots.month[0] {
        return whole_month(month, rule, slots, anchor);
    }
    if let Some(weekday) = slots.weekday {
        return on_weekday(weekday, rule, slots, anchor);
    }
    if rule.offset.is_some() || rule.sign.is_some() {
        return counted(rule, slots, anchor);
    }
    if let (Some(unit), Some(shift)) = (slots.unit.or(rule.unit), slots.shift.or(rule.shift)) {
        let Some(page) = anchor.page else {
            return Outcome::Open;
        };
        let (from, to, precision) = around(page, unit, shift);
        return Outcome::Date(range(from, to, precision, Basis::Weekday), None);
    }
    if let Some(year) = slots.year[0] {
        let last = slots.year[1].unwrap_or(year);
        let ends = Day::new(year, 1, 1).zip(Day::new(last, 12, 31));
        return match ends.filter(|(from, to)| from < to) {
            Some((from, to)) => {
                Outcome::Date(range(from, to, Precision::Year, Basis::Explicit), None)
            }
            None => Outcome::Nothing,
        };
    }
    Outcome::Nothing
}

fn range(from: Day, to: Day, precision: Precision, basis: Basis) -> Said {
    Said {
        to,
        precision,
        ..Said::day(from, basis)
    }
}

fn numeric(written: Written, month_first: bool, slots: &Slots, anchor: &Anchor) -> Outcome {
    let (first, second) = written.pair;
    let orders: &[(i8, i8)] = match (written.order, month_first) {
        (Order::MonthFirst, _) => &[(first, second)],
        (Order::DayFirst, _) => &[(second, first)],
        (Order::Open, true) => &[(first, second), (second, first)],
        (Order::Open, false) => &[(second, first), (first, second)],
    };
    let mut readings = orders
        .iter()
        .filter_map(|(month, day)| years::day(*month, *day, written.year, slots.weekday, anchor));
    let Some(best) = readings.next() else {
        // Two numerals without a year that are no day are no date either.
        return match written.year {
            Some(_) => Outcome::Impossible,
            None if orders
                .iter()
                .any(|(month, day)| years::exists(*month, *day)) =>
            {
                Outcome::Open
            }
            None => Outcome::Nothing,
        };
    };
    let note = disagreement(best.day, slots.weekday);
    let mut said = said(best);
    for other in readings {
        if other.day != said.from && !said.alternatives.contains(&other.day) {
            said.alternatives.push(other.day);
        }
    }
    Outcome::Date(said, note)
}

fn said(reading: Reading) -> Said {
    Said {
        alternatives: reading.others,
        ..Said::day(reading.day, reading.basis)
    }
}

/// The note where the weekday beside a day is another than the day's own.
fn disagreement(day: Day, weekday: Option<i8>) -> Option<&'static str> {
    weekday
        .is_some_and(|named| day.0.weekday().to_monday_one_offset() != named)
        .then_some("the weekday is not that of the day")
}

fn month_and_day(rule: &Rule, slots: &Slots, anchor: &Anchor) -> Outcome {
    let (Some(month), Some(day)) = (slots.month[0], slots.day[0]) else {
        return Outcome::Nothing;
    };
    if !years::exists(month, day) {
        return Outcome::Impossible;
    }
    // "18 March of last year".
    let shifted = slots
        .shift
        .zip(anchor.page)
        .and_then(|(shift, page)| page.0.year().checked_add(i16::try_from(shift).ok()?));
    let year = slots.year[0].or(slots.year[1]).or(shifted);
    // "30 December to 2 January 2031" begins in the year before.
    let begins_before =
        slots.year[0].is_none() && slots.month[1].is_some_and(|second| second < month);
    let year = if begins_before {
        year.map(|year| year - 1)
    } else {
        year
    };
    let Some(first) = years::day(month, day, year, slots.weekday, anchor) else {
        return if year.is_some() {
            Outcome::Impossible
        } else {
            Outcome::Open
        };
    };
    let note = disagreement(first.day, slots.weekday);
    let mut out = said(first);
    if let Some(last) = slots.day[1] {
        let end_month = slots.month[1].unwrap_or(month);
        let start_year = out.from.0.year();
        let end_year = slots.year[1].unwrap_or(if end_month < month {
            start_year + 1
        } else {
            start_year
        });
        match Day::new(end_year, end_month, last) {
            Some(end) if end >= out.from => {
                out.to = end;
                out.precision = Precision::Range;
            }
            _ => return Outcome::Impossible,
        }
    }
    if slots.part || rule.part {
        out.precision = Precision::PartOfDay;
    }
    let others = rule.alternatives.iter().map(|by| out.from.plus(*by));
    out.alternatives.extend(others.collect::<Vec<_>>());
    Outcome::Date(out, note)
}

fn whole_month(month: i8, rule: &Rule, slots: &Slots, anchor: &Anchor) -> Outcome {
    let first = match (slots.year[0], slots.shift, anchor.page) {
        (Some(year), _, _) => {
            Day::new(year, month, 1).map(|day| Reading::sure(day, Basis::Explicit))
        }
        (None, Some(shift), Some(page)) => {
            // "Last May" is the latest May that is over.
            let this = page.0.year();
            let year = match shift {
                _ if rule.unit == Some(Unit::Year) => this + i16::try_from(shift).unwrap_or(0),
                -1 if month >= page.0.month() => this - 1,
                1 if month <= page.0.month() => this + 1,
                _ => this,
            };
            Day::new(year, month, 1).map(|day| Reading::sure(day, Basis::Weekday))
        }
        (None, _, _) => years::day(month, 1, None, None, anchor),
    };
    let Some(first) = first else {
        return Outcome::Open;
    };
    let mut out = said(first);
    out.to = Day(out.from.0.last_of_month());
    out.precision = Precision::Month;
    Outcome::Date(out, None)
}

/// A season or a feast, by its first and last day of the year.
fn part_of_year(
    [(month, day), (last_month, last_day)]: [(i8, i8); 2],
    slots: &Slots,
    anchor: &Anchor,
) -> Outcome {
    let this = anchor.page.map(|page| page.0.year());
    let year = match (slots.year[0], slots.shift, this, anchor.page) {
        (Some(year), ..) => Some(year),
        // "Next spring" is the one to come, in whichever year.
        (None, Some(shift), Some(this), Some(page)) => {
            let begun = Day::new(this, month, day).is_some_and(|first| first <= page);
            match shift {
                1 if !begun => Some(this),
                -1 if begun => Some(this),
                shift => i16::try_from(shift).ok().map(|shift| this + shift),
            }
        }
        _ => None,
    };
    let Some(first) = years::day(month, day, year, None, anchor) else {
        return Outcome::Open;
    };
    let mut out = said(first);
    let goes_over = (last_month, last_day) < (month, day);
    let year = out.from.0.year() + i16::from(goes_over);
    match Day::new(year, last_month, last_day) {
        Some(last) if last > out.from => {
            out.to = last;
            out.precision = Precision::Range;
        }
        Some(_) => {}
        None => return Outcome::Nothing,
    }
    Outcome::Date(out, None)
}

fn on_weekday(weekday: i8, rule: &Rule, slots: &Slots, anchor: &Anchor) -> Outcome {
    let Some(page) = anchor
        .page
        .or_else(|| years::only_weekday(weekday, anchor.period))
    else {
        return Outcome::Open;
    };
    // Days since that weekday was last, 0 on the day itself.
    let back = i32::from((page.0.weekday().to_monday_one_offset() - weekday).rem_euclid(7));
    let latest = page.plus(-back);
    let shift = slots.shift.or(rule.shift);
    let (best, mut others) = if slots.unit == Some(Unit::Week) || rule.unit == Some(Unit::Week) {
        (
            monday(page).plus(7 * shift.unwrap_or(0) + i32::from(weekday) - 1),
            Vec::new(),
        )
    } else {
        match (shift, anchor.tense) {
            (Some(0), _) => {
                let this = monday(page).plus(i32::from(weekday) - 1);
                (this, vec![latest, latest.plus(7)])
            }
            (Some(-1), _) if back == 0 => (page.plus(-7), vec![page]),
            (Some(-1), _) => (latest, vec![latest.plus(-7)]),
            (Some(_), _) => (latest.plus(7), vec![latest.plus(14)]),
            (None, Tense::Future) if back == 0 => (page, vec![page.plus(7)]),
            (None, Tense::Future) => (latest.plus(7), vec![latest]),
            (None, _) => (latest, vec![latest.plus(-7), latest.plus(7)]),
        }
    };
    others.extend(rule.alternatives.iter().map(|by| best.plus(*by)));
    others.retain(|other| *other != best);
    let mut out = Said {
        alternatives: others,
        ..Said::day(best, Basis::Weekday)
    };
    if slots.part || rule.part {
        out.precision = Precision::PartOfDay;
    }
    Outcome::Date(out, None)
}

/// "Yesterday", "three days ago", "the next day".
fn counted(rule: &Rule, slots: &Slots, anchor: &Anchor) -> Outcome {
    let named = anchor.named.filter(|_| rule.from_text);
    // "Two days later", "that evening" without a day named before are no dates on their own;
    // "in two days" is counted from the page where the sentence looks ahead.
    let ahead = rule.from_text && (rule.sign == Some(1) || rule.offset.is_some_and(|by| by >= 0));
    if ahead && named.is_none() && (!rule.or_page || anchor.tense == Tense::Past) {
        return Outcome::Nothing;
    }
    let Some(base) = named.or(anchor.page) else {
        return Outcome::Open;
    };
    let from_base = |base: Day| -> Said {
        if let Some(offset) = rule.offset {
            return Said::day(base.plus(offset), Basis::Weekday);
        }
        let by = rule.sign.unwrap_or(-1) * slots.number.unwrap_or(1);
        match slots.unit.or(rule.unit).unwrap_or(Unit::Day) {
            Unit::Day => Said::day(base.plus(by), Basis::Weekday),
            Unit::Minute | Unit::Hour => Said {
                precision: Precision::PartOfDay,
                alternatives: vec![base.plus(by.signum())],
                ..Said::day(base, Basis::Weekday)
            },
            unit => {
                let (from, to, precision) = around(base, unit, by);
                range(from, to, precision, Basis::Weekday)
            }
        }
    };
    let mut out = from_base(base);
    if let Some(page) = anchor.page.filter(|_| named.is_some()) {
        out.alternatives.push(from_base(page).from);
    }
    out.alternatives
        .extend(rule.alternatives.iter().map(|by| out.from.plus(*by)));
    let best = out.from;
    out.alternatives.retain(|other| *other != best);
    if slots.part || rule.part {
        out.precision = Precision::PartOfDay;
    }
    Outcome::Date(out, None)
}

/// The week, month or year that lies `by` units from `day`.
fn around(day: Day, unit: Unit, by: i32) -> (Day, Day, Precision) {
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day => (day.plus(by), day.plus(by), Precision::Day),
        Unit::Week => {
            let from = monday(day).plus(7 * by);
            (from, from.plus(6), Precision::Week)
        }
        Unit::Month => {
            let from = day
                .0
                .first_of_month()
                .saturating_add(jiff::Span::new().months(by));
            (Day(from), Day(from.last_of_month()), Precision::Month)
        }
        Unit::Year => {
            let from = day
                .0
                .first_of_year()
                .saturating_add(jiff::Span::new().years(by));
            (Day(from), Day(from.last_of_year()), Precision::Year)
        }
    }
}

fn monday(day: Day) -> Day {
    day.plus(-i32::from(day.0.weekday().to_monday_zero_offset()))
}
