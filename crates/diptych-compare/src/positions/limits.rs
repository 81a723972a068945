//! What limits a clause: its conditions, and how they bear on it.

use diptych_core::{Lang, Span};
use diptych_lang::ladder::{LimiterKind, limiters};

use super::clause::Clause;
use crate::chain::Link;

/// What limits a clause.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Limits {
    /// Its conditions, with the names of their entries.
    pub(super) conditions: Vec<(Span, String)>,
    /// Whether a rejection is limited: "not without us".
    pub(super) limited: bool,
    /// Whether the clause is itself part of a condition.
    pub(super) inside: bool,
}

impl Limits {
    /// What limits the clause in its sentence.
    pub(super) fn of(clause: &Clause<'_>, lang: &Lang) -> Self {
        let (sentence, range, link) = (clause.sentence, &clause.range, clause.link);
        let against = link.is_some_and(Link::is_negative);
        let mut out = Self::default();
        for (number, found) in sentence.limiters.iter().enumerate() {
            let (hit, entry) = (found.hit, found.entry);
            let mut conditions = sentence.conditions().iter();
            let one = conditions.find(|one| one.limiter == number);
            // A condition of another half of the sentence.
            if one.is_some_and(|one| range.end <= one.binds.start || range.start >= one.binds.end) {
                continue;
            }
            let condition = hit.first..one.map_or(hit.end, |one| one.range.end.max(hit.end));
            let within = range.contains(&hit.first);
            let span = match entry.kind {
                LimiterKind::Clause if within => sentence.span_of(range),
                LimiterKind::Beside if within => {
                    out.limited |= against;
                    hit.span
                }
                LimiterKind::Without if within && against => {
                    out.limited = true;
                    sentence.span_of(&condition)
                }
                LimiterKind::Follows => {
                    let behind = hit.end..condition.end;
                    if link.is_some_and(|link| behind.contains(&link.tokens.start)) {
                        out.inside = true;
                        continue;
                    }
                    if entry.weak && !entry.clausal && link.is_none() {
                        continue;
                    }
                    out.limited |= against;
                    sentence.span_of(&condition)
                }
                _ => continue,
            };
            out.conditions.push((span, limiters(lang).rule(entry)));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mini::sentence;
    use crate::positions::clause::sample::{last_clause, last_link};

    /// What limits the last clause, the conditions in its words.
    fn limits(words: &str) -> (Vec<&str>, bool, bool) {
        let read = sentence(words);
        let link = last_link(&read);
        let found = Limits::of(&last_clause(&read, link.as_ref(), true), &read.lang);
        let spans = found.conditions.iter();
        let conditions = spans.map(|(span, _)| span.of(words)).collect();
        (conditions, found.limited, found.inside)
    }

    #[test]
    fn a_condition_behind_a_promise_limits_it_and_no_refusal() {
        let (conditions, limited, inside) = limits("We will open the port subject to approval.");
        assert_eq!(conditions, ["subject to approval"]);
        assert!(!limited && !inside);
    }

    #[test]
    fn a_refusal_with_a_condition_is_a_limited_one() {
        let (conditions, limited, _) = limits("We will not open the port without guarantees.");
        assert_eq!(conditions, ["without guarantees"]);
        assert!(limited);
    }

    #[test]
    fn words_without_condition_are_not_limited() {
        assert_eq!(limits("We will open the port."), (vec![], false, false));
    }
}
