//! A store from JSON lines.

use std::collections::HashMap;
use std::io::BufRead;

use diptych_core::{Statement, digest};
use rusqlite::{Transaction, params};
use serde_json::Value;

use crate::decide::keep_decision;
use crate::export::{BODY, Line, VERSION};
use crate::search::words;
use crate::vector::number_to_write;
use crate::{Error, Result, Store, packing};

/// So ended the name under which numbers of pairs stood among the vectors.
const OLD_PAIRS: &str = " pairs";

impl Store {
    /// Takes over an export, whole or not at all, into a store that holds nothing yet.
    ///
    /// # Errors
    /// Where the store holds something, a line is not understood, a source is not what its digest
    /// says, the end is missing, or the store cannot be written.
    pub fn import(&mut self, lines: &mut dyn BufRead) -> Result<()> {
        let path = self.path.clone();
        let held: usize = self
            .conn
            .query_row(
                "SELECT (SELECT count(*) FROM source) + (SELECT count(*) FROM decision)",
                [],
                |row| row.get(0),
            )
            .map_err(|error| self.fail(&error))?;
        if held > 0 {
            return Err(Error::Exists(path));
        }
        let mut fault = None;
        let mut import = Import::default();
        let done = self.write(|transaction| {
            let mut line = String::new();
            loop {
                line.clear();
                let read = lines
                    .read_line(&mut line)
                    .map_err(|error| error.to_string());
                let step = match read {
                    Ok(0) => Err(Fault::Line("the end is missing: it is cut".to_owned())),
                    Ok(_) => import.take(transaction, line.trim_end_matches(['\r', '\n'])),
                    Err(what) => Err(Fault::Line(what)),
                };
                match step {
                    Ok(false) => {}
                    Ok(true) => return import.finish(transaction),
                    Err(Fault::Store(error)) => return Err(error),
                    Err(Fault::Line(what)) => {
                        let line = import.count + 1;
                        fault = Some(Error::Export { line, what });
                        // Any error undoes the transaction.
                        return Err(rusqlite::Error::QueryReturnedNoRows);
                    }
                }
            }
        });
        match fault {
            Some(error) => Err(error),
            None => done,
        }
    }
}

/// What keeps a line from being taken.
enum Fault {
    Line(String),
    Store(rusqlite::Error),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error)
    }
}

/// How far an import is.
#[derive(Default)]
struct Import {
    count: usize,
    sources: HashMap<String, i64>,
    readings: HashMap<(String, String, String), i64>,
    superseded: Vec<(String, String)>,
}

