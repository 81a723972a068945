//! Values of terms: whether two of a slot can be compared, and whether they differ.

use std::collections::BTreeSet;

use diptych_core::Slot;
use diptych_lang::ladder::concepts;
use diptych_lang::numbers::unit_ids;

use crate::day_values::{days_differ, days_of};
use crate::terms::DECISION;

/// What the value of a scope begins with that covers one thing and no other.
pub(crate) const ONLY: &str = "only:";

/// The same for one that covers several things alike.
pub(crate) const ALL: &str = "all:";

fn is_cover(value: &str) -> bool {
    value.starts_with(ONLY) || value.starts_with(ALL)
}

/// Whether two values of a slot cannot both be right.
pub(crate) fn differ(slot: Slot, a: &str, b: &str) -> bool {
    match slot {
        Slot::When | Slot::InForce => match (days_of(a), days_of(b)) {
            (Some(a), Some(b)) => days_differ(&a, &b),
            // In force from a day, and from an event.
            _ => a != b,
        },
        Slot::HowMany | Slot::Money | Slot::Duration => {
            comparable(slot, a, b) && numbers_differ(a, b)
        }
        Slot::Scope if is_cover(a) || is_cover(b) => {
            let only = a.strip_prefix(ONLY).or_else(|| b.strip_prefix(ONLY));
            let all = a.strip_prefix(ALL).or_else(|| b.strip_prefix(ALL));
            // Only the one of those that the other says are covered alike.
            matches!((only, all), (Some(only), Some(all)) if all.split('+').any(|one| one == only))
        }
        Slot::Who => {
            let a: BTreeSet<&str> = a.split('+').collect();
            let b: BTreeSet<&str> = b.split('+').collect();
            let within = |some: &BTreeSet<&str>, all: &BTreeSet<&str>| {
                some.iter()
                    .all(|one| all.iter().any(|other| same_name(one, other)))
            };
            !within(&a, &b) && !within(&b, &a)
        }
        Slot::Where => match (metres(a), metres(b)) {
            // A mile at sea is longer than one on land.
            (Some(a), Some(b)) => (a - b).abs() > 0.16 * a.max(b),
            _ => !same_name(a, b),
        },
        _ => a != b,
    }
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
            (Some(one), Some(other)) => parts_meet(a, b) && same_unit(one.unit, other.unit),
            _ => false,
        },
        Slot::Binding => match (a.strip_prefix(DECISION), b.strip_prefix(DECISION)) {
            (Some(a), Some(b)) => rules_meet(a, b),
            (None, None) => true,
            _ => false,
        },
        Slot::Scope if is_cover(a) || is_cover(b) => {
            is_cover(a) && is_cover(b) && a.starts_with(ONLY) != b.starts_with(ONLY)
        }
        // When a thing holds, a day and an event both tell.
        Slot::When => days_of(a).is_some() == days_of(b).is_some(),
        // How far off, in whose waters, and in which town are three questions.
        Slot::Where => match (metres(a), metres(b)) {
            (None, None) => zone(a) == zone(b),
            (a, b) => a.is_some() && b.is_some(),
        },
        _ => true,
    }
}

/// The kind of area that a value names ("international_waters"), if it is no proper name.
fn zone(value: &str) -> Option<&str> {
    value.rsplit_once('_').map(|(_, kind)| kind)
}

/// A distance in metres.
fn metres(value: &str) -> Option<f64> {
    let amount = amount(value)?;
    length(amount.unit).map(|metres| metres * amount.high)
}

/// The metres of a unit of length.
pub(crate) fn length(unit: &str) -> Option<f64> {
    match unit {
        "m" => Some(1.0),
        "km" => Some(1_000.0),
        "mile" => Some(1_700.0),
        "foot" => Some(0.305),
        "yard" => Some(0.914),
        _ => None,
    }
}

/// Signs of amounts that are not all there is.
const SIGNS: [&str; 4] = [">=", "<=", "part ", "rest "];

/// An amount without its bound.
pub(crate) fn bare_amount(value: &str) -> &str {
    SIGNS
        .iter()
        .find_map(|sign| value.strip_prefix(sign))
        .unwrap_or(value)
}

