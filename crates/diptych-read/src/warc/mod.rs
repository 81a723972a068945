//! WARC: every page of a web archive a source.

mod http;
mod read;
mod record;

pub(crate) use read::read;
