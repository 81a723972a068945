//! `cargo xtask tidy`: what neither the compiler nor clippy holds.
//!
//! One rule a file. A rule takes the files of the project and gives what it
//! finds wrong; its tests show it files that are.

mod borrowed;
mod changelog;
mod description;
mod finding;
mod layers;
mod length;
mod paths;
mod rules;
mod settings;
mod tables;
mod thin;
mod whitespace;

pub(crate) use rules::run;
