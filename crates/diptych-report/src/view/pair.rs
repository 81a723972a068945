//! A divergence as a facing pair: two panels, and below them what differs and how.

use std::collections::HashMap;

use askama::Template;
use diptych_core::{
    Aspect, Axis, Divergence, DivergenceKind, Position, Role, Span, Statement, Status, Wording,
};

use rayon::prelude::*;

use crate::dates::When;
use crate::index::Index;
use crate::marks::{Mark, tidy};
use crate::quote::Quote;
use crate::view::Card;
use crate::view::card::speaker_name;
use crate::view::columns::key;
use crate::view::reading::{Why, degree, marks_of, whys};
use crate::words;

/// Statements of more bytes than this are cut in a panel.
const LONG: usize = 900;

/// What was read before silence was stated.
pub(crate) struct Silence {
    /// Whose silence.
    pub who: String,
    /// Paths of the whole texts that were read.
    pub sources: Vec<String>,
    /// The days they cover.
    pub period: Option<When>,
}

/// What was found between the two panels.
pub(crate) struct Finding<'r> {
    /// Element identifier.
    pub key: String,
    /// Identifier in the record.
    pub id: &'r str,
    /// `goes further than Bo Lind’s own account`.
    pub words: String,
    /// The word of the record.
    pub kind: &'static str,
    /// Sign of the kind.
    pub sign: &'static str,
    /// `between sides · degree of commitment`.
    pub axis: String,
    /// How far a person has settled it.
    pub status: &'static str,
    /// Whether a person has settled it.
    pub settled: bool,
    /// What differs and how.
    pub explanation: &'r str,
    /// The words on the left that justify it.
    pub left_words: Vec<Why<'r>>,
    /// The words on the right that justify it.
    pub right_words: Vec<Why<'r>>,
    /// Score, two places.
    pub score: String,
    /// What the score stands on, as far as the record says.
    pub facts: Vec<String>,
}

/// Two statements that face each other, and everything found between them.
#[derive(Template)]
#[template(path = "pair.html")]
pub(crate) struct Pair<'r> {
    /// Element identifier.
    pub key: String,
    /// `Ada Renn and Bo Lind`.
    pub who: String,
    /// What was found, best first; never empty.
    pub findings: Vec<Finding<'r>>,
    /// The claimer's statement.
    pub left: Card<'r>,
    /// The holder's statement.
    pub right: Option<Card<'r>>,
    /// Whose silence, where there is no statement.
    pub silence: Option<Silence>,
}

/// Pairs by what became of them.
#[derive(Default)]
pub(crate) struct Pairs<'r> {
    /// Where the accounts part, best first.
    pub part: Vec<Pair<'r>>,
    /// Where they agree or did not move.
    pub agree: Vec<Pair<'r>>,
    /// What a person has rejected.
    pub rejected: Vec<Pair<'r>>,
}

impl<'r> Pairs<'r> {
    /// The divergences of an issue that rest on things said. Several between
    /// the same two statements share their panels.
    pub(crate) fn new(index: &Index<'r>, issue: usize, divergences: &[&'r Divergence]) -> Self {
        let mut places: HashMap<_, usize> = HashMap::new();
        let mut groups: Vec<(Fate, Vec<&'r Divergence>)> = Vec::new();
        for divergence in divergences {
            let fate = Fate::of(divergence);
            let place = divergence.right.as_ref().map(|right| {
                *places
                    .entry((fate, divergence.axis, &divergence.left, right))
                    .or_insert(groups.len())
            });
            match place.and_then(|at| groups.get_mut(at)) {
                Some((_, group)) => group.push(divergence),
                None => groups.push((fate, vec![divergence])),
            }
        }
        // Each pair for itself; they stay in their order.
        let made: Vec<Option<Pair<'r>>> = groups
            .par_iter()
            .enumerate()
            .map(|(at, (_, group))| pair(index, issue, at, group))
            .collect();
        let mut pairs = Self::default();
        for ((fate, _), pair) in groups.iter().zip(made) {
            let list = match fate {
                Fate::Part => &mut pairs.part,
                Fate::Agree => &mut pairs.agree,
                Fate::Rejected => &mut pairs.rejected,
            };
            list.extend(pair);
        }
        pairs
    }
}

