//! The report as Markdown.
use diptych_core::Record;
/// The report as Markdown.
pub fn markdown(_record: &Record) -> String { String::new() }
