//! From texts to vectors.

use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::body::{Body, Space};
use crate::error::{Error, Result};
use crate::grain::Grain;
use crate::meeting::meet;
use crate::model::Model;
use crate::pieces::{DEPTH, PieceGround, Pieces};
use crate::vectors::{Vectors, unit};

/// What makes vectors of texts.
///
/// Two texts are close in meaning where the [`crate::dot`] of their vectors is great. What is great
/// differs from encoder to encoder: compare by rank, or by a threshold learned for this one.
pub trait Encoder: Send + Sync {
    /// A short name of what encodes, to be shown with every result: `multilingual-e5-small`, say.
    fn name(&self) -> &str;

    /// What tells this encoder's vectors from all others': to be kept with stored vectors.
    fn digest(&self) -> &str;

    /// Numbers in a vector.
    fn dimensions(&self) -> usize;

    /// Makes itself ready to encode, where that takes time: for one who will have a text for it, and something
    /// else to do before. What it cannot do shows when it is asked to encode.
    fn ready(&self) {}

    /// One vector of length one for every text, in their order.
    ///
    /// The vector of a text does not depend on the texts beside it.
    ///
    /// # Errors
    /// [`Error::Encoder`] where the encoder could not do its work.
    fn encode(&self, texts: &[&str]) -> Result<Vectors>;

    /// How much better the pieces of two texts meet than those of texts that only lie near each
    /// other, pair by pair, against this ground; nothing where this encoder sees no pieces.
    ///
    /// It costs a second look at every text: meant for the pairs that a search has found.
    ///
    /// # Errors
    /// [`Error::Encoder`] where the encoder could not do its work.
    fn beyond(
        &self,
        ground: &PieceGround,
        pairs: &[(Worded<'_>, Worded<'_>)],
    ) -> Result<Option<Vec<f32>>> {
        let _ = (ground, pairs);
        Ok(None)
    }

    /// The pieces of texts against this ground, in their order, so that whoever keeps them can let them meet
    /// ([`meet`]) without looking at the texts again; nothing where this encoder sees no pieces.
    ///
    /// # Errors
    /// [`Error::Encoder`] where the encoder could not do its work.
    fn grains(&self, ground: &PieceGround, texts: &[Worded<'_>]) -> Result<Option<Vec<Grain>>> {
        let _ = (ground, texts);
        Ok(None)
    }
}

/// A text in its language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Worded<'t> {
    /// The text.
    pub text: &'t str,
    /// The code of its language: `en`, say.
    pub lang: &'t str,
}

impl<E: Encoder + ?Sized> Encoder for Arc<E> {
    fn name(&self) -> &str {
        (**self).name()
    }

    fn digest(&self) -> &str {
        (**self).digest()
    }

    fn dimensions(&self) -> usize {
        (**self).dimensions()
    }

    fn ready(&self) {
        (**self).ready();
    }

    fn encode(&self, texts: &[&str]) -> Result<Vectors> {
        (**self).encode(texts)
    }

    fn beyond(
        &self,
        ground: &PieceGround,
        pairs: &[(Worded<'_>, Worded<'_>)],
    ) -> Result<Option<Vec<f32>>> {
        (**self).beyond(ground, pairs)
    }

    fn grains(&self, ground: &PieceGround, texts: &[Worded<'_>]) -> Result<Option<Vec<Grain>>> {
        (**self).grains(ground, texts)
    }
}

/// Pieces in one pass through the body: enough to keep the processor busy, few enough to stay in its cache.
const PASS: usize = 256;

/// The model's own network.
pub struct SentenceEncoder {
    model: Arc<Model>,
    body: Body,
    pool: rayon::ThreadPool,
    spaces: Mutex<Vec<Space>>,
}

impl SentenceEncoder {
    /// Makes the body of a model ready to run on so many threads; 0 is as many as there are processors.
    ///
    /// # Errors
    /// [`Error::Form`] where a part of the body is missing, [`Error::Encoder`] where no thread can be had.
    pub fn new(model: Arc<Model>, threads: usize) -> Result<Self> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .thread_name(|n| format!("encode {n}"))
            .build()
            .map_err(|error| Error::Encoder(error.to_string()))?;
        let body = pool.install(|| Body::new(&model))?;
        Ok(Self {
            model,
            body,
            pool,
            spaces: Mutex::default(),
        })
    }

    /// The model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The pieces of a text, cut into windows that the network reads at once.
    fn windows(&self, text: &str) -> Vec<Vec<u32>> {
        let shape = self.model.shape();
        let pieces = self
            .model
            .tokenizer()
            .pieces(&format!("{}{text}", self.model.head().prefix));
        let close = |window: &[u32]| {
            let mut closed = Vec::with_capacity(window.len() + 2);
            closed.push(shape.begin());
            closed.extend_from_slice(window);
            closed.push(shape.end());
            closed
        };
        if pieces.is_empty() {
            return vec![close(&[])];
        }
        pieces.chunks(shape.positions - 2).map(close).collect()
    }

