//! The table of the kinds of parties, and what it finds.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::forms::choices;
use crate::{Hit, PatternSet, Token, tokens};

/// A kind of party, by its place in the table.
pub type PartyId = usize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    party: Vec<Kind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    id: String,
    en: Vec<String>,
    ru: Vec<String>,
    uk: Vec<String>,
    named: Vec<String>,
    led: Vec<String>,
    /// One text a language.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "only the tests read the examples")
    )]
    eg: Vec<String>,
}

/// The kinds of parties in three languages; the entry of a hit is its kind.
#[derive(Debug, Default)]
pub struct Parties {
    ids: Vec<String>,
    nouns: PatternSet,
    named: PatternSet,
    led: PatternSet,
}

/// The table of `lang/parties.toml`.
pub fn parties() -> &'static Parties {
    static TABLE: OnceLock<Parties> = OnceLock::new();
    TABLE.get_or_init(|| Parties::read(&raw()))
}

fn raw() -> Raw {
    match toml::from_str(include_str!("../../lang/parties.toml")) {
        Ok(raw) => raw,
        Err(error) => panic!("table parties: {error}"),
    }
}

impl Parties {
    fn read(raw: &Raw) -> Self {
        let mut out = Self::default();
        let add = |set: &mut PatternSet, number: usize, pattern: &str| {
            for form in choices(pattern) {
                if let Err(error) = set.add(number, &form) {
                    panic!("table parties, {pattern}: {error:?}");
                }
            }
        };
        for (number, kind) in raw.party.iter().enumerate() {
            out.ids.push(kind.id.clone());
            for noun in kind.en.iter().chain(&kind.ru).chain(&kind.uk) {
                add(&mut out.nouns, number, noun);
            }
            for word in &kind.named {
                add(&mut out.named, number, word);
            }
            for role in &kind.led {
                add(&mut out.led, number, role);
            }
        }
        out
    }

    /// The name of a kind in the table.
    pub fn id(&self, party: PartyId) -> &str {
        self.ids.get(party).map_or("", String::as_str)
    }

    /// The kinds that a name tells of: "Harrow Shipping" is a company.
    pub fn of_name(&self, name: &str) -> Vec<PartyId> {
        kinds(&self.named, name)
    }

    /// The kinds of party that somebody in such a role speaks for: a mayor for a city.
    pub fn of_role(&self, role: &str) -> Vec<PartyId> {
        kinds(&self.led, role)
    }

    /// The nouns for kinds of parties in a sentence, by place.
    pub fn find(&self, words: &[Token]) -> Vec<Hit> {
        self.nouns.find(words)
    }
}

fn kinds(set: &PatternSet, text: &str) -> Vec<PartyId> {
    let hits = set.find(&tokens(text, 0));
    let mut found: Vec<PartyId> = hits.into_iter().map(|hit| hit.entry).collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_in_its_examples() {
        for (number, kind) in raw().party.iter().enumerate() {
            assert_eq!(kind.eg.len(), 3, "{}", kind.id);
            for text in &kind.eg {
                let found = parties().find(&tokens(text, 0));
                assert!(
                    found.iter().any(|hit| hit.entry == number),
                    "{}: {text}",
                    kind.id
                );
            }
        }
    }

    #[test]
    fn names_and_roles_tell_the_kind() {
        let of = |found: Vec<PartyId>| -> Vec<&str> {
            found.into_iter().map(|id| parties().id(id)).collect()
        };
        assert_eq!(of(parties().of_name("Harrow Shipping")), ["company"]);
        assert_eq!(of(parties().of_name("Профсоюз пекарей")), ["trade_union"]);
        assert_eq!(of(parties().of_role("Foreign Minister")), ["government"]);
        assert_eq!(of(parties().of_role("mayor of Dell")), ["city"]);
        assert!(parties().of_name("Moravia").is_empty());
    }
}
