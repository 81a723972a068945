//! The noun phrase that opens a sentence, as the subject of what follows.

use diptych_lang::Flags;

use crate::mentions::{Range, right};
use crate::page::Page;
use crate::units::Unit;

/// The first noun phrase from `at`, past an opening phrase and its commas.
pub(crate) fn opening_subject(
    page: &Page<'_>,
    units: &[Unit],
    at: usize,
    before: usize,
) -> Option<Range> {
    let mut at = at;
    if at >= before {
        return None;
    }
    let unit = &units[at];
    let participle = page.lexicon.bare_clause && unit.is_word() && !unit.any(Flags::GIVEN) && {
        let folded = &page.tokens[unit.first].folded;
        folded.ends_with("ing") || folded.ends_with("ed")
    };
    let sets_off = unit.is_word()
        && unit.any(Flags::PREPOSITION | Flags::SUBORDINATOR | Flags::GERUND)
        || participle;
    if sets_off || unit.any(Flags::TIME | Flags::ADVERB) {
        let commas =
            (at..before).filter(|place| units[*place].quote.is_none() && units[*place].mark == ',');
        for comma in commas.take(6) {
            if let Some(found) = right(units, comma + 1, before, false)
                && found.0 == comma + 1
                && !units[found.0].any(
                    Flags::PREPOSITION | Flags::SUBORDINATOR | Flags::CONJUNCTION | Flags::TIME,
                )
                && (found.1 >= before || !matches!(units[found.1].mark, ',' | '-'))
            {
                return Some(cut_name(page, units, found));
            }
        }
        if sets_off {
            at = (at..before)
                .find(|place| units[*place].quote.is_none() && units[*place].mark == ',')?
                + 1;
        }
    }
    right(units, at, before, false)
        .filter(|(first, _)| {
            let unit = &units[*first];
            let infinitive = unit.inflected && unit.any(Flags::BASE);
            !infinitive && !unit.any(Flags::PREPOSITION | Flags::SUBORDINATOR)
        })
        .map(|found| cut_name(page, units, found))
}

/// A name cut off before a verb that no table knows: `Harlan looked up`.
pub(crate) fn cut_name(page: &Page<'_>, units: &[Unit], (first, end): Range) -> Range {
    if !page.lexicon.bare_clause
        || !units[first].capital
        || units[first].any(Flags::DET | Flags::TITLE | Flags::PERSON)
    {
        return (first, end);
    }
    let run = (first..end)
        .find(|at| units[*at].is_word() && !units[*at].capital)
        .unwrap_or(end);
    let noun = Flags::PERSON | Flags::BODY | Flags::PREPOSITION | Flags::CONJUNCTION;
    let owned = page.tokens[units[run - 1].first].folded.ends_with("'s");
    if run < end && !units[run].any(noun) && !owned && units[run - 1].is_word() {
        (first, run)
    } else {
        (first, end)
    }
}
