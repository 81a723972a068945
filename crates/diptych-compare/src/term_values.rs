//! Values of terms: whether two of a slot can be compared, and whether they differ.

use std::collections::BTreeSet;

use diptych_core::{Day, Slot};
use diptych_lang::ladder::concepts;
use diptych_lang::numbers::unit_ids;

use crate::terms::DECISION;

/// Whether two values of a slot cannot both be right.
pub(crate) fn differ(slot: Slot, a: &str, b: &str) -> bool {
    match slot {
        Slot::When | Slot::InForce => match (a.split_once('/'), b.split_once('/')) {
            (Some(a), Some(b)) => a.1 < b.0 || b.1 < a.0 || is_period(a) && is_period(b) && a != b,
            _ => false,
        },
        Slot::HowMany | Slot::Money | Slot::Duration => amounts_differ(a, b),
        Slot::Who => {
            let a: BTreeSet<&str> = a.split('+').collect();
            let b: BTreeSet<&str> = b.split('+').collect();
            let within = |some: &BTreeSet<&str>, all: &BTreeSet<&str>| {
                some.iter()
                    .all(|one| all.iter().any(|other| same_name(one, other)))
            };
            !within(&a, &b) && !within(&b, &a)
        }
        Slot::Where => !same_name(a, b),
        _ => a != b,
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

/// Whether two keys of names are one name in two cases: all but a short ending is the same.
fn same_name(a: &str, b: &str) -> bool {
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.chars().count(), b.chars().count());
    common >= 4 && a.max(b) - common <= 3 || a == b && common == a
}

/// Whether two values can be compared at all: amounts need the same unit.
pub(crate) fn comparable(slot: Slot, a: &str, b: &str) -> bool {
    match slot {
        Slot::HowMany | Slot::Money | Slot::Duration => match (amount(a), amount(b)) {
            (Some(a), Some(b)) => same_unit(a.1, b.1),
            _ => false,
        },
        Slot::Binding => match (a.strip_prefix(DECISION), b.strip_prefix(DECISION)) {
            (Some(a), Some(b)) => rules_meet(a, b),
            (None, None) => true,
            _ => false,
        },
        _ => true,
    }
}

/// Whether two decision rules answer one question: what sets a thing going is
/// asked apart from who decides it, and a vote without a veto is one by majority.
fn rules_meet(a: &str, b: &str) -> bool {
    let starts = |rule: &str| matches!(rule, "on_request" | "automatic");
    let by_vote = |rule: &str| matches!(rule, "no_veto" | "majority" | "qualified_majority");
    match (a, b) {
        ("on_request", other) | (other, "on_request") => starts(other),
        ("no_veto", other) | (other, "no_veto") => !by_vote(other),
        _ => true,
    }
}

/// Whether two units are one; words that no table knows meet by their beginning,
/// since languages spell a foreign currency each in its own way.
fn same_unit(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let known = |unit: &str| unit_ids().any(|id| id == unit) || concepts().by_key(unit).is_some();
    let start = |unit: &str| unit.chars().take(2).collect::<String>();
    !known(a) && !known(b) && a.len() >= 4 && b.len() >= 4 && start(a) == start(b)
}

fn amount(value: &str) -> Option<(&str, &str, f64)> {
    let sign = if value.starts_with(">=") || value.starts_with("<=") {
        &value[..2]
    } else {
        ""
    };
    let (unit, number) = value[sign.len()..].rsplit_once(':')?;
    Some((sign, unit, number.parse().ok()?))
}

fn amounts_differ(a: &str, b: &str) -> bool {
    let (Some((a_sign, a_unit, a_value)), Some((b_sign, b_unit, b_value))) = (amount(a), amount(b))
    else {
        return false;
    };
    if !same_unit(a_unit, b_unit) {
        return false;
    }
    let same = (a_value - b_value).abs() <= 0.001 * a_value.abs().max(b_value.abs());
    if same {
        return false;
    }
    match (a_sign, b_sign) {
        (">=", "" | "<=") | ("", "<=") => b_value < a_value,
        ("<=", "" | ">=") | ("", ">=") => b_value > a_value,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_of_one_unit_are_compared() {
        assert!(!differ(Slot::HowMany, ">=prisoner:100", "prisoner:120"));
        assert!(differ(Slot::HowMany, "prisoner:100", "prisoner:120"));
        assert!(!differ(Slot::HowMany, "prisoner:100", "week:120"));
    }

    #[test]
    fn days_that_overlap_do_not_differ() {
        assert!(!differ(
            Slot::When,
            "2031-05-01/2031-05-31",
            "2031-05-04/2031-05-04"
        ));
        assert!(differ(
            Slot::When,
            "2031-05-01/2031-05-01",
            "2031-05-04/2031-05-04"
        ));
    }

    #[test]
    fn rules_are_compared_that_answer_one_question() {
        let meet =
            |a: &str, b: &str| comparable(Slot::Binding, a, b) && differ(Slot::Binding, a, b);
        assert!(meet("decision:consent_of_all", "decision:majority"));
        assert!(meet("decision:consent_of_all", "decision:automatic"));
        assert!(!meet("decision:no_veto", "decision:majority"));
        assert!(!meet("decision:on_request", "decision:majority"));
        assert!(!meet("decision:majority", "legally_binding"));
        assert!(meet("non_binding", "legally_binding"));
    }

    #[test]
    fn a_smaller_group_does_not_exclude_the_larger() {
        assert!(!differ(Slot::Who, "europe", "europe+p5"));
        assert!(differ(Slot::Who, "europe", "p5"));
    }
}
