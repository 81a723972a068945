//! Exports of posts in JSON and JSON lines: every post a source.

mod feed;
mod fields;
mod find;
mod read;

pub(crate) use read::{is_html, looks_like, read};
