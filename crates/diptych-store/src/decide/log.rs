//! The log: decisions are added, never changed, never removed.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use diptych_core::{Decision, Seen, Verb};
use rusqlite::{Row, Transaction, params};

use crate::record::json;
use crate::{Error, Result, Store};

/// All decisions of a case in order, and the disputes between its copies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Log {
    /// Every decision, undone ones included, in the order in which they were made.
    pub decisions: Vec<Decision>,
    /// Pairs of decisions (ours, theirs) that two copies made on one field, and the turn of the merge.
    pub disputes: Vec<(String, String, u64)>,
}

impl Store {
    /// The log.
    ///
    /// # Errors
    /// Where the store cannot be read, or a row is damaged.
    pub fn log(&self) -> Result<Log> {
        let fail = |error: rusqlite::Error| self.fail(&error);
        let mut query = self
            .conn
            .prepare_cached(
                "SELECT id, turn, target, verb, value, by, at, program, seen, rendering FROM decision
                 ORDER BY turn, at, id",
            )
            .map_err(fail)?;
        let decisions = query
            .query_map([], |row| Ok(read(row)))
            .map_err(fail)?
            .collect::<rusqlite::Result<Vec<_>>>()
            .map_err(fail)?
            .into_iter()
            .map(|one| {
                one.map_err(|what| Error::damaged(&self.path, format!("a decision: {what}")))
            })
            .collect::<Result<Vec<_>>>()?;
        let mut query = self
            .conn
            .prepare_cached("SELECT ours, theirs, turn FROM dispute ORDER BY row")
            .map_err(fail)?;
        let disputes = query
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .map_err(fail)?
            .collect::<rusqlite::Result<Vec<_>>>()
            .map_err(fail)?;
        Ok(Log {
            decisions,
            disputes,
        })
    }

    /// Adds a decision; its turn and its identifier are set here.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn decide(&mut self, decision: Decision) -> Result<Decision> {
        self.write(|transaction| {
            let turn = next_turn(transaction)?;
            let decision = Decision { turn, ..decision }.with_id();
            keep(transaction, &decision)?;
            Ok(decision)
        })
    }
}

impl Log {
    /// The decisions that count, in order: not undone, and no later one on the same field of the
    /// same thing. Disputed ones are among them; see [`Log::is_disputed`].
    pub fn standing(&self) -> Vec<&Decision> {
        let undone = self.undone();
        let live = |one: &&Decision| one.verb != Verb::Undo && !undone.contains(one.id.as_str());
        let mut last: HashMap<(&str, Cow<'_, str>), &str> = HashMap::new();
        for one in self.decisions.iter().filter(live) {
            if let Some(field) = one.field() {
                last.insert((&one.target, field), &one.id);
            }
        }
        let counts = |one: &&Decision| {
            one.field().is_none_or(|field| {
                last.get(&(one.target.as_str(), field)) == Some(&one.id.as_str())
            }) || self.is_disputed(one)
        };
        self.decisions.iter().filter(live).filter(counts).collect()
    }

    /// Whether a decision stands against one of another copy, and nobody has settled it since.
    pub fn is_disputed(&self, decision: &Decision) -> bool {
        let is_one =
            |(ours, theirs, _): &&(String, String, u64)| [ours, theirs].contains(&&decision.id);
        // Most decisions are in no dispute: nothing else is looked at for them.
        let mut named = self.disputes.iter().filter(is_one).peekable();
        if named.peek().is_none() {
            return false;
        }
        let undone = self.undone();
        let find = |id: &str| self.decisions.iter().find(|one| one.id == id);
        named.any(|(ours, theirs, turn)| {
            find(ours)
                .zip(find(theirs))
                .is_some_and(|(ours, theirs)| self.is_open(ours, theirs, *turn, &undone))
        })
    }

    /// Identifiers of decisions that were undone.
    pub fn undone(&self) -> HashSet<&str> {
        self.decisions
            .iter()
            .filter(|one| one.verb == Verb::Undo)
            .filter_map(|one| one.value.as_deref())
            .collect()
    }
}

/// One more than the highest turn of decisions and merges.
pub(crate) fn next_turn(transaction: &Transaction<'_>) -> rusqlite::Result<u64> {
    transaction.query_row(
        "SELECT 1 + max(coalesce((SELECT max(turn) FROM decision), 0),
                        coalesce((SELECT max(turn) FROM dispute), 0))",
        [],
        |row| row.get(0),
    )
}

/// Writes a decision as it stands; one that is known stays.
pub(crate) fn keep(transaction: &Transaction<'_>, one: &Decision) -> rusqlite::Result<usize> {
    transaction
        .prepare_cached(
            "INSERT INTO decision (id, turn, target, verb, value, by, at, program, seen, rendering)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (id) DO NOTHING",
        )?
        .execute(params![
            one.id,
            one.turn,
            one.target,
            one.verb.word(),
            one.value,
            one.by,
            one.at,
            one.program,
            json(&one.seen),
            one.rendering.as_ref().map(json)
        ])
}

fn read(row: &Row<'_>) -> std::result::Result<Decision, String> {
    let text = |at: usize| row.get::<_, String>(at).map_err(|error| error.to_string());
    let seen: Seen = serde_json::from_str(&text(8)?).map_err(|error| error.to_string())?;
    let rendering: Option<String> = row.get(9).map_err(|error| error.to_string())?;
    let rendering = rendering
        .map(|text| serde_json::from_str(&text))
        .transpose()
        .map_err(|error: serde_json::Error| error.to_string())?;
    Ok(Decision {
        id: text(0)?,
        turn: row.get(1).map_err(|error| error.to_string())?,
        target: text(2)?,
        verb: text(3)?.parse()?,
        value: row.get(4).map_err(|error| error.to_string())?,
        by: text(5)?,
        at: text(6)?,
        program: text(7)?,
        seen,
        rendering,
    })
}
