//! PDF bytes in, words with their places out.
//!
//! PDF is read by large programs in languages without bounds, and files come
//! from strangers: so it is read in a process of its own, with limits on time
//! and memory. A [`Worker`] starts a program that calls [`serve`], one process
//! a file and reader: PDFium where its library is found, else poppler's
//! `pdftotext`, last a reader in Rust alone that gives whole pages or none. What
//! one cannot read the next one tries.

mod answer;
mod limits;
mod own;
#[cfg(feature = "pdfium")]
mod pdfium;
mod poppler;
mod reader;
mod serve;
mod worker;

pub use diptych_read::Pages;
pub use reader::{Found, Reader, found};
pub use serve::{serve, words_by_own};
pub use worker::Worker;
