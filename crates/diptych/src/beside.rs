//! Decisions that change nothing of what is compared: notes, context, translations, confirmations.
//! They are put beside the record that stands there, and nothing is compared again.

use diptych_core::{Case, Decision, Record, Standing, Statement, Verb};
use diptych_store::Log;

/// Whether a decision on a source or a statement only stands beside it.
pub(crate) fn is_beside(decision: &Decision) -> bool {
    matches!(
        decision.verb,
        Verb::Confirm | Verb::Note | Verb::Context | Verb::Translation
    )
}

/// Puts the decisions of the log beside the statements of a record made from the same sources and under the
/// same decisions otherwise. `found` are the statements before any decision, `standing` what is decided on
/// sources. Gives false, and leaves the record as it is, where that record is of other statements.
pub(crate) fn put(
    record: &mut Record,
    log: &Log,
    (case, found): (&Case, &[Statement]),
    standing: &[Standing],
) -> bool {
    let mut statements = found.to_vec();
    let applied = log.on_statements(&mut statements, case);
    let same = statements.len() == record.statements.len()
        && statements
            .iter()
            .zip(&record.statements)
            .all(|(new, old)| new.id == old.id);
    if !same {
        return false;
    }
    for (new, old) in statements.into_iter().zip(&mut record.statements) {
        old.translations = new.translations;
        old.remarks = new.remarks;
    }
    record.decisions = standing.to_vec();
    record.decisions.extend(applied.standing);
    true
}
