//! Conditions that no conjunction opens: "open the road, and we pay", «уберут
//! статью — подпишем», "first the mines are cleared, and then the ferry sails".

use std::ops::Range;

use diptych_core::{Lang, Time};
use diptych_lang::Hit;
use diptych_lang::ladder::{
    Limiter, LimiterForm, LimiterVerb, TableHit, WordClass, limiters, verbs,
};

use crate::conditions::{Condition, VERB_WITHIN, Words};

/// Words that an order or a future that is a condition may have.
const LONGEST_ORDER: usize = 16;

impl Words<'_> {
    /// Conditions without a conjunction: an order or what will be, and what follows from
    /// it; what comes first, and what then. Each as a limiter of one word, its first.
    pub(crate) fn formed(&self) -> Vec<TableHit<'static, Limiter>> {
        let table = limiters(self.lang);
        let mut out: Vec<TableHit<'static, Limiter>> = Vec::new();
        let mut begin = 0;
        let mut joints = table.joints(self.tokens);
        // A dash joins, too.
        if let Some(entry) = table.of_form(LimiterForm::Future) {
            joints.extend(self.dashes().map(|at| TableHit {
                entry,
                hit: Hit {
                    entry: 0,
                    first: at,
                    end: at + 1,
                    span: self.tokens[at].span,
                },
            }));
            joints.sort_by_key(|joint| joint.hit.first);
        }
        for joint in joints {
            if joint.hit.first < begin {
                continue;
            }
            let is_first = joint.entry.form == LimiterForm::First;
            let sought = if is_first {
                joint.hit.first
            } else {
                joint.hit.first.saturating_sub(1)
            };
            let from = (0..sought)
                .rev()
                .find(|at| self.parts(*at))
                .map_or(0, |at| at + 1);
            let until = (joint.hit.end..self.tokens.len())
                .find(|at| self.parts(*at))
                .unwrap_or(self.tokens.len());
            let Some(first) = self.head(from, joint.hit.first + usize::from(is_first)) else {
                continue;
            };
            if self.is_formed(&joint, first, until) {
                begin = until;
                out.push(TableHit {
                    entry: joint.entry,
                    hit: Hit {
                        entry: joint.hit.entry,
                        first,
                        end: first + 1,
                        span: self.tokens[first].span,
                    },
                });
            }
        }
        out
    }

    /// The dashes with words on either side.
    fn dashes(&self) -> impl Iterator<Item = usize> + '_ {
        (1..self.tokens.len().saturating_sub(1))
            .filter(|at| self.tokens[*at].folded == "-" && self.parts(*at))
    }

    /// The first word that says something.
    fn head(&self, from: usize, until: usize) -> Option<usize> {
        (from..until).find(|at| self.tokens[*at].is_word && !self.is_joint(*at))
    }

    /// Whether the words from `first` to the joint are a condition of what stands behind it.
    fn is_formed(&self, joint: &TableHit<'static, Limiter>, first: usize, until: usize) -> bool {
        let table = verbs(self.lang);
        let hit = joint.hit;
        let word = |at: usize| self.tokens[at].folded.as_str();
        let behind = hit.end..until.min(hit.end + VERB_WITHIN);
        let follows = match joint.entry.verb {
            LimiterVerb::None => true,
            LimiterVerb::Finite => self.has_verb(behind.clone()),
            LimiterVerb::Future => self.will_be(behind.clone()).is_some(),
        };
        if !follows || hit.first > first + LONGEST_ORDER {
            return false;
        }
        match joint.entry.form {
            LimiterForm::Words => false,
            // At the head of its sentence, where nothing else can be meant.
            LimiterForm::Order => {
                let alone = !(first..hit.first)
                    .any(|at| self.is(WordClass::OwnSide, at) && self.lang != &Lang::En);
                table.orders(word(first)) && hit.first > first + 1 && alone
            }
            LimiterForm::Future => {
                let joined =
                    !self.tokens[hit.first].is_word || self.tokens[hit.first - 1].folded == ",";
                let verb = self.will_be(first..(first + 2).min(hit.first));
                // «Заплатим — и уйдём»: what one does oneself is no condition.
                joined && verb.is_some_and(|at| !table.says_we(word(at)))
            }
            LimiterForm::First => {
                let then = self.then(first, hit.end);
                let verbs = self.has_verb(first + 1..then)
                    && self.has_verb(hit.end..until.min(hit.end + VERB_WITHIN));
                // English tells a verb of the present by nothing but its place.
                let english = self.lang == &Lang::En && then > first + 2 && until > hit.end + 2;
                first == hit.first && (verbs || english)
            }
        }
    }

    /// The first finite verb of the future.
    fn will_be(&self, range: Range<usize>) -> Option<usize> {
        let table = verbs(self.lang);
        range.into_iter().find(|at| {
            let word = &self.tokens[*at].folded;
            self.tokens[*at].is_word
                && (table.time_of(word) == Some(Time::Future) && table.is_finite(word)
                    || table.auxiliary(word) == Some(Time::Future)
                    || self.is(WordClass::Future, *at) && table.time_of(word).is_some())
        })
    }

    /// Where the second half of "first …, and then …" begins.
    fn then(&self, first: usize, end: usize) -> usize {
        (first + 1..end)
            .rev()
            .find(|at| self.is_comma(*at))
            .map_or(end - 1, |at| at + 1)
    }

    /// The condition of a limiter without a conjunction.
    pub(crate) fn formed_condition(
        &self,
        number: usize,
        found: &TableHit<'static, Limiter>,
        from: usize,
        until: usize,
    ) -> Option<Condition> {
        let first = found.hit.first;
        let form = found.entry.form;
        let joints = limiters(self.lang).joints(self.tokens);
        let mut halves = joints
            .iter()
            .filter(|joint| joint.entry.form == form && joint.entry.id == found.entry.id)
            .map(|joint| (joint.hit.first, joint.hit.end));
        let all = self.tokens.len();
        // A dash parts: the second half lies behind it.
        let dash = self.dashes().find(|at| *at > first && *at == until);
        let (end, until) = match (form, dash) {
            (LimiterForm::First, _) => {
                let (_, end) = halves.find(|(start, _)| *start == first)?;
                (self.then(first, end), until)
            }
            (LimiterForm::Future, Some(dash)) => {
                let until = (dash + 1..all).find(|at| self.parts(*at));
                (dash, until.unwrap_or(all))
            }
            _ => {
                let (start, _) = halves.find(|(start, _)| *start > first)?;
                (start, until)
            }
        };
        let binds = if form == LimiterForm::First {
            end
        } else {
            from
        };
        let end = if self.is_comma(end - 1) { end - 1 } else { end };
        Some(Condition {
            limiter: number,
            range: first..end,
            binds: binds..until,
            supposed: form != LimiterForm::First,
            leads: true,
            parts: true,
        })
    }
}

