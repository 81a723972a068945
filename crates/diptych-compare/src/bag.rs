//! What a clause speaks of: keys that languages share, weighed by how few
//! utterances of the case use them.
//!
//! A key is a concept, a word, a name, a day or an amount. The weight is the
//! inverse document frequency over utterances (Spärck Jones 1972), scaled to
//! 0 to 1, so that three copies of one speech make none of its words common.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use diptych_core::{Lang, Slot, Term};
use diptych_lang::ladder::concepts;

use rayon::prelude::*;

use crate::day_values::days_of;
use crate::reading::Sentence;
use crate::stand::Stand;
use crate::term_values::bare_amount;
use crate::words::{name_key, word_keys};

/// A key of the case, by its place in the order of keys.
pub(crate) type KeyId = u32;

/// Part of a word's weight where the cue that gave the rung holds it.
const IN_CUE: f32 = 0.4;

/// Part of a word's weight where only the sentence round the clause holds it.
const BESIDE: f32 = 0.35;

/// Part of a word's weight that its consonants carry to another language.
const BORROWED: f32 = 0.6;

/// A day or an amount tells more than a word: two clauses seldom share one by chance.
const EXACT: f32 = 1.5;

/// Part of the weight of what a clause goes on about without naming it.
const CARRIED: f32 = 0.5;

/// In a case of fewer utterances every word would seem common.
const LEAST_UTTERANCES: usize = 12;

/// Evidence at which likeness reaches 1 - 1/e.
const SCALE: f32 = 0.87;

/// Weighted keys, by key.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Bag {
    keys: Vec<(KeyId, f32)>,
    /// The sum of their weights.
    weight: f32,
}

impl Bag {
    /// Its keys, the most telling first.
    pub(crate) fn telling(&self) -> Vec<KeyId> {
        let mut keys = self.keys.clone();
        keys.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        keys.into_iter().map(|(key, _)| key).collect()
    }

    /// Of keys in their order.
    fn new(keys: Vec<(KeyId, f32)>) -> Self {
        let weight = keys.iter().map(|(_, weight)| weight).sum();
        Self { keys, weight }
    }

    /// Weight of the keys that both hold, each at its lesser weight.
    fn shared(&self, other: &Self) -> f32 {
        let (mut a, mut b) = (self.keys.as_slice(), other.keys.as_slice());
        let mut sum = 0.0;
        while let ([(key_a, weight_a), rest_a @ ..], [(key_b, weight_b), rest_b @ ..]) = (a, b) {
            match key_a.cmp(key_b) {
                std::cmp::Ordering::Less => a = rest_a,
                std::cmp::Ordering::Greater => b = rest_b,
                std::cmp::Ordering::Equal => {
                    sum += weight_a.min(*weight_b);
                    a = rest_a;
                    b = rest_b;
                }
            }
        }
        sum
    }

    /// How plainly two clauses share what they speak of, 0 to 1: the evidence
    /// of shared keys, less where both go on to other things.
    pub(crate) fn likeness(&self, other: &Self) -> f64 {
        self.likeness_at(other, self.shared(other))
    }

    fn likeness_at(&self, other: &Self, shared: f32) -> f64 {
        if shared <= 0.0 {
            return 0.0;
        }
        let least = self.weight.min(other.weight).max(1.0);
        let evidence = 1.0 - (-shared / SCALE).exp();
        f64::from(evidence * (0.6 + 0.4 * (1.6 * shared / least).min(1.0)))
    }
}

/// A bag laid open, each weight at the place of its key, to hold many others against it.
#[derive(Debug, Default)]
pub(crate) struct Open {
    weights: Vec<f32>,
}

impl Open {
    /// What `of` gives while `bag` lies open.
    pub(crate) fn with<T>(&mut self, bag: &Bag, of: impl FnOnce(&Self) -> T) -> T {
        let room = bag.keys.last().map_or(0, |(key, _)| *key as usize + 1);
        if self.weights.len() < room {
            self.weights.resize(room, 0.0);
        }
        for (key, weight) in &bag.keys {
            self.weights[*key as usize] = *weight;
        }
        let out = of(self);
        for (key, _) in &bag.keys {
            self.weights[*key as usize] = 0.0;
        }
        out
    }

