//! Which issue a clause speaks of.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use diptych_core::{BlockKind, Case, Document, Lang, Span};
use diptych_lang::ladder::{ConceptId, concepts};
use diptych_lang::{Token, tokens};

use crate::reading::Sentence;
use crate::words::{empty_words, word_keys};

/// What an issue is known by.
#[derive(Debug, Clone, Default)]
struct Profile {
    concepts: BTreeMap<ConceptId, f64>,
    words: HashMap<String, f64>,
    phrases: Vec<Vec<String>>,
    main: Vec<ConceptId>,
}

/// The issues of a case, ready for placing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Issues {
    profiles: Vec<Profile>,
    names: Vec<BTreeSet<String>>,
}

/// Scores by issue.
pub(crate) type Scores = Vec<f64>;

/// A clause that scores so much speaks of the issue.
pub(crate) const ENOUGH: f64 = 0.9;

impl Issues {
    /// The profiles of a case's issues. `frequent` are the keys of words in a
    /// large part of the statements; they tell issues apart no longer.
    pub(crate) fn new(
        case: &Case,
        lang: &Lang,
        side_words: &BTreeSet<String>,
        frequent: &BTreeSet<String>,
    ) -> Self {
        let mut out = Self::default();
        for issue in &case.issues {
            let mut profile = Profile::default();
            let mut name = BTreeSet::new();
            learn(
                &mut profile,
                &issue.name,
                lang,
                1.0,
                side_words,
                Some(&mut name),
            );
            profile.main = profile.concepts.keys().copied().collect();
            for term in &issue.terms {
                let script = lang_of(term, lang);
                learn(
                    &mut profile,
                    term,
                    &script,
                    1.0,
                    side_words,
                    Some(&mut name),
                );
                let keys: Vec<String> = keys(term, &script)
                    .into_iter()
                    .map(|(key, _)| key)
                    .collect();
                if !keys.is_empty() {
                    profile.phrases.push(keys);
                }
            }
            if let Some(about) = &issue.about {
                learn(&mut profile, about, lang, 0.35, side_words, None);
            }
            out.profiles.push(profile);
            out.names.push(name);
        }
        // What several issues share tells them apart less.
        let mut owners: HashMap<String, usize> = HashMap::new();
        let mut concept_owners: BTreeMap<ConceptId, usize> = BTreeMap::new();
        for profile in &out.profiles {
            for word in profile.words.keys() {
                *owners.entry(word.clone()).or_default() += 1;
            }
            for concept in profile.concepts.keys() {
                *concept_owners.entry(*concept).or_default() += 1;
            }
        }
        for profile in &mut out.profiles {
            for (word, weight) in &mut profile.words {
                *weight /= owners.get(word).copied().unwrap_or(1) as f64;
                if frequent.contains(word) {
                    *weight *= 0.5;
                }
            }
            for (concept, weight) in &mut profile.concepts {
                *weight /= concept_owners.get(concept).copied().unwrap_or(1) as f64;
            }
        }
        out
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.profiles.len()
    }

    /// What the issue's name names.
    pub(crate) fn main(&self, issue: usize) -> Vec<ConceptId> {
        self.profiles
            .get(issue)
            .map_or_else(Vec::new, |profile| profile.main.clone())
    }

    /// The matters that an issue's name and terms name, special ones only.
    pub(crate) fn matters(&self, issue: usize) -> Vec<ConceptId> {
        self.profiles.get(issue).map_or_else(Vec::new, |profile| {
            let mut found: Vec<(ConceptId, f64)> = profile
                .concepts
                .iter()
                .filter(|(concept, weight)| {
                    **weight > 0.4
                        && !concepts().get(**concept).general
                        && !concepts().is_term(**concept)
                })
                .map(|(concept, weight)| (*concept, *weight))
                .collect();
            found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            found
                .into_iter()
                .map(|(concept, _)| concept)
                .take(2)
                .collect()
        })
    }

    /// Scores of a range of tokens.
    pub(crate) fn score(&self, sentence: &Sentence, range: &Range<usize>, lang: &Lang) -> Scores {
        let here: Vec<ConceptId> = sentence
            .concepts
            .iter()
            .filter(|found| range.contains(&found.hit.first))
            .map(|found| found.concept)
            .collect();
        self.score_tokens(&sentence.tokens[range.clone()], &here, lang)
    }

