//! The quotations of a draft against the sources of a case.

use diptych_attribute::{Attributor, quotations};
use diptych_compare::Input;
use diptych_compare::verify::{Draft, Marked};
use diptych_core::{Case, Problem, Source, Statement, Verification, codes};

use crate::{Given, Options, Reading, pipeline};

/// Reads the sources and the draft, and checks every quotation of the draft.
///
/// Problems of the sources stand first in the result, those of the draft behind them.
pub fn verify(case: &Case, given: &[Given], draft: &Given, options: &Options<'_>) -> Verification {
    let reading = pipeline::read_all(given, case.period, options);
    let (statements, mut problems) =
        pipeline::attribute_all(case, &reading.sources, &reading.documents, options);
    let mut out = verify_in(case, &reading, &statements, draft, options);
    problems.splice(0..0, reading.problems);
    out.problems.splice(0..0, problems);
    out
}

/// As [`verify`], against sources that were read and attributed before.
pub fn verify_in(
    case: &Case,
    reading: &Reading,
    statements: &[Statement],
    draft: &Given,
    options: &Options<'_>,
) -> Verification {
    let mut problems = Vec::new();
    let mut read = Vec::new();
    for (one, mut found) in pipeline::read_file(draft, case.period, options) {
        problems.append(&mut found);
        read.extend(one);
    }
    let nothing = |problems: Vec<Problem>| Verification {
        schema: diptych_core::VERIFY_SCHEMA.to_owned(),
        draft: draft.path.clone(),
        sources: reading.sources.len(),
        problems,
        ..Verification::default()
    };
    if read.len() > 1 {
        let message = format!("{} holds {} texts", draft.path, read.len());
        problems.push(Problem::new(&codes::MANY_DRAFTS, message).in_source(&draft.path));
        return nothing(problems);
    }
    let Some((source, document)) = read.pop() else {
        return nothing(problems);
    };
    // An article, whatever it is about: a post or official text would be its author's own words.
    let source = Source {
        kind: diptych_core::SourceKind::Article,
        speaker: None,
        ..source
    };
    let attributor = Attributor::new(case);
    let (said, found) = pipeline::attribute_one(&attributor, &source, &document);
    problems.extend(found);
    let marked: Vec<Marked> = quotations(&document)
        .into_iter()
        .map(|one| Marked {
            words: one.words,
            marked: one.marked,
            unclosed: one.unclosed,
            block: one.block,
        })
        .collect();
    // The draft may lie among the sources; it proves nothing of itself.
    let kept: Vec<usize> = (0..reading.sources.len())
        .filter(|at| reading.sources[*at].sha256 != source.sha256)
        .collect();
    let own = kept.len() < reading.sources.len();
    let (sources, documents) = if own {
        (
            kept.iter().map(|at| reading.sources[*at].clone()).collect(),
            kept.iter()
                .map(|at| reading.documents[*at].clone())
                .collect(),
        )
    } else {
        (Vec::new(), Vec::new())
    };
    let input = Input {
        case,
        sources: if own { &sources } else { &reading.sources },
        documents: if own { &documents } else { &reading.documents },
        meaning: options.meaning.copied(),
    };
    let draft = Draft {
        source: &source,
        document: &document,
        statements: &said,
        marked: &marked,
    };
    let mut out = diptych_compare::verify::verify(&input, statements, &draft);
    if out.quotations.is_empty() {
        let message = format!("{} holds no quotation to check", source.path);
        problems.push(Problem::new(&codes::NO_QUOTES, message).in_source(&source.path));
    }
    out.problems.splice(0..0, problems);
    out
}
