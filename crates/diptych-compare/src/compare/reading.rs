//! The statements of a case, each read for itself.

use std::collections::HashMap;

use diptych_core::{Document, Statement};
use diptych_lang::dates::DateContext;
use rayon::prelude::*;

use super::before::{turn_before, words_before};
use crate::Input;
use crate::bag::keys;
use crate::matter::Passage;
use crate::placing::Issues;
use crate::positions::Reader;
use crate::reading::{Sentence, read, read_sentence};
use crate::sides::SideIndex;
use crate::silence::{Spoken, is_whole};
use crate::stand::Stand;
use crate::words::empty_words;

/// What the reading of a case's statements needs.
pub(super) struct Reading<'c> {
    pub(super) input: &'c Input<'c>,
    pub(super) statements: &'c [Statement],
    /// Documents by their source.
    pub(super) documents: &'c HashMap<&'c str, usize>,
    pub(super) sides: &'c SideIndex,
    pub(super) issues: &'c Issues,
    /// Whether a clause in which no table knows a word is a plain report, too.
    pub(super) every: bool,
}

impl Reading<'_> {
    /// What the texts say that count for silence, positions or not, by statement; and the
    /// positions, by statement and place.
    pub(super) fn all(&self) -> (Vec<Spoken>, Vec<Stand>) {
        let numbers = 0..self.statements.len();
        let (spoken, stands): (Vec<Spoken>, Vec<Vec<Stand>>) = numbers
            .into_par_iter()
            .map(|number| self.one(number))
            .unzip();
        (spoken, joined(stands))
    }

    fn one(&self, number: usize) -> (Spoken, Vec<Stand>) {
        let statement = &self.statements[number];
        let Some(place) = self.documents.get(statement.source.as_str()).copied() else {
            return (Spoken::new(), Vec::new());
        };
        let document = &self.input.documents[place];
        let said = statement.said.as_ref().map(|said| said.to);
        let dates = DateContext {
            published: said.or(statement.published),
            period: self.input.case.period,
            lang: statement.lang.clone(),
            ..DateContext::default()
        };
        let sentences = read(statement, document, self.sides, &dates);
        let counts = is_whole(&self.input.sources[place]);
        let mut spoken = if counts || statement.speaker.side.is_some() {
            spoken(statement, &sentences, counts)
        } else {
            Spoken::new()
        };
        if statement.is_question || !statement.kind.is_said() {
            return (spoken, Vec::new());
        }
        let (question, is_asked) = self.question(number, document, &dates);
        if is_asked && let Some(question) = &question {
            spoken.push(Passage::new(question, None));
        }
        let reader = Reader {
            sides: self.sides,
            issues: self.issues,
            document,
            statement,
            number,
            question,
            is_asked,
            every: self.every,
        };
        (spoken, reader.positions(&sentences))
    }

    /// What a statement answers, and whether that is a question; else words of the
    /// speaker's own just before.
    fn question(
        &self,
        number: usize,
        document: &Document,
        dates: &DateContext,
    ) -> (Option<Sentence>, bool) {
        let (statement, text) = (&self.statements[number], &document.text);
        let asked = statement
            .context
            .question_span
            .or_else(|| turn_before(self.statements, number, text));
        let is_asked = asked.is_some();
        let before = asked.or_else(|| words_before(self.statements, number, text));
        let question = before
            .map(|span| read_sentence(span.of(text), span, &statement.lang, self.sides, dates));
        (question, is_asked)
    }
}

/// What the sentences of a statement speak of, with their keys where its text `counts` for silence.
fn spoken(statement: &Statement, sentences: &[Sentence], counts: bool) -> Spoken {
    let lang = &statement.lang;
    let passage = |sentence: &Sentence| {
        let held = counts.then(|| {
            let all = 0..sentence.tokens.len();
            let empty = empty_words(&sentence.tokens, lang);
            keys(sentence, &all, &empty, &[], lang).into()
        });
        Passage::new(sentence, held)
    };
    sentences.iter().map(passage).collect()
}

/// All positions in one list, none with room to spare: a large case holds many.
fn joined(all: Vec<Vec<Stand>>) -> Vec<Stand> {
    let mut out = Vec::with_capacity(all.iter().map(Vec::len).sum());
    for mut stands in all {
        for Stand { position, .. } in &mut stands {
            position.evidence.shrink_to_fit();
            position.terms.shrink_to_fit();
            position.hedges.shrink_to_fit();
            position.conditions.shrink_to_fit();
        }
        out.append(&mut stands);
    }
    out
}