/// Where a divergence is shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Fate {
    Part,
    Agree,
    Rejected,
}

impl Fate {
    fn of(divergence: &Divergence) -> Self {
        match (divergence.status, divergence.kind) {
            (Status::Rejected, _) => Self::Rejected,
            (_, DivergenceKind::Agrees | DivergenceKind::Unchanged) => Self::Agree,
            _ => Self::Part,
        }
    }
}

fn sayable(statement: &Statement) -> bool {
    statement.kind.is_said() && !statement.is_question
}

/// The pair for divergences with the same two statements; nothing where one of
/// them was not said by anyone or is not in the record.
fn pair<'r>(
    index: &Index<'r>,
    issue: usize,
    at: usize,
    group: &[&'r Divergence],
) -> Option<Pair<'r>> {
    let first = group.first()?;
    let left = index.statement(&first.left).filter(|each| sayable(each))?;
    let right = match &first.right {
        Some(id) => Some(index.statement(id).filter(|each| sayable(each))?),
        None => None,
    };
    let silence = right.is_none().then(|| silence(index, first));
    let whose = match (&silence, right) {
        (Some(silence), _) => silence.who.clone(),
        (None, Some(statement)) => speaker_name(statement),
        (None, None) => String::new(),
    };
    let lefts = group.iter().map(|each| index.position(&each.left_position));
    let rights = group
        .iter()
        .map(|each| index.position(each.right_position.as_ref()?));
    // A terminal shows no marks; they only tell where a long speech is cut.
    let is_marked = |statement: &Statement| !index.is_brief || length(statement) > LONG;
    let left_marks = if is_marked(left) {
        marks(left, group, lefts)
    } else {
        Vec::new()
    };
    let right_marks = right
        .filter(|right| is_marked(right))
        .map(|right| marks(right, group, rights))
        .unwrap_or_default();
    let panel = |statement: &'r Statement, marks: &[Mark<'r>]| {
        let mut card = Card::new(index, statement, marks);
        card.full = key(issue, index.statement_at(&statement.id).unwrap_or_default());
        // A long speech is cut to the sentences that bear on the finding; all of
        // it stands among the statements, one link away.
        if let Some(focus) = marks.iter().map(|mark| mark.span).reduce(Span::cover)
            && length(statement) > LONG
        {
            card.quote = Quote::around(statement, marks, focus);
        }
        card
    };
    let shown = |statement: &'r Statement, divergence: &'r Divergence, marks: &[Mark<'r>]| {
        if index.is_brief {
            Vec::new()
        } else {
            evidence(statement, divergence, marks)
        }
    };
    let findings = group
        .iter()
        .enumerate()
        .map(|(nth, divergence)| Finding {
            key: format!("i{issue}-d{at}-{nth}"),
            id: divergence.id.as_str(),
            words: words::finding(divergence.kind, divergence.axis, &whose),
            kind: divergence.kind.word(),
            sign: words::sign(divergence.kind),
            axis: format!("{} · {}", words::axis(divergence.axis), aspect(divergence)),
            status: words::status(divergence.status),
            settled: divergence.status != Status::Suggested,
            explanation: divergence.explanation.trim(),
            left_words: shown(left, divergence, &left_marks),
            right_words: right
                .map(|right| shown(right, divergence, &right_marks))
                .unwrap_or_default(),
            score: format!("{:.2}", divergence.score.clamp(0.0, 1.0)),
            facts: if index.is_brief {
                Vec::new()
            } else {
                facts(index, divergence, left, right)
            },
        })
        .collect();
    Some(Pair {
        key: format!("i{issue}-d{at}"),
        who: match (first.axis, right) {
            (Axis::OverTime, Some(right)) if speaker_name(left) == speaker_name(right) => {
                format!("{}, over time", speaker_name(left))
            }
            (Axis::Retelling, Some(right)) if speaker_name(left) == speaker_name(right) => {
                format!("{}, in two sources", speaker_name(left))
            }
            (_, Some(right)) => format!("{} and {}", speaker_name(left), speaker_name(right)),
            (_, None) => format!("{} and {whose}", speaker_name(left)),
        },
        findings,
        left: panel(left, &left_marks),
        right: right.map(|right| panel(right, &right_marks)),
        silence,
    })
}

