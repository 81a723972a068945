//! Which of several answers stands first: of one passage the higher step, of one speaker the last word.

use diptych_core::Answer;

use super::answer::Bearing;
use crate::compare::Seen;

/// By how much less of the claim the very degree may hold than a lower step beside it.
const ABOUT: f64 = 0.03;
/// By how much less sure the last word of a speaker may be than what was said before.
const LAST_WORD: f64 = 1.2;

/// Where the same words hold the very degree elsewhere, a lower clause beside it is another step.
pub(super) fn without_lower_steps(seen: &Seen<'_>, out: &mut Vec<Bearing>) {
    let of = |one: &Bearing| seen.stands[one.stand].utterance;
    let agreed: Vec<(usize, f64)> = out
        .iter()
        .filter(|one| one.answer == Answer::Confirmed)
        .map(|one| (of(one), one.core))
        .collect();
    out.retain(|one| {
        let beside =
            |(utterance, core): &(usize, f64)| *utterance == of(one) && *core >= one.core - ABOUT;
        one.answer != Answer::Weaker || !agreed.iter().any(beside)
    });
}

/// Where the speaker of the surest answer said otherwise later, that stands first, though it be less sure.
pub(super) fn last_word(seen: &Seen<'_>, out: &mut [Bearing]) {
    let Some(first) = out.first().copied() else {
        return;
    };
    let day = |one: &Bearing| seen.stands[one.stand].days.map(|(_, to)| to);
    let speaker = |one: &Bearing| {
        let statement = seen.stands[one.stand].statement;
        seen.statements[statement].speaker.name.as_deref()
    };
    let later = |one: &Bearing| {
        one.is_own
            && (one.answer == Answer::Denied) != (first.answer == Answer::Denied)
            && one.weight > (first.weight - LAST_WORD).max(0.0)
            && day(one) > day(&first)
            && speaker(one) == speaker(&first)
    };
    let last = (0..out.len())
        .filter(|at| later(&out[*at]))
        .max_by_key(|at| (day(&out[*at]), std::cmp::Reverse(*at)));
    if let Some(at) = last {
        out[..=at].rotate_right(1);
    }
}
