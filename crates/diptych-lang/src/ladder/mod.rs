//! What the words of a position say: ladder cues, limiters, negation, hedges,
//! concepts and the small words of grammar that tie them to clauses.
//!
//! Everything here is read from tables under `lang/`; an entry is named in
//! evidence as `code/file/id`.

mod answer;
mod concept;
mod cue;
mod decision;
mod grammar;
mod limiter;
mod negation;
mod predicate;
mod table;
mod verb;

pub use answer::{Answers, answers};
pub use concept::{Concept, ConceptHit, ConceptId, Concepts, concepts};
pub use cue::{Cue, CueKind, Cues, Signature, cues};
pub use decision::{DecisionHit, DecisionRule, Decisions, decisions};
pub use grammar::{Grammar, WordClass, WordHit, grammar};
pub use limiter::{
    Limiter, LimiterForm, LimiterKind, LimiterPlace, LimiterVerb, Limiters, limiters,
};
pub use negation::{Hedges, Negation, Negator, NegatorKind, hedges, negation};
pub use predicate::{Complement, Predicate, Predicates, predicates};
pub use table::TableHit;
pub(crate) use table::{LANGS, place};
pub use verb::{Verb, Verbs, verbs};
