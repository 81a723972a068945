//! A divergence as a facing pair: two panels, and below them what differs and how.

use askama::Template;
use diptych_core::{Aspect, Axis, Divergence, DivergenceKind, Span, Statement, Status, Wording};

use crate::dates::When;
use crate::index::Index;
use crate::marks::{Mark, tidy};
use crate::view::Card;
use crate::view::card::speaker_name;
use crate::view::columns::key;
use crate::view::reading::{Why, degree, marks_of, whys};
use crate::words;

/// What was read before silence was stated.
pub(crate) struct Silence {
    /// Whose silence.
    pub who: String,
    /// Paths of the whole texts that were read.
    pub sources: Vec<String>,
    /// The days they cover.
    pub period: Option<When>,
}

/// One facing pair.
#[derive(Template)]
#[template(path = "pair.html")]
pub(crate) struct Pair<'r> {
    /// Element identifier.
    pub key: String,
    /// Identifier in the record.
    pub id: &'r str,
    /// Number within the issue, from 1.
    pub number: usize,
    /// `Ada Renn and Bo Lind`.
    pub who: String,
    /// `goes further than Bo Lind’s own account`.
    pub finding: String,
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
    /// The claimer's statement.
    pub left: Card<'r>,
    /// The holder's statement.
    pub right: Option<Card<'r>>,
    /// Whose silence, where there is no statement.
    pub silence: Option<Silence>,
    /// The words on the left that justify it.
    pub left_words: Vec<Why<'r>>,
    /// The words on the right that justify it.
    pub right_words: Vec<Why<'r>>,
    /// Score, two places.
    pub score: String,
    /// What the score stands on, as far as the record says.
    pub facts: Vec<String>,
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
    /// The divergences of an issue that rest on things said.
    pub(crate) fn new(index: &Index<'r>, issue: usize, divergences: &[&'r Divergence]) -> Self {
        let mut pairs = Self::default();
        for divergence in divergences {
            let list = match (divergence.status, divergence.kind) {
                (Status::Rejected, _) => &mut pairs.rejected,
                (_, DivergenceKind::Agrees | DivergenceKind::Unchanged) => &mut pairs.agree,
                _ => &mut pairs.part,
            };
            if let Some(mut pair) = pair(index, issue, divergence) {
                pair.number = list.len() + 1;
                list.push(pair);
            }
        }
        for (group, list) in
            [("d", &mut pairs.part), ("g", &mut pairs.agree), ("x", &mut pairs.rejected)]
        {
            for pair in list {
                pair.key = format!("i{issue}-{group}{}", pair.number);
            }
        }
        pairs
    }
}

fn sayable(statement: &Statement) -> bool {
    statement.kind.is_said() && !statement.is_question
}

fn pair<'r>(index: &Index<'r>, issue: usize, divergence: &'r Divergence) -> Option<Pair<'r>> {
    let left = index.statement(&divergence.left).filter(|each| sayable(each))?;
    let right = match &divergence.right {
        Some(id) => Some(index.statement(id).filter(|each| sayable(each))?),
        None => None,
    };
    let panel = |statement: &'r Statement, position: Option<&'r diptych_core::Position>| {
        let mut marks: Vec<Mark<'r>> = position.map(marks_of).unwrap_or_default();
        marks.extend(
            divergence
                .evidence
                .iter()
                .filter(|evidence| evidence.statement == statement.id)
                .map(|evidence| Mark::new(evidence, "")),
        );
        tidy(&mut marks);
        let mut card = Card::new(index, statement, &marks);
        card.full = key(issue, index.statement_at(&statement.id).unwrap_or_default());
        let mut own: Vec<Mark<'r>> = divergence
            .evidence
            .iter()
            .filter(|evidence| evidence.statement == statement.id)
            .map(|evidence| {
                let span = Span::new(evidence.start, evidence.end);
                marks
                    .iter()
                    .find(|mark| mark.span == span && mark.role == evidence.role)
                    .cloned()
                    .unwrap_or_else(|| Mark::new(evidence, ""))
            })
            .collect();
        tidy(&mut own);
        let words = whys(statement, &own);
        (card, words)
    };
    let left_position = index.position(&divergence.left_position);
    let right_position = divergence.right_position.as_ref().and_then(|id| index.position(id));
    let (left_card, left_words) = panel(left, left_position);
    let (right_card, right_words) = match right {
        Some(statement) => {
            let (card, words) = panel(statement, right_position);
            (Some(card), words)
        }
        None => (None, Vec::new()),
    };
    let silence = right.is_none().then(|| silence(index, divergence));
    let whose = match (&silence, right) {
        (Some(silence), _) => silence.who.clone(),
        (None, Some(statement)) => speaker_name(statement),
        (None, None) => String::new(),
    };
    let mut facts = vec![words::axis(divergence.axis).to_owned()];
    let mut aspect = words::aspect(divergence.aspect).to_owned();
    if let (Aspect::Term, Some(slot)) = (divergence.aspect, divergence.slot) {
        aspect = format!("term: {}", words::slot(slot));
    }
    facts.push(aspect.clone());
    if let (Some(a), Some(b)) = (left_position, right_position) {
        facts.push(format!("“{}” beside “{}”", degree(a), degree(b)));
    }
    let own = |statement: &Statement| statement.wording == Wording::Speaker;
    facts.push(match (own(left), right.map(own)) {
        (true, Some(true)) => "own words on both panels".to_owned(),
        (true, None) => "own words on the left".to_owned(),
        (false, Some(false) | None) => "retold by outlets".to_owned(),
        _ => "own words on one panel, a retelling on the other".to_owned(),
    });
    facts.push(words::count(divergence.evidence.len(), "marked place", "marked places"));
    Some(Pair {
        key: String::new(),
        id: divergence.id.as_str(),
        number: 0,
        who: match (divergence.axis, right) {
            (Axis::OverTime, _) => format!("{}, over time", speaker_name(left)),
            (_, Some(right)) => format!("{} and {}", speaker_name(left), speaker_name(right)),
            (_, None) => format!("{} and {whose}", speaker_name(left)),
        },
        finding: words::finding(divergence.kind, divergence.axis, &whose),
        kind: divergence.kind.word(),
        sign: words::sign(divergence.kind),
        axis: format!("{} · {aspect}", words::axis(divergence.axis)),
        status: words::status(divergence.status),
        settled: divergence.status != Status::Suggested,
        explanation: &divergence.explanation,
        left: left_card,
        right: right_card,
        silence,
        left_words,
        right_words,
        score: format!("{:.2}", divergence.score.clamp(0.0, 1.0)),
        facts,
    })
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
        period: When::period(diptych_core::Period { from: scope.from, to: scope.to }),
    }
}
