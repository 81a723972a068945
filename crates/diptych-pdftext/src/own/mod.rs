//! The reader of last resort, in Rust alone: a page is read whole and letter by letter, or not at all.
//!
//! `hayro-syntax` takes the file apart. What a letter is follows from the font's own table
//! (`ToUnicode`), its named signs or its standard encoding, and from nothing else: a page on which
//! one letter has no such name, or which is written in a way that is not read here, is named as not
//! read. Layout is not looked at; [`diptych_read`] puts the words in order.

mod cmap;
mod encoding;
mod font;
mod matrix;
mod names;
mod page;
mod standard;
mod stream;
mod take;
mod text;
mod widths;
mod words;

pub(crate) use take::take;