    /// [`Bag::likeness`] of `bag`, which lies open, and another.
    pub(crate) fn likeness(&self, bag: &Bag, other: &Bag) -> f64 {
        let mine = |key: KeyId| self.weights.get(key as usize).copied().unwrap_or(0.0);
        let both = other
            .keys
            .iter()
            .map(|(key, weight)| weight.min(mine(*key)));
        bag.likeness_at(other, both.fold(0.0, |sum, one| sum + one))
    }
}

impl Bag {
    /// The part of this bag's weight that the other holds too, 0 to 1.
    pub(crate) fn covered_by(&self, other: &Self) -> f64 {
        let whole = self.weight;
        if whole <= 0.0 {
            return 0.0;
        }
        f64::from(self.shared(other) / whole)
    }
}

/// The raw keys of a clause with their parts, before the case is known.
pub(crate) fn keys(
    sentence: &Sentence,
    clause: &Range<usize>,
    empty: &[bool],
    terms: &[Term],
    lang: &Lang,
) -> BTreeMap<String, f32> {
    let mut out: BTreeMap<String, f32> = BTreeMap::new();
    let mut add = |key: String, part: f32| {
        let known = out.entry(key).or_default();
        *known = known.max(part);
    };
    let mut named = BTreeSet::new();
    for found in &sentence.concepts {
        let range = found.hit.first..found.hit.end;
        if concepts().is_term(found.concept) {
            continue;
        }
        named.extend(range);
        let part = if clause.contains(&found.hit.first) {
            1.0
        } else {
            BESIDE
        };
        add(format!("c:{}", concepts().get(found.concept).id), part);
    }
    for mention in &sentence.mentions {
        // Whose words or deeds they are is the holder's matter; of several
        // sides it tells which one the clause deals with.
        let part = if clause.contains(&mention.first) {
            0.6
        } else {
            BESIDE
        };
        add(format!("s:{}", mention.side), part);
    }
    for (at, token) in sentence.tokens.iter().enumerate() {
        if empty[at] || sentence.names_side_or_day(at) || !token.is_word {
            continue;
        }
        let in_cue = sentence
            .cues
            .iter()
            .any(|cue| (cue.hit.first..cue.hit.end).contains(&at));
        let mut part = if clause.contains(&at) { 1.0 } else { BESIDE };
        if in_cue {
            part *= IN_CUE;
        }
        // The words of a concept count as the concept; a rarer one among them still tells.
        if named.contains(&at) {
            part *= 0.5;
        }
        if token.is_capital && at > 0 {
            add(format!("n:{}", name_key(&token.folded)), part);
        } else {
            for key in word_keys(&token.folded, lang) {
                let part = if key.starts_with("k:") {
                    part * BORROWED
                } else {
                    part
                };
                add(key, part);
            }
        }
    }
    for term in terms {
        match term.slot {
            Slot::When | Slot::InForce => {
                if let Some(days) = days_of(&term.value)
                    && days.from == days.to
                {
                    add(format!("d:{}", days.from), EXACT);
                }
            }
            Slot::HowMany | Slot::Money | Slot::Duration => {
                add(format!("t:{}", term.value), EXACT);
                if let Some(unit) = unit_key(&term.value) {
                    add(unit, 0.8);
                }
                if let Some(number) = number_key(&term.value) {
                    add(number, 0.8);
                }
            }
            _ => {}
        }
    }
    out
}

/// What an amount counts: the unit of the table, or the beginning of a word
/// that each language spells in its own way ("guilders", "гульденов").
fn unit_key(value: &str) -> Option<String> {
    let (unit, _) = bare_amount(value).rsplit_once(':')?;
    let start: String = unit.replace('h', "g").chars().take(2).collect();
    Some(format!("u:{start}"))
}

/// An amount without its unit, which each language may spell in its own way; small
/// numbers meet by chance.
fn number_key(value: &str) -> Option<String> {
    let (_, number) = value.rsplit_once(':')?;
    (number.trim_start_matches('0').len() >= 3).then(|| format!("v:{number}"))
}

/// Adds what a clause goes on about, from the words that named it.
pub(crate) fn carry(keys: &mut BTreeMap<String, f32>, before: &BTreeMap<String, f32>) {
    for (key, part) in before {
        if !matches!(key.split(':').next(), Some("d" | "t" | "v")) {
            let known = keys.entry(key.clone()).or_default();
            *known = known.max(part * CARRIED);
        }
    }
}

/// How much each key of the case tells, 0 to 1.
#[derive(Debug, Clone, Default)]
pub(crate) struct Weights {
    known: HashMap<String, (KeyId, f32)>,
    alone: f32,
}

