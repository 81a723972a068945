//! Which side a mention in a text belongs to.

use std::collections::HashMap;

use diptych_core::{Case, SideId};
use diptych_lang::Token;
use diptych_lang::places::find_places;

use crate::doers::SIDE;
use crate::nouns::Nouns;
use crate::words::{mention_keys, name_key};

/// A mention of a side: by a person, a body, or its own name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    /// First token.
    pub(crate) first: usize,
    /// One past the last token.
    pub(crate) end: usize,
    /// Index of the side.
    pub(crate) side: usize,
    /// The person or body, where one is named.
    pub(crate) name: Option<String>,
    /// Whether it is an adjective or a state's name rather than a person or body.
    pub(crate) is_adjective: bool,
}

#[derive(Debug, Clone)]
struct Entry {
    keys: Vec<String>,
    side: usize,
    name: Option<String>,
    adjective: bool,
    is_body: bool,
}

/// Names of the case by their first key.
#[derive(Debug, Clone, Default)]
pub(crate) struct SideIndex {
    ids: Vec<SideId>,
    entries: Vec<Entry>,
    by_key: HashMap<String, Vec<usize>>,
    ranks: HashMap<String, usize>,
    /// States by their code, where one side alone is of that state.
    states: HashMap<String, usize>,
    /// Nouns for what one side alone is: "the union", "the city".
    nouns: Nouns,
}

impl SideIndex {
    /// The names of sides in the place of their numbers in the key of a doer.
    pub(crate) fn named(&self, key: &str) -> String {
        let one = |part: &str| {
            part.strip_prefix(SIDE)
                .and_then(|number| self.ids.get(number.parse::<usize>().ok()?))
                .map_or_else(|| part.to_owned(), |id| id.as_str().to_owned())
        };
        let mut parts: Vec<String> = key.split('+').map(one).collect();
        parts.sort();
        parts.dedup();
        parts.join("+")
    }

    /// The index of a case.
    pub(crate) fn new(case: &Case) -> Self {
        let mut index = Self {
            ids: case.sides.iter().map(|side| side.id.clone()).collect(),
            ..Self::default()
        };
        for (number, side) in case.sides.iter().enumerate() {
            for (rank, person) in side.people.iter().enumerate() {
                index.ranks.insert(person.name.clone(), rank);
                let name = Some(person.name.clone());
                for written in person.aliases.iter().chain(std::iter::once(&person.name)) {
                    index.add(written, number, name.clone(), false);
                    if let Some(surname) = written.split_whitespace().last()
                        && surname != written
                    {
                        index.add(surname, number, name.clone(), false);
                    }
                }
                if let Some(role) = &person.role {
                    index.add_adjective(role, number);
                }
            }
            for body in &side.bodies {
                // A state among the bodies is the side itself, under the side's name.
                let shown = if name_key(body) == name_key(&side.name) {
                    &side.name
                } else {
                    body
                };
                index.add(body, number, Some(shown.clone()), false);
                if let Some(last) = index.entries.last_mut() {
                    last.is_body = last.name.as_ref() == Some(shown);
                }
                index.add_adjective(body, number);
            }
            index.add(&side.name, number, None, true);
        }
        index.learn_states(case);
        index.nouns = Nouns::new(case);
        index
    }

    /// The states of each side, from its name, its bodies and the roles of its people.
    fn learn_states(&mut self, case: &Case) {
        let mut shared: Vec<String> = Vec::new();
        for (number, side) in case.sides.iter().enumerate() {
            let roles = side.people.iter().filter_map(|person| person.role.as_ref());
            for written in side.bodies.iter().chain(roles).chain([&side.name]) {
                for hit in find_places(&diptych_lang::tokens(written, 0)) {
                    let known = self.states.insert(hit.state.id.clone(), number);
                    if known.is_some_and(|known| known != number) {
                        shared.push(hit.state.id.clone());
                    }
                }
            }
        }
        for state in shared {
            self.states.remove(&state);
        }
    }

