//! Conditions of a sentence: where each begins and ends, what it binds, and
//! which words of the sentence are only supposed.
//!
//! "If the dam holds and the court agrees, we pay": the first half is a
//! condition of the second and says of nothing that it is so. "We pay, but only
//! when they sign": the second half is one of the first.
// long: where a condition begins and ends is one pass over marks and joints

use std::ops::Range;

use diptych_core::{Lang, Time};
use diptych_lang::Token;
use diptych_lang::ladder::{
    Limiter, LimiterForm, LimiterKind, LimiterPlace, LimiterVerb, TableHit, WordClass, WordHit,
    verbs,
};

use crate::clauses::has_verb;

/// One condition of a sentence, all in tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Condition {
    /// Its limiter, by number.
    pub(crate) limiter: usize,
    /// The limiter with the words of the condition.
    pub(crate) range: Range<usize>,
    /// What it is a condition of, with its own words.
    pub(crate) binds: Range<usize>,
    /// Whether its words are only supposed, beside others that are said.
    pub(crate) supposed: bool,
    /// Whether what it is a condition of follows it.
    pub(crate) leads: bool,
    /// Whether what it is a condition of is a clause of its own, whatever stands between.
    pub(crate) parts: bool,
}

/// A sentence as far as conditions need it.
pub(crate) struct Words<'s> {
    pub(crate) tokens: &'s [Token],
    pub(crate) small: &'s [WordHit<'static>],
    pub(crate) lang: &'s Lang,
}