    /// Scores of words and the concepts among them.
    pub(crate) fn score_tokens(&self, words: &[Token], here: &[ConceptId], lang: &Lang) -> Scores {
        let empty = empty_words(words, lang);
        let keys: BTreeSet<String> = words
            .iter()
            .zip(&empty)
            .filter(|(_, empty)| !**empty)
            .flat_map(|(token, _)| word_keys(&token.folded, lang))
            .collect();
        self.profiles
            .iter()
            .map(|profile| {
                let mut by_concept: BTreeMap<ConceptId, f64> = BTreeMap::new();
                for concept in here {
                    for (known, weight) in &profile.concepts {
                        let near = concepts().nearness(*concept, *known) * weight;
                        let best = by_concept.entry(*known).or_default();
                        *best = best.max(near);
                    }
                }
                let concept_part: f64 = by_concept.values().sum();
                let word_part: f64 = keys.iter().filter_map(|key| profile.words.get(key)).sum();
                let phrase_part = profile
                    .phrases
                    .iter()
                    .filter(|phrase| phrase.iter().all(|key| keys.contains(key)))
                    .count()
                    .min(2) as f64;
                (concept_part + 0.6 * word_part).min(3.0) + phrase_part
            })
            .collect()
    }

    /// Which issue a heading names, if it plainly names one.
    pub(crate) fn of_heading(&self, heading: &str, lang: &Lang) -> Option<usize> {
        let words: BTreeSet<String> = keys(heading, lang)
            .into_iter()
            .map(|(key, _)| key)
            .collect();
        if words.is_empty() {
            return None;
        }
        let mut best: Option<(usize, f64)> = None;
        for (number, name) in self.names.iter().enumerate() {
            if name.is_empty() {
                continue;
            }
            let shared = name.intersection(&words).count() as f64;
            let likeness = shared / words.len() as f64;
            if shared >= 1.0 && likeness >= 0.6 && best.is_none_or(|(_, known)| likeness > known) {
                best = Some((number, likeness));
            }
        }
        best.map(|(number, _)| number)
    }
}

fn keys(text: &str, lang: &Lang) -> Vec<(String, Span)> {
    let found = tokens(text, 0);
    let empty = empty_words(&found, lang);
    found
        .iter()
        .zip(empty)
        .filter(|(_, empty)| !empty)
        .flat_map(|(token, _)| {
            let keys = word_keys(&token.folded, lang).into_iter();
            keys.map(|key| (key, token.span))
        })
        .collect()
}

fn learn(
    profile: &mut Profile,
    text: &str,
    lang: &Lang,
    weight: f64,
    side_words: &BTreeSet<String>,
    name: Option<&mut BTreeSet<String>>,
) {
    let lang = lang_of(text, lang);
    let found = tokens(text, 0);
    for hit in concepts().find(&lang, &found) {
        let concept = concepts().get(hit.concept);
        let weight = match (concept.general, concept.slot) {
            (true, _) | (_, Some(_)) => weight * 0.3,
            _ => weight,
        };
        let known = profile.concepts.entry(hit.concept).or_default();
        *known = known.max(weight);
    }
    let all = keys(text, &lang);
    if let Some(name) = name {
        name.extend(all.iter().map(|(key, _)| key.clone()));
    }
    for (key, _) in all {
        if side_words.contains(&key) {
            continue;
        }
        let known = profile.words.entry(key).or_default();
        *known = known.max(weight);
    }
}

/// The language of a short text by its letters, else `other`.
fn lang_of(text: &str, other: &Lang) -> Lang {
    let cyrillic = text
        .chars()
        .any(|letter| ('\u{400}'..='\u{4ff}').contains(&letter));
    let latin = text.chars().any(|letter| letter.is_ascii_alphabetic());
    if cyrillic {
        let ukrainian = text.chars().any(|letter| "іїєґІЇЄҐ".contains(letter));
        if ukrainian || *other == Lang::Uk {
            Lang::Uk
        } else {
            Lang::Ru
        }
    } else if latin {
        Lang::En
    } else {
        other.clone()
    }
}

/// The nearest heading before `at` that names an issue; headings of other
/// columns ("What they said") are passed over.
pub(crate) fn heading_issue(document: &Document, at: usize, issues: &Issues) -> Option<usize> {
    let block = document
        .blocks
        .partition_point(|block| block.span.start <= at);
    document.blocks[..block]
        .iter()
        .rev()
        .take(60)
        .filter(|block| {
            block.kind == BlockKind::Headline
                || block.kind == BlockKind::Paragraph && block.span.len() < 90
        })
        .find_map(|block| issues.of_heading(document.words(block), &document.lang))
}
