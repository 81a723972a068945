//! Whose position a clause states.

use diptych_core::{Act, Attribution, Holder, Rung, Span, Statement, Wording};
use diptych_lang::ladder::CueKind;

use crate::chain::Link;
use crate::sides::{Mention, SideIndex};
use crate::subject::Subject;

/// Whose position it is, how it comes to them, and the words that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) holder: Holder,
    /// Index of the holder's side.
    pub(crate) side: Option<usize>,
    pub(crate) attribution: Attribution,
    pub(crate) speaks_for_side: bool,
    pub(crate) span: Option<Span>,
    /// Whether the speaker's own side is the subject.
    pub(crate) own_subject: bool,
}

/// The holder of what a link says.
pub(crate) fn held(
    link: &Link,
    subject: &Subject,
    statement: &Statement,
    own: Option<usize>,
    others: &[&Mention],
    sides: &SideIndex,
) -> Held {
    let of_speaker = |attribution, span, own_subject| Held {
        holder: Holder {
            name: statement.speaker.shown().map(str::to_owned),
            side: statement.speaker.side.clone(),
        },
        side: own,
        attribution,
        speaks_for_side: false,
        span,
        own_subject,
    };
    let foreign = |mention: Option<&Mention>, attribution, span, own_subject| {
        let side = mention
            .map(|mention| mention.side)
            .or_else(|| only_other(own, sides));
        Held {
            holder: Holder {
                name: mention.and_then(|mention| mention.name.clone()),
                side: side.and_then(|side| sides.id(side).cloned()),
            },
            side,
            attribution,
            speaks_for_side: false,
            span,
            own_subject,
        }
    };
    let other = others
        .iter()
        .find(|mention| Some(mention.side) != own)
        .copied();
    // "Velmar's consent was received": it is Velmar that consents.
    if let Some(giver) = link
        .giver
        .as_ref()
        .filter(|giver| Some(giver.mention.side) != own)
    {
        let span = Some(giver.span);
        return foreign(Some(&giver.mention), Attribution::Ascribed, span, false);
    }
    let agreeing = link.mutual
        && (link.act == Act::Commits && link.rung.is_some_and(|rung| rung >= Rung::AgreesTo))
        && !link.future;
    // "They can whistle for it": said of another, and the speaker's own refusal.
    if link.first.entry.speakers {
        return of_speaker(Attribution::Own, None, false);
    }
    match subject {
        Subject::OwnSide(span) | Subject::Alone(span) => {
            let alone = matches!(subject, Subject::Alone(_));
            let names_own_side_only =
                span.len() > 3 && link.mutual && !alone && is_our_side(statement, *span);
            if link.implies
                && link.act == Act::Commits
                && (other.is_some() || own.is_some())
                && !link.negated
            {
                foreign(other, Attribution::Implied, Some(*span), true)
            } else if agreeing && (!alone || other.is_some()) && !names_own_side_only {
                foreign(other, Attribution::Joint, Some(*span), true)
            } else {
                of_speaker(Attribution::Own, Some(*span), true)
            }
        }
        // Of three sides or more, "the sides" names none.
        Subject::Mutual(span) => {
            let named = if sides.len() == 2 { other } else { None };
            foreign(named, Attribution::Joint, Some(*span), true)
        }
        Subject::Both(mention, span) => {
            foreign(Some(mention), Attribution::Joint, Some(*span), false)
        }
        Subject::Named(mention, span) if Some(mention.side) == own => {
            let same = mention.name.as_deref() == statement.speaker.name.as_deref();
            let mut held = of_speaker(Attribution::Own, Some(*span), true);
            if !same && mention.name.is_some() {
                held.holder.name.clone_from(&mention.name);
                held.speaks_for_side = true;
            }
            if link.implies && other.is_some() && link.act == Act::Commits && !link.negated {
                foreign(other, Attribution::Implied, Some(*span), true)
            } else {
                held
            }
        }
        // "Moravia must open the strait": it is the speaker who asks for it.
        Subject::Named(_, span) | Subject::OtherSide(span)
            if link.act == Act::DemandsOfOther && link.first.entry.kind == CueKind::Modal =>
        {
            of_speaker(Attribution::Own, Some(*span), false)
        }
        Subject::Named(mention, span) => {
            foreign(Some(mention), Attribution::Ascribed, Some(*span), false)
        }
        Subject::OtherSide(span) => foreign(None, Attribution::Ascribed, Some(*span), false),
        // In an outlet's words "his country" is the speaker's.
        Subject::Third(span)
            if statement.wording == Wording::Outlet && is_our_side(statement, *span) =>
        {
            of_speaker(Attribution::Own, Some(*span), true)
        }
        // «Она пройдёт в мае»: a meeting, not a person.
        Subject::Third(span) if link.happens => of_speaker(Attribution::Own, Some(*span), false),
        Subject::Third(span) => {
            if let Some(mention) = other {
                foreign(Some(mention), Attribution::Ascribed, Some(*span), false)
            } else {
                let mut held = of_speaker(
                    Attribution::Own,
                    Some(*span),
                    statement.wording == Wording::Outlet,
                );
                if statement.wording == Wording::Speaker {
                    // "They" of nobody in sight: the speaker asserts it, and commits to nothing.
                    held.own_subject = false;
                }
                held
            }
        }
        Subject::It(span) => {
            let body = statement.speaker.is_body && statement.wording == Wording::Outlet;
            of_speaker(Attribution::Own, Some(*span), body)
        }
        Subject::Nobody => {
            if agreeing {
                foreign(other, Attribution::Joint, None, false)
            } else if link.implies && link.act == Act::Commits && other.is_some() && !link.negated {
                foreign(other, Attribution::Implied, None, false)
            } else {
                of_speaker(Attribution::Own, None, false)
            }
        }
    }
}

