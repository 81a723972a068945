//! What positions give to each other and to their statements.

use std::collections::HashMap;

use diptych_core::{IssueId, Rung, Span, Statement};

use crate::stand::Stand;

/// What a clause carries over from a limited refusal is limited too: "We do
/// not accept it without us. That will not work."
pub(super) fn carry_limits(stands: &mut [Stand]) {
    let mut limits: HashMap<usize, (usize, Span)> = HashMap::new();
    for (number, stand) in stands.iter_mut().enumerate() {
        let against = stand.position.rung.is_some_and(Rung::is_against);
        if stand.limited {
            if let Some(condition) = stand.position.conditions.first() {
                limits.insert(stand.statement, (number, *condition));
            }
        } else if stand.carried
            && against
            && let Some((from, condition)) = limits.get(&stand.statement)
            && number - from <= 3
        {
            stand.limited = true;
            stand.position.conditions.push(*condition);
        }
    }
}

/// Gives statements the issues of their positions.
pub(super) fn name_issues(statements: &mut [Statement], stands: &[Stand], ids: &[IssueId]) {
    for stand in stands {
        if let Some(id) = stand.issue.and_then(|issue| ids.get(issue)) {
            let list = &mut statements[stand.statement].issues;
            if !list.contains(id) {
                list.push(id.clone());
            }
        }
    }
}
