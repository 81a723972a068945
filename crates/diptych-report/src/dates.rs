//! Dates written for readers, with the ISO form beside them.

use askama::Template;
use diptych_core::{Basis, Day, Period, Position, Precision, Said, Statement};

/// A date or a run of days, ready to print.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "when.html")]
pub(crate) struct When {
    /// What stands before it: `on or before `.
    pub lead: &'static str,
    /// ISO form of the first day, or of the month or year.
    pub from: String,
    /// The first day for readers.
    pub from_text: String,
    /// ISO form of the last day, where it is another.
    pub to: Option<String>,
    /// The last day for readers; empty where it is the same.
    pub to_text: String,
}

impl When {
    /// One day.
    pub(crate) fn day(day: Day) -> Self {
        Self {
            from: day.to_string(),
            from_text: full(day),
            ..Self::default()
        }
    }

    /// When it was said.
    pub(crate) fn said(said: &Said) -> Self {
        let (from, to) = (said.from, said.to);
        let mut when = match said.precision {
            Precision::Month if same_month(from, to) => Self {
                from: iso_month(from),
                from_text: format!("{} {}", month(from), from.0.year()),
                ..Self::default()
            },
            Precision::Year if from.0.year() == to.0.year() => Self {
                from: format!("{:04}", from.0.year()),
                from_text: from.0.year().to_string(),
                ..Self::default()
            },
            _ => Self::span(from, to),
        };
        if said.basis == Basis::Published {
            when.lead = "on or before ";
        } else if said.precision == Precision::Week {
            when.lead = "in the week ";
        }
        when
    }

    /// When a position was held: the time that it speaks of, else when it was said, else, marked so,
    /// when that was published.
    pub(crate) fn held(position: &Position, statement: &Statement) -> Option<Self> {
        let earlier = position.as_of.as_ref().and_then(|as_of| {
            Some(match (as_of.from, as_of.to) {
                (Some(from), Some(to)) => Self::span(from, to),
                (Some(from), None) => Self {
                    lead: "from ",
                    ..Self::day(from)
                },
                (None, Some(to)) => Self {
                    lead: "until ",
                    ..Self::day(to)
                },
                (None, None) => return None,
            })
        });
        earlier
            .or_else(|| statement.said.as_ref().map(Self::said))
            .or_else(|| {
                Some(Self {
                    lead: "on or before ",
                    ..Self::day(statement.published?)
                })
            })
    }

    /// A run of days, `18–20 August 2031`.
    pub(crate) fn span(from: Day, to: Day) -> Self {
        if from == to {
            return Self::day(from);
        }
        let from_text = if same_month(from, to) {
            from.0.day().to_string()
        } else if from.0.year() == to.0.year() {
            format!("{} {}", from.0.day(), month(from))
        } else {
            full(from)
        };
        Self {
            lead: "",
            from: from.to_string(),
            from_text,
            to: Some(to.to_string()),
            to_text: full(to),
        }
    }

    /// A period, open at either end; nothing where both are open.
    pub(crate) fn period(period: Period) -> Option<Self> {
        match (period.from, period.to) {
            (Some(from), Some(to)) => Some(Self::span(from, to)),
            (Some(from), None) => Some(Self {
                lead: "from ",
                ..Self::day(from)
            }),
            (None, Some(to)) => Some(Self {
                lead: "until ",
                ..Self::day(to)
            }),
            (None, None) => None,
        }
    }

    /// The whole as plain text.
    pub(crate) fn text(&self) -> String {
        let gap = if self.to.is_none() {
            ""
        } else if self.from_text.contains(' ') {
            " – "
        } else {
            "–"
        };
        format!("{}{}{gap}{}", self.lead, self.from_text, self.to_text)
    }
}

fn same_month(a: Day, b: Day) -> bool {
    a.0.year() == b.0.year() && a.0.month() == b.0.month()
}

fn iso_month(day: Day) -> String {
    format!("{:04}-{:02}", day.0.year(), day.0.month())
}

/// `18 August 2031`.
pub(crate) fn full(day: Day) -> String {
    format!("{} {} {}", day.0.day(), month(day), day.0.year())
}

/// `18 August`.
pub(crate) fn short(day: Day) -> String {
    format!("{} {}", day.0.day(), month(day))
}

fn month(day: Day) -> &'static str {
    match day.0.month() {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn days_are_written_for_readers() {
        assert_eq!(When::day(day("2031-08-18")).text(), "18 August 2031");
        assert_eq!(
            When::span(day("2031-08-18"), day("2031-08-20")).text(),
            "18–20 August 2031"
        );
        assert_eq!(
            When::span(day("2031-07-30"), day("2031-08-02")).text(),
            "30 July – 2 August 2031"
        );
    }

    #[test]
    fn a_month_keeps_its_precision() {
        let mut said = Said::day(day("2031-04-01"), Basis::Explicit);
        said.to = day("2031-04-30");
        said.precision = Precision::Month;
        let when = When::said(&said);
        assert_eq!(
            (when.text().as_str(), when.from.as_str()),
            ("April 2031", "2031-04")
        );
    }

    #[test]
    fn a_day_of_publication_is_not_passed_off_as_the_day_it_was_said() {
        let said = Said::day(day("2031-04-01"), Basis::Published);
        assert_eq!(When::said(&said).text(), "on or before 1 April 2031");
    }
}
