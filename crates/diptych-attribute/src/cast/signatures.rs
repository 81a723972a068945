//! Who signs: a quotation, the head of a post, its end.

use diptych_core::Speaker;
use diptych_lang::Flags;

use super::{Cast, count_words};
use crate::names::rows;

/// Most words of a signature at the end of a text.
const MOST_OF_SIGNATURE: usize = 8;

impl Cast<'_> {
    /// The name that a signature begins with, whether or not a table knows it:
    /// `— Rev. Dominic Ashe, St Bride's`.
    pub(crate) fn signer(&self, first: usize, end: usize) -> Option<(usize, usize)> {
        let page = self.page;
        let row = rows(page, first, end).into_iter().next()?;
        let mut from = row.first;
        while from + 1 < row.end
            && (!page.tokens[from].is_word || page.flags[from].any(Flags::TITLE | Flags::PERSON))
        {
            from += 1;
        }
        let body = (from..row.end).any(|at| page.flags[at].any(Flags::BODY | Flags::OUTLET));
        (page.lexicon.bare_clause
            && !body
            && row.first == first
            && (2..=3).contains(&count_words(page, from, row.end)))
        .then_some((from, row.end))
    }

    /// The author whom the head of a post names.
    pub(crate) fn signed(&mut self, first: usize, end: usize) -> Option<Speaker> {
        let page = self.page;
        let (from, stop) = rows(page, first, end).into_iter().find_map(|row| {
            self.person_in(row.first, row.end).or_else(|| {
                (count_words(page, row.first, row.end) == 2).then_some((row.first, row.end))
            })
        })?;
        Some(self.signature(from, stop))
    }

    /// Who signs a post at its end: a name alone, or with an office behind a comma,
    /// as its last sentence.
    pub(crate) fn signs_off(&mut self, first: usize, end: usize) -> Option<Speaker> {
        let page = self.page;
        let mut stop = end;
        while stop > first && !page.tokens[stop - 1].is_word {
            stop -= 1;
        }
        let from = (first..stop)
            .rev()
            .take(2 * MOST_OF_SIGNATURE)
            .find(|at| matches!(page.mark(*at), '.' | '!' | '?' | '…'))
            .map_or(first, |at| at + 1);
        let name = (from..stop).find(|at| page.tokens[*at].is_word)?;
        let tells = (name..stop).any(|at| {
            page.flags[at].any(Flags::FINITE | Flags::AUXILIARY | Flags::BE)
                && !page.tokens[at].is_capital
        });
        if tells || count_words(page, name, stop) > MOST_OF_SIGNATURE {
            return None;
        }
        let row = rows(page, name, stop).into_iter().next()?;
        let (begin, close) = self.person_in(row.first, row.end)?;
        let alone = close == stop || matches!(page.mark(close), ',' | '(' | '-' | '—' | '–');
        if begin != name || !alone || count_words(page, begin, close) < 2 {
            return None;
        }
        Some(self.signature(begin, close))
    }

    /// The name that heads a line of a signature: alone, or with an office behind a comma,
    /// a dash or a bracket; a name no table knows has two words or three.
    pub(crate) fn signs_line(&self, first: usize, end: usize) -> Option<(usize, usize)> {
        let page = self.page;
        let row = rows(page, first, end).into_iter().next()?;
        let mut from = row.first;
        while from + 1 < row.end
            && page.flags[from].any(Flags::TITLE | Flags::PERSON)
            && !page.flags[from].any(Flags::GIVEN)
        {
            from += 1;
        }
        let (begin, close) = self.person_in(from, row.end).unwrap_or((from, row.end));
        let heads = row.first == first
            && begin == from
            && (2..=4).contains(&count_words(page, begin, close))
            && !(begin..close).any(|at| page.flags[at].any(Flags::BODY | Flags::OUTLET));
        let alone = close == end
            || matches!(
                page.mark(close),
                ',' | '(' | '-' | '—' | '–' | '.' | ';' | '*' | '_'
            ) && !page.tokens[close].is_word;
        (heads && alone).then_some((begin, close))
    }

    /// The speaker whom a signature names.
    pub(crate) fn signature(&mut self, from: usize, stop: usize) -> Speaker {
        let span = self.page.span(from, stop);
        let member = self
            .known(from, stop, None)
            .unwrap_or_else(|| self.meet(from, stop));
        let speaker = Speaker {
            mention: Some(span.of(self.page.text).to_owned()),
            mention_span: Some(span),
            basis: Some("signature".to_owned()),
            ..Speaker::default()
        };
        self.fill(speaker, Some(member)).0
    }

    /// Who signs the head of the page above a date, as a post is signed.
    pub(super) fn read_author(&mut self) -> Option<usize> {
        (!self.page.lexicon.bare_clause)
            .then(|| self.head_author())
            .flatten()
            .map(|(member, _)| member)
    }

    /// Who is named above a date at the head of the page, and how many blocks of
    /// words those lines are.
    pub(crate) fn head_author(&mut self) -> Option<(usize, usize)> {
        let page = self.page;
        let short = |part: &&crate::page::Part| {
            part.first < part.end
                && part.span.len() <= 120
                && !matches!(
                    page.mark(part.end - 1),
                    '.' | '!' | '?' | '…' | ':' | ',' | ';'
                )
        };
        let parts: Vec<_> = page
            .parts
            .iter()
            .filter(|part| part.first < part.end)
            .collect();
        let head: Vec<_> = parts.iter().copied().take(2).take_while(short).collect();
        let first = head.first()?;
        let end = head.last()?.end;
        // A line or two of name and date, then words in sentences.
        let dated = crate::said::timed(page, first.first, end);
        if !dated || parts.len() <= head.len() || first.end - first.first > 16 {
            return None;
        }
        let row = rows(page, first.first, first.end)
            .into_iter()
            .find_map(|row| self.person_in(row.first, row.end))?;
        (count_words(page, row.0, row.1) >= 2).then(|| {
            let member = self
                .known(row.0, row.1, None)
                .unwrap_or_else(|| self.meet(row.0, row.1));
            (member, head.len())
        })
    }

    /// Whether a token stands inside a quotation.
    pub(crate) fn is_marked(&self, at: usize) -> bool {
        let next = self.marked.partition_point(|(from, _)| *from <= at);
        next > 0 && at < self.marked[next - 1].1
    }
}