    /// A role or a body that begins with a state's adjective names the state: "Ardonian foreign minister".
    fn add_adjective(&mut self, role: &str, side: usize) {
        let mut words = role.split_whitespace();
        let (Some(first), Some(_)) = (words.next(), words.next()) else {
            return;
        };
        let is_name = first.chars().next().is_some_and(char::is_uppercase)
            && first.chars().count() >= 4
            && role
                .split_whitespace()
                .skip(1)
                .any(|word| word.chars().next().is_some_and(char::is_lowercase));
        if is_name {
            self.add(first, side, None, true);
        }
    }

    fn add(&mut self, written: &str, side: usize, name: Option<String>, adjective: bool) {
        let keys: Vec<String> = diptych_lang::tokens(written, 0)
            .iter()
            .filter(|token| token.is_word)
            .map(|token| name_key(&token.folded))
            .collect();
        let Some(first) = keys.first().cloned() else {
            return;
        };
        if first.chars().count() < 2 {
            return;
        }
        let known = self
            .entries
            .iter()
            .any(|entry| entry.side == side && entry.keys == keys && entry.name == name);
        if !known {
            self.by_key
                .entry(first)
                .or_default()
                .push(self.entries.len());
            self.entries.push(Entry {
                keys,
                side,
                name,
                adjective,
                is_body: false,
            });
        }
    }

    /// Where the side stands in the case.
    pub(crate) fn number(&self, id: &SideId) -> Option<usize> {
        self.ids.iter().position(|known| known == id)
    }

    /// The identifier of a side.
    pub(crate) fn id(&self, number: usize) -> Option<&SideId> {
        self.ids.get(number)
    }

    /// How many sides there are.
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The rank of a person in the order of their side, the highest first.
    pub(crate) fn rank(&self, name: Option<&str>) -> usize {
        name.and_then(|name| self.ranks.get(name))
            .copied()
            .unwrap_or(3)
    }

    /// The mentions in `tokens`, by place; a name of two sides is left out.
    pub(crate) fn mentions(&self, tokens: &[Token]) -> Vec<Mention> {
        let mut out: Vec<Mention> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let token = &tokens[at];
            let adjective = token
                .is_word
                .then(|| self.adjective(&token.folded))
                .flatten();
            if !token.is_word || !token.is_capital && adjective.is_none() {
                at += 1;
                continue;
            }
            let mut best: Option<(usize, Vec<&Entry>)> = None;
            for key in mention_keys(&token.folded) {
                for number in self.by_key.get(&key).into_iter().flatten() {
                    let entry = &self.entries[*number];
                    let Some(end) = fits(&entry.keys[1..], tokens, at + 1) else {
                        continue;
                    };
                    match &mut best {
                        Some((longest, entries)) if *longest == end => entries.push(entry),
                        Some((longest, _)) if *longest > end => {}
                        _ => best = Some((end, vec![entry])),
                    }
                }
                if best.is_some() {
                    break;
                }
            }
            let Some((end, entries)) = best else {
                out.extend(adjective.map(|side| Mention {
                    first: at,
                    end: at + 1,
                    side,
                    name: None,
                    is_adjective: true,
                }));
                at += 1;
                continue;
            };
            let side = entries[0].side;
            if entries.iter().all(|entry| entry.side == side) {
                let named = entries.iter().find(|entry| entry.name.is_some());
                out.push(Mention {
                    first: at,
                    end,
                    side,
                    name: named.and_then(|entry| entry.name.clone()),
                    is_adjective: named.is_none() && entries.iter().all(|entry| entry.adjective),
                });
            }
            at = end;
        }
        if !self.states.is_empty() {
            self.add_states(tokens, &mut out);
        }
        self.nouns.add(tokens, &mut out);
        out
    }

    /// The side of whose name the word is an adjective: "Danish", "датский".
    fn adjective(&self, folded: &str) -> Option<usize> {
        let key = diptych_lang::romanise(folded);
        let mut side = None;
        for (cut, _) in key.char_indices().skip(4) {
            let rest = &key[cut..];
            let is_ending = rest.len() <= 9
                && (rest.starts_with("sk")
                    || rest.starts_with("isk")
                    || rest.starts_with("jsk")
                    || rest.starts_with("iisk")
                    || rest.starts_with("sjk")
                    || matches!(
                        rest,
                        "an" | "ian" | "ish" | "ese" | "n" | "ians" | "ans" | "ns"
                    )
                    || is_people(rest));
            if !is_ending {
                continue;
            }
            for number in self.by_key.get(&key[..cut]).into_iter().flatten() {
                let entry = &self.entries[*number];
                let is_place = entry.keys.len() == 1 && (entry.name.is_none() || entry.is_body);
                if is_place {
                    if side.is_some_and(|known| known != entry.side) {
                        return None;
                    }
                    side = Some(entry.side);
                }
            }
        }
        side
    }

    /// Mentions of a side by its state, its capital or its people's name.
    fn add_states(&self, tokens: &[Token], out: &mut Vec<Mention>) {
        for hit in find_places(tokens) {
            let Some(side) = self.states.get(&hit.state.id) else {
                continue;
            };
            let first = tokens.partition_point(|token| token.span.end <= hit.span.start);
            let end = tokens.partition_point(|token| token.span.start < hit.span.end);
            let taken = out
                .iter()
                .any(|mention| mention.first < end && first < mention.end);
            if !taken && first < end {
                out.push(Mention {
                    first,
                    end,
                    side: *side,
                    name: None,
                    is_adjective: true,
                });
            }
        }
        out.sort_by_key(|mention| mention.first);
    }
}

