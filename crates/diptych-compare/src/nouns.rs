//! What a side is, as a mention of it: of a union, a city and a board "the
//! union" is the first.

use std::collections::HashMap;

use diptych_core::{Case, Lang};
use diptych_lang::ladder::{WordClass, grammar};
use diptych_lang::{Flags, Token, lexicon, tokens};

use crate::sides::Mention;
use crate::words::{mention_keys, name_key};

/// Shorter nouns are too common to name a side.
const SHORTEST: usize = 4;

/// Nouns by their key, with the side that alone is called so.
#[derive(Debug, Clone, Default)]
pub(crate) struct Nouns(HashMap<String, usize>);

impl Nouns {
    /// The nouns in the names of the sides and their bodies.
    pub(crate) fn new(case: &Case) -> Self {
        let mut known: HashMap<String, Option<usize>> = HashMap::new();
        for (number, side) in case.sides.iter().enumerate() {
            for name in side.bodies.iter().chain([&side.name]) {
                for key in nouns_of(name) {
                    known
                        .entry(key)
                        .and_modify(|of| *of = of.filter(|of| *of == number))
                        .or_insert(Some(number));
                }
            }
        }
        Self(
            known
                .into_iter()
                .filter_map(|(key, side)| Some((key, side?)))
                .collect(),
        )
    }

    /// Adds the mentions by such a noun in `words`, beside those already found.
    ///
    /// An English noun needs its article. "The union of writers" is another.
    pub(crate) fn add(&self, words: &[Token], found: &mut Vec<Mention>) {
        if self.0.is_empty() {
            return;
        }
        let taken = found.len();
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
            if let Some(side) = keys.iter().find_map(|key| self.0.get(key)) {
                found.push(Mention {
                    first: at,
                    end: at + 1,
                    side: *side,
                    name: None,
                    is_adjective: false,
                });
            }
        }
        found.sort_by_key(|mention| mention.first);
    }
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
    fn a_side_is_known_by_what_it_is() {
        assert_eq!(sides("Then the choir agreed, and the house paid."), [0, 1]);
        assert!(sides("a choir, the choir of Tal").is_empty());
    }
}
