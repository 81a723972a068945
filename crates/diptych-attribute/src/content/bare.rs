//! What was said after a verb, in a language whose clauses need no mark.

use diptych_lang::Flags;

use super::Sentence;
use crate::mentions::Range;

impl Sentence<'_> {
    pub(super) fn right_english(&self, verb: usize, after: usize) -> Vec<Range> {
        let flags = self.units[verb].flags;
        let mut at = self.past_time(self.past_between(after));
        if flags.any(Flags::TELL | Flags::ASK | Flags::URGE)
            || self.word(at, Flags::ADDRESSEE)
                && (flags.any(Flags::SPEAK | Flags::QUOTE)
                    || flags.any(Flags::VOW) && self.word(at + 1, Flags::COMPLEMENT))
        {
            let told = self.past_addressee(at);
            let opens = self.word(told, Flags::COMPLEMENT)
                || self.quoted(told)
                || matches!(self.mark(told), ',' | ':');
            let goes_on = self.mark(told) == ',' || self.word(told, Flags::PREPOSITION);
            if flags.any(Flags::TELL) && !opens && goes_on {
                let found = self.past_prepositions(at);
                if !found.is_empty() {
                    return found;
                }
            }
            if flags.any(Flags::TELL) || opens {
                at = self.past_between(told);
            }
        }
        match self.mark(at) {
            ':' => {
                if self.quoted(at + 1) {
                    return self.quotation(at + 1);
                }
                return if flags.any(Flags::SPEECH | Flags::SHOW) {
                    self.stretch(at + 1, self.end_of(at + 1, false))
                } else {
                    Vec::new()
                };
            }
            ',' | '-' => {
                if self.quoted(at + 1) {
                    return self.quotation(at + 1);
                }
                return Vec::new();
            }
            ' ' | '"' | '\'' | '(' | '[' | '$' => {}
            _ => return Vec::new(),
        }
        if at >= self.hi {
            return Vec::new();
        }
        if self.quoted(at) {
            return self.quotation(at);
        }
        if self.word(at, Flags::COMPLEMENT) {
            let begin = if self.word(at, Flags::QUESTION_COMPLEMENT) {
                at
            } else {
                at + 1
            };
            return self.stretch(begin, self.end_of(begin, false));
        }
        let told_to = self.word(at, Flags::TO)
            && (self.word(
                at + 1,
                Flags::DET | Flags::POSSESSIVE | Flags::ADDRESSEE | Flags::OBJECT,
            ) || self.units.get(at + 1).is_some_and(|next| next.capital));
        if self.word(at, Flags::TO) && !told_to {
            return if flags.any(Flags::VOW | Flags::WANT | Flags::URGE) {
                self.stretch(at, self.end_of(at, false))
            } else {
                Vec::new()
            };
        }
        if self.word(at, Flags::PREPOSITION) && !self.units[at].any(Flags::COMPLEMENT) {
            let found = self.past_prepositions(at);
            if found.is_empty()
                && flags.any(Flags::ABOUT)
                && !self.word(at, Flags::TIME)
                && self.word(at, Flags::PREPOSITION)
                && self.opens_topic(at)
            {
                let object = self.end_of(at + 1, true);
                return self.stretch(at + 1, object);
            }
            return found;
        }
        if flags.any(Flags::SPEAK | Flags::TELL | Flags::THINK | Flags::SHOW)
            && !flags.any(Flags::JUDGE | Flags::FAVOUR)
        {
            if self.stands_in(at) {
                return Vec::new();
            }
            return self.stretch(at, self.end_of(at, false));
        }
        if flags.any(Flags::JUDGE | Flags::FAVOUR | Flags::URGE) {
            let object = !flags.any(Flags::SPEAK | Flags::THINK | Flags::URGE);
            return self.stretch(at, self.end_of(at, object));
        }
        Vec::new()
    }

    /// Whether a word stands for words said elsewhere and no clause begins with it:
    /// `said it twice`, `said nothing of the bridge`.
    fn stands_in(&self, at: usize) -> bool {
        let folded = &self.page.tokens[self.units[at].first].folded;
        self.page.lexicon.is_of("stand_in", folded)
            && !(at..self.hi).any(|at| self.quoted(at))
            && !(at + 1..self.hi.min(at + 8))
                .take_while(|at| !matches!(self.mark(*at), ',' | ';' | ':'))
                .any(|at| {
                    self.word(at, Flags::AUXILIARY | Flags::FINITE)
                        || self.page.tokens[self.units[at].first]
                            .folded
                            .ends_with("ed")
                })
    }

    /// Whether a preposition leads to what is spoken of: `of the vote`, but not
    /// `after the vote` and `for an hour`.
    fn opens_topic(&self, at: usize) -> bool {
        let folded = &self.page.tokens[self.units[at].first].folded;
        let time = |at: usize| self.word(at, Flags::TIME) && !self.word(at, Flags::GIVEN);
        self.page.lexicon.is_of("topic", folded)
            && !(time(at + 1) || self.word(at + 1, Flags::DET) && time(at + 2))
    }

    /// Past phrases such as `in an interview` to `that` or a quotation, where one follows.
    pub(super) fn past_prepositions(&self, from: usize) -> Vec<Range> {
        for at in from..self.hi.min(from + 25) {
            if self.quoted(at) {
                return self.quotation(at);
            }
            if self.mark(at) == ':' && self.quoted(at + 1) {
                return self.quotation(at + 1);
            }
            if self.mark(at) == ';' || at > from && self.reports_at(at) {
                break;
            }
            if self.word(at, Flags::COMPLEMENT)
                && !self.word(at, Flags::QUESTION_COMPLEMENT | Flags::DET)
                || self.page.tokens[self.units[at].first].folded == "that"
            {
                return self.stretch(at + 1, self.end_of(at + 1, false));
            }
        }
        Vec::new()
    }

    /// Whether a verb of speech with a subject of its own stands here.
    fn reports_at(&self, at: usize) -> bool {
        self.word(at, Flags::SPEAK | Flags::QUOTE | Flags::TELL)
            && self.word(at, Flags::FINITE)
            && !self.word(at, Flags::NOUN_SAY | Flags::NOUN_THINK | Flags::PREPOSITION)
            && self.is_finite(at)
    }

    pub(super) fn past_between(&self, from: usize) -> usize {
        let mut at = from;
        while self.word(at, Flags::ADVERB | Flags::TIME)
            && !self.word(at, Flags::COMPLEMENT | Flags::GIVEN | Flags::DET)
        {
            at += 1;
        }
        at
    }

    /// Past a phrase of time before a clause that nothing opens: `said on Monday
    /// evening his country would pay`.
    fn past_time(&self, from: usize) -> usize {
        if !self.word(from, Flags::PREPOSITION) || !self.word(from + 1, Flags::TIME) {
            return from;
        }
        let mut at = from + 1;
        while self.word(at, Flags::TIME) && at < from + 4 {
            at += 1;
        }
        let begins = self.word(
            at,
            Flags::DET | Flags::POSSESSIVE | Flags::HE | Flags::SHE | Flags::IT | Flags::THEY,
        ) || at < self.hi && self.units[at].is_word() && self.units[at].capital;
        let clause = self.clause_inside(at)
            && !self.word(at, Flags::COMPLEMENT | Flags::PREPOSITION)
            && !self.quoted(at);
        if begins && clause { at } else { from }
    }

    /// Past the one who is told.
    pub(super) fn past_addressee(&self, from: usize) -> usize {
        if self.word(from, Flags::OBJECT | Flags::ADDRESSEE) {
            return from + 1;
        }
        let mut at = from;
        while at < self.hi {
            let unit = &self.units[at];
            if self.quoted(at) || matches!(self.mark(at), ',' | ':' | '.' | ';') {
                break;
            }
            let opens = unit.any(Flags::COMPLEMENT | Flags::TO | Flags::THIRD | Flags::FIRST)
                && !unit.any(Flags::PREPOSITION);
            if opens
                || at > from
                    && unit.any(Flags::DET | Flags::POSSESSIVE)
                    && !self.word(at - 1, Flags::PREPOSITION | Flags::DET)
            {
                break;
            }
            at += 1;
        }
        at
    }
}
