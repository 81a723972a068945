//! One issue: the finding, the ledger, the pairs, the ladders, the statements.

use std::collections::BTreeMap;

use askama::Template;
use diptych_core::{Claim, Position, PositionId, Statement, Verdict};

use crate::index::Index;
use crate::view::columns::Columns;
use crate::view::ladder::ladders;
use crate::view::ledger::ledger;
use crate::view::pair::Pairs;
use crate::view::timeline::timeline;
use crate::view::{Card, Column, Ladder, Moment, Pair, Row};
use crate::words::{self, count};

/// More claims without an answer than this are folded away.
const UNANSWERED: usize = 2;

/// One issue.
#[derive(Template)]
#[template(path = "issue.html")]
pub(crate) struct IssueView<'r> {
    /// Element identifier.
    pub key: String,
    /// Number, from 1.
    pub number: usize,
    /// Name.
    pub name: &'r str,
    /// The finding in a sentence.
    pub lead: String,
    /// The line of time as a picture; empty where there is too little or too much to draw.
    pub figure: String,
    /// Who moved on it and who did not, in order of time.
    pub moves: Vec<String>,
    /// What was counted.
    pub tally: Vec<String>,
    /// The ledger of claims.
    pub ledger: Vec<Row<'r>>,
    /// Further claims without an answer, folded away.
    pub unanswered: Vec<Row<'r>>,
    /// Where the accounts part.
    pub pairs: Vec<Pair<'r>>,
    /// Where they agree.
    pub agree: Vec<Pair<'r>>,
    /// What a person has rejected.
    pub rejected: Vec<Pair<'r>>,
    /// Positions on the ladder.
    pub ladders: Vec<Ladder<'r>>,
    /// What was said, in order of time.
    pub timeline: Vec<Moment<'r>>,
    /// Statements by side.
    pub columns: Vec<Column<'r>>,
    /// What was not said.
    pub unsaid: Vec<Card<'r>>,
    /// How many claims and divergences rest on words that nobody said, and are left out.
    pub left_out: usize,
}

impl IssueView<'_> {
    /// How many statements were said on the issue.
    pub(crate) fn statements(&self) -> usize {
        self.columns.iter().map(Column::len).sum()
    }

    /// How many places there are where the accounts part.
    pub(crate) fn parts(&self) -> String {
        count(findings(&self.pairs), "divergence", "divergences")
    }
}

/// What belongs to one issue.
#[derive(Default)]
pub(crate) struct Material<'r> {
    pub statements: Vec<&'r Statement>,
    pub claims: Vec<&'r Claim>,
    pub positions: Vec<&'r Position>,
}

impl<'r> IssueView<'r> {
    /// The issue at `at`, with what belongs to it.
    pub(crate) fn new(
        index: &Index<'r>,
        at: usize,
        id: &str,
        name: &'r str,
        material: &Material<'r>,
    ) -> Self {
        let divergences = index.divergences_of(id);
        let mut rows = ledger(index, at, &material.claims);
        let pairs = Pairs::new(index, at, &divergences);
        let mut linked: Vec<(&PositionId, &PositionId)> = divergences
            .iter()
            .filter_map(|each| Some((&each.left_position, each.right_position.as_ref()?)))
            .collect();
        for claim in &material.claims {
            linked.extend(claim.answer.iter().map(|answer| (&claim.position, answer)));
        }
        let columns = Columns::new(index, at, Some(id), &material.statements);
        let shown = [&pairs.part, &pairs.agree, &pairs.rejected].map(|list| findings(list));
        let shown = shown.iter().sum::<usize>() + rows.len();
        let tally = tally(&rows, &material.claims);
        let answered = rows.iter().filter(|row| row.class != "none").count();
        let unanswered = rows.split_off(rows.len().min(answered + UNANSWERED));
        let mut view = Self {
            key: format!("i{at}"),
            number: at + 1,
            name,
            lead: String::new(),
            moves: Vec::new(),
            figure: String::new(),
            tally,
            left_out: divergences.len() + material.claims.len() - shown,
            unanswered,
            ledger: rows,
            ladders: if index.is_brief {
                Vec::new()
            } else {
                ladders(index, at, &material.positions, &linked)
            },
            pairs: pairs.part,
            agree: pairs.agree,
            rejected: pairs.rejected,
            timeline: if index.is_brief {
                Vec::new()
            } else {
                timeline(index, at, id, &material.statements)
            },
            columns: columns.sides,
            unsaid: columns.unsaid,
        };
        view.lead = lead(&view);
        view
    }
}

/// How many findings the pairs hold.
fn findings(pairs: &[Pair<'_>]) -> usize {
    pairs.iter().map(|pair| pair.findings.len()).sum()
}

fn lead(view: &IssueView<'_>) -> String {
    let sentence = |pair: &Pair<'_>| {
        let first = pair.findings.first()?;
        Some(if first.explanation.is_empty() {
            format!("{}: {}.", pair.who, first.words)
        } else {
            first.explanation.to_owned()
        })
    };
    if let Some(sentence) = view.pairs.first().and_then(sentence) {
        return sentence;
    }
    if view.statements() == 0 {
        return format!("{} on this issue.", words::NOT_FOUND);
    }
    if let Some(sentence) = view.agree.first().and_then(sentence) {
        return sentence;
    }
    "No point was found in these sources on which the accounts part.".to_owned()
}

fn tally(rows: &[Row<'_>], claims: &[&Claim]) -> Vec<String> {
    let mut by: BTreeMap<Verdict, usize> = BTreeMap::new();
    if rows.is_empty() {
        return Vec::new();
    }
    for row in rows {
        if let Some(claim) = claims
            .iter()
            .find(|claim| words::verdict(claim.verdict) == row.verdict)
        {
            *by.entry(claim.verdict).or_default() += 1;
        }
    }
    by.into_iter()
        .map(|(verdict, n)| {
            format!(
                "{} {}",
                count(n, "claim", "claims"),
                words::verdict_tally(verdict, n == 1)
            )
        })
        .collect()
}
