//! Vectors of texts, each made once.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use crate::{Result, Store};

/// Half of the SHA-256 of a text.
pub type TextKey = [u8; 16];

/// How far the length of a vector may be from one before it counts as damaged.
const SLACK: f32 = 1e-3;

impl Store {
    /// The vectors that the encoder with this digest made. One that is damaged is left out, so that it
    /// is made again.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn vectors(&self, model: &str) -> Result<HashMap<TextKey, Box<[f32]>>> {
        let fail = |error: rusqlite::Error| self.fail(&error);
        let Some(encoder) = number_of(&self.conn, model).map_err(fail)? else {
            return Ok(HashMap::new());
        };
        let mut query = self
            .conn
            .prepare_cached("SELECT text, numbers FROM vector WHERE encoder = ?1")
            .map_err(fail)?;
        let mut rows = query.query([encoder]).map_err(fail)?;
        let mut all = HashMap::new();
        while let Some(row) = rows.next().map_err(fail)? {
            let numbers = row.get_ref(1).map_err(fail)?.as_blob().unwrap_or_default();
            if let Some(numbers) = read(numbers) {
                all.insert(row.get(0).map_err(fail)?, numbers);
            }
        }
        Ok(all)
    }

    /// Keeps vectors that the encoder with this digest made.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn keep_vectors(&mut self, model: &str, all: &[(TextKey, Box<[f32]>)]) -> Result<()> {
        if all.is_empty() {
            return Ok(());
        }
        self.write(|transaction| {
            let encoder = number_to_write(transaction, model)?;
            let mut keep = transaction.prepare_cached(
                "INSERT INTO vector (encoder, text, numbers) VALUES (?1, ?2, ?3)
                 ON CONFLICT (encoder, text) DO UPDATE SET numbers = excluded.numbers",
            )?;
            for (text, numbers) in all {
                let bytes: Vec<u8> = numbers.iter().flat_map(|one| one.to_le_bytes()).collect();
                keep.execute(params![encoder, text, bytes])?;
            }
            Ok(())
        })
    }

    /// How many vectors there are, and how many of them are none.
    pub(crate) fn count_vectors(&self) -> Result<(usize, usize)> {
        let (mut all, mut wrong) = (0, 0);
        self.each(
            "SELECT numbers FROM vector",
            |row| Ok(read(row.get_ref(0)?.as_blob()?).is_some()),
            |right| {
                all += 1;
                wrong += usize::from(!right);
                Ok(())
            },
        )?;
        Ok((all, wrong))
    }
}

/// The number of an encoder; nothing where it has made nothing yet.
pub(crate) fn number_of(conn: &Connection, name: &str) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached("SELECT row FROM encoder WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()
}

/// The number of an encoder, which gets one where it has none.
pub(crate) fn number_to_write(transaction: &Transaction<'_>, name: &str) -> rusqlite::Result<i64> {
    if let Some(number) = number_of(transaction, name)? {
        return Ok(number);
    }
    transaction.execute("INSERT INTO encoder (name) VALUES (?1)", [name])?;
    Ok(transaction.last_insert_rowid())
}

/// The numbers of a vector of length one.
fn read(bytes: &[u8]) -> Option<Box<[f32]>> {
    let (fours, rest) = bytes.as_chunks::<4>();
    let numbers: Box<[f32]> = fours.iter().map(|four| f32::from_le_bytes(*four)).collect();
    let length: f32 = numbers.iter().map(|one| one * one).sum::<f32>().sqrt();
    (rest.is_empty() && (length - 1.0).abs() < SLACK).then_some(numbers)
}
