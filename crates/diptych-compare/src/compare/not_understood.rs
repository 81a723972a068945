//! What was not understood, as problems.

use std::collections::HashSet;

use diptych_core::{IssueId, Problem, Statement, codes};

use crate::stand::Stand;

/// What was not understood, counted.
pub(super) fn not_understood(
    statements: &[Statement],
    stands: &[Stand],
    ids: &[IssueId],
) -> Vec<Problem> {
    let read: HashSet<usize> = stands.iter().map(|stand| stand.statement).collect();
    let said = |statement: &Statement| statement.kind.is_said() && !statement.is_question;
    let unread = statements
        .iter()
        .enumerate()
        .filter(|(number, statement)| said(statement) && !read.contains(number))
        .count();
    let homeless = statements
        .iter()
        .filter(|statement| said(statement) && statement.issues.is_empty())
        .count();
    let mut out = Vec::new();
    if homeless > 0 && !ids.is_empty() {
        out.push(Problem::new(
            &codes::NO_ISSUE_FITS,
            format!("{homeless} statements speak of none of the issues"),
        ));
    }
    if unread > 0 {
        out.push(Problem::new(
            &codes::NO_POSITION,
            format!("the position of {unread} statements was not understood"),
        ));
    }
    out
}
