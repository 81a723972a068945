//! The words of all sources in a row, and where each run of three stands.

use std::collections::HashMap;

use diptych_core::{BlockKind, Document, Span};

/// Words in a row by which a place is found.
pub(super) const ROW: usize = 3;

/// Marks between brackets of a source, at most, that still are an editor's.
const BRACKET: usize = 40;

/// A word of a source.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Its number among all forms.
    pub(super) id: u32,
    /// Where it stands in its document.
    pub(super) span: Span,
    /// Whether it stands in square brackets: the outlet's, not the speaker's.
    pub(super) bracketed: bool,
}

/// The words of all sources, with their index.
pub(super) struct Corpus {
    ids: HashMap<String, u32>,
    /// The form of every number.
    pub(super) forms: Vec<String>,
    /// Document after document.
    pub(super) words: Vec<Word>,
    /// The first word of every document, and one past the last of all.
    first: Vec<usize>,
    /// Runs of three by their hash, then by place.
    rows: Vec<(u64, u32)>,
    /// Places by the number of a word: where its list begins, and the lists.
    begins: Vec<u32>,
    places: Vec<u32>,
}

impl Corpus {
    /// Reads the words of documents; menus and metadata are left out.
    pub(super) fn new(documents: &[Document]) -> Self {
        let mut corpus = Self {
            ids: HashMap::new(),
            forms: Vec::new(),
            words: Vec::new(),
            first: vec![0],
            rows: Vec::new(),
            begins: Vec::new(),
            places: Vec::new(),
        };
        for document in documents {
            for block in &document.blocks {
                if !matches!(block.kind, BlockKind::Furniture | BlockKind::Meta) {
                    corpus.read(&document.text, block.span);
                }
            }
            corpus.first.push(corpus.words.len());
        }
        corpus.index();
        corpus
    }

    fn read(&mut self, text: &str, span: Span) {
        let mut closes = 0;
        let tokens = diptych_lang::tokens(span.of(text), span.start);
        for (at, token) in tokens.iter().enumerate() {
            if token.is_word {
                let known = self.ids.get(token.folded.as_str()).copied();
                let id = known.unwrap_or_else(|| {
                    let id = self.forms.len() as u32;
                    self.ids.insert(token.folded.to_string(), id);
                    self.forms.push(token.folded.to_string());
                    id
                });
                self.words.push(Word {
                    id,
                    span: token.span,
                    bracketed: at < closes,
                });
            } else if token.folded == "[" && at >= closes {
                closes = tokens[at..]
                    .iter()
                    .take(BRACKET)
                    .position(|one| one.folded == "]")
                    .map_or(0, |offset| at + offset);
            }
        }
    }

    fn index(&mut self) {
        self.begins = vec![0; self.forms.len() + 1];
        for word in &self.words {
            self.begins[word.id as usize + 1] += 1;
        }
        for at in 1..self.begins.len() {
            self.begins[at] += self.begins[at - 1];
        }
        let mut next = self.begins.clone();
        self.places = vec![0; self.words.len()];
        for (at, word) in self.words.iter().enumerate() {
            let slot = &mut next[word.id as usize];
            self.places[*slot as usize] = at as u32;
            *slot += 1;
        }
        for (doc, from) in self.first.iter().enumerate() {
            let Some(to) = self.first.get(doc + 1) else {
                break;
            };
            for (offset, row) in self.words[*from..*to].windows(ROW).enumerate() {
                let key = key(row[0].id, row[1].id, row[2].id);
                self.rows.push((key, (from + offset) as u32));
            }
        }
        self.rows.sort_unstable();
    }

    /// The number of a word's form, where any source has it.
    pub(super) fn id(&self, form: &str) -> Option<u32> {
        self.ids.get(form).copied()
    }

    /// Where a word stands, in order.
    pub(super) fn places(&self, id: u32) -> &[u32] {
        let (from, to) = (self.begins[id as usize], self.begins[id as usize + 1]);
        &self.places[from as usize..to as usize]
    }

    /// Where three words stand in a row, in order.
    pub(super) fn rows(&self, ids: [u32; ROW]) -> impl Iterator<Item = usize> + '_ {
        let key = key(ids[0], ids[1], ids[2]);
        let from = self.rows.partition_point(|(known, _)| *known < key);
        let count = self.rows[from..].partition_point(|(known, _)| *known == key);
        self.rows[from..from + count]
            .iter()
            .map(|(_, at)| *at as usize)
            .filter(move |at| (0..ROW).all(|step| self.words[at + step].id == ids[step]))
    }

    /// The document of a word.
    pub(super) fn document(&self, word: usize) -> usize {
        self.first.partition_point(|first| *first <= word) - 1
    }

    /// The words of a document.
    pub(super) fn range(&self, document: usize) -> std::ops::Range<usize> {
        self.first[document]..self.first[document + 1]
    }
}

/// A hash of three numbers, the same in every run.
fn key(a: u32, b: u32, c: u32) -> u64 {
    [a, b, c].iter().fold(0xcbf2_9ce4_8422_2325, |sum, part| {
        (sum ^ u64::from(*part))
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(23)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_do_not_cross_documents_and_menus_are_left_out() {
        let document = |text: &str, kind| Document {
            text: text.to_owned(),
            blocks: vec![diptych_core::Block {
                span: Span::new(0, text.len()),
                kind,
                level: 0,
                reason: None,
            }],
            ..Document::default()
        };
        let documents = [
            document("One two [three] four.", BlockKind::Paragraph),
            document("One two three", BlockKind::Furniture),
            document("two three one two", BlockKind::Headline),
        ];
        let corpus = Corpus::new(&documents);
        let ids = ["one", "two", "three"].map(|form| corpus.id(form).unwrap());
        assert_eq!(corpus.rows(ids).collect::<Vec<_>>(), [0]);
        assert_eq!(corpus.document(4), 2);
        assert!(corpus.words[2].bracketed && !corpus.words[3].bracketed);
        assert_eq!(corpus.places(ids[1]), [1, 4, 7]);
    }
}
