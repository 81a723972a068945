//! One file a command.

mod compare;
mod demo;
mod docs;
mod doctor;
mod explain;
mod extract;
mod init;
mod run;
mod show;

pub(crate) use run::run;