impl Import {
    /// Takes one line; whether it was the last.
    fn take(
        &mut self,
        transaction: &Transaction<'_>,
        written: &str,
    ) -> std::result::Result<bool, Fault> {
        let bad = |what: &str| Fault::Line(what.to_owned());
        // A quotation mark inside a text is escaped, so this can only be the field.
        let (head, body) = match written.find(BODY) {
            Some(at) => {
                let body = written[at + BODY.len()..]
                    .strip_suffix('}')
                    .ok_or_else(|| bad("it is cut"))?;
                serde_json::from_str::<Value>(body)
                    .map_err(|error| Fault::Line(error.to_string()))?;
                (format!("{}}}", &written[..at]), Some(body))
            }
            None => (written.to_owned(), None),
        };
        let line: Line =
            serde_json::from_str(&head).map_err(|error| Fault::Line(error.to_string()))?;
        let is_first = matches!(line, Line::Export { .. });
        if is_first != (self.count == 0) {
            return Err(bad("it does not begin as an export does"));
        }
        let need = || body.ok_or_else(|| bad("its body is missing"));
        let bytes = |digits: &str| {
            packing::from_hex(digits).ok_or_else(|| bad("a vector is no hexadecimal number"))
        };
        match line {
            Line::Export { version } if version > VERSION => {
                return Err(bad("a newer version of diptych wrote it"));
            }
            Line::Export { .. } => {}
            Line::Source {
                sha256,
                path,
                received,
                program,
                superseded_by,
                text,
                hex,
            } => {
                let bytes = text
                    .map(String::into_bytes)
                    .or_else(|| packing::from_hex(&hex?))
                    .ok_or_else(|| bad("its bytes are missing"))?;
                if digest(&bytes) != sha256 {
                    return Err(bad("the bytes have another digest"));
                }
                let (how, packed) = packing::pack(&bytes);
                transaction
                    .prepare_cached(
                        "INSERT INTO source (id, sha256, path, length, packing, bytes, received, program)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                    )?
                    .execute(params![
                        format!("src-{}", &sha256[..12]),
                        sha256,
                        path,
                        bytes.len(),
                        how,
                        packed,
                        received,
                        program
                    ])?;
                if let Some(by) = superseded_by {
                    self.superseded.push((sha256.clone(), by));
                }
                self.sources.insert(sha256, transaction.last_insert_rowid());
            }
            Line::Reading {
                source,
                reader,
                settings,
                made,
            } => {
                let row = self
                    .sources
                    .get(&source)
                    .ok_or_else(|| bad("its source is missing"))?;
                transaction
                    .prepare_cached(
                        "INSERT INTO reading (source, reader, settings, made, body)
                         VALUES (?1, ?2, ?3, ?4, ?5)",
                    )?
                    .execute(params![
                        row,
                        reader,
                        settings,
                        made,
                        packing::pack_body(need()?.as_bytes())
                    ])?;
                self.readings
                    .insert((source, reader, settings), transaction.last_insert_rowid());
            }
            Line::Attribution {
                source,
                reading_reader,
                settings,
                part,
                reader,
                people,
                made,
            } => {
                let row = self
                    .readings
                    .get(&(source, reading_reader, settings))
                    .ok_or_else(|| bad("its document is missing"))?;
                transaction
                    .prepare_cached(
                        "INSERT INTO attribution (reading, part, reader, people, made, body)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    )?
                    .execute(params![
                        row,
                        part,
                        reader,
                        people,
                        made,
                        packing::pack_body(need()?.as_bytes())
                    ])?;
            }
            Line::Run {
                inputs,
                made,
                program,
            } => {
                transaction.execute(
                    "INSERT INTO run (row, inputs, made, program, head) VALUES (1, ?1, ?2, ?3, ?4)",
                    params![inputs, made, program, need()?],
                )?;
            }
            Line::Statement { id, copy, seq } => {
                let body = need()?;
                let statement: Statement =
                    serde_json::from_str(body).map_err(|error| Fault::Line(error.to_string()))?;
                let (from, to) = words::days(&statement);
                transaction
                    .prepare_cached(
                        "INSERT INTO statement (id, copy, seq, said_from, said_to, body)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    )?
                    .execute(params![id, copy, seq, from, to, body])?;
                words::add(transaction, transaction.last_insert_rowid(), &statement)?;
            }
            Line::Finding {
                what,
                id,
                copy,
                seq,
            } => {
                transaction
                    .prepare_cached(
                        "INSERT INTO finding (what, id, copy, seq, body) VALUES (?1, ?2, ?3, ?4, ?5)",
                    )?
                    .execute(params![what, id, copy, seq, need()?])?;
            }
            Line::Decision(decision) => {
                keep_decision(transaction, &decision)?;
            }
            Line::Dispute { ours, theirs, turn } => {
                transaction.execute(
                    "INSERT INTO dispute (ours, theirs, turn) VALUES (?1, ?2, ?3)",
                    params![ours, theirs, turn],
                )?;
            }
            Line::Vector {
                model,
                text,
                numbers,
            } => {
                let (text, numbers) = (bytes(&text)?, bytes(&numbers)?);
                // What schemas before the fifth kept of pairs is made anew.
                if !model.ends_with(OLD_PAIRS) {
                    let encoder = number_to_write(transaction, &model)?;
                    transaction
                        .prepare_cached(
                            "INSERT INTO vector (encoder, text, numbers) VALUES (?1, ?2, ?3)",
                        )?
                        .execute(params![encoder, text, numbers])?;
                }
            }
            Line::Piece {
                model,
                text,
                bytes: body,
            } => {
                let encoder = number_to_write(transaction, &model)?;
                transaction
                    .prepare_cached("INSERT INTO piece (encoder, text, body) VALUES (?1, ?2, ?3)")?
                    .execute(params![encoder, bytes(&text)?, bytes(&body)?])?;
            }
            Line::End { lines } => {
                return if lines == self.count {
                    Ok(true)
                } else {
                    Err(Fault::Line(format!(
                        "{lines} lines were written, {} came",
                        self.count
                    )))
                };
            }
        }
        self.count += 1;
        Ok(false)
    }

    fn finish(&self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        for (sha256, by) in &self.superseded {
            transaction.execute(
                "UPDATE source SET superseded_by = (SELECT row FROM source WHERE sha256 = ?2)
                 WHERE sha256 = ?1",
                params![sha256, by],
            )?;
        }
        Ok(())
    }
}