impl Words<'_> {
    pub(crate) fn is(&self, class: WordClass, at: usize) -> bool {
        self.small
            .iter()
            .any(|word| word.class == class && word.hit.first == at)
    }

    pub(crate) fn is_comma(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.folded == ",")
    }

    /// A mark that parts statements for good.
    pub(crate) fn parts(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let spaced =
            token.folded == "-" && at > 0 && self.tokens[at - 1].span.end < token.span.start;
        !token.is_word && (matches!(token.folded.as_str(), ";" | ":") || spaced)
    }

    /// A word that joins statements or turns between them and says nothing itself.
    pub(crate) fn is_joint(&self, at: usize) -> bool {
        [
            WordClass::Joins,
            WordClass::Contrast,
            WordClass::That,
            WordClass::Break,
        ]
        .into_iter()
        .any(|class| self.is(class, at))
    }

    /// Whether a limiter may stand where it does, with the verb that it needs.
    pub(crate) fn allows(&self, found: &TableHit<'static, Limiter>) -> bool {
        let hit = found.hit;
        let before = (0..hit.first)
            .rev()
            .take_while(|at| self.tokens[*at].is_word)
            .filter(|at| !self.is_joint(*at))
            .count();
        let marked = (0..hit.first)
            .rev()
            .find(|at| !self.tokens[*at].is_word)
            .is_some();
        let placed = match found.entry.place {
            LimiterPlace::Any => true,
            LimiterPlace::Head => before == 0 && !marked,
            LimiterPlace::Mark => before == 0,
        };
        let last = self.tokens.len().min(hit.end + VERB_WITHIN);
        let closes = (hit.end..last).find(|at| !self.tokens[*at].is_word);
        let behind = hit.end..closes.unwrap_or(last);
        let verb = match found.entry.verb {
            LimiterVerb::None => true,
            LimiterVerb::Finite => self.has_verb(behind.clone()) || self.verb_of_name(&behind),
            LimiterVerb::Future => self.tokens[behind]
                .iter()
                .take_while(|token| token.is_word)
                .any(|token| {
                    let table = verbs(self.lang);
                    table.time_of(&token.folded) == Some(Time::Future)
                        && table.is_finite(&token.folded)
                        || table.auxiliary(&token.folded) == Some(Time::Future)
                }),
        };
        placed && verb
    }

    /// Whether a finite verb stands in the range, «будет» and «было» among them.
    pub(crate) fn has_verb(&self, range: Range<usize>) -> bool {
        has_verb(self.tokens, range.clone(), self.lang)
            || self.small.iter().any(|word| {
                matches!(word.class, WordClass::Future | WordClass::Past)
                    && range.contains(&word.hit.first)
            })
    }

    /// "Until Velmar pays", "until everyone signs": a verb of the present behind a
    /// name or a pronoun.
    fn verb_of_name(&self, range: &Range<usize>) -> bool {
        let table = verbs(self.lang);
        self.tokens[range.clone()]
            .windows(2)
            .take_while(|pair| pair[0].is_word)
            .any(|pair| {
                (pair[0].is_capital || table.is_bare_subject(&pair[0].folded))
                    && pair[1].is_word
                    && !pair[1].is_capital
                    && table.time_of(&pair[1].folded) == Some(Time::Present)
            })
    }

    /// The conditions of the sentence, by place.
    pub(crate) fn conditions(&self, limiters: &[TableHit<'static, Limiter>]) -> Vec<Condition> {
        let all = self.tokens.len();
        let mut out = Vec::new();
        for (number, found) in limiters.iter().enumerate() {
            let hit = found.hit;
            if matches!(
                found.entry.kind,
                LimiterKind::Clause | LimiterKind::Beside | LimiterKind::Exception
            ) {
                continue;
            }
            let last_part = (0..hit.first).rev().find(|at| self.parts(*at));
            let from = last_part.map_or(0, |at| at + 1);
            let until = (hit.end..all).find(|at| self.parts(*at)).unwrap_or(all);
            let said_before = self.tokens[from..hit.first]
                .iter()
                .filter(|token| token.is_word)
                .count();
            let joints = (from..hit.first)
                .filter(|at| self.tokens[*at].is_word && self.is_joint(*at))
                .count();
            if found.entry.form != LimiterForm::Words {
                out.extend(self.formed_condition(number, found, from, until));
                continue;
            }
            let at_head = said_before <= 1.max(joints);
            // ", but if they leave, …", "that if they leave, …".
            let joined = found.entry.clausal
                && hit.first > from + 1
                && self.is_joint(hit.first - 1)
                && !self.is(WordClass::Joins, hit.first - 1)
                && (hit.end..until).any(|at| self.is_comma(at));
            let aside = found.entry.clausal && self.is_aside(hit.first);
            let condition = if at_head {
                let end = self.leading_end(hit.end, until);
                self.condition(number, hit.first..end, from..until, found, true)
            } else if joined {
                let end = self.leading_end(hit.end, until);
                self.condition(number, hit.first..end, hit.first..until, found, true)
            } else if aside {
                let end = (hit.end..until)
                    .find(|at| self.is_comma(*at))
                    .unwrap_or(until);
                self.condition(number, hit.first..end, from..until, found, false)
            } else {
                // What limits by a noun ("exclusively for …") may go on behind a semicolon.
                let (from, until) = if found.entry.clausal {
                    (from, until)
                } else {
                    (0, all)
                };
                let end = (hit.end + 1..until)
                    .find(|at| self.is(WordClass::Contrast, *at))
                    .unwrap_or(until);
                // "… , but the toll stays if they refuse" binds the second half only.
                let turn = (from..hit.first.saturating_sub(2))
                    .rev()
                    .find(|at| found.entry.clausal && self.is(WordClass::Contrast, *at));
                self.condition(
                    number,
                    hit.first..end,
                    turn.unwrap_or(from)..end,
                    found,
                    false,
                )
            };
            out.push(condition);
        }
        out
    }

    fn condition(
        &self,
        limiter: usize,
        range: Range<usize>,
        binds: Range<usize>,
        found: &TableHit<'static, Limiter>,
        leads: bool,
    ) -> Condition {
        let says = |range: Range<usize>| {
            range
                .into_iter()
                .any(|at| self.tokens[at].is_word && !self.is_joint(at))
        };
        let range = range.start..range.end.max(found.hit.end);
        let supposed = found.entry.clausal
            && says(found.hit.end..range.end)
            && (says(binds.start.min(range.start)..range.start)
                || says(range.end..binds.end.max(range.end)));
        Condition {
            limiter,
            range,
            binds,
            supposed,
            leads,
            parts: false,
        }
    }

    /// "We will, if they agree, pay": between commas, behind a subject or an auxiliary.
    fn is_aside(&self, first: usize) -> bool {
        let Some(before) = first.checked_sub(2) else {
            return false;
        };
        let word = &self.tokens[before];
        self.is_comma(first - 1)
            && (self.tokens[first..].iter().any(|token| token.folded == ","))
            && (verbs(self.lang).auxiliary(&word.folded).is_some()
                || self.small.iter().any(|known| {
                    matches!(known.class, WordClass::OwnSide | WordClass::SpeakerAlone)
                        && known.hit.end == before + 1
                }) && before < 2)
    }

    /// Where a condition ends that stands before what it binds.
    fn leading_end(&self, from: usize, until: usize) -> usize {
        let mut closes = false;
        for at in from..until {
            if !self.is_comma(at) {
                continue;
            }
            let next = at + 1;
            let another = (next..until).any(|later| self.is_comma(later));
            // The comma that closes "if the bank, which holds it, pays, …".
            if closes && another {
                closes = false;
                continue;
            }
            let relative = self.is(WordClass::Break, next)
                && !self.is(WordClass::Contrast, next)
                && !self.is(WordClass::That, next);
            if another && relative {
                closes = true;
                continue;
            }
            let goes_on = self.is(WordClass::That, next)
                || self.is(WordClass::Joins, next)
                || self.lang != &Lang::En && !self.has_verb(from..at);
            if another && goes_on {
                continue;
            }
            return at;
        }
        // «Лишь после голосования мы освободим их»: no comma parts the two.
        let subject = (from + 1..until.saturating_sub(1)).find(|at| {
            let is = |class| self.is(class, *at);
            (is(WordClass::OwnSide) || is(WordClass::SpeakerAlone))
                && !self.is(WordClass::Governs, at - 1)
                && self.has_verb(at + 1..until.min(at + 3))
        });
        if let Some(subject) = subject.filter(|_| self.lang != &Lang::En) {
            return subject;
        }
        // "Only when they have left will we open it".
        let table = verbs(self.lang);
        (from + 1..until.saturating_sub(1))
            .find(|at| {
                table.auxiliary(&self.tokens[*at].folded).is_some()
                    && (self.is(WordClass::OwnSide, at + 1) || self.is(WordClass::Third, at + 1))
            })
            .unwrap_or(until)
    }
}

