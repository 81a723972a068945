//! One plain sentence a finding, built from its spans, in neutral words.

use diptych_core::{
    Act, Aspect, Attribution, Axis, DivergenceKind, Document, Polarity, Slot, Span, Statement,
};

use crate::quoting::quote;
use crate::stand::{Stand, term_of};
use crate::undone::contrary;

/// What the sentence is built from.
pub(crate) struct Told<'a> {
    pub(crate) stand: &'a Stand,
    pub(crate) statement: &'a Statement,
    pub(crate) document: &'a Document,
}

/// The sentence of a finding.
pub(crate) fn explanation(
    left: &Told<'_>,
    right: &Told<'_>,
    axis: Axis,
    aspect: Aspect,
    slot: Option<Slot>,
    kind: DivergenceKind,
) -> String {
    let (l, r) = (lead(left), lead(right));
    let (lq, rq) = match (aspect, slot) {
        (Aspect::Term, Some(slot)) => (term_quote(left, slot), term_quote(right, slot)),
        (Aspect::Condition, _) => (condition_quote(left), condition_quote(right)),
        _ => (clause_quote(left), clause_quote(right)),
    };
    let later = later(left.stand, right.stand);
    match kind {
        DivergenceKind::Overstated if axis == Axis::Retelling => {
            format!("The retelling of {l} has {lq}; the words themselves are {rq}.")
        }
        DivergenceKind::Conditional if axis == Axis::Retelling => {
            format!("One text of {l} ends at {lq}; another goes on: {rq}.")
        }
        DivergenceKind::Overstated => format!(
            "{l}: {lq}; {r}{later}: {}{rq}. This goes further than the other account.",
            only(right.stand)
        ),
        DivergenceKind::Understated => {
            format!("{l}: {lq}; {r}{later} goes further: {rq}.")
        }
        DivergenceKind::Conditional => {
            if left.stand.position.conditions.is_empty() {
                format!("{l}: {lq}; {r}{later} attaches a condition: {rq}.")
            } else {
                format!("{l} attaches a condition: {lq}; {r}{later} names none: {rq}.")
            }
        }
        DivergenceKind::TermsDiffer => format!(
            "{l}: {lq}; {r}{later}: {rq}. They differ in {}.",
            slot.map_or("a term", slot_word)
        ),
        DivergenceKind::Contradicted => {
            let verb = match right.stand.position.act {
                Act::DeniesHavingCommitted | Act::DeniesFact => " denies it",
                _ if left.stand.position.act == Act::DeniesFact => " says otherwise",
                // Each is for what undoes the other's.
                _ if contrary(left.stand, right.stand).is_some() => " wants the contrary",
                _ => " rejects it",
            };
            format!("{l}: {lq}; {r}{later}{verb}: {rq}.")
        }
        DivergenceKind::Split => format!("Within one side, {l}: {lq}; {r}: {rq}."),
        DivergenceKind::Shifted => format!("{l}: {lq}; later {r}: {rq}."),
        DivergenceKind::Unchanged => format!("{l}: {lq}; later {r} still: {rq}."),
        DivergenceKind::Agrees => format!("{l} and {r} agree: {lq} and {rq}."),
        DivergenceKind::Silent => {
            format!("{l}: {lq}; nothing of it is mentioned by the other side.")
        }
    }
}

fn only(stand: &Stand) -> &'static str {
    match stand.position.rung {
        Some(rung) if rung <= diptych_core::Rung::Proposes && !rung.is_against() => "only ",
        _ => "",
    }
}

