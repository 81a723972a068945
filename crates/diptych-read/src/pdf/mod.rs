//! PDF: from the words of its pages, each with its place, to a text in reading order.
//!
//! The words are taken from the file elsewhere, by a program that may hang or
//! fall; here they are only put in order.

mod furniture;
mod hyphens;
mod lines;
mod order;
mod pages;
mod paragraphs;
mod read;

pub use pages::{Page, Pages, Unread, Word};
pub use read::{is_pdf, read_pages};
