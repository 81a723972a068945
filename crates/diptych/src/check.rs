//! A claim in plain words against the sources of a case.

use diptych_compare::Input;
use diptych_core::{Case, Checked, Lang, Problem, Statement, codes};

use crate::{Given, Options, Reading, pipeline};

/// Reads the sources, and says what follows from them for `claim`.
///
/// `lang` is the claim's language; where it is not given it is told from the words.
pub fn check(
    case: &Case,
    given: &[Given],
    claim: &str,
    lang: Option<Lang>,
    options: &Options<'_>,
) -> Checked {
    let reading = pipeline::read_all(given, case.period, options);
    let (statements, mut problems) =
        pipeline::attribute_all(case, &reading.sources, &reading.documents, options);
    let mut out = check_in(case, &reading, &statements, claim, lang, options);
    problems.splice(0..0, reading.problems);
    out.problems.splice(0..0, problems);
    out
}

/// As [`check`], against sources that were read and attributed before.
pub fn check_in(
    case: &Case,
    reading: &Reading,
    statements: &[Statement],
    claim: &str,
    lang: Option<Lang>,
    options: &Options<'_>,
) -> Checked {
    let claim = claim.trim();
    let lang = lang
        .or_else(|| diptych_lang::detect(claim))
        .unwrap_or_default();
    let mut input = Input {
        case,
        sources: &reading.sources,
        documents: &reading.documents,
        meaning: options.meaning.copied(),
    };
    let proposed;
    if case.sides.is_empty() || case.issues.is_empty() {
        proposed = diptych_compare::propose(&input, statements);
        input.case = &proposed;
    }
    let mut out = diptych_compare::check::check(&input, statements, claim, &lang);
    if out.holder.is_none() && out.passages.is_empty() {
        let message = "no side of the case and no position was understood in the claim";
        out.problems.push(Problem::new(&codes::NO_CLAIM, message));
    }
    out
}
