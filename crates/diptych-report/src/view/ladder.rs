//! Where the sides stand on the ladder: a picture per proposition, and the same as a table.

use std::collections::{BTreeMap, HashMap};

use askama::Template;
use diptych_core::{Act, Position, PositionId, Rung, Wording};

use crate::dates::When;
use crate::index::Index;
use crate::view::card::speaker_name;
use crate::view::columns::key;
use crate::view::picture::draw;
use crate::view::reading::proposition;
use crate::words;

/// Pictures of one issue; further propositions are shown as tables only.
const PICTURES: usize = 4;

/// One rung of the picture.
pub(crate) struct Line {
    /// Height.
    pub y: usize,
    /// Height of the label's baseline.
    pub base: usize,
    /// Name.
    pub label: &'static str,
}

/// One side of the picture.
pub(crate) struct Place {
    /// Middle of the column.
    pub x: usize,
    /// Letter that stands for the side inside a dot.
    pub letter: char,
    /// Name, shortened to fit.
    pub name: String,
    /// Name.
    pub full: String,
}

/// One or several positions on the same rung.
pub(crate) struct Dot {
    /// Place.
    pub x: usize,
    /// Place.
    pub y: usize,
    /// Height of the letter's baseline.
    pub base: usize,
    /// Letter of the side that says it.
    pub letter: char,
    /// Class of that side, and `own`, `retold` or `claimed`.
    pub class: String,
    /// Whether a condition is attached.
    pub conditional: bool,
    /// What it says, in words.
    pub title: String,
}

/// One position as a row of the table.
pub(crate) struct Stand {
    /// Whose position.
    pub holder: String,
    /// `own account`, or by whom it is claimed.
    pub account: String,
    /// The rung.
    pub rung: &'static str,
    /// Whether a condition is attached.
    pub conditional: bool,
    /// When it was said.
    pub when: Option<When>,
    /// Who said it.
    pub speaker: String,
    /// Where the words are shown in full.
    pub full: String,
}

/// By whose account a position is held.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Account {
    /// The holder's side, in its own words.
    Own,
    /// The holder's side, retold by an outlet.
    Retold,
    /// Another side.
    Claimed,
}

impl Account {
    pub(crate) fn words(self, by: &str) -> String {
        match self {
            Self::Own => "own account".to_owned(),
            Self::Retold => "own account, retold by an outlet".to_owned(),
            Self::Claimed => format!("claimed by {by}"),
        }
    }

    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Retold => "retold",
            Self::Claimed => "claimed",
        }
    }
}

/// The positions on one proposition.
#[derive(Template)]
#[template(path = "ladder.html")]
pub(crate) struct Ladder<'r> {
    /// Element identifier.
    pub key: String,
    /// The proposition, in the words of one position on it.
    pub label: String,
    /// Language of those words.
    pub lang: &'r str,
    /// Width of the picture; 0 where there is only the table.
    pub width: usize,
    /// Height of the picture.
    pub height: usize,
    /// Where the lines begin and end.
    pub lines: (usize, usize),
    /// The rungs, highest first.
    pub rungs: Vec<Line>,
    /// The sides.
    pub places: Vec<Place>,
    /// The positions.
    pub dots: Vec<Dot>,
    /// All of it in words.
    pub description: String,
    /// The table.
    pub stands: Vec<Stand>,
}

/// Ladders of an issue, the one with most positions first. `linked` are pairs
/// of positions that the comparison took to be on one proposition.
pub(crate) fn ladders<'r>(
    index: &Index<'r>,
    issue: usize,
    positions: &[&'r Position],
    linked: &[(&PositionId, &PositionId)],
) -> Vec<Ladder<'r>> {
    let placed: Vec<&Position> = positions
        .iter()
        .copied()
        .filter(|position| position.act == Act::Commits && position.rung.is_some())
        .filter(|position| index.is_said(position) && !index.is_copy(position))
        .collect();
    let mut groups = group(&placed, linked);
    groups.retain(|group| group.len() > 1);
    // Where several sides speak of it, or are spoken of, there is something to see.
    let sides = |group: &Vec<&Position>| {
        let mut sides = Vec::new();
        for position in group {
            let speaker = index.statement(&position.statement);
            let speaker = speaker.and_then(|statement| statement.speaker.side.as_ref());
            for side in [position.holder.side.as_ref(), speaker]
                .into_iter()
                .flatten()
            {
                if !sides.contains(&side) {
                    sides.push(side);
                }
            }
        }
        sides.len()
    };
    groups.sort_by_cached_key(|group| std::cmp::Reverse((sides(group), group.len())));
    groups
        .iter()
        .enumerate()
        .map(|(at, group)| ladder(index, issue, at, group, at < PICTURES && sides(group) > 1))
        .collect()
}

