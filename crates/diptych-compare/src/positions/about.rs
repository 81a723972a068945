//! What a clause speaks of: the matters that it names, or those that were named before.

use std::ops::Range;

use diptych_core::{Act, Lang, Span};
use diptych_lang::ladder::{ConceptId, CueKind, WordClass, concepts};

use super::carried::Carried;
use super::matters::{is_bare, matters, next_matters};
use crate::chain::Link;
use crate::reading::Sentence;
use crate::subject::Subject;

/// Matters that a cue and the words behind it name together, at most.
const MOST_MATTERS: usize = 4;

/// What a clause speaks of.
pub(super) struct About {
    /// The matters, the most telling first.
    pub(super) heads: Vec<ConceptId>,
    /// Where they were named, if they were carried.
    pub(super) antecedent: Option<Span>,
}

/// A link of a chain of cues, in its clause.
pub(super) struct InChain<'s> {
    pub(super) sentence: &'s Sentence,
    /// The number of the clause.
    pub(super) place: usize,
    /// Where the clause ends together with those behind it that have no cue of their own.
    pub(super) end: usize,
    pub(super) chain: &'s [Link],
    /// The number of the link.
    pub(super) step: usize,
    /// Who does what the chain says.
    pub(super) who: &'s Subject,
}

impl InChain<'_> {
    pub(super) fn link(&self) -> &Link {
        &self.chain[self.step]
    }

    pub(super) fn clause(&self) -> &Range<usize> {
        &self.sentence.clauses[self.place]
    }

    fn lead(&self) -> &Link {
        &self.chain[0]
    }

    fn is_last(&self) -> bool {
        self.step + 1 == self.chain.len()
    }

    /// Whether it only leads to the next link, and says nothing by itself.
    fn only_leads(&self) -> bool {
        let link = self.link();
        // "It is not true that …": what follows says what.
        let announces = || {
            let behind = link.tokens.end..link.tokens.end + 2;
            link.first.entry.back && self.sentence.has(WordClass::That, &behind)
        };
        !self.is_last()
            && (self.lead().first.entry.kind == CueKind::Opens || link.only_steps || announces())
    }

    /// What the cue's own words name and what stands behind it.
    fn named(&self) -> Vec<ConceptId> {
        let (link, clause) = (self.link(), self.clause());
        let mut scope = link.scope.clone();
        if self.is_last() && scope.end == clause.end {
            scope.end = self.end;
        }
        // "Let the observers in": what the cue's own words name goes before the rest.
        let mut heads = matters(self.sentence, &link.tokens);
        heads.retain(|head| is_special(*head));
        for head in matters(self.sentence, &scope) {
            let joins = heads.is_empty() || is_special(head) && heads.len() < MOST_MATTERS;
            if joins && !heads.contains(&head) {
                heads.push(head);
            }
        }
        heads
    }

    /// "A ceasefire was agreed at the summit": where nobody does it, the subject is the
    /// matter, and goes before the rest.
    fn with_subject(&self, heads: Vec<ConceptId>) -> Vec<ConceptId> {
        if *self.who != Subject::Nobody || self.step > 0 {
            return heads;
        }
        let before = self.clause().start..self.lead().tokens.start;
        let mut subject = matters(self.sentence, &before);
        if !subject.iter().any(|head| is_special(*head)) {
            return heads;
        }
        for head in heads {
            if !subject.contains(&head) {
                subject.push(head);
            }
        }
        subject
    }

    /// What the chain names before, the subject of a passive, the cue's own words, or else
    /// the next clauses.
    fn named_round(&self) -> Vec<ConceptId> {
        let sentence = self.sentence;
        let end = self.link().tokens.end;
        let mut heads = Vec::new();
        if self.step > 0 {
            heads = matters(sentence, &(self.lead().tokens.start..end));
        }
        if heads.is_empty() {
            heads = matters(sentence, &(self.clause().start..end));
        }
        if heads.is_empty() {
            heads = next_matters(sentence, self.place);
        }
        heads
    }

    /// Whether what it is about was named before: "this proposal", or too few words to name it.
    fn goes_back(&self, heads: &[ConceptId], lang: &Lang) -> bool {
        let link = self.link();
        if self.sentence.has(WordClass::Back, self.clause()) {
            return !heads.iter().any(|head| is_special(*head));
        }
        let plain_denial = link.act == Act::DeniesFact && link.slot.is_none();
        heads.is_empty() && !plain_denial && is_bare(self.sentence, self.clause(), lang)
    }
}

/// What a link speaks of; nothing where it says nothing by itself.
pub(super) fn about(at: &InChain<'_>, carried: &Carried, lang: &Lang) -> Option<About> {
    if at.only_leads() {
        return None;
    }
    let mut antecedent = None;
    let mut heads;
    if at.link().first.entry.back {
        heads = carried.matters.clone();
        antecedent = carried.span;
    } else {
        heads = at.with_subject(at.named());
        if heads.is_empty() {
            if !at.is_last() {
                return None;
            }
            heads = at.named_round();
        }
    }
    if !carried.matters.is_empty() && at.goes_back(&heads, lang) {
        heads.extend(carried.matters.iter().copied());
        antecedent = carried.span;
    }
    Some(About { heads, antecedent })
}

/// What a clause without a cue speaks of.
pub(super) fn about_plain(
    sentence: &Sentence,
    clause: &Range<usize>,
    carried: &Carried,
    lang: &Lang,
) -> About {
    let heads = matters(sentence, clause);
    let goes_back = heads.is_empty()
        && !carried.matters.is_empty()
        && (sentence.has(WordClass::Back, clause) || is_bare(sentence, clause, lang));
    if goes_back {
        About {
            heads: carried.matters.clone(),
            antecedent: carried.span,
        }
    } else {
        About {
            heads,
            antecedent: None,
        }
    }
}

fn is_special(head: ConceptId) -> bool {
    !concepts().get(head).general
}
