//! Whether the record, the index of words and the log are as they were written.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use diptych_core::{Evidence, Record, Span, Statement};

use crate::check::{Check, MEND, RESTORE, holds};
use crate::reading::Reading;
use crate::search::words;
use crate::{Result, Store};

/// The texts of each source, by every reader that the store remembers.
type Texts<'r> = HashMap<&'r str, Vec<&'r str>>;

impl Store {
    pub(crate) fn check_record(&self) -> Check {
        let wrong = self.wrong_in_record();
        let passed = matches!(&wrong, Ok(Ok(_)));
        let detail = match wrong {
            Ok(Ok(found) | Err(found)) => found,
            Err(error) => error.to_string(),
        };
        Check {
            name: "record",
            passed,
            detail,
            help: (!passed).then_some(MEND),
        }
    }

    /// What was found good, or what is wrong.
    fn wrong_in_record(&self) -> Result<std::result::Result<String, String>> {
        let Some(record) = self.record()? else {
            return Ok(Ok("no comparison yet".to_owned()));
        };
        let readings = self.every_reading()?;
        let texts = texts(&readings);
        let found = loose(&record, &texts);
        if let Some(first) = found.first() {
            let more = match found.len() {
                1 => String::new(),
                several => format!(" and {} more", several - 1),
            };
            return Ok(Err(format!("{first}{more}")));
        }
        let mut astray = 0;
        self.each(
            "SELECT id, said_from, said_to, body FROM statement",
            |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    (row.get(1)?, row.get(2)?),
                    row.get::<_, String>(3)?,
                ))
            },
            |(id, days, body)| {
                let one: Statement = self.parse(&id, &body)?;
                astray += usize::from(one.id.as_str() != id || words::days(&one) != days);
                Ok(())
            },
        )?;
        Ok(if astray == 0 {
            let (statements, positions) = (record.statements.len(), record.positions.len());
            Ok(format!(
                "{statements} statements and {positions} positions stand where they say"
            ))
        } else {
            Err(format!(
                "{astray} statements are filed under other days or names"
            ))
        })
    }

    /// Sets the index beside one that is made anew of the statements, word by word.
    pub(crate) fn check_index(&self) -> Result<Check> {
        let fail = |error: rusqlite::Error| self.fail(&error);
        let run = |sql: &str| self.conn.execute_batch(sql).map_err(fail);
        run(&format!(
            "DROP TABLE IF EXISTS temp.held; DROP TABLE IF EXISTS temp.made;
             DROP TABLE IF EXISTS temp.fresh;
             CREATE VIRTUAL TABLE temp.fresh USING fts5 ({});
             CREATE VIRTUAL TABLE temp.held USING fts5vocab (main, words, instance);
             CREATE VIRTUAL TABLE temp.made USING fts5vocab (temp, fresh, instance);",
            words::COLUMNS
        ))?;
        let mut statements = 0;
        self.each(
            "SELECT row, body FROM statement",
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)),
            |(row, body)| {
                // One that cannot be read back is told of with the record.
                let Ok(one) = serde_json::from_str::<Statement>(&body) else {
                    return Ok(());
                };
                statements += 1;
                words::add_to(&self.conn, "temp.fresh", row, &one).map_err(fail)
            },
        )?;
        let sums = |table: &str| -> Result<HashMap<i64, u64>> {
            let mut sums: HashMap<i64, u64> = HashMap::new();
            self.each(
                &format!("SELECT doc, term, col, offset FROM temp.{table}"),
                |row| {
                    let mut hash = DefaultHasher::new();
                    row.get_ref(1)?.as_bytes()?.hash(&mut hash);
                    row.get_ref(2)?.as_bytes()?.hash(&mut hash);
                    row.get::<_, i64>(3)?.hash(&mut hash);
                    Ok((row.get(0)?, hash.finish()))
                },
                |(row, hash): (i64, u64)| {
                    let sum = sums.entry(row).or_default();
                    *sum = sum.wrapping_add(hash);
                    Ok(())
                },
            )?;
            Ok(sums)
        };
        let held = sums("held");
        let made = sums("made")?;
        run("DROP TABLE temp.held; DROP TABLE temp.made; DROP TABLE temp.fresh;")?;
        let (passed, detail) = match held {
            Ok(held) => {
                let right = made
                    .iter()
                    .filter(|(row, sum)| held.get(row) == Some(sum))
                    .count();
                let strange = held.keys().filter(|row| !made.contains_key(row)).count();
                let more = match strange {
                    0 => String::new(),
                    some => format!("; it holds {some} that there are not"),
                };
                (
                    right == statements && strange == 0,
                    format!("{right} of {statements} statements can be searched{more}"),
                )
            }
            Err(error) => (false, error.to_string()),
        };
        Ok(Check {
            name: "index",
            passed,
            detail,
            help: (!passed).then_some(MEND),
        })
    }

    pub(crate) fn check_vectors(&self) -> Result<Check> {
        let (all, wrong) = self.count_vectors()?;
        let (pieces, torn) = self.count_pieces()?;
        let (wrong, of) = (wrong + torn, all + pieces);
        Ok(Check {
            name: "vectors",
            passed: wrong == 0,
            detail: match wrong {
                0 => format!("{all} of length one"),
                some => format!("{some} of {of} are not what an encoder makes"),
            },
            help: (wrong > 0).then_some(MEND),
        })
    }

    pub(crate) fn check_decisions(&self) -> Check {
        let log = self.log();
        let (passed, detail) = match &log {
            Ok(log) => {
                let changed = log
                    .decisions
                    .iter()
                    .filter(|one| (*one).clone().with_id().id != one.id)
                    .count();
                let all = log.decisions.len();
                match changed {
                    0 => (true, format!("{all} in the log")),
                    some => (false, format!("{some} of {all} are not as they were made")),
                }
            }
            Err(error) => (false, error.to_string()),
        };
        Check {
            name: "decisions",
            passed,
            detail,
            help: (!passed).then_some(RESTORE),
        }
    }
}

