//! Who signs a quotation in its own block, and who is told to have asked it.

use diptych_lang::Flags;

use crate::mentions::{Range, right};
use crate::units::Row;

/// The most words of a signature behind a quotation.
const MOST_SIGNED: usize = 14;

/// Who signs a quotation in its own block: a dash and a name end the block.
pub(crate) fn signature(row: &Row, at: usize) -> Option<Range> {
    let (units, end) = (&row.units, row.units.len());
    let dash = units.get(at + 1)?;
    let name = units.get(at + 2)?;
    // Longer than a signature, and time stays linear.
    if end - at > 3 * MOST_SIGNED {
        return None;
    }
    let words = (at + 2..end).filter(|at| units[*at].is_word()).count();
    let signs = dash.quote.is_none()
        && dash.mark == '-'
        && name.is_word()
        && name.capital
        && words <= MOST_SIGNED
        && (at + 2..end).all(|at| {
            units[at].quote.is_none()
                && !(units[at].any(Flags::SPEECH)
                    && units[at].any(Flags::FINITE)
                    && !units[at].capital)
                && !units[at].any(Flags::BE)
        });
    signs.then(|| right(units, at + 2, end, false)).flatten()
}

/// Who asks the question of a quotation.
pub(crate) enum Asked {
    /// Named after `by`.
    By(Range),
    /// Not told.
    BySomeone,
}

/// Whether the words before a quotation say that someone was asked it: who
/// asks stands after `by`, or is not told.
pub(crate) fn asked(row: &Row, lo: usize, at: usize) -> Option<Asked> {
    let units = &row.units;
    let verb = (lo..at).rev().find(|place| {
        units[*place].is_word()
            && units[*place].any(Flags::ASK)
            && units[*place].any(Flags::PARTICIPLE)
    })?;
    if verb == lo || !units[verb - 1].any(Flags::BE) {
        return None;
    }
    let by = units.get(verb + 1).is_some_and(|unit| unit.any(Flags::BY));
    let by = by.then(|| right(units, verb + 2, at, false)).flatten();
    Some(by.map_or(Asked::BySomeone, Asked::By))
}
