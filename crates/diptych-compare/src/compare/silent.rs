//! Claims about a side that its whole texts pass over.

use std::collections::{HashMap, HashSet};

use diptych_core::{Claim, Divergence, Lang, Statement, Verdict};

use super::divergence::Recorder;
use crate::Input;
use crate::bag::Weights;
use crate::matching::Matcher;
use crate::mentioned::{Passed, Said};
use crate::sides::SideIndex;
use crate::silence::{Spoken, Whole};
use crate::stand::Stand;

/// What the finding of silence looks at.
pub(super) struct Silences<'c> {
    pub(super) input: &'c Input<'c>,
    pub(super) stands: &'c [Stand],
    pub(super) statements: &'c [Statement],
    /// Documents by their source.
    pub(super) documents: &'c HashMap<&'c str, usize>,
    /// What the texts say, by statement.
    pub(super) spoken: &'c [Spoken],
    pub(super) weights: &'c Weights,
    pub(super) sides: &'c SideIndex,
}

impl Silences<'_> {
    /// The claims without an answer that the whole texts pass over by their words, and, where
    /// there are vectors, by their meaning; nothing where the encoder failed, and why.
    ///
    /// `encoded` says that meaning is asked besides words.
    pub(super) fn passed_over(
        &self,
        claims: &[(usize, Claim)],
        matcher: &Matcher<'_>,
        encoded: bool,
    ) -> (Vec<Passed>, Option<diptych_encode::Error>) {
        let statements = self.statements;
        let speaking: Vec<Option<usize>> = statements.iter().map(|one| self.side(one)).collect();
        let whole = Whole::new(
            self.input.sources,
            statements,
            &speaking,
            self.spoken,
            self.weights,
            encoded,
        );
        let by_side = self.by_side();
        let passed: Vec<Passed> = claims
            .iter()
            .enumerate()
            .filter(|(_, (_, claim))| claim.verdict == Verdict::NotFound)
            .filter_map(|(place, (number, _))| {
                let stand = &self.stands[*number];
                let side = stand.holder_side?;
                let lang = &statements[stand.statement].lang;
                let scope = whole.silent_on(stand, lang, side, &by_side[side])?;
                Some(Passed {
                    place,
                    number: *number,
                    side,
                    scope,
                })
            })
            .collect();
        let said = Said {
            statements,
            sides: &speaking,
            spoken: self.spoken,
            documents: self.input.documents,
            places: self.documents,
        };
        said.unmentioned(matcher, self.stands, passed)
    }

    /// Gives those claims the verdict "silent", and answers a divergence for each clause
    /// that makes one.
    pub(super) fn record(
        &self,
        passed: Vec<Passed>,
        claims: &mut [(usize, Claim)],
        recorder: &Recorder<'_>,
    ) -> Vec<Divergence> {
        let mut told = HashSet::new();
        let mut out = Vec::new();
        for passed in passed {
            claims[passed.place].1.verdict = Verdict::Silent;
            let stand = &self.stands[passed.number];
            if told.insert((stand.statement, stand.position.clause)) {
                out.extend(recorder.silence(passed, self.sides));
            }
        }
        out
    }

    /// Index of the speaker's side.
    fn side(&self, statement: &Statement) -> Option<usize> {
        let side = statement.speaker.side.as_ref()?;
        self.sides.number(side)
    }

    /// The positions of each side with their languages.
    fn by_side(&self) -> Vec<Vec<(&Stand, &Lang)>> {
        let mut out = vec![Vec::new(); self.sides.len()];
        for stand in self.stands {
            if let Some(side) = stand.speaker_side {
                out[side].push((stand, &self.statements[stand.statement].lang));
            }
        }
        out
    }
}
