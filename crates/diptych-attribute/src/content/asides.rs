//! Reports by a phrase, by an aside, and by the tail of a quotation.

use diptych_lang::{Flags, PhraseKind};

use super::{Report, Sentence};
use crate::mentions::{Range, right};

impl Sentence<'_> {
    /// `According to X`, `по словам X`, `по его словам`.
    pub(super) fn phrase(&self, at: usize) -> Option<(Option<Report>, usize)> {
        if let Some(found) = self.as_put(at) {
            return Some(found);
        }
        let phrase = self
            .page
            .lexicon
            .phrase(&self.page.tokens, self.units[at].first)?;
        let end = at + (phrase.end - self.units[at].first);
        if end > self.hi || self.units[end - 1].end != phrase.end {
            return None;
        }
        let source = match phrase.kind {
            PhraseKind::Between | PhraseKind::Relay | PhraseKind::Label => return None,
            PhraseKind::ByPossessive => {
                let slot = at + (phrase.slot? - self.units[at].first);
                Some((slot, slot + 1))
            }
            PhraseKind::According => right(self.units, end, self.hi, true),
        };
        let mut stop = source.map_or(end, |(_, stop)| stop.max(end));
        // The mark that closes a name in marks.
        if !self.english() && self.mark(stop) == '"' {
            stop += 1;
        }
        if self.english() && phrase.kind == PhraseKind::According {
            stop = self.past_apposition(at, stop);
        }
        // `по данным собеседника, знакомого с ситуацией, …`
        if !self.english()
            && self.mark(stop) == ','
            && let Some(close) = (stop + 2..self.hi.min(stop + 12)).find(|at| self.mark(*at) == ',')
            && self.describes(stop + 1, close)
        {
            stop = close;
        }
        let content = self.around(at, stop);
        let report = (!content.is_empty() && source.is_some()).then_some(Report {
            source,
            cue: (at, end),
            content,
            mind: false,
            denied: false,
            follows: false,
            object: false,
            via: Vec::new(),
            aside: false,
            tail: false,
        });
        Some((report, stop))
    }

    /// `As a lawyer put it, …`.
    fn as_put(&self, at: usize) -> Option<(Option<Report>, usize)> {
        if !self.english() || !self.word(at, Flags::AS) {
            return None;
        }
        let put = (at + 2..self.hi.min(at + 14))
            .find(|place| self.is_group("put", *place) && self.word(*place + 1, Flags::IT))?;
        let ends = put + 2 >= self.hi || matches!(self.mark(put + 2), ',' | '.' | '-' | ':');
        let source = right(self.units, at + 1, put, true)?;
        if !ends || source.0 != at + 1 || (at + 1..put).any(|at| self.mark(at) == ',') {
            return None;
        }
        let content = self.around(at, put + 2);
        let report = (!content.is_empty()).then_some(Report {
            source: Some(source),
            cue: (put, put + 2),
            content,
            mind: false,
            denied: false,
            follows: false,
            object: false,
            via: Vec::new(),
            aside: false,
            tail: false,
        });
        Some((report, put + 2))
    }

    /// Past the office or name in apposition to whoever words are according to,
    /// where the words stand before: `…, according to Ada Lind, head of the board.`
    fn past_apposition(&self, from: usize, stop: usize) -> usize {
        if self.mark(stop) != ',' || from <= self.opening() + 1 {
            return stop;
        }
        let end = (stop + 1..self.hi)
            .find(|at| self.mark(*at) != ' ' || self.quoted(*at))
            .unwrap_or(self.hi);
        let noun = Flags::PERSON | Flags::NOUN_SAY | Flags::NOUN_THINK | Flags::DET;
        let verb = (stop + 1..end).any(|at| {
            self.word(at, Flags::AUXILIARY | Flags::FINITE | Flags::THIRD) && !self.word(at, noun)
        });
        let named = (stop + 1..end).all(|at| self.units[at].capital);
        let office = (stop + 1..end).any(|at| self.word(at, Flags::PERSON));
        let opens = self.word(
            stop + 1,
            Flags::CONJUNCTION | Flags::BREAK | Flags::RELATIVE,
        );
        if end > stop + 1 && !verb && !opens && (named || office) {
            end
        } else {
            stop
        }
    }

    /// The sentence without an aside from `from` to `stop`.
    pub(super) fn around(&self, from: usize, stop: usize) -> Vec<Range> {
        let mut content = Vec::new();
        let mut before = from;
        while before > self.lo && matches!(self.mark(before - 1), ',' | '-' | '(') {
            before -= 1;
        }
        let begin = self.opening();
        if before > begin {
            content.push((begin, before));
        }
        let mut after = stop;
        while after < self.hi && matches!(self.mark(after), ',' | '-' | ')' | ':') {
            after += 1;
        }
        if after > stop {
            let end = self.end_of(after, false);
            let goes_on = !self.english() || self.word(after + 1, Flags::BASE | Flags::ADVERB);
            let clause = self.english()
                && (self.word(after + 1, Flags::DET | Flags::POSSESSIVE | Flags::THIRD)
                    && self.clause_inside(after + 1)
                    || self.word(after + 1, Flags::AUXILIARY) && !self.word(after + 1, Flags::BE));
            let joined = (goes_on || clause)
                && self.word(after, Flags::CONJUNCTION)
                && !self.verb_follows(after + 1);
            if !content.is_empty() && self.describes(after, end) {
                // `…, утверждают двое чиновников, знакомых с делом`: more on who speaks.
            } else if content.is_empty()
                || joined
                || !self.word(after, Flags::BREAK | Flags::CONJUNCTION | Flags::RELATIVE)
            {
                content.push((after, end));
            }
        }
        // `Что именно, пояснила она`: no more than a question taken up.
        if let [(first, end)] = content.as_slice()
            && !self.english()
            && end - first <= 2
            && self.word(*first, Flags::QUESTION_COMPLEMENT)
        {
            return Vec::new();
        }
        content.retain(|(first, end)| {
            (*first..*end).any(|at| self.units[at].is_word() || self.quoted(at))
        });
        content
    }

    /// Whether words after the one who speaks only tell more of them: a participle
    /// or adjective, a clause with `who`, or another office.
    fn describes(&self, from: usize, end: usize) -> bool {
        if self.english() || from >= self.hi || (from..end).any(|at| self.quoted(at)) {
            return false;
        }
        if self.word(from, Flags::RELATIVE) {
            return true;
        }
        let verb = (from..end)
            .any(|at| self.may_be_verb(at) || self.word(at, Flags::AUXILIARY | Flags::BE));
        let unit = &self.units[from];
        let folded = &self.page.tokens[unit.first].folded;
        let participle = unit.is_word()
            && !unit.capital
            && unit.flags.is_empty()
            && [
                "ый", "ий", "ой", "ая", "яя", "ые", "ие", "ых", "их", "ого", "его", "щий", "щая",
                "щие", "вший", "вшая", "ній", "ої", "ена", "ана", "ені", "ані", "ний", "на", "ні",
            ]
            .iter()
            .any(|ending| folded.ends_with(ending))
            && folded.chars().count() > 4
            && !["ние", "тие", "вие", "ння", "ття", "лля"]
                .iter()
                .any(|ending| folded.ends_with(ending));
        let office = (unit.any(Flags::PERSON) && !unit.any(Flags::OBLIQUE)) && !verb;
        participle && !verb || office
    }

    /// The quotation before the subject, where the report is its tail:
    /// `“…,” he said of the plan`.
    pub(super) fn tail(&self, verb: usize, source: Range, after: usize) -> Vec<Range> {
        let mut first = source.0.min(verb);
        while first > self.lo
            && self.word(
                first - 1,
                Flags::ADVERB | Flags::AUXILIARY | Flags::NEGATION,
            )
        {
            first -= 1;
        }
        let mut quote = first;
        while quote > self.lo && matches!(self.mark(quote - 1), ',' | '-') {
            quote -= 1;
        }
        if quote == self.lo || !self.quoted(quote - 1) {
            return Vec::new();
        }
        let unit = &self.units[quote - 1];
        let open = matches!(
            self.page.end_mark(unit.first, unit.end),
            ',' | '?' | '!' | '—' | '–' | '-' | '…'
        );
        let dashed = quote < first && self.mark(quote) == '-';
        if !open && (quote == first && source.0 < verb || dashed && self.english()) {
            return Vec::new();
        }
        let begin = self.tail_begins(quote - 1);
        let mut content = vec![(begin, quote)];
        let mut stop = source.1.max(after);
        while stop < self.hi && !self.quoted(stop) {
            stop += 1;
        }
        // The quotation goes on only right after a mark.
        if self.quoted(stop)
            && matches!(self.mark(stop - 1), ',' | '-' | ':' | '.')
            && !self.reports_between(source.1.max(after), stop)
        {
            content.extend(self.quotation(stop));
        }
        content
    }

    /// Where the words begin whose tail attributes the quotation at `quote`: the
    /// outlet's clause before it belongs to them, unless it is one that announces.
    fn tail_begins(&self, quote: usize) -> usize {
        let begin = self.opening();
        if quote > begin && !self.english() && self.mark(quote - 1) == ':' {
            return quote;
        }
        if quote <= begin || !self.english() {
            return begin;
        }
        let announces = self.mark(quote - 1) == ':'
            || self.mark(quote - 1) == ','
                && (begin..quote).any(|at| {
                    self.word(at, Flags::SPEECH)
                        && (self.word(at, Flags::FINITE) && self.is_finite(at)
                            || self.word(at, Flags::GERUND))
                });
        if announces { quote } else { begin }
    }

    /// What was said where the report is an aside or comes last: `…, he said, …`.
    pub(super) fn parenthesis(&self, verb: usize, source: Range, after: usize) -> Vec<Range> {
        let flags = self.units[verb].flags;
        if !flags.any(
            Flags::SPEAK | Flags::QUOTE | Flags::TELL | Flags::ASK | Flags::THINK | Flags::SHOW,
        ) {
            return Vec::new();
        }
        let mut first = source.0.min(verb);
        while first > self.lo
            && self.word(
                first - 1,
                Flags::AS | Flags::ADVERB | Flags::AUXILIARY | Flags::NEGATION | Flags::CONJUNCTION,
            )
        {
            first -= 1;
        }
        let as_aside = self.word(first, Flags::AS);
        if self.word(source.0, Flags::RELATIVE) {
            return Vec::new();
        }
        let begins = first == self.lo
            || matches!(self.mark(first - 1), ',' | '-' | '(')
            || self.quoted(first - 1);
        if !begins {
            return Vec::new();
        }
        // The report runs on through adverbs and phrases to a mark.
        let mut stop = source.1.max(after);
        while stop < self.hi
            && !self.quoted(stop)
            && !matches!(self.mark(stop), ',' | '-' | ')' | ':')
        {
            if self.mark(stop) == '.' && stop + 1 == self.hi {
                break;
            }
            stop += 1;
        }
        if first == self.lo && !as_aside {
            return Vec::new();
        }
        // `…, каждый рассказал по-своему.` is a clause of its own.
        let ends = stop >= self.hi || self.mark(stop) == '.' && stop + 1 == self.hi;
        if !self.english()
            && ends
            && !as_aside
            && source.0 < verb
            && !self.word(source.0, Flags::HE | Flags::SHE | Flags::FIRST)
        {
            return Vec::new();
        }
        self.around(first, stop)
    }
}
