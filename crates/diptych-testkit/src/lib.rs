//! Fixtures, check helpers and evaluation for the tests of diptych.

mod data;
pub mod drafts;
pub mod expected;
pub mod made;
pub mod mutate;
mod server;
pub mod sets;
pub mod specs;
pub mod work;

pub use data::data;
pub use server::{Reply, Server};
