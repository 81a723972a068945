//! Sets of marked texts: who said what, as an annotator would mark it.
//!
//! A set is one plain file, so that a person can write and correct it:
//!
//! ```text
//! === en-t-001
//! published: 2031-03-14
//! outlet: Harrow Wire
//! form: article
//! ---
//! “⟦1|We were ready,⟧” ⟦s1|she⟧ said.
//! ---
//! 1 kind=direct name="Helen Dorosh" said=2031-03-13 via=""
//! not: words that are nobody's statement
//! ```
//!
//! `⟦1|…⟧` marks words of statement 1 and `⟦s1|…⟧` the mention of its speaker
//! (`⟦s1,2|…⟧` that of two);
//! a statement in pieces has its mark several times, and marks may lie in each
//! other. The line of a statement gives its kind in the record's word, the
//! full name, the day (or two, with `/` between), who reports it, and where
//! they apply `role`, `neg=yes` (the report is negated) and `q=yes` (a question).

mod marks;
mod read;
mod text;

pub use read::{SetError, parse};
pub use text::{Mark, MarkedText};
