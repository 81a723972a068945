//! What a side is, as a mention of it: of a union, a city and a board "the
//! union" is the first.

use std::collections::HashMap;

use diptych_core::{Case, Lang};
use diptych_lang::ladder::{WordClass, grammar};
use diptych_lang::parties::{PartyId, parties};
use diptych_lang::{Flags, Token, lexicon, tokens};

use crate::sides::Mention;
use crate::words::{mention_keys, name_key};

/// Shorter nouns are too common to name a side.
const SHORTEST: usize = 4;

/// Nouns by their key, with the side that alone is called so.
#[derive(Debug, Clone, Default)]
pub(crate) struct Nouns {
    of_names: HashMap<String, usize>,
    /// Kinds of parties, with the side that alone is of the kind.
    of_kinds: HashMap<PartyId, usize>,
}

impl Nouns {
    /// The nouns in the names of the sides and their bodies.
    pub(crate) fn new(case: &Case) -> Self {
        let (mut names, mut kinds) = (HashMap::new(), HashMap::new());
        for (number, side) in case.sides.iter().enumerate() {
            for name in side.bodies.iter().chain([&side.name]) {
                for key in nouns_of(name) {
                    claim(&mut names, key, number);
                }
                for kind in parties().of_name(name) {
                    claim(&mut kinds, kind, number);
                }
            }
            for role in side.people.iter().filter_map(|person| person.role.as_ref()) {
                for kind in parties().of_role(role) {
                    claim(&mut kinds, kind, number);
                }
            }
        }
        Self {
            of_names: alone(names),
            of_kinds: alone(kinds),
        }
    }

    /// Adds the mentions by such a noun in `words`, beside those already found.
    ///
    /// An English noun needs its article. "The union of writers" is another.
    pub(crate) fn add(&self, words: &[Token], found: &mut Vec<Mention>) {
        if self.of_names.is_empty() && self.of_kinds.is_empty() {
            return;
        }
        let taken = found.len();
        let kinds = if self.of_kinds.is_empty() {
            Vec::new()
        } else {
            parties().find(words)
        };
        let small = grammar(&Lang::En).find(words);
        let is = |class: WordClass, at: Option<usize>| {
            small
                .iter()
                .any(|word| word.class == class && Some(word.hit.first) == at)
        };
        let people = lexicon(&Lang::En);
        for (at, word) in words.iter().enumerate() {
            if !word.is_word || word.is_capital && at > 0 {
                continue;
            }
            let latin = is_latin(&word.folded);
            if latin
                && (!is(WordClass::Article, at.checked_sub(1)) || is(WordClass::Of, Some(at + 1)))
            {
                continue;
            }
            // "The union leader": the noun only says of what.
            let owns = latin
                && words
                    .get(at + 1)
                    .is_some_and(|next| people.flags(&next.folded).any(Flags::PERSON));
            let within = found[..taken]
                .iter()
                .any(|mention| (mention.first..mention.end).contains(&at));
            if owns || within {
                continue;
            }
            let keys = if latin {
                vec![name_key(&word.folded)]
            } else {
                mention_keys(&word.folded)
            };
            let named = keys.iter().find_map(|key| self.of_names.get(key));
            let of_kind = || {
                let hit = kinds.iter().find(|hit| hit.first == at)?;
                let side = self.of_kinds.get(&hit.entry)?;
                (!is_another(words, at, hit.end)).then_some((side, hit.end))
            };
            if let Some((side, end)) = named.map(|side| (side, at + 1)).or_else(of_kind) {
                found.push(Mention {
                    first: at,
                    end,
                    side: *side,
                    name: None,
                    is_adjective: false,
                });
            }
        }
        found.sort_by_key(|mention| mention.first);
    }
}

/// Notes that a side is called so; what two are called names neither.
fn claim<K: std::hash::Hash + Eq>(known: &mut HashMap<K, Option<usize>>, key: K, number: usize) {
    let of = known.entry(key).or_insert(Some(number));
    *of = of.filter(|of| *of == number);
}

fn alone<K: std::hash::Hash + Eq>(known: HashMap<K, Option<usize>>) -> HashMap<K, usize> {
    let one = |(key, side): (K, Option<usize>)| Some((key, side?));
    known.into_iter().filter_map(one).collect()
}

