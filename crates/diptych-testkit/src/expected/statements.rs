//! Statements: where an expected one stands, and what covers it.

use diptych_core::{Anchor, Record, Said, Span, Speaker, Statement, fold};

use super::file::ExpectedStatement;
use super::place::Page;
use super::score::StatementScore;

/// Letters in common, over letters in either, from which a statement counts as found.
pub(super) const FOUND: f64 = 0.8;

/// Whether `page` is the source that is written as `path`.
pub(super) fn is_page(page: &Page, path: &str) -> bool {
    let ends = |long: &str, short: &str| {
        long.strip_suffix(short)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
    };
    ends(&page.path, path) || ends(path, &page.path)
}

/// Where the expected statement stands.
pub(super) fn locate<'a>(
    wanted: &ExpectedStatement,
    pages: &'a [Page],
) -> Option<(&'a Page, Span)> {
    let meant = |page: &&Page| {
        wanted
            .source
            .as_ref()
            .is_none_or(|path| is_page(page, path))
    };
    pages.iter().filter(meant).find_map(|page| {
        if let (Some(start), Some(end)) = (wanted.start, wanted.end) {
            let span = Span::new(start, end);
            if page.reads(span, &wanted.begins, &wanted.ends) {
                return Some((page, span));
            }
        }
        if wanted.begins.is_empty() {
            return None;
        }
        Some((page, page.between(&wanted.begins, &wanted.ends)?))
    })
}

/// The fragments of a statement in order, without overlap.
fn parts(statement: &Statement) -> Vec<Span> {
    let mut spans: Vec<Span> = statement.fragments.iter().map(Anchor::span).collect();
    spans.sort();
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.cover(span),
            _ => out.push(span),
        }
    }
    out
}

/// Whether a fragment of the statement overlaps `span`.
pub(super) fn touches(statement: &Statement, span: Span) -> bool {
    parts(statement).iter().any(|part| part.overlaps(span))
}

/// Statements of the page that touch `span`, each with its IoU.
///
/// An expected stretch runs over the attribution that stands inside a
/// quotation; a statement in pieces is held against it whole as well.
pub(super) fn candidates<'a>(
    record: &'a Record,
    page: &'a Page,
    span: Span,
) -> impl Iterator<Item = (&'a Statement, f64)> {
    record
        .statements
        .iter()
        .filter(move |s| is_page(page, &s.path) && touches(s, span))
        .map(move |s| {
            (
                s,
                page.iou(span, &parts(s)).max(page.iou(span, &[s.span()])),
            )
        })
}

/// Whether at least half of the statement's letters lie in `span`.
pub(super) fn lies_in(page: &Page, span: Span, statement: &Statement) -> bool {
    if !is_page(page, &statement.path) {
        return false;
    }
    let (both, all) = page.shared(span, &parts(statement));
    both > 0 && both * 2 >= all
}

/// The statement that covers `span` best; of those that count as found, one by the right speaker.
pub(super) fn best_of<'a>(
    record: &'a Record,
    page: &'a Page,
    span: Span,
    wanted: &ExpectedStatement,
) -> Option<(&'a Statement, f64)> {
    let rank = |(statement, iou): &(&Statement, f64)| {
        let found = *iou >= FOUND;
        (
            found,
            found && is_speaker(&statement.speaker, &wanted.speaker),
            *iou,
        )
    };
    candidates(record, page, span).max_by(|a, b| {
        let (a, b) = (rank(a), rank(b));
        (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2))
    })
}

/// Whether the resolved name is the wanted one, a title before either left aside.
fn is_speaker(speaker: &Speaker, wanted: &str) -> bool {
    let Some(name) = speaker.name.as_deref() else {
        return false;
    };
    let (name, wanted) = (fold(name).text, fold(wanted).text);
    name == wanted || name.ends_with(&format!(" {wanted}"))
}

/// Whether every day the record leaves open is one that the editor allows.
fn is_date(said: Option<&Said>, wanted: &ExpectedStatement) -> bool {
    wanted.dates.is_empty()
        || said.is_some_and(|said| {
            wanted.dates.contains(&said.from) && wanted.dates.contains(&said.to)
        })
}

/// How the expected statement fared with what covers it best.
pub(super) fn statement_score(
    wanted: &ExpectedStatement,
    best: Option<(&Statement, f64)>,
) -> StatementScore {
    let mut score = StatementScore {
        id: wanted.id.clone(),
        found: None,
        iou: best.map_or(0.0, |(_, iou)| iou),
        speaker: false,
        side: false,
        date: false,
        remark: String::new(),
    };
    let Some((statement, iou)) = best else {
        "nothing stands there".clone_into(&mut score.remark);
        return score;
    };
    if iou < FOUND {
        score.remark = format!("only {} stands there, IoU {iou:.2}", statement.id);
        return score;
    }
    score.found = Some(statement.id.clone());
    score.speaker = is_speaker(&statement.speaker, &wanted.speaker);
    score.side = match &statement.speaker.side {
        Some(side) => wanted.sides.is_empty() || wanted.sides.contains(side),
        None => false,
    };
    score.date = is_date(statement.said.as_ref(), wanted);
    let mut wrong = Vec::new();
    if !score.speaker {
        let shown = statement.speaker.shown().unwrap_or("nobody");
        wrong.push(format!("speaker {shown}, not {}", wanted.speaker));
    }
    if !score.side {
        let shown = statement
            .speaker
            .side
            .as_ref()
            .map_or("none", |s| s.as_str());
        wrong.push(format!("side {shown}"));
    }
    if !score.date {
        let said = statement.said.as_ref();
        let shown = said.map_or("none".to_owned(), |said| {
            format!("{} to {}", said.from, said.to)
        });
        wrong.push(format!("date {shown}"));
    }
    score.remark = wrong.join("; ");
    score
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{documents, expected, record};
    use super::super::judge::score;
    use diptych_core::Day;

    #[test]
    fn a_wrong_speaker_side_or_date_is_found_but_not_right() {
        let mut record = record();
        record.statements[0].speaker.name = Some("Bo Lind".into());
        record.statements[1].speaker.side = None;
        let said = record.statements[1].said.as_mut().unwrap();
        said.to = Day::new(2031, 3, 6).unwrap();
        let score = score(&expected(), &record, &documents);
        assert_eq!((score.statements_found(), score.statements_right()), (2, 0));
        assert_eq!(score.statements[0].remark, "speaker Bo Lind, not Ada Renn");
        assert_eq!(
            score.statements[1].remark,
            "side none; date 2031-03-05 to 2031-03-06"
        );
    }

    #[test]
    fn half_of_the_words_are_not_the_statement() {
        let mut record = record();
        let anchor = &mut record.statements[1].fragments[0];
        anchor.end = anchor.start + 30;
        let score = score(&expected(), &record, &documents);
        assert_eq!(score.statements_found(), 1);
        assert!(
            score.beyond.is_empty(),
            "a part of an expected statement is none beyond"
        );
    }

    #[test]
    fn of_two_that_cover_it_the_right_speaker_counts() {
        let mut record = record();
        let mut other = record.statements[0].clone();
        other.id = "x".into();
        other.speaker.name = Some("President Ada Renn".into());
        record.statements[0].speaker.name = None;
        record.statements.push(other);
        let score = score(&expected(), &record, &documents);
        assert_eq!(score.statements[0].found.as_ref().unwrap().as_str(), "x");
        assert!(score.is_clean());
    }
}
