//! Judging a record: statements first, then rows, then what nobody said.

use diptych_core::{Record, Span, Statement};
use serde_json::Value;

use super::file::{Expected, NotStatement};
use super::place::Page;
use super::rows::Rows;
use super::score::{CaseScore, Violation};
use super::statements::{
    FOUND, best_of, candidates, is_page, lies_in, locate, statement_score, touches,
};

/// Scores `record` against the value of an `expected.json`.
///
/// `documents` gives the document text of a source by its path in the record.
/// A file that does not fit its form gives a score with one fault. The side of
/// a speaker counts as right where any is given; see [`Expected::with_case`].
pub fn score(
    expected: &Value,
    record: &Record,
    documents: &dyn Fn(&str) -> Option<String>,
) -> CaseScore {
    match Expected::parse(expected) {
        Ok(expected) => score_expected(&expected, record, documents),
        Err(error) => CaseScore {
            faults: vec![format!("the file of expectations: {error}")],
            ..CaseScore::default()
        },
    }
}

/// Scores `record` against expectations already read.
///
/// `documents` gives the document text of a source by its path in the record.
pub fn score_expected(
    expected: &Expected,
    record: &Record,
    documents: &dyn Fn(&str) -> Option<String>,
) -> CaseScore {
    let mut score = CaseScore::default();
    let mut pages = Vec::new();
    for source in &record.sources {
        match documents(&source.path) {
            Some(text) => pages.push(Page::new(&source.path, text)),
            None => score.faults.push(format!("no text of {}", source.path)),
        }
    }
    let mut rows = Rows::new(record);
    for wanted in &expected.statements {
        let Some((page, span)) = locate(wanted, &pages) else {
            let fault = format!("{}: its words stand in no source", wanted.id);
            score.faults.push(fault);
            score.statements.push(statement_score(wanted, None));
            continue;
        };
        let best = best_of(record, page, span, wanted);
        let covering = candidates(record, page, span)
            .filter(|(_, iou)| *iou >= FOUND)
            .map(|(statement, _)| statement.id.clone())
            .collect();
        let part_of = |s: &&Statement| lies_in(page, span, s);
        let within = record.statements.iter().filter(part_of);
        let within = within.map(|statement| statement.id.clone()).collect();
        rows.place(&wanted.id, page, span, covering, within);
        score.statements.push(statement_score(wanted, best));
    }
    score.divergences = rows.hits(&expected.divergences, &mut score.faults);
    score.optional = rows.hits(&expected.optional, &mut score.faults);
    score.forbidden = rows.broken(&expected.forbidden);
    score.unlisted = rows.unlisted();
    for text in &expected.not_statements {
        score.violations.extend(violation(text, record, &pages));
        if places(text, &pages).next().is_none() {
            let fault = format!("`{}` stands in no source", text.text());
            score.faults.push(fault);
        }
    }
    score.beyond = record
        .statements
        .iter()
        .filter(|s| s.kind.is_said() && !s.is_question && !rows.is_placed(&s.id))
        .filter(|s| {
            let touched = |(page, span): (&Page, Span)| is_page(page, &s.path) && touches(s, span);
            !expected
                .allowed
                .iter()
                .flat_map(|t| places(t, &pages))
                .any(touched)
        })
        .map(|s| s.id.clone())
        .collect();
    score
}

/// Every place of the text in the sources it is meant for.
fn places<'a>(text: &'a NotStatement, pages: &'a [Page]) -> impl Iterator<Item = (&'a Page, Span)> {
    pages
        .iter()
        .filter(|page| match text {
            NotStatement::Text(_) => true,
            NotStatement::In { source, .. } => is_page(page, source),
        })
        .flat_map(|page| {
            let found = page.find(text.text(), page.whole());
            found.into_iter().map(move |span| (page, span))
        })
}

/// The first statement by anyone that holds a part of the text as said. What
/// the record marks as a question is given to no one.
fn violation(text: &NotStatement, record: &Record, pages: &[Page]) -> Option<Violation> {
    places(text, pages).find_map(|(page, span)| {
        let given = |s: &&Statement| {
            s.kind.is_said()
                && !s.is_question
                && s.speaker.shown().is_some()
                && is_page(page, &s.path)
        };
        let statement = record
            .statements
            .iter()
            .filter(given)
            .find(|s| touches(s, span))?;
        Some(Violation {
            text: text.text().to_owned(),
            statement: statement.id.clone(),
            speaker: statement.speaker.shown().unwrap_or_default().to_owned(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{TEXT, documents, expected, record, said};
    use super::*;

    #[test]
    fn a_record_as_expected_is_clean() {
        let score = score(&expected(), &record(), &documents);
        assert!(score.is_clean(), "{score}");
        assert_eq!((score.beyond.len(), score.unlisted.len()), (0, 0));
        assert_eq!(score.hits_among(0), 0);
    }

    #[test]
    fn furniture_given_to_someone_is_a_violation() {
        let mut record = record();
        record
            .statements
            .push(said("c", "Ada Renn", "north", 4, "Weather"));
        let score = score(&expected(), &record, &documents);
        assert_eq!((score.violations.len(), score.beyond.len()), (0, 1));
        record
            .statements
            .push(said("d", "Ada Renn", "north", 4, "Sport | Weather"));
        let score = super::score(&expected(), &record, &documents);
        assert_eq!(score.violations[0].speaker, "Ada Renn");
    }

    #[test]
    fn what_the_file_gets_wrong_is_a_fault() {
        let mut value = expected();
        value["statements"][0]["begins"] = "Never said".into();
        value["divergences"][0]["right_snippet"] = "absent words".into();
        let score = score(&value, &record(), &documents);
        assert_eq!(score.faults.len(), 3, "{score}");
        let broken = super::score(&serde_json::json!({"statements": 3}), &record(), &documents);
        assert_eq!(broken.faults.len(), 1);
        let none = super::score(&expected(), &record(), &|_| None);
        assert!(!none.is_clean());
    }

    #[test]
    fn bytes_that_lie_are_searched_for() {
        let mut value = expected();
        value["statements"][0]["start"] = 1.into();
        value["statements"][0]["end"] = TEXT.len().into();
        assert!(score(&value, &record(), &documents).is_clean());
    }
}