/// Whether words beside the noun say that another one is meant: its name («банк
/// «Ланок»»), or what it is like ("a daughter company", «дочерняя компания»).
fn is_another(words: &[Token], at: usize, end: usize) -> bool {
    let named = words.get(end).is_some_and(|next| {
        next.is_capital || matches!(next.folded.as_str(), "«" | "„" | "“" | "\"")
    });
    let before = at.checked_sub(1).map(|place| &words[place]);
    let described = before.is_some_and(|word| {
        word.is_word
            && !is_latin(&word.folded)
            && (is_adjective(&word.folded) || word.is_capital && at > 1)
    });
    named || described
}

/// Whether a Slavic word ends as adjectives do; «эта», «сама» are none.
fn is_adjective(word: &str) -> bool {
    const ENDS: [&str; 14] = [
        "ая", "яя", "ой", "ую", "юю", "ый", "ий", "ого", "его", "ому", "ему", "ої", "ою", "ій",
    ];
    word.chars().count() >= 5 && ENDS.iter().any(|end| word.ends_with(end))
}

/// The keys of the noun that a name is built on: the word before "of", else the
/// last of an English name of several words; in a Slavic name its first word for a body.
fn nouns_of(name: &str) -> Vec<String> {
    let words: Vec<Token> = tokens(name, 0)
        .into_iter()
        .filter(|token| token.is_word)
        .collect();
    let latin = words.iter().all(|word| is_latin(&word.folded));
    let noun = if latin {
        let of = grammar(&Lang::En)
            .find(&words)
            .into_iter()
            .find(|word| word.class == WordClass::Of);
        match of {
            Some(of) => of.hit.first.checked_sub(1),
            None => (words.len() > 1).then(|| words.len() - 1),
        }
    } else {
        words.iter().position(|word| {
            [Lang::Ru, Lang::Uk]
                .iter()
                .any(|lang| lexicon(lang).flags(&word.folded).any(Flags::BODY))
        })
    };
    noun.and_then(|at| words.get(at))
        .filter(|word| word.folded.chars().count() >= SHORTEST)
        .filter(|word| words.len() > 1 || !word.is_capital)
        .map(|word| name_key(&word.folded))
        .into_iter()
        .collect()
}

fn is_latin(word: &str) -> bool {
    word.chars()
        .all(|letter| letter.is_ascii() || !letter.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sides(text: &str) -> Vec<usize> {
        let (case, _) = diptych_core::parse_case(
            "[[side]]\nname = 'The choir of Ambry'\nbodies = ['Ambry Choir', 'Хор Амбри']\n[[side]]\nname = 'Lunden Opera House'",
        );
        let mut found = Vec::new();
        Nouns::new(&case).add(&tokens(text, 0), &mut found);
        found.into_iter().map(|mention| mention.side).collect()
    }

    #[test]
    fn a_noun_for_the_kind_of_party_names_the_one_of_that_kind() {
        let (case, _) = diptych_core::parse_case(
            "[[side]]\nname = 'Ostrel Shipping'\n[[side]]\nname = 'Tavria'\npeople = [{ name = 'Ada Roy', role = 'Foreign Minister' }]\n[[side]]\nname = 'Dell'\npeople = [{ name = 'Ian Moss', role = 'Foreign Minister' }]",
        );
        let found = |text: &str| -> Vec<usize> {
            let mut found = Vec::new();
            Nouns::new(&case).add(&tokens(text, 0), &mut found);
            found.into_iter().map(|mention| mention.side).collect()
        };
        assert_eq!(found("Компания обещала заплатить."), [0]);
        assert_eq!(found("Вчора компанія заплатила, а уряд мовчить."), [0]);
        assert_eq!(found("Then the company paid."), [0]);
        // Another company, and what two sides are.
        assert!(found("Дочерняя компания заплатила.").is_empty());
        assert!(found("Компания «Вест» заплатила, a company paid.").is_empty());
        assert!(found("The minister promised it.").is_empty());
    }

    #[test]
    fn a_side_is_known_by_what_it_is() {
        assert_eq!(sides("Then the choir agreed, and the house paid."), [0, 1]);
        assert!(sides("a choir, the choir of Tal").is_empty());
    }
}
