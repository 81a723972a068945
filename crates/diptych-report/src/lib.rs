//! Reports from a record: HTML, Markdown, a table for the terminal, JSON with
//! its schema, and `case.toml`.
//!
//! Every function takes values and returns text. This crate knows no storage,
//! no clock and no file.

mod case_toml;
mod controls;
mod dates;
mod edits;
mod headline;
mod html;
mod index;
mod json;
mod markdown;
mod marks;
mod quote;
mod table;
mod timeline;
mod view;
mod words;

pub use case_toml::case_toml;
pub use edits::edit;
pub use headline::headline;
pub use html::html;
pub use json::{check_schema, json, schema, verify_schema, write_json};
pub use markdown::markdown;
pub use table::table;
pub use timeline::{
    Held, IssueLine, Lane, Moment, Timeline, timeline, timeline_json, timeline_markdown,
    timeline_svg, timeline_table,
};
