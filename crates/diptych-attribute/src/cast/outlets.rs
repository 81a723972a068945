//! The names of outlets that are told something: `the paper`, `the Dagblad`.

use diptych_lang::Flags;

use super::Cast;
use super::bodies::base_phrase;
use crate::names::rows;

/// How far back an outlet is looked for that a noun or a short name takes up, in tokens.
const LOOK_BACK: usize = 400;

impl Cast<'_> {
    /// The name of who passes words on, in its base form; a noun alone where no more is
    /// told. Whoever passes on has not spoken, so that a pronoun means another.
    pub(crate) fn passer(
        &mut self,
        first: usize,
        end: usize,
        speaker: Option<&str>,
    ) -> Option<String> {
        if let Some(known) = self.outlet_named(first, end) {
            return Some(known);
        }
        let (unnamed, body) = (self.unnamed, self.last_body.clone());
        let (passer, _) = self.resolve(first, end, Flags::NONE);
        (self.unnamed, self.last_body) = (unnamed, body);
        let page = self.page;
        let mention = passer.mention.as_deref();
        // `Lind said through an aide`: the aide is not Lind.
        let noun = !(first..end).any(|at| page.tokens[at].is_capital);
        let again = noun && passer.name.as_deref() == speaker;
        let plain = again || passer.name.is_none() || passer.name.as_deref() == mention;
        if plain && !page.lexicon.bare_clause && !page.tokens[first].is_capital {
            return Some(base_phrase(page, first, end));
        }
        passer.name.filter(|_| !again).or(passer.mention)
    }

    /// The full name of the outlet that a noun or a short name takes up; nothing where
    /// the words name it themselves or nothing before does.
    fn outlet_named(&self, first: usize, end: usize) -> Option<String> {
        let page = self.page;
        if !page.lexicon.bare_clause || first >= end {
            return None;
        }
        let word = |at: &usize| {
            page.tokens[*at].is_word && !(page.flags[*at].any(Flags::DET) && *at == first)
        };
        let words: Vec<usize> = (first..end).filter(word).collect();
        let last = *words.last()?;
        let named = words.iter().any(|at| page.tokens[*at].is_capital);
        let noun = |at: usize| {
            page.flags[at].any(Flags::OUTLET)
                || page.lexicon.is_of("outlets", &page.tokens[at].folded)
        };
        if !named && !noun(last) {
            return None;
        }
        let full: Vec<&str> = words.iter().map(|at| page.word(*at)).collect();
        let from = first.saturating_sub(LOOK_BACK);
        let before = rows(page, from, first).into_iter().rev().find(|row| {
            let words = row.end - row.first;
            let outlet = (row.first..row.end).any(noun);
            if named {
                words > full.len() && page.tokens[row.end - 1].folded == page.tokens[last].folded
            } else {
                outlet && words >= 2
            }
        });
        match before {
            Some(row) => Some(page.span(row.first, row.end).of(page.text).to_owned()),
            None => named.then(|| full.join(" ")),
        }
    }
}
