//! What was said after a verb, in a language that marks its clauses with commas.

use diptych_lang::Flags;

use super::Sentence;
use crate::mentions::Range;

impl Sentence<'_> {
    /// What was said, right of the verb; `after` is past an inverted subject.
    pub(super) fn right_content(&self, verb: usize, after: usize) -> Vec<Range> {
        if self.english() {
            self.right_english(verb, after)
        } else {
            self.right_marked(verb, after)
        }
    }

    /// Content in a language that marks its clauses with commas.
    pub(super) fn right_marked(&self, verb: usize, after: usize) -> Vec<Range> {
        let flags = self.units[verb].flags;
        let mut at = verb + 1 + usize::from(self.has_second_word(verb));
        let mut commas = 0;
        while at < self.hi && at < verb + 40 {
            if self.quoted(at) {
                let direct = matches!(self.mark(at.saturating_sub(1)), ':' | ',' | '-');
                if at > after || direct || at == verb + 1 || at == after {
                    return if commas == 0 || direct {
                        self.quotation(at)
                    } else {
                        Vec::new()
                    };
                }
            }
            match self.mark(at) {
                ':' => {
                    if self.quoted(at + 1) {
                        return self.quotation(at + 1);
                    }
                    // Another verb stands between: the colon is of its clause.
                    if (after.max(verb + 1)..at).any(|at| self.may_be_verb(at)) {
                        return Vec::new();
                    }
                    return self.stretch(at + 1, self.end_of(at + 1, false));
                }
                // `говорит так, словно`: a manner, not words.
                ',' if at > verb && self.is_group("manner", at - 1) => return Vec::new(),
                ',' => {
                    let mut next = at + 1;
                    if self.word(next, Flags::COMPLEMENT) && !self.word(next, Flags::RELATIVE)
                        || self.word(next, Flags::COMPLEMENT)
                            && self.word(next, Flags::QUESTION_COMPLEMENT)
                    {
                        if !self.word(next, Flags::QUESTION_COMPLEMENT) {
                            next += 1;
                        }
                        return self.stretch(next, self.end_of(next, false));
                    }
                    if self.mark(next) == '-' || self.quoted(next) {
                        return Vec::new();
                    }
                    commas += 1;
                }
                '-' if self.word(at + 1, Flags::COMPLEMENT) => {
                    return self.stretch(at + 2, self.end_of(at + 2, false));
                }
                '.' | ';' | '!' | '?' if at + 1 >= self.hi => break,
                _ => {}
            }
            if commas == 0
                && at > verb
                && self.mark(at) == '"'
                && (flags.any(Flags::JUDGE)
                    || flags.any(Flags::THINK)
                        && self.word(verb + 1, Flags::PREPOSITION)
                        && self.units.get(at + 1).is_some_and(|next| !next.capital))
                && let Some(close) =
                    (at + 1..self.hi.min(at + 8)).find(|place| self.mark(*place) == '"')
            {
                // `назвала слово «…» «…»`: the second is what it is called.
                if self.mark(close + 1) == '"'
                    && let Some(last) =
                        (close + 2..self.hi.min(close + 9)).find(|place| self.mark(*place) == '"')
                {
                    return vec![(close + 1, last + 1)];
                }
                if self.quoted(close + 1) {
                    return self.quotation(close + 1);
                }
                return vec![(at, close + 1)];
            }
            // `пообещала «избавиться от зачинщиков»`: a few marked words right after the verb.
            if commas == 0
                && at > verb
                && at <= after.max(verb + 1) + 1
                && self.mark(at) == '"'
                && flags.any(Flags::SPEAK)
                && self
                    .units
                    .get(at + 1)
                    .is_some_and(|next| next.is_word() && !next.capital)
                && let Some(close) =
                    (at + 2..self.hi.min(at + 8)).find(|place| self.mark(*place) == '"')
            {
                return vec![(at, close + 1)];
            }
            if commas == 0
                && self.is_infinitive(at)
                && !self.word(at, Flags::PERSON | Flags::BODY)
                && flags.any((Flags::SPEECH | Flags::MIND).without(Flags::QUOTE))
            {
                let begin = if at > verb + 1 && self.word(at - 1, Flags::NEGATION) {
                    at - 1
                } else {
                    at
                };
                let end = self.end_of(begin, false);
                // `требует убрать птиц: «…»`: the quotation is words of its own.
                let colon = (begin..end).find(|at| self.mark(*at) == ':' && self.quoted(at + 1));
                if let Some(colon) = colon.filter(|colon| *colon < begin + 2) {
                    return self.quotation(colon + 1);
                }
                return self.stretch(begin, colon.unwrap_or(end));
            }
            if commas > 0
                && self.word(at, Flags::SPEECH)
                && self.word(at, Flags::FINITE | Flags::GERUND)
            {
                return Vec::new();
            }
            at += 1;
        }
        let plain = self.units.get(after).is_some_and(|unit| {
            unit.is_word()
                && unit
                    .flags
                    .without(Flags::NOUN_SAY | Flags::NOUN_THINK)
                    .is_empty()
        });
        // `требовал его отставки`.
        let owned = self.word(after, Flags::POSSESSIVE)
            && self
                .units
                .get(after + 1)
                .is_some_and(|unit| unit.is_word() && unit.flags.is_empty() && !unit.capital);
        if flags.any(Flags::ABOUT) && (plain || owned) && after < self.hi {
            return self.stretch(after, self.end_of(after, true));
        }
        // `считает его поражением`: a judgement without a clause.
        if flags.any(Flags::JUDGE)
            && flags.any(Flags::THINK)
            && self.units.get(after).is_some_and(|unit| {
                unit.is_word() && (unit.any(Flags::OBJECT | Flags::DET) || unit.flags.is_empty())
            })
        {
            let end = self.end_of(after, true);
            if end > after + 1 {
                return self.stretch(after, end);
            }
        }
        Vec::new()
    }

    /// Whether the next word makes the verb one of speech: `дал понять`.
    pub(super) fn has_second_word(&self, verb: usize) -> bool {
        let page = self.page;
        let word = |at: usize| page.tokens[self.units[at].first].folded.as_str();
        verb + 1 < self.hi
            && self.units[verb + 1].is_word()
            && page.lexicon.before(word(verb), word(verb + 1)) != Flags::NONE
    }

    pub(super) fn is_infinitive(&self, at: usize) -> bool {
        if at >= self.hi || !self.units[at].is_word() || self.units[at].capital {
            return false;
        }
        if self.word(at, Flags::BASE) {
            return true;
        }
        let word = &self.page.tokens[self.units[at].first].folded;
        word.chars().count() > 4
            && self.units[at].flags.is_empty()
            && [
                "ать", "ять", "ить", "еть", "уть", "ыть", "оть", "ться", "ати", "яти", "ити",
                "іти", "ути", "тися", "сти", "зти",
            ]
            .iter()
            .any(|end| word.ends_with(end))
    }
}
