//! Two copies of one case made one.

use std::collections::{BTreeSet, HashMap, HashSet};

use diptych_core::Verb;
use rusqlite::{OptionalExtension as _, Transaction, params};

use crate::decide::{Disagreement, Log, keep_decision, next_turn};
use crate::{Error, Result, Store};

/// The other copy, and what must be known to take it in.
pub struct Theirs<'t> {
    /// Its store.
    pub store: &'t Store,
    /// What an identifier that was decided on stands for in this copy now, where that is another one.
    pub now: &'t HashMap<String, String>,
    /// Digests of the files that lie in this copy's folder: they are compared as long as they do.
    pub lying: &'t BTreeSet<String>,
}

/// What a merge brought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    /// Paths of the sources that came.
    pub sources: Vec<String>,
    /// Of those, the path that each had in the other copy where that was taken here by other bytes.
    pub renamed: Vec<(String, String)>,
    /// Sources here whose place was taken by one that came: the other copy had replaced them.
    pub replaced: Vec<String>,
    /// Sources that the other copy had replaced, but that still lie in this one's folder.
    pub both: Vec<String>,
    /// How many decisions came.
    pub decisions: usize,
    /// How many decisions both copies held already.
    pub shared: usize,
    /// Decisions that both copies made alike, each without knowing of the other.
    pub agreed: Vec<Disagreement>,
    /// What they decided otherwise; open from now on.
    pub disagreements: Vec<Disagreement>,
    /// Notes that each put on the same thing; all are kept.
    pub notes: Vec<Disagreement>,
    /// Whether anything was written.
    pub changed: bool,
}

/// A source of the other copy.
struct Coming {
    row: i64,
    sha256: String,
    path: String,
    by: Option<String>,
}

impl Store {
    /// How many sources and decisions two copies have in common.
    ///
    /// # Errors
    /// Where one of them cannot be read.
    pub fn in_common(&self, other: &Self) -> Result<(usize, usize)> {
        let ours: HashSet<String> = self.sources()?.into_iter().map(|one| one.sha256).collect();
        let sources = other.sources()?;
        let sources = sources.iter().filter(|one| ours.contains(&one.sha256));
        let log = self.log()?;
        let known: HashSet<&str> = log.decisions.iter().map(|one| one.id.as_str()).collect();
        let decisions = other.log()?.decisions;
        let decisions = decisions
            .iter()
            .filter(|one| known.contains(one.id.as_str()));
        Ok((sources.count(), decisions.count()))
    }

