//! What stands on the line of time.

use std::collections::{BTreeMap, HashSet};

use diptych_core::{
    Act, Day, Move, PositionId, Precision, Record, Role, Statement, StatementId, Tier, Wording,
};
use serde::Serialize;

use crate::dates::When;
use crate::index::Index;
use crate::view::{degree, speaker_name};

/// The line of time of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Timeline {
    /// Title of the case.
    pub title: String,
    /// By what means the record was made.
    pub tier: Tier,
    /// The case in one sentence.
    pub headline: String,
    /// Its issues, in its order.
    pub issues: Vec<IssueLine>,
}

/// One issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IssueLine {
    /// Identifier.
    pub issue: String,
    /// Name.
    pub name: String,
    /// One lane a side that spoke on it, in the order of the case; last those of no side.
    pub lanes: Vec<Lane>,
    /// Who moved and who did not.
    pub moves: Vec<Move>,
}

/// One side on one issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lane {
    /// Identifier of the side; nothing for those of no side.
    pub side: Option<String>,
    /// Its name.
    pub name: String,
    /// Where it stands in the case.
    #[serde(skip)]
    pub(crate) at: Option<usize>,
    /// Positions, the earliest first; those without a date last.
    pub moments: Vec<Moment>,
}

/// What the date of a moment says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// When it was said.
    Said,
    /// The earlier time that the words speak of.
    AsOf,
    /// When it was published: it was said then or before.
    Published,
    /// No date is known.
    Open,
}

/// One position on the line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// The statement.
    pub statement: StatementId,
    /// The position.
    pub position: PositionId,
    /// Who said it.
    pub speaker: String,
    /// First day it can have been; nothing where that is open.
    pub from: Option<Day>,
    /// Last day it can have been, inclusive; nothing where that is open.
    pub to: Option<Day>,
    /// How exactly the day is known, where it was said.
    pub precision: Option<Precision>,
    /// What the date says.
    pub held: Held,
    /// The date in words.
    pub when: String,
    /// When it was said, in words, where it speaks of an earlier time.
    pub said: Option<String>,
    /// The degree, in words.
    pub reading: String,
    /// Whose commitment it is, where that is another's.
    pub about: Option<String>,
    /// Whether a condition is attached.
    pub conditional: bool,
    /// Whether the words are an outlet's.
    pub retold: bool,
    /// The words, as they stand in the source.
    pub words: String,
}

