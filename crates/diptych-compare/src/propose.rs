//! Sides and issues where the case names none.

use std::collections::{BTreeMap, BTreeSet};

use diptych_core::{Case, Issue, IssueId, Person, Side, SideId, Statement};
use diptych_lang::ladder::{ConceptId, concepts};

use crate::Input;

/// Proposes sides from who speaks, and issues from what they speak about;
/// what the case already has stays.
pub fn propose(input: &Input<'_>, statements: &[Statement]) -> Case {
    let mut case = input.case.clone();
    if case.sides.is_empty() {
        case.sides = sides(statements);
    }
    if case.issues.is_empty() {
        case.issues = issues(statements);
    }
    case
}

/// One side for each speaker that speaks often enough.
fn sides(statements: &[Statement]) -> Vec<Side> {
    let mut count: BTreeMap<&str, (usize, bool, Option<&str>)> = BTreeMap::new();
    for statement in statements
        .iter()
        .filter(|statement| statement.kind.is_said() && !statement.is_question)
    {
        if let Some(name) = statement.speaker.shown() {
            let entry = count
                .entry(name)
                .or_insert((0, statement.speaker.is_body, None));
            entry.0 += 1;
            entry.2 = entry.2.or(statement.speaker.role.as_deref());
        }
    }
    let mut names: Vec<_> = count.into_iter().collect();
    names.sort_by(|a, b| b.1.0.cmp(&a.1.0).then(a.0.cmp(b.0)));
    names
        .into_iter()
        .take(12)
        .map(|(name, (_, is_body, role))| Side {
            id: SideId(slug(name)),
            name: name.to_owned(),
            people: if is_body {
                Vec::new()
            } else {
                vec![Person {
                    name: name.to_owned(),
                    role: role.map(str::to_owned),
                    aliases: Vec::new(),
                }]
            },
            bodies: if is_body {
                vec![name.to_owned()]
            } else {
                Vec::new()
            },
        })
        .collect()
}

/// The matters of which two speakers at least speak, those of most statements first.
fn issues(statements: &[Statement]) -> Vec<Issue> {
    let mut found: BTreeMap<ConceptId, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for statement in statements
        .iter()
        .filter(|statement| statement.kind.is_said())
    {
        let mut here: BTreeSet<ConceptId> = BTreeSet::new();
        for fragment in &statement.fragments {
            let tokens = diptych_lang::tokens(&fragment.text, fragment.start);
            for hit in concepts().find(&statement.lang, &tokens) {
                let concept = concepts().get(hit.concept);
                if !concept.general && concept.slot.is_none() {
                    here.insert(hit.concept);
                }
            }
        }
        for concept in here {
            let entry = found.entry(concept).or_default();
            entry.0 += 1;
            entry.1.extend(statement.speaker.shown());
        }
    }
    let mut list: Vec<(ConceptId, usize, usize)> = found
        .into_iter()
        .map(|(concept, (times, speakers))| (concept, times, speakers.len()))
        .collect();
    list.sort_by(|a, b| {
        (b.2.min(3) * b.1)
            .cmp(&(a.2.min(3) * a.1))
            .then(a.0.cmp(&b.0))
    });
    let mut out: Vec<(Vec<ConceptId>, Issue)> = Vec::new();
    for (concept, times, speakers) in list {
        // Near matters are one issue.
        let near = out.iter_mut().find(|(members, _)| {
            members
                .iter()
                .any(|member| concepts().nearness(*member, concept) >= 0.7)
        });
        let entry = concepts().get(concept);
        if let Some((members, issue)) = near {
            members.push(concept);
            issue.terms.push(entry.name.clone());
            continue;
        }
        if (speakers < 2 && times < 3) || out.len() >= 8 {
            continue;
        }
        out.push((
            vec![concept],
            Issue {
                id: IssueId(entry.id.replace('_', "-")),
                name: entry.name.clone(),
                about: None,
                terms: Vec::new(),
            },
        ));
    }
    out.into_iter().map(|(_, issue)| issue).collect()
}

fn slug(name: &str) -> String {
    let mut out = String::new();
    for character in name.chars() {
        if character.is_alphanumeric() {
            out.extend(character.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}
