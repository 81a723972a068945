//! On which issue a clause is.

use std::ops::Range;

use diptych_lang::ladder::ConceptId;

use super::walk::{Here, Walk};
use crate::placing::ENOUGH;

impl Walk<'_> {
    /// The issue of a clause: its own words and matters tell it first, then the sentence, the
    /// whole statement, the heading above it and the issue spoken of before; else the question.
    pub(super) fn issue(
        &self,
        here: &Here<'_>,
        clause: &Range<usize>,
        heads: &[ConceptId],
    ) -> Option<usize> {
        let (issues, lang) = (self.reader.issues, self.reader.lang());
        let clause = issues.score(here.sentence, clause, lang);
        let by_head = issues.score_tokens(&[], heads, lang);
        let (sentence, whole) = (&here.scores, &self.whole);
        let mut best: Option<(usize, f64)> = None;
        for number in 0..issues.len() {
            let heading = self.heading == Some(number);
            let last = self.carried.issue == Some(number);
            let near = clause[number] + 0.7 * by_head[number];
            let mut score = near + 0.5 * sentence[number] + 0.2 * whole[number].min(2.0);
            if heading {
                score += 1.0;
            }
            if last {
                score += 0.3;
            }
            let stands = clause[number].max(by_head[number]) >= ENOUGH * 0.6
                || sentence[number] >= ENOUGH
                || heading
                || last && whole[number] >= ENOUGH
                || whole[number] >= ENOUGH * 1.5;
            if stands && score >= ENOUGH && best.is_none_or(|(_, known)| score > known + 1e-9) {
                best = Some((number, score));
            }
        }
        best.map(|(number, _)| number).or(self.asked)
    }
}
