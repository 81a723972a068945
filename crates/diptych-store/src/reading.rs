//! Documents that readers made, and the statements found in them, each made once.

use std::collections::HashMap;

use diptych_core::{Document, Problem, Source, Statement};
use rayon::prelude::*;
use rusqlite::params;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::{Result, Store, packing};

/// What a reader made of a file: a document, several where it is a feed or an archive, or only problems.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reading {
    /// Every source in it with its document, in order.
    pub read: Vec<(Source, Document)>,
    /// What was met on the way.
    pub problems: Vec<Problem>,
}

/// The statements that were found in a document, before any decision.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Attribution {
    /// In the order of the text.
    pub statements: Vec<Statement>,
    /// What was not understood.
    pub problems: Vec<Problem>,
}

/// A reading to keep.
#[derive(Debug, Clone, Copy)]
pub struct NewReading<'r> {
    /// The row of its source.
    pub source: i64,
    /// What else it hangs on.
    pub settings: &'r str,
    /// The reading.
    pub reading: &'r Reading,
}

/// Source and settings, number and body of a reading.
type ReadingRow = ((i64, String), i64, Vec<u8>);
/// Reading, place in it and body of an attribution.
type AttributionRow = ((i64, usize), Vec<u8>);

impl Store {
    /// The documents that `reader` made under any of `settings`: by source row and settings,
    /// each with its own row. One that is damaged is left out, so that it is made again.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn readings(&self, reader: &str) -> Result<HashMap<(i64, String), (i64, Reading)>> {
        let fail = |error: rusqlite::Error| self.fail(&error);
        let mut query = self
            .conn
            .prepare_cached("SELECT source, settings, row, body FROM reading WHERE reader = ?1")
            .map_err(fail)?;
        let rows: Vec<ReadingRow> = query
            .query_map([reader], |row| {
                Ok(((row.get(0)?, row.get(1)?), row.get(2)?, row.get(3)?))
            })
            .and_then(Iterator::collect)
            .map_err(fail)?;
        let read = |(key, row, body): ReadingRow| Some((key, (row, from_body(&body).ok()?)));
        Ok(rows.into_par_iter().filter_map(read).collect())
    }

    /// Keeps readings; gives the row of each. Those that are known already stay as they are.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn keep_readings(
        &mut self,
        reader: &str,
        all: &[NewReading<'_>],
        now: &str,
    ) -> Result<Vec<i64>> {
        if all.is_empty() {
            return Ok(Vec::new());
        }
        let bodies: Vec<Vec<u8>> = all.iter().map(|one| body(one.reading)).collect();
        self.write(|transaction| {
            let mut keep = transaction.prepare_cached(
                "INSERT INTO reading (source, reader, settings, made, body) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (source, reader, settings) DO UPDATE SET body = excluded.body
                 RETURNING row",
            )?;
            all.iter()
                .zip(&bodies)
                .map(|(one, body)| {
                    keep.query_row(
                        params![one.source, reader, one.settings, now, body],
                        |row| row.get(0),
                    )
                })
                .collect()
        })
    }

    /// The statements that `reader` found with these people and bodies, by the row of the reading and the
    /// place of the document in it, from 0.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn attributions(
        &self,
        reader: &str,
        people: &str,
    ) -> Result<HashMap<(i64, usize), Attribution>> {
        let fail = |error: rusqlite::Error| self.fail(&error);
        let mut query = self
            .conn
            .prepare_cached(
                "SELECT reading, part, body FROM attribution WHERE reader = ?1 AND people = ?2",
            )
            .map_err(fail)?;
        let rows: Vec<AttributionRow> = query
            .query_map([reader, people], |row| {
                Ok(((row.get(0)?, row.get(1)?), row.get(2)?))
            })
            .and_then(Iterator::collect)
            .map_err(fail)?;
        let read = |(key, body): AttributionRow| Some((key, from_body(&body).ok()?));
        Ok(rows.into_par_iter().filter_map(read).collect())
    }

    /// Keeps the statements of readings in place of what was found in them before.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn keep_attributions(
        &mut self,
        reader: &str,
        people: &str,
        all: &[((i64, usize), &Attribution)],
        now: &str,
    ) -> Result<()> {
        if all.is_empty() {
            return Ok(());
        }
        let bodies: Vec<Vec<u8>> = all.iter().map(|(_, one)| body(*one)).collect();
        self.write(|transaction| {
            let mut keep = transaction.prepare_cached(
                "INSERT OR REPLACE INTO attribution (reading, part, reader, people, made, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?;
            for (((reading, part), _), body) in all.iter().zip(&bodies) {
                keep.execute(params![reading, part, reader, people, now, body])?;
            }
            Ok(())
        })
    }

    /// Every document of every source, those of earlier readers included.
    ///
    /// # Errors
    /// Where the store cannot be read. A body that is damaged is left out.
    pub(crate) fn every_reading(&self) -> Result<Vec<Reading>> {
        let mut all = Vec::new();
        self.each(
            "SELECT body FROM reading ORDER BY row",
            |row| row.get::<_, Vec<u8>>(0),
            |body| {
                all.extend(from_body::<Reading>(&body));
                Ok(())
            },
        )?;
        Ok(all)
    }
}

pub(crate) fn body<T: Serialize>(value: &T) -> Vec<u8> {
    let json = serde_json::to_vec(value).expect("the nouns are plain data");
    packing::pack_body(&json)
}

pub(crate) fn from_body<T: DeserializeOwned>(body: &[u8]) -> std::result::Result<T, String> {
    let json = packing::unpack_body(body)?;
    serde_json::from_slice(&json).map_err(|error| error.to_string())
}
