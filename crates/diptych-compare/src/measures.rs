//! Amounts in one word: «полгода», "a fortnight", «тридцатидневный», "sixty-day".

use std::ops::Range;

use diptych_core::{Slot, Term};
use diptych_lang::numbers::measure;

use crate::amounts::{days, shown_number};
use crate::bounds::bound_before;
use crate::reading::Sentence;
use crate::terms::term;

/// Units of time among those of the table.
const TIMES: [&str; 5] = ["hour", "day", "week", "month", "year"];

/// Adds the amounts that are one word; gives their tokens.
pub(crate) fn measures(
    sentence: &Sentence,
    range: &Range<usize>,
    text: &str,
    out: &mut Vec<Term>,
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for at in range.clone() {
        let token = &sentence.tokens[at];
        let Some((value, unit)) = token.is_word.then(|| measure(&token.folded)).flatten() else {
            continue;
        };
        if sentence.names_day(at) {
            continue;
        }
        let (sign, span) = match bound_before(sentence, at) {
            Some((sign, before)) => (sign, before.cover(token.span)),
            None => ("", token.span),
        };
        let (slot, unit, shown) = if TIMES.contains(&unit) {
            let (unit, shown) = days(unit, value);
            (Slot::Duration, unit, shown)
        } else {
            (Slot::HowMany, unit.to_owned(), shown_number(value))
        };
        out.push(term(slot, format!("{sign}{unit}:{shown}"), span, text));
        found.push(at..at + 1);
    }
    found
}
