//! The whole report.

use std::collections::HashMap;

use askama::Template;
use diptych_core::{Record, Role};
use rayon::prelude::*;

use crate::dates::When;
use crate::index::Index;
use crate::view::columns::Columns;
use crate::view::edits::edits;
use crate::view::issue::Material;
use crate::view::sources::{problems, sources};
use crate::view::{Column, IssueView, PageEdit, ProblemGroup, SourceRow};
use crate::words;

/// Most entries of a picture of the line of time; more are read in its list.
const DRAWN: usize = 150;

/// One line of the legend.
pub(crate) struct LegendLine {
    /// CSS class of the mark.
    pub class: &'static str,
    /// Letter of the mark.
    pub letter: &'static str,
    /// Name.
    pub name: &'static str,
    /// What such words do.
    pub meaning: &'static str,
}

/// The whole report.
#[derive(Template)]
#[template(path = "page.html")]
pub(crate) struct Page<'r> {
    /// The style sheet.
    pub css: &'static str,
    /// Title of the case.
    pub title: &'r str,
    /// The case in one sentence.
    pub headline: String,
    /// Period of the case.
    pub period: Option<When>,
    /// Whether sides or issues were proposed by the program.
    pub proposed: bool,
    /// Names and classes of the sides.
    pub sides: Vec<(&'r str, String)>,
    /// The issues.
    pub issues: Vec<IssueView<'r>>,
    /// Statements that no issue takes.
    pub outside: Vec<Column<'r>>,
    /// How many those are.
    pub outside_count: usize,
    /// Pages that were changed without a word.
    pub edits: Vec<PageEdit<'r>>,
    /// The sources.
    pub sources: Vec<SourceRow<'r>>,
    /// What was not read or not understood.
    pub problems: Vec<ProblemGroup<'r>>,
    /// How many problems there are.
    pub problem_count: usize,
    /// The legend of the marks.
    pub legend: Vec<LegendLine>,
    /// By what means the record was made.
    pub tier: &'static str,
    /// Version of the schema.
    pub schema: &'r str,
    /// How many divergences there are, and how many a person has settled.
    pub settled: (usize, usize),
    /// How many statements there are.
    pub statement_count: usize,
    /// How many findings rest on words that nobody said, and are left out.
    pub left_out: usize,
}

impl<'r> Page<'r> {
    /// Works out what is shown of the record.
    pub(crate) fn new(record: &'r Record) -> Self {
        Self::of(&Index::new(record))
    }

    /// The same without what a terminal does not show.
    pub(crate) fn brief(record: &'r Record) -> Self {
        Self::of(&Index::brief(record))
    }

    fn of(index: &Index<'r>) -> Self {
        let record = index.record;
        let mut order: Vec<(&str, &str)> = Vec::new();
        let mut at: HashMap<&str, usize> = HashMap::new();
        for issue in &record.case.issues {
            let id = issue.id.as_str();
            if !at.contains_key(id) {
                at.insert(id, order.len());
                order.push((
                    id,
                    if issue.name.is_empty() {
                        id
                    } else {
                        &issue.name
                    },
                ));
            }
        }
        // An issue that the case does not list is shown by its identifier, not lost.
        let named = record
            .divergences
            .iter()
            .map(|each| each.issue.as_str())
            .chain(record.claims.iter().map(|claim| claim.issue.as_str()));
        for id in named {
            if !at.contains_key(id) {
                at.insert(id, order.len());
                order.push((id, id));
            }
        }
        let mut material: Vec<Material<'r>> = order.iter().map(|_| Material::default()).collect();
        let mut outside = Vec::new();
        for statement in &record.statements {
            let mut places: Vec<usize> = statement
                .issues
                .iter()
                .filter_map(|id| at.get(id.as_str()).copied())
                .collect();
            places.sort_unstable();
            places.dedup();
            if places.is_empty() {
                outside.push(statement);
            }
            for place in places {
                material[place].statements.push(statement);
            }
        }
        for claim in &record.claims {
            material[at[claim.issue.as_str()]].claims.push(claim);
        }
        for position in &record.positions {
            if let Some(place) = position.issue.as_ref().and_then(|id| at.get(id.as_str())) {
                material[*place].positions.push(position);
            }
        }
        let headline = crate::headline::of(index);
        let mut issues: Vec<IssueView<'r>> = order
            .par_iter()
            .zip(&material)
            .enumerate()
            .map(|(at, ((id, name), material))| IssueView::new(index, at, id, name, material))
            .collect();
        let drawn = (!index.is_brief).then(|| crate::timeline::timeline(record));
        for (view, (id, _)) in issues.iter_mut().zip(&order) {
            let lines = drawn.iter().flat_map(|drawn| &drawn.issues);
            let line = lines.into_iter().find(|one| one.issue == **id);
            if let Some(line) = line.filter(|line| (2..=DRAWN).contains(&line.len())) {
                view.figure = crate::timeline::figure(line, &format!("tl-{}", view.key));
            }
            let told = headline.issues.iter().find(|one| one.issue.as_str() == *id);
            view.moves = told.map_or_else(Vec::new, |told| {
                let mut texts: Vec<String> =
                    told.moves.iter().map(|one| one.text.clone()).collect();
                // Two clauses that moved alike on one day are one line for the reader.
                texts.dedup();
                texts
            });
        }
        let outside_columns = Columns::new(index, order.len(), None, &outside);
        let suggested = diptych_core::Status::Suggested;
        Self {
            css: concat!(
                include_str!("../../templates/style.css"),
                include_str!("../../templates/timeline.css")
            ),
            title: if record.case.title.trim().is_empty() {
                "Untitled case"
            } else {
                &record.case.title
            },
            headline: headline.text,
            period: When::period(record.case.period),
            proposed: record.case.proposed,
            sides: record
                .case
                .sides
                .iter()
                .enumerate()
                .map(|(at, side)| (side.name.as_str(), super::card::side_class(Some(at))))
                .collect(),
            left_out: issues.iter().map(|issue| issue.left_out).sum(),
            issues,
            outside_count: outside_columns.sides.iter().map(Column::len).sum(),
            outside: outside_columns.sides,
            edits: edits(record),
            sources: sources(record),
            problems: problems(record),
            problem_count: record.problems.len(),
            legend: [
                Role::Rung,
                Role::Polarity,
                Role::Condition,
                Role::Hedge,
                Role::Term,
                Role::Holder,
                Role::Antecedent,
                Role::Clause,
            ]
            .into_iter()
            .map(|role| {
                let words = words::role(role);
                LegendLine {
                    class: words.class,
                    letter: words.letter,
                    name: words.name,
                    meaning: words.meaning,
                }
            })
            .collect(),
            tier: words::tier(record.tier),
            schema: &record.schema,
            settled: (
                record
                    .divergences
                    .iter()
                    .filter(|each| each.status != suggested)
                    .count(),
                record.divergences.len(),
            ),
            statement_count: record.statements.len(),
        }
    }

    /// Whether every finding has been settled by a person.
    pub(crate) fn is_settled(&self) -> bool {
        self.settled.1 > 0 && self.settled.0 == self.settled.1
    }
}
