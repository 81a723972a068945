//! Moments that an event sets: "on signature", «в день подписания», "as soon as
//! the lists are exchanged".

use std::ops::Range;

use diptych_core::{Day, Slot, Term};
use diptych_lang::ladder::WordClass;

use crate::reading::Sentence;
use crate::terms::term;

/// What the value of a moment begins with, apart from the days of its slot.
pub(crate) const EVENT: &str = "event:";

/// The event that is the moment of speaking ("with immediate effect").
const NOW: &str = "now";

/// Words between "takes effect" and the event that sets it.
const NEAR: usize = 6;

/// Adds the events that set when a thing comes or holds.
///
/// An event may stand right behind the clause that it dates.
pub(crate) fn moments(
    sentence: &Sentence,
    range: &Range<usize>,
    text: &str,
    said: Option<Day>,
    out: &mut Vec<Term>,
) {
    for word in &sentence.words {
        let hit = word.hit;
        let near =
            range.contains(&hit.first) || hit.first >= range.end && hit.first - range.end <= 1;
        let Some(event) = word
            .value
            .filter(|_| word.class == WordClass::Event && near)
        else {
            continue;
        };
        let in_force = sentence.words.iter().any(|cue| {
            cue.class == WordClass::InForce
                && range.contains(&cue.hit.first)
                // «Діє від дня»: the last word may be of both.
                && cue.hit.first < hit.first
                && hit.first.saturating_sub(cue.hit.end) <= NEAR
        });
        if event == NOW {
            if let Some(said) = said.filter(|_| in_force) {
                out.push(term(
                    Slot::InForce,
                    format!("{said}/{said}"),
                    hit.span,
                    text,
                ));
            }
            continue;
        }
        let slot = if in_force { Slot::InForce } else { Slot::When };
        out.push(term(slot, format!("{EVENT}{event}"), hit.span, text));
    }
}
