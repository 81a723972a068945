//! The few that a search has found, put in a better order by their pieces.

use diptych_core::Lang;
use diptych_encode::{PieceGround, Pieces, SentenceEncoder};

use super::evidence::Evidence;

/// How much the pieces count beside the nearness of vectors, which is twice a cosine with the crowding taken off.
///
/// Set with the layer on the halves for tuning, where at this weight a translation stands out the most
/// from the best of 24 others, measured by the spread of that distance.
pub const PIECES: f64 = 4.0;

/// Looks at the pieces of texts.
pub struct Finer<'e> {
    encoder: &'e SentenceEncoder,
    ground: &'e PieceGround,
}

/// The pieces of a text, and its language.
#[derive(Debug, Clone)]
pub struct Grain {
    pieces: Pieces,
    lang: Lang,
}

impl<'e> Finer<'e> {
    /// With an encoder and what its pieces are measured against; nothing where they do not belong together.
    pub fn new(encoder: &'e SentenceEncoder, ground: &'e PieceGround) -> Option<Self> {
        let fit = ground.fit(diptych_encode::Encoder::digest(encoder));
        fit.then_some(Self { encoder, ground })
    }

    /// Looks at texts in their languages.
    pub fn look(&self, texts: &[(&str, &Lang)]) -> Vec<Grain> {
        let words: Vec<&str> = texts.iter().map(|(text, _)| *text).collect();
        let pieces = self.encoder.pieces(&words).into_iter();
        let grain = |(mut pieces, (_, lang)): (Pieces, &(&str, &Lang))| {
            self.ground.take_off(&mut pieces, lang.code());
            Grain {
                pieces,
                lang: (*lang).clone(),
            }
        };
        pieces.zip(texts).map(grain).collect()
    }

    /// How much better the pieces of two texts meet than those of texts that only lie near each other.
    pub fn beyond(&self, a: &Grain, b: &Grain) -> f64 {
        let (a, b) = ((&a.pieces, a.lang.code()), (&b.pieces, b.lang.code()));
        f64::from(self.ground.beyond(a, b))
    }
}

impl Evidence {
    /// As [`Evidence::rank`], with what [`Finer::beyond`] says of the two.
    pub fn finer_rank(&self, beside: f64, beyond: f64) -> f64 {
        self.rank(beside) + PIECES * beyond
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::FIELDS;

    #[test]
    fn pieces_decide_where_vectors_lie_alike() {
        let evidence = Evidence([0.0; FIELDS.len()]).with_near(0.4);
        assert!(evidence.finer_rank(0.04, 0.1) > evidence.finer_rank(0.04, 0.05));
        assert!((evidence.finer_rank(0.0, 0.1) - 0.8).abs() < 1e-9);
    }
}
