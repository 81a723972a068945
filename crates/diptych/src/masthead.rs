//! The day of publication, where no metadata gives it and a line at the head of the text does.

use diptych_core::{Document, Period, Precision, Source};
use diptych_lang::dates::{DateContext, find_dates};

/// How many blocks count as the head of a text.
const HEAD: usize = 6;
/// Longest masthead line, in bytes: an outlet's name, a place, a date, an edition.
const LONGEST: usize = 160;

/// Sets the day of publication from a masthead (“Morning Post, 18 April 2031”),
/// and keeps the line in `extra` under `published_line`.
///
/// Only a line counts that holds a full date with its year, or a day and a
/// time of the clock, and that leads to no quotation; or an agency's dateline.
pub(crate) fn settle(source: &mut Source, document: &Document, period: Period) {
    if source.published.is_some() {
        return;
    }
    let context = DateContext {
        published: None,
        named: None,
        tz: source.tz.clone(),
        period,
        lang: document.lang.clone(),
    };
    for block in document
        .blocks
        .iter()
        .filter(|block| !document.words(block).trim().is_empty())
        .take(HEAD)
    {
        let line = document.words(block);
        let line = dateline(line).unwrap_or(line);
        let is_masthead = line.len() <= LONGEST
            && !line.trim_end().ends_with([':', '?', '!'])
            && (has_year(line) || has_clock(line) || is_dateline(line));
        if !is_masthead {
            continue;
        }
        let (dates, _) = find_dates(line, 0, &context);
        if let Some(date) = dates
            .iter()
            .find(|date| date.from == date.to && date.precision <= Precision::Day)
        {
            source.published = Some(date.from);
            source
                .extra
                .insert("published_line".to_owned(), line.trim().to_owned());
            return;
        }
    }
}

/// What stands before the dash of an agency's dateline: `PORT, April 23 (Agency) -`.
fn dateline(line: &str) -> Option<&str> {
    let end = ["—", "–", " - "]
        .iter()
        .filter_map(|dash| line.find(dash))
        .min()?;
    let head = line[..end].trim_end();
    is_dateline(head).then_some(head)
}

/// Whether a line begins with a place in capitals and a comma, and is no longer than a dateline.
fn is_dateline(line: &str) -> bool {
    let Some((place, rest)) = line.split_once(',') else {
        return false;
    };
    let letters = place
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .count();
    line.len() <= 90
        && letters >= 3
        && !place.chars().any(char::is_lowercase)
        && rest.chars().any(|letter| letter.is_ascii_digit())
}

fn has_year(line: &str) -> bool {
    line.split(|letter: char| !letter.is_ascii_digit())
        .any(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20")))
}

fn has_clock(line: &str) -> bool {
    line.split(|letter: char| !letter.is_ascii_digit() && letter != ':')
        .any(|run| {
            run.split_once(':')
                .is_some_and(|(hour, minute)| (1..=2).contains(&hour.len()) && minute.len() == 2)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use diptych_core::{Block, BlockKind, Day, Lang, Span};

    fn published(text: &str, period: Period) -> Option<Day> {
        let mut at = 0;
        let blocks = text
            .split_inclusive('\n')
            .map(|line| {
                let span = Span::new(at, at + line.trim_end().len());
                at += line.len();
                Block {
                    span,
                    kind: BlockKind::Paragraph,
                    level: 0,
                    reason: None,
                }
            })
            .collect();
        let document = Document {
            text: text.to_owned(),
            blocks,
            lang: Lang::Uk,
            ..Document::default()
        };
        let mut source = Source::default();
        settle(&mut source, &document, period);
        source.published
    }

    #[test]
    fn a_masthead_dates_the_text() {
        let year = Period {
            from: Day::new(2031, 4, 1),
            to: Day::new(2031, 4, 30),
        };
        assert_eq!(
            published(
                "«Ранковий листок», 18 квітня 2031 року\nТекст новини.",
                Period::default()
            ),
            Day::new(2031, 4, 18)
        );
        assert_eq!(
            published("Ранок, 24 квітня, 07:15\nТекст новини.", year),
            Day::new(2031, 4, 24)
        );
    }

    #[test]
    fn a_dateline_dates_the_text() {
        let year = Period {
            from: Day::new(2031, 4, 1),
            to: Day::new(2031, 4, 30),
        };
        assert_eq!(
            published(
                "БЕРЕЗІВ, 23 квітня (Хвиля) — Уряд заявив, що пором піде.",
                year
            ),
            Day::new(2031, 4, 23)
        );
        assert_eq!(
            published("Уряд заявив 23 квітня, що пором піде.", year),
            None
        );
    }

    #[test]
    fn a_line_that_names_a_speaker_or_no_year_does_not() {
        assert_eq!(
            published(
                "Що сказала Лозова 18 квітня 2031 року:\nТак.",
                Period::default()
            ),
            None
        );
        assert_eq!(
            published("Ганна Лозова, 18 квітня\nТак.", Period::default()),
            None
        );
    }
}
