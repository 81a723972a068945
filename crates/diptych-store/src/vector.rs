//! Vectors of texts, each made once.

use std::collections::HashMap;

use rusqlite::params;

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
        let mut query = self
            .conn
            .prepare_cached("SELECT text, numbers FROM vector WHERE model = ?1")
            .map_err(fail)?;
        let mut rows = query.query([model]).map_err(fail)?;
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
            let mut keep = transaction.prepare_cached(
                "INSERT INTO vector (model, text, numbers) VALUES (?1, ?2, ?3)
                 ON CONFLICT (model, text) DO UPDATE SET numbers = excluded.numbers",
            )?;
            for (text, numbers) in all {
                let bytes: Vec<u8> = numbers.iter().flat_map(|one| one.to_le_bytes()).collect();
                keep.execute(params![model, text, bytes])?;
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

/// The numbers of a vector of length one.
fn read(bytes: &[u8]) -> Option<Box<[f32]>> {
    let (fours, rest) = bytes.as_chunks::<4>();
    let numbers: Box<[f32]> = fours.iter().map(|four| f32::from_le_bytes(*four)).collect();
    let length: f32 = numbers.iter().map(|one| one * one).sum::<f32>().sqrt();
    (rest.is_empty() && (length - 1.0).abs() < SLACK).then_some(numbers)
}