/// The first member of a set of joined positions.
fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// Positions with equal concepts, or linked by a comparison, are on one proposition.
fn group<'r>(
    positions: &[&'r Position],
    linked: &[(&PositionId, &PositionId)],
) -> Vec<Vec<&'r Position>> {
    let mut parent: Vec<usize> = (0..positions.len()).collect();
    let mut by_id: HashMap<&PositionId, usize> = HashMap::new();
    let mut by_concepts: HashMap<Vec<&str>, usize> = HashMap::new();
    for (at, position) in positions.iter().enumerate() {
        by_id.entry(&position.id).or_insert(at);
        let mut concepts: Vec<&str> = position
            .proposition
            .concepts
            .iter()
            .map(String::as_str)
            .collect();
        concepts.sort_unstable();
        if !concepts.is_empty() {
            let other = *by_concepts.entry(concepts).or_insert(at);
            let (a, b) = (root(&mut parent, at), root(&mut parent, other));
            parent[a.max(b)] = a.min(b);
        }
    }
    for (left, right) in linked {
        if let (Some(left), Some(right)) = (by_id.get(left), by_id.get(right)) {
            let (a, b) = (root(&mut parent, *left), root(&mut parent, *right));
            parent[a.max(b)] = a.min(b);
        }
    }
    let mut groups: BTreeMap<usize, Vec<&Position>> = BTreeMap::new();
    for (at, position) in positions.iter().enumerate() {
        groups
            .entry(root(&mut parent, at))
            .or_default()
            .push(position);
    }
    groups.into_values().collect()
}

/// Column of the holder, rung, column of who says it, by whose account,
/// whether on a condition; to how many positions, and who holds the first.
pub(crate) type Cell = (usize, Rung, usize, Account, bool);
pub(crate) type Cells = BTreeMap<Cell, (usize, String)>;

fn ladder<'r>(
    index: &Index<'r>,
    issue: usize,
    at: usize,
    positions: &[&'r Position],
    picture: bool,
) -> Ladder<'r> {
    let labelled = positions
        .iter()
        .filter(|position| !proposition(position).is_empty())
        .max_by_key(|position| index.is_own(position));
    let lang = labelled
        .and_then(|position| index.statement(&position.statement))
        .map_or("en", |statement| statement.lang.code());
    let mut stands = Vec::new();
    let mut cells = Cells::new();
    let none = index.record.case.sides.len();
    for position in positions {
        let (Some(rung), Some(statement)) = (position.rung, index.statement(&position.statement))
        else {
            continue;
        };
        let own = index.is_own(position);
        let account = match (own, statement.wording) {
            (true, Wording::Speaker) => Account::Own,
            (true, Wording::Outlet) => Account::Retold,
            (false, _) => Account::Claimed,
        };
        let said_by = index
            .side_at(statement.speaker.side.as_ref())
            .unwrap_or(none);
        let holder_side = index
            .side_at(position.holder.side.as_ref())
            .unwrap_or(if own { said_by } else { none });
        let name = |at: usize| {
            index
                .record
                .case
                .sides
                .get(at)
                .map_or("no side", |side| side.name.as_str())
        };
        let speaker = speaker_name(statement);
        let conditional = !position.conditions.is_empty();
        let cell = cells
            .entry((holder_side, rung, said_by, account, conditional))
            .or_insert_with(|| (0, speaker.clone()));
        cell.0 += 1;
        stands.push((
            (holder_side, account, std::cmp::Reverse(rung)),
            Stand {
                holder: match &position.holder.name {
                    Some(holder) if holder != name(holder_side) => {
                        format!("{holder} ({})", name(holder_side))
                    }
                    _ => name(holder_side).to_owned(),
                },
                account: account.words(name(said_by)),
                rung: words::rung(rung),
                conditional,
                when: statement.said.as_ref().map(When::said),
                speaker,
                full: key(
                    issue,
                    index.statement_at(&position.statement).unwrap_or_default(),
                ),
            },
        ));
    }
    stands.sort_by_key(|(order, _)| *order);
    let stands: Vec<Stand> = stands.into_iter().map(|(_, stand)| stand).collect();
    let description = stands
        .iter()
        .map(|stand| {
            let condition = if stand.conditional {
                ", on a condition"
            } else {
                ""
            };
            format!(
                "{}, {}: {}{condition}.",
                stand.holder, stand.account, stand.rung
            )
        })
        .collect::<Vec<_>>()
        .join(" ");
    let mut out = Ladder {
        key: format!("i{issue}-l{at}"),
        label: labelled
            .map(|position| proposition(position))
            .unwrap_or_default(),
        lang,
        width: 0,
        height: 0,
        lines: (0, 0),
        rungs: Vec::new(),
        places: Vec::new(),
        dots: Vec::new(),
        description,
        stands,
    };
    if picture {
        draw(index, &cells, &mut out);
    }
    out
}
