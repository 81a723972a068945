//! Days and the dates of what was said.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::Span;

/// A calendar day, written `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub Date);

impl Day {
    /// The day, or nothing where there is no such day (31 February).
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self)
    }

    /// The day written as `YYYY-MM-DD`; nothing for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        text.trim().parse().ok().map(Self)
    }

    /// The day `days` later, or earlier where it is negative; the day itself at the ends of the calendar.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().days(days)))
    }

    /// Whole days from `earlier` to this day.
    pub fn days_since(self, earlier: Self) -> i32 {
        self.0.since(earlier.0).map_or(0, |span| span.get_days())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date", "pattern": r"^-?\d{4,6}-\d{2}-\d{2}$" })
    }
}

/// Inclusive days; an open end where nothing is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Period {
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
}

/// How exactly a date is known.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// A part of one day: morning, evening, an hour.
    PartOfDay,
    /// One day.
    Day,
    /// Several days in a row, named as such.
    Range,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// What a date was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Day and month stand beside the words.
    Explicit,
    /// From the line above a quotation.
    Block,
    /// A weekday or a word such as yesterday, counted from the page's date.
    Weekday,
    /// Carried on from an earlier statement of the same speaker.
    Carried,
    /// The case's period supplied the missing year.
    Period,
    /// The day the page was published; it was said then or before.
    Published,
    /// A date that the text gives for the occasion.
    BodyDate,
}

/// When something was said, or published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Said {
    /// First day it can have been.
    pub from: Day,
    /// Last day it can have been, inclusive.
    pub to: Day,
    /// How exactly it is known.
    pub precision: Precision,
    /// What it was read from.
    pub basis: Basis,
    /// The words that gave it; nothing where metadata did.
    pub span: Option<Span>,
    /// Other days that the same words can mean, best first.
    #[serde(default)]
    pub alternatives: Vec<Day>,
    /// Time zone the day is counted in, where the text or page gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tz: Option<String>,
}

impl Said {
    /// One day, without words that give it.
    pub fn day(day: Day, basis: Basis) -> Self {
        Self {
            from: day,
            to: day,
            precision: Precision::Day,
            basis,
            span: None,
            alternatives: Vec::new(),
            tz: None,
        }
    }

    /// Whether the two can be the same day.
    pub fn meets(&self, other: &Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_no_31_february() {
        assert_eq!(Day::new(2031, 2, 31), None);
        assert_eq!(Day::parse("2031-02-31"), None);
    }

    #[test]
    fn days_are_counted_both_ways() {
        let day = Day::parse("2031-03-01").unwrap();
        assert_eq!(day.plus(-1).to_string(), "2031-02-28");
        assert_eq!(day.days_since(Day::parse("2031-01-30").unwrap()), 30);
    }
}
