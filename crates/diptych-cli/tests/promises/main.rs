//! What a case that remembers promises, whatever happens to the program: real runs of the command.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod desk;
mod killed;
mod refused;
mod together;
