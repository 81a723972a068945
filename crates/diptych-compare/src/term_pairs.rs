//! The terms of two positions, slot by slot.

use std::collections::BTreeSet;
use std::rc::Rc;

use diptych_core::{Aspect, Day, DivergenceKind, Lang, Polarity, Rung, Slot, Term, Time};
use diptych_lang::numbers::{Mark, is_marked, number_at};
use diptych_lang::tokens;

use crate::counted::OF_THEM;
use crate::day_values::days_of;
use crate::judge::{Judgement, SPECIFIC, judged, speaks_of_it};
use crate::memo::Memo;
use crate::stand::{Stand, term_of};
use crate::term_values::{
    bare_amount, comparable, differ, is_known_unit, numbers_differ, parts_meet, plain_number,
    unit_of,
};
use crate::words::word_keys;

/// Two clauses less alike are not held against each other slot by slot.
const LIKE: f64 = 0.55;

/// The same where both name an amount of one thing, which makes them likelier to be of one.
const LIKE_IN_NUMBERS: f64 = 0.45;

/// The same where both name a day or an event.
const LIKE_IN_DAYS: f64 = 0.5;

/// Two clauses of one issue that fill one slot with values of a kind, such as who keeps
/// order or whether it binds, need be no more alike than this.
pub(crate) const LIKE_BY_SLOT: f64 = 0.33;

/// What such clauses must share besides.
const SHARED_BY_SLOT: f64 = 0.15;

/// Whether two clauses of one issue fill a slot that few clauses fill with values of a
/// kind, which tells by itself that they may speak of one thing.
pub(crate) fn fill_one_slot(p: &Stand, q: &Stand) -> bool {
    p.issue.is_some()
        && p.issue == q.issue
        && p.position.terms.iter().any(|mine| {
            term_of(q, mine.slot)
                .any(|theirs| is_telling(mine) && meet(mine.slot, mine, theirs, false))
        })
}

/// Whether few clauses hold such a value; a share and a bare count stand everywhere.
fn is_telling(term: &Term) -> bool {
    match term.slot {
        Slot::Who
        | Slot::Scope
        | Slot::Format
        | Slot::Binding
        | Slot::Money
        | Slot::Duration
        | Slot::InForce
        | Slot::Where => true,
        Slot::HowMany => {
            unit_of(&term.value).is_some_and(|unit| unit != "percent" && is_known_unit(unit))
        }
        _ => false,
    }
}

