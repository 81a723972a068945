//! Which statements are copies of each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diptych_core::{Matching, Statement};
use rayon::prelude::*;

use super::voices::Voice;
use crate::matching::{Copied, Matcher, one_utterance};

/// Statements of one speaker that a row of words is looked up among, the latest first.
const MOST_OF_A_ROW: usize = 12;

/// Statements of one speaker around a day that are matched by their meaning, the latest first.
const MOST_OF_A_DAY: usize = 60;

/// What joining found.
#[derive(Default)]
pub(super) struct Joined {
    /// For every statement, the first one of its utterance.
    pub(super) groups: Vec<usize>,
    /// How two statements of one utterance were told to be one, the earlier first.
    pub(super) links: BTreeMap<(usize, usize), Copied>,
    /// Pairs that may be one utterance, and are not joined.
    pub(super) perhaps: BTreeMap<(usize, usize), Copied>,
    /// Why the encoder could not take part.
    pub(super) failed: Option<diptych_encode::Error>,
}

impl Joined {
    /// How a statement of the utterance `list` was told to be a copy of its best witness, and whether
    /// that was through another one.
    pub(super) fn link(&self, best: usize, number: usize, list: &[usize]) -> (Copied, bool) {
        let between = |a: usize, b: usize| self.links.get(&(a.min(b), a.max(b)));
        if let Some(copied) = between(best, number) {
            return (copied.clone(), false);
        }
        let others = list.iter().filter_map(|other| between(*other, number));
        let surest = others.max_by(|a, b| a.sure.total_cmp(&b.sure)).cloned();
        let none = || Copied {
            how: "near",
            sure: 0.0,
            why: Vec::new(),
            words: 0,
        };
        (surest.unwrap_or_else(none), true)
    }
}

/// Joins copies: in one language by their words, then what is left, and across languages, by meaning.
pub(super) fn join(statements: &[Statement], matcher: &Matcher<'_>, least: &Matching) -> Joined {
    let mut voices: Vec<Option<Voice>> = statements.par_iter().map(Voice::of).collect();
    let mut joined = Joined {
        groups: (0..statements.len()).collect(),
        ..Joined::default()
    };
    let mut pairs = by_words(&voices, least);
    let across = across(&voices, &pairs, matcher, least);
    let wanted: BTreeSet<usize> = across.iter().flat_map(|(a, b)| [*a, *b]).collect();
    let mut sights: Vec<_> = voices
        .iter_mut()
        .enumerate()
        .filter(|(number, _)| wanted.contains(number))
        .filter_map(|(_, voice)| voice.as_mut().map(|voice| &mut voice.sight))
        .collect();
    joined.failed = matcher.sharpen(&mut sights).err();
    for (a, b) in across {
        if let Some(copied) = one(&voices, a, b, least) {
            pairs.push((a, b, copied));
        }
    }
    // The surest first, so that a doubtful link cannot keep a sure one out.
    pairs.sort_by(|x, y| {
        y.2.sure
            .total_cmp(&x.2.sure)
            .then((x.0, x.1).cmp(&(y.0, y.1)))
    });
    for (a, b, copied) in pairs {
        let dated = [a, b].iter().all(|number| {
            let voice = voices[*number].as_ref();
            voice.is_some_and(|voice| voice.days.is_some())
        });
        if copied.is_sure(least, dated) {
            if union(&voices, &mut joined.groups, (a, b), least) {
                joined.links.insert((a, b), copied);
            }
        } else {
            joined.perhaps.insert((a, b), copied);
        }
    }
    let groups = &joined.groups;
    joined.perhaps.retain(|(a, b), _| groups[*a] != groups[*b]);
    joined
}

fn one(voices: &[Option<Voice>], a: usize, b: usize, least: &Matching) -> Option<Copied> {
    let (mine, theirs) = (voices[a].as_ref()?, voices[b].as_ref()?);
    one_utterance(&mine.sight, &theirs.sight, mine.days_from(theirs), least)
}

/// Pairs in one language, by rows of words that both have.
fn by_words(voices: &[Option<Voice>], least: &Matching) -> Vec<(usize, usize, Copied)> {
    let mut rows: HashMap<(&str, u64), Vec<usize>> = HashMap::new();
    let mut out = Vec::new();
    for (number, voice) in voices.iter().enumerate() {
        let Some(voice) = voice else { continue };
        let mut candidates: BTreeSet<usize> = BTreeSet::new();
        for row in voice.sight.traces.rows().collect::<BTreeSet<u64>>() {
            let bucket = rows.entry((voice.speaker.as_str(), row)).or_default();
            candidates.extend(bucket.iter().rev().take(MOST_OF_A_ROW));
            bucket.push(number);
        }
        let best = candidates
            .into_iter()
            .filter_map(|other| Some((other, one(voices, other, number, least)?)))
            .filter(|(_, copied)| matches!(copied.how, "exact" | "cut" | "near"))
            .max_by(|a, b| a.1.sure.total_cmp(&b.1.sure).then(b.0.cmp(&a.0)));
        out.extend(best.map(|(other, copied)| (other, number, copied)));
    }
    out
}

/// Pairs that may be translations of each other, or of one original: of one speaker and occasion, in
/// different sources, and not so unlike that no nearness of vectors could join them.
fn across(
    voices: &[Option<Voice>],
    known: &[(usize, usize, Copied)],
    matcher: &Matcher<'_>,
    least: &Matching,
) -> Vec<(usize, usize)> {
    let known: BTreeSet<(usize, usize)> = known.iter().map(|(a, b, _)| (*a, *b)).collect();
    let mut lines: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut out = Vec::new();
    for (number, voice) in voices.iter().enumerate() {
        let Some(voice) = voice else { continue };
        let line = lines.entry(voice.speaker.as_str()).or_default();
        for other in line.iter().rev().take(MOST_OF_A_DAY) {
            let Some(there) = &voices[*other] else {
                continue;
            };
            if there.source == voice.source
                || voice.days_from(there) > least.days
                || known.contains(&(*other, number))
                || voice.sight.traces.length().min(there.sight.traces.length()) < least.words
            {
                continue;
            }
            // Without vectors a rewording in the same language is not told from another sentence.
            let is_open = match matcher.tier() {
                diptych_core::Tier::Encoder => {
                    voice.sight.at_most(&there.sight) >= least.suggest
                        || voice.sight.perhaps_altered(&there.sight)
                }
                diptych_core::Tier::Lexical => voice.lang != there.lang,
            };
            if is_open {
                out.push((*other, number));
            }
        }
        line.push(number);
    }
    out
}

/// Joins the groups of two statements where every pair of theirs is of one occasion: a formula that
/// is repeated day after day must not chain the days.
fn union(
    voices: &[Option<Voice>],
    groups: &mut [usize],
    (a, b): (usize, usize),
    least: &Matching,
) -> bool {
    let (one, other) = (groups[a].min(groups[b]), groups[a].max(groups[b]));
    if one == other {
        return true;
    }
    let of = |group: usize| -> Vec<&Voice> {
        let members = groups.iter().zip(voices).filter(|(its, _)| **its == group);
        members.filter_map(|(_, voice)| voice.as_ref()).collect()
    };
    let (mine, theirs) = (of(one), of(other));
    let apart = mine
        .iter()
        .any(|x| theirs.iter().any(|y| x.days_from(y) > least.days));
    if apart {
        return false;
    }
    for group in groups.iter_mut().filter(|group| **group == other) {
        *group = one;
    }
    true
}
