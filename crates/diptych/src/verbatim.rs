//! The first law, enforced: no fragment leaves the pipeline that its document does not hold.

use diptych_core::{Document, Problem, Statement, codes};

/// Keeps the statements whose every anchor equals its bytes; the others become problems.
pub(crate) fn hold(
    statements: Vec<Statement>,
    document: &Document,
    problems: &mut Vec<Problem>,
) -> Vec<Statement> {
    let (kept, broken): (Vec<_>, Vec<_>) = statements.into_iter().partition(|statement| {
        !statement.fragments.is_empty()
            && statement
                .fragments
                .iter()
                .chain(&statement.cue)
                .all(|anchor| anchor.holds_in(&document.text))
    });
    for statement in broken {
        let message = format!("the words of {} are not those of its source", statement.id);
        problems.push(
            Problem::new(&codes::NOT_VERBATIM, message)
                .in_source(&statement.path)
                .at(Some(statement.span())),
        );
    }
    kept
}