/// Slots in which the two differ.
pub(crate) fn terms(p: &Stand, q: &Stand, likeness: f64, shared: f64, out: &mut Vec<Judgement>) {
    let by_slot = fill_one_slot(p, q);
    let (least, least_shared) = if by_slot {
        (LIKE_BY_SLOT, SHARED_BY_SLOT)
    } else {
        (LIKE_IN_NUMBERS, SPECIFIC)
    };
    if likeness < least || shared < least_shared || !speaks_of_it(p) || !speaks_of_it(q) {
        return;
    }
    let negative = |stand: &Stand| stand.position.polarity == Polarity::Negative;
    let (mine_of, theirs_of) = (slots(p), slots(q));
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
        let least = match slot {
            Slot::HowMany | Slot::Money | Slot::Duration => LIKE_IN_NUMBERS,
            Slot::When | Slot::InForce => LIKE_IN_DAYS,
            _ => LIKE,
        };
        if likeness < least && !by_slot {
            continue;
        }
        if !may_have(mine_of, slot) || !may_have(theirs_of, slot) {
            continue;
        }
        let (mut mine, mut theirs) = (values(p, q, slot), values(q, p, slot));
        // "Not before April" and "cannot exceed nine" deny nothing of the day or the amount.
        if negative(p) {
            mine.retain(|term| is_negated_bound(term));
        }
        if negative(q) {
            theirs.retain(|term| is_negated_bound(term));
        }
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
            && mine
                .iter()
                .any(|a| theirs.iter().any(|b| next_day(&a.value, &b.value)))
        {
            continue;
        }
        // When a thing was agreed, and when it is to be, are two days.
        if slot == Slot::When && past_day(p, &mine) != past_day(q, &theirs) {
            continue;
        }
        // A difference needs a pair that can be compared, and no value in common.
        let sole = are_sole(p, q, shared);
        let pairs: Vec<(&Term, &Term)> = mine
            .iter()
            .flat_map(|a| theirs.iter().map(move |b| (*a, *b)))
            .filter(|(a, b)| meet(slot, a, b, sole))
            .collect();
        // Which of several counts the other's one answers, nothing says.
        let several =
            slot == Slot::HowMany && pairs.len() > 1 && (mine.len() > 1) != (theirs.len() > 1);
        if pairs.is_empty() || several || is_sum(&mine, &theirs) || is_sum(&theirs, &mine) {
            continue;
        }
        let alike = likeness >= least;
        if !alike && !pairs.iter().any(|(a, _)| is_telling(a)) {
            continue;
        }
        let mut paired = false;
        if pairs.iter().any(|(a, b)| !apart(slot, a, b)) {
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

/// Whether the negation of its clause only makes the value a bound.
fn is_negated_bound(term: &Term) -> bool {
    let negated = || {
        tokens(&term.text, 0)
            .iter()
            .take(2)
            .any(|token| is_marked(Mark::Negates, &token.folded))
    };
    match term.slot {
        Slot::When | Slot::InForce => term.value.starts_with(">="),
        Slot::HowMany | Slot::Money | Slot::Duration => {
            bare_amount(&term.value) != term.value && negated()
        }
        // "Creates no obligations" is a value of its own.
        Slot::Binding => negated_anywhere(&term.text),
        _ => false,
    }
}

/// Whether a word of negation stands in the words of a term.
fn negated_anywhere(words: &str) -> bool {
    tokens(words, 0)
        .iter()
        .any(|token| is_marked(Mark::Negates, &token.folded))
}

/// Whether the days lie before or on the day on which they were named.
fn past_day(stand: &Stand, values: &[&Term]) -> bool {
    stand.days.is_some_and(|(_, said)| {
        values.iter().all(|term| {
            days_of(&term.value)
                .and_then(|days| Day::parse(days.to))
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
                !term_of(other, slot)
                    .any(|met| meet(slot, term, met, false) && !apart(slot, term, met))
            })
            .cloned()
            .collect()
    };
    let (mine, theirs) = (left_of(p, q), left_of(q, p));
    let ([mine], [theirs]) = (mine.as_slice(), theirs.as_slice()) else {
        return false;
    };
    meet(slot, mine, theirs, false)
        && apart(slot, mine, theirs)
        && heads_meet(&mine.text, &theirs.text)
}

/// Whether two terms of a slot can be set beside each other. What is counted
/// meets by its unit or by its noun; a noun that no table knows, and "all of
/// them", only where each clause counts one thing.
fn meet(slot: Slot, a: &Term, b: &Term, sole: bool) -> bool {
    if slot == Slot::InForce && a.slot != b.slot {
        return comparable(Slot::When, &a.value, &b.value);
    }
    if !matches!(slot, Slot::HowMany | Slot::Money) {
        return comparable(slot, &a.value, &b.value);
    }
    let (Some(mine), Some(theirs)) = (unit_of(&a.value), unit_of(&b.value)) else {
        return false;
    };
    if !parts_meet(&a.value, &b.value) {
        return false;
    }
    if comparable(slot, &a.value, &b.value) {
        return mine != "people" || !are_others(&a.text, &b.text);
    }
    if mine == OF_THEM || theirs == OF_THEM {
        return sole && mine != "percent" && theirs != "percent";
    }
    let (known, other) = (is_known_unit(mine), is_known_unit(theirs));
    !(known && other) && heads_meet(&a.text, &b.text) || sole && !known && !other
}

/// Whether two terms that meet cannot both be right.
fn apart(slot: Slot, a: &Term, b: &Term) -> bool {
    match slot {
        Slot::HowMany | Slot::Money => numbers_differ(&a.value, &b.value),
        _ => differ(slot, &a.value, &b.value),
    }
}

/// Whether each of two clauses that share most counts one thing and no more.
fn are_sole(p: &Stand, q: &Stand, shared: f64) -> bool {
    /// Two clauses with less in common may count different things.
    const PLAINLY_ONE: f64 = 0.5;
    let counts = |stand: &Stand| {
        term_of(stand, Slot::HowMany)
            .chain(term_of(stand, Slot::Money))
            .count()
    };
    shared >= PLAINLY_ONE && counts(p) == 1 && counts(q) == 1
}

/// Whether one account counts in parts what the other counts whole.
fn is_sum(parts: &[&Term], whole: &[&Term]) -> bool {
    let [whole] = whole else { return false };
    let number = |term: &Term| {
        let bare = term
            .value
            .trim_start_matches("rest ")
            .trim_start_matches("part ");
        plain_number(bare)
    };
    let numbers: Option<Vec<f64>> = parts.iter().map(|part| number(part)).collect();
    match (numbers, number(whole)) {
        (Some(parts), Some(whole)) if parts.len() > 1 => {
            (parts.iter().sum::<f64>() - whole).abs() < 0.001 * whole.abs().max(1.0)
        }
        _ => false,
    }
}

/// Whether the last words of two amounts are one thing: prisoners are no sailors.
fn heads_meet(a: &str, b: &str) -> bool {
    let (a, b) = (head(a), head(b));
    a.iter().any(|key| b.contains(key))
}

/// Whether two amounts count people of two kinds that the glossary tells apart.
fn are_others(a: &str, b: &str) -> bool {
    /// Nouns for anybody.
    const ANYBODY: [&str; 2] = ["g:people", "g:member"];
    let (a, b) = (head(a), head(b));
    let named = |keys: &BTreeSet<String>| {
        !keys.is_empty()
            && keys
                .iter()
                .all(|key| key.starts_with("g:") && !ANYBODY.contains(&key.as_str()))
    };
    named(&a) && named(&b) && a.is_disjoint(&b)
}

thread_local! {
    static HEADS: Memo<Rc<BTreeSet<String>>> = Memo::default();
}

/// The keys of the last word of an amount.
fn head(text: &str) -> Rc<BTreeSet<String>> {
    HEADS.with(|memo| memo.of(text, || keys_of_head(text).into()))
}

fn keys_of_head(text: &str) -> BTreeSet<String> {
    let tokens = tokens(text, 0);
    let Some(last) = tokens.iter().rev().find(|token| token.is_word) else {
        return BTreeSet::new();
    };
    // A number alone names nothing.
    let place = tokens.len() - 1;
    if number_at(&tokens, place).is_some() {
        return BTreeSet::new();
    }
    let langs: &[Lang] = if last.folded.is_ascii() {
        &[Lang::En]
    } else {
        &[Lang::Ru, Lang::Uk]
    };
    langs
        .iter()
        .flat_map(|lang| word_keys(&last.folded, lang))
        .collect()
}

/// Whether two values are single days, one the day after the other.
fn next_day(a: &str, b: &str) -> bool {
    let day = |value: &str| {
        let days = days_of(value).filter(|days| days.sign.is_empty())?;
        (days.from == days.to)
            .then(|| Day::parse(days.from))
            .flatten()
    };
    match (day(a), day(b)) {
        (Some(a), Some(b)) => a.days_since(b).abs() == 1,
        _ => false,
    }
}

/// The slots in which a position has terms, a bit each.
fn slots(stand: &Stand) -> u32 {
    let terms = stand.position.terms.iter();
    terms.fold(0, |all, term| all | bit(term.slot))
}

fn bit(slot: Slot) -> u32 {
    1 << slot as u32
}

/// Whether [`values`] may find a term of a slot among these.
fn may_have(slots: u32, slot: Slot) -> bool {
    let wanted = match slot {
        Slot::When | Slot::InForce => bit(Slot::When) | bit(Slot::InForce),
        Slot::Money => bit(Slot::Money) | bit(Slot::HowMany),
        slot => bit(slot),
    };
    slots & wanted != 0
}

/// The terms of a slot. A day from which a thing is in force is set beside
/// the day of an account that does not say so in these words, a number that
/// stands alone beside money.
fn values<'s>(stand: &'s Stand, other: &Stand, slot: Slot) -> Vec<&'s Term> {
    let has = |stand: &Stand, slot| term_of(stand, slot).next().is_some();
    let read_as = match slot {
        Slot::InForce if !has(stand, slot) && has(other, slot) => Slot::When,
        Slot::When if has(other, Slot::InForce) || has(stand, Slot::InForce) => return Vec::new(),
        Slot::Money if !has(stand, slot) && has(other, slot) => {
            return term_of(stand, Slot::HowMany)
                .filter(|term| unit_of(&term.value) == Some(OF_THEM))
                .collect();
        }
        slot => slot,
    };
    term_of(stand, read_as).collect()
}
