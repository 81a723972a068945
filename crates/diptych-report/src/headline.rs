//! The case in one sentence, made from its findings and from nothing else.

use std::collections::HashSet;

use diptych_core::{
    Aspect, Axis, Divergence, DivergenceKind, Headline, IssueHeadline, Move, Record, Statement,
    Status,
};

use crate::dates::When;
use crate::index::Index;
use crate::view::speaker_name;
use crate::words;

/// How many issues the sentence names.
const NAMED: usize = 4;

/// The case in one sentence, each issue in one, and who moved when.
///
/// Findings that a person rejected, and those that rest on words that nobody said, are left out.
/// Nothing is named that is not a finding.
pub fn headline(record: &Record) -> Headline {
    of(&Index::new(record))
}

pub(crate) fn of(index: &Index<'_>) -> Headline {
    let case = &index.record.case;
    let mut seen = HashSet::new();
    let mut issues = Vec::new();
    let (mut parted, mut agreed) = (Vec::new(), 0);
    for issue in &case.issues {
        if !seen.insert(issue.id.as_str()) {
            continue;
        }
        let found: Vec<&Divergence> = index
            .divergences_of(issue.id.as_str())
            .into_iter()
            .filter(|one| stands(index, one))
            .collect();
        let between = || found.iter().filter(|one| one.axis == Axis::BetweenSides);
        let first = between().find(|one| parts(one.kind));
        let agrees = between().any(|one| one.kind == DivergenceKind::Agrees);
        let name = named(&issue.name, issue.id.as_str());
        if let Some(first) = first {
            parted.push((name, first.kind));
        } else if agrees {
            agreed += 1;
        }
        issues.push(IssueHeadline {
            issue: issue.id.clone(),
            text: on_issue(&found),
            moves: moves(index, &found),
        });
    }
    Headline {
        text: on_case(issues.len(), &parted, agreed),
        issues,
    }
}

fn named<'n>(name: &'n str, id: &'n str) -> &'n str {
    if name.trim().is_empty() { id } else { name }
}

/// Whether a finding counts: not set aside by a person, and resting on what someone said.
fn stands(index: &Index<'_>, one: &Divergence) -> bool {
    let said = |id| {
        index
            .position(id)
            .is_some_and(|position| index.is_said(position))
    };
    one.status != Status::Rejected
        && said(&one.left_position)
        && one.right_position.as_ref().is_none_or(said)
}

/// Whether two accounts part by it.
fn parts(kind: DivergenceKind) -> bool {
    !matches!(
        kind,
        DivergenceKind::Agrees | DivergenceKind::Shifted | DivergenceKind::Unchanged
    )
}

fn on_case(issues: usize, parted: &[(&str, DivergenceKind)], agreed: usize) -> String {
    let Some((first, kind)) = parted.first() else {
        let none = "no point was found in these sources on which the accounts part";
        return match agreed {
            0 => format!("{}.", none.replacen('n', "N", 1)),
            _ if issues == 1 => format!("The accounts agree, and {none}."),
            _ => format!("On {agreed} of {issues} issues the accounts agree; {none}."),
        };
    };
    if issues == 1 {
        return format!(
            "On “{first}” the accounts part: {}.",
            words::headline(*kind)
        );
    }
    let mut list: Vec<String> = parted
        .iter()
        .take(NAMED)
        .map(|(name, kind)| format!("“{name}” ({})", words::headline(*kind)))
        .collect();
    if parted.len() > NAMED {
        list.push(format!("{} more", parted.len() - NAMED));
    }
    let share = if parted.len() == issues {
        format!("all {issues}")
    } else {
        format!("{} of {issues}", parted.len())
    };
    format!("On {share} issues the accounts part: {}.", list.join("; "))
}

fn on_issue(found: &[&Divergence]) -> String {
    let mut kinds: Vec<DivergenceKind> = Vec::new();
    for one in found.iter().filter(|one| one.axis != Axis::OverTime) {
        if parts(one.kind) && !kinds.contains(&one.kind) {
            kinds.push(one.kind);
        }
    }
    if kinds.is_empty() {
        let agrees = found
            .iter()
            .any(|one| one.axis == Axis::BetweenSides && one.kind == DivergenceKind::Agrees);
        return if agrees {
            "The accounts say the same where they meet.".to_owned()
        } else {
            "No point was found in these sources on which the accounts part.".to_owned()
        };
    }
    let list: Vec<&str> = kinds.into_iter().map(words::headline).collect();
    let mut text = list.join("; ");
    if let Some(first) = text.get(..1).map(str::to_uppercase) {
        text.replace_range(..1, &first);
    }
    text + "."
}

