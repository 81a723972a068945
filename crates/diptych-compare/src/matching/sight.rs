//! A text as matching sees it.

use diptych_core::{Lang, Tier};
use diptych_encode::{Background, Encoder, Means, Result, corrected, dot};

use super::evidence::{BESIDE, Evidence};
use super::scale::Scale;
use super::traces::Traces;

/// The languages in whose neighbourhoods crowding is measured.
const LANGS: [&str; 3] = ["en", "ru", "uk"];

/// A text as matching sees it: its vector, how crowded it is round it, and what it names.
#[derive(Debug, Clone)]
pub struct Sight {
    vector: Box<[f32]>,
    crowd: [f32; LANGS.len()],
    lang: usize,
    /// What it names, counts and denies.
    pub traces: Traces,
}

impl Sight {
    /// How near the vectors lie, each language's mean and the crowding taken off; 0 without vectors.
    pub fn near(&self, other: &Self) -> f64 {
        if self.vector.is_empty() || other.vector.is_empty() {
            return 0.0;
        }
        let product = dot(&self.vector, &other.vector);
        let (here, there) = (self.crowd[other.lang], other.crowd[self.lang]);
        f64::from(corrected(product, here, there))
    }

    /// How likely the two say the same, 0 to 1.
    pub fn same_words(&self, other: &Self) -> f64 {
        Scale::same_words().score(&Evidence::between(self, other))
    }

    /// What the other is put in order by among answers to this one; see [`Evidence::rank`].
    pub fn rank(&self, other: &Self) -> f64 {
        Evidence::between(self, other).rank(BESIDE)
    }

    /// How likely the two speak of one proposition, for it or against it, 0 to 1.
    pub fn same_matter(&self, other: &Self) -> f64 {
        Scale::same_matter().score(&Evidence::between(self, other))
    }
}

/// Looks at texts: with an encoder, or by their words alone.
#[derive(Clone, Default)]
pub struct Matcher<'e> {
    encoder: Option<&'e dyn Encoder>,
    means: Means,
    background: Background,
}

impl<'e> Matcher<'e> {
    /// By words, names, numbers and tables alone.
    pub fn lexical() -> Self {
        Self::default()
    }

    /// With an encoder. `means` and `background` count only where they were made for it.
    pub fn new(encoder: &'e dyn Encoder, means: Means, background: Background) -> Self {
        let means = Some(means).filter(|means| means.fit(encoder.digest()));
        let background = Some(background).filter(|known| known.fit(encoder.digest()));
        Self {
            means: means.unwrap_or_default(),
            background: background.unwrap_or_default(),
            encoder: Some(encoder),
        }
    }

    /// By what means it matches.
    pub fn tier(&self) -> Tier {
        if self.encoder.is_some() {
            Tier::Encoder
        } else {
            Tier::Lexical
        }
    }

    /// Looks at texts in their languages.
    ///
    /// # Errors
    /// Where the encoder could not do its work.
    pub fn look(&self, texts: &[(&str, &Lang)]) -> Result<Vec<Sight>> {
        let Some(encoder) = self.encoder else {
            let look = |(text, lang): &(&str, &Lang)| Sight {
                vector: Box::default(),
                crowd: [0.0; LANGS.len()],
                lang: place(lang),
                traces: Traces::of(text, lang),
            };
            return Ok(texts.iter().map(look).collect());
        };
        let words: Vec<&str> = texts.iter().map(|(text, _)| *text).collect();
        let langs: Vec<&str> = texts.iter().map(|(_, lang)| lang.code()).collect();
        let mut vectors = encoder.encode(&words)?;
        self.means.take_off(&mut vectors, &langs);
        let look = |((text, lang), row): (&(&str, &Lang), &[f32])| Sight {
            vector: row.into(),
            crowd: LANGS.map(|lang| self.background.crowd(row, lang)),
            lang: place(lang),
            traces: Traces::of(text, lang),
        };
        Ok(texts.iter().zip(vectors.rows()).map(look).collect())
    }
}

fn place(lang: &Lang) -> usize {
    let place = LANGS.iter().position(|known| *known == lang.code());
    place.unwrap_or(0)
}
