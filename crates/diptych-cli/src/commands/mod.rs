//! One file a command.

mod add;
mod ask;
mod check;
mod compare;
mod copies;
mod demo;
mod docs;
mod doctor;
mod explain;
mod extract;
mod init;
mod log;
mod memory;
mod merge;
mod pdf;
mod review;
mod run;
mod search;
mod show;
mod timeline;
mod verify;
#[cfg(feature = "fetch")]
mod watch;
#[cfg(feature = "fetch")]
mod web;

pub(crate) use run::run;
