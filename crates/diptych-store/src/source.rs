//! Sources as they were received.

use diptych_core::{SourceId, digest};
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use crate::{Error, Result, Store, packing};

/// How many bytes go into one transaction: enough to be quick, little enough that a cut loses little.
const BATCH: usize = 4_000_000;

/// A source to take in.
#[derive(Debug, Clone, Copy)]
pub struct Received<'b> {
    /// Its path in the case.
    pub path: &'b str,
    /// Its bytes, as they came.
    pub bytes: &'b [u8],
}

/// What became of a source that was to be taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    New,
    /// These bytes were here already.
    Known,
    /// It is new and takes the place of an earlier one at the same path, which is kept.
    Replaces,
}

/// A source in the store, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its row, for the calls that take one.
    pub row: i64,
    /// Its identifier.
    pub id: SourceId,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Its path in the case.
    pub path: String,
    /// Its length in bytes.
    pub length: usize,
    /// When it was received.
    pub received: String,
    /// Whether another has taken its place.
    pub superseded: bool,
    /// The row of the one that has.
    pub superseded_by: Option<i64>,
}

impl Store {
    /// Takes in sources, in order, in batches: each batch is on the disk whole or not at all,
    /// and what was taken in before a fault is known when the call is made again.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn add(&mut self, all: &[Received<'_>], now: &str, program: &str) -> Result<Vec<Added>> {
        let mut added = Vec::with_capacity(all.len());
        let mut rest = all;
        while !rest.is_empty() {
            let mut size = 0;
            let fits = rest
                .iter()
                .take_while(|one| {
                    let before = size;
                    size += one.bytes.len();
                    before == 0 || size <= BATCH
                })
                .count();
            let (batch, after) = rest.split_at(fits.max(1));
            // Packing is the long part of it and needs no lock; what is known already is not packed.
            let packed: Vec<_> = batch
                .iter()
                .map(|one| {
                    let sha256 = digest(one.bytes);
                    let known = row_of(&self.conn, &sha256).map_err(|error| self.fail(&error))?;
                    let packed = known.is_none().then(|| packing::pack(one.bytes));
                    Ok((one, sha256, packed))
                })
                .collect::<Result<_>>()?;
            let mut done = self.write(|transaction| {
                packed
                    .iter()
                    .map(|(one, sha256, packed)| {
                        insert(transaction, one, sha256, packed.as_ref(), now, program)
                    })
                    .collect::<rusqlite::Result<Vec<_>>>()
            })?;
            added.append(&mut done);
            rest = after;
        }
        Ok(added)
    }

    /// Every source, by path as a folder lists them.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn sources(&self) -> Result<Vec<Kept>> {
        let fail = |error: rusqlite::Error| self.fail(&error);
        let mut query = self
            .conn
            .prepare_cached(
                "SELECT row, id, sha256, path, length, received, superseded_by FROM source",
            )
            .map_err(fail)?;
        let rows = query
            .query_map([], |row| {
                Ok(Kept {
                    row: row.get(0)?,
                    id: SourceId::from(row.get::<_, String>(1)?),
                    sha256: row.get(2)?,
                    path: row.get(3)?,
                    length: row.get(4)?,
                    received: row.get(5)?,
                    superseded: row.get::<_, Option<i64>>(6)?.is_some(),
                    superseded_by: row.get(6)?,
                })
            })
            .map_err(fail)?;
        let mut all: Vec<Kept> = rows.collect::<rusqlite::Result<_>>().map_err(fail)?;
        all.sort_by(|a, b| {
            a.path
                .split('/')
                .cmp(b.path.split('/'))
                .then(a.row.cmp(&b.row))
        });
        Ok(all)
    }

    /// The latest time that was written for a source, a decision or a record; nothing in a new store.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn newest(&self) -> Result<Option<String>> {
        self.conn
            .query_row(
                "SELECT max(at) FROM (
                     SELECT max(received) AS at FROM source UNION ALL
                     SELECT max(at) FROM decision UNION ALL SELECT max(made) FROM run
                 )",
                [],
                |row| row.get(0),
            )
            .map_err(|error| self.fail(&error))
    }

    /// The bytes of a source, as they were received.
    ///
    /// # Errors
    /// Where there is no such row, or the bytes are damaged: they must have the digest that was written.
    pub fn bytes(&self, row: i64) -> Result<Vec<u8>> {
        let found: Option<(String, String, Vec<u8>, usize)> = self
            .conn
            .prepare_cached("SELECT sha256, packing, bytes, length FROM source WHERE row = ?1")
            .and_then(|mut query| {
                query
                    .query_row([row], |row| {
                        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                    })
                    .optional()
            })
            .map_err(|error| self.fail(&error))?;
        let (sha256, packing, packed, length) =
            found.ok_or_else(|| Error::damaged(&self.path, format!("source {row} is missing")))?;
        let bytes = packing::unpack(&packing, &packed, length).map_err(|what| {
            Error::damaged(&self.path, format!("the bytes of source {sha256}: {what}"))
        })?;
        if digest(&bytes) == sha256 {
            Ok(bytes)
        } else {
            let what = format!("the bytes of source {sha256} have another digest");
            Err(Error::damaged(&self.path, what))
        }
    }
}

fn insert(
    transaction: &Transaction<'_>,
    one: &Received<'_>,
    sha256: &str,
    packed: Option<&(&'static str, Vec<u8>)>,
    now: &str,
    program: &str,
) -> rusqlite::Result<Added> {
    if let Some(row) = row_of(transaction, sha256)? {
        // An old version that comes back stands again.
        let back = transaction
            .prepare_cached(
                "UPDATE source SET superseded_by = NULL
                 WHERE row = ?1 AND path = ?2 AND superseded_by IS NOT NULL",
            )?
            .execute(params![row, one.path])?;
        if back > 0 {
            supersede(transaction, one.path, row)?;
        }
        return Ok(if back > 0 {
            Added::Replaces
        } else {
            Added::Known
        });
    }
    let now_packed = || packing::pack(one.bytes);
    let (packing, packed) = &packed.cloned().unwrap_or_else(now_packed);
    transaction
        .prepare_cached(
            "INSERT INTO source (id, sha256, path, length, packing, bytes, received, program)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            format!("src-{}", &sha256[..12]),
            sha256,
            one.path,
            one.bytes.len(),
            packing,
            packed,
            now,
            program
        ])?;
    let replaced = supersede(transaction, one.path, transaction.last_insert_rowid())?;
    Ok(if replaced > 0 {
        Added::Replaces
    } else {
        Added::New
    })
}

/// The row of the source with this digest.
fn row_of(conn: &Connection, sha256: &str) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached("SELECT row FROM source WHERE sha256 = ?1")?
        .query_row([sha256], |row| row.get(0))
        .optional()
}

/// Lets the source in `row` take the place of the others at its path.
fn supersede(transaction: &Transaction<'_>, path: &str, row: i64) -> rusqlite::Result<usize> {
    transaction
        .prepare_cached(
            "UPDATE source SET superseded_by = ?2
             WHERE path = ?1 AND row <> ?2 AND superseded_by IS NULL",
        )?
        .execute(params![path, row])
}
