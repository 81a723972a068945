//! Scoring a record against an editor's `expected.json`.
//!
//! The file says which statements of a case a good editor finds, which
//! divergences they report, which they may report, and which they never
//! would. The rule, in one place:
//!
//! - an expected **statement** is found when a statement of the record covers
//!   the same letters and digits with IoU ≥ .8, and right when its speaker,
//!   side and date are right too;
//! - an expected **divergence** is hit when both statements are joined in that
//!   direction, the kind is `kind` or one of `also`, and the evidence overlaps
//!   both snippets; a silence has no right statement but `about`;
//! - a **forbidden** row is broken by any divergence of its kind between its
//!   statements, whatever the evidence; `*` stands for anything;
//! - a text of **`not_statements`** is violated when any part of it is given
//!   to anyone as said.

mod file;
#[cfg(test)]
mod fixture;
mod judge;
mod place;
mod rows;
mod score;
mod statements;

pub use file::{Expected, ExpectedStatement, Names, NotStatement, Row};
pub use judge::{score, score_expected};
pub use score::{CaseScore, ForbiddenHit, RowScore, StatementScore, Violation};