/// "Name (18 August 2031)", with whose position it is where it is not the speaker's.
fn lead(told: &Told<'_>) -> String {
    let name = told
        .statement
        .speaker
        .shown()
        .unwrap_or("An unnamed speaker");
    let day = told.statement.said.as_ref().map(|said| {
        if said.from == said.to {
            format!(" ({})", said.from)
        } else {
            format!(" ({} to {})", said.from, said.to)
        }
    });
    let of = match told.stand.position.attribution {
        Attribution::Ascribed => told
            .stand
            .position
            .holder
            .name
            .as_deref()
            .or(told
                .stand
                .position
                .holder
                .side
                .as_ref()
                .map(diptych_core::SideId::as_str))
            .map(|holder| format!(" of {holder}")),
        _ => None,
    };
    format!(
        "{name}{}{}",
        day.unwrap_or_default(),
        of.unwrap_or_default()
    )
}

fn later(left: &Stand, right: &Stand) -> &'static str {
    match (left.days, right.days) {
        (Some((_, left)), Some((right, _))) if right > left => ", later",
        _ => "",
    }
}

fn clause_quote(told: &Told<'_>) -> String {
    let rung = told
        .stand
        .position
        .evidence
        .iter()
        .find(|evidence| evidence.role == diptych_core::Role::Rung)
        .map(|evidence| Span::new(evidence.start, evidence.end));
    let clause = with_denial(told);
    // The quotation begins at the words that gave the rung where the clause is long.
    let from = rung.filter(|rung| {
        told.stand.position.polarity == Polarity::Positive
            && clause.len() > 150
            && rung.start > clause.start + 60
            && clause.contains(*rung)
    });
    match from {
        Some(rung) => quote(told.document, Span::new(rung.start, clause.end), Some(rung)),
        None => quote(told.document, clause, rung),
    }
}

/// The clause; where it is denied, from the beginning of its sentence, so that
/// "deny that" is never cut from what is denied.
fn with_denial(told: &Told<'_>) -> Span {
    let position = &told.stand.position;
    let clause = position.clause;
    let cue = told.statement.cue.as_ref();
    if let Some(cue) = cue.filter(|_| told.statement.denied) {
        let whole = Span::new(cue.start, clause.end.max(cue.start));
        if cue.end <= clause.start && whole.len() <= clause.len() + 120 {
            return whole;
        }
    }
    let denied = matches!(position.act, Act::DeniesHavingCommitted | Act::DeniesFact)
        || position.polarity == Polarity::Negative;
    let inside = told
        .statement
        .fragments
        .iter()
        .find(|fragment| fragment.span().contains(clause));
    let Some(fragment) = inside.filter(|_| denied) else {
        return clause;
    };
    let before = Span::new(fragment.start, clause.start);
    let words = before.of(&told.document.text);
    let start = words.rfind(['.', '!', '?', '…', '\n']).map_or(0, |at| {
        at + words[at..].chars().next().map_or(1, char::len_utf8)
    });
    let whole = Span::new(before.start + start, clause.end).trim(&told.document.text);
    if whole.len() <= clause.len() + 120 {
        whole
    } else {
        clause
    }
}

fn term_quote(told: &Told<'_>, slot: Slot) -> String {
    let term = term_of(told.stand, slot).next().map(|term| term.span);
    quote(told.document, told.stand.position.clause, term)
}

fn condition_quote(told: &Told<'_>) -> String {
    let clause = told.stand.position.clause;
    match told.stand.position.conditions.first() {
        Some(condition) => {
            let whole = clause.cover(*condition);
            if whole.len() <= 200 {
                quote(told.document, whole, Some(*condition))
            } else {
                quote(told.document, *condition, None)
            }
        }
        None => clause_quote(told),
    }
}

fn slot_word(slot: Slot) -> &'static str {
    match slot {
        Slot::Who => "who does it",
        Slot::Whom => "to or with whom",
        Slot::What => "what it is",
        Slot::HowMany => "how many",
        Slot::Money => "how much money",
        Slot::When => "when",
        Slot::Duration => "for how long",
        Slot::InForce => "from when it is in force",
        Slot::Where => "where",
        Slot::Scope => "how far it reaches",
        Slot::Instrument => "by what instrument",
        Slot::Format => "in what format",
        Slot::Binding => "whether it binds",
    }
}
