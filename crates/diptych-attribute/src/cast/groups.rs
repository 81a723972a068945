//! Mentions that stand for people by their place in the text: they, both, the
//! first, the second, the other; a given name by itself.

use diptych_core::Speaker;
use diptych_lang::Flags;

use super::{Cast, Member};
use crate::names::{Gender, known_key};

/// Farthest that such a mention looks back, in tokens.
const REACH: usize = 90;

impl Cast<'_> {
    /// The people whom `they` or `both` at token `at` stand for: the last two
    /// whom a conjunction joins, or with `both` any last two.
    pub(super) fn pair_before(&self, at: usize, any: bool) -> Option<[usize; 2]> {
        let before = self.namings.partition_point(|naming| naming.at < at);
        let near: Vec<_> = self.namings[..before]
            .iter()
            .rev()
            .take_while(|naming| at - naming.at < REACH)
            .filter(|naming| !naming.quoted && !self.members[naming.member].is_body)
            .take(12)
            .collect();
        let joined = near.windows(2).find(|pair| {
            let (later, earlier) = (pair[0], pair[1]);
            later.member != earlier.member
                && later.at - earlier.at <= 16
                && (earlier.at..later.at).any(|at| {
                    let folded = &self.page.tokens[at].folded;
                    self.page.lexicon.is_of("join", folded)
                })
        });
        if let Some(pair) = joined {
            return Some([pair[1].member, pair[0].member]);
        }
        let last = near.first()?;
        let other = near.iter().find(|naming| naming.member != last.member)?;
        any.then_some([other.member, last.member])
    }

    /// The people whom a plural mention stands for, as one speaker.
    pub(super) fn together(&self, speaker: &Speaker, pair: [usize; 2]) -> Speaker {
        let sides = pair.map(|member| self.members[member].sides.first().cloned());
        Speaker {
            name: Some(
                pair.map(|member| self.members[member].name.clone())
                    .join("; "),
            ),
            side: sides[0].clone().filter(|_| sides[0] == sides[1]),
            basis: Some("joint".to_owned()),
            ..speaker.clone()
        }
    }

    /// Whom `the first`, `the second` or `that one` at token `at` stands for.
    pub(super) fn by_order(&self, at: usize, gender: Option<Gender>) -> Option<usize> {
        let page = self.page;
        let folded = page.tokens[at].folded.as_str();
        let fits = |member: usize| {
            let own = self.members[member].gender;
            gender.is_none() || own.is_none() || own == gender
        };
        let place = if page.lexicon.is_of("first", folded) {
            0
        } else if page.lexicon.is_of("second", folded) {
            1
        } else if page.lexicon.is_of("other", folded) {
            return self.other(at, gender);
        } else {
            return None;
        };
        let pair = self.pair_before(at, true)?;
        Some(pair[place]).filter(|member| fits(*member))
    }

    /// The person named last before token `at` who did not speak last.
    pub(super) fn other(&self, at: usize, gender: Option<Gender>) -> Option<usize> {
        let (last, _) = self.last?;
        let before = self.namings.partition_point(|naming| naming.at < at);
        self.namings[..before]
            .iter()
            .rev()
            .take_while(|naming| at - naming.at < REACH)
            .filter(|naming| !naming.quoted)
            .map(|naming| naming.member)
            .find(|index| {
                let member = &self.members[*index];
                let fits = gender.is_none() || member.gender.is_none() || member.gender == gender;
                *index != last && !member.is_body && fits
            })
    }

    /// The people of the case whom a bare name fits, where nothing in the text
    /// tells which of them is meant.
    pub(super) fn rivals(&self, first: usize, end: usize) -> Vec<String> {
        let page = self.page;
        let surname = page.key(end - 1);
        if end - first != 1 {
            return Vec::new();
        }
        let Some(candidates) = self.by_key.get(&*surname) else {
            return Vec::new();
        };
        let known: Vec<&Member> = candidates
            .iter()
            .map(|index| &self.members[*index])
            .filter(|member| member.of_case && !member.is_body)
            .collect();
        // A given name beside the surname anywhere in the text settles it.
        let named = |member: &&&Member| {
            let given = member.name.split_whitespace().next().map(known_key);
            (1..page.tokens.len()).any(|at| {
                page.tokens[at].is_word
                    && page.key(at) == surname
                    && given
                        .as_ref()
                        .is_some_and(|given| *given == page.key(at - 1))
            })
        };
        if known.len() < 2 || known.iter().filter(named).count() == 1 {
            return Vec::new();
        }
        known.iter().map(|member| member.name.clone()).collect()
    }

    /// The one person of the text with this given name.
    pub(super) fn by_given(&self, at: usize) -> Option<usize> {
        let page = self.page;
        let like = page.flags[at].is_empty() && page.tokens[at].is_capital;
        let may_be = page.lexicon.bare_clause || like || page.flags[at].any(Flags::GIVEN);
        if !may_be {
            return None;
        }
        let given = page.key(at);
        // Indexed as people are met, so that time stays linear.
        let mut givens = self.givens.borrow_mut();
        let (read, index) = &mut *givens;
        for (place, member) in self.members.iter().enumerate().skip(*read) {
            let mut words = member.name.split_whitespace();
            if let (Some(own), Some(_)) = (words.next(), words.next())
                && !member.is_body
            {
                index
                    .entry(known_key(own))
                    .and_modify(|only| *only = None)
                    .or_insert(Some(place));
            }
        }
        *read = self.members.len();
        index.get(&given).copied().flatten()
    }
}
