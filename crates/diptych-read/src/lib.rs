//! Readers: bytes in; a document, its map to the source and the problems out.
//!
//! The format is found from the content, the name being a hint. Plain text
//! and Markdown are kept as they stand; of HTML the text is built run by run,
//! each run with its place in the original bytes. Nothing here is guessed
//! away: what is of the page and not of the text is marked, not left out.
//!
//! The crate knows no network and no storage, and never panics on what it reads.

mod archive;
mod assembly;
mod captions;
mod dates;
mod decode;
mod encoding;
mod feed;
mod format;
mod front_matter;
mod html;
mod json;
mod layer;
mod lines;
mod mail;
mod markdown;
mod marks;
mod office;
mod part;
mod pdf;
mod plain;
mod posts;
mod reading;
mod rtf;
mod subtitles;
mod warc;
mod xml;

pub use office::Changes;
pub use pdf::{Page, Pages, Unread, Word, is_pdf, read_pages};
pub use reading::{
    ReadOptions, Reading, has_language_label, is_source_name, read, read_each, read_text,
};
