//! The record of the last comparison, row by row.

use std::collections::HashMap;
use std::path::Path;

use diptych_core::{CaseHead, Edit, Record, Standing, Tier};
use rayon::prelude::*;
use rusqlite::{OptionalExtension as _, Params, Statement, Transaction, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::order::places;
use crate::search::words;
use crate::{Error, Result, Store};

/// What stands at the head of a record.
#[derive(Serialize, Deserialize)]
struct Head {
    schema: String,
    tier: Tier,
    case: CaseHead,
    decisions: Vec<Standing>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    edits: Vec<Edit>,
}

/// A row to write: identifier, which of those with this identifier, its JSON.
type Row = (String, usize, String);

/// A record as the rows that are kept of it: they can be written while something else is done with the record.
#[derive(Debug)]
pub struct RecordRows {
    head: String,
    statements: Vec<Row>,
    findings: [(&'static str, Vec<Row>); 6],
}

impl RecordRows {
    /// The rows of a record.
    pub fn new(record: &Record) -> Self {
        let positions = rows(&record.positions, |one| one.id.to_string());
        let utterances = rows(&record.utterances, |one| one.id.to_string());
        let divergences = rows(&record.divergences, |one| one.id.to_string());
        Self {
            head: head(record),
            statements: rows(&record.statements, |one| one.id.to_string()),
            findings: [
                ("source", rows(&record.sources, |one| one.id.to_string())),
                ("position", positions),
                ("utterance", utterances),
                (
                    "claim",
                    rows(&record.claims, |one| one.position.to_string()),
                ),
                ("divergence", divergences),
                ("problem", rows(&record.problems, |one| one.code.clone())),
            ],
        }
    }
}

impl Store {
    /// Keeps a record in place of the last one; rows that are the same stay untouched.
    ///
    /// `inputs` names everything that the record was made from. Decisions on sources and statements
    /// are part of that; those on findings are put on it when it is read.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn keep_record(
        &mut self,
        record: &Record,
        inputs: &str,
        now: &str,
        program: &str,
    ) -> Result<()> {
        self.keep_rows(&RecordRows::new(record), inputs, now, program)
    }

    /// As [`Store::keep_record`], of a record that was made into rows before.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn keep_rows(
        &mut self,
        rows: &RecordRows,
        inputs: &str,
        now: &str,
        program: &str,
    ) -> Result<()> {
        self.write(|transaction| {
            keep_statements(transaction, &rows.statements)?;
            for (what, rows) in &rows.findings {
                keep_findings(transaction, what, rows)?;
            }
            transaction.execute(
                "INSERT OR REPLACE INTO run (row, inputs, made, program, head) VALUES (1, ?1, ?2, ?3, ?4)",
                params![inputs, now, program, rows.head],
            )?;
            Ok(())
        })
    }

    /// Keeps what was put beside a record that stands there: its statements and its decisions. Nothing
    /// else of it may differ from what was kept, the words of the statements neither.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn keep_beside(
        &mut self,
        record: &Record,
        inputs: &str,
        now: &str,
        program: &str,
    ) -> Result<()> {
        let head = head(record);
        let statements = rows(&record.statements, |one| one.id.to_string());
        self.write(|transaction| {
            let mut change = transaction.prepare_cached(
                "UPDATE statement SET body = ?3 WHERE id = ?1 AND copy = ?2 AND body <> ?3",
            )?;
            for (id, copy, body) in &statements {
                change.execute(params![id, copy, body])?;
            }
            transaction.execute(
                "UPDATE run SET inputs = ?1, made = ?2, program = ?3, head = ?4",
                params![inputs, now, program, head],
            )?;
            Ok(())
        })
    }

    /// What the last record was made from; nothing where none was made.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn inputs(&self) -> Result<Option<String>> {
        self.conn
            .query_row("SELECT inputs FROM run", [], |row| row.get(0))
            .optional()
            .map_err(|error| self.fail(&error))
    }

    /// The head of the case in the last record; nothing where none was made.
    ///
    /// # Errors
    /// Where the store cannot be read or the row is damaged.
    pub fn case_head(&self) -> Result<Option<CaseHead>> {
        let head: Option<String> = self
            .conn
            .query_row("SELECT head FROM run", [], |row| row.get(0))
            .optional()
            .map_err(|error| self.fail(&error))?;
        head.map(|head| Ok(self.parse::<Head>("the head of the record", &head)?.case))
            .transpose()
    }

    /// The last record, without decisions on findings; nothing where none was made.
    ///
    /// # Errors
    /// Where the store cannot be read or a row is damaged.
    pub fn record(&self) -> Result<Option<Record>> {
        let head: Option<String> = self
            .conn
            .query_row("SELECT head FROM run", [], |row| row.get(0))
            .optional()
            .map_err(|error| self.fail(&error))?;
        let Some(head) = head else {
            return Ok(None);
        };
        let head: Head = self.parse("the head of the record", &head)?;
        Ok(Some(Record {
            schema: head.schema,
            tier: head.tier,
            case: head.case,
            sources: self.finding("source")?,
            statements: self.all("SELECT id, body FROM statement ORDER BY seq", [])?,
            positions: self.finding("position")?,
            utterances: self.finding("utterance")?,
            claims: self.finding("claim")?,
            divergences: self.finding("divergence")?,
            decisions: head.decisions,
            edits: head.edits,
            problems: self.finding("problem")?,
            headline: None,
        }))
    }

    fn finding<T: DeserializeOwned + Send>(&self, what: &str) -> Result<Vec<T>> {
        self.all(
            "SELECT id, body FROM finding WHERE what = ?1 ORDER BY seq",
            [what],
        )
    }

    fn all<T: DeserializeOwned + Send>(&self, sql: &str, values: impl Params) -> Result<Vec<T>> {
        let fail = |error: rusqlite::Error| self.fail(&error);
        let mut query = self.conn.prepare_cached(sql).map_err(fail)?;
        let rows: Vec<(String, String)> = query
            .query_map(values, |row| Ok((row.get(0)?, row.get(1)?)))
            .map_err(fail)?
            .collect::<rusqlite::Result<_>>()
            .map_err(fail)?;
        let path = self.path.as_path();
        rows.par_iter()
            .map(|(id, body)| parse(path, id, body))
            .collect()
    }

    pub(crate) fn parse<T: DeserializeOwned>(&self, what: &str, body: &str) -> Result<T> {
        parse(&self.path, what, body)
    }
}

