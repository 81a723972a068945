//! Making a decision on what a record shows.

use diptych_core::{Decision, Record, Seen, Subject, Verb};
use diptych_store::{Error, Log, Result, Ruling, Store};

use crate::memory::{ENGINE, Remembered};

/// Makes a decision: finds what the identifier stands for, checks the value, and adds it to the log.
///
/// # Errors
/// Where nothing has the identifier, the decision does not fit it, there is nothing to undo, or the
/// store cannot be written.
pub fn rule(
    store: &mut Store,
    remembered: &Remembered,
    ruling: Ruling<'_>,
    now: &str,
) -> Result<Decision> {
    let log = store.log()?;
    let (subject, id) = find(remembered, &log, ruling.id)?;
    let verb = ruling.verb;
    let mut value = diptych_store::value_of(subject, verb, ruling.value, &remembered.case)?;
    // A thing that was decided on before under another identifier keeps that one.
    let before = remembered
        .record
        .decisions
        .iter()
        .find(|one| one.now.as_deref() == Some(&id));
    let target = before.map_or_else(|| id.clone(), |one| one.decision.target.clone());
    let last = log
        .standing()
        .into_iter()
        .rev()
        .find(|one| one.target == target);
    let rendering = diptych_store::rendering_of(verb, ruling.rendering)?;
    // A decision that is named by its own identifier is the one to take back.
    let named = log
        .standing()
        .into_iter()
        .find(|one| one.id == ruling.id.trim());
    let last = named.or(last);
    if verb == Verb::Undo {
        let last =
            last.ok_or_else(|| Error::Decision(format!("nothing on {id} is left to undo")))?;
        value = Some(last.id.clone());
    }
    let seen = seen(remembered, subject, &id, verb)
        .or_else(|| last.map(|last| last.seen.clone()))
        .ok_or_else(|| Error::NoSuchId(id.clone()))?;
    store.decide(Decision {
        id: String::new(),
        turn: 0,
        target,
        verb,
        value,
        by: ruling.by.to_owned(),
        at: now.to_owned(),
        program: ENGINE.to_owned(),
        seen,
        rendering,
    })
}

/// What an identifier stands for: in the record, among what was found, or in the log.
fn find(remembered: &Remembered, log: &Log, prefix: &str) -> Result<(Subject, String)> {
    let mut all = Record {
        statements: remembered.found.clone(),
        sources: remembered.sources.clone(),
        positions: remembered.record.positions.clone(),
        divergences: remembered.record.divergences.clone(),
        ..Record::default()
    };
    all.statements.sort_by(|a, b| a.id.cmp(&b.id));
    all.statements.dedup_by(|a, b| a.id == b.id);
    match diptych_store::find(&all, prefix) {
        // What a person left out is still in the log.
        Err(Error::NoSuchId(_)) if prefix.len() >= 4 => log
            .decisions
            .iter()
            .find(|one| one.target.starts_with(prefix) || one.id == prefix)
            .map(|one| (one.seen.subject, one.target.clone()))
            .ok_or_else(|| Error::NoSuchId(prefix.to_owned())),
        other => other,
    }
}

fn seen(remembered: &Remembered, subject: Subject, id: &str, verb: Verb) -> Option<Seen> {
    match subject {
        Subject::Source => remembered
            .sources
            .iter()
            .find(|one| one.id.as_str() == id)
            .map(|one| diptych_store::seen_source(one, verb)),
        Subject::Statement => remembered
            .found
            .iter()
            .find(|one| one.id.as_str() == id)
            .map(|one| diptych_store::seen_statement(one, verb)),
        Subject::Position | Subject::Divergence => {
            let mut seen = Log::seen_finding(&remembered.record, subject, id, verb)?;
            // The kind that a person gave is not what the program said.
            let decided = remembered.record.decisions.iter().find(|one| {
                let is_kind = one.decision.verb == Verb::Kind && verb.field().is_some();
                one.now.as_deref() == Some(id) && is_kind && verb != Verb::Issue
            });
            if let Some(decided) = decided {
                let says = decided.program_says.clone();
                seen.said = says.or_else(|| decided.decision.seen.said.clone());
            }
            Some(seen)
        }
    }
}
