//! The report as Markdown.

mod edits;
mod escape;
mod report;
mod statement;

pub(crate) use escape::esc;

pub use report::markdown;
