//! Concepts: keys by which propositions meet across languages, and the steps
//! that lead from one to another.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use diptych_core::{Lang, Slot};
use serde::Deserialize;

use super::table::{LANGS, place};
use crate::{Hit, PatternSet, Token};

/// A concept by its place in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConceptId(pub u16);

/// One concept.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concept {
    /// Its key in the record.
    pub id: String,
    /// Readable English name.
    pub name: String,
    /// Concepts of which it is a step (a truce is a step of a ceasefire's end, say).
    #[serde(default)]
    pub step_of: Vec<String>,
    /// Concepts for which this is the lesser thing to offer: raising the level
    /// of delegations where a summit was claimed.
    #[serde(default)]
    pub lower_step_of: Vec<String>,
    /// Concepts that mean the same matter, such as `summit` and `meeting`.
    #[serde(default)]
    pub near: Vec<String>,
    /// The slot that it fills as a term, rather than what the matter is.
    pub slot: Option<Slot>,
    /// Too general to join two clauses alone ("agreement", "talks").
    #[serde(default)]
    pub general: bool,
    /// Whether it is counted in people: prisoners, sailors, observers.
    #[serde(default)]
    pub counts_people: bool,
    /// Patterns by language code.
    #[serde(default)]
    pub en: Vec<String>,
    /// Patterns, Russian.
    #[serde(default)]
    pub ru: Vec<String>,
    /// Patterns, Ukrainian.
    #[serde(default)]
    pub uk: Vec<String>,
}

/// One place where a concept is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConceptHit {
    /// The concept.
    pub concept: ConceptId,
    /// The words.
    pub hit: Hit,
}

/// The table of concepts.
#[derive(Debug, Clone, Default)]
pub struct Concepts {
    entries: Vec<Concept>,
    by_id: HashMap<String, ConceptId>,
    sets: Vec<PatternSet>,
    related: BTreeMap<(ConceptId, ConceptId), Relation>,
}

/// How one concept stands to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Near,
    LowerStep,
    Step,
}

#[derive(Deserialize)]
struct File {
    concept: Vec<Concept>,
}

impl Concepts {
    fn read(text: &str) -> Self {
        let file: File = match toml::from_str(text) {
            Ok(file) => file,
            Err(error) => panic!("table concepts: {error}"),
        };
        let mut out = Self {
            sets: vec![PatternSet::new(); LANGS.len()],
            ..Self::default()
        };
        for (number, concept) in file.concept.iter().enumerate() {
            let id = ConceptId(number as u16);
            assert!(
                out.by_id.insert(concept.id.clone(), id).is_none(),
                "concept {} stands twice",
                concept.id
            );
            for (set, patterns) in out
                .sets
                .iter_mut()
                .zip([&concept.en, &concept.ru, &concept.uk])
            {
                for pattern in patterns {
                    if let Err(error) = set.add(number, pattern) {
                        panic!("concept {}: {error:?}", concept.id);
                    }
                }
            }
        }
        for (number, concept) in file.concept.iter().enumerate() {
            let id = ConceptId(number as u16);
            for (names, relation) in [
                (&concept.near, Relation::Near),
                (&concept.lower_step_of, Relation::LowerStep),
                (&concept.step_of, Relation::Step),
            ] {
                for name in names {
                    let other = out.by_id.get(name).copied();
                    let other =
                        other.unwrap_or_else(|| panic!("concept {}: no {name}", concept.id));
                    out.related.insert((id, other), relation);
                }
            }
        }
        out.entries = file.concept;
        out
    }

    /// The concept of this identifier.
    pub fn get(&self, id: ConceptId) -> &Concept {
        &self.entries[id.0 as usize]
    }

    /// The concept with this key.
    pub fn by_key(&self, key: &str) -> Option<ConceptId> {
        self.by_id.get(key).copied()
    }

    /// Every concept in the order of the table.
    pub fn entries(&self) -> &[Concept] {
        &self.entries
    }

