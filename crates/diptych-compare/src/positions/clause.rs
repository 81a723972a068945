//! A clause with what the walk knows of it.

use std::collections::BTreeMap;
use std::ops::Range;

use diptych_core::{AsOf, Span};
use diptych_lang::ladder::ConceptId;

use crate::chain::Link;
use crate::holder::Held;
use crate::reading::Sentence;
use crate::subject::Subject;

/// A clause, or what one link of its cues says, with what the walk knows of it.
pub(super) struct Clause<'p> {
    pub(super) sentence: &'p Sentence,
    /// Its tokens.
    pub(super) range: Range<usize>,
    /// The cues that give its act, where it has any.
    pub(super) link: Option<&'p Link>,
    /// What it is about.
    pub(super) heads: Vec<ConceptId>,
    /// Whose it is.
    pub(super) held: Held,
    /// Index of the speaker's side.
    pub(super) own: Option<usize>,
    /// Index of the issue.
    pub(super) issue: Option<usize>,
    /// Where what it is about was named, if not in it.
    pub(super) antecedent: Option<Span>,
    /// What the sentence before named.
    pub(super) before: &'p BTreeMap<String, f32>,
    /// When it was held, where a period of the past is named.
    pub(super) as_of: Option<AsOf>,
    /// Its subject.
    pub(super) who: &'p Subject,
    /// Whether the clause before it denies what it says.
    pub(super) denied: bool,
}

/// Clauses for the tests of single rules.
#[cfg(test)]
pub(super) mod sample {
    use diptych_core::{Attribution, Holder};

    use super::*;
    use crate::chain::links;

    static NOTHING: BTreeMap<String, f32> = BTreeMap::new();

    /// What the last cue of the last clause says.
    pub(in crate::positions) fn last_link(sentence: &Sentence) -> Option<Link> {
        let clause = sentence.clauses.last()?;
        links(sentence, clause, &sentence.lang).pop()?.pop()
    }

    /// The last clause of a sentence, held by the speaker, on nothing.
    pub(in crate::positions) fn last_clause<'p>(
        sentence: &'p Sentence,
        link: Option<&'p Link>,
        own_subject: bool,
    ) -> Clause<'p> {
        Clause {
            sentence,
            range: sentence.clauses.last().expect("there are words").clone(),
            link,
            heads: Vec::new(),
            held: Held {
                holder: Holder::default(),
                side: None,
                attribution: Attribution::Own,
                speaks_for_side: false,
                span: None,
                own_subject,
            },
            own: None,
            issue: None,
            antecedent: None,
            before: &NOTHING,
            as_of: None,
            who: &Subject::Nobody,
            denied: false,
        }
    }
}
