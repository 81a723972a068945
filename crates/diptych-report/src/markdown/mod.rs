//! The report as Markdown.

mod escape;
mod report;
mod statement;

pub use report::markdown;
