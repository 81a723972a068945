//! The way of the data.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use diptych_attribute::Attributor;
use diptych_compare::Input;
use diptych_core::{
    Case, CaseHead, Document, Period, Problem, Record, SCHEMA_VERSION, Source, Statement, Tier,
    codes,
};
use diptych_read::ReadOptions;
use rayon::prelude::*;

use crate::{Given, Options, Stage, language, masthead, near, verbatim};

/// Sources that could be read, their documents in the same order, and what could not.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Sources with a document.
    pub sources: Vec<Source>,
    /// Their documents.
    pub documents: Vec<Document>,
    /// What was not read.
    pub problems: Vec<Problem>,
}

/// A record, and what it was made from.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    /// The record.
    pub record: Record,
    /// The case that was compared, proposed sides and issues included.
    pub case: Case,
    /// Documents, in the order of the record's sources, without their maps: anchors are places of the
    /// text, and a folder may hold more pages than memory holds maps. [`read_all`] keeps them.
    pub documents: Vec<Document>,
}

/// Reads every source. The same bytes twice are one source.
///
/// `period` supplies the year of a masthead that gives only day and month.
pub fn read_all(given: &[Given], period: Period, options: &Options<'_>) -> Reading {
    read_some(given, period, options, &mut HashMap::new())
}

/// Reads every source that was not `seen` before: paths by digest.
pub(crate) fn read_some(
    given: &[Given],
    period: Period,
    options: &Options<'_>,
    seen: &mut HashMap<String, String>,
) -> Reading {
    read_by(given, options, seen, |one| read_file(one, period, options))
}

fn read_by(
    given: &[Given],
    options: &Options<'_>,
    seen: &mut HashMap<String, String>,
    read: impl Fn(&Given) -> Vec<One> + Sync,
) -> Reading {
    let done = AtomicUsize::new(0);
    let results: Vec<Vec<One>> = given
        .par_iter()
        .map(|one| {
            let result = read(one);
            (options.progress)(
                Stage::Read,
                done.fetch_add(1, Ordering::Relaxed) + 1,
                given.len(),
            );
            result
        })
        .collect();
    let mut reading = Reading::default();
    for (read, problems) in results.into_iter().flatten() {
        reading.problems.extend(problems);
        let Some((source, document)) = read else {
            continue;
        };
        if let Some(first) = seen.get(&source.sha256) {
            let message = format!("{} is the same file as {first}", source.path);
            reading
                .problems
                .push(Problem::new(&codes::SAME_TEXT, message).in_source(&source.path));
            continue;
        }
        seen.insert(source.sha256.clone(), source.path.clone());
        reading.sources.push(source);
        reading.documents.push(document);
    }
    reading
}

/// A source and its document where it could be read, and what was met on the way.
pub(crate) type One = (Option<(Source, Document)>, Vec<Problem>);

/// Reads a file; a feed, an archive or an export holds several sources.
pub(crate) fn read_file(given: &Given, period: Period, options: &Options<'_>) -> Vec<One> {
    let limits = ReadOptions {
        max_size: options.max_size,
        changes: options.changes,
    };
    let bytes = match given.load(limits.max_size) {
        Ok(bytes) => bytes,
        Err(problem) => return vec![(None, vec![*problem])],
    };
    let settle = |read: diptych_read::Reading| {
        let diptych_read::Reading {
            mut source,
            document,
            mut problems,
        } = read;
        let read = document.map(|mut document| {
            language::settle(&mut source, &mut document, &mut problems);
            masthead::settle(&mut source, &document, period);
            (source, document)
        });
        (read, problems)
    };
    if let Some(pdf) = options.pdf
        && bytes.len() <= options.max_size
        && diptych_read::is_pdf(&bytes)
    {
        return vec![match (pdf.take)(&bytes) {
            Ok(pages) => settle(diptych_read::read_pages(&given.path, &bytes, pages)),
            Err(problem) => (None, vec![problem.in_source(&given.path)]),
        }];
    }
    diptych_read::read_each(&given.path, &bytes, &limits)
        .into_iter()
        .map(settle)
        .collect()
}