    /// Takes in everything that another copy holds: sources with their documents, and decisions, all
    /// of it or nothing. Decisions that exclude each other become disputes: neither counts until a
    /// later one settles it. A second time nothing changes.
    ///
    /// # Errors
    /// Where either store cannot be read, a source there is not what its digest says, or this one
    /// cannot be written or was written meanwhile; then it is as it was before.
    pub fn merge(&mut self, theirs: &Theirs<'_>) -> Result<Merged> {
        let other = theirs.store;
        let (our_log, their_log) = (self.log()?, other.log()?);
        let object = |id: &str| theirs.now.get(id).map_or(id, String::as_str).to_owned();
        let known: HashSet<&str> = our_log
            .decisions
            .iter()
            .map(|one| one.id.as_str())
            .collect();
        let shared = their_log
            .decisions
            .iter()
            .filter(|one| known.contains(one.id.as_str()))
            .count();
        let mut merged = Merged {
            shared,
            agreed: agreed(&our_log, &their_log, &object),
            disagreements: our_log.disagreements(&their_log, &object),
            notes: our_log.notes_beside(&their_log, &object),
            ..Merged::default()
        };
        let coming = other.coming()?;
        // A source that is damaged there is refused before anything is written here.
        let ours: HashSet<String> = self.sources()?.into_iter().map(|one| one.sha256).collect();
        for one in coming.iter().filter(|one| !ours.contains(&one.sha256)) {
            other.bytes(one.row)?;
        }
        let path = self.path.clone();
        let mut is_stale = false;
        let done = self.write(|transaction| {
            let (decisions, disputes): (usize, usize) = transaction.query_row(
                "SELECT (SELECT count(*) FROM decision), (SELECT count(*) FROM dispute)",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            if (decisions, disputes) != (our_log.decisions.len(), our_log.disputes.len()) {
                is_stale = true;
                return Err(rusqlite::Error::QueryReturnedNoRows);
            }
            let new = take_sources(transaction, other, &coming)?;
            settle_versions(transaction, &coming, &new, theirs.lying, &mut merged)?;
            take_documents(transaction, other)?;
            for one in &their_log.decisions {
                merged.decisions += keep_decision(transaction, one)?;
            }
            let moved = take_disputes(transaction, &our_log, &their_log, &merged.disagreements)?;
            merged.changed = moved || !new.is_empty() || merged.decisions > 0;
            Ok(())
        });
        if is_stale {
            return Err(Error::Busy(path));
        }
        done.map(|()| merged)
    }

    fn coming(&self) -> Result<Vec<Coming>> {
        let mut all = Vec::new();
        self.each(
            "SELECT a.row, a.sha256, a.path, b.sha256 FROM source AS a
             LEFT JOIN source AS b ON b.row = a.superseded_by ORDER BY a.row",
            |row| {
                Ok(Coming {
                    row: row.get(0)?,
                    sha256: row.get(1)?,
                    path: row.get(2)?,
                    by: row.get(3)?,
                })
            },
            |one| {
                all.push(one);
                Ok(())
            },
        )?;
        Ok(all)
    }
}

/// Decisions alike on one field of one thing, made in each copy by itself.
fn agreed(ours: &Log, theirs: &Log, object: &dyn Fn(&str) -> String) -> Vec<Disagreement> {
    let ids =
        |log: &Log| -> HashSet<String> { log.decisions.iter().map(|one| one.id.clone()).collect() };
    let (our_ids, their_ids) = (ids(ours), ids(theirs));
    let key = |one: &diptych_core::Decision| {
        let field = one.field()?.into_owned();
        Some((object(&one.target), field, one.verb, one.value.clone()))
    };
    let mut mine = HashMap::new();
    for one in ours.standing() {
        if let Some(key) = key(one).filter(|_| !their_ids.contains(&one.id)) {
            mine.insert(key, one);
        }
    }
    let theirs = theirs.standing();
    theirs
        .into_iter()
        .filter(|one| one.verb != Verb::Undo && !our_ids.contains(&one.id))
        .filter_map(|one| {
            Some(Disagreement {
                ours: (*mine.get(&key(one)?)?).clone(),
                theirs: one.clone(),
            })
        })
        .collect()
}

/// Writes the sources that are not here; their digests.
fn take_sources(
    transaction: &Transaction<'_>,
    other: &Store,
    coming: &[Coming],
) -> rusqlite::Result<HashSet<String>> {
    let mut known = transaction.prepare_cached("SELECT 1 FROM source WHERE sha256 = ?1")?;
    let mut read = other.conn.prepare_cached(
        "SELECT id, sha256, path, length, packing, bytes, received, program FROM source WHERE row = ?1",
    )?;
    let mut add = transaction.prepare_cached(
        "INSERT INTO source (id, sha256, path, length, packing, bytes, received, program)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    let mut new = HashSet::new();
    for one in coming {
        if known.exists([&one.sha256])? {
            continue;
        }
        let values: Vec<rusqlite::types::Value> = read.query_row([one.row], |row| {
            (0..8)
                .map(|at| row.get(at))
                .collect::<rusqlite::Result<_>>()
        })?;
        add.execute(rusqlite::params_from_iter(values))?;
        new.insert(one.sha256.clone());
    }
    Ok(new)
}

/// Which version of a page stands, and under which name.
fn settle_versions(
    transaction: &Transaction<'_>,
    coming: &[Coming],
    new: &HashSet<String>,
    lying: &BTreeSet<String>,
    merged: &mut Merged,
) -> rusqlite::Result<()> {
    let mut replace = transaction.prepare_cached(
        "UPDATE source SET superseded_by = (SELECT row FROM source WHERE sha256 = ?2)
         WHERE sha256 = ?1 AND superseded_by IS NULL",
    )?;
    for one in coming {
        let Some(by) = &one.by else { continue };
        if new.contains(&one.sha256) {
            replace.execute([&one.sha256, by])?;
        } else if new.contains(by) {
            // What lies in the folder would be taken in again at once.
            if lying.contains(&one.sha256) {
                merged.both.push(one.path.clone());
            } else if replace.execute([&one.sha256, by])? > 0 {
                merged.replaced.push(one.path.clone());
            }
        }
    }
    let mut taken = transaction.prepare_cached(
        "SELECT 1 FROM source WHERE path = ?1 AND sha256 <> ?2 AND superseded_by IS NULL",
    )?;
    let mut stands = transaction
        .prepare_cached("SELECT 1 FROM source WHERE sha256 = ?1 AND superseded_by IS NULL")?;
    let mut rename = transaction.prepare_cached("UPDATE source SET path = ?2 WHERE sha256 = ?1")?;
    for one in coming.iter().filter(|one| new.contains(&one.sha256)) {
        let is_free = !stands.exists([&one.sha256])? || !taken.exists([&one.path, &one.sha256])?;
        if is_free {
            merged.sources.push(one.path.clone());
            continue;
        }
        let name = beside(&one.path, &one.sha256);
        rename.execute([&one.sha256, &name])?;
        merged.sources.push(name.clone());
        merged.renamed.push((one.path.clone(), name));
    }
    Ok(())
}

/// A name beside one that is taken.
fn beside(path: &str, sha256: &str) -> String {
    let mark = &sha256[..8];
    let name = path.rfind('/').map_or(0, |at| at + 1);
    match path[name..].rfind('.').filter(|at| *at > 0) {
        Some(dot) => format!("{}-{mark}{}", &path[..name + dot], &path[name + dot..]),
        None => format!("{path}-{mark}"),
    }
}

/// The documents and statements that programs made of the sources, where they are not here.
fn take_documents(transaction: &Transaction<'_>, other: &Store) -> rusqlite::Result<()> {
    let mut place = transaction.prepare_cached("SELECT row FROM source WHERE sha256 = ?1")?;
    let mut add = transaction.prepare_cached(
        "INSERT INTO reading (source, reader, settings, made, body) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO NOTHING",
    )?;
    let mut found = transaction.prepare_cached(
        "SELECT row FROM reading WHERE source = ?1 AND reader = ?2 AND settings = ?3",
    )?;
    let mut readings: HashMap<i64, i64> = HashMap::new();
    let mut query = other.conn.prepare_cached(
        "SELECT r.row, s.sha256, r.reader, r.settings, r.made, r.body
         FROM reading AS r JOIN source AS s ON s.row = r.source ORDER BY r.row",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (sha256, reader, settings): (String, String, String) =
            (row.get(1)?, row.get(2)?, row.get(3)?);
        let source: i64 = place.query_row([sha256], |row| row.get(0))?;
        let (made, body): (String, Vec<u8>) = (row.get(4)?, row.get(5)?);
        if add.execute(params![source, reader, settings, made, body])? > 0 {
            readings.insert(row.get(0)?, transaction.last_insert_rowid());
        } else if let Some(ours) = found
            .query_row(params![source, reader, settings], |row| row.get(0))
            .optional()?
        {
            readings.insert(row.get(0)?, ours);
        }
    }
    let mut add = transaction.prepare_cached(
        "INSERT INTO attribution (reading, part, reader, people, made, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
    )?;
    let mut query = other.conn.prepare_cached(
        "SELECT reading, part, reader, people, made, body FROM attribution ORDER BY row",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(reading) = readings.get(&row.get::<_, i64>(0)?) {
            let (part, reader, people): (i64, String, String) =
                (row.get(1)?, row.get(2)?, row.get(3)?);
            let (made, body): (String, Vec<u8>) = (row.get(4)?, row.get(5)?);
            add.execute(params![reading, part, reader, people, made, body])?;
        }
    }
    Ok(())
}

/// Writes the disputes of the other copy, and the new ones; whether any was not here so.
///
/// A dispute that both know begins where the first of them knew it.
fn take_disputes(
    transaction: &Transaction<'_>,
    ours: &Log,
    theirs: &Log,
    new: &[Disagreement],
) -> rusqlite::Result<bool> {
    let mut add = transaction
        .prepare_cached("INSERT INTO dispute (ours, theirs, turn) VALUES (?1, ?2, ?3)")?;
    let mut earlier = transaction.prepare_cached(
        "UPDATE dispute SET turn = ?3
         WHERE (ours = ?1 AND theirs = ?2 OR ours = ?2 AND theirs = ?1) AND turn > ?3",
    )?;
    let pair = |a: &str, b: &str| {
        if a < b {
            (a.to_owned(), b.to_owned())
        } else {
            (b.to_owned(), a.to_owned())
        }
    };
    let known: HashSet<_> = ours.disputes.iter().map(|(a, b, _)| pair(a, b)).collect();
    let mut moved = false;
    for (a, b, turn) in &theirs.disputes {
        moved |= if known.contains(&pair(a, b)) {
            earlier.execute(params![a, b, turn])? > 0
        } else {
            add.execute(params![a, b, turn])? > 0
        };
    }
    let turn = next_turn(transaction)?;
    for one in new {
        add.execute(params![one.ours.id, one.theirs.id, turn])?;
        moved = true;
    }
    Ok(moved)
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn a_name_beside_another_keeps_its_ending() {
        let sha256 = "0123456789abcdef";
        assert_eq!(
            beside("sources/a.b/call.html", sha256),
            "sources/a.b/call-01234567.html"
        );
        assert_eq!(
            beside("sources/a.b/call", sha256),
            "sources/a.b/call-01234567"
        );
        assert_eq!(beside(".hidden", sha256), ".hidden-01234567");
    }
}
