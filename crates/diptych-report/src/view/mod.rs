//! What a report shows, worked out once for every form of it.

mod card;
mod columns;
mod edits;
mod issue;
mod ladder;
mod ledger;
mod page;
mod pair;
mod picture;
mod reading;
mod sources;
mod timeline;

pub(crate) use card::{Card, Dates, side_class, speaker_name};
pub(crate) use columns::Column;
pub(crate) use edits::{PageChange, PageEdit};
pub(crate) use issue::IssueView;
pub(crate) use ladder::Ladder;
pub(crate) use ledger::{Answer, Row};
pub(crate) use page::Page;
pub(crate) use pair::{Finding, Pair};
pub(crate) use reading::degree;
pub(crate) use sources::{ProblemGroup, SourceRow, safe_url};
pub(crate) use timeline::Moment;