/// Compares the accounts in `given`. Where `case` names no sides or no issues, they are proposed.
pub fn compare(case: Case, given: Vec<Given>, options: &Options<'_>) -> Comparison {
    let without = |one: &Given| {
        let mut read = read_file(one, case.period, options);
        for (read, _) in &mut read {
            if let Some((_, document)) = read {
                document.map = Vec::new();
                document.text.shrink_to_fit();
                document.blocks.shrink_to_fit();
            }
        }
        read
    };
    let reading = read_by(&given, options, &mut HashMap::new(), without);
    drop(given);
    compare_read(case, reading, options, |case, sources, documents| {
        attribute_all(case, sources, documents, options)
    })
}

/// Statements, and what was not understood.
pub(crate) type Statements = (Vec<Statement>, Vec<Problem>);

/// Compares what was read; `attribute` finds the statements, given the people and bodies of a case.
pub(crate) fn compare_read(
    case: Case,
    reading: Reading,
    options: &Options<'_>,
    mut attribute: impl FnMut(&Case, &[Source], &[Document]) -> Statements,
) -> Comparison {
    let Reading {
        sources,
        documents,
        mut problems,
    } = reading;
    let proposing = case.sides.is_empty() || case.issues.is_empty();
    let (mut statements, mut found) = attribute(&case, &sources, &documents);
    let case = if proposing {
        let input = Input {
            case: &case,
            sources: &sources,
            documents: &documents,
            meaning: options.meaning.copied(),
        };
        let proposed = diptych_compare::propose(&input, &statements);
        if case.sides.is_empty() {
            problems.push(Problem::new(&codes::NO_SIDES, "the case names no sides"));
        }
        if case.issues.is_empty() {
            problems.push(Problem::new(&codes::NO_ISSUES, "the case names no issues"));
        }
        // The sides of the speakers are known only now; of a large case there is no room for both.
        drop(statements);
        (statements, found) = attribute(&proposed, &sources, &documents);
        proposed
    } else {
        case
    };
    problems.append(&mut found);

    (options.progress)(Stage::Compare, 0, 1);
    let input = Input {
        case: &case,
        sources: &sources,
        documents: &documents,
        meaning: options.meaning.copied(),
    };
    let compared = diptych_compare::compare(&input, statements);
    (options.progress)(Stage::Compare, 1, 1);
    problems.extend(compared.problems);
    problems.extend(near::near(&sources, &documents));
    let record = Record {
        schema: SCHEMA_VERSION.to_owned(),
        tier: match options.meaning {
            Some(_) if compared.encoded => Tier::Encoder,
            _ => Tier::Lexical,
        },
        case: CaseHead {
            proposed: proposing,
            ..CaseHead::from(&case)
        },
        sources,
        statements: compared.statements,
        positions: compared.positions,
        utterances: compared.utterances,
        claims: compared.claims,
        divergences: compared.divergences,
        decisions: Vec::new(),
        edits: Vec::new(),
        problems,
        headline: None,
    };
    Comparison {
        record,
        case,
        documents,
    }
}

pub(crate) fn attribute_all(
    case: &Case,
    sources: &[Source],
    documents: &[Document],
    options: &Options<'_>,
) -> (Vec<Statement>, Vec<Problem>) {
    let attributor = Attributor::new(case);
    let done = AtomicUsize::new(0);
    let results: Vec<Statements> = sources
        .par_iter()
        .zip(documents)
        .map(|(source, document)| {
            let (statements, problems) = attribute_one(&attributor, source, document);
            (options.progress)(
                Stage::Attribute,
                done.fetch_add(1, Ordering::Relaxed) + 1,
                sources.len(),
            );
            (statements, problems)
        })
        .collect();
    let mut statements = Vec::with_capacity(results.iter().map(|(found, _)| found.len()).sum());
    let mut problems = Vec::new();
    for (mut found, mut wrong) in results {
        statements.append(&mut found);
        problems.append(&mut wrong);
    }
    (statements, problems)
}

/// The statements of one document, each verbatim.
pub(crate) fn attribute_one(
    attributor: &Attributor,
    source: &Source,
    document: &Document,
) -> Statements {
    let found = attributor.attribute(source, document);
    let mut problems = found.problems;
    let statements = verbatim::hold(found.statements, document, &mut problems);
    (statements, problems)
}
