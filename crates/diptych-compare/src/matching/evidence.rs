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

/// Words that are taken for not shared, whatever the texts.
const FEW_WORDS: f64 = 3.0;

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
        // Two words of three shared say less than eight of twelve.
        let words =
            shared(&s.sums, &t.sums) as f64 / (s.words.len().min(t.words.len()) as f64 + FEW_WORDS);
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
        // In the order of `FIELDS`.
        let [
            _,
            near,
            _,
            names_shared,
            names_parted,
            numbers_shared,
            numbers_parted,
            numbers_alone,
            days_shared,
            days_parted,
            words_shared,
            negation_parted,
            _,
        ] = self.0;
        let shared = names_shared + numbers_shared + days_shared;
        let parted = names_parted + numbers_parted + days_parted;
        let lesser = 0.7 * negation_parted + 0.3 * numbers_alone;
        near + beside * (0.5 * shared + words_shared - parted - lesser)
    }
}

/// Fields of which one alone may be what a copy has altered.
const ALTERABLE: [&str; 4] = [
    "names_parted",
    "numbers_parted",
    "days_parted",
    "negation_parted",
];

impl Evidence {
    /// The same with another nearness of the vectors.
    #[must_use]
    pub fn with_near(mut self, near: f64) -> Self {
        for (field, value) in FIELDS.iter().zip(&mut self.0) {
            match *field {
                "near" => *value = near,
                "nearer" => *value = (near - 0.3).max(0.0),
                _ => {}
            }
        }
        self
    }

    /// The same with the one thing left out of account in which the two part; nothing where that is
    /// none or several.
    pub(super) fn forgiven(mut self) -> Option<Self> {
        let parted = FIELDS
            .iter()
            .enumerate()
            .filter(|(place, field)| ALTERABLE.contains(field) && self.0[*place] > 0.0);
        let places: Vec<usize> = parted.map(|(place, _)| place).collect();
        let [place] = places.as_slice() else {
            return None;
        };
        self.0[*place] = 0.0;
        Some(self)
    }

    /// What two texts share, for a reader.
    pub(super) fn told(a: &Sight, b: &Sight) -> Vec<String> {
        let (s, t) = (&a.traces, &b.traces);
        let mut out = Vec::new();
        if a.has_vector() && b.has_vector() {
            out.push(format!("nearness {:.2}", a.near(b)));
        }
        let list = |set: Vec<&String>| {
            set.into_iter()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(", ")
        };
        let numbers: Vec<&String> = s.numbers.intersection(&t.numbers).collect();
        if !numbers.is_empty() {
            out.push(format!("numbers {}", list(numbers)));
        }
        let days = s.days.intersection(&t.days).count();
        if days > 0 {
            out.push(format!("{days} days"));
        }
        let names = s
            .names
            .iter()
            .filter(|a| t.names.iter().any(|b| alike(a, b)))
            .count();
        if names > 0 {
            out.push(format!("{names} names"));
        }
        let words = s.words.intersection(&t.words).count();
        let least = s.words.len().min(t.words.len());
        out.push(format!(
            "{words} of {least} words that a table knows or both languages share"
        ));
        out
    }

    /// In what two texts of one utterance part, for a reader.
    pub(super) fn altered(a: &Sight, b: &Sight) -> Vec<String> {
        let (s, t) = (&a.traces, &b.traces);
        let list = |set: &BTreeSet<String>| {
            set.iter()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(", ")
        };
        let mut out = Vec::new();
        for (what, mine, theirs) in [
            ("numbers", &s.numbers, &t.numbers),
            ("days", &s.days, &t.days),
        ] {
            if sets(mine, theirs).1 > 0.0 {
                out.push(format!(
                    "other {what}: {} beside {}",
                    list(mine),
                    list(theirs)
                ));
            }
        }
        if names(s, t).1 >= 1.0 {
            out.push("other names".to_owned());
        }
        if s.negated != t.negated {
            out.push("only one is negated".to_owned());
        }
        out
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
    // How many of the names, and of those that may be some, the other has not.
    let missing = |a: &Traces, b: &Traces| {
        let names = a.names.iter().filter(|name| !has(b, name)).count();
        let perhaps = a.perhaps.iter().filter(|name| !has(b, name)).count();
        (names, perhaps)
    };
    let unmatched = |(names, perhaps): (usize, usize)| names as f64 + 0.4 * perhaps as f64;
    let (mine, theirs) = (missing(a, b), missing(b, a));
    let shared = a.names.len() + a.perhaps.len() - mine.0 - mine.1;
    let least = (a.names.len() + a.perhaps.len()).min(b.names.len() + b.perhaps.len());
    let parted = unmatched(mine).min(unmatched(theirs)).min(1.5);
    (shared.min(least) as f64 / least.max(1) as f64, parted)
}

/// How many numbers both lists hold, each in its order and without one twice.
fn shared(mut a: &[u64], mut b: &[u64]) -> usize {
    let mut count = 0;
    while let ([first, rest_a @ ..], [other, rest_b @ ..]) = (a, b) {
        count += usize::from(first == other);
        if first <= other {
            a = rest_a;
        }
        if other <= first {
            b = rest_b;
        }
    }
    count
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
