//! HTML: text runs with their bytes, blocks by structure, metadata.

mod build;
mod entity;
mod finish;
mod fragment;
mod json_ld;
mod main_text;
mod markup;
mod metadata;
mod page;
mod root;
mod scan;
mod tag;
mod tree;
mod vote;

pub(crate) use entity::decode_all;
pub(crate) use entity::reference;
pub(crate) use fragment::{Fragment, fragment};
pub(crate) use page::read;
