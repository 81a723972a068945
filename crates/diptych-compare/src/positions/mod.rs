//! Positions: what each clause of a statement says.
//!
//! ```text
//! sentence ─walk─▶ clauses ─links─▶ what a cue speaks of, whose, on which issue ─stance─▶ act, rung ─▶ Stand
//! ```

mod about;
mod bare;
mod build;
mod carried;
mod clause;
mod evidence;
mod extent;
mod issue;
mod limits;
mod matters;
mod period;
mod reader;
mod reality;
mod stance;
mod stance_rules;
mod time;
mod verb;
mod walk;
mod walk_clause;
mod whole;

pub(crate) use reader::Reader;
