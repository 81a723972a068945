//! Where a quotation may stand: places that share rare words and runs of words with it.

use std::collections::BTreeMap;

use super::align::{Step, StepKind, align};
use super::corpus::{Corpus, ROW};
use super::items::Item;

/// Places that one run of words may have before it says too little.
const COMMON: usize = 240;
/// Rare words that are looked up one by one.
const RARE: usize = 10;
/// Windows in which words are compared one by one.
const WINDOWS: usize = 12;
/// Places of the very words that are looked at.
const EXACT: usize = 400;
/// Words of the source that a mark of omission may pass over, so that a place is still one: mostly, and at most.
const OMITTED: [usize; 2] = [40, 320];
/// Words on either side of a window.
const MARGIN: usize = 6;
/// Cells of one comparison, at most.
const CELLS: usize = 3_000_000;

/// A place and the way from it to the quotation.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The document.
    pub(super) document: usize,
    /// The way, from the first to the last word that is used.
    pub(super) steps: Vec<Step>,
    /// How much of the quotation stands there, 0 to 1; short words count half.
    pub(super) share: f64,
}

impl Place {
    /// How many words a mark of omission passes over.
    pub(super) fn skipped(&self) -> usize {
        self.steps
            .iter()
            .filter(|step| step.kind == StepKind::Skipped)
            .count()
    }

    /// The words of the source that the quotation has, first and last.
    pub(super) fn ends(&self) -> Option<(usize, usize)> {
        let mut used = self.steps.iter().filter(|step| {
            matches!(
                step.kind,
                StepKind::Same | StepKind::Spelt | StepKind::Other
            )
        });
        let first = used.next()?;
        let last = used.next_back().unwrap_or(first);
        Some((first.word?, last.word?))
    }
}

/// Places that hold the very words, in order; only of a quotation without gaps.
pub(super) fn exact(items: &[Item], corpus: &Corpus) -> Vec<Place> {
    let mut ids = Vec::new();
    for item in items {
        match item {
            Item::Word { id: Some(id), .. } => ids.push(*id),
            _ => return Vec::new(),
        }
    }
    if ids.is_empty() {
        return Vec::new();
    }
    // The rarest word tells most; it is tried at every place that it has, up to a bound.
    let rarest = (0..ids.len()).min_by_key(|at| corpus.places(ids[*at]).len());
    let at = rarest.unwrap_or(0);
    let row = ids.len() >= ROW && corpus.places(ids[at]).len() > COMMON;
    let begins: Vec<usize> = if row {
        let (offset, _) = (0..=ids.len() - ROW)
            .map(|at| {
                (
                    at,
                    corpus
                        .rows([ids[at], ids[at + 1], ids[at + 2]])
                        .take(EXACT * 4)
                        .count(),
                )
            })
            .min_by_key(|(_, count)| *count)
            .unwrap_or((0, 0));
        corpus
            .rows([ids[offset], ids[offset + 1], ids[offset + 2]])
            .take(EXACT * 4)
            .filter_map(|place| place.checked_sub(offset))
            .collect()
    } else {
        corpus
            .places(ids[at])
            .iter()
            .take(EXACT * 4)
            .filter_map(|place| (*place as usize).checked_sub(at))
            .collect()
    };
    let holds = |from: &usize| {
        let range = corpus.range(corpus.document(*from));
        from + ids.len() <= range.end
            && corpus.words[*from..from + ids.len()]
                .iter()
                .zip(&ids)
                .all(|(word, id)| word.id == *id)
    };
    begins
        .into_iter()
        .filter(holds)
        .take(EXACT)
        .map(|from| Place {
            document: corpus.document(from),
            steps: (0..ids.len())
                .map(|offset| Step {
                    kind: StepKind::Same,
                    item: Some(offset),
                    word: Some(from + offset),
                })
                .collect(),
            share: 1.0,
        })
        .collect()
}

/// Places that are like the quotation, the likest first. Of many that share as much with it, those are looked at
/// for which `preferred`, of a stretch of words, is least.
pub(super) fn near(
    items: &[Item],
    corpus: &Corpus,
    preferred: impl Fn(usize, usize) -> u32,
) -> Vec<Place> {
    let mut places: Vec<Place> = windows(items, corpus, &preferred)
        .into_iter()
        .filter_map(|(from, to)| {
            let steps = align(items, corpus, from, &corpus.words[from..to]);
            let share = share(items, &steps);
            let place = Place {
                document: corpus.document(from),
                steps,
                share,
            };
            (share > 0.0).then_some(place)
        })
        .collect();
    places.sort_by(|a, b| {
        let skipped = a.skipped().cmp(&b.skipped());
        b.share.total_cmp(&a.share).then(skipped)
    });
    places
}

