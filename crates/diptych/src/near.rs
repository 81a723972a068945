//! Sources that mostly repeat another one.

use diptych_compare::near_texts;
use diptych_core::{Document, Problem, Record, Source, codes};

/// A problem for every source whose text is nearly that of an earlier one; parts of one file are
/// not told from each other.
pub(crate) fn near(sources: &[Source], documents: &[Document]) -> Vec<Problem> {
    let file = |number: usize| file(&sources[number].path);
    near_texts(documents)
        .into_iter()
        .filter(|one| file(one.later) != file(one.earlier))
        .map(|one| {
            let (part, whole) = if one.shorter == one.later {
                (one.later, one.earlier)
            } else {
                (one.earlier, one.later)
            };
            // Not every row of words is compared, so that a hundred cannot be said.
            let most = match (one.share * 100.0).floor() {
                percent if percent < 99.0 => format!("{percent} % of the"),
                _ => "nearly all".to_owned(),
            };
            let message = format!(
                "{most} words of {} stand in {} as well",
                sources[part].path, sources[whole].path
            );
            Problem::new(&codes::NEAR_COPY, message).in_source(&sources[one.later].path)
        })
        .collect()
}

/// What a record says of near copies among the sources of `paths` (files of the case).
pub fn near_copies(record: &Record, paths: &[String]) -> Vec<Problem> {
    among(&record.problems, paths)
}

pub(crate) fn among(problems: &[Problem], paths: &[String]) -> Vec<Problem> {
    let is_of = |problem: &&Problem| {
        let source = problem.source.as_deref().map(file);
        problem.code == codes::NEAR_COPY.id
            && source.is_some_and(|source| paths.iter().any(|path| path == source))
    };
    problems.iter().filter(is_of).cloned().collect()
}

fn file(path: &str) -> &str {
    path.split('#').next().unwrap_or(path)
}
