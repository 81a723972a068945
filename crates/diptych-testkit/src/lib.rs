//! Fixtures, check helpers and evaluation for the tests of diptych.

pub mod expected;
pub mod specs;
