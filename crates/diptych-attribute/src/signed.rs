//! Posts without a form: a name and a time at the head, then words in the first person.

use diptych_core::{Span, StatementKind};
use diptych_lang::Flags;

use crate::cast::Cast;
use crate::found::Found;
use crate::page::Page;

/// Words of a post for one that says `I`, `we`, `my`: an article under its author's
/// name hardly has any outside of quotations.
const WORDS_FOR_ONE: usize = 60;

/// The statement of a page that its author signs at the head; nothing where the words
/// below are not the author's own.
pub(crate) fn signed_post(page: &Page<'_>, cast: &mut Cast<'_>, body: &[usize]) -> Option<Found> {
    let (author, head) = cast.head_author()?;
    let words = body.get(head..)?;
    let (first, last) = (words.first()?, words.last()?);
    let (from, end) = (page.parts[*first].first, page.parts[*last].end);
    if !speaks_of_self(page, cast, from, end) {
        return None;
    }
    let fragments: Vec<Span> = words
        .iter()
        .map(|at| page.span(page.parts[*at].first, page.parts[*at].end))
        .collect();
    let mut found = Found::new(StatementKind::Post, fragments, *first);
    let top = page.parts[body[0]];
    if let Some(speaker) = cast.signed(top.first, top.end) {
        found.speaker = speaker;
    }
    found.dated_by = Some(top.span.cover(page.parts[body[head - 1]].span));
    cast.author = Some(author);
    Some(found)
}

/// Whether the outlet's own words, outside of quotations, are in the first person.
pub(crate) fn speaks_of_self(page: &Page<'_>, cast: &Cast<'_>, from: usize, end: usize) -> bool {
    let own = |at: &usize| page.tokens[*at].is_word && !cast.is_marked(*at);
    let words = (from..end).filter(own).count();
    let mine = (from..end)
        .filter(own)
        .filter(|at| {
            page.flags[*at].any(Flags::FIRST)
                || page.lexicon.is_of("self", &page.tokens[*at].folded)
        })
        .count();
    mine > 0 && mine * WORDS_FOR_ONE >= words
}
