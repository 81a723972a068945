//! The reader of a statement.

use diptych_core::{Document, Lang, Statement};

use super::walk::Walk;
use crate::placing::Issues;
use crate::reading::Sentence;
use crate::sides::SideIndex;
use crate::stand::Stand;

/// What the reading of one statement needs.
pub(crate) struct Reader<'a> {
    pub(crate) sides: &'a SideIndex,
    pub(crate) issues: &'a Issues,
    pub(crate) document: &'a Document,
    pub(crate) statement: &'a Statement,
    pub(crate) number: usize,
    /// Concepts and scores of the question that it answers and of the words round it.
    pub(crate) question: Option<Sentence>,
    /// Whether it is a question, or else words of the speaker's own just before.
    pub(crate) is_asked: bool,
    /// Whether a clause in which no table knows a word is a position, too.
    pub(crate) every: bool,
}

impl Reader<'_> {
    /// The positions of the statement, by place.
    pub(crate) fn positions(&self, sentences: &[Sentence]) -> Vec<Stand> {
        let mut walk = Walk::new(self, sentences);
        for at in 0..sentences.len() {
            walk.sentence(at);
        }
        let mut stands = walk.found();
        self.fill_heads(&mut stands);
        stands
    }

    /// The language of the statement.
    pub(super) fn lang(&self) -> &Lang {
        &self.statement.lang
    }

    /// The text of the document in which it stands.
    pub(super) fn text(&self) -> &str {
        &self.document.text
    }
}
