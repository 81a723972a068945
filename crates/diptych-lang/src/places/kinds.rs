//! What is found: states, bodies, organs.

use diptych_core::Lang;

/// A name in every covered language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names(pub(super) [String; 3]);

impl Names {
    /// The name to show; English for a language that is not covered.
    pub fn in_lang(&self, lang: &Lang) -> &str {
        match lang {
            Lang::Ru => &self.0[1],
            Lang::Uk => &self.0[2],
            Lang::En | Lang::Other(_) => &self.0[0],
        }
    }
}

/// A state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// ISO 3166 code of two letters, lower case; `xk` for Kosovo.
    pub id: String,
    /// Name to show.
    pub names: Names,
}

/// An international body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Short stable identifier (`un`, `nato`).
    pub id: String,
    /// Name to show.
    pub names: Names,
}

/// An organ that every state has: a ministry, the government, an embassy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organ {
    /// Short stable identifier (`foreign_ministry`).
    pub id: String,
    /// Name to show, without a state.
    pub names: Names,
}

/// By which of its names a state was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum How {
    /// Its own name.
    Name,
    /// Its capital, often standing for the government.
    Capital,
    /// An adjective or the name of its people.
    Demonym,
    /// A seat of power, standing for who sits there.
    Seat,
}
