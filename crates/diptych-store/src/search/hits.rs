//! Which words of a statement a search found.

use diptych_core::{Span, Statement};

use super::query::{Query, Term};

/// The ranges, in bytes of the document, in order and without overlap.
pub(super) fn hits(statement: &Statement, query: &Query) -> Vec<Span> {
    let mut out = Vec::new();
    for fragment in &statement.fragments {
        let tokens: Vec<_> = diptych_lang::tokens(&fragment.text, fragment.start)
            .into_iter()
            .filter(|token| token.is_word)
            .collect();
        for term in query.with.iter().flatten() {
            match term {
                Term::Word(stems) => out.extend(
                    tokens
                        .iter()
                        .filter(|token| {
                            let stem = diptych_lang::stem(&token.folded, &statement.lang);
                            stems.iter().any(|wanted| wanted == stem)
                        })
                        .map(|token| token.span),
                ),
                Term::Beginning(start) => out.extend(
                    tokens
                        .iter()
                        .filter(|token| token.folded.starts_with(start.as_str()))
                        .map(|token| token.span),
                ),
                Term::Phrase(words) => out.extend(
                    tokens
                        .windows(words.len())
                        .filter(|window| {
                            window
                                .iter()
                                .zip(words)
                                .all(|(token, word)| token.folded == *word)
                        })
                        .map(|window| window[0].span.cover(window[window.len() - 1].span)),
                ),
            }
        }
    }
    out.sort();
    out.dedup();
    let mut joined: Vec<Span> = Vec::new();
    for span in out {
        match joined.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    joined
}
