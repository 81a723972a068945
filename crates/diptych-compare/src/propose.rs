//! Sides and issues where the case names none.

use std::collections::{BTreeMap, BTreeSet};

use diptych_core::{
    Case, Issue, IssueId, Lang, Person, Side, SideId, Statement, StatementKind, slug,
};
use diptych_lang::ladder::{ConceptId, WordClass, concepts, grammar};
use diptych_lang::places::{State, find_places};

use crate::Input;

/// Sides proposed at most.
const MOST_SIDES: usize = 12;

/// Statements that make a voice of no state a side among states.
const LONE: usize = 3;

/// Names that a further name is held against.
const MOST_NAMES: usize = 300;

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

/// Who speaks how often, and of which state.
#[derive(Default)]
struct Voice<'s> {
    times: usize,
    is_body: bool,
    role: Option<&'s str>,
    state: Option<&'static State>,
    aliases: Vec<&'s str>,
}

/// How often a group speaks, and its members.
type Group<'s> = (usize, Vec<(&'s str, &'s Voice<'s>)>);

/// A side for each state whose people and bodies speak; whoever is of none is a side alone.
fn sides(statements: &[Statement]) -> Vec<Side> {
    let mut voices: BTreeMap<&str, Voice<'_>> = BTreeMap::new();
    for statement in statements {
        if !statement.kind.is_said() || statement.is_question {
            continue;
        }
        let Some(name) = statement.speaker.shown().filter(|name| is_name(name)) else {
            continue;
        };
        let voice = voices.entry(name).or_default();
        voice.times += 1;
        voice.is_body = statement.speaker.is_body;
        voice.role = voice.role.or(statement.speaker.role.as_deref());
        // The line above a block names office and country beside the speaker.
        let line = statement.cue.as_ref().map(|cue| cue.text.as_str());
        let written = [
            Some(name),
            statement.speaker.role.as_deref(),
            statement.speaker.mention.as_deref(),
            line.filter(|_| statement.kind == StatementKind::Block),
        ];
        for text in written.into_iter().flatten() {
            voice.state = voice.state.or_else(|| state_of(text));
        }
    }
    let voices = merged(voices);
    let mut groups: BTreeMap<String, Group<'_>> = BTreeMap::new();
    for (name, voice) in &voices {
        let key = voice
            .state
            .map_or_else(|| (*name).to_owned(), |state| state.id.clone());
        let group = groups.entry(key).or_default();
        group.0 += voice.times;
        group.1.push((name, voice));
    }
    let states = |group: &Group<'_>| group.1.iter().any(|(_, voice)| voice.state.is_some());
    // Where states speak to each other, a lone voice of none is no party.
    let among_states = groups.values().filter(|group| states(group)).count() >= 2;
    let mut list: Vec<_> = groups
        .into_values()
        .filter(|group| !among_states || states(group) || group.0 >= LONE)
        .collect();
    list.sort_by(|a, b| b.0.cmp(&a.0).then(a.1[0].0.cmp(b.1[0].0)));
    list.into_iter()
        .take(MOST_SIDES)
        .map(|(_, mut members)| {
            members.sort_by(|a, b| b.1.times.cmp(&a.1.times).then(a.0.cmp(b.0)));
            side(&members)
        })
        .collect()
}

/// Spellings of one name are one voice, under the fullest of them.
fn merged<'s>(voices: BTreeMap<&'s str, Voice<'s>>) -> BTreeMap<&'s str, Voice<'s>> {
    let mut list: Vec<(&str, Voice<'_>)> = voices.into_iter().collect();
    list.sort_by_key(|(name, voice)| {
        std::cmp::Reverse((name.split_whitespace().count(), voice.times))
    });
    let mut out: Vec<(&str, Voice<'_>)> = Vec::new();
    for (name, voice) in list {
        // Beyond the first hundreds nothing would become a side anyhow.
        let same = out
            .iter_mut()
            .take(MOST_NAMES)
            .find(|(known, _)| diptych_lang::same_name(known, name));
        if let Some((_, known)) = same {
            known.times += voice.times;
            known.role = known.role.or(voice.role);
            known.state = known.state.or(voice.state);
            known.aliases.push(name);
        } else {
            out.push((name, voice));
        }
    }
    out.into_iter().collect()
}

/// Whether the words can be a name: capitalised, short, and no pronoun.
fn is_name(text: &str) -> bool {
    let tokens = diptych_lang::tokens(text, 0);
    let words: Vec<_> = tokens.iter().filter(|token| token.is_word).collect();
    if text.contains(';') {
        return false;
    }
    let small = [Lang::En, Lang::Ru, Lang::Uk].iter().any(|lang| {
        grammar(lang).find(&tokens).iter().any(|found| {
            found.hit.first == 0
                && matches!(
                    found.class,
                    WordClass::SpeakerAlone
                        | WordClass::OwnSide
                        | WordClass::Third
                        | WordClass::It
                        | WordClass::Break
                        | WordClass::Back
                        | WordClass::Subordinate
                )
        })
    });
    let capital = words.iter().filter(|token| token.is_capital).count();
    !small && (1..=5).contains(&words.len()) && capital * 2 > words.len()
}

fn side(members: &[(&str, &Voice<'_>)]) -> Side {
    let state = members.iter().find_map(|(_, voice)| voice.state);
    let name = state.map_or_else(
        || {
            members
                .first()
                .map_or(String::new(), |(name, _)| (*name).to_owned())
        },
        |state| state.names.in_lang(&Lang::En).to_owned(),
    );
    let mut side = Side {
        id: SideId::from(slug(&name)),
        name,
        ..Side::default()
    };
    for (name, voice) in members {
        if voice.is_body {
            side.bodies.push((*name).to_owned());
        } else {
            side.people.push(Person {
                name: (*name).to_owned(),
                role: voice.role.map(str::to_owned),
                aliases: voice
                    .aliases
                    .iter()
                    .map(|alias| (*alias).to_owned())
                    .collect(),
            });
        }
    }
    // The state speaks under its name in every language.
    if let Some(state) = state {
        for lang in [Lang::En, Lang::Ru, Lang::Uk] {
            let shown = state.names.in_lang(&lang).to_owned();
            if shown != side.name && !side.bodies.contains(&shown) {
                side.bodies.push(shown);
            }
        }
    }
    side
}

/// The state that a name, a role or a mention names.
fn state_of(text: &str) -> Option<&'static State> {
    let tokens = diptych_lang::tokens(text, 0);
    find_places(&tokens).first().map(|hit| hit.state)
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
                id: IssueId::from(entry.id.replace('_', "-")),
                name: entry.name.clone(),
                about: None,
                terms: Vec::new(),
            },
        ));
    }
    out.into_iter().map(|(_, issue)| issue).collect()
}
