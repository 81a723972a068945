//! "By the end of the month", «до конца сентября»: the last days of a period.

use std::ops::Range;

use diptych_core::{Day, Span};
use diptych_lang::ladder::WordClass;
use diptych_lang::numbers::{Mark, is_marked};

use crate::reading::Sentence;

/// Words such as "of the" that may stand between the end and its period.
const BETWEEN: usize = 2;

/// Days at the end of a month, and of a longer period, that are its end.
const OF_MONTH: i32 = 5;
const OF_YEAR: i32 = 31;

/// The last days of a month or year that begins at a token, where its end is named.
pub(crate) fn end_of(
    sentence: &Sentence,
    first: usize,
    from: Day,
    to: Day,
) -> Option<(Day, Day, Span)> {
    let whole = from.0.day() == 1 && to.plus(1).0.day() == 1;
    let end = end_before(sentence, first).filter(|_| whole)?;
    Some((last_days(from, to), to, sentence.tokens[end].span))
}

fn last_days(from: Day, to: Day) -> Day {
    let length = to.days_since(from) + 1;
    to.plus(1 - if length > 31 { OF_YEAR } else { OF_MONTH })
}

/// The word for an end before `at`, past "of the".
fn end_before(sentence: &Sentence, at: usize) -> Option<usize> {
    let is = |mark, place: usize| is_marked(mark, &sentence.tokens[place].folded);
    let mut place = at.checked_sub(1)?;
    for _ in 0..BETWEEN {
        if !is(Mark::Of, place) {
            break;
        }
        place = place.checked_sub(1)?;
    }
    is(Mark::End, place).then_some(place)
}

/// "Is over", «закончится» right behind a period.
fn over_behind(sentence: &Sentence, at: usize) -> Option<Span> {
    let token = |at: usize| sentence.tokens.get(at).filter(|token| token.is_word);
    let is_over = |at: &usize| token(*at).is_some_and(|token| is_marked(Mark::Over, &token.folded));
    let at = (at..=at + 1).find(is_over)?;
    token(at).map(|token| token.span)
}

/// Ends of the running month and year, counted from the day on which they were named.
pub(crate) fn running_ends(
    sentence: &Sentence,
    range: &Range<usize>,
    said: Day,
) -> Vec<(Day, Day, Span)> {
    sentence
        .words
        .iter()
        .filter(|word| word.class == WordClass::TimeUnit && range.contains(&word.hit.first))
        .filter_map(|word| {
            let span = match end_before(sentence, word.hit.first) {
                Some(end) => sentence.tokens[end].span.cover(word.hit.span),
                None => word.hit.span.cover(over_behind(sentence, word.hit.end)?),
            };
            let in_date = sentence
                .dates
                .iter()
                .any(|date| date.span.is_some_and(|date| date.overlaps(word.hit.span)));
            let (year, month) = (said.0.year(), said.0.month());
            let (from, next) = match word.value? {
                "month" if month == 12 => (Day::new(year, 12, 1)?, Day::new(year + 1, 1, 1)?),
                "month" => (Day::new(year, month, 1)?, Day::new(year, month + 1, 1)?),
                "year" => (Day::new(year, 1, 1)?, Day::new(year + 1, 1, 1)?),
                _ => return None,
            };
            let to = next.plus(-1);
            (!in_date).then(|| (last_days(from, to), to, span))
        })
        .collect()
}
