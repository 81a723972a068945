//! `diptych watch`.

mod changes;
mod hook;
mod places;
mod round;
mod run;

pub(super) use run::run;
