//! States, their capitals, seats of power and demonyms, international bodies,
//! and the organs of a state, as speakers and as terms.
//!
//! The names stand in `lang/places.toml`, in all languages at once, so a text
//! need not say what language it is in.

mod find;
mod kinds;
mod table;

pub use find::{
    BodyHit, OrganHit, PlaceHit, bodies, find_bodies, find_organs, find_places, states,
};
pub use kinds::{Body, How, Names, Organ, State};
