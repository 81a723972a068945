//! Sentences numbered, and the gender that pronouns give people in an English text.

use diptych_lang::Flags;

use super::Cast;
use crate::names::Gender;

impl Cast<'_> {
    /// Numbers the sentences of the outlet, so that distances are looked up.
    pub(super) fn count_sentences(&mut self) {
        let page = self.page;
        let mut numbers = Vec::with_capacity(page.tokens.len());
        let mut starts = page.parts.iter().map(|part| part.first).peekable();
        let mut marked = self.marked.iter().peekable();
        let (mut number, mut stopped) = (0_u32, true);
        for at in 0..page.tokens.len() {
            while starts.next_if(|start| *start <= at).is_some() {
                number += u32::from(!stopped);
                stopped = true;
            }
            while marked.next_if(|(_, end)| *end <= at).is_some() {}
            let inside = marked.peek().is_some_and(|(first, _)| *first <= at);
            numbers.push(number);
            let stop = !inside
                && !page.tokens[at].is_word
                && matches!(page.tokens[at].folded.as_str(), "." | "!" | "?");
            let point =
                stop && at > 0 && page.flags[at - 1].any(Flags::ABBREVIATION | Flags::TITLE);
            if stop && !point && !stopped {
                number += 1;
                stopped = true;
            } else if page.tokens[at].is_word {
                stopped = false;
            }
        }
        self.sentence_of = numbers;
    }

    /// Gives people whose gender nothing tells that of the pronouns which can mean
    /// no one else near.
    pub(super) fn gender_of_pronouns(&mut self) {
        let page = self.page;
        for _ in 0..2 {
            let mut votes = vec![(0_u32, 0_u32); self.members.len()];
            let mut next = 0;
            let mut marked = self.marked.iter().peekable();
            for at in 0..page.tokens.len() {
                while next < self.namings.len() && self.namings[next].at < at {
                    next += 1;
                }
                while marked.next_if(|(_, end)| *end <= at).is_some() {}
                let flags = page.flags[at];
                if !flags.any(Flags::HE | Flags::SHE | Flags::POSSESSIVE_THIRD)
                    || marked.peek().is_some_and(|(first, _)| *first <= at)
                {
                    continue;
                }
                let Some(gender) = Gender::of(flags) else {
                    continue;
                };
                if let Some((member, weight)) = self.only_one_near(at, next, gender)
                    && self.members[member].gender.is_none()
                {
                    match gender {
                        Gender::Masculine => votes[member].0 += weight,
                        Gender::Feminine => votes[member].1 += weight,
                    }
                }
            }
            for (member, (him, her)) in votes.into_iter().enumerate() {
                if him > 2 * her {
                    self.members[member].gender = Some(Gender::Masculine);
                } else if her > 2 * him {
                    self.members[member].gender = Some(Gender::Feminine);
                }
            }
        }
    }

    /// The only person of this or the last sentence whom a pronoun can mean.
    fn only_one_near(&self, at: usize, next: usize, gender: Gender) -> Option<(usize, u32)> {
        let here = self.sentence_of[at];
        let mut found: Option<(usize, u32)> = None;
        for naming in self.namings[..next].iter().rev().take(8) {
            let there = self.sentence_of[naming.at];
            if there + 1 < here {
                break;
            }
            let member = &self.members[naming.member];
            if naming.quoted || member.is_body || member.gender.is_some_and(|own| own != gender) {
                continue;
            }
            match found {
                Some((known, _)) if known != naming.member => return None,
                Some(_) => {}
                None => found = Some((naming.member, if there == here { 2 } else { 1 })),
            }
        }
        found
    }
}