fn parse<T: DeserializeOwned>(path: &Path, what: &str, body: &str) -> Result<T> {
    serde_json::from_str(body).map_err(|error| Error::damaged(path, format!("{what}: {error}")))
}

pub(crate) fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("the nouns are plain data")
}

fn head(record: &Record) -> String {
    json(&Head {
        schema: record.schema.clone(),
        tier: record.tier,
        case: record.case.clone(),
        decisions: record.decisions.clone(),
        edits: record.edits.clone(),
    })
}

/// Each value with its identifier and how many had the same before it.
fn rows<T: Serialize + Sync>(all: &[T], id: impl Fn(&T) -> String) -> Vec<Row> {
    let bodies: Vec<String> = all.par_iter().map(json).collect();
    let mut seen: HashMap<String, usize> = HashMap::new();
    all.iter()
        .zip(bodies)
        .map(|(one, body)| {
            let id = id(one);
            let copy = seen.entry(id.clone()).or_default();
            *copy += 1;
            (id, *copy - 1, body)
        })
        .collect()
}

/// A row that stands there: its number, its place in the order, and whether its JSON is the same.
type Old = Option<(i64, i64, bool)>;

/// What stands there of the rows to write, in their order, and the numbers of the others. `query` gives
/// identifier, copy, number, place and JSON.
fn old_of(
    query: &mut Statement<'_>,
    values: impl Params,
    rows: &[Row],
) -> rusqlite::Result<(Vec<Old>, Vec<i64>)> {
    let places: HashMap<(&str, usize), usize> = rows
        .iter()
        .enumerate()
        .map(|(place, (id, copy, _))| ((id.as_str(), *copy), place))
        .collect();
    let (mut old, mut others) = (vec![None; rows.len()], Vec::new());
    let mut found = query.query(values)?;
    while let Some(row) = found.next()? {
        let number = row.get(2)?;
        match places.get(&(row.get_ref(0)?.as_str()?, row.get(1)?)) {
            Some(place) => {
                let is_same = row.get_ref(4)?.as_str()? == rows[*place].2;
                old[*place] = Some((number, row.get(3)?, is_same));
            }
            None => others.push(number),
        }
    }
    Ok((old, others))
}

