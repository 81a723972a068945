//! The sources as they are looked at: their words, sentences and statements.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use diptych_core::{BlockKind, Document, Source, Span, Statement, StatementKind, Wording};

use super::corpus::Corpus;

/// Bytes of a block whose sentences are told apart; of a longer one a part round the words is.
const BLOCK: usize = 200_000;

/// Sentences by document and block.
type Sentences = HashMap<(usize, usize), Rc<Vec<Span>>>;

/// What quotations are checked against.
pub(super) struct Bench<'a> {
    pub(super) sources: &'a [Source],
    pub(super) documents: &'a [Document],
    pub(super) statements: &'a [Statement],
    pub(super) corpus: Corpus,
    /// By document: statements in order of their first byte.
    by_document: Vec<Vec<usize>>,
    /// The longest statement of a document, in bytes.
    longest: Vec<usize>,
    sentences: RefCell<Sentences>,
}

impl<'a> Bench<'a> {
    pub(super) fn new(
        sources: &'a [Source],
        documents: &'a [Document],
        statements: &'a [Statement],
    ) -> Self {
        let numbers: HashMap<&str, usize> = sources
            .iter()
            .enumerate()
            .map(|(number, source)| (source.id.as_str(), number))
            .collect();
        let mut by_document = vec![Vec::new(); documents.len()];
        let mut longest = vec![0; documents.len()];
        for (number, statement) in statements.iter().enumerate() {
            if let Some(document) = numbers.get(statement.source.as_str())
                && statement.kind.is_said()
            {
                by_document[*document].push(number);
                longest[*document] = longest[*document].max(statement.span().len());
            }
        }
        for list in &mut by_document {
            list.sort_by_key(|number| (statements[*number].span(), *number));
        }
        Self {
            sources,
            documents,
            statements,
            corpus: Corpus::new(documents),
            by_document,
            longest,
            sentences: RefCell::default(),
        }
    }

    /// The statement whose words these are: the one that holds most of them, the speaker's own wording
    /// before an outlet's, the smaller before the larger.
    pub(super) fn statement(&self, document: usize, span: Span) -> Option<usize> {
        let list = &self.by_document[document];
        let end = list.partition_point(|number| self.statements[*number].span().start < span.end);
        let reach = span.start.saturating_sub(self.longest[document]);
        let mut best = None;
        for number in list[..end].iter().rev().take(400) {
            let statement = &self.statements[*number];
            if statement.span().start < reach {
                break;
            }
            let shared: usize = statement
                .fragments
                .iter()
                .map(|part| {
                    part.end
                        .min(span.end)
                        .saturating_sub(part.start.max(span.start))
                })
                .sum();
            if shared == 0 {
                continue;
            }
            // A few bytes more or less, a mark or a space, tell nothing.
            let rank = (
                shared * 20 / span.len().max(1),
                statement.wording == Wording::Speaker,
                std::cmp::Reverse(statement.span().len()),
            );
            if best.is_none_or(|(known, _)| rank > known) {
                best = Some((rank, *number));
            }
        }
        best.map(|(_, number)| number)
    }

    /// Where words of statements stand, in order; those within others are left out.
    pub(super) fn fragments(&self, document: usize) -> Vec<Span> {
        let mut all: Vec<Span> = self.by_document[document]
            .iter()
            .flat_map(|number| &self.statements[*number].fragments)
            .map(diptych_core::Anchor::span)
            .collect();
        all.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        let mut out: Vec<Span> = Vec::new();
        for span in all {
            if !out.last().is_some_and(|last| last.overlaps(span)) {
                out.push(span);
            }
        }
        out
    }

    /// The sentences of the block that holds a byte.
    pub(super) fn sentences(&self, document: usize, at: usize) -> Rc<Vec<Span>> {
        let text = &self.documents[document].text;
        let Some(block) = self.documents[document].block_at(at) else {
            return Rc::new(vec![Span::new(at, at)]);
        };
        if let Some(known) = self.sentences.borrow().get(&(document, block)) {
            return known.clone();
        }
        let span = self.documents[document].blocks[block].span;
        if span.len() > BLOCK {
            let mut from = at.saturating_sub(BLOCK / 20).max(span.start);
            let mut to = (at + BLOCK / 20).min(span.end);
            while !text.is_char_boundary(from) {
                from -= 1;
            }
            while !text.is_char_boundary(to) {
                to += 1;
            }
            return Rc::new(self.cut(document, Span::new(from, to)));
        }
        let cut = Rc::new(self.cut(document, span));
        self.sentences
            .borrow_mut()
            .insert((document, block), cut.clone());
        cut
    }

    fn cut(&self, document: usize, span: Span) -> Vec<Span> {
        let text = span.of(&self.documents[document].text);
        diptych_lang::sentences(text, &self.documents[document].lang)
            .into_iter()
            .map(|sentence| sentence.shift(span.start))
            .collect()
    }

    /// From the start of the sentence that holds the first byte to the end of that which holds the last.
    pub(super) fn sentences_round(&self, document: usize, span: Span) -> Span {
        let holding = |at: usize| {
            self.sentences(document, at)
                .iter()
                .find(|one| one.holds(at))
                .copied()
        };
        let first = holding(span.start).unwrap_or(span);
        let last = holding(span.end.saturating_sub(1)).unwrap_or(span);
        first.cover(last).cover(span)
    }

    /// Whether the words stand in a headline or caption.
    pub(super) fn is_heading(&self, document: usize, span: Span) -> bool {
        let document = &self.documents[document];
        document.block_at(span.start).is_some_and(|block| {
            matches!(
                document.blocks[block].kind,
                BlockKind::Headline | BlockKind::Caption
            )
        })
    }

    /// Whether a statement holds the words as its outlet's retelling.
    pub(super) fn is_retold(&self, statement: usize, document: usize, span: Span) -> bool {
        let statement = &self.statements[statement];
        match statement.kind {
            StatementKind::Indirect => true,
            StatementKind::Mixed => {
                let text = &self.documents[document].text;
                !statement
                    .fragments
                    .iter()
                    .any(|part| part.span().overlaps(span) && is_marked(text, part.span(), span))
            }
            _ => false,
        }
    }
}

/// Whether most of `span` stands within quotation marks of `part`.
fn is_marked(text: &str, part: Span, span: Span) -> bool {
    let middle = usize::midpoint(span.start.max(part.start), span.end.min(part.end));
    let mut inside = false;
    let mut held = false;
    let mut single_before = false;
    for (at, character) in part.of(text).char_indices() {
        let at = part.start + at;
        match character {
            '"' | '″' => inside = !inside,
            '“' if inside && single_before => inside = false,
            '«' | '„' | '“' => inside = true,
            '»' | '”' => inside = false,
            _ => {}
        }
        single_before = character == '„' || single_before && character != '“';
        if at >= middle {
            held = inside;
            break;
        }
    }
    held
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_within_a_clause_are_told() {
        let text = "they would accept “a full pause” if the other side leaves";
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let part = Span::new(0, text.len());
        assert!(is_marked(text, part, at("full pause")));
        assert!(!is_marked(text, part, at("they would")));
        assert!(!is_marked(text, part, at("other side")));
    }
}
