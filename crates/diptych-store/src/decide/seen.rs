//! What stands before a person who decides.

use diptych_core::{
    Divergence, Position, Record, Role, Seen, SeenWords, Source, Span, Statement, Subject, Verb,
};

use crate::{Error, Result};

/// Finds what an identifier, or the beginning of one, stands for in a record.
///
/// # Errors
/// Where nothing has it, or several things have.
pub fn find(record: &Record, prefix: &str) -> Result<(Subject, String)> {
    let divergences = record
        .divergences
        .iter()
        .map(|one| (Subject::Divergence, one.id.as_str()));
    let statements = record
        .statements
        .iter()
        .map(|one| (Subject::Statement, one.id.as_str()));
    let positions = record
        .positions
        .iter()
        .map(|one| (Subject::Position, one.id.as_str()));
    let sources = record
        .sources
        .iter()
        .map(|one| (Subject::Source, one.id.as_str()));
    let mut found: Vec<(Subject, &str)> = divergences
        .chain(statements)
        .chain(positions)
        .chain(sources)
        .filter(|(_, id)| prefix.len() >= 4 && id.starts_with(prefix))
        .collect();
    found.dedup();
    if let Some(exact) = found.iter().find(|(_, id)| *id == prefix) {
        return Ok((exact.0, exact.1.to_owned()));
    }
    match found.as_slice() {
        [] => Err(Error::NoSuchId(prefix.to_owned())),
        [(subject, id)] => Ok((*subject, (*id).to_owned())),
        several => Err(Error::SeveralIds {
            prefix: prefix.to_owned(),
            found: several
                .iter()
                .take(5)
                .map(|(_, id)| (*id).to_owned())
                .collect(),
        }),
    }
}

/// A source, as it is seen by one who decides.
pub fn seen_source(source: &Source, verb: Verb) -> Seen {
    Seen {
        said: match verb {
            Verb::Date => source.published.map(|day| day.to_string()),
            _ => None,
        },
        ..plain(
            Subject::Source,
            vec![SeenWords {
                source: source.id.clone(),
                path: source.path.clone(),
                speaker: source.speaker.clone(),
                start: 0,
                end: 0,
                text: source.title.clone().unwrap_or_default(),
            }],
        )
    }
}

/// A statement as the program found it.
pub fn seen_statement(statement: &Statement, verb: Verb) -> Seen {
    Seen {
        said: said_of(statement, verb),
        ..plain(
            Subject::Statement,
            vec![words(statement, statement.span(), statement.words())],
        )
    }
}

/// What the program says of a field of a statement.
pub(super) fn said_of(statement: &Statement, verb: Verb) -> Option<String> {
    match verb {
        Verb::Kind => word(&statement.kind),
        Verb::Speaker => statement.speaker.shown().map(str::to_owned),
        Verb::Side => statement.speaker.side.as_ref().map(ToString::to_string),
        Verb::Date => statement.said.as_ref().map(|said| {
            if said.from == said.to {
                said.from.to_string()
            } else {
                format!("{}..{}", said.from, said.to)
            }
        }),
        _ => None,
    }
}

impl super::Log {
    /// A divergence or a position of a record, as it is seen by one who decides.
    pub fn seen_finding(record: &Record, subject: Subject, id: &str, verb: Verb) -> Option<Seen> {
        if subject == Subject::Position {
            let position = record.positions.iter().find(|one| one.id.as_str() == id)?;
            return Some(plain(Subject::Position, clause(record, position)?));
        }
        let one = record
            .divergences
            .iter()
            .find(|one| one.id.as_str() == id)?;
        Some(divergence(record, one, verb))
    }
}

pub(super) fn divergence(record: &Record, one: &Divergence, verb: Verb) -> Seen {
    let ids = [Some(&one.left_position), one.right_position.as_ref()];
    let words = ids
        .into_iter()
        .flatten()
        .filter_map(|id| record.positions.iter().find(|position| position.id == *id))
        .filter_map(|position| clause(record, position))
        .flatten()
        .collect();
    Seen {
        axis: Some(one.axis),
        aspect: Some(one.aspect),
        slot: one.slot,
        side: one.about.as_ref().map(|about| about.side.clone()),
        said: said_of_divergence(one, verb),
        ..plain(Subject::Divergence, words)
    }
}

/// What the program says of a divergence: confirming and rejecting are about its kind too.
pub(super) fn said_of_divergence(one: &Divergence, verb: Verb) -> Option<String> {
    match verb {
        Verb::Issue => Some(one.issue.to_string()),
        Verb::Translation | Verb::Context | Verb::Note | Verb::Undo => None,
        _ => Some(one.kind.word().to_owned()),
    }
}

fn clause(record: &Record, position: &Position) -> Option<Vec<SeenWords>> {
    let statement = record
        .statements
        .iter()
        .find(|one| one.id == position.statement)?;
    let text = position
        .evidence
        .iter()
        .find(|one| one.role == Role::Clause)
        .map_or_else(|| statement.words(), |one| one.text.clone());
    Some(vec![words(statement, position.clause, text)])
}

fn words(statement: &Statement, span: Span, text: String) -> SeenWords {
    SeenWords {
        source: statement.source.clone(),
        path: statement.path.clone(),
        speaker: statement.speaker.name.clone(),
        start: span.start,
        end: span.end,
        text,
    }
}

fn plain(subject: Subject, words: Vec<SeenWords>) -> Seen {
    Seen {
        subject,
        words,
        axis: None,
        aspect: None,
        slot: None,
        side: None,
        said: None,
    }
}

pub(super) fn word<T: serde::Serialize>(value: &T) -> Option<String> {
    serde_json::to_value(value)
        .ok()?
        .as_str()
        .map(str::to_owned)
}
