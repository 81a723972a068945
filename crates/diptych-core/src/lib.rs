//! The nouns of diptych: sources, documents, anchors, statements, positions,
//! divergences, and the record that everything reads and writes.
//!
//! This crate knows no file, no language, no clock and no storage. Every
//! offset in it counts **UTF-8 bytes** of the document's text, half open.

mod case;
mod case_file;
mod checking;
mod date;
mod decision;
mod divergence;
mod document;
mod edit;
mod fold;
mod id;
mod matching;
mod position;
mod precedent;
mod problem;
mod record;
mod source;
mod span;
mod statement;
mod verification;
mod watch;

pub use case::{Case, Issue, Person, Side};
pub use case_file::parse_case;
pub use checking::{Account, Answer, CHECK_SCHEMA, CheckPassage, Checked, check_schema};
pub use date::{Basis, Day, Period, Precision, Said};
pub use decision::{
    Decision, Rendering, Seen, SeenWords, Standing, Subject, TranslationBasis, Verb,
};
pub use divergence::{
    About, Aspect, Axis, Claim, Divergence, DivergenceKind, Scope, Status, Verdict,
};
pub use document::{Area, Block, BlockKind, Document, Origin, Segment};
pub use edit::{Edit, EditChange, EditKind};
pub use fold::{Folded, fold, fold_char, fold_text};
pub use id::{
    DivergenceId, IssueId, PositionId, SideId, SourceId, StatementId, UtteranceId, digest, short,
    slug,
};
pub use matching::Matching;
pub use position::{
    Act, AsOf, Attribution, Evidence, Holder, Polarity, Position, Proposition, Reality, Role, Rung,
    Slot, Term, Time,
};
pub use precedent::{Precedent, PrecedentRelation, PrecedentSource};
pub use problem::{Code, Problem, Severity, codes};
pub use record::{
    CaseHead, Headline, IssueHeadline, Move, Named, Record, SCHEMA_VERSION, Tier, Utterance,
    Variant, json_schema,
};
pub use source::{Lang, Source, SourceKind};
pub use span::{Anchor, Span};
pub use statement::{Context, Remark, Speaker, Statement, StatementKind, Translation, Wording};
pub use verification::{
    Certainty, Change, ChangeKind, MatchRole, NoteKind, PassedOver, QuoteFinding, QuoteMatch,
    QuoteNote, QuoteVerdict, VERIFY_SCHEMA, Verification, VerifiedQuote, verify_schema,
};
pub use watch::{Watch, Watched, parse_period, parse_watch};