/// Stretches of the sources that share most with the quotation.
fn windows(
    items: &[Item],
    corpus: &Corpus,
    preferred: &impl Fn(usize, usize) -> u32,
) -> Vec<(usize, usize)> {
    let words: Vec<(usize, Option<u32>)> = items
        .iter()
        .enumerate()
        .filter_map(|(at, item)| match item {
            Item::Word { id, .. } => Some((at, *id)),
            Item::Gap { .. } => None,
        })
        .collect();
    let mut votes: Vec<(usize, usize, u32)> = Vec::new();
    let mut common: Vec<(usize, usize, u32)> = Vec::new();
    for row in words.windows(ROW) {
        if let [(at, Some(a)), (_, Some(b)), (_, Some(c))] = row {
            let places: Vec<usize> = corpus.rows([*a, *b, *c]).take(COMMON + 1).collect();
            let all = if places.len() > COMMON {
                &mut common
            } else {
                &mut votes
            };
            all.extend(places.into_iter().map(|place| (place, *at, 3)));
        }
    }
    let mut rare: Vec<(usize, usize, u32)> = words
        .iter()
        .filter_map(|(at, id)| id.map(|id| (corpus.places(id).len(), *at, id)))
        .filter(|(count, ..)| *count <= COMMON * 2)
        .collect();
    rare.sort_unstable();
    for (_, at, id) in rare.iter().take(RARE) {
        votes.extend(
            corpus
                .places(*id)
                .iter()
                .map(|place| (*place as usize, *at, 1)),
        );
    }
    // Runs that stand everywhere tell places only where no other does.
    if votes.is_empty() {
        common.truncate(COMMON * RARE);
        votes = common;
    }
    votes.sort_unstable();
    let gaps = items.iter().filter(|item| !item.is_word()).count().min(3);
    let mut out = Vec::new();
    for omitted in &OMITTED[..if gaps > 0 { 2 } else { 1 }] {
        let reach = words.len() + 24 + gaps * omitted;
        for window in clusters(&votes, (words.len(), items.len()), reach, corpus, preferred) {
            if !out.contains(&window) {
                out.push(window);
            }
        }
    }
    out
}

/// Stretches in which votes stand close together, those with most first.
fn clusters(
    votes: &[(usize, usize, u32)],
    (words, items): (usize, usize),
    reach: usize,
    corpus: &Corpus,
    preferred: &impl Fn(usize, usize) -> u32,
) -> Vec<(usize, usize)> {
    let widest = (words + reach).min(CELLS / (items + 1)).max(words + MARGIN);
    let mut found: Vec<(u32, usize, usize, usize, usize)> = Vec::new();
    let mut first = 0;
    while first < votes.len() {
        let begin = votes[first].0;
        let range = corpus.range(corpus.document(begin));
        let mut seen: BTreeMap<usize, u32> = BTreeMap::new();
        let mut end = first;
        while let Some((place, at, weight)) = votes.get(end)
            && *place < range.end
            && *place <= begin + widest
            && (end == first || *place <= votes[end - 1].0 + reach)
        {
            let known = seen.entry(*at).or_default();
            *known = (*known).max(*weight);
            end += 1;
        }
        let before = words + MARGIN;
        let to = (votes[end - 1].0 + words + MARGIN).min(range.end);
        let from = begin.saturating_sub(before).max(range.start);
        found.push((seen.values().sum(), from, to, begin, votes[end - 1].0));
        first = end;
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    // Near the last that is looked at, some are as good as others.
    if let Some(least) = found.get(WINDOWS).map(|one| one.0) {
        found.truncate(EXACT);
        let mut ranked: Vec<_> = found
            .into_iter()
            .filter(|one| one.0 * 5 >= least * 4)
            .map(|one| (one.0 <= least, preferred(one.3, one.4), one))
            .collect();
        ranked.sort_by_key(|(is_even, who, one)| (*is_even, *who, one.1));
        found = ranked.into_iter().map(|(.., one)| one).collect();
    }
    found.truncate(WINDOWS);
    found
        .into_iter()
        .map(|(_, from, to, ..)| (from, to))
        .collect()
}

/// How much of the words stands there; short words count half, other spellings and words in brackets fully.
pub(super) fn share(items: &[Item], steps: &[Step]) -> f64 {
    let weight = |at: usize| match &items[at] {
        Item::Word { optional: true, .. } | Item::Gap { .. } => 0.0,
        Item::Word { form, .. } if form.chars().count() <= 3 => 0.5,
        Item::Word { .. } => 1.0,
    };
    let all: f64 = (0..items.len()).map(weight).sum();
    let there: f64 = steps
        .iter()
        .filter(|step| matches!(step.kind, StepKind::Same | StepKind::Spelt))
        .filter_map(|step| step.item)
        .map(weight)
        .sum();
    if all > 0.0 { there / all } else { 0.0 }
}