impl Weights {
    /// The weights of the keys of all positions, by how many utterances use each.
    pub(crate) fn new(stands: &[Stand]) -> Self {
        let mut uses: HashMap<&str, BTreeSet<usize>> = HashMap::new();
        let mut utterances = BTreeSet::new();
        for stand in stands {
            utterances.insert(stand.utterance);
            for (key, _) in stand.keys.iter() {
                uses.entry(key).or_default().insert(stand.utterance);
            }
        }
        let all = utterances.len().max(LEAST_UTTERANCES) as f32 + 1.0;
        let weight = |used: usize| ((all / (used as f32 + 0.5)).ln() / all.ln()).clamp(0.03, 1.0);
        let mut order: Vec<(&str, f32)> = uses
            .iter()
            .filter(|(_, used)| used.len() > 1)
            .map(|(key, used)| (*key, weight(used.len())))
            .collect();
        order.sort_by(|a, b| a.0.cmp(b.0));
        Self {
            known: order
                .into_iter()
                .enumerate()
                .map(|(place, (key, weight))| (key.to_owned(), (place as KeyId, weight)))
                .collect(),
            alone: if utterances.is_empty() {
                0.0
            } else {
                weight(1)
            },
        }
    }

    /// The weight of a key; one that no two utterances share tells the most.
    pub(crate) fn of(&self, key: &str) -> f32 {
        self.known
            .get(key)
            .map_or(self.alone, |(_, weight)| *weight)
    }

    /// Gives every position its bag.
    pub(crate) fn fill(&self, stands: &mut [Stand]) {
        stands
            .par_iter_mut()
            .enumerate()
            .for_each(|(number, stand)| {
                let mut list = Vec::with_capacity(stand.keys.len());
                let mut rest = 0.0;
                for (key, part) in stand.keys.iter() {
                    match self.known.get(key) {
                        Some((id, weight)) => list.push((*id, part * weight)),
                        // Consonants that nobody shares say nothing that the word does not.
                        None if key.starts_with("k:") => {}
                        None => rest += part * self.alone,
                    }
                }
                list.sort_by_key(|(key, _)| *key);
                if rest > 0.0 {
                    // One key for all of them, which no other position has.
                    list.push(((self.known.len() + number) as KeyId, rest));
                }
                stand.bag = Bag::new(list);
                stand.tells = stand
                    .heads
                    .iter()
                    .map(|head| self.of(&format!("c:{}", concepts().get(*head).id)))
                    .collect();
            });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bag(keys: &[(KeyId, f32)]) -> Bag {
        Bag::new(keys.to_vec())
    }

    #[test]
    fn two_rare_keys_tell_more_than_one_and_common_ones_little() {
        let one = bag(&[(1, 0.8)]).likeness(&bag(&[(1, 0.8)]));
        let two = bag(&[(1, 0.8), (2, 0.8)]).likeness(&bag(&[(1, 0.8), (2, 0.8)]));
        let common = bag(&[(1, 0.1)]).likeness(&bag(&[(1, 0.1)]));
        assert!(
            two > one && one > 0.5 && common < 0.2,
            "{one} {two} {common}"
        );
    }

    #[test]
    fn a_bag_that_lies_open_gives_the_same_likeness() {
        let bags = [
            bag(&[(1, 0.8), (3, 0.3), (4, 0.07), (9, 0.41)]),
            bag(&[(0, 0.2), (3, 0.9), (4, 0.01), (7, 0.5), (12, 0.3)]),
            bag(&[(9, 0.33)]),
            bag(&[]),
        ];
        let mut open = Open::default();
        for one in &bags {
            let found: Vec<f64> = open.with(one, |open| {
                bags.iter().map(|other| open.likeness(one, other)).collect()
            });
            let each: Vec<f64> = bags.iter().map(|other| one.likeness(other)).collect();
            assert_eq!(found, each);
        }
        assert!(open.weights.iter().all(|weight| *weight == 0.0));
    }

    #[test]
    fn what_both_add_lowers_likeness() {
        let near = bag(&[(1, 0.8)]).likeness(&bag(&[(1, 0.8), (2, 0.5)]));
        let far = bag(&[(1, 0.8), (3, 3.0)]).likeness(&bag(&[(1, 0.8), (2, 3.0)]));
        assert!(near > far, "{near} {far}");
    }
}
