//! What speaks for and against two texts saying one thing.

use std::collections::BTreeSet;

use super::sight::Sight;
use super::traces::{Traces, alike};

/// The names of the fields, in their order.
pub const FIELDS: [&str; 13] = [
    "bias",
    "near",
    "nearer",
    "names_shared",
    "names_parted",
    "numbers_shared",
    "numbers_parted",
    "numbers_alone",
    "days_shared",
    "days_parted",
    "words_shared",
    "negation_parted",
    "length_parted",
];

/// What speaks for and against, field by field; each between -1 and about 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence(pub [f64; FIELDS.len()]);

impl Evidence {
    /// Between two texts.
    pub fn between(a: &Sight, b: &Sight) -> Self {
        let near = a.near(b);
        let (s, t) = (&a.traces, &b.traces);
        let names = names(s, t);
        let numbers = sets(&s.numbers, &t.numbers);
        let days = sets(&s.days, &t.days);
        let words = s.words.intersection(&t.words).count() as f64
            / s.words.len().min(t.words.len()).max(1) as f64;
        let contrary = |a: &Traces, b: &Traces| {
            a.contraries.intersection(&b.words).next().is_some()
                && a.contraries.intersection(&a.words).next().is_none()
        };
        let opposed = contrary(s, t) && contrary(t, s);
        let length = (s.length.max(1) as f64 / t.length.max(1) as f64).ln().abs();
        Self([
            1.0,
            near,
            (near - 0.3).max(0.0),
            names.0,
            names.1,
            numbers.0,
            numbers.1,
            numbers.2,
            days.0,
            days.1,
            words,
            f64::from(u8::from((s.negated != t.negated) != opposed)),
            length.min(2.0),
        ])
    }
}

/// How much all that is named, counted and denied weighs beside the nearness of vectors when
/// answers are put in order. The least of the weights tried at which every translation of the deeds for tuning
/// comes before its near misses; real texts name things in ways that no table knows, so it is small.
pub const BESIDE: f64 = 0.04;

impl Evidence {
    /// What answers are put in order by: how near the vectors lie, and beside that what is shared and what is not.
    pub fn rank(&self, beside: f64) -> f64 {
        let at = |name: &str| {
            let place = FIELDS.iter().position(|field| *field == name);
            place.map_or(0.0, |place| self.0[place])
        };
        let shared = at("names_shared") + at("numbers_shared") + at("days_shared");
        let parted = at("names_parted") + at("numbers_parted") + at("days_parted");
        let lesser = 0.7 * at("negation_parted") + 0.3 * at("numbers_alone");
        at("near") + beside * (0.5 * shared + at("words_shared") - parted - lesser)
    }
}

/// The part of the names that both share, and how plainly each has others.
fn names(a: &Traces, b: &Traces) -> (f64, f64) {
    let has = |text: &Traces, name: &String| {
        text.names
            .iter()
            .chain(&text.perhaps)
            .any(|other| alike(name, other))
    };
    let unmatched = |a: &Traces, b: &Traces| {
        let sure = a.names.iter().filter(|name| !has(b, name)).count() as f64;
        let perhaps = a.perhaps.iter().filter(|name| !has(b, name)).count() as f64;
        sure + 0.4 * perhaps
    };
    let shared = a.names.iter().filter(|name| has(b, name)).count()
        + a.perhaps.iter().filter(|name| has(b, name)).count();
    let least = (a.names.len() + a.perhaps.len()).min(b.names.len() + b.perhaps.len());
    let parted = unmatched(a, b).min(unmatched(b, a)).min(1.5);
    (shared.min(least) as f64 / least.max(1) as f64, parted)
}

/// The part that both share, whether each has others, and whether only one has any.
fn sets(a: &BTreeSet<String>, b: &BTreeSet<String>) -> (f64, f64, f64) {
    let shared = a.intersection(b).count();
    let least = a.len().min(b.len());
    let parted = shared < least;
    let alone = a.is_empty() != b.is_empty();
    (
        shared as f64 / least.max(1) as f64,
        f64::from(u8::from(parted)),
        f64::from(u8::from(alone)),
    )
}
