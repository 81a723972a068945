//! The ledger of claims: what one says of another, beside the other's own words.

use diptych_core::{Claim, Position, PositionId, Said, Verdict};

use crate::index::Index;
use crate::quote::Quote;
use crate::view::Dates;
use crate::view::card::{Card, side_class, speaker_name};
use crate::view::columns::key;
use crate::view::reading::{degree, marks_of};
use crate::words;

/// A position in its speaker's words, short.
pub(crate) struct Answer<'r> {
    /// Who said it.
    pub speaker: String,
    /// Their side.
    pub side: &'r str,
    /// Class of the side.
    pub side_class: String,
    /// When.
    pub dates: Dates<'r>,
    /// The words.
    pub quote: Quote<'r>,
    /// Who published it.
    pub outlet: &'r str,
    /// Its address.
    pub url: Option<&'r str>,
    /// The degree in words.
    pub degree: &'static str,
    /// What a reader must know before reading the words.
    pub notes: Vec<String>,
    /// Where it is shown in full.
    pub full: String,
    /// `later words`, `earlier words`, or empty where the order is not known or the day is one.
    pub order: &'static str,
    /// Whether someone else of the side speaks for it.
    pub speaks_for_side: bool,
    /// Language by name.
    pub language: &'r str,
}

/// One claim.
pub(crate) struct Row<'r> {
    /// The claim.
    pub claim: Answer<'r>,
    /// How it comes to its holder.
    pub attribution: &'static str,
    /// About whom.
    pub holder: String,
    /// Class of the verdict.
    pub class: &'static str,
    /// Sign of the verdict.
    pub sign: &'static str,
    /// The verdict.
    pub verdict: &'static str,
    /// The holder's own words, best answer first.
    pub answers: Vec<Answer<'r>>,
    /// What is said where there are none.
    pub none: &'static str,
}

/// Order of the rows: what an editor asks first.
fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::GoesFurther => 0,
        Verdict::Denied => 1,
        Verdict::OtherTerms => 2,
        Verdict::OnACondition => 3,
        Verdict::FallsShort => 4,
        Verdict::Silent => 5,
        Verdict::Confirmed => 6,
        Verdict::NotFound => 7,
    }
}

/// The claims of an issue that rest on something said.
pub(crate) fn ledger<'r>(index: &Index<'r>, issue: usize, claims: &[&'r Claim]) -> Vec<Row<'r>> {
    let mut claims: Vec<&'r Claim> = claims.to_vec();
    claims.sort_by_key(|claim| rank(claim.verdict));
    claims
        .into_iter()
        .filter_map(|claim| row(index, issue, claim))
        .collect()
}

fn row<'r>(index: &Index<'r>, issue: usize, claim: &'r Claim) -> Option<Row<'r>> {
    let position = said(index, &claim.position)?;
    let made = index.statement(&position.statement)?.said.as_ref();
    let side = index.side_name(position.holder.side.as_ref());
    let holder = match position.holder.name.as_deref() {
        Some(name) if !side.is_empty() && name != side => format!("{name}, {side}"),
        Some(name) => name.to_owned(),
        None if side.is_empty() => "several together".to_owned(),
        None => side.to_owned(),
    };
    Some(Row {
        claim: answer(index, issue, position, None)?,
        attribution: words::attribution(position.attribution),
        holder,
        class: class(claim.verdict),
        sign: words::verdict_sign(claim.verdict),
        verdict: words::verdict(claim.verdict),
        answers: claim
            .answer
            .iter()
            .filter_map(|id| answer(index, issue, said(index, id)?, made))
            .collect(),
        none: if claim.verdict == Verdict::Silent {
            "Not mentioned in the whole texts of this side"
        } else {
            words::NOT_FOUND
        },
    })
}

fn said<'r>(index: &Index<'r>, id: &PositionId) -> Option<&'r Position> {
    index
        .position(id)
        .filter(|position| index.is_said(position))
}

fn answer<'r>(
    index: &Index<'r>,
    issue: usize,
    position: &'r Position,
    claimed: Option<&Said>,
) -> Option<Answer<'r>> {
    let statement = index.statement(&position.statement)?;
    let card = Card::new(index, statement, &[]);
    let order = match (claimed, &statement.said) {
        (Some(claim), Some(own)) if own.from > claim.to => "later words",
        (Some(claim), Some(own)) if own.to < claim.from => "earlier words",
        _ => "",
    };
    Some(Answer {
        speaker: speaker_name(statement),
        side: card.side,
        side_class: side_class(index.side_at(statement.speaker.side.as_ref())),
        dates: card.dates,
        quote: Quote::around(statement, &marks_of(position), position.clause),
        outlet: card.outlet,
        url: card.url,
        degree: degree(position),
        notes: card.notes,
        full: key(issue, index.statement_at(&statement.id)?),
        order,
        speaks_for_side: position.speaks_for_side,
        language: card.language,
    })
}

fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::GoesFurther => "further",
        Verdict::FallsShort => "short",
        Verdict::Confirmed => "same",
        Verdict::OnACondition => "condition",
        Verdict::OtherTerms => "terms",
        Verdict::Denied => "denied",
        Verdict::Silent => "silent",
        Verdict::NotFound => "none",
    }
}
