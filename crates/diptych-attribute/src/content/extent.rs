//! Where what was said begins and ends.

use diptych_lang::Flags;

use super::Sentence;
use crate::mentions::Range;

impl Sentence<'_> {
    /// The first unit of the sentence that is neither a conjunction nor a mark.
    pub(super) fn opening(&self) -> usize {
        let mut at = self.past_dateline();
        while at < self.hi
            && (!self.units[at].is_word()
                && !self.quoted(at)
                && !matches!(self.mark(at), '"' | '(' | '[' | '$')
                || self.word(at, Flags::CONJUNCTION) && !self.quoted(at))
        {
            at += 1;
        }
        at
    }

    /// Past the place and agency that open a report: `OSTREL, Feb. 11 (CNA) — `.
    fn past_dateline(&self) -> usize {
        if self.lo > 0 || self.units.is_empty() || !self.units[0].is_word() {
            return self.lo;
        }
        let word = self.page.word(self.units[0].first);
        if word.chars().count() < 3 || word.chars().any(char::is_lowercase) {
            return self.lo;
        }
        let dash = (1..self.hi.min(14)).find(|at| self.mark(*at) == '-');
        let plain = |at: usize| {
            let unit = &self.units[at];
            unit.quote.is_none()
                && (unit.capital
                    || unit.number
                    || unit.any(Flags::TIME)
                    || matches!(unit.mark, ',' | '.' | '(' | ')' | '/' | '"'))
        };
        match dash {
            Some(dash) if (1..dash).all(plain) => dash + 1,
            _ => self.lo,
        }
    }

    /// Where what was said ends, from `from`: the sentence's end, or words that break off.
    pub(super) fn end_of(&self, from: usize, object: bool) -> usize {
        let mut at = from;
        let mut depth = 0_i32;
        while at < self.hi {
            match self.mark(at) {
                '(' | '[' => depth += 1,
                ')' | ']' => {
                    depth -= 1;
                    if depth < 0 {
                        return at;
                    }
                }
                ',' if at > from && depth == 0 && (object || self.word(at + 1, Flags::BREAK)) => {
                    return at;
                }
                ',' if at > from
                    && depth == 0
                    && !self.english()
                    && (self.next_report(at + 1)
                        || self.quoted(at - 1)
                            && self.word(at + 1, Flags::CONJUNCTION)
                            && at + 2 < self.hi
                            && self.may_be_verb(at + 2)) =>
                {
                    return at;
                }
                '.' | '!' | '?' | '…' | ';' if at + 1 == self.hi => return at,
                _ => {}
            }
            if self.quoted(at)
                && at + 1 < self.hi
                && self.page.mark(self.units[at].end - 1) == ','
                && (object || self.word(at + 1, Flags::BREAK))
            {
                return at + 1;
            }
            // `… – a charge that her side rejects`: the outlet on what was said.
            if self.english()
                && at > from
                && depth == 0
                && matches!(self.mark(at), '-' | ',')
                && self.word(at + 1, Flags::DET)
                && (self.word(at + 2, Flags::NOUN_SAY) || self.is_group("remark", at + 2))
                && !self.word(at + 3, Flags::FINITE | Flags::AUXILIARY)
            {
                return at;
            }
            let dash = at > from && depth == 0 && self.mark(at) == '-';
            if dash
                && (self.english() && self.quoted(at - 1) || self.word(at + 1, Flags::CONJUNCTION))
            {
                return at;
            }
            if object && at > from && depth == 0 && self.word(at, Flags::BREAK) {
                return at;
            }
            if at > from
                && depth == 0
                && self.word(at, Flags::CONJUNCTION)
                && self.verb_follows(at + 1)
                && (self.english() || self.reports_on(at + 1))
            {
                return if matches!(self.mark(at - 1), ',') {
                    at - 1
                } else {
                    at
                };
            }
            at += 1;
        }
        self.hi
    }

    /// Whether words that set a clause apart begin here, with their own report:
    /// `while Sanders suggests`.
    pub(super) fn sets_apart(&self, at: usize) -> bool {
        self.word(at, Flags::BREAK | Flags::CONJUNCTION)
    }

    /// Whether a finite verb of the tables comes next, past adverbs: `and added`.
    pub(super) fn verb_follows(&self, from: usize) -> bool {
        let mut at = from;
        while self.word(at, Flags::ADVERB | Flags::AUXILIARY | Flags::NEGATION) && at < from + 4 {
            at += 1;
        }
        self.word(at, Flags::SPEECH | Flags::MIND)
            && self.word(at, Flags::FINITE)
            && !self.word(at, Flags::NOUN_SAY | Flags::NOUN_THINK | Flags::DET)
    }

    /// Whether what a verb of speech can report stands within a few words: a clause,
    /// a colon, a quotation, an infinitive.
    fn reports_on(&self, from: usize) -> bool {
        (from + 1..self.hi.min(from + 10)).any(|at| {
            self.quoted(at)
                || matches!(self.mark(at), ':' | '"')
                || self.mark(at) == ',' && self.word(at + 1, Flags::COMPLEMENT)
                || self.is_infinitive(at)
        })
    }

    /// The quotation at `at`, with the outlet's words that go on from it.
    pub(super) fn quotation(&self, at: usize) -> Vec<Range> {
        let unit = &self.units[at];
        let last = self.page.mark(unit.end - 1);
        let ends = matches!(last, '.' | '!' | '?' | ',' | '…') && unit.end - unit.first > 1;
        let next = at + 1;
        if ends
            || next >= self.hi
            || !self.units[next].is_word()
            || self.word(next, Flags::CONJUNCTION | Flags::BREAK | Flags::TIME)
        {
            return vec![(at, next)];
        }
        vec![(at, self.end_of(next, false))]
    }

    pub(super) fn stretch(&self, from: usize, end: usize) -> Vec<Range> {
        let has_words =
            (from..end.min(self.hi)).any(|at| self.units[at].is_word() || self.quoted(at));
        if has_words {
            vec![(from, end)]
        } else {
            Vec::new()
        }
    }
}
