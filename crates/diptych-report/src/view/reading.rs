//! How the machine read a statement: its positions in words, and the marked words.

use std::fmt::Write as _;

use diptych_core::{
    Act, Polarity, Position, Precedent, PrecedentRelation, Reality, Statement, Time,
};

use crate::dates::When;
use crate::index::Index;
use crate::marks::{Mark, tidy};
use crate::words;

/// Marked words and what they justify.
pub(crate) struct Why<'r> {
    /// The words, as they stand.
    pub text: &'r str,
    /// Language of the words.
    pub lang: &'r str,
    /// CSS class of the mark.
    pub class: &'static str,
    /// Letter of the mark; empty for a clause.
    pub letter: &'static str,
    /// What they justify.
    pub meaning: String,
    /// The table entry that fired.
    pub rule: Option<&'r str>,
    /// Whether they stand outside the words shown.
    pub outside: bool,
}

/// What is said of the degree: the rung, or else what is done with the words.
pub(crate) fn degree(position: &Position) -> &'static str {
    match (position.act, position.rung) {
        (Act::Commits, Some(rung)) => words::rung(rung),
        (act, _) => words::act(act),
    }
}

/// Marks of a position.
pub(crate) fn marks_of(position: &Position) -> Vec<Mark<'_>> {
    position
        .evidence
        .iter()
        .filter(|evidence| evidence.statement == position.statement)
        .map(|evidence| {
            let detail = match evidence.role {
                diptych_core::Role::Rung => degree(position),
                diptych_core::Role::Term => position
                    .terms
                    .iter()
                    .find(|term| {
                        term.span
                            .overlaps(diptych_core::Span::new(evidence.start, evidence.end))
                    })
                    .map_or("", |term| words::slot(term.slot)),
                _ => "",
            };
            Mark::new(evidence, detail)
        })
        .collect()
}

/// Marks of the positions of a statement on an issue (on any, where none is given), tidy.
pub(crate) fn all_marks<'r>(
    index: &Index<'r>,
    statement: &'r Statement,
    issue: Option<&str>,
) -> Vec<Mark<'r>> {
    let on = |position: &&Position| {
        issue.is_none() || position.issue.as_ref().map(diptych_core::IssueId::as_str) == issue
    };
    let mut marks: Vec<Mark<'r>> = if statement.is_question {
        Vec::new()
    } else {
        index
            .positions_of(&statement.id)
            .filter(on)
            .flat_map(marks_of)
            .collect()
    };
    tidy(&mut marks);
    marks
}

/// The list behind the marks. Words inside a fragment are the fragment's own bytes.
pub(crate) fn whys<'r>(statement: &'r Statement, marks: &[Mark<'r>]) -> Vec<Why<'r>> {
    marks
        .iter()
        .filter_map(|mark| {
            let inside = statement.fragments.iter().find_map(|fragment| {
                let start = mark.span.start.checked_sub(fragment.start)?;
                fragment
                    .text
                    .get(start..mark.span.end.checked_sub(fragment.start)?)
            });
            let role = words::role(mark.role);
            let text = inside.unwrap_or(mark.text);
            (!text.is_empty()).then(|| Why {
                text,
                lang: statement.lang.code(),
                class: role.class,
                letter: role.letter,
                meaning: mark.meaning.clone(),
                rule: mark.rule,
                outside: inside.is_none(),
            })
        })
        .collect()
}

/// Each position of the statement as one line of plain words.
pub(crate) fn readings(index: &Index<'_>, statement: &Statement) -> Vec<String> {
    if statement.is_question {
        return Vec::new();
    }
    index
        .positions_of(&statement.id)
        .map(|position| reading(index, position))
        .collect()
}

fn reading(index: &Index<'_>, position: &Position) -> String {
    let mut parts = vec![degree(position).to_owned()];
    let what = proposition(position);
    if !what.is_empty() {
        parts.push(what);
    }
    let side = index.side_name(position.holder.side.as_ref());
    let holder = match position.holder.name.as_deref() {
        Some(name) if !side.is_empty() && side != name => format!("{name}, {side}"),
        Some(name) => name.to_owned(),
        None => side.to_owned(),
    };
    if !holder.is_empty() {
        parts.push(format!("holder: {holder}"));
    }
    parts.push(if position.speaks_for_side {
        "speaks for the side".to_owned()
    } else {
        words::attribution(position.attribution).to_owned()
    });
    if position.polarity == Polarity::Negative {
        parts.push("negative".to_owned());
    }
    match position.time {
        Time::Past => parts.push("past".to_owned()),
        Time::Present => parts.push("present".to_owned()),
        Time::Future => parts.push("future".to_owned()),
        Time::Unspecified => {}
    }
    match position.reality {
        Reality::Actual => {}
        Reality::Hypothetical => parts.push("supposed".to_owned()),
        Reality::Questioned => parts.push("asked".to_owned()),
    }
    if let Some(as_of) = &position.as_of {
        let period = diptych_core::Period {
            from: as_of.from,
            to: as_of.to,
        };
        let when = When::period(period).map_or_else(|| as_of.basis.clone(), |when| when.text());
        parts.push(format!("held as of {when}"));
    }
    for precedent in &position.precedents {
        parts.push(invoked(precedent));
    }
    for (system, code) in [("CAMEO", &position.cameo), ("PLOVER", &position.plover)] {
        if let Some(code) = code {
            parts.push(format!("{system} {code}"));
        }
    }
    parts.join(" · ")
}

/// What is invoked, when it was, and where else in the case.
fn invoked(precedent: &Precedent) -> String {
    let when = precedent.as_of.as_ref().and_then(|as_of| {
        When::period(diptych_core::Period {
            from: as_of.from,
            to: as_of.to,
        })
    });
    let mut out = format!("invokes “{}”", precedent.text);
    if let Some(when) = when {
        let _ = write!(out, ", of {}", when.text());
    }
    for (relation, label) in [
        (PrecedentRelation::OfItsTime, "sources of that time"),
        (PrecedentRelation::InvokesIt, "invoked too in"),
    ] {
        let paths: Vec<&str> = precedent
            .sources
            .iter()
            .filter(|source| source.relation == relation)
            .map(|source| source.path.as_str())
            .collect();
        if !paths.is_empty() {
            let _ = write!(out, "; {label}: {}", paths.join(", "));
        }
    }
    out
}

/// Who does what with whom, as the text has it.
pub(crate) fn proposition(position: &Position) -> String {
    let parts = &position.proposition;
    let mut out: Vec<&str> = Vec::new();
    for part in [&parts.actor, &parts.action, &parts.object]
        .into_iter()
        .flatten()
    {
        if !part.trim().is_empty() {
            out.push(part.trim());
        }
    }
    out.join(" – ")
}
