//! Whether everything is as it was written.

use diptych_core::Statement;
use serde::Serialize;

use crate::reading::{Attribution, Reading, from_body};
use crate::{Result, Store};

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What was looked at.
    pub name: &'static str,
    /// Whether it is as it was written.
    pub passed: bool,
    /// What was found.
    pub detail: String,
    /// What to do, where it is not.
    pub help: Option<&'static str>,
}

pub(crate) const MEND: &str = "run `diptych doctor CASE --mend`: it is made again from the sources";
pub(crate) const RESTORE: &str =
    "run `diptych restore CASE BACKUP`; what the store still holds comes out with `diptych export`";

impl Store {
    /// Checks the file, every source by its digest, every document, every anchor, the index of
    /// words against the statements, and the log.
    ///
    /// # Errors
    /// Where the store cannot be read at all.
    pub fn check(&self) -> Result<Vec<Check>> {
        let mut checks = vec![self.file()?];
        checks.push(self.check_sources()?);
        checks.extend(self.check_documents()?);
        checks.push(self.check_record());
        checks.push(self.check_index()?);
        checks.push(self.check_vectors()?);
        checks.push(self.check_decisions());
        Ok(checks)
    }

    /// Throws away what can be made again from sources and decisions, so that the next look at
    /// the case makes it: documents, statements, the record, the index, vectors.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn mend(&mut self) -> Result<()> {
        self.write(|transaction| {
            transaction.execute_batch(
                "DELETE FROM attribution; DELETE FROM reading; DELETE FROM run;
                 DELETE FROM statement; DELETE FROM finding; DELETE FROM vector;
                 DELETE FROM piece; DELETE FROM encoder;
                 INSERT INTO words (words) VALUES ('delete-all');",
            )
        })
    }

    fn file(&self) -> Result<Check> {
        let mut wrong: Vec<String> = Vec::new();
        self.each(
            "PRAGMA integrity_check",
            |row| row.get::<_, String>(0),
            |line| {
                if line != "ok" {
                    wrong.push(line);
                }
                Ok(())
            },
        )?;
        self.each(
            "PRAGMA foreign_key_check",
            |row| row.get::<_, String>(0),
            |table| {
                wrong.push(format!("a row of {table} points nowhere"));
                Ok(())
            },
        )?;
        Ok(Check {
            name: "file",
            passed: wrong.is_empty(),
            detail: if wrong.is_empty() {
                format!("whole, schema {}", crate::SCHEMA)
            } else {
                wrong.iter().take(3).cloned().collect::<Vec<_>>().join("; ")
            },
            help: (!wrong.is_empty()).then_some(RESTORE),
        })
    }

    fn check_sources(&self) -> Result<Check> {
        let sources = self.sources()?;
        let wrong: Vec<&str> = sources
            .iter()
            .filter(|one| {
                let named = one.id.as_str().strip_prefix("src-");
                self.bytes(one.row).is_err()
                    || named.is_none_or(|digits| !one.sha256.starts_with(digits))
            })
            .map(|one| one.path.as_str())
            .collect();
        Ok(Check {
            name: "sources",
            passed: wrong.is_empty(),
            detail: if wrong.is_empty() {
                format!("{} with their digests", sources.len())
            } else {
                format!("not what was received: {}", wrong.join(", "))
            },
            help: (!wrong.is_empty()).then_some(RESTORE),
        })
    }

    fn check_documents(&self) -> Result<Vec<Check>> {
        let (mut documents, mut broken, mut statements, mut loose) = (0, 0, 0, 0);
        self.each(
            "SELECT r.body, coalesce(a.part, 0), a.body
             FROM reading AS r LEFT JOIN attribution AS a ON a.reading = r.row",
            |row| {
                Ok((
                    row.get::<_, Vec<u8>>(0)?,
                    row.get::<_, usize>(1)?,
                    row.get::<_, Option<Vec<u8>>>(2)?,
                ))
            },
            |(reading, part, attribution)| {
                documents += 1;
                let Ok(reading) = from_body::<Reading>(&reading) else {
                    broken += 1;
                    return Ok(());
                };
                let text = reading
                    .read
                    .get(part)
                    .map_or("", |(_, document)| &document.text);
                let found = attribution.map(|body| from_body::<Attribution>(&body));
                match found {
                    Some(Ok(found)) => {
                        statements += found.statements.len();
                        loose += found
                            .statements
                            .iter()
                            .filter(|one| !holds(one, text))
                            .count();
                    }
                    Some(Err(_)) => broken += 1,
                    None => {}
                }
                Ok(())
            },
        )?;
        Ok(vec![
            Check {
                name: "documents",
                passed: broken == 0,
                detail: format!("{broken} of {documents} cannot be read back"),
                help: (broken > 0).then_some(MEND),
            },
            Check {
                name: "anchors",
                passed: loose == 0,
                detail: format!("{loose} of {statements} statements are not verbatim"),
                help: (loose > 0).then_some(MEND),
            },
        ])
    }
}

/// Whether every anchor of a statement holds the words that stand there.
pub(crate) fn holds(statement: &Statement, text: &str) -> bool {
    statement
        .fragments
        .iter()
        .chain(&statement.cue)
        .all(|anchor| anchor.holds_in(text))
}
