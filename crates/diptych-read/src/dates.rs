//! Dates as metadata write them. Dates in prose are the language crate's affair.

use std::collections::HashMap;
use std::sync::OnceLock;

use diptych_core::{Day, fold_text};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};

/// A date of metadata, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    /// The calendar day, at the place of publication where that is known.
    pub(crate) day: Day,
    /// Whether a time of day stands with it.
    pub(crate) has_time: bool,
    /// The offset that stands with it, `+03:00`.
    pub(crate) tz: Option<String>,
}

/// Reads a date: ISO 8601 and RFC 3339 with or without time, RFC 2822,
/// `04.03.2031 10:15`, `4 March 2031`, `March 4, 2031`, `4 марта 2031`,
/// `4 березня 2031`, seconds since 1970.
///
/// `tz` is the time zone of the place of publication, an offset or IANA name.
/// A moment given in UTC is turned to it; a moment with an offset of its own
/// keeps the day that it writes. Where there is no such day, nothing.
pub(crate) fn parse(text: &str, tz: Option<&str>) -> Option<Written> {
    let text = text.trim();
    if let Some(spaced) = spaced_iso(text)
        && let Some(found) = parse_iso(&spaced, tz)
    {
        return Some(found);
    }
    if let Some(found) = parse_iso(text, tz) {
        return Some(found);
    }
    if let Some(found) = parse_unix(text, tz) {
        return Some(found);
    }
    if let Ok(zoned) = jiff::fmt::rfc2822::parse(text) {
        let offset = zoned.offset();
        return Some(at_place(
            zoned.datetime(),
            Some(offset),
            zoned.timestamp(),
            tz,
        ));
    }
    parse_ctime(text, tz).or_else(|| parse_words(text))
}

/// `Tue Mar 04 10:15:00 +0000 2031`, as X and Unix write it.
fn parse_ctime(text: &str, tz: Option<&str>) -> Option<Written> {
    let zoned = jiff::Zoned::strptime("%a %b %d %H:%M:%S %z %Y", text).ok()?;
    Some(at_place(
        zoned.datetime(),
        Some(zoned.offset()),
        zoned.timestamp(),
        tz,
    ))
}

/// Whether `tz` names a time zone: an offset or a name of the IANA list.
pub(crate) fn zone(tz: &str) -> Option<TimeZone> {
    let tz = tz.trim();
    if let Some(offset) = parse_offset(tz) {
        return Some(TimeZone::fixed(offset));
    }
    TimeZone::get(tz).ok()
}

fn parse_offset(text: &str) -> Option<Offset> {
    if matches!(text, "Z" | "z" | "UTC" | "GMT") {
        return Some(Offset::UTC);
    }
    let rest = text
        .strip_prefix("UTC")
        .or_else(|| text.strip_prefix("GMT"))
        .unwrap_or(text);
    let (sign, digits) = match rest.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let plain: String = digits.chars().filter(|c| *c != ':').collect();
    if !plain.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes): (i32, i32) = match plain.len() {
        1 | 2 => (plain.parse().ok()?, 0),
        3 | 4 => {
            let (hours, minutes) = plain.split_at(plain.len() - 2);
            (hours.parse().ok()?, minutes.parse().ok()?)
        }
        _ => return None,
    };
    if minutes > 59 {
        return None;
    }
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

fn at_place(
    written: DateTime,
    offset: Option<Offset>,
    moment: Timestamp,
    tz: Option<&str>,
) -> Written {
    let place = tz.and_then(zone);
    match (offset, place) {
        (Some(offset), Some(place)) if offset == Offset::UTC => Written {
            day: Day(moment.to_zoned(place).date()),
            has_time: true,
            tz: None,
        },
        _ => Written {
            day: Day(written.date()),
            has_time: true,
            // UTC is how machines write, not where the page was made.
            tz: offset
                .filter(|offset| *offset != Offset::UTC)
                .map(offset_text),
        },
    }
}

fn offset_text(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

fn parse_iso(text: &str, tz: Option<&str>) -> Option<Written> {
    let date = text.get(..10)?;
    let day = Day::parse(&date.replace('/', "-"))?;
    let rest = text[10..].trim_start_matches(['T', 't', ' ', ',']).trim();
    if rest.is_empty() {
        return Some(Written {
            day,
            has_time: false,
            tz: None,
        });
    }
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.' || c == ','))
        .unwrap_or(rest.len());
    let time = civil_time(&rest[..end])?;
    let written = day.0.to_datetime(time);
    let Some(offset) = parse_offset(rest[end..].trim()) else {
        return Some(Written {
            day,
            has_time: true,
            tz: None,
        });
    };
    let moment = offset.to_timestamp(written).ok()?;
    Some(at_place(written, Some(offset), moment, tz))
}

/// `20310304T1015` or `20310304` with its marks put in.
fn spaced_iso(text: &str) -> Option<String> {
    let date = text
        .get(..8)
        .filter(|date| date.bytes().all(|byte| byte.is_ascii_digit()))?;
    let date = format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]);
    match text[8..].strip_prefix('T') {
        None if text.len() == 8 => Some(date),
        Some(time) if time.len() >= 4 && time.is_char_boundary(2) => {
            let (hours, rest) = time.split_at(2);
            let rest = rest.trim_start_matches(':');
            Some(format!("{date}T{hours}:{}", rest.get(..2)?))
        }
        _ => None,
    }
}

fn civil_time(text: &str) -> Option<jiff::civil::Time> {
    let mut parts = text.split([':', '.', ',']);
    let hour = parts.next()?.parse().ok()?;
    let minute = parts.next()?.parse().ok()?;
    let second = parts.next().and_then(|part| part.parse().ok()).unwrap_or(0);
    // A leap second is the last second of its minute.
    jiff::civil::Time::new(hour, minute, second.min(59), 0).ok()
}

