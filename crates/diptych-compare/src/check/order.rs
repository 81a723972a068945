//! Which of several answers stands first: who is named, whose word is the last, and what was taken back.

use diptych_core::Answer;

use super::answer::{Bearing, Search};
use crate::judge::against;
use crate::proposition::likeness;
use crate::stand::Stand;

/// What the words count less of those whom the claim does not name, where it names people of that side.
const NOT_NAMED: f64 = 0.85;
/// Weights that count as about the same.
const ABOUT: f64 = 0.06;
/// The part of the best weight from which the last word of one speaker counts.
const LAST_WORD: f64 = 0.6;
/// How alike a refusal must be to take back what its speaker had said.
const TAKEN_BACK: f64 = 0.55;

impl Search<'_> {
    /// Where the same words hold the very degree elsewhere, a lower clause beside it is another step.
    pub(super) fn without_lower_steps(&self, out: &mut Vec<Bearing>) {
        let agreed: Vec<(usize, f64)> = out
            .iter()
            .filter(|one| one.answer == Answer::Confirmed)
            .map(|one| (self.seen.stands[one.stand].utterance, one.alike))
            .collect();
        out.retain(|one| {
            let beside = |(utterance, alike): &(usize, f64)| {
                *utterance == self.seen.stands[one.stand].utterance && *alike >= one.alike - 0.03
            };
            one.answer != Answer::Weaker || !agreed.iter().any(beside)
        });
    }

    /// Where a side has said several things that count about as much, its last word stands first, and of one day a
    /// denial; and where one speaker has, though it count less.
    pub(super) fn latest_first(&self, out: &mut [Bearing]) {
        let Some(best) = out.first().copied() else {
            return;
        };
        let day = |one: &Bearing| self.seen.stands[one.stand].days.map(|(_, to)| to);
        let near = out.partition_point(|one| one.weight >= best.weight - ABOUT);
        out[..near].sort_by_key(|one| (std::cmp::Reverse(day(one)), one.answer != Answer::Denied));
        let Some(first) = out.first().copied() else {
            return;
        };
        let opposed = |one: &Bearing| {
            (one.answer == Answer::Denied) != (first.answer == Answer::Denied)
                && one.weight >= first.weight * LAST_WORD
                && day(one) > day(&first)
                && self.speaker(one.stand) == self.speaker(first.stand)
        };
        if let Some(at) = out.iter().position(opposed) {
            out[..=at].rotate_right(1);
        }
    }

    /// What its speaker took back later is denied, however far it went.
    pub(super) fn taken_back(&self, out: &mut Vec<Bearing>) {
        let Some(first) = out.first().copied() else {
            return;
        };
        let said = &self.seen.stands[first.stand];
        let stands = |one: &Bearing| matches!(one.answer, Answer::Confirmed | Answer::Weaker);
        if !stands(&first) || against(said) {
            return;
        }
        let speakers: Vec<Option<&str>> = out
            .iter()
            .filter(|one| stands(one))
            .map(|one| self.speaker(one.stand))
            .collect();
        let is_body = |stand: &Stand| self.seen.statements[stand.statement].speaker.is_body;
        let back = self
            .accounts()
            .filter(|(number, q)| {
                q.speaker_side == said.speaker_side
                    && (speakers.contains(&self.speaker(*number)) || is_body(q) || is_body(said))
                    && q.days.map(|(from, _)| from) > said.days.map(|(_, to)| to)
                    && q.issue == self.p.issue
                    && against(q)
                    && !q.limited
            })
            .map(|(number, q)| (number, likeness(&self.p, q)))
            .filter(|(_, alike)| *alike >= TAKEN_BACK)
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((stand, alike)) = back {
            out.insert(
                0,
                Bearing {
                    stand,
                    answer: Answer::Denied,
                    alike,
                    ..first
                },
            );
        }
    }

    /// Whoever is said to say it answers before all others of the side.
    pub(super) fn named_first(&self, out: &mut [Bearing]) {
        let is_author = self.asked.author.is_some();
        if is_author && !self.asked.people.is_empty() {
            out.sort_by_key(|one| !self.is_named(one.stand));
        }
    }

    fn speaker(&self, stand: usize) -> Option<&str> {
        let statement = self.seen.stands[stand].statement;
        self.seen.statements[statement].speaker.name.as_deref()
    }

    fn is_named(&self, stand: usize) -> bool {
        let side = self.seen.stands[stand].speaker_side;
        let name = self.speaker(stand);
        self.asked
            .people
            .iter()
            .any(|(of, person)| Some(*of) == side && Some(person.as_str()) == name)
    }

    /// What the words count of one who is or is not named in the claim.
    pub(super) fn named(&self, stand: usize) -> f64 {
        let side = self.seen.stands[stand].speaker_side;
        let of_side = self.asked.people.iter().any(|(of, _)| Some(*of) == side);
        if of_side && !self.is_named(stand) {
            NOT_NAMED
        } else {
            1.0
        }
    }
}
