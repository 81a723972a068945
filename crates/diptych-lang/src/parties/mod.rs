//! What a party to talks is: a company, a union, a city.

mod table;

pub use table::{Parties, PartyId, parties};
