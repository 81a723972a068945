//! The encoder inside the program, made ready only when a text is to be encoded.

use std::sync::{Arc, OnceLock};

use crate::encoder::{Encoder, SentenceEncoder, Worded};
use crate::error::Result;
use crate::grain::Grain;
use crate::model::{Head, Model};
use crate::pieces::PieceGround;
use crate::vectors::Vectors;

/// The model inside the program, of which only the head is read before it is needed: where all
/// vectors are remembered, the weights are never touched.
pub struct Lazy {
    head: Head,
    threads: usize,
    made: OnceLock<Result<SentenceEncoder>>,
}

impl Lazy {
    /// Reads the head; the encoder will run on so many threads, 0 is as many as there are processors.
    ///
    /// # Errors
    /// [`crate::Error::NoWeights`] in a build without the feature `builtin`, [`crate::Error::Form`]
    /// where the head is not that of a model.
    pub fn builtin(threads: usize) -> Result<Self> {
        Ok(Self {
            head: Model::builtin_head()?,
            threads,
            made: OnceLock::new(),
        })
    }

    fn made(&self) -> Result<&SentenceEncoder> {
        let made = self
            .made
            .get_or_init(|| SentenceEncoder::new(Arc::new(Model::builtin()?), self.threads));
        made.as_ref().map_err(Clone::clone)
    }

    /// Whether the encoder was needed so far.
    pub fn is_made(&self) -> bool {
        self.made.get().is_some()
    }
}

impl Encoder for Lazy {
    fn name(&self) -> &str {
        &self.head.name
    }

    fn digest(&self) -> &str {
        &self.head.sha256
    }

    fn dimensions(&self) -> usize {
        self.head.shape.dimensions
    }

    fn ready(&self) {
        let _ = self.made();
    }

    fn encode(&self, texts: &[&str]) -> Result<Vectors> {
        if texts.is_empty() {
            return Ok(Vectors::new(self.dimensions()));
        }
        self.made()?.encode(texts)
    }

    fn beyond(
        &self,
        ground: &PieceGround,
        pairs: &[(Worded<'_>, Worded<'_>)],
    ) -> Result<Option<Vec<f32>>> {
        if pairs.is_empty() {
            return Ok(Some(Vec::new()));
        }
        self.made()?.beyond(ground, pairs)
    }

    fn grains(&self, ground: &PieceGround, texts: &[Worded<'_>]) -> Result<Option<Vec<Grain>>> {
        if texts.is_empty() {
            return Ok(Some(Vec::new()));
        }
        self.made()?.grains(ground, texts)
    }
}

#[cfg(all(test, feature = "builtin"))]
mod tests {
    use super::*;

    #[test]
    fn it_is_made_when_a_text_comes_and_is_the_same_encoder() {
        let lazy = Lazy::builtin(1).unwrap();
        let model = Arc::new(Model::builtin().unwrap());
        assert_eq!(lazy.encode(&[]).unwrap().len(), 0);
        assert!(!lazy.is_made());
        let encoder = SentenceEncoder::new(model, 1).unwrap();
        let text = ["The lock stays shut."];
        assert_eq!(lazy.encode(&text).unwrap(), encoder.encode(&text).unwrap());
        assert!(lazy.is_made());
        let lazy = Lazy::builtin(1).unwrap();
        lazy.ready();
        assert!(lazy.is_made());
        assert_eq!(
            (lazy.name(), lazy.digest(), lazy.dimensions()),
            (encoder.name(), encoder.digest(), encoder.dimensions())
        );
    }
}