/// A number for each row that keeps them in order; those that stand in order already keep theirs.
fn places_of(old: &[Old]) -> Vec<i64> {
    let numbers: Vec<Option<i64>> = old.iter().map(|one| Some(one.as_ref()?.1)).collect();
    places(&numbers)
}

fn keep_findings(transaction: &Transaction<'_>, what: &str, rows: &[Row]) -> rusqlite::Result<()> {
    let mut query = transaction
        .prepare_cached("SELECT id, copy, row, seq, body FROM finding WHERE what = ?1")?;
    let (old, others) = old_of(&mut query, [what], rows)?;
    let mut add = transaction.prepare_cached(
        "INSERT INTO finding (what, id, copy, seq, body) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let mut change =
        transaction.prepare_cached("UPDATE finding SET seq = ?2, body = ?3 WHERE row = ?1")?;
    let mut order = transaction.prepare_cached("UPDATE finding SET seq = ?2 WHERE row = ?1")?;
    let all = places_of(&old).into_iter().zip(rows).zip(old);
    for ((seq, (id, copy, body)), old) in all {
        match old {
            Some((_, was, true)) if was == seq => 0,
            Some((row, _, true)) => order.execute(params![row, seq])?,
            Some((row, ..)) => change.execute(params![row, seq, body])?,
            None => add.execute(params![what, id, copy, seq, body])?,
        };
    }
    let mut remove = transaction.prepare_cached("DELETE FROM finding WHERE row = ?1")?;
    for row in others {
        remove.execute([row])?;
    }
    Ok(())
}

fn keep_statements(transaction: &Transaction<'_>, rows: &[Row]) -> rusqlite::Result<()> {
    let mut query = transaction.prepare_cached("SELECT id, copy, row, seq, body FROM statement")?;
    let (old, others) = old_of(&mut query, [], rows)?;
    let mut add = transaction.prepare_cached(
        "INSERT INTO statement (id, copy, seq, said_from, said_to, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let mut change = transaction.prepare_cached(
        "UPDATE statement SET seq = ?2, said_from = ?3, said_to = ?4, body = ?5 WHERE row = ?1",
    )?;
    let mut order = transaction.prepare_cached("UPDATE statement SET seq = ?2 WHERE row = ?1")?;
    let all = places_of(&old).into_iter().zip(old);
    for ((seq, old), (id, copy, body)) in all.zip(rows) {
        if let Some((row, was, true)) = old {
            if was != seq {
                order.execute(params![row, seq])?;
            }
            continue;
        }
        // Few change, and what is indexed of them is read off what is written.
        let statement: diptych_core::Statement = serde_json::from_str(body)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
        let (from, to) = words::days(&statement);
        let row = if let Some((row, ..)) = old {
            change.execute(params![row, seq, from, to, body])?;
            words::remove(transaction, row)?;
            row
        } else {
            add.execute(params![id, copy, seq, from, to, body])?;
            transaction.last_insert_rowid()
        };
        words::add(transaction, row, &statement)?;
    }
    let mut remove = transaction.prepare_cached("DELETE FROM statement WHERE row = ?1")?;
    for row in others {
        words::remove(transaction, row)?;
        remove.execute([row])?;
    }
    Ok(())
}
