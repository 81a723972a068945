//! Silence: a claim that a side's whole texts, read far enough, do not mention.
//!
//! A text mentions a claim where a sentence, or two in a row, hold enough of
//! what the claim speaks of, weighed as in [`crate::bag`]. Between languages
//! only keys count that languages share: concepts, the glossary and names.

use std::collections::{BTreeMap, BTreeSet};

use diptych_core::{Act, Day, Lang, Reality, Rung, Scope, Source, SourceKind, Statement};

use crate::bag::Weights;
use crate::matter::Passage;
use crate::stand::Stand;

/// A text that holds so much of a claim's weight mentions it, where words alone can tell.
const MENTIONED: f32 = 0.36;

/// The same where meaning is asked besides ([`crate::mentioned`]): half of the weight may be what the whole
/// issue is about.
const MENTIONED_SURELY: f32 = 0.5;

/// A claim with less weight is too thin to be missed anywhere.
const ENOUGH: f32 = 0.9;

/// What the sentences of a statement speak of, in order.
pub(crate) type Spoken = Vec<Passage>;

/// The whole texts of each side.
pub(crate) struct Whole<'w> {
    by_side: BTreeMap<usize, Vec<Text<'w>>>,
    weights: &'w Weights,
    mentioned: f32,
}

struct Text<'w> {
    path: String,
    lang: &'w Lang,
    day: Option<Day>,
    spoken: Vec<&'w Spoken>,
}

/// Whether the source counts for silence: marked complete, or a transcript or
/// official text of a named speaker, and not known to be cut.
pub(crate) fn is_whole(source: &Source) -> bool {
    let by_kind = matches!(
        source.kind,
        SourceKind::Transcript | SourceKind::OfficialText
    );
    !source.truncated && (source.complete || by_kind && source.speaker.is_some())
}

impl<'w> Whole<'w> {
    /// The whole texts in which only one side of the case speaks; `by_meaning` says that meaning
    /// will be asked besides words.
    pub(crate) fn new(
        sources: &'w [Source],
        statements: &'w [Statement],
        sides: &[Option<usize>],
        spoken: &'w [Spoken],
        weights: &'w Weights,
        by_meaning: bool,
    ) -> Self {
        let mut by_side: BTreeMap<usize, Vec<Text<'_>>> = BTreeMap::new();
        let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, statement) in statements.iter().enumerate() {
            members
                .entry(statement.source.as_str())
                .or_default()
                .push(number);
        }
        for source in sources.iter().filter(|source| is_whole(source)) {
            let list = members
                .get(source.id.as_str())
                .map_or(&[][..], Vec::as_slice);
            let speaking: BTreeSet<usize> =
                list.iter().filter_map(|number| sides[*number]).collect();
            let mut speaking = speaking.into_iter();
            let (Some(side), None) = (speaking.next(), speaking.next()) else {
                continue;
            };
            let day = list
                .iter()
                .filter_map(|number| statements[*number].said.as_ref().map(|said| said.from))
                .min()
                .or(source.published);
            by_side.entry(side).or_default().push(Text {
                path: source.path.clone(),
                lang: &source.lang,
                day,
                spoken: list.iter().map(|number| &spoken[*number]).collect(),
            });
        }
        let mentioned = if by_meaning {
            MENTIONED_SURELY
        } else {
            MENTIONED
        };
        Self {
            by_side,
            weights,
            mentioned,
        }
    }

    /// What was read, where the holder's whole texts of those days do not
    /// mention what is claimed, nor any other words of that side (`others`).
    pub(crate) fn silent_on(
        &self,
        claim: &Stand,
        lang: &Lang,
        side: usize,
        others: &[(&Stand, &Lang)],
    ) -> Option<Scope> {
        // A commitment can be passed over; a deed, a condition, a threat or a supposition is not one.
        if claim.position.act != Act::Commits
            || claim.position.reality != Reality::Actual
            || claim.carried
            || claim.position.rung == Some(Rung::Done)
        {
            return None;
        }
        let (from, to) = claim.days?;
        // The texts of the same occasion: from the day before to a week after.
        let near: Vec<&Text<'_>> = self
            .by_side
            .get(&side)?
            .iter()
            .filter(|text| {
                text.day
                    .is_some_and(|day| day >= from.plus(-1) && day <= to.plus(7))
            })
            .collect();
        let passed_over = |text: &Text<'_>| {
            let keys = self.comparable(claim, text.lang == lang);
            let whole: f32 = keys.values().sum();
            whole >= ENOUGH && keys.len() > 1 && text.holds(&keys) < self.mentioned * whole
        };
        if near.is_empty() || !near.iter().all(|text| passed_over(text)) {
            return None;
        }
        let answered = others.iter().any(|(stand, other)| {
            let keys = self.comparable(claim, *other == lang);
            let held: f32 = keys
                .iter()
                .filter(|(key, _)| stand.keys.has(key))
                .map(|(_, weight)| weight)
                .sum();
            held >= self.mentioned * keys.values().sum::<f32>()
        });
        if answered {
            return None;
        }
        Some(Scope {
            sources: near.iter().map(|text| text.path.clone()).collect(),
            from: near.iter().filter_map(|text| text.day).min(),
            to: near.iter().filter_map(|text| text.day).max(),
        })
    }

    /// The keys of a claim that a text of the same or another language can hold, with weights.
    fn comparable<'c>(&self, claim: &'c Stand, same_lang: bool) -> BTreeMap<&'c str, f32> {
        claim
            .keys
            .iter()
            .filter(|(key, _)| match key.split(':').next() {
                // Another day or number is another term, not silence.
                Some("d" | "t" | "u" | "v" | "k") => false,
                Some("w") => same_lang,
                _ => true,
            })
            .map(|(key, part)| (key, part * self.weights.of(key)))
            .collect()
    }
}

impl Text<'_> {
    /// The most weight that one sentence, or two in a row, hold.
    fn holds(&self, keys: &BTreeMap<&str, f32>) -> f32 {
        let mut most: f32 = 0.0;
        for spoken in &self.spoken {
            let mut before: BTreeSet<&str> = BTreeSet::new();
            for sentence in spoken.iter().filter_map(|passage| passage.keys.as_ref()) {
                let here: BTreeSet<&str> = keys
                    .keys()
                    .copied()
                    .filter(|key| sentence.has(key))
                    .collect();
                let held: f32 = here.union(&before).filter_map(|key| keys.get(key)).sum();
                most = most.max(held);
                before = here;
            }
        }
        most
    }
}
