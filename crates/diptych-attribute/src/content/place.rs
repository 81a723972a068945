//! Bodies that Russian and Ukrainian name by place: `В мэрии заверили`.

use diptych_lang::Flags;

use super::Sentence;
use crate::mentions::{Range, right};

impl Sentence<'_> {
    /// The body that a plural verb without a subject names by place:
    /// `В мэрии заверили`, `…, сообщили в штабе`.
    pub(super) fn place(&self, verb: usize, right_of: bool) -> Option<Range> {
        let impersonal = self.is_impersonal(verb);
        if self.english()
            || !self.word(verb, Flags::PLURAL) && !impersonal
            || !(self.word(verb, Flags::SPEECH | Flags::MIND) || self.has_second_word(verb))
        {
            return None;
        }
        let (from, stop) = if right_of {
            let mut at = verb + 1;
            // The outlet that is told, in marks.
            if self.mark(at) == '"'
                && let Some(close) = (at + 1..self.hi.min(at + 6)).find(|at| self.mark(*at) == '"')
            {
                at = close + 1;
            }
            loop {
                if self.word(at, Flags::PREPOSITION) && self.word(at + 1, Flags::TIME) {
                    at += 2;
                } else if self.word(at, Flags::ADDRESSEE | Flags::TIME | Flags::ADVERB)
                    || self.is_outlet_told(at)
                {
                    at += 1;
                } else {
                    break;
                }
            }
            (at, self.clause_end(at))
        } else {
            let mut start = self.clause_start(verb);
            if let Some(mark) = (start..verb)
                .rev()
                .find(|at| matches!(self.mark(*at), ',' | ';' | '-'))
            {
                start = mark + 1;
            }
            while start < verb && self.word(start, Flags::CONJUNCTION) {
                start += 1;
            }
            (start, verb)
        };
        if !self.word(from, Flags::PREPOSITION) || !self.units[from].adverbial {
            return None;
        }
        let (first, mut end) = right(self.units, from + 1, stop, false)?;
        let noun = (first..end).any(|at| self.word(at, Flags::BODY));
        if let Some(cut) = (first + 1..end).find(|at| {
            self.word(*at, Flags::PREPOSITION | Flags::ADDRESSEE | Flags::RELATIVE)
                || !noun && self.units[*at].is_word() && !self.units[*at].capital
        }) {
            end = cut;
        }
        if !right_of && end == verb && end > first + 1 && noun {
            end -= usize::from(self.is_thing_judged(first, end - 1));
        }
        let body = (first..end).any(|at| {
            self.word(at, Flags::BODY) || self.units[at].capital && !self.word(at, Flags::TIME)
        });
        let rival = (end..verb).any(|at| {
            self.word(at, Flags::THEY | Flags::INDEFINITE)
                || self.word(at, Flags::PERSON) && !self.word(at, Flags::OBLIQUE)
        });
        let timed = self.word(first, Flags::TIME) || self.units[first].number;
        (first == from + 1 && body && !rival && !timed).then_some((first, end))
    }

    /// Whether the last word before a verb is what the body speaks of rather than
    /// part of its name: `у канцелярії прем'єра промову назвали «сильною»`.
    fn is_thing_judged(&self, first: usize, last: usize) -> bool {
        let unit = &self.units[last];
        let folded = &self.page.tokens[unit.first].folded;
        let ends = |endings: &[&str]| endings.iter().any(|end| folded.ends_with(end));
        unit.is_word()
            && !unit.capital
            && !unit.any(Flags::BODY | Flags::PERSON | Flags::OUTLET)
            && (ends(&["ие", "ье", "ння", "ття"])
                || ends(&["у", "ю"]) && last > first + 1 && !self.word(last - 1, Flags::BODY))
    }

    /// Whether the words before a plural verb are its object, those who speak
    /// being told by place: `Решение объяснили в министерстве`.
    pub(super) fn is_object_left(&self, (first, end): Range, verb: usize) -> bool {
        !self.english()
            && self.word(verb, Flags::PLURAL)
            && end - first <= 2
            && !(first..end).any(|at| {
                self.word(
                    at,
                    Flags::PERSON
                        | Flags::BODY
                        | Flags::GIVEN
                        | Flags::THIRD
                        | Flags::INDEFINITE
                        | Flags::CONJUNCTION,
                ) || self.units[at].capital && at > self.lo
                    || self.units[at].number
            })
            && self.place(verb, true).is_some()
    }

    /// Whether one capitalised word, before the place whose people speak, is the
    /// outlet that is told: `заявили Укрпресу в пресслужбі`.
    fn is_outlet_told(&self, at: usize) -> bool {
        at + 1 < self.hi
            && self.units[at].is_word()
            && self.units[at].capital
            && !self.word(at, Flags::GIVEN | Flags::PERSON | Flags::TITLE)
            && self.word(at + 1, Flags::PREPOSITION)
            && self.units[at + 1].adverbial
    }
}
