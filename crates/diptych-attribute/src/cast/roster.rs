//! The people and bodies of the case.

use std::collections::HashMap;

use diptych_core::{Case, fold_text};
use diptych_lang::Flags;

use super::Member;
use crate::names::{Gender, key, patronymic};

/// The people and bodies of the case, compiled once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Roster {
    pub(crate) members: Vec<Member>,
    pub(super) by_key: HashMap<String, Vec<usize>>,
    pub(super) bodies: HashMap<String, usize>,
    /// Every spelling of a person, with the person.
    spellings: Vec<(String, usize)>,
}

impl Roster {
    /// The roster of `case`.
    pub(crate) fn new(case: &Case) -> Self {
        let mut this = Self::default();
        for side in &case.sides {
            for person in &side.people {
                let index = this.members.len();
                this.members.push(Member {
                    guessed: false,
                    name: person.name.clone(),
                    gender: gender_of_name(&person.name),
                    sides: vec![side.id.clone()],
                    role: person.role.clone(),
                    shared_role: None,
                    is_body: false,
                    of_case: true,
                });
                for spelling in std::iter::once(&person.name).chain(&person.aliases) {
                    this.add_spelling(spelling, index);
                }
            }
            for body in &side.bodies {
                let folded = body_key(body);
                if let Some(known) = this.bodies.get(&folded) {
                    let sides = &mut this.members[*known].sides;
                    if !sides.contains(&side.id) {
                        sides.push(side.id.clone());
                    }
                    continue;
                }
                this.bodies.insert(folded, this.members.len());
                this.members.push(Member {
                    name: body.clone(),
                    sides: vec![side.id.clone()],
                    is_body: true,
                    of_case: true,
                    ..Member::default()
                });
            }
        }
        this
    }

    fn add_spelling(&mut self, spelling: &str, index: usize) {
        self.spellings.push((spelling.to_owned(), index));
        if let Some(last) = spelling.split_whitespace().next_back() {
            let known = self.by_key.entry(key(last)).or_default();
            if !known.contains(&index) {
                known.push(index);
            }
        }
    }
}

pub(super) fn body_key(name: &str) -> String {
    let words: Vec<String> = name
        .split_whitespace()
        .filter(|word| !matches!(fold_text(word).as_str(), "the" | "a"))
        .map(|word| {
            let folded = fold_text(word);
            if folded.is_ascii() {
                folded.strip_suffix("'s").unwrap_or(&folded).to_owned()
            } else {
                key(word)
            }
        })
        .collect();
    words.join(" ")
}

pub(super) fn gender_of_name(name: &str) -> Option<Gender> {
    use diptych_core::Lang;
    for word in name.split_whitespace() {
        let folded = fold_text(word);
        if let Some(gender) = patronymic(&folded) {
            return Some(gender);
        }
        for lang in [Lang::En, Lang::Ru, Lang::Uk] {
            let flags = diptych_lang::lexicon(&lang).flags(&folded);
            if flags.any(Flags::GIVEN) {
                return Gender::of(flags);
            }
        }
    }
    None
}