fn moves(index: &Index<'_>, found: &[&Divergence]) -> Vec<Move> {
    let mut out = Vec::new();
    for one in found.iter().filter(|one| one.axis == Axis::OverTime) {
        let moved = match one.kind {
            DivergenceKind::Shifted => true,
            DivergenceKind::Unchanged => false,
            _ => continue,
        };
        let Some((left, right)) = one.right_position.as_ref().and_then(|right| {
            index
                .position(&one.left_position)
                .zip(index.position(right))
        }) else {
            continue;
        };
        let Some((from, to)) = index
            .statement(&left.statement)
            .zip(index.statement(&right.statement))
        else {
            continue;
        };
        let when = |position, statement| When::held(position, statement).map(|when| when.text());
        let (then, now) = (when(left, from), when(right, to));
        let day = |when: &Option<String>| {
            when.as_ref().map_or_else(
                || " (date left open)".to_owned(),
                |when| format!(" ({when})"),
            )
        };
        let who = who(from, to, index);
        let text = if let (true, Aspect::Degree, Some(a), Some(b)) =
            (moved, one.aspect, left.rung, right.rung)
        {
            format!(
                "{who}: from “{}”{} to “{}”{}.",
                words::rung(a),
                day(&then),
                words::rung(b),
                day(&now)
            )
        } else {
            let days: Vec<String> = [then, now].into_iter().flatten().collect();
            format!(
                "{who}: {} ({}).",
                if moved { "another account" } else { "no move" },
                if days.is_empty() {
                    "dates left open".to_owned()
                } else {
                    days.join(" → ")
                }
            )
        };
        out.push((
            from.said.as_ref().map(|said| said.from),
            Move {
                divergence: one.id.clone(),
                from: from.id.clone(),
                to: to.id.clone(),
                from_position: left.id.clone(),
                to_position: right.id.clone(),
                moved,
                text,
            },
        ));
    }
    out.sort_by_key(|(day, _)| *day);
    out.into_iter().map(|(_, one)| one).collect()
}

/// Whose account it is: the speaker's, or the side's where two people spoke.
fn who(from: &Statement, to: &Statement, index: &Index<'_>) -> String {
    let (first, second) = (speaker_name(from), speaker_name(to));
    if first == second {
        return first;
    }
    let side = from
        .speaker
        .side
        .as_ref()
        .filter(|side| to.speaker.side.as_ref() == Some(side));
    match side {
        Some(side) => format!("{} ({first}, then {second})", index.side_name(Some(side))),
        None => format!("{first}, then {second}"),
    }
}

#[cfg(test)]
mod tests {
    use diptych_core::DivergenceKind;

    use super::{on_case, parts};
    use crate::words;

    const ALL: [DivergenceKind; 10] = [
        DivergenceKind::Agrees,
        DivergenceKind::Overstated,
        DivergenceKind::Understated,
        DivergenceKind::Conditional,
        DivergenceKind::TermsDiffer,
        DivergenceKind::Contradicted,
        DivergenceKind::Silent,
        DivergenceKind::Split,
        DivergenceKind::Shifted,
        DivergenceKind::Unchanged,
    ];

    #[test]
    fn the_case_is_told_in_one_sentence() {
        let denied = ("Tolls", DivergenceKind::Contradicted);
        assert_eq!(
            on_case(3, &[denied, ("The weir", DivergenceKind::Conditional)], 0),
            "On 2 of 3 issues the accounts part: “Tolls” (one account denies the other); \
             “The weir” (one account attaches a condition)."
        );
        assert_eq!(
            on_case(1, &[denied], 0),
            "On “Tolls” the accounts part: one account denies the other."
        );
        assert_eq!(
            on_case(2, &[], 1),
            "On 1 of 2 issues the accounts agree; no point was found in these sources on which the accounts part."
        );
        assert_eq!(
            on_case(2, &[], 0),
            "No point was found in these sources on which the accounts part."
        );
    }

    #[test]
    fn no_kind_is_named_that_was_not_found() {
        for kind in ALL.into_iter().filter(|kind| parts(*kind)) {
            let text = on_case(5, &[("A", kind), ("B", kind)], 1);
            for other in ALL.into_iter().filter(|other| *other != kind) {
                assert!(!text.contains(words::headline(other)), "{text}");
            }
        }
    }
}
