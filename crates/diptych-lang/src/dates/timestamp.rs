//! Moments as metadata write them.

use diptych_core::{Basis, Day, Lang, Period, Precision};
use jiff::fmt::{rfc2822, temporal};

use super::{DateContext, find_dates};

/// Characters of a metadata value that are looked at.
const REACH: usize = 120;

/// The day that a metadata value names, and its time zone as written.
///
/// Reads RFC 3339, RFC 2822, seconds since 1970, and any full date in the
/// ways of English, Russian and Ukrainian (`20.11.2026 10:00`,
/// `November 20, 2026`, `20 ноября 2026 г.`). The day is that of the place
/// where it was written, not of UTC. A date without a year is none.
pub fn parse_timestamp(text: &str) -> Option<(Day, Option<String>)> {
    let text = text.trim();
    let text = text
        .char_indices()
        .nth(REACH)
        .map_or(text, |(at, _)| &text[..at]);
    if let Ok(pieces) = temporal::Pieces::parse(text) {
        return Some((Day(pieces.date()), offset(text)));
    }
    if let Ok(moment) = rfc2822::parse(text) {
        return Some((Day(moment.date()), offset(text)));
    }
    if text.len() >= 9 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return seconds(text);
    }
    let langs = if text
        .chars()
        .any(|letter| matches!(letter, '\u{400}'..='\u{4ff}'))
    {
        [Lang::Ru, Lang::Uk]
    } else {
        [Lang::En, Lang::Other(String::new())]
    };
    let day = langs.into_iter().find_map(|lang| full_date(text, lang))?;
    Some((day, offset(text)))
}

/// The first date of the text that is a day and has its year beside it.
fn full_date(text: &str, lang: Lang) -> Option<Day> {
    let context = DateContext {
        period: Period::default(),
        lang,
        ..DateContext::default()
    };
    let (dates, _) = find_dates(text, 0, &context);
    dates
        .into_iter()
        .find(|said| said.basis == Basis::Explicit && said.precision <= Precision::Day)
        .map(|said| said.from)
}

/// Seconds or milliseconds since 1970; years 1990 to 2100 only.
fn seconds(text: &str) -> Option<(Day, Option<String>)> {
    let value: i64 = text.parse().ok()?;
    let value = if text.len() >= 12 {
        value / 1000
    } else {
        value
    };
    let moment = jiff::Timestamp::from_second(value).ok()?;
    let date = moment.to_zoned(jiff::tz::TimeZone::UTC).date();
    (1990..=2100)
        .contains(&date.year())
        .then(|| (Day(date), Some("UTC".to_owned())))
}

/// `Z`, `+03:00`, `+0300` or an abbreviation of the table at the end of the value.
fn offset(text: &str) -> Option<String> {
    let text = text.split('[').next().unwrap_or(text).trim_end();
    let last = text.rsplit(char::is_whitespace).next().unwrap_or(text);
    if matches!(last, "GMT" | "UTC" | "Z") || (last.ends_with('Z') && last.contains(':')) {
        return Some("UTC".to_owned());
    }
    let named = match last {
        "EST" | "EDT" | "ET" => Some("America/New_York"),
        "MSK" | "МСК" | "мск" => Some("Europe/Moscow"),
        "CET" | "CEST" => Some("Europe/Brussels"),
        "EET" | "EEST" => Some("Europe/Kyiv"),
        _ => None,
    };
    if let Some(name) = named {
        return Some(name.to_owned());
    }
    let at = last.rfind(['+', '-'])?;
    let (before, zone) = last.split_at(at);
    let digits: String = zone[1..].chars().filter(|mark| *mark != ':').collect();
    let is_time = before.is_empty() || before.contains(':') || before.contains('T');
    let is_offset =
        matches!(digits.len(), 2 | 4) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_time || !is_offset {
        return None;
    }
    let minutes = if digits.len() == 4 {
        &digits[2..]
    } else {
        "00"
    };
    Some(format!("{}{}:{minutes}", &zone[..1], &digits[..2]))
}

#[cfg(test)]
mod tests {
    use super::parse_timestamp;

    fn read(text: &str) -> Option<String> {
        parse_timestamp(text).map(|(day, zone)| format!("{day} {}", zone.unwrap_or_default()))
    }

    #[test]
    fn forms_of_metadata() {
        for (text, wanted) in [
            ("2031-08-20T23:10:00+03:00", "2031-08-20 +03:00"),
            ("2031-08-20T23:10:00Z", "2031-08-20 UTC"),
            ("2031-08-20T23:10:00.123-0500", "2031-08-20 -05:00"),
            ("2031-08-20 23:10", "2031-08-20 "),
            ("2031-08-20", "2031-08-20 "),
            ("Thu, 20 Nov 2031 10:00:00 +0300", "2031-11-20 +03:00"),
            ("Thu, 20 Nov 2031 10:00:00 GMT", "2031-11-20 UTC"),
            ("20.11.2031 10:00", "2031-11-20 "),
            ("20.11.2031, 10:00 МСК", "2031-11-20 Europe/Moscow"),
            ("November 20, 2031", "2031-11-20 "),
            (
                "Updated Nov. 20, 2031 9:15 p.m. EST",
                "2031-11-20 America/New_York",
            ),
            ("20 ноября 2031 г., 10:00", "2031-11-20 "),
            ("20 листопада 2031 року", "2031-11-20 "),
            ("1945123200", "2031-08-22 UTC"),
            ("1945123200000", "2031-08-22 UTC"),
        ] {
            assert_eq!(read(text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn no_full_date_is_no_timestamp() {
        for text in [
            "",
            "20 ноября",
            "yesterday",
            "31.02.2031",
            "2031",
            "+++",
            "99999999999999999999",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&"9".repeat(5000)), None);
        assert_eq!(read(&"é".repeat(5000)), None);
    }
}
