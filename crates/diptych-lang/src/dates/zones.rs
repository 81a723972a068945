//! Times of day and time zones beside a date.

use diptych_core::{Day, Precision, Said};

use super::table::{Rule, Table};

/// A time or a zone that stands near a date.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Clock<'t> {
    pub(super) hour: Option<i32>,
    /// IANA name and hours east of UTC.
    pub(super) zone: Option<(&'t str, f32)>,
}

/// The hour that a time rule read, 0 to 24.
pub(super) fn hour(rule: &Rule, hour: i32) -> Option<i32> {
    let add = rule.time?;
    Some(if add == 12 && hour == 12 || add == -12 && hour < 12 {
        hour
    } else if add == -12 {
        0
    } else {
        (hour + add).min(24)
    })
}

/// Writes the zone to the date, and the neighbouring day that it can be on the page.
pub(super) fn apply(said: &mut Said, clock: Clock, page_zone: Option<&str>, table: &Table) {
    said.tz = clock
        .zone
        .map(|(name, _)| name.to_owned())
        .or_else(|| page_zone.map(str::to_owned));
    if clock.hour.is_some() && said.precision == Precision::Day {
        said.precision = Precision::PartOfDay;
    }
    let (Some((_, there)), Some(here)) =
        (clock.zone, page_zone.and_then(|zone| hours(zone, table)))
    else {
        return;
    };
    let shift = match clock.hour {
        Some(hour) => {
            let local = hour as f32 - there + here;
            if local < 0.0 {
                -1
            } else {
                i32::from(local >= 24.0)
            }
        }
        // Without an hour, zones three hours apart or more may differ by a day.
        None if there - here >= 3.0 => -1,
        None if here - there >= 3.0 => 1,
        None => 0,
    };
    push_shifted(said, shift);
}

fn push_shifted(said: &mut Said, shift: i32) {
    if shift != 0 && said.precision <= Precision::Day {
        let day: Day = said.from.plus(shift);
        if !said.alternatives.contains(&day) {
            said.alternatives.insert(0, day);
        }
    }
}

/// Hours east of UTC of an offset such as `+03:00`, or of a name in the table;
/// summer time is passed over, since it never moves a zone by half a day.
pub(super) fn hours(zone: &str, table: &Table) -> Option<f32> {
    let zone = zone.trim();
    if matches!(zone, "Z" | "UTC" | "GMT") {
        return Some(0.0);
    }
    if let Some(sign) = zone
        .chars()
        .next()
        .filter(|first| matches!(first, '+' | '-'))
    {
        let digits: String = zone.chars().filter(char::is_ascii_digit).take(4).collect();
        let (hours, minutes) = digits.split_at_checked(2)?;
        let value = hours.parse::<f32>().ok()? + minutes.parse::<f32>().unwrap_or(0.0) / 60.0;
        return Some(if sign == '-' { -value } else { value });
    }
    table
        .rules
        .iter()
        .filter_map(|rule| rule.zone.as_ref())
        .find(|(name, _)| name == zone)
        .map(|(_, hours)| *hours)
}
