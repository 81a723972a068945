//! The pieces of a text, and what they are measured against.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::error::{Error, Result};
use crate::grain::Grain;
use crate::nearest::Means;
use crate::vectors::Vectors;

/// The layer whose rows stand for the pieces of a text.
///
/// In the middle of the network a row still says which word it is of; the last ones speak of the whole.
pub(crate) const DEPTH: usize = 8;

/// The offsets of pairs of languages begin their lines with this.
const OFFSET: &str = "offset";

/// The pieces of one text, as the network sees them in their places.
#[derive(Debug, Clone, PartialEq)]
pub struct Pieces {
    pub(crate) vectors: Vectors,
    /// How much each counts: the less frequent, the more.
    pub(crate) weights: Vec<f32>,
}

impl Pieces {
    /// Of vectors and what each counts; what has no partner is left out.
    pub(crate) fn new(vectors: Vectors, weights: Vec<f32>) -> Self {
        debug_assert_eq!(vectors.len(), weights.len(), "every piece has its weight");
        Self { vectors, weights }
    }

    /// The vectors, a row for every piece.
    pub fn vectors(&self) -> &Vectors {
        &self.vectors
    }
}

/// What pieces are measured against: the mean of every language, and how well pieces of two
/// languages meet in sentences that only lie near each other.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PieceGround {
    means: Means,
    offsets: BTreeMap<(String, String), f32>,
}

/// That of the built-in encoder, over sentences written for this project.
const BUILTIN: &str = include_str!("../weights/pieces.tsv");

impl PieceGround {
    /// The one that belongs to the built-in encoder; `cargo xtask encoder means` makes it.
    ///
    /// # Errors
    /// [`Error::Form`] where it cannot be read, which a test excludes.
    pub fn builtin() -> Result<Self> {
        Self::parse(BUILTIN)
    }

    /// With the means of pieces, and no offsets yet.
    pub fn new(means: Means) -> Self {
        Self {
            means,
            offsets: BTreeMap::new(),
        }
    }

    /// Whether it was made for the encoder with this digest. For another it means nothing.
    pub fn fit(&self, digest: &str) -> bool {
        self.means.fit(digest)
    }

    /// Sets how well pieces of two languages meet in sentences that only lie near each other.
    pub fn set_offset(&mut self, a: &str, b: &str, offset: f32) {
        self.offsets.insert(ordered(a, b), offset);
    }

    /// The pieces of a text in its language, ready to meet others: the mean of the language taken off.
    pub fn grain(&self, mut pieces: Pieces, lang: &str) -> Grain {
        let langs = vec![lang; pieces.vectors.len()];
        self.means.take_off(&mut pieces.vectors, &langs);
        Grain::new(&pieces)
    }

    /// How much better the pieces of two texts in their languages meet than those of sentences that only lie
    /// near each other.
    pub fn beyond(&self, a: (&Grain, &str), b: (&Grain, &str)) -> f32 {
        a.0.meet(b.0) - self.offset(a.1, b.1)
    }

    /// The same each way: how much better the pieces of the first find one in the second, and those of the second
    /// one in the first. See [`Grain::held`].
    pub fn held_beyond(&self, a: (&Grain, &str), b: (&Grain, &str)) -> (f32, f32) {
        let ((here, there), offset) = (a.0.held(b.0), self.offset(a.1, b.1));
        (here - offset, there - offset)
    }

    fn offset(&self, a: &str, b: &str) -> f32 {
        self.offsets
            .get(&ordered(a, b))
            .copied()
            .unwrap_or_default()
    }

    /// As text: the means as [`Means::render`] writes them, then a line for every pair of languages.
    pub fn render(&self) -> String {
        let mut out = self.means.render();
        for ((a, b), offset) in &self.offsets {
            let _ = writeln!(out, "{OFFSET}\t{a}\t{b}\t{offset:.4}");
        }
        out
    }

    /// From the text that [`PieceGround::render`] writes.
    ///
    /// # Errors
    /// [`Error::Form`] where a line is not in that form.
    pub fn parse(text: &str) -> Result<Self> {
        let (mut means, mut offsets) = (String::new(), BTreeMap::new());
        for line in text.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            if cells[0] != OFFSET {
                means.push_str(line);
                means.push('\n');
                continue;
            }
            let [_, a, b, number] = cells.as_slice() else {
                return Err(Error::form(format!(
                    "`{line}` is no offset of two languages"
                )));
            };
            let number: f32 = number
                .parse()
                .map_err(|_| Error::form(format!("the offset `{number}` is no number")))?;
            offsets.insert(ordered(a, b), number);
        }
        Ok(Self {
            means: Means::parse(&means)?,
            offsets,
        })
    }
}

fn ordered(a: &str, b: &str) -> (String, String) {
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    (a.to_owned(), b.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(rows: &[[f32; 2]], weights: &[f32]) -> Pieces {
        Pieces::new(Vectors::from_rows(2, rows.concat()), weights.to_vec())
    }

    #[test]
    fn the_offset_of_two_languages_is_taken_off_either_way() {
        let means = Means::new("d", &Vectors::from_rows(2, vec![0.0, 0.5]), &["en"]);
        let mut ground = PieceGround::new(means);
        ground.set_offset("ru", "en", 0.25);
        let (a, b) = (pieces(&[[1.0, 0.0]], &[1.0]), pieces(&[[1.0, 0.5]], &[1.0]));
        let (a, b) = (ground.grain(a, "ru"), ground.grain(b, "en"));
        let near = |one: f32, other: f32| (one - other).abs() < 1e-5;
        assert!(near(ground.beyond((&a, "ru"), (&b, "en")), 0.75));
        assert!(near(ground.beyond((&b, "en"), (&a, "ru")), 0.75));
        assert!(near(ground.beyond((&a, "uk"), (&b, "en")), 1.0));
        assert_eq!(PieceGround::parse(&ground.render()), Ok(ground));
        assert!(PieceGround::parse("d\noffset\ten\tru\tx").is_err());
        assert!(PieceGround::parse("d\noffset\ten").is_err());
    }

    #[test]
    fn the_built_in_one_knows_every_pair_of_languages() {
        let ground = PieceGround::builtin().unwrap();
        assert_eq!(
            ground.means.languages().collect::<Vec<_>>(),
            ["en", "ru", "uk"]
        );
        assert_eq!(ground.offsets.len(), 6);
        assert!(
            ground
                .offsets
                .values()
                .all(|offset| (0.2..0.6).contains(offset))
        );
    }
}
