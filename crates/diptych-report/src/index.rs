//! Looking things of a record up by their identifiers.

use std::collections::HashMap;

use diptych_core::{
    Divergence, Position, Record, SideId, Source, Statement, StatementId, Utterance,
};

/// A record with its identifiers resolved. Unknown identifiers give nothing.
pub(crate) struct Index<'r> {
    pub record: &'r Record,
    /// Whether only what a terminal shows is worked out: no marks, no ladders, no pictures.
    pub is_brief: bool,
    statements: HashMap<&'r str, usize>,
    positions: HashMap<&'r str, usize>,
    sources: HashMap<&'r str, usize>,
    utterances: HashMap<&'r str, usize>,
    positions_of: HashMap<&'r str, Vec<usize>>,
    divergences_of: HashMap<&'r str, Vec<usize>>,
}

impl<'r> Index<'r> {
    /// Resolves every identifier of the record. The first of two equal ones wins.
    pub(crate) fn new(record: &'r Record) -> Self {
        fn by<'r, T>(items: &'r [T], id: impl Fn(&'r T) -> &'r str) -> HashMap<&'r str, usize> {
            let mut map = HashMap::with_capacity(items.len());
            for (at, item) in items.iter().enumerate() {
                map.entry(id(item)).or_insert(at);
            }
            map
        }
        let mut utterances = HashMap::new();
        for (at, utterance) in record.utterances.iter().enumerate() {
            for witness in &utterance.witnesses {
                utterances.entry(witness.as_str()).or_insert(at);
            }
        }
        let mut positions_of: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, position) in record.positions.iter().enumerate() {
            positions_of
                .entry(position.statement.as_str())
                .or_default()
                .push(at);
        }
        let mut divergences_of: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, divergence) in record.divergences.iter().enumerate() {
            divergences_of
                .entry(divergence.issue.as_str())
                .or_default()
                .push(at);
        }
        Self {
            record,
            is_brief: false,
            statements: by(&record.statements, |item| item.id.as_str()),
            positions: by(&record.positions, |item| item.id.as_str()),
            sources: by(&record.sources, |item| item.id.as_str()),
            utterances,
            positions_of,
            divergences_of,
        }
    }

    /// As [`Index::new`], for what a terminal shows.
    pub(crate) fn brief(record: &'r Record) -> Self {
        Self {
            is_brief: true,
            ..Self::new(record)
        }
    }

    /// Where the statement stands in the record.
    pub(crate) fn statement_at(&self, id: &StatementId) -> Option<usize> {
        self.statements.get(id.as_str()).copied()
    }

    /// The statement.
    pub(crate) fn statement(&self, id: &StatementId) -> Option<&'r Statement> {
        Some(&self.record.statements[self.statement_at(id)?])
    }

    /// The position.
    pub(crate) fn position(&self, id: &diptych_core::PositionId) -> Option<&'r Position> {
        Some(&self.record.positions[*self.positions.get(id.as_str())?])
    }

    /// The source of a statement.
    pub(crate) fn source(&self, statement: &Statement) -> Option<&'r Source> {
        Some(&self.record.sources[*self.sources.get(statement.source.as_str())?])
    }

    /// The utterance that a statement is a witness of.
    pub(crate) fn utterance(&self, id: &StatementId) -> Option<&'r Utterance> {
        Some(&self.record.utterances[*self.utterances.get(id.as_str())?])
    }

    /// Positions of a statement.
    pub(crate) fn positions_of(&self, id: &StatementId) -> impl Iterator<Item = &'r Position> + '_ {
        self.positions_of
            .get(id.as_str())
            .into_iter()
            .flatten()
            .map(|at| &self.record.positions[*at])
    }

    /// Divergences of an issue, best first.
    pub(crate) fn divergences_of(&self, issue: &str) -> Vec<&'r Divergence> {
        let mut found: Vec<&Divergence> = self
            .divergences_of
            .get(issue)
            .into_iter()
            .flatten()
            .map(|at| &self.record.divergences[*at])
            .collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score));
        found
    }

    /// Where the side stands in the case.
    pub(crate) fn side_at(&self, id: Option<&SideId>) -> Option<usize> {
        let id = id?;
        self.record
            .case
            .sides
            .iter()
            .position(|side| side.id == *id)
    }

    /// Name of the side; its identifier where the case does not list it.
    pub(crate) fn side_name(&self, id: Option<&'r SideId>) -> &'r str {
        match (self.side_at(id), id) {
            (Some(at), _) => &self.record.case.sides[at].name,
            (None, Some(id)) => id.as_str(),
            (None, None) => "",
        }
    }

    /// Whether the position rests on something said: no question, no belief
    /// ascribed by the outlet, no report of the outlet's own.
    pub(crate) fn is_said(&self, position: &Position) -> bool {
        self.statement(&position.statement)
            .is_some_and(|statement| statement.kind.is_said() && !statement.is_question)
    }

    /// Whether the position rests on a witness of an utterance whose best
    /// witness the record holds: the same words once more.
    pub(crate) fn is_copy(&self, position: &Position) -> bool {
        self.utterance(&position.statement)
            .is_some_and(|utterance| {
                utterance.best != position.statement && self.statement_at(&utterance.best).is_some()
            })
    }

    /// Whether the position belongs to its holder's own account.
    pub(crate) fn is_own(&self, position: &Position) -> bool {
        position.attribution == diptych_core::Attribution::Own
            || position.speaks_for_side
            || self
                .statement(&position.statement)
                .is_some_and(|statement| {
                    statement.speaker.side.is_some()
                        && statement.speaker.side == position.holder.side
                })
    }
}
