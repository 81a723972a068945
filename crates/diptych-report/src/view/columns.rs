//! Every statement of an issue, in columns by side.

use std::collections::HashSet;

use diptych_core::{Statement, StatementId};

use crate::index::Index;
use crate::view::Card;
use crate::view::card::side_class;
use crate::view::reading::all_marks;

/// More statements of one side than this are folded away.
const OPEN: usize = 3;

/// The statements of one side.
pub(crate) struct Column<'r> {
    /// Name of the side.
    pub side: &'r str,
    /// Class of the side.
    pub class: String,
    /// The first statements, oldest first.
    pub first: Vec<Card<'r>>,
    /// The others.
    pub more: Vec<Card<'r>>,
}

impl Column<'_> {
    /// How many statements there are.
    pub(crate) fn len(&self) -> usize {
        self.first.len() + self.more.len()
    }
}

/// The statements of an issue: what was said, by side, and what was not said.
pub(crate) struct Columns<'r> {
    /// What was said.
    pub sides: Vec<Column<'r>>,
    /// Beliefs ascribed by outlets, reports of the outlets' own, questions.
    pub unsaid: Vec<Card<'r>>,
}

/// Element identifier of a statement in an issue.
pub(crate) fn key(issue: usize, statement: usize) -> String {
    format!("i{issue}-s{statement}")
}

impl<'r> Columns<'r> {
    /// Lays the statements out. A witness stands under the best witness of its
    /// utterance where that is among the statements.
    ///
    /// Every side of the case has a column, an empty one included; outside the
    /// issues, where `issue_id` is nothing, only those that say something.
    pub(crate) fn new(
        index: &Index<'r>,
        issue: usize,
        issue_id: Option<&str>,
        statements: &[&'r Statement],
    ) -> Self {
        let here: HashSet<&StatementId> = statements.iter().map(|each| &each.id).collect();
        let mut said: Vec<Vec<&'r Statement>> = vec![Vec::new(); index.record.case.sides.len() + 1];
        let mut unsaid = Vec::new();
        for statement in statements {
            if statement.is_question || !statement.kind.is_said() {
                unsaid.push(*statement);
                continue;
            }
            let folded = index
                .utterance(&statement.id)
                .is_some_and(|one| one.best != statement.id && here.contains(&one.best));
            if !folded {
                let side = index.side_at(statement.speaker.side.as_ref());
                said[side.unwrap_or(index.record.case.sides.len())].push(statement);
            }
        }
        let card = |statement: &'r Statement| {
            if index.is_brief {
                return Card::new(index, statement, &[]);
            }
            let marks = all_marks(index, statement, issue_id);
            let mut card = Card::new(index, statement, &marks).with_witnesses(index, statement);
            card.key = key(issue, index.statement_at(&statement.id).unwrap_or_default());
            card
        };
        let mut sides = Vec::new();
        for (at, mut list) in said.into_iter().enumerate() {
            let named = index.record.case.sides.get(at);
            if list.is_empty() && (named.is_none() || issue_id.is_none()) {
                continue;
            }
            list.sort_by_key(|statement| {
                let day = statement
                    .said
                    .as_ref()
                    .map(|said| said.from)
                    .or(statement.published);
                (day.is_none(), day)
            });
            let mut first: Vec<Card<'r>> = list.into_iter().map(card).collect();
            let more = first.split_off(first.len().min(OPEN));
            sides.push(Column {
                side: named.map_or("Of no side of the case", |side| side.name.as_str()),
                class: side_class(named.map(|_| at)),
                first,
                more,
            });
        }
        Self {
            sides,
            unsaid: unsaid.into_iter().map(card).collect(),
        }
    }
}
