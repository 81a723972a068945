//! Through whom the words of a sentence came: an outlet that was told, someone who
//! spoke for another, a letter that was read out.

use diptych_lang::{Flags, PhraseKind};

use super::{Report, Sentence};
use crate::mentions::{Range, left, right};

/// Most words of the name of an outlet.
const MOST_OF_NAME: usize = 7;

impl Sentence<'_> {
    /// Adds to the reports of a sentence through whom their words came, where it tells so.
    pub(super) fn channels(&self, reports: &mut [Report]) {
        for report in reports.iter_mut() {
            self.read_out(report);
            self.source_of_outlet(report);
        }
        for at in self.lo..self.hi {
            let held =
                |report: &Report| report.content.iter().any(|(lo, hi)| *lo <= at && at < *hi);
            let Some(channel) = self.channel(at) else {
                continue;
            };
            if reports.iter().any(held) {
                continue;
            }
            let near = reports
                .iter_mut()
                .filter(|report| !report.mind || report.tail)
                .min_by_key(|report| report.cue.0.abs_diff(at));
            let Some(report) = near else { continue };
            // What was read as the subject may hold who is told, or begin with them.
            if let Some((first, end)) = report.source {
                if first < at && at < end {
                    report.source = Some((first, at));
                } else if channel.0 <= first && first < channel.1 && channel.1 < end {
                    report.source = Some((channel.1, end));
                }
            } else if self.is_group("through", at) && at < report.cue.0 {
                report.source = left(self.units, self.clause_start(at), at)
                    .filter(|(first, _)| self.units[*first].is_word());
            }
            let apart = |range: &Range| range.1 <= channel.0 || channel.1 <= range.0;
            let source = report.source.as_ref().is_none_or(apart);
            let crossed = (report.cue.0.min(at)..report.cue.0.max(at))
                .any(|place| matches!(self.mark(place), ';' | ':'));
            if source && !crossed && report.via.iter().all(apart) && report.via.len() < 3 {
                report.via.push(channel);
            }
        }
    }

    /// Who is told, or speaks for another, where the unit at `at` opens such words.
    fn channel(&self, at: usize) -> Option<Range> {
        let unit = &self.units[at];
        if !unit.is_word() {
            return None;
        }
        if self.is_group("through", at) {
            return self.through(at);
        }
        if self.english() {
            if unit.any(Flags::TELL) && !unit.capital {
                return self.outlet(at + 1, false);
            }
            let frame = self.is_group("talk", at) && at + 2 < self.hi;
            let preposition = frame && self.word(at + 1, Flags::PREPOSITION);
            return preposition.then(|| self.outlet(at + 2, true)).flatten();
        }
        // `в интервью радио «Залив»`, `в беседе с корреспондентом «Меридиана»`.
        if self.is_group("talk", at) && at > self.lo && self.word(at - 1, Flags::PREPOSITION) {
            let mut from = at + 1;
            while self.word(from, Flags::PREPOSITION) || self.is_group("reporter", from) {
                from += 1;
            }
            return self.outlet(from, true);
        }
        if self.is_group("reporter", at) {
            return self.outlet(at + 1, true);
        }
        (self.is_group("told", at))
            .then(|| self.outlet(at, false))
            .flatten()
    }

    /// The outlet whose name begins at `first`; after a word for a talk (`trusted`) a
    /// name is enough, elsewhere a word for outlets must stand in it.
    fn outlet(&self, first: usize, trusted: bool) -> Option<Range> {
        let mut begin = first;
        while self.word(begin, Flags::DET | Flags::POSSESSIVE) && !self.units[begin].capital {
            begin += 1;
        }
        let outlet = |at: usize| {
            self.word(at, Flags::OUTLET | Flags::DATELINE)
                || self.is_group("outlets", at)
                || self.is_group("told", at)
        };
        let mut at = begin;
        let mut marked = false;
        let (mut known, mut named) = (false, false);
        while at < self.hi && at < begin + MOST_OF_NAME {
            let unit = &self.units[at];
            if unit.quote.is_some() {
                break;
            }
            if !unit.is_word() {
                if unit.mark != '"' {
                    break;
                }
                at += 1;
                if marked {
                    marked = false;
                    break;
                }
                marked = true;
                continue;
            }
            if marked {
                named = true;
                at += 1;
                continue;
            }
            let adjective = !unit.capital && unit.flags.is_empty() && outlet(at + 1);
            if !(unit.capital || outlet(at) || adjective) {
                break;
            }
            // `to Radio Tarn's Ada Renn`: the name ends with its owner's mark.
            let owns = unit.any(Flags::POSSESSIVE);
            known |= outlet(at);
            named |= unit.capital;
            at += 1;
            if owns {
                break;
            }
        }
        if marked || at == begin {
            return None;
        }
        let person = (begin..at).any(|at| {
            self.word(at, Flags::GIVEN | Flags::TITLE)
                || self.word(at, Flags::PERSON) && !outlet(at)
                || self.word(at, Flags::TIME)
        });
        let body = (begin..at).any(|at| self.word(at, Flags::BODY)) && !known;
        // `a news conference`: a noun goes on.
        let goes_on = at < self.hi
            && self.units[at].is_word()
            && self.units[at].flags.is_empty()
            && self.english();
        let fits = if named {
            known || trusted
        } else {
            known && self.is_group("outlets", at - 1)
        };
        (fits && !person && !body && !goes_on).then_some((begin, at))
    }

    /// `through an aide`, `через помощника`: who passes the words on.
    fn through(&self, at: usize) -> Option<Range> {
        let found = right(self.units, at + 1, self.clause_end(at + 1), true)?;
        let mut end = found.1;
        if let Some(verb) = (found.0..end).find(|at| self.may_be_verb(*at)) {
            end = verb;
        }
        let speaks = (found.0..end).any(|at| {
            self.word(at, Flags::PERSON)
                || self.word(at, Flags::BODY) && self.is_group("press_office", at)
        });
        (found.0 == at + 1 && speaks && !self.word(at + 1, Flags::TIME)).then_some((found.0, end))
    }

    /// A letter that someone reads out is of whoever wrote it: `She read out a letter
    /// from the minister: “…”`.
    fn read_out(&self, report: &mut Report) {
        let Some(&(first, _)) = report.content.first() else {
            return;
        };
        let colon = first.wrapping_sub(1);
        if !report.via.is_empty()
            || report.content.len() != 1
            || colon <= report.cue.0
            || self.mark(colon) != ':'
            || !self.quoted(first)
        {
            return;
        }
        let Some(letter) = (report.cue.1..colon).find(|at| self.is_group("missives", *at)) else {
            return;
        };
        let after = letter + 1;
        let writer = if self.is_group("from", after) {
            right(self.units, after + 1, colon, true)
        } else if self.english() {
            None
        } else if self.word(after, Flags::PERSON) && self.word(after, Flags::OBLIQUE) {
            right(self.units, after, colon, true).filter(|found| found.0 == after)
        } else if let Some(relative) =
            (after..colon.min(after + 3)).find(|at| self.word(*at, Flags::RELATIVE))
        {
            right(self.units, relative + 1, colon, false)
                .filter(|(first, _)| !self.word(*first, Flags::OBLIQUE | Flags::FIRST))
        } else {
            None
        };
        let named = writer.filter(|(first, end)| {
            (*first..*end).any(|at| self.word(at, Flags::PERSON | Flags::GIVEN | Flags::BODY))
                || self.units[*first].capital
        });
        if let (Some(writer), Some(reader)) = (named, report.source) {
            report.via.push(reader);
            report.source = Some(writer);
        }
    }

    /// `собеседник агентства «Волна»`: the agency whose source speaks passes it on.
    fn source_of_outlet(&self, report: &mut Report) {
        let Some((first, end)) = report.source.filter(|_| !self.english()) else {
            return;
        };
        if !report.via.is_empty()
            || !self.is_group("nameless", first) && !self.is_group("informants", first)
        {
            return;
        }
        let outlet = (first + 1..end.min(first + 4))
            .find(|at| self.word(*at, Flags::OUTLET) || self.is_group("outlets", *at));
        if let Some(outlet) = outlet
            && let Some(named) = self.outlet(outlet, true)
        {
            report.via.push(named);
        }
    }

    /// Whom a body quotes between its name and the verb: `Агентство «Волна» со ссылкой
    /// на источник сообщило, что…`: the one who is quoted, and the body.
    pub(super) fn relay_before(&self, verb: usize) -> Option<(Range, Range)> {
        let from = verb.saturating_sub(14).max(self.lo);
        let at = (from..verb).rev().find(|at| self.is_relay(*at))?;
        if (at..verb).any(|at| matches!(self.mark(at), ';' | ':' | '-')) {
            return None;
        }
        let phrase = self
            .page
            .lexicon
            .phrase(&self.page.tokens, self.units[at].first)?;
        let end = at + (phrase.end - self.units[at].first);
        let named = right(self.units, end, verb, true).filter(|found| found.0 == end)?;
        let mut close = at;
        while close > self.lo && self.mark(close - 1) == ',' {
            close -= 1;
        }
        let body = left(self.units, self.clause_start(close), close)?;
        Some((named, body))
    }

    /// Whether a phrase such as `со ссылкой на` begins here.
    pub(super) fn is_relay(&self, at: usize) -> bool {
        self.units[at].is_word()
            && self
                .page
                .lexicon
                .phrase(&self.page.tokens, self.units[at].first)
                .is_some_and(|phrase| phrase.kind == PhraseKind::Relay)
    }
}
