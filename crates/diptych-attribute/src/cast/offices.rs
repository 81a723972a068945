//! Offices that are called otherwise at their second mention: the head of state
//! for the president, the diplomat for the ambassador.

use std::collections::HashMap;
use std::rc::Rc;

use diptych_lang::Flags;

use super::Cast;
use crate::names::{Gender, key};

/// Most namings that an office looks back over, so that time stays linear.
const LOOK_BACK: usize = 120;

/// Words before a former office, and its prefix.
const FORMER: [&str; 4] = ["экс", "экс-", "екс", "екс-"];

impl Cast<'_> {
    /// The latest person whose office the words of a mention call otherwise.
    pub(super) fn by_office(
        &self,
        first: usize,
        end: usize,
        gender: Option<Gender>,
    ) -> Option<usize> {
        let page = self.page;
        let words: Vec<String> = (first..end)
            .filter(|at| page.tokens[*at].is_word)
            .map(|at| self.office_key(&page.tokens[at].folded))
            .collect();
        let offices = self.office_keys.get_or_init(|| {
            let keys = |row: &Vec<String>| -> Vec<String> {
                row.iter().map(|word| self.office_key(word)).collect()
            };
            let offices = page.lexicon.offices.iter();
            offices
                .map(|office| {
                    let known = office.known_by.iter().map(keys).collect();
                    (keys(&office.mention), known)
                })
                .collect()
        });
        let mut best: Option<(usize, usize)> = None;
        let mut all = Vec::new();
        for (mention, known_by) in offices {
            if !mention.iter().all(|word| words.contains(word)) {
                continue;
            }
            for (index, seen) in self.candidates(first) {
                let member = &self.members[index];
                let other = gender.is_some() && member.gender.is_some() && member.gender != gender;
                if member.is_body || other || seen == 0 {
                    continue;
                }
                let mut roles = [&member.role, &member.shared_role].into_iter().flatten();
                let known = roles.any(|role| {
                    let role = self.office_words(role);
                    known_by
                        .iter()
                        .any(|row| row.iter().all(|word| role.contains(word)))
                });
                if known {
                    all.push(index);
                }
                if known && best.is_none_or(|(_, at)| seen > at) {
                    best = Some((index, seen));
                }
            }
            if best.is_some() && mention.len() > 1 {
                break;
            }
        }
        self.salient_of(&all, first, gender)
            .or(best.map(|(index, _)| index))
    }

    /// The people whom an office before token `at` can mean, each with one past the
    /// token of the last naming, or 0: those of the case, and the last who were named.
    pub(super) fn candidates(&self, at: usize) -> Vec<(usize, usize)> {
        let before = self.namings.partition_point(|naming| naming.at < at);
        let mut seen: HashMap<usize, usize> = HashMap::new();
        for naming in self.namings[..before].iter().rev().take(LOOK_BACK) {
            seen.entry(naming.member).or_insert(naming.at + 1);
        }
        let known = self
            .members
            .iter()
            .take_while(|member| member.of_case)
            .count();
        let mut out: Vec<(usize, usize)> = (0..known)
            .filter(|index| !seen.contains_key(index))
            .map(|index| (index, 0))
            .collect();
        out.extend(seen);
        out.sort_unstable();
        out
    }

    /// The keys of the words of an office, made once.
    pub(super) fn office_words(&self, role: &str) -> Rc<Vec<String>> {
        if let Some(known) = self.role_words.borrow().get(role) {
            return known.clone();
        }
        let made: Rc<Vec<String>> = Rc::new(if self.page.lexicon.bare_clause {
            role.split_whitespace()
                .map(|word| self.office_key(word.trim_matches(|c: char| !c.is_alphanumeric())))
                .collect()
        } else {
            role.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'' && c != '’')
                .filter(|word| !word.is_empty())
                .map(|word| self.office_key(word))
                .collect()
        });
        self.role_words
            .borrow_mut()
            .insert(role.to_owned(), made.clone());
        made
    }

    /// The key of a word of an office, without what tells that it is past.
    pub(super) fn office_key(&self, word: &str) -> String {
        let folded = diptych_core::fold(word).text;
        let word = self.page.lexicon.lemma(&folded).unwrap_or(word);
        let plain = FORMER
            .iter()
            .find_map(|former| word.to_lowercase().strip_prefix(former).map(str::to_owned))
            .filter(|rest| rest.chars().count() > 3);
        key(plain.as_deref().unwrap_or(word))
    }

    /// Whether a word tells only that an office is past or new.
    pub(super) fn is_former(&self, at: usize) -> bool {
        let page = self.page;
        !page.lexicon.bare_clause
            && page.flags[at].without(Flags::ADVERB).is_empty()
            && page.lexicon.is_of("former", &page.tokens[at].folded)
    }
}
