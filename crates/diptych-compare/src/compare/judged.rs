//! What is judged of each position for itself.

use std::collections::BTreeSet;

use diptych_core::{Claim, IssueId, Statement};
use rayon::prelude::*;

use crate::answers::{AT_ONCE, Desk, Index};
use crate::ledger::claim;
use crate::pairs::{Finding, between};
use crate::stand::Stand;
use crate::timeline::{several_voices, within};

/// What is judged of some positions, in their order.
#[derive(Default)]
pub(super) struct Judged {
    /// Claims about another's commitment, each with its position.
    pub(super) claims: Vec<(usize, Claim)>,
    pub(super) between: Vec<Finding>,
    pub(super) within: Vec<Finding>,
}

/// What the judgement of a case's positions looks at.
pub(super) struct Bench<'c> {
    pub(super) index: &'c Index<'c>,
    pub(super) stands: &'c [Stand],
    pub(super) usable: &'c [bool],
    pub(super) statements: &'c [Statement],
    pub(super) ids: &'c [IssueId],
    /// How many sides there are.
    pub(super) sides: usize,
}

impl Bench<'_> {
    /// Judges each usable position by what the index answers to it; all stays in their order.
    pub(super) fn judge(&self) -> Judged {
        let several = several_voices(self.stands, self.statements);
        let asking: Vec<usize> = (0..self.usable.len())
            .filter(|number| self.usable[*number])
            .collect();
        let all: Vec<Judged> = asking
            .par_chunks(AT_ONCE)
            .map_init(Desk::default, |desk, some| self.some(some, &several, desk))
            .collect();
        let mut judged = Judged::default();
        for some in all {
            judged.claims.extend(some.claims);
            judged.between.extend(some.between);
            judged.within.extend(some.within);
        }
        judged
    }

    fn some(&self, numbers: &[usize], several: &BTreeSet<usize>, desk: &mut Desk) -> Judged {
        let (stands, usable) = (self.stands, self.usable);
        let mut judged = Judged::default();
        for &number in numbers {
            let asked = &mut self.index.asking(number, desk);
            let claim = claim(number, stands, usable, self.ids, self.sides, asked);
            judged.claims.extend(claim);
            let found = between(number, stands, usable, self.sides, asked);
            judged.between.extend(found);
            let found = within(number, stands, usable, self.statements, several, asked);
            judged.within.extend(found);
        }
        judged
    }
}