/// Ten digits of seconds, or thirteen of milliseconds.
fn parse_unix(text: &str, tz: Option<&str>) -> Option<Written> {
    if !matches!(text.len(), 10 | 13) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds = text[..10].parse().ok()?;
    let moment = Timestamp::from_second(seconds).ok()?;
    let written = Offset::UTC.to_datetime(moment);
    Some(at_place(written, Some(Offset::UTC), moment, tz))
}

fn months() -> &'static HashMap<String, i8> {
    static MONTHS: OnceLock<HashMap<String, i8>> = OnceLock::new();
    MONTHS.get_or_init(|| {
        let table: HashMap<String, Vec<String>> =
            toml::from_str(include_str!("../marks/months.toml"))
                .expect("the table of months is part of the crate and tested");
        let mut out = HashMap::new();
        for forms in table.values() {
            for (index, month) in forms.iter().enumerate() {
                for form in month.split('|') {
                    out.insert(form.to_owned(), index as i8 + 1);
                }
            }
        }
        out
    })
}

/// Whether the folded word names a month.
pub(crate) fn is_month(word: &str) -> bool {
    months().contains_key(word)
}

/// Whether every word is a figure or the name of a month, and one is the name
/// of a month or a date in figures.
pub(crate) fn is_stamp(text: &str) -> bool {
    let folded = fold_text(text);
    let mut words = folded
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, ':' | '.')))
        .map(|word| word.trim_matches(['.', ':']))
        .filter(|word| !word.is_empty());
    let is_figure = |word: &str| {
        word.chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.'))
    };
    let mut has_day = false;
    words.all(|word| {
        has_day |= is_month(word) || word.matches('.').count() == 2;
        is_month(word)
            || is_figure(word)
            || matches!(word, "г" | "года" | "р" | "року" | "в" | "о" | "at")
    }) && has_day
}

/// A day in words or in figures with points: exactly one day, month and year.
fn parse_words(text: &str) -> Option<Written> {
    if text.len() > 80 {
        return None;
    }
    let folded = fold_text(text);
    let mut parts = folded
        .split(|c: char| !(c.is_alphanumeric() || c == ':'))
        .filter(|part| !part.is_empty());
    let (mut day, mut month, mut year) = (None, None, None);
    let mut has_time = false;
    let mut figures = Vec::new();
    for part in parts.by_ref() {
        if part.contains(':') {
            has_time = true;
        } else if let Some(found) = months().get(part) {
            month = Some(*found);
        } else if let Ok(number) = part.parse::<i16>() {
            match part.len() {
                4 if year.is_none() => year = Some(number),
                1 | 2 => figures.push(number as i8),
                _ => {}
            }
        }
    }
    if month.is_none() && figures.len() >= 2 {
        // Figures with points are day first; with slashes nobody can tell.
        if !text.contains('.') {
            return None;
        }
        month = Some(figures[1]);
    }
    if day.is_none() {
        day = figures.first().copied();
    }
    Some(Written {
        day: Day::new(year?, month?, day?)?,
        has_time,
        tz: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str, tz: Option<&str>) -> Option<String> {
        parse(text, tz).map(|written| written.day.to_string())
    }

    #[test]
    fn every_usual_form_is_read() {
        for text in [
            "2031-03-04",
            "2031/03/04",
            "2031-03-04T10:15:00+03:00",
            "2031-03-04T10:15:00.123Z",
            "2031-03-04 10:15",
            "2031-03-04T10:15:00+0300",
            "Tue, 04 Mar 2031 10:15:00 +0200",
            "Tue Mar 04 10:15:00 +0000 2031",
            "04.03.2031 10:15",
            "4.3.2031",
            "4 March 2031",
            "March 4, 2031, 10:15",
            "4 марта 2031 года",
            "4 березня 2031, 10:15",
            "1930385700",
            "20310304T1015",
            "20310304",
        ] {
            assert_eq!(day(text, None).as_deref(), Some("2031-03-04"), "{text}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_none() {
        for text in [
            "2031-02-31",
            "31 февраля 2031",
            "03/04/2031",
            "soon",
            "",
            "2031",
        ] {
            assert_eq!(day(text, None), None, "{text}");
        }
    }

    #[test]
    fn a_moment_in_utc_is_turned_to_the_place() {
        let late = "2031-03-04T22:30:00Z";
        assert_eq!(day(late, Some("+03:00")).as_deref(), Some("2031-03-05"));
        assert_eq!(
            day(late, Some("Europe/Kyiv")).as_deref(),
            Some("2031-03-05")
        );
        assert_eq!(day(late, None).as_deref(), Some("2031-03-04"));
        let own = parse("2031-03-04T22:30:00-05:00", Some("+03:00")).unwrap();
        assert_eq!(
            (own.day.to_string().as_str(), own.tz.as_deref()),
            ("2031-03-04", Some("-05:00"))
        );
    }

    #[test]
    fn a_stamp_is_nothing_but_a_date_and_a_time() {
        for text in [
            "28 февраля, 10:00",
            "04.03.2031, 14:10",
            "March 4, 2031 at 10:15",
            "5 березня 2031 р. о 15:02",
        ] {
            assert!(is_stamp(text), "{text}");
        }
        for text in [
            "10:00",
            "Ada Renn, March 4",
            "What she said on March 4:",
            "",
        ] {
            assert!(!is_stamp(text), "{text}");
        }
    }

    #[test]
    fn zones_are_offsets_or_names() {
        assert!(
            zone("+03:00").is_some() && zone("Europe/Moscow").is_some() && zone("UTC+2").is_some()
        );
        assert!(zone("Moscow time").is_none() && zone("+99:99").is_none());
    }
}