#[cfg(test)]
mod tests {
    use diptych_core::{Case, Span};
    use diptych_lang::dates::DateContext;

    use super::*;
    use crate::reading::read_sentence;
    use crate::sides::SideIndex;

    /// The words of each condition.
    fn conditions(lang: &Lang, text: &str) -> Vec<String> {
        let context = DateContext {
            lang: lang.clone(),
            ..DateContext::default()
        };
        let sides = SideIndex::new(&Case::default());
        let sentence = read_sentence(text, Span::new(0, text.len()), lang, &sides, &context);
        sentence
            .conditions()
            .iter()
            .map(|one| sentence.span_of(&one.range).of(text).to_owned())
            .collect()
    }

    #[test]
    fn an_order_or_what_will_be_is_a_condition_of_what_follows() {
        for (lang, text, condition) in [
            (
                Lang::En,
                "Open the lock, and we lower the toll.",
                "Open the lock",
            ),
            (
                Lang::Ru,
                "Откройте шлюз, и баржи поедут домой.",
                "Откройте шлюз",
            ),
            (Lang::Ru, "Достроят дамбу — заплатим.", "Достроят дамбу"),
            (
                Lang::Uk,
                "Добудують дамбу, тоді й заплатимо.",
                "Добудують дамбу",
            ),
            (
                Lang::Uk,
                "Спершу ми голосуємо за бюджет, а потім банк переказує гроші.",
                "Спершу ми голосуємо за бюджет",
            ),
        ] {
            assert_eq!(conditions(&lang, text), [condition], "{text}");
        }
    }

    #[test]
    fn two_orders_and_two_plans_are_no_condition() {
        for (lang, text) in [
            (Lang::En, "Open the lock and the gate."),
            (Lang::Ru, "Достроим дамбу — и уйдём."),
            (Lang::Ru, "Откройте шлюз и ворота."),
            (Lang::Uk, "Ми добудуємо дамбу — це вирішено."),
        ] {
            assert!(conditions(&lang, text).is_empty(), "{text}");
        }
    }
}