/// Whether two amounts are not two parts of one whole ("the first nine", "the other four").
pub(crate) fn parts_meet(a: &str, b: &str) -> bool {
    let part = |value: &str| {
        ["part ", "rest "]
            .into_iter()
            .find(|sign| value.starts_with(sign))
    };
    match (part(a), part(b)) {
        (Some(a), Some(b)) => a == b,
        (Some(_), None) => bare_amount(b) == b,
        (None, Some(_)) => bare_amount(a) == a,
        (None, None) => true,
    }
}

/// The unit of an amount.
pub(crate) fn unit_of(value: &str) -> Option<&str> {
    amount(value).map(|amount| amount.unit)
}

/// The number of an amount that is neither a bound nor a range.
pub(crate) fn plain_number(value: &str) -> Option<f64> {
    amount(value)
        .filter(|amount| amount.sign.is_empty() && amount.low >= amount.high)
        .map(|amount| amount.high)
}

/// Whether a table or the matters know the unit.
pub(crate) fn is_known_unit(unit: &str) -> bool {
    unit_ids().any(|id| id == unit) || concepts().by_key(unit).is_some()
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

/// What the unit of an amount ends with that is allowed either way of a middle.
pub(crate) const BAND: &str = "/band";

/// Whether two units name one kind of thing.
fn is_one_kind(a: &str, b: &str) -> bool {
    /// The fallen, and their bodies.
    const SAME: [&str; 2] = ["people", "body"];
    a == b || SAME.contains(&a) && SAME.contains(&b)
}

/// Whether two units are one; words that no table knows meet by their beginning,
/// since languages spell a foreign currency each in its own way.
fn same_unit(a: &str, b: &str) -> bool {
    if is_one_kind(a, b) {
        return true;
    }
    // How far a thing may move either way is no rise and no share.
    if a.ends_with(BAND) != b.ends_with(BAND) {
        return false;
    }
    // An amount whose rate one account leaves out is the same amount.
    match (a.split_once('/'), b.split_once('/')) {
        (Some((amount, _)), None) => return same_unit(amount, b),
        (None, Some((amount, _))) => return same_unit(a, amount),
        (Some((a, per_a)), Some((b, per_b))) => return per_a == per_b && same_unit(a, b),
        (None, None) => {}
    }
    let start = |unit: &str| unit.replace('h', "g").chars().take(3).collect::<String>();
    !is_known_unit(a) && !is_known_unit(b) && a.len() >= 4 && b.len() >= 4 && start(a) == start(b)
}

/// An amount: its bound, its unit, its least and its greatest number.
struct Amount<'v> {
    sign: &'v str,
    unit: &'v str,
    low: f64,
    high: f64,
}

fn amount(value: &str) -> Option<Amount<'_>> {
    let sign = &value[..value.len() - bare_amount(value).len()];
    let (unit, number) = value[sign.len()..].rsplit_once(':')?;
    let (low, high) = number.split_once("..").unwrap_or((number, number));
    let (low, high) = (low.parse().ok()?, high.parse().ok()?);
    Some(Amount {
        sign,
        unit,
        low,
        high,
    })
}

