//! Reports by a noun: `the claim that`.

use diptych_lang::Flags;

use super::{Report, Sentence};
use crate::mentions::{Range, right};

impl Sentence<'_> {
    /// `the claim by X that`, `X's hope that`, `заявление X о том, что`.
    pub(super) fn noun(&self, at: usize) -> Option<Report> {
        let unit = &self.units[at];
        if unit.capital && at > self.lo {
            return None;
        }
        let mut end = at + 1;
        let mut source = None;
        if self.word(end, Flags::BY)
            || !self.english() && self.word(end, Flags::PERSON | Flags::GIVEN)
        {
            let from = if self.english() { end + 1 } else { end };
            source = right(self.units, from, self.hi, false);
            end = source?.1;
        }
        let content = if self.mark(end) == ':' {
            if source.is_none() {
                source = self.first_subject(at);
            }
            if self.quoted(end + 1) {
                self.quotation(end + 1)
            } else {
                self.stretch(end + 1, self.end_of(end + 1, false))
            }
        } else if self.english() {
            if !self.word(end, Flags::COMPLEMENT | Flags::TO)
                || self.word(end, Flags::QUESTION_COMPLEMENT)
            {
                return None;
            }
            let begin = if self.word(end, Flags::TO) {
                end
            } else {
                end + 1
            };
            self.stretch(begin, self.end_of(begin, false))
        } else {
            let comma = (end..self.hi.min(end + 4)).find(|place| self.mark(*place) == ',')?;
            if !self.word(comma + 1, Flags::COMPLEMENT) {
                return None;
            }
            self.stretch(comma + 2, self.end_of(comma + 2, false))
        };
        if source.is_none() {
            source = self.owner(at);
        }
        (source.is_some() && !content.is_empty()).then_some(Report {
            source,
            cue: (at, at + 1),
            content,
            mind: unit.any(Flags::NOUN_THINK) && !unit.any(Flags::NOUN_SAY),
            denied: false,
            follows: true,
            object: false,
            via: Vec::new(),
            aside: false,
            tail: false,
        })
    }

    /// The possessive or the capitalised words before a noun.
    pub(super) fn owner(&self, noun: usize) -> Option<Range> {
        let mut first = noun;
        while first > self.lo {
            let unit = &self.units[first - 1];
            if !unit.is_word() {
                break;
            }
            if unit.any(Flags::POSSESSIVE) {
                let mut begin = first - 1;
                while begin > self.lo && self.units[begin - 1].capital && self.units[begin].capital
                {
                    begin -= 1;
                }
                return Some((begin, first));
            }
            if unit.any(
                Flags::DET
                    | Flags::PREPOSITION
                    | Flags::CONJUNCTION
                    | Flags::AUXILIARY
                    | Flags::FINITE,
            ) {
                break;
            }
            first -= 1;
        }
        let end = (first..noun).rev().find(|at| self.units[*at].capital)? + 1;
        let begin = (first..end).find(|at| self.units[*at].capital)?;
        Some((begin, end))
    }
}
