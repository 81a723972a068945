//! Values of days: single days, periods, and bounds on them.

use diptych_core::Day;

use crate::term_values::bare_amount;

/// Days of a value: their bound, the first and the last of them.
pub(crate) struct Days<'v> {
    /// "<=" for no later, ">=" for no earlier, else nothing.
    pub(crate) sign: &'v str,
    pub(crate) from: &'v str,
    pub(crate) to: &'v str,
}

/// The days of a value of a slot of time; nothing where it names an event.
pub(crate) fn days_of(value: &str) -> Option<Days<'_>> {
    let bare = bare_amount(value);
    let (from, to) = bare.split_once('/')?;
    Some(Days {
        sign: &value[..value.len() - bare.len()],
        from,
        to,
    })
}

/// Whether two values of days cannot both be right. Two bounds of one sort are
/// compared as days, since each names the limit.
pub(crate) fn days_differ(a: &Days<'_>, b: &Days<'_>) -> bool {
    let (before, after) = (a.to < b.from, b.to < a.from);
    match (a.sign, b.sign) {
        ("", "") => {
            let (a, b) = ((a.from, a.to), (b.from, b.to));
            before || after || is_period(a) && is_period(b) && a != b
        }
        (one, other) if one == other => before || after,
        ("<=", _) | (_, ">=") => before,
        _ => after,
    }
}

/// Whether both days were named, as in "from 3 May to 20 July": a single day, a
/// month and a year leave open which day is meant, a period does not.
fn is_period((from, to): (&str, &str)) -> bool {
    let (Some(first), Some(last)) = (Day::parse(from), Day::parse(to)) else {
        return false;
    };
    let month = |day: &str| -> Option<i32> {
        let mut parts = day.split('-');
        Some(parts.next()?.parse::<i32>().ok()? * 12 + parts.next()?.parse::<i32>().ok()?)
    };
    let whole = from.ends_with("-01") && last.plus(1).to_string().ends_with("-01");
    let months = match (month(from), month(to)) {
        (Some(from), Some(to)) => to - from + 1,
        _ => return false,
    };
    let is_unit = whole && matches!(months, 1 | 3 | 6 | 12);
    !is_unit && last.days_since(first) > 7
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differ(a: &str, b: &str) -> bool {
        let days = |value| days_of(value).expect("the value names days");
        days_differ(&days(a), &days(b))
    }

    #[test]
    fn a_bound_excludes_what_lies_past_it() {
        let cap = "<=2031-11-01/2031-11-01";
        assert!(differ(cap, "2031-12-20/2031-12-20") && differ("2031-12-20/2031-12-20", cap));
        assert!(!differ(cap, "2031-10-20/2031-10-20"));
        assert!(differ(">=2032-04-01/2032-04-30", cap));
        assert!(differ(cap, "<=2031-12-01/2031-12-01"));
        assert!(days_of("event:signature").is_none());
    }

    #[test]
    fn two_periods_differ_where_both_ends_were_named() {
        assert!(differ("2031-05-03/2031-07-20", "2031-05-03/2031-08-20"));
        assert!(!differ("2031-05-01/2031-05-31", "2031-05-03/2031-05-03"));
    }
}