impl IssueLine {
    /// How many moments there are.
    pub fn len(&self) -> usize {
        self.lanes.iter().map(|lane| lane.moments.len()).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Lays the positions of a record on a line of time, issue by issue and side by side.
///
/// Reports of events, judgements, copies of an utterance, questions and what nobody said are left
/// out.
pub fn timeline(record: &Record) -> Timeline {
    let index = Index::new(record);
    let headline = crate::headline::of(&index);
    let mut by_issue: BTreeMap<&str, Vec<&diptych_core::Position>> = BTreeMap::new();
    for position in &record.positions {
        if let Some(issue) = &position.issue {
            by_issue.entry(issue.as_str()).or_default().push(position);
        }
    }
    let mut issues: Vec<IssueLine> = Vec::new();
    for issue in &record.case.issues {
        let id = issue.id.as_str();
        let Some(positions) = by_issue.remove(id) else {
            continue;
        };
        let told = headline.issues.iter().find(|one| one.issue == issue.id);
        let line = IssueLine {
            issue: id.to_owned(),
            name: if issue.name.trim().is_empty() {
                id.to_owned()
            } else {
                issue.name.clone()
            },
            lanes: lanes(&index, &positions),
            moves: told.map_or_else(Vec::new, |told| told.moves.clone()),
        };
        if !line.is_empty() {
            issues.push(line);
        }
    }
    Timeline {
        title: if record.case.title.trim().is_empty() {
            "Untitled case".to_owned()
        } else {
            record.case.title.clone()
        },
        tier: record.tier,
        headline: headline.text,
        issues,
    }
}

fn lanes(index: &Index<'_>, positions: &[&diptych_core::Position]) -> Vec<Lane> {
    // Those of no side, and of a side that the case does not list, come last.
    let mut lanes: BTreeMap<(usize, Option<String>), Lane> = BTreeMap::new();
    let mut seen = HashSet::new();
    for position in positions {
        let Some(statement) = index.statement(&position.statement) else {
            continue;
        };
        // Reports of events and judgements are no positions on what is to be done.
        let is_position = !matches!(position.act, Act::ReportsEvent | Act::Evaluates);
        if !is_position || !index.is_said(position) || index.is_copy(position) {
            continue;
        }
        let moment = moment(index, position, statement);
        let same = (
            moment.statement.clone(),
            moment.reading.clone(),
            moment.about.clone(),
            moment.when.clone(),
            moment.conditional,
        );
        if !seen.insert(same) {
            continue;
        }
        let side = statement.speaker.side.as_ref();
        let at = index.side_at(side);
        let key = (at.unwrap_or(usize::MAX), side.map(ToString::to_string));
        let lane = lanes.entry(key).or_insert_with(|| Lane {
            side: side.map(ToString::to_string),
            name: match index.side_name(side) {
                "" => "Of no side of the case".to_owned(),
                name => name.to_owned(),
            },
            at,
            moments: Vec::new(),
        });
        lane.moments.push(moment);
    }
    lanes
        .into_values()
        .map(|mut lane| {
            lane.moments
                .sort_by_key(|one| (one.first().is_none(), one.first(), one.to));
            lane
        })
        .collect()
}

impl Moment {
    /// The first day that is known of it.
    pub(crate) fn first(&self) -> Option<Day> {
        self.from.or(self.to)
    }

    /// The last day that is known of it.
    pub(crate) fn last(&self) -> Option<Day> {
        self.to.or(self.from)
    }

    /// What it says, in words, without speaker and date.
    pub(crate) fn means(&self) -> String {
        let mut out = match &self.about {
            Some(about) => format!("of {about}: {}", self.reading),
            None => self.reading.clone(),
        };
        if self.conditional {
            out.push_str(", on a condition");
        }
        if self.retold {
            out.push_str(", retold");
        }
        out
    }

    /// The date with what it says, in words.
    pub(crate) fn dated(&self) -> String {
        match (self.held, &self.said) {
            (Held::AsOf, Some(said)) => format!("{} (said {said})", self.when),
            (Held::AsOf, None) => format!("{} (the time it speaks of)", self.when),
            _ => self.when.clone(),
        }
    }
}

fn moment(index: &Index<'_>, position: &diptych_core::Position, statement: &Statement) -> Moment {
    let when = When::held(position, statement);
    let as_of = position
        .as_of
        .as_ref()
        .filter(|as_of| as_of.from.is_some() || as_of.to.is_some());
    let said = statement.said.as_ref();
    let (from, to, held) = match (as_of, said) {
        (Some(as_of), _) => (as_of.from, as_of.to, Held::AsOf),
        (None, Some(said)) if said.basis == diptych_core::Basis::Published => {
            (None, Some(said.to), Held::Published)
        }
        (None, Some(said)) => (Some(said.from), Some(said.to), Held::Said),
        (None, None) if statement.published.is_some() => {
            (None, statement.published, Held::Published)
        }
        (None, None) => (None, None, Held::Open),
    };
    let about = (!index.is_own(position)).then(|| {
        let side = index.side_name(position.holder.side.as_ref());
        match (&position.holder.name, side) {
            (Some(name), _) if !name.trim().is_empty() => name.clone(),
            (_, "") => "others".to_owned(),
            (_, side) => side.to_owned(),
        }
    });
    let clause = position
        .evidence
        .iter()
        .find(|one| one.role == Role::Clause && one.statement == statement.id);
    Moment {
        statement: statement.id.clone(),
        position: position.id.clone(),
        speaker: speaker_name(statement),
        from,
        to,
        precision: said
            .filter(|_| held == Held::Said)
            .map(|said| said.precision),
        held,
        when: when.map_or_else(|| "date left open".to_owned(), |when| when.text()),
        said: as_of.and(said).map(|said| When::said(said).text()),
        reading: degree(position).to_owned(),
        about,
        conditional: !position.conditions.is_empty(),
        retold: statement.wording == Wording::Outlet,
        words: clause.map_or_else(|| statement.words(), |one| one.text.clone()),
    }
}
