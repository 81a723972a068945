//! A text as matching sees it.

use diptych_core::{Lang, Tier};
use diptych_encode::{Result, Worded, corrected, dot};
use rayon::prelude::*;

use super::evidence::{BESIDE, Evidence};
use super::scale::Scale;
use super::traces::Traces;
use super::utterance::ALTERED;
use crate::Meaning;

/// The languages in whose neighbourhoods crowding is measured.
const LANGS: [&str; 3] = ["en", "ru", "uk"];

/// A text as matching sees it: its vector, how crowded it is round it, and what it names.
#[derive(Debug, Clone)]
pub struct Sight {
    /// Its words.
    pub(super) text: Box<str>,
    pub(super) vector: Box<[f32]>,
    crowd: [f32; LANGS.len()],
    lang: usize,
    /// Its language.
    pub(super) code: Lang,
    /// What it names, counts and denies.
    pub traces: Traces,
}

impl Sight {
    /// How near the vectors lie, each language's mean and the crowding taken off; 0 without vectors.
    pub fn near(&self, other: &Self) -> f64 {
        if self.vector.is_empty() || other.vector.is_empty() {
            return 0.0;
        }
        f64::from(self.less_crowded(other, dot(&self.vector, &other.vector)))
    }

    /// A product of the two vectors with the crowding on both sides taken off.
    pub(super) fn less_crowded(&self, other: &Self, product: f32) -> f32 {
        let (here, there) = (self.crowd[other.lang], other.crowd[self.lang]);
        corrected(product, here, there)
    }

    /// Its vector, the mean of its language taken off; empty where it has none.
    pub(crate) fn vector(&self) -> &[f32] {
        &self.vector
    }

    /// Its words in its language.
    pub(super) fn worded(&self) -> Worded<'_> {
        Worded {
            text: &self.text,
            lang: self.code.code(),
        }
    }

    /// Whether it has a vector: where it has none, words and names alone decide.
    pub fn has_vector(&self) -> bool {
        !self.vector.is_empty()
    }

    /// How likely the two say the same, 0 to 1.
    pub fn same_words(&self, other: &Self) -> f64 {
        self.scale(other).score(&Evidence::between(self, other))
    }

    /// The same if their vectors lay on one another: no nearness makes them likelier.
    pub(crate) fn at_most(&self, other: &Self) -> f64 {
        Scale::same_words().score(&Evidence::between(self, other).with_near(0.9))
    }

    /// Whether the other may be this one with one thing altered, if their vectors lie near.
    pub(crate) fn perhaps_altered(&self, other: &Self) -> bool {
        let forgiven = Evidence::between(self, other).with_near(0.9).forgiven();
        forgiven.is_some_and(|evidence| Scale::same_words().score(&evidence) >= ALTERED)
    }

    /// The scale for what is known of both.
    pub(super) fn scale(&self, other: &Self) -> &'static Scale {
        if self.has_vector() && other.has_vector() {
            Scale::same_words()
        } else {
            Scale::same_words_alone()
        }
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
#[derive(Debug, Clone, Copy, Default)]
pub struct Matcher<'e> {
    pub(super) meaning: Option<Meaning<'e>>,
}

impl<'e> Matcher<'e> {
    /// By words, names, numbers and tables alone.
    pub fn lexical() -> Self {
        Self::default()
    }

    /// With a sentence encoder.
    pub fn new(meaning: Meaning<'e>) -> Self {
        Self {
            meaning: Some(meaning),
        }
    }

    /// By what means it matches.
    pub fn tier(&self) -> Tier {
        if self.meaning.is_some() {
            Tier::Encoder
        } else {
            Tier::Lexical
        }
    }

    /// Whether it sees by vectors.
    pub(crate) fn has_vectors(&self) -> bool {
        self.meaning.is_some()
    }

    /// Looks at texts in their languages.
    ///
    /// # Errors
    /// Where the encoder could not do its work.
    pub fn look(&self, texts: &[(&str, &Lang)]) -> Result<Vec<Sight>> {
        let mut sights: Vec<Sight> = texts
            .par_iter()
            .map(|(text, lang)| Sight::of(text, lang))
            .collect();
        self.sharpen(&mut sights.iter_mut().collect::<Vec<_>>())?;
        Ok(sights)
    }

    /// Gives vectors to sights that were made by words alone; without an encoder they stay as they are.
    ///
    /// # Errors
    /// Where the encoder could not do its work.
    pub(crate) fn sharpen(&self, sights: &mut [&mut Sight]) -> Result<()> {
        let Some(meaning) = &self.meaning else {
            return Ok(());
        };
        let words: Vec<&str> = sights.iter().map(|sight| &*sight.text).collect();
        let langs: Vec<&str> = sights.iter().map(|sight| LANGS[sight.lang]).collect();
        let vectors = meaning.vectors(&words, &langs)?;
        let crowds = meaning.background.map(|known| {
            let crowds = LANGS.map(|lang| known.crowds(&vectors, lang));
            (0..vectors.len()).map(move |row| [crowds[0][row], crowds[1][row], crowds[2][row]])
        });
        for (sight, row) in sights.iter_mut().zip(vectors.rows()) {
            sight.vector = row.into();
        }
        for (sight, crowd) in sights.iter_mut().zip(crowds.into_iter().flatten()) {
            sight.crowd = crowd;
        }
        Ok(())
    }
}

impl Sight {
    /// By its words alone.
    pub(crate) fn of(text: &str, lang: &Lang) -> Self {
        Self {
            text: text.into(),
            vector: Box::default(),
            crowd: [0.0; LANGS.len()],
            lang: place(lang),
            code: lang.clone(),
            traces: Traces::of(text, lang),
        }
    }
}

fn place(lang: &Lang) -> usize {
    let place = LANGS.iter().position(|known| *known == lang.code());
    place.unwrap_or(0)
}
