//! Who a quotation belongs to where no verb of the tables tells it: the words
//! after its dash, or in brackets.

use diptych_lang::Flags;

use super::{Report, Sentence};
use crate::mentions::{Range, inverted, left, right};

/// Farthest that an attribution without a known verb reaches, in units.
const REACH: usize = 24;

impl Sentence<'_> {
    /// Adds a report for every quotation that no report took and that a dash or
    /// a bracket with a name follows.
    pub(super) fn after_quotations(&self, out: &mut Vec<Report>) {
        for at in self.lo..self.hi {
            if !self.quoted(at) || taken(out, at) {
                continue;
            }
            let mut next = at + 1;
            if self.mark(next) == ',' {
                next += 1;
            }
            let found = match self.mark(next) {
                '-' => self.after_dash(at, next + 1),
                '(' if next == at + 1 => self.in_bracket(at, next + 1),
                _ => None,
            };
            out.extend(found);
        }
        out.sort_by_key(|report| report.cue);
    }

    /// `«…», — вздыхает она`, `«…» — с такими словами глава вышел`.
    fn after_dash(&self, quote: usize, from: usize) -> Option<Report> {
        let unit = self.units.get(from).filter(|_| from < self.hi)?;
        if !unit.is_word()
            || unit.any(Flags::CONJUNCTION | Flags::SUBORDINATOR | Flags::RELATIVE)
                && !unit.any(Flags::ADVERB | Flags::AS)
                && !self.is_group("points", from)
        {
            return None;
        }
        let stop = (from..self.hi.min(from + REACH))
            .find(|at| {
                self.quoted(*at)
                    || matches!(self.mark(*at), ':' | ';' | '-' | '?' | '!')
                    || self.mark(*at) == '.' && *at + 1 == self.hi
            })
            .unwrap_or(self.hi.min(from + REACH));
        let comma = (from..stop)
            .find(|at| self.mark(*at) == ',')
            .unwrap_or(stop);
        let verb = (from..comma).find(|at| self.may_be_verb(*at));
        let bare = verb.is_some_and(|verb| verb <= from + 1) && self.is_speech_like(quote);
        let source = match verb {
            Some(verb) => left(self.units, from, verb)
                .filter(|found| self.names_someone(*found))
                .or_else(|| inverted(self.units, verb + 1, comma, false, true))
                .filter(|found| self.names_someone(*found)),
            // `— это слова не студента, а ректора Евгении Палий`.
            None if self.is_group("points", from) => (from..stop)
                .rev()
                .find(|at| self.word(*at, Flags::PERSON))
                .and_then(|at| right(self.units, at, stop, false)),
            None => (from..comma)
                .find(|at| self.begins_mention(*at))
                .and_then(|at| right(self.units, at, comma, false)),
        };
        if let Some((source, via)) = verb.and_then(|verb| self.words_of(verb, comma)) {
            let mut report = told(source, (from, from + 1), vec![(quote, quote + 1)]);
            report.via.push(via);
            return Some(report);
        }
        let Some(source) = source else {
            let verb = verb.filter(|_| bare)?;
            let mut report = told((verb, verb), (verb, verb + 1), vec![(quote, quote + 1)]);
            report.source = None;
            return Some(report);
        };
        let cue = verb.unwrap_or(source.0);
        let mut first = quote;
        while first >= self.lo + 2 && self.mark(first - 1) == ',' && self.quoted(first - 2) {
            first -= 2;
        }
        let mut content: Vec<Range> = (first..=quote)
            .filter(|at| self.quoted(*at))
            .map(|at| (at, at + 1))
            .collect();
        let next = (source.1.max(cue + 1)..self.hi).find(|at| self.quoted(*at));
        if let Some(next) = next
            && matches!(self.mark(next - 1), ',' | '-' | ':' | '.')
            && !self.reports_between(source.1.max(cue + 1), next)
        {
            content.push((next, next + 1));
        }
        Some(told(source, (cue, cue + 1), content))
    }

    /// Whose words who quotes: `— приводит его слова телеканал`, `— приводит слова
    /// министра агентство`.
    pub(super) fn words_of(&self, verb: usize, end: usize) -> Option<(Range, Range)> {
        let word = |at: usize| at < end && self.is_group("uttered", at);
        let telling = |at: usize| {
            self.word(at, Flags::OUTLET | Flags::BODY) && !self.word(at, Flags::OBLIQUE)
                || self.mark(at) == '"'
        };
        let (named, from) =
            if word(verb + 2) && self.word(verb + 1, Flags::OBJECT | Flags::POSSESSIVE) {
                ((verb + 1, verb + 2), verb + 3)
            } else if word(verb + 1) {
                let from = (verb + 3..end).find(|at| telling(*at))?;
                let adjective = from > verb + 3 && self.units[from - 1].adjective;
                let from = from - usize::from(adjective);
                ((verb + 2, from), from)
            } else {
                return None;
            };
        let via = right(self.units, from, end, false)?;
        Some((named, via))
    }

    /// `«…» (Линд, из вечернего эфира)`.
    fn in_bracket(&self, quote: usize, from: usize) -> Option<Report> {
        let close = (from..self.hi.min(from + REACH)).find(|at| self.mark(*at) == ')')?;
        let source = right(self.units, from, close, false)?;
        let named = self.units[source.0].capital && !self.word(source.0, Flags::TIME);
        named.then(|| told(source, (source.0, source.0 + 1), vec![(quote, quote + 1)]))
    }

    /// `Мэр Лимана: автобусов не будет`: a speaker, a colon and the words.
    pub(super) fn after_colon(&self, out: &mut Vec<Report>) {
        if !out.is_empty() {
            return;
        }
        let first = self.opening();
        let Some(colon) = (first..self.hi.min(first + 12)).find(|at| self.mark(*at) == ':') else {
            return;
        };
        if colon == first || self.quoted(colon + 1) || self.mark(colon + 1) == '-' {
            return;
        }
        let plain = (first..colon).all(|at| {
            !self.quoted(at)
                && !self.may_be_verb(at)
                && !self.word(at, Flags::NOUN_SAY | Flags::NOUN_THINK | Flags::TIME)
                && self.mark(at) != ','
        });
        let speaks = (first..colon).any(|at| {
            self.word(at, Flags::PERSON | Flags::BODY) && !self.word(at, Flags::OBLIQUE)
                || self.word(at, Flags::GIVEN)
        });
        if !plain || !speaks || !self.units[first].capital {
            return;
        }
        let Some(source) = right(self.units, first, colon, false) else {
            return;
        };
        let end = self.end_of(colon + 1, false);
        let content = self.stretch(colon + 1, end);
        if source.1 == colon && !content.is_empty() {
            let mut report = told(source, (colon, colon + 1), content);
            report.follows = true;
            out.push(report);
        }
    }

    /// Whether a unit is a finite verb, by the tables or by its ending.
    pub(super) fn may_be_verb(&self, at: usize) -> bool {
        let unit = &self.units[at];
        unit.is_word()
            && (unit.any(Flags::FINITE)
                && !unit.capital
                && !unit.any(Flags::PERSON | Flags::BODY | Flags::ADVERB | Flags::PREPOSITION)
                || !unit.shape.is_empty())
    }

    /// Whether marked words are speech by themselves: a stop or several words.
    fn is_speech_like(&self, quote: usize) -> bool {
        let unit = &self.units[quote];
        let words = (unit.first..unit.end)
            .filter(|at| self.page.tokens[*at].is_word)
            .count();
        words > 3 || matches!(self.page.mark(unit.end - 1), '!' | '?' | '…')
    }

    fn begins_mention(&self, at: usize) -> bool {
        let unit = &self.units[at];
        unit.is_word()
            && !unit.any(Flags::OBLIQUE | Flags::TIME)
            && (unit.any(Flags::HE | Flags::SHE | Flags::PERSON | Flags::GIVEN) || unit.capital)
    }

    fn names_someone(&self, (first, end): Range) -> bool {
        (first..end).any(|at| {
            let unit = &self.units[at];
            unit.is_word()
                && (unit.any(Flags::THIRD | Flags::PERSON | Flags::GIVEN | Flags::BODY)
                    || unit.any(Flags::DEMONSTRATIVE | Flags::FIRST)
                    || unit.personal
                    || unit.capital)
        })
    }
}

/// A report with this source, cue and words.
fn told(source: Range, cue: Range, content: Vec<Range>) -> Report {
    Report {
        source: Some(source),
        cue,
        content,
        mind: false,
        denied: false,
        follows: false,
        object: false,
        via: Vec::new(),
        aside: false,
        tail: false,
    }
}

/// Whether some report has the unit among its words.
fn taken(reports: &[Report], at: usize) -> bool {
    reports
        .iter()
        .any(|report| report.content.iter().any(|(lo, hi)| *lo <= at && at < *hi))
}
