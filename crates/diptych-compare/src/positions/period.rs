//! The time in which a position was held, where that is not the day it was said.

use diptych_core::{AsOf, Statement};

use crate::reading::Sentence;

/// A day or month well before the words were said: when the position was held.
pub(super) fn past_period(sentence: &Sentence, statement: &Statement, text: &str) -> Option<AsOf> {
    let said = statement.said.as_ref()?;
    let found = sentence
        .dates
        .iter()
        .filter(|date| said.from.days_since(date.to) > 27)
        .filter(|date| {
            // A day without its year may as well be one to come.
            date.span.is_some_and(|span| {
                span.of(text)
                    .split(|letter: char| !letter.is_ascii_digit())
                    .any(|digits| digits.len() == 4)
            })
        })
        .min_by_key(|date| date.from)?;
    Some(AsOf {
        from: Some(found.from),
        to: Some(found.to),
        basis: found
            .span
            .map_or(String::new(), |span| span.of(text).to_owned()),
    })
}
