//! Where the verb of a clause says more than its cue.

use diptych_core::{Act, Attribution, Lang, Rung};
use diptych_lang::ladder::CueKind;

use super::clause::Clause;
use crate::chain::Link;
use crate::plain::{PlainVerb, gives_way, plain_verb};

/// The verb by which a clause is read: it has no cue, or one that says less than the verb.
pub(super) fn deciding_verb(clause: &Clause<'_>, lang: &Lang) -> Option<PlainVerb> {
    let Clause { link, held, .. } = clause;
    let read = || {
        plain_verb(
            clause.sentence,
            &clause.range,
            held,
            clause.who,
            lang,
            clause.denied,
        )
    };
    let Some(link) = link else {
        return read();
    };
    if stands_beside(link)
        && let Some(plain) = read()
        && plain.act == Act::Commits
        && plain.at.is_some_and(|at| at < link.tokens.start)
    {
        return Some(plain);
    }
    // "We are not raising our offer": the verb refuses, whatever a noun or another
    // clause behind it names.
    if gives_way(link) && held.own_subject && held.attribution == Attribution::Own {
        return read().filter(|plain| {
            plain.at.is_some_and(|at| link.first.hit.end != at) && plain.rung == Some(Rung::Rejects)
        });
    }
    None
}

/// Whether a cue only judges or dates a deed: "we kept the ports open throughout the
/// strike" is read by its verb.
fn stands_beside(link: &Link) -> bool {
    matches!(link.act, Act::Evaluates | Act::ReportsEvent)
        && link.first.entry.kind == CueKind::Position
        && !link.future
        && !link.negated
}