/// Words within which the verb of a condition stands.
pub(crate) const VERB_WITHIN: usize = 12;

#[cfg(test)]
mod tests {
    use diptych_core::{Case, Span};
    use diptych_lang::dates::DateContext;

    use super::*;
    use crate::reading::{Sentence, read_sentence};
    use crate::sides::SideIndex;

    fn read(lang: &Lang, text: &str) -> Sentence {
        let context = DateContext {
            lang: lang.clone(),
            ..DateContext::default()
        };
        let sides = SideIndex::new(&Case::default());
        read_sentence(text, Span::new(0, text.len()), lang, &sides, &context)
    }

    /// The words of each condition, and those of each clause that says something.
    fn halves(lang: &Lang, text: &str) -> (Vec<String>, Vec<String>) {
        let sentence = read(lang, text);
        let words = |range: &Range<usize>| sentence.span_of(range).of(text).to_owned();
        let said = |clause: &&Range<usize>| !sentence.is_supposed(clause);
        (
            sentence
                .conditions()
                .iter()
                .map(|one| words(&one.range))
                .collect(),
            sentence.clauses.iter().filter(said).map(words).collect(),
        )
    }

    #[test]
    fn a_condition_that_leads_ends_where_what_it_binds_begins() {
        for (lang, text, condition, said) in [
            (
                Lang::En,
                "If the dam holds and the court agrees, the boats sail.",
                "If the dam holds and the court agrees",
                "the boats sail",
            ),
            (
                Lang::Ru,
                "Если банк, который держит вклад, подпишет, баржи уйдут.",
                "Если банк, который держит вклад, подпишет",
                "баржи уйдут",
            ),
            (
                Lang::Ru,
                "Если зерно, соль и уголь дойдут, шлюз починят.",
                "Если зерно, соль и уголь дойдут",
                "шлюз починят",
            ),
            (
                Lang::Uk,
                "Щойно крига зійде, баржі підуть.",
                "Щойно крига зійде",
                "баржі підуть",
            ),
        ] {
            let (conditions, clauses) = halves(&lang, text);
            assert_eq!(conditions, [condition], "{text}");
            assert_eq!(clauses, [said], "{text}");
        }
    }

    #[test]
    fn a_condition_behind_or_between_binds_what_stands_before() {
        let (conditions, clauses) = halves(&Lang::En, "We sail, but only when they have paid.");
        assert_eq!(conditions, ["but only when they have paid"]);
        assert_eq!(clauses, ["We sail"]);
        let (conditions, _) = halves(&Lang::En, "We will, if they agree, lower the toll.");
        assert_eq!(conditions, ["if they agree"]);
        let (conditions, _) = halves(&Lang::Uk, "Шлюз не відкриють, доки вони не заплатять.");
        assert_eq!(conditions, ["доки вони не заплатять"]);
    }

    #[test]
    fn no_condition_where_none_is_set() {
        for (lang, text) in [
            (Lang::En, "The gate stays shut until 5 May 2031."),
            (Lang::En, "They asked if the boats had left."),
            (Lang::En, "It does not depend on the court."),
            (Lang::Ru, "Вельмар пока не заплатил."),
            (Lang::Ru, "Это не зависит от суда."),
            (Lang::Ru, "Когда баржи ушли, шлюз закрыли."),
            (Lang::Uk, "Баржі повернуть без жодних умов."),
        ] {
            assert!(read(&lang, text).conditions().is_empty(), "{text}");
        }
    }

    #[test]
    fn a_condition_alone_is_still_read() {
        let (conditions, clauses) = halves(&Lang::En, "Only if they pay.");
        assert_eq!(conditions.len(), 1);
        assert_eq!(clauses.len(), 1);
    }
}
