//! What a statement is about as a whole: the scores of its issues, and the matter
//! of clauses that name none.

use diptych_core::{Act, Lang};
use diptych_lang::ladder::concepts;

use super::reader::Reader;
use crate::placing::Scores;
use crate::reading::Sentence;
use crate::stand::Stand;

impl Reader<'_> {
    /// What a clause without a matter of its own is about: what the next one
    /// names, else what its issue is about.
    pub(super) fn fill_heads(&self, stands: &mut [Stand]) {
        for number in 0..stands.len() {
            let stand = &stands[number];
            let answers = stand.denied_slot.is_some()
                || stand.position.act == Act::DeniesHavingCommitted
                || stand.bare && stand.own_subject && stand.position.act == Act::Commits;
            if !stand.heads.is_empty() || !answers {
                continue;
            }
            let issue = stands[number].issue;
            let near = stands[number + 1..]
                .iter()
                .take(2)
                .find(|next| next.issue == issue && !next.heads.is_empty())
                .map(|next| next.heads.clone());
            let heads = near
                .or_else(|| issue.map(|issue| self.issues.matters(issue)))
                .unwrap_or_default();
            if !heads.is_empty() {
                let stand = &mut stands[number];
                stand.carried = true;
                stand.position.proposition.object =
                    heads.first().map(|head| concepts().get(*head).name.clone());
                stand.heads = heads;
            }
        }
    }

    pub(super) fn whole_scores(&self, sentences: &[Sentence], lang: &Lang) -> Scores {
        let mut whole = vec![0.0; self.issues.len()];
        for sentence in sentences
            .iter()
            .chain(self.question.iter().filter(|_| self.is_asked))
        {
            let scores = self
                .issues
                .score(sentence, &(0..sentence.tokens.len()), lang);
            for (sum, score) in whole.iter_mut().zip(scores) {
                *sum += score;
            }
        }
        whole
    }
}