/// Whether a romanised ending makes of a place its people: «карсавці», «ушгарцев».
fn is_people(ending: &str) -> bool {
    let ending = ending.replace("ts", "c");
    ["", "n", "an", "jan", "ian", "en", "j"]
        .iter()
        .filter_map(|link| ending.strip_prefix(link))
        .any(|rest| rest == "ec" || rest.starts_with('c') && (2..=4).contains(&rest.len()))
}

fn fits(keys: &[String], tokens: &[Token], mut at: usize) -> Option<usize> {
    for key in keys {
        while tokens.get(at).is_some_and(|token| !token.is_word) {
            at += 1;
        }
        let token = tokens.get(at)?;
        if !mention_keys(&token.folded).contains(key) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use diptych_core::parse_case;

    fn index() -> SideIndex {
        let (case, _) = parse_case(
            "[[side]]\nname='Ardonia'\npeople=[{name='Bo Lind',role='Ardonian envoy',aliases=['Lind']}]\nbodies=['White Hall']\n\
             [[side]]\nname='Velmar'\npeople=[{name='Ada Renn'}]\nbodies=['White Hall','Castle']\n",
        );
        SideIndex::new(&case)
    }

    fn found(text: &str) -> Vec<(usize, Option<String>)> {
        index()
            .mentions(&diptych_lang::tokens(text, 0))
            .into_iter()
            .map(|mention| (mention.side, mention.name))
            .collect()
    }

    #[test]
    fn people_bodies_and_adjectives_name_a_side() {
        assert_eq!(
            found("Renn met the Ardonian team"),
            [(1, Some("Ada Renn".to_owned())), (0, None)]
        );
        assert_eq!(found("the Castle said"), [(1, Some("Castle".to_owned()))]);
    }

    #[test]
    fn a_people_names_its_side_in_small_letters() {
        for text in [
            "про яблука ардонці мовчать",
            "слово за ардонцами",
            "сказал ардонец",
        ] {
            assert_eq!(found(text), [(0, None)], "{text}");
        }
    }

    #[test]
    fn a_body_of_two_sides_names_neither() {
        assert!(found("White Hall said").is_empty());
    }
}
