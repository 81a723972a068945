//! Everything in a store as JSON lines.

use std::io::Write;

use diptych_core::Decision;
use serde::{Deserialize, Serialize};

use crate::{Error, Result, Store, packing};

/// Version of the form; fields may be added.
pub(crate) const VERSION: u32 = 1;

/// The start of every line; `body`, where there is one, is its last field and kept to the letter.
#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Line {
    Export {
        version: u32,
    },
    Source {
        sha256: String,
        path: String,
        received: String,
        program: String,
        superseded_by: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hex: Option<String>,
    },
    Reading {
        source: String,
        reader: String,
        settings: String,
        made: String,
    },
    Attribution {
        source: String,
        reading_reader: String,
        settings: String,
        part: usize,
        reader: String,
        people: String,
        made: String,
    },
    Run {
        inputs: String,
        made: String,
        program: String,
    },
    Statement {
        id: String,
        copy: usize,
        seq: usize,
    },
    Finding {
        what: String,
        id: String,
        copy: usize,
        seq: usize,
    },
    Decision(Box<Decision>),
    Dispute {
        ours: String,
        theirs: String,
        turn: u64,
    },
    Vector {
        model: String,
        text: String,
        numbers: String,
    },
    Piece {
        model: String,
        text: String,
        bytes: String,
    },
    End {
        lines: usize,
    },
}

pub(crate) const BODY: &str = ",\"body\":";

impl Store {
    /// Writes everything, one JSON object a line: sources first, then what was made of them, then
    /// decisions. The last line says how many stand before it, so that a cut is noticed.
    ///
    /// # Errors
    /// Where the store cannot be read, is damaged, or `out` cannot be written.
    pub fn export(&self, out: &mut dyn Write) -> Result<()> {
        let mut count = 0;
        let mut put = |line: &Line, body: Option<&str>| -> Result<()> {
            count += 1;
            write_line(out, line, body).map_err(|error| Error::io(&self.path, &error))
        };
        put(&Line::Export { version: VERSION }, None)?;
        for (row, superseded_by) in self.rows_of_sources()? {
            let bytes = self.bytes(row)?;
            let (sha256, path, received, program) = self.head_of_source(row)?;
            let (text, hex) = match String::from_utf8(bytes) {
                Ok(text) => (Some(text), None),
                Err(error) => (None, Some(packing::to_hex(error.as_bytes()))),
            };
            let line = Line::Source {
                sha256,
                path,
                received,
                program,
                superseded_by,
                text,
                hex,
            };
            put(&line, None)?;
        }
        let unpack = |body: &[u8]| -> Result<String> {
            let fail = |what| Error::damaged(&self.path, format!("a document: {what}"));
            String::from_utf8(packing::unpack_body(body).map_err(fail)?)
                .map_err(|error| Error::damaged(&self.path, error.to_string()))
        };
        self.each(
            "SELECT s.sha256, r.reader, r.settings, r.made, r.body
             FROM reading AS r JOIN source AS s ON s.row = r.source ORDER BY r.row",
            |row| {
                let line = Line::Reading {
                    source: row.get(0)?,
                    reader: row.get(1)?,
                    settings: row.get(2)?,
                    made: row.get(3)?,
                };
                Ok((line, row.get::<_, Vec<u8>>(4)?))
            },
            |(line, body)| put(&line, Some(&unpack(&body)?)),
        )?;
        self.each(
            "SELECT s.sha256, r.reader, r.settings, a.part, a.reader, a.people, a.made, a.body
             FROM attribution AS a JOIN reading AS r ON r.row = a.reading
             JOIN source AS s ON s.row = r.source ORDER BY a.row",
            |row| {
                let line = Line::Attribution {
                    source: row.get(0)?,
                    reading_reader: row.get(1)?,
                    settings: row.get(2)?,
                    part: row.get(3)?,
                    reader: row.get(4)?,
                    people: row.get(5)?,
                    made: row.get(6)?,
                };
                Ok((line, row.get::<_, Vec<u8>>(7)?))
            },
            |(line, body)| put(&line, Some(&unpack(&body)?)),
        )?;
        self.each(
            "SELECT inputs, made, program, head FROM run",
            |row| {
                let line = Line::Run {
                    inputs: row.get(0)?,
                    made: row.get(1)?,
                    program: row.get(2)?,
                };
                Ok((line, row.get::<_, String>(3)?))
            },
            |(line, body)| put(&line, Some(&body)),
        )?;
        self.each(
            "SELECT id, copy, seq, body FROM statement ORDER BY row",
            |row| {
                let line = Line::Statement {
                    id: row.get(0)?,
                    copy: row.get(1)?,
                    seq: row.get(2)?,
                };
                Ok((line, row.get::<_, String>(3)?))
            },
            |(line, body)| put(&line, Some(&body)),
        )?;
        self.each(
            "SELECT what, id, copy, seq, body FROM finding ORDER BY row",
            |row| {
                let line = Line::Finding {
                    what: row.get(0)?,
                    id: row.get(1)?,
                    copy: row.get(2)?,
                    seq: row.get(3)?,
                };
                Ok((line, row.get::<_, String>(4)?))
            },
            |(line, body)| put(&line, Some(&body)),
        )?;
        let log = self.log()?;
        for decision in log.decisions {
            put(&Line::Decision(Box::new(decision)), None)?;
        }
        for (ours, theirs, turn) in log.disputes {
            put(&Line::Dispute { ours, theirs, turn }, None)?;
        }
        self.each(
            "SELECT e.name, v.text, v.numbers FROM vector AS v JOIN encoder AS e ON e.row = v.encoder
             ORDER BY e.name, v.text",
            |row| {
                let (text, numbers): (Vec<u8>, Vec<u8>) = (row.get(1)?, row.get(2)?);
                Ok(Line::Vector {
                    model: row.get(0)?,
                    text: packing::to_hex(&text),
                    numbers: packing::to_hex(&numbers),
                })
            },
            |line| put(&line, None),
        )?;
        self.each(
            "SELECT e.name, p.text, p.body FROM piece AS p JOIN encoder AS e ON e.row = p.encoder
             ORDER BY e.name, p.text",
            |row| {
                let (text, bytes): (Vec<u8>, Vec<u8>) = (row.get(1)?, row.get(2)?);
                Ok(Line::Piece {
                    model: row.get(0)?,
                    text: packing::to_hex(&text),
                    bytes: packing::to_hex(&bytes),
                })
            },
            |line| put(&line, None),
        )?;
        let lines = count;
        write_line(out, &Line::End { lines }, None)
            .and_then(|()| out.flush())
            .map_err(|error| Error::io(&self.path, &error))
    }