    /// The pieces of every text, as the middle of the network sees them.
    ///
    /// Without what is put before every text, and without its begin and end. About 1.5 kilobytes a piece:
    /// meant for the few texts that a search has found, not for all that it looks through.
    pub fn pieces(&self, texts: &[&str]) -> Vec<Pieces> {
        let tokenizer = self.model.tokenizer();
        let prefix = tokenizer.pieces(self.model.head().prefix.trim_end()).len();
        let one = |text: &&str| {
            let spaces = || self.spaces.lock().unwrap_or_else(PoisonError::into_inner);
            let mut space = spaces().pop().unwrap_or_default();
            let width = self.dimensions();
            let (mut vectors, mut weights) = (Vectors::new(width), Vec::new());
            for (number, window) in self.windows(text).iter().enumerate() {
                let rows = self.body.pieces(&self.model, window, DEPTH, &mut space);
                let first = if number == 0 { 1 + prefix } else { 1 };
                let kept = window.iter().zip(rows.chunks_exact(width));
                for (piece, row) in kept.take(window.len() - 1).skip(first) {
                    vectors.push(row);
                    weights.push(self.rarity(*piece));
                }
            }
            spaces().push(space);
            Pieces::new(vectors, weights)
        };
        self.pool.install(|| texts.par_iter().map(one).collect())
    }

    /// How rare a piece is: the logarithm of its frequency, without the sign; 0 for what is no piece.
    fn rarity(&self, piece: u32) -> f32 {
        let known = piece < self.model.shape().begin();
        let score = if known {
            self.model.tokenizer().score(piece)
        } else {
            0.0
        };
        (-score).max(0.0)
    }

    fn run(&self, pass: &[Window]) -> Vec<Vec<f32>> {
        let spaces = || self.spaces.lock().unwrap_or_else(PoisonError::into_inner);
        let mut space = spaces().pop().unwrap_or_default();
        let pieces: Vec<&[u32]> = pass.iter().map(|window| window.pieces.as_slice()).collect();
        let means = self.body.run(&self.model, &pieces, &mut space);
        spaces().push(space);
        means
    }
}

/// A stretch of a text that the network reads at once.
struct Window {
    text: usize,
    pieces: Vec<u32>,
}

impl Encoder for SentenceEncoder {
    fn name(&self) -> &str {
        self.model.name()
    }

    fn digest(&self) -> &str {
        self.model.digest()
    }

    fn dimensions(&self) -> usize {
        self.model.shape().dimensions
    }

    fn encode(&self, texts: &[&str]) -> Result<Vectors> {
        let width = self.dimensions();
        let (windows, means) = self.pool.install(|| {
            let windows: Vec<Window> = texts
                .par_iter()
                .enumerate()
                .flat_map_iter(|(text, words)| {
                    let windows = self.windows(words).into_iter();
                    windows.map(move |pieces| Window { text, pieces })
                })
                .collect();
            let passes = passes(&windows);
            let means: Vec<Vec<f32>> = passes
                .par_iter()
                .flat_map_iter(|pass| self.run(pass))
                .collect();
            (windows, means)
        });
        // A text of several windows gets their mean, each by its length.
        let mut sums = vec![0.0; texts.len() * width];
        for (window, mean) in windows.iter().zip(&means) {
            let weight = (window.pieces.len() - 2).max(1) as f32;
            let sum = &mut sums[window.text * width..][..width];
            for (sum, number) in sum.iter_mut().zip(mean) {
                *sum += weight * number;
            }
        }
        let mut vectors = Vectors::from_rows(width, sums);
        vectors.rows_mut().for_each(unit);
        Ok(vectors)
    }

    fn beyond(
        &self,
        ground: &PieceGround,
        pairs: &[(Worded<'_>, Worded<'_>)],
    ) -> Result<Option<Vec<f32>>> {
        self.pool
            .install(|| meet(ground, pairs, |texts| self.grains(ground, texts)))
    }

    fn grains(&self, ground: &PieceGround, texts: &[Worded<'_>]) -> Result<Option<Vec<Grain>>> {
        if !ground.fit(self.digest()) {
            return Ok(None);
        }
        let words: Vec<&str> = texts.iter().map(|one| one.text).collect();
        let made = self.pieces(&words).into_iter().zip(texts);
        Ok(Some(
            made.map(|(pieces, text)| ground.grain(pieces, text.lang))
                .collect(),
        ))
    }
}

/// Windows in passes of about [`PASS`] pieces, in their order.
fn passes(windows: &[Window]) -> Vec<&[Window]> {
    let mut passes = Vec::new();
    let (mut start, mut pieces) = (0, 0);
    for (index, window) in windows.iter().enumerate() {
        if index > start && pieces + window.pieces.len() > PASS {
            passes.push(&windows[start..index]);
            (start, pieces) = (index, 0);
        }
        pieces += window.pieces.len();
    }
    if start < windows.len() {
        passes.push(&windows[start..]);
    }
    passes
}
