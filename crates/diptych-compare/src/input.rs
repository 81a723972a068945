//! What goes in and what comes out.

use crate::Meaning;
use diptych_core::{
    Case, Claim, Divergence, Document, Position, Problem, Source, Statement, Utterance,
};

/// A case, its sources and their documents.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The case.
    pub case: &'a Case,
    /// The sources.
    pub sources: &'a [Source],
    /// Their documents, in the same order.
    pub documents: &'a [Document],
    /// The sentence encoder; without one, clauses meet by their words alone.
    pub meaning: Option<Meaning<'a>>,
}

/// What the comparison found.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    /// The statements with their issues and utterances.
    pub statements: Vec<Statement>,
    /// Positions by statement and place.
    pub positions: Vec<Position>,
    /// Utterances.
    pub utterances: Vec<Utterance>,
    /// The ledger of claims.
    pub claims: Vec<Claim>,
    /// Divergences, best first.
    pub divergences: Vec<Divergence>,
    /// Whether the sentence encoder took part.
    pub encoded: bool,
    /// What was not understood.
    pub problems: Vec<Problem>,
}
