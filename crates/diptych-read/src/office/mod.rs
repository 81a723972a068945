//! Office documents and books: DOCX, `OpenDocument`, EPUB.

mod book;
mod changes;
mod docx;
mod odt;
mod paragraph;
mod parts;
mod read;
mod regions;

pub use changes::Changes;
pub(crate) use parts::heading;
pub(crate) use read::read;
