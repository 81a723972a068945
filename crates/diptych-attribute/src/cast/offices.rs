//! Offices that are called otherwise at their second mention: the head of state
//! for the president, the diplomat for the ambassador.

use diptych_lang::Flags;

use super::Cast;
use crate::names::{Gender, key};

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
        let mut best: Option<(usize, usize)> = None;
        for office in &page.lexicon.offices {
            if !office
                .mention
                .iter()
                .all(|word| words.contains(&self.office_key(word)))
            {
                continue;
            }
            for (index, member) in self.members.iter().enumerate() {
                let Some(role) = &member.role else { continue };
                let other = gender.is_some() && member.gender.is_some() && member.gender != gender;
                if member.is_body || other {
                    continue;
                }
                let role: Vec<String> = role
                    .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'' && c != '’')
                    .filter(|word| !word.is_empty())
                    .map(|word| self.office_key(word))
                    .collect();
                let known = office
                    .known_by
                    .iter()
                    .any(|row| row.iter().all(|word| role.contains(&self.office_key(word))));
                if !known {
                    continue;
                }
                let Some(seen) = self.seen_before(index, first) else {
                    continue;
                };
                if best.is_none_or(|(_, at)| seen > at) {
                    best = Some((index, seen));
                }
            }
            if best.is_some() && office.mention.len() > 1 {
                break;
            }
        }
        best.map(|(index, _)| index)
    }

    /// Where a person was last named before token `at`.
    fn seen_before(&self, member: usize, at: usize) -> Option<usize> {
        self.namings
            .iter()
            .rev()
            .find(|naming| naming.member == member && naming.at < at)
            .map(|naming| naming.at)
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
