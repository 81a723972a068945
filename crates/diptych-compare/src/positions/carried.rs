//! What is carried from sentence to sentence of a statement.

use std::collections::BTreeMap;

use diptych_core::{AsOf, Document, Lang, Span, Statement, StatementKind};
use diptych_lang::ladder::{ConceptId, concepts};

use super::matters::matters;
use super::period::past_period;
use crate::bag::{carry, keys};
use crate::holder::Held;
use crate::reading::Sentence;
use crate::words::empty_words;

/// A sentence or clause with fewer keys of its own goes on about what was named before.
pub(super) const FEW_KEYS: usize = 3;

/// Sentences for which a period that was named goes on.
const PERIOD_LASTS: usize = 2;

/// Matters that are carried, at most.
const MOST_MATTERS: usize = 3;

/// What is carried from sentence to sentence of a statement.
#[derive(Default)]
pub(super) struct Carried {
    /// The special matters that were named last, at first those of the question.
    pub(super) matters: Vec<ConceptId>,
    /// Where the first of them stands; nothing for those of the question.
    pub(super) span: Option<Span>,
    /// The issue of the last position that a cue gave.
    pub(super) issue: Option<usize>,
    /// The last holder, and the sentence.
    pub(super) holder: Option<(Held, usize)>,
    /// The keys of what the sentence before named, and first of all the question.
    pub(super) words: BTreeMap<String, f32>,
    /// A day or month well before the words were said, and the sentence that names it.
    period: Option<(AsOf, usize)>,
}

impl Carried {
    /// What the question gives to the first sentence of its answer; its words only where
    /// it `is_asked`.
    pub(super) fn from_question(question: Option<&Sentence>, is_asked: bool, lang: &Lang) -> Self {
        let Some(question) = question else {
            return Self::default();
        };
        Self {
            matters: matters(question, &(0..question.tokens.len())),
            words: if is_asked {
                all_keys(question, lang)
            } else {
                BTreeMap::new()
            },
            ..Self::default()
        }
    }

    /// What goes on into the sentence `at`: a new point takes over nothing, a new paragraph
    /// of an official text no holder.
    pub(super) fn enter(
        &mut self,
        sentences: &[Sentence],
        at: usize,
        statement: &Statement,
        document: &Document,
    ) {
        let sentence = &sentences[at];
        if let Some(found) = past_period(sentence, statement, &document.text) {
            self.period = Some((found, at));
        }
        // A paragraph of an official text stands by itself, too.
        let is_paragraph = statement.kind == StatementKind::OfficialText
            && at > 0
            && document
                .text
                .get(sentences[at - 1].span.end..sentence.span.start)
                .is_some_and(|between| between.contains('\n'));
        if is_paragraph {
            self.holder = None;
        }
        if is_point(sentence) {
            self.words.clear();
            self.matters.clear();
            self.span = None;
            self.holder = None;
        }
    }

    /// When what the sentence `at` says was held, where it or one just before names a period.
    pub(super) fn period(&self, at: usize) -> Option<AsOf> {
        let (found, from) = self.period.as_ref()?;
        (at - from <= PERIOD_LASTS).then(|| found.clone())
    }

    /// Takes up what the sentence has named.
    pub(super) fn leave(&mut self, sentence: &Sentence, lang: &Lang) {
        let here = all_keys(sentence, lang);
        if here.len() > FEW_KEYS {
            self.words = here;
        } else {
            carry(&mut self.words, &here);
        }
        let mut strong = matters(sentence, &(0..sentence.tokens.len()));
        strong.retain(|head| !concepts().get(*head).general);
        if strong.is_empty() {
            return;
        }
        strong.truncate(MOST_MATTERS);
        let first = sentence
            .concepts
            .iter()
            .find(|found| strong.contains(&found.concept));
        self.span = first.map(|found| found.hit.span);
        self.matters = strong;
    }
}

/// The keys of all words of a sentence.
fn all_keys(sentence: &Sentence, lang: &Lang) -> BTreeMap<String, f32> {
    let empty = empty_words(&sentence.tokens, lang);
    keys(sentence, &(0..sentence.tokens.len()), &empty, &[], lang)
}

/// Whether the sentence opens a point of a list, which stands by itself.
fn is_point(sentence: &Sentence) -> bool {
    let mut words = sentence.tokens.iter();
    match (words.next(), words.next()) {
        (Some(first), Some(second)) => {
            first.folded.len() <= 3
                && first.folded.bytes().all(|byte| byte.is_ascii_digit())
                && matches!(second.folded.as_str(), "." | ")")
                || matches!(first.folded.as_str(), "•" | "*" | "-")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mini::sentence;

    #[test]
    fn a_point_of_a_list_opens_with_its_number_or_mark() {
        for point in [
            "1. We open the port.",
            "12) We open it.",
            "• We open it.",
            "- We do.",
        ] {
            assert!(is_point(&sentence(point)), "{point}");
        }
        for other in ["2031 was dry.", "We open it.", "Not 2) but 3."] {
            assert!(!is_point(&sentence(other)), "{other}");
        }
    }

    #[test]
    fn few_words_add_to_those_before_and_many_take_their_place() {
        let mut carried = Carried::default();
        let mut leave = |words| {
            carried.leave(&sentence(words), &Lang::En);
            carried.words.len()
        };
        let first = leave("Ferries carry timber, salt, wool and copper over the strait.");
        assert!(leave("Only barges.") >= first);
        assert!(leave("The miners dig silver, zinc and lead under the hill.") > FEW_KEYS);
        assert!(!carried.words.keys().any(|key| key.contains("timber")));
    }
}
