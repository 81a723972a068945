//! The terms of two positions, slot by slot.

use std::collections::BTreeSet;

use diptych_core::{Aspect, Day, DivergenceKind, Lang, Polarity, Rung, Slot, Term, Time};
use diptych_lang::tokens;

use crate::judge::{Judgement, SPECIFIC, judged, speaks_of_it};
use crate::stand::{Stand, term_of};
use crate::term_values::{comparable, differ};
use crate::words::word_keys;

/// Slots in which the two differ.
pub(crate) fn terms(p: &Stand, q: &Stand, likeness: f64, shared: f64, out: &mut Vec<Judgement>) {
    if likeness < 0.55
        || shared < SPECIFIC
        || !speaks_of_it(p)
        || !speaks_of_it(q)
        || p.position.polarity == Polarity::Negative
        || q.position.polarity == Polarity::Negative
    {
        return;
    }
    for slot in [
        Slot::Who,
        Slot::HowMany,
        Slot::Money,
        Slot::When,
        Slot::InForce,
        Slot::Duration,
        Slot::Where,
        Slot::Scope,
        Slot::Instrument,
        Slot::Format,
        Slot::Binding,
    ] {
        let (mine, theirs) = (values(p, q, slot), values(q, p, slot));
        if mine.is_empty() || theirs.is_empty() {
            continue;
        }
        if matches!(slot, Slot::When | Slot::Where)
            && (p.position.as_of.is_some() || q.position.as_of.is_some())
        {
            continue;
        }
        // What happened at night bears two dates in two capitals.
        let past = |stand: &Stand| {
            matches!(
                stand.position.time,
                Time::Past | Time::Present | Time::Unspecified
            ) || stand.position.rung.is_some_and(|rung| rung >= Rung::Done)
        };
        if slot == Slot::When
            && (past(p) && past(q))
            && mine.iter().any(|a| theirs.iter().any(|b| next_day(a, b)))
        {
            continue;
        }
        // When a thing was agreed, and when it is to be, are two days.
        if slot == Slot::When && past_day(p, &mine) != past_day(q, &theirs) {
            continue;
        }
        // A difference needs a pair that can be compared, and no value in common.
        let pairs: Vec<(&str, &str)> = mine
            .iter()
            .flat_map(|a| theirs.iter().map(move |b| (*a, *b)))
            .filter(|(a, b)| comparable(slot, a, b))
            .collect();
        if pairs.is_empty() {
            continue;
        }
        let mut paired = false;
        if pairs.iter().any(|(a, b)| !differ(slot, a, b)) {
            paired = one_left_differs(p, q, slot);
            if !paired {
                continue;
            }
        }
        let sure = match slot {
            _ if paired => 0.6,
            Slot::HowMany | Slot::Money | Slot::When | Slot::InForce | Slot::Duration => 0.85,
            Slot::Who => 0.8,
            _ => 0.6,
        };
        let mut judgement = judged(Aspect::Term, DivergenceKind::TermsDiffer, 1, sure);
        judgement.slot = Some(slot);
        out.push(judgement);
    }
}

/// Whether the days lie before or on the day on which they were named.
fn past_day(stand: &Stand, values: &[&str]) -> bool {
    stand.days.is_some_and(|(_, said)| {
        values.iter().all(|value| {
            value
                .split_once('/')
                .and_then(|(_, to)| Day::parse(to))
                .is_some_and(|to| to.days_since(said) <= 0)
        })
    })
}

/// Of several amounts in each of two clauses, those that meet are set aside;
/// whether the one left on each side counts the same thing and differs.
fn one_left_differs(p: &Stand, q: &Stand, slot: Slot) -> bool {
    if !matches!(slot, Slot::HowMany | Slot::Money | Slot::Duration) {
        return false;
    }
    let left_of = |one: &Stand, other: &Stand| -> Vec<Term> {
        term_of(one, slot)
            .filter(|term| {
                !term_of(other, slot).any(|met| {
                    comparable(slot, &term.value, &met.value)
                        && !differ(slot, &term.value, &met.value)
                })
            })
            .cloned()
            .collect()
    };
    let (mine, theirs) = (left_of(p, q), left_of(q, p));
    let ([mine], [theirs]) = (mine.as_slice(), theirs.as_slice()) else {
        return false;
    };
    comparable(slot, &mine.value, &theirs.value)
        && differ(slot, &mine.value, &theirs.value)
        && heads_meet(&mine.text, &theirs.text)
}

/// Whether the last words of two amounts are one thing: prisoners are no sailors.
fn heads_meet(a: &str, b: &str) -> bool {
    let head = |text: &str| -> BTreeSet<String> {
        let tokens = tokens(text, 0);
        let Some(last) = tokens.iter().rev().find(|token| token.is_word) else {
            return BTreeSet::new();
        };
        let langs: &[Lang] = if last.folded.is_ascii() {
            &[Lang::En]
        } else {
            &[Lang::Ru, Lang::Uk]
        };
        langs
            .iter()
            .flat_map(|lang| word_keys(&last.folded, lang))
            .collect()
    };
    let (a, b) = (head(a), head(b));
    a.iter().any(|key| b.contains(key))
}

/// Whether two values are single days, one the day after the other.
fn next_day(a: &str, b: &str) -> bool {
    let day = |value: &str| {
        let (from, to) = value.split_once('/')?;
        (from == to).then(|| Day::parse(from)).flatten()
    };
    match (day(a), day(b)) {
        (Some(a), Some(b)) => a.days_since(b).abs() == 1,
        _ => false,
    }
}

/// The values of a slot. A day from which a thing is in force is set beside
/// the day of an account that does not say so in these words.
fn values<'s>(stand: &'s Stand, other: &Stand, slot: Slot) -> Vec<&'s str> {
    let has = |stand: &Stand, slot| term_of(stand, slot).next().is_some();
    let read_as = match slot {
        Slot::InForce if !has(stand, slot) && has(other, slot) => Slot::When,
        Slot::When if has(other, Slot::InForce) || has(stand, Slot::InForce) => return Vec::new(),
        slot => slot,
    };
    term_of(stand, read_as)
        .map(|term| term.value.as_str())
        .collect()
}