/// "Our side agreed" is no joint agreement; "we agreed" is.
fn is_our_side(statement: &Statement, span: Span) -> bool {
    statement.fragments.iter().any(|fragment| {
        fragment.span().contains(span)
            && Span::new(span.start - fragment.start, span.end - fragment.start)
                .of(&fragment.text)
                .contains(char::is_whitespace)
    })
}

/// The other side of a case of two.
pub(crate) fn only_other(own: Option<usize>, sides: &SideIndex) -> Option<usize> {
    match (own, sides.len()) {
        (Some(own), 2) if own < 2 => Some(1 - own),
        _ => None,
    }
}

/// The holder of what a clause without a cue says.
pub(crate) fn plain_holder(
    statement: &Statement,
    own: Option<usize>,
    who: &Subject,
    sides: &SideIndex,
) -> Held {
    if let Subject::Named(mention, span) = who
        && Some(mention.side) != own
    {
        return Held {
            holder: Holder {
                name: mention.name.clone(),
                side: sides.id(mention.side).cloned(),
            },
            side: Some(mention.side),
            attribution: Attribution::Ascribed,
            speaks_for_side: false,
            span: Some(*span),
            own_subject: false,
        };
    }
    Held {
        holder: Holder {
            name: statement.speaker.shown().map(str::to_owned),
            side: statement.speaker.side.clone(),
        },
        side: own,
        attribution: Attribution::Own,
        speaks_for_side: false,
        span: match who {
            Subject::OwnSide(span) | Subject::Alone(span) | Subject::Named(_, span) => Some(*span),
            _ => None,
        },
        // In the outlet's wording "his country" is the speaker's.
        own_subject: matches!(
            who,
            Subject::OwnSide(_) | Subject::Alone(_) | Subject::Named(..)
        ) || matches!(who, Subject::Third(_)) && statement.wording == Wording::Outlet,
    }
}

/// A clause without a subject that goes on about the matter of the sentence
/// before goes on about the same holder: "They lower the duty. The new rate
/// holds from May."
pub(crate) fn carry_holder(
    held: Held,
    who: &Subject,
    carried: bool,
    event: bool,
    last: Option<&(Held, usize)>,
    at: usize,
) -> Held {
    match last {
        Some((before, place))
            if *who == Subject::Nobody
                && place + 1 == at
                && (carried && before.attribution == Attribution::Ascribed
                    || event && before.attribution == Attribution::Joint) =>
        {
            Held {
                span: None,
                ..before.clone()
            }
        }
        _ => held,
    }
}