    fn rows_of_sources(&self) -> Result<Vec<(i64, Option<String>)>> {
        let mut all = Vec::new();
        self.each(
            "SELECT a.row, b.sha256 FROM source AS a LEFT JOIN source AS b ON b.row = a.superseded_by
             ORDER BY a.row",
            |row| Ok((row.get(0)?, row.get(1)?)),
            |row| {
                all.push(row);
                Ok(())
            },
        )?;
        Ok(all)
    }

    fn head_of_source(&self, row: i64) -> Result<(String, String, String, String)> {
        self.conn
            .prepare_cached("SELECT sha256, path, received, program FROM source WHERE row = ?1")
            .and_then(|mut query| {
                query.query_row([row], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                })
            })
            .map_err(|error| self.fail(&error))
    }

    /// Reads the rows of a query one by one.
    pub(crate) fn each<T>(
        &self,
        sql: &str,
        read: impl Fn(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
        mut take: impl FnMut(T) -> Result<()>,
    ) -> Result<()> {
        let fail = |error: rusqlite::Error| self.fail(&error);
        let mut query = self.conn.prepare_cached(sql).map_err(fail)?;
        let mut rows = query.query([]).map_err(fail)?;
        while let Some(row) = rows.next().map_err(fail)? {
            take(read(row).map_err(fail)?)?;
        }
        Ok(())
    }
}

fn write_line(out: &mut dyn Write, line: &Line, body: Option<&str>) -> std::io::Result<()> {
    let mut text = serde_json::to_string(line)?;
    if let Some(body) = body {
        text.pop();
        text.push_str(BODY);
        text.push_str(body);
        text.push('}');
    }
    text.push('\n');
    out.write_all(text.as_bytes())
}