/// Bytes of the words of a statement.
fn length(statement: &Statement) -> usize {
    statement.fragments.iter().map(|each| each.text.len()).sum()
}

/// Marks of the positions and of the evidence that lie in this statement.
fn marks<'r>(
    statement: &Statement,
    group: &[&'r Divergence],
    positions: impl Iterator<Item = Option<&'r Position>>,
) -> Vec<Mark<'r>> {
    let mut marks: Vec<Mark<'r>> = positions.flatten().flat_map(marks_of).collect();
    for divergence in group {
        let here = divergence
            .evidence
            .iter()
            .filter(|each| each.statement == statement.id);
        marks.extend(here.map(|each| Mark::new(each, "")));
    }
    tidy(&mut marks);
    marks
}

/// The evidence of one divergence in this statement, as its marks have it.
fn evidence<'r>(
    statement: &'r Statement,
    divergence: &'r Divergence,
    marks: &[Mark<'r>],
) -> Vec<Why<'r>> {
    let mut own: Vec<Mark<'r>> = divergence
        .evidence
        .iter()
        .filter(|each| each.statement == statement.id)
        .map(|each| {
            let span = Span::new(each.start, each.end);
            let marked = marks
                .iter()
                .find(|mark| mark.span == span && mark.role == each.role);
            marked.cloned().unwrap_or_else(|| Mark::new(each, ""))
        })
        .collect();
    tidy(&mut own);
    // The clause is to be seen in the panel; it is listed only where nothing else is.
    if own.iter().any(|mark| mark.role != Role::Clause) {
        own.retain(|mark| mark.role != Role::Clause);
    }
    whys(statement, &own)
}

fn aspect(divergence: &Divergence) -> String {
    match (divergence.aspect, divergence.slot) {
        (Aspect::Term, Some(slot)) => format!("term: {}", words::slot(slot)),
        (aspect, _) => words::aspect(aspect).to_owned(),
    }
}

fn facts(
    index: &Index<'_>,
    divergence: &Divergence,
    left: &Statement,
    right: Option<&Statement>,
) -> Vec<String> {
    let mut facts = Vec::new();
    let left_position = index.position(&divergence.left_position);
    let right_position = divergence
        .right_position
        .as_ref()
        .and_then(|id| index.position(id));
    if let (Some(a), Some(b)) = (left_position, right_position) {
        facts.push(format!("“{}” beside “{}”", degree(a), degree(b)));
    }
    let own = |statement: &Statement| statement.wording == Wording::Speaker;
    let wording = match (own(left), right.map(own)) {
        (true, Some(true)) => "own words on both panels",
        (true, None) => "own words on the left",
        (false, Some(false) | None) => "retold by outlets",
        _ => "own words on one panel, a retelling on the other",
    };
    facts.push(wording.to_owned());
    facts.push(words::count(
        divergence.evidence.len(),
        "marked place",
        "marked places",
    ));
    facts
}

fn silence(index: &Index<'_>, divergence: &Divergence) -> Silence {
    let who = divergence.about.as_ref().map_or_else(
        || "the other side".to_owned(),
        |about| {
            about.name.clone().unwrap_or_else(|| {
                index
                    .side_at(Some(&about.side))
                    .map_or(about.side.as_str(), |at| &index.record.case.sides[at].name)
                    .to_owned()
            })
        },
    );
    let scope = divergence.scope.clone().unwrap_or_default();
    Silence {
        who,
        sources: scope.sources,
        period: When::period(diptych_core::Period {
            from: scope.from,
            to: scope.to,
        }),
    }
}
