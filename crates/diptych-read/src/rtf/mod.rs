//! RTF: the text with its headings, cells and notes, by an own small reader.
//!
//! The format is a stream of words that begin with a backslash, text and
//! groups in braces. Groups are kept on a list, never by recursion.

mod charset;
mod flow;
mod group;
mod heads;
mod paragraph;
mod read;
mod reader;
mod token;
mod words;

pub(crate) use read::read;
