//! A claim in plain words against the sources of a case.

use diptych_attribute::Attributor;
use diptych_compare::Input;
use diptych_compare::check::{Author, Claim};
use diptych_core::{
    Block, BlockKind, Case, Checked, Document, Lang, Problem, Source, SourceId, Span, Statement,
    StatementKind, codes,
};

use crate::pipeline::{self, attribute_one};
use crate::{Given, Options, Reading};

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
    let claim = read(claim, lang, input.case);
    let mut out = diptych_compare::check::check(&input, statements, &claim);
    if out.holder.is_none() && out.passages.is_empty() {
        let message = "no side of the case and no position was understood in the claim";
        out.problems.push(Problem::new(&codes::NO_CLAIM, message));
    }
    out
}

/// The claim, and who is said in it to say what: "Arland says the weir stays shut".
fn read<'c>(text: &'c str, lang: Lang, case: &Case) -> Claim<'c> {
    let claim = Claim::read(text, lang, case);
    if claim.author.is_some() {
        return claim;
    }
    let id = SourceId::from("claim".to_owned());
    let source = Source {
        id: id.clone(),
        lang: claim.lang.clone(),
        ..Source::default()
    };
    let document = Document {
        source: id,
        text: text.to_owned(),
        blocks: vec![Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Paragraph,
            level: 0,
            reason: None,
        }],
        lang: claim.lang.clone(),
        map: Vec::new(),
    };
    let found = attribute_one(&Attributor::new(case), &source, &document).0;
    let told = |one: &&Statement| {
        matches!(
            one.kind,
            StatementKind::Indirect | StatementKind::Mixed | StatementKind::Direct
        ) && !one.denied
            && !one.is_question
    };
    let [one] = found.iter().filter(told).collect::<Vec<_>>()[..] else {
        return claim;
    };
    match &one.speaker.side {
        Some(side) => {
            let author = Author {
                name: one.speaker.name.clone(),
                side: side.clone(),
            };
            claim.told(one.span(), author)
        }
        None => claim,
    }
}
