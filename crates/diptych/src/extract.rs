//! Statements without a comparison.

use std::collections::HashMap;

use diptych_attribute::Attributor;
use diptych_core::{
    Case, Day, Document, Lang, Period, Problem, Said, Source, Statement, StatementKind,
};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{Given, Options, language, masthead, pipeline, verbatim};

/// A document of the line form: one JSON object a line.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Incoming {
    /// Name of the document, given back with every statement.
    pub doc: String,
    /// The text; offsets are UTF-8 bytes of it.
    pub text: String,
    /// Language; found from the text where it is missing.
    #[serde(default)]
    pub lang: Option<String>,
    /// Day of publication.
    #[serde(default)]
    pub date: Option<String>,
}

/// A statement as `extract` prints it: one JSON object a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Extracted {
    /// Name of the document.
    pub doc: String,
    /// First byte of the first fragment.
    pub quote_start: usize,
    /// One past the last byte of the last fragment.
    pub quote_end: usize,
    /// First byte and one past the last of every fragment.
    pub fragments: Vec<(usize, usize)>,
    /// The words, ` […] ` between fragments.
    pub text: String,
    /// How the words stand in the source.
    pub kind: StatementKind,
    /// First byte of the speaker's mention.
    pub speaker_start: Option<usize>,
    /// One past its last byte.
    pub speaker_end: Option<usize>,
    /// The mention.
    pub speaker_text: Option<String>,
    /// The resolved name.
    pub speaker_name: Option<String>,
    /// Who tells us, from the outlet inwards.
    pub reported_by: Vec<String>,
    /// When it was said.
    pub said: Option<Said>,
    /// Language of the words.
    pub lang: Lang,
    /// Whether the report is negated.
    pub denied: bool,
    /// Whether it is a reporter's question.
    pub is_question: bool,
}

impl Extracted {
    fn new(doc: &str, statement: Statement) -> Self {
        let span = statement.span();
        let mention = statement.speaker.mention_span;
        Self {
            doc: doc.to_owned(),
            quote_start: span.start,
            quote_end: span.end,
            fragments: statement
                .fragments
                .iter()
                .map(|fragment| (fragment.start, fragment.end))
                .collect(),
            text: statement.words(),
            kind: statement.kind,
            speaker_start: mention.map(|span| span.start),
            speaker_end: mention.map(|span| span.end),
            speaker_text: statement.speaker.mention,
            speaker_name: statement.speaker.name,
            reported_by: statement.reported_by,
            said: statement.said,
            lang: statement.lang,
            denied: statement.denied,
            is_question: statement.is_question,
        }
    }
}

/// The statements of one text. What the outlet says for itself is left out.
pub fn extract_text(
    attributor: &Attributor,
    incoming: &Incoming,
) -> (Vec<Extracted>, Vec<Problem>) {
    let read = diptych_read::read_text(&incoming.doc, &incoming.text);
    let (mut source, mut problems) = (read.source, read.problems);
    let Some(mut document) = read.document else {
        return (Vec::new(), problems);
    };
    if let Some(lang) = &incoming.lang {
        source.extra.insert("lang_label".to_owned(), lang.clone());
        source.lang = Lang::from(lang.as_str());
    }
    if let Some(day) = incoming
        .date
        .as_deref()
        .and_then(|date| Day::parse(date.get(..10)?))
    {
        source.published = Some(day);
    }
    language::settle(&mut source, &mut document, &mut problems);
    masthead::settle(&mut source, &document, Period::default());
    (
        statements(attributor, &incoming.doc, &source, &document, &mut problems),
        problems,
    )
}

/// How many files are worked on before the next are read.
const AT_ONCE: usize = 64;

/// The statements of every source, with the people and bodies of `case` known by name.
///
/// Holds all of them; [`extract_each`] does not.
pub fn extract(
    case: &Case,
    given: &[Given],
    options: &Options<'_>,
) -> (Vec<Extracted>, Vec<Problem>) {
    let mut all = Vec::new();
    let done: Result<_, std::convert::Infallible> = extract_each(case, given, options, |one| {
        all.push(one);
        Ok(())
    });
    let Ok(problems) = done;
    (all, problems)
}

/// Hands every statement of every source to `take`, in order, and gives the problems back.
///
/// Only some files are held at a time, so that a folder may be larger than memory.
///
/// # Errors
/// The first error of `take`.
pub fn extract_each<E>(
    case: &Case,
    given: &[Given],
    options: &Options<'_>,
    mut take: impl FnMut(Extracted) -> Result<(), E>,
) -> Result<Vec<Problem>, E> {
    let attributor = Attributor::new(case);
    let mut problems = Vec::new();
    let mut seen = HashMap::new();
    for (number, some) in given.chunks(AT_ONCE).enumerate() {
        let before = number * AT_ONCE;
        let step = |stage, done, _| (options.progress)(stage, before + done, given.len());
        let options = Options {
            progress: &step,
            ..*options
        };
        let read = pipeline::read_some(some, case.period, &options, &mut seen);
        problems.extend(read.problems);
        let found: Vec<(Vec<Extracted>, Vec<Problem>)> = read
            .sources
            .par_iter()
            .zip(&read.documents)
            .map(|(source, document)| {
                let mut problems = Vec::new();
                let path = &source.path;
                let found = statements(&attributor, path, source, document, &mut problems);
                (found, problems)
            })
            .collect();
        for (statements, found) in found {
            statements.into_iter().try_for_each(&mut take)?;
            problems.extend(found);
        }
    }
    Ok(problems)
}

fn statements(
    attributor: &Attributor,
    doc: &str,
    source: &Source,
    document: &Document,
    problems: &mut Vec<Problem>,
) -> Vec<Extracted> {
    let mut found = attributor.attribute(source, document);
    problems.append(&mut found.problems);
    verbatim::hold(found.statements, document, problems)
        .into_iter()
        .filter(|statement| statement.kind != StatementKind::OutletReport)
        .map(|statement| Extracted::new(doc, statement))
        .collect()
}
