//! The days that a page names, in order: what `a day later` is counted from.

use std::cell::OnceCell;

use diptych_core::{Day, Precision, Problem, Said};
use diptych_lang::Token;
use diptych_lang::dates::{DateContext, find_dates_in};

use crate::cast::Cast;
use crate::page::Page;
use crate::said::timed;

/// The days named in the outlet's own words; read when first asked for.
pub(crate) struct Days<'p, 'c> {
    page: &'p Page<'p>,
    cast: &'c Cast<'p>,
    base: DateContext,
    named: OnceCell<Vec<(usize, Day)>>,
}

impl<'p, 'c> Days<'p, 'c> {
    /// The days of `page`, counted as `base` says.
    pub(crate) fn new(page: &'p Page<'p>, cast: &'c Cast<'p>, base: &DateContext) -> Self {
        Self {
            page,
            cast,
            base: base.clone(),
            named: OnceCell::new(),
        }
    }

    /// `context` with the day named last before token `first`, where a word of the row
    /// may count from it.
    pub(crate) fn before(&self, first: usize, end: usize, context: &DateContext) -> DateContext {
        let counts = (first..end).any(|at| {
            self.page
                .lexicon
                .is_of("counted", &self.page.tokens[at].folded)
        });
        let named = counts.then(|| self.last_before(first)).flatten();
        DateContext {
            named,
            ..context.clone()
        }
    }

    /// The dates of a row of tokens, counted from the day named before it. What stands
    /// in marks is counted apart: `“We meet on March 9,” he said that evening`.
    pub(crate) fn read_row(
        &self,
        first: usize,
        end: usize,
        context: &DateContext,
    ) -> (Vec<Said>, Vec<Problem>) {
        let context = self.before(first, end, context);
        let row = &self.page.tokens[first..end];
        if context.named.is_none() || self.cast.is_marked(first + 1) && self.cast.is_marked(end - 1)
        {
            return find_dates_in(row, &context);
        }
        let own: Vec<Token> = (first..end)
            .filter(|at| !self.cast.is_marked(*at))
            .map(|at| self.page.tokens[at].clone())
            .collect();
        find_dates_in(&own, &context)
    }

    fn last_before(&self, token: usize) -> Option<Day> {
        let start = self.page.tokens.get(token)?.span.start;
        let named = self.named.get_or_init(|| self.read());
        let next = named.partition_point(|(at, _)| *at < start);
        Some(named[next.checked_sub(1)?].1)
    }

    /// Every day in the outlet's words that is not after the page's, each counted from
    /// the one before it.
    fn read(&self) -> Vec<(usize, Day)> {
        let mut out: Vec<(usize, Day)> = Vec::new();
        let mut context = self.base.clone();
        for part in self.page.parts.iter().filter(|part| part.kind.is_body()) {
            if !timed(self.page, part.first, part.end) {
                continue;
            }
            let (dates, _) = find_dates_in(&self.page.tokens[part.first..part.end], &context);
            for said in dates {
                let Some(span) = said.span.filter(|_| said.precision <= Precision::Day) else {
                    continue;
                };
                let at = self
                    .page
                    .tokens
                    .partition_point(|token| token.span.start < span.start);
                let late = self.base.published.is_some_and(|day| said.from > day);
                if !late && !self.cast.is_marked(at) {
                    out.push((span.start, said.from));
                    context.named = Some(said.from);
                }
            }
        }
        out
    }
}
