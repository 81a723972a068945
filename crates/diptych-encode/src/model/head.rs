//! What stands at the head of a model's file.

use serde::{Deserialize, Serialize};

/// The head of a model's file: what it is, and where its parts lie.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// The name of the model.
    pub name: String,
    /// Where the weights come from, for a reader.
    pub origin: String,
    /// What is put before a text that is to be compared with others.
    pub prefix: String,
    /// The measures of the network.
    pub shape: Shape,
    /// SHA-256 of everything behind the head, in hexadecimal.
    pub sha256: String,
    /// The parts, in the order in which they lie.
    pub tensors: Vec<Tensor>,
}

/// The measures of the network.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Shape {
    /// Rows of the table of word pieces. The last three are the text's begin, its end, and what is unknown.
    pub rows: usize,
    /// Numbers in a vector.
    pub dimensions: usize,
    /// Layers of the body.
    pub layers: usize,
    /// Heads of attention in a layer.
    pub heads: usize,
    /// Width of the inner layer.
    pub inner: usize,
    /// Pieces that the network reads at once, begin and end among them.
    pub positions: usize,
    /// What is added to a variance before its root is taken.
    pub epsilon: f32,
}

/// One part of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tensor {
    /// Its name.
    pub name: String,
    /// How its numbers are written.
    pub kind: Kind,
    /// Its first byte, counted from the end of the head.
    pub at: usize,
    /// Its bytes.
    pub length: usize,
}

/// How a part is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Word pieces in the order of their bytes: a byte with the length, then the piece.
    Pieces,
    /// Numbers of 32 bits, the lowest byte first.
    F32,
    /// Blocks of [`crate::BLOCK_WEIGHTS`] weights of four bits, row by row.
    Q4,
}

impl Shape {
    /// The row of what stands before every text.
    pub fn begin(&self) -> u32 {
        self.rows as u32 - 3
    }

    /// The row of what stands after every text.
    pub fn end(&self) -> u32 {
        self.rows as u32 - 2
    }

    /// The row of what has no piece.
    pub fn unknown(&self) -> u32 {
        self.rows as u32 - 1
    }

    /// Whether a network can have these measures, and no hostile file makes us ask for more memory than it has bytes.
    pub(crate) fn is_sound(&self) -> bool {
        let blocks = |n: usize| n > 0 && n.is_multiple_of(super::BLOCK_WEIGHTS) && n <= 1 << 14;
        (4..=1 << 24).contains(&self.rows)
            && blocks(self.dimensions)
            && blocks(self.inner)
            && (1..=64).contains(&self.layers)
            && (1..=self.dimensions).contains(&self.heads)
            && self.dimensions.is_multiple_of(self.heads)
            && (3..=1 << 14).contains(&self.positions)
            && self.epsilon.is_finite()
            && self.epsilon >= 0.0
    }
}