/// Whether two numbers of one thing cannot both be right.
pub(crate) fn numbers_differ(a: &str, b: &str) -> bool {
    let (Some(a), Some(b)) = (amount(a), amount(b)) else {
        return false;
    };
    // "A third" and "33 per cent" are one share.
    let near = if a.unit == "percent" { 0.012 } else { 0.001 };
    let near = if a.high.fract() == 0.0 && b.high.fract() == 0.0 {
        0.001
    } else {
        near
    };
    // So many from each of two sides are twice as many in all.
    let of_each = |amount: &Amount<'_>| amount.unit.ends_with("/side");
    let total = |amount: &Amount<'_>| {
        let times = if of_each(&a) == of_each(&b) || !of_each(amount) {
            1.0
        } else {
            2.0
        };
        amount.high * times
    };
    let same = |a: f64, b: f64| (a - b).abs() <= near * a.abs().max(b.abs());
    if same(total(&a), total(&b)) && of_each(&a) != of_each(&b) {
        return false;
    }
    if same(a.low, b.low) && same(a.high, b.high) {
        return false;
    }
    let is_range = |amount: &Amount<'_>| amount.low < amount.high;
    match (a.sign, b.sign) {
        // All of them are no fewer than a part.
        (">=", "" | "<=") | ("", "<=") | ("part " | "rest ", "") => b.high < a.low,
        ("<=", "" | ">=") | ("", ">=" | "part " | "rest ") => b.low > a.high,
        // A single number inside a range fits it.
        ("", "") if is_range(&a) != is_range(&b) => b.high < a.low || a.high < b.low,
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
    fn ranges_bounds_shares_and_rates_are_compared() {
        let many =
            |a: &str, b: &str| comparable(Slot::HowMany, a, b) && differ(Slot::HowMany, a, b);
        assert!(!many("day:20..30", "day:25"));
        assert!(many("day:20..30", "day:35"));
        assert!(many("day:20..30", "day:20..40"));
        assert!(!many(">=day:20", "day:25..30"));
        assert!(many("<=day:20", "day:25..30"));
        assert!(!many("percent:33.333", "percent:33"));
        assert!(many("percent:30", "percent:31"));
        assert!(!many("eur/ton:20", "eur:20"));
        assert!(many("eur/ton:20", "eur:25"));
        assert!(!many("eur/ton:20", "eur/barrel:25"));
        assert!(many("times_per_year:2", "times_per_year:4"));
    }

    #[test]
    fn a_part_does_not_differ_from_all_of_them() {
        let many =
            |a: &str, b: &str| comparable(Slot::HowMany, a, b) && differ(Slot::HowMany, a, b);
        assert!(!many("part thaler:90", "thaler:340"));
        assert!(many("part thaler:90", "thaler:34"));
        assert!(many("rest people:4", "rest people:5"));
        assert!(!many("part people:4", "rest people:5"));
        assert!(!many("part people:4", ">=people:2"));
    }

    #[test]
    fn a_place_is_how_far_whose_or_which() {
        let place = |a: &str, b: &str| comparable(Slot::Where, a, b) && differ(Slot::Where, a, b);
        assert!(place("mile:20", "mile:3"));
        assert!(!place("mile:10", "km:18"));
        assert!(!place("mile:10", "lenna"));
        assert!(place("lenna", "orsha"));
        assert!(place("international_waters", "territorial_waters"));
        assert!(!place("international_waters", "lenna"));
    }

    #[test]
    fn bounds_of_days_and_events_are_compared() {
        let when = |slot, a: &str, b: &str| comparable(slot, a, b) && differ(slot, a, b);
        let (cap, floor) = ("<=2031-11-01/2031-11-01", ">=2032-04-01/2032-04-30");
        assert!(when(Slot::When, cap, floor) && when(Slot::When, floor, cap));
        assert!(!when(Slot::When, cap, "2031-10-20/2031-10-20"));
        assert!(when(Slot::When, cap, "2031-12-20/2031-12-20"));
        assert!(when(Slot::When, "2032-03-01/2032-03-01", floor));
        assert!(when(Slot::When, cap, "<=2031-12-01/2031-12-01"));
        assert!(!when(Slot::When, cap, ">=2031-05-01/2031-05-01"));
        assert!(when(Slot::When, "event:signature", "event:ratification"));
        assert!(!when(Slot::When, "event:signature", cap));
        assert!(when(
            Slot::InForce,
            "event:signature",
            "2031-11-01/2031-11-01"
        ));
    }

    #[test]
    fn a_band_is_no_rise_and_the_fallen_are_bodies() {
        let many =
            |a: &str, b: &str| comparable(Slot::HowMany, a, b) && differ(Slot::HowMany, a, b);
        assert!(!many("percent/band:5", "percent:40"));
        assert!(many("percent/band:5", "percent/band:8"));
        assert!(many("people:212", "body:187") && !many("people:212", "body:212"));
        assert!(!many("people/side:150", "people:300"));
        // An account that names one number may count either way.
        assert!(!many("people/side:150", "people:150") && many("people/side:150", "people:200"));
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
    fn the_end_of_a_month_is_no_day_before_it() {
        let end = "2031-09-26/2031-09-30";
        assert!(differ(Slot::When, end, "2031-09-08/2031-09-08"));
        assert!(!differ(Slot::When, end, "2031-09-29/2031-09-29"));
        assert!(!differ(Slot::When, end, "2031-09-01/2031-09-30"));
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