    /// The concepts that `tokens` name; where one match lies inside another,
    /// only the longer counts (terms and matters apart).
    pub fn find(&self, lang: &Lang, tokens: &[Token]) -> Vec<ConceptHit> {
        let Some(at) = place(lang) else {
            return Vec::new();
        };
        let mut out: Vec<ConceptHit> = Vec::new();
        for hit in self.sets[at].find(tokens) {
            let inside = out.iter().rev().take(8).any(|kept| {
                self.is_term(kept.concept) == self.is_term(ConceptId(hit.entry as u16))
                    && kept.hit.first <= hit.first
                    && hit.end <= kept.hit.end
                    && (kept.hit.end - kept.hit.first > hit.end - hit.first)
            });
            if !inside {
                out.push(ConceptHit {
                    concept: ConceptId(hit.entry as u16),
                    hit,
                });
            }
        }
        out
    }

    /// Whether the concept fills a slot rather than naming a matter.
    pub fn is_term(&self, id: ConceptId) -> bool {
        self.get(id).slot.is_some()
    }

    /// How close two concepts are as matters, 0 to 1.
    pub fn nearness(&self, a: ConceptId, b: ConceptId) -> f64 {
        if a == b {
            return if self.get(a).general { 0.4 } else { 1.0 };
        }
        let relation = self
            .related
            .get(&(a, b))
            .or_else(|| self.related.get(&(b, a)));
        match relation {
            Some(Relation::Near) => 0.8,
            Some(Relation::LowerStep) => 0.75,
            Some(Relation::Step) => 0.6,
            None => 0.0,
        }
    }

    /// Whether `a` is the lesser thing to offer where `b` was claimed.
    pub fn is_lower_step(&self, a: ConceptId, b: ConceptId) -> bool {
        self.related.get(&(a, b)) == Some(&Relation::LowerStep)
    }
}

/// The table of concepts.
pub fn concepts() -> &'static Concepts {
    static TABLE: OnceLock<Concepts> = OnceLock::new();
    TABLE.get_or_init(|| {
        Concepts::read(concat!(
            include_str!("../../lang/concepts.toml"),
            "\n",
            include_str!("../../lang/concepts_matters.toml"),
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens;

    fn keys(lang: &Lang, text: &str) -> Vec<String> {
        let table = concepts();
        table
            .find(lang, &tokens(text, 0))
            .into_iter()
            .map(|found| table.get(found.concept).id.clone())
            .collect()
    }

    #[test]
    fn three_languages_give_one_key() {
        let wanted = vec!["full_scope".to_owned(), "ceasefire".to_owned()];
        assert_eq!(keys(&Lang::En, "a full ceasefire"), wanted);
        assert_eq!(keys(&Lang::Ru, "полное прекращение огня"), wanted);
        assert_eq!(keys(&Lang::Uk, "повне припинення вогню"), wanted);
    }

    #[test]
    fn the_table_is_broad_and_in_three_languages() {
        let table = concepts();
        assert!(table.entries().len() >= 40);
        for concept in table.entries() {
            assert!(
                !concept.en.is_empty() && !concept.ru.is_empty() && !concept.uk.is_empty(),
                "{}",
                concept.id
            );
        }
    }

    #[test]
    fn raising_the_level_is_a_lower_step_of_a_summit() {
        let table = concepts();
        let (level, summit) = (table.by_key("delegation_level"), table.by_key("summit"));
        assert!(table.is_lower_step(level.unwrap(), summit.unwrap()));
    }

    /// The matters that a sentence names, each once, in the order of letters.
    fn matters(lang: &Lang, text: &str) -> Vec<String> {
        let table = concepts();
        let mut out: Vec<String> = table
            .find(lang, &tokens(text, 0))
            .into_iter()
            .filter(|found| !table.is_term(found.concept))
            .map(|found| table.get(found.concept).id.clone())
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    #[test]
    fn sentences_name_their_matters_and_homonyms_none() {
        let text = include_str!("../../lang/concept_checks.toml");
        let file: BTreeMap<String, Vec<String>> = toml::from_str(text).unwrap();
        let mut wrong = Vec::new();
        for lang in LANGS {
            let checks = &file[lang.code()];
            assert!(checks.len() >= 60, "{lang}: {}", checks.len());
            for check in checks {
                let (sentence, keys) = check.rsplit_once(" = ").unwrap();
                let mut wanted: Vec<&str> = keys.split(' ').filter(|key| *key != "-").collect();
                wanted.sort_unstable();
                let found = matters(&lang, sentence);
                if found != wanted {
                    wrong.push(format!("{sentence}: {found:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