fn texts(readings: &[Reading]) -> Texts<'_> {
    let mut texts = Texts::new();
    for (source, document) in readings.iter().flat_map(|reading| &reading.read) {
        let list = texts.entry(source.id.as_str()).or_default();
        list.push(&document.text);
    }
    texts
}

/// What of a record does not stand where it says.
fn loose(record: &Record, texts: &Texts<'_>) -> Vec<String> {
    let mut out = Vec::new();
    let mut sources: HashMap<&str, &[&str]> = HashMap::new();
    for one in &record.statements {
        let all = texts
            .get(one.source.as_str())
            .map_or(&[][..], Vec::as_slice);
        sources.insert(one.id.as_str(), all);
        if !all.iter().any(|text| holds(one, text)) {
            out.push(format!("{} is not verbatim in {}", one.id, one.path));
        }
    }
    let stands = |statement: &str, span: Span| {
        sources.get(statement).is_some_and(|all| {
            all.iter()
                .any(|text| span.start <= span.end && text.get(span.start..span.end).is_some())
        })
    };
    let shown = |one: &Evidence| stands(one.statement.as_str(), Span::new(one.start, one.end));
    let mut positions = HashSet::new();
    for one in &record.positions {
        positions.insert(one.id.as_str());
        let spans = one
            .conditions
            .iter()
            .chain(&one.hedges)
            .chain([&one.clause]);
        let all = spans
            .copied()
            .all(|span| stands(one.statement.as_str(), span));
        if !all || !one.evidence.iter().all(shown) {
            out.push(format!(
                "{} points at no words of {}",
                one.id, one.statement
            ));
        }
    }
    for one in &record.divergences {
        let ends = [Some(&one.left_position), one.right_position.as_ref()];
        let known = ends
            .into_iter()
            .flatten()
            .all(|id| positions.contains(id.as_str()));
        let statements = [Some(&one.left), one.right.as_ref()];
        let said = statements
            .into_iter()
            .flatten()
            .all(|id| sources.contains_key(id.as_str()));
        if !known || !said || !one.evidence.iter().all(shown) {
            out.push(format!("{} rests on what is not there", one.id));
        }
    }
    for one in &record.claims {
        if !positions.contains(one.position.as_str()) {
            out.push(format!(
                "a claim rests on {}, which is not there",
                one.position
            ));
        }
    }
    out
}
