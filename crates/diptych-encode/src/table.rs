//! Vectors at next to no cost: no network, only the table.

use std::sync::Arc;

use crate::encoder::Encoder;
use crate::error::Result;
use crate::model::Model;
use crate::vectors::{Vectors, unit};

/// How frequent a piece must be to count for half.
///
/// The constant of smooth inverse frequency weights (Arora and others 2017).
const HALF: f32 = 1e-3;

/// The weighted mean of the rows of a text's pieces, rare pieces counting for more.
///
/// Some hundred times as fast as the network, and blind to the order of words. It finds texts that
/// share words, names and cognates; it is a first filter, and no ground for a statement.
pub struct TableEncoder {
    model: Arc<Model>,
    digest: String,
}

impl TableEncoder {
    /// On the table of this model.
    pub fn new(model: Arc<Model>) -> Self {
        let digest = format!("{} table", model.digest());
        Self { model, digest }
    }
}

impl Encoder for TableEncoder {
    fn name(&self) -> &'static str {
        "table"
    }

    fn digest(&self) -> &str {
        &self.digest
    }

    fn dimensions(&self) -> usize {
        self.model.shape().dimensions
    }

    fn encode(&self, texts: &[&str]) -> Result<Vectors> {
        let mut vectors = Vectors::new(self.dimensions());
        let (mut row, mut sum) = (vec![0.0; self.dimensions()], vec![0.0; self.dimensions()]);
        for text in texts {
            sum.fill(0.0);
            for piece in self.model.tokenizer().pieces(text) {
                self.model.row(piece, &mut row);
                let weight = HALF / (HALF + self.model.tokenizer().score(piece).exp());
                for (sum, number) in sum.iter_mut().zip(&row) {
                    *sum += weight * number;
                }
            }
            unit(&mut sum);
            vectors.push(&sum);
        }
        Ok(vectors)
    }
}
