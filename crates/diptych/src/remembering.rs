//! An encoder over a store: a text is encoded once, and the encoder itself is asked for nothing where
//! every vector is there.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use diptych_core::digest;
use diptych_encode::{Encoder, Error, Vectors};
use diptych_store::{Result, Store, TextKey};

/// An encoder, what it made before, and what it makes now.
pub(crate) struct Remembering<'e> {
    encoder: &'e dyn Encoder,
    known: HashMap<TextKey, Box<[f32]>>,
    new: Mutex<HashMap<TextKey, Box<[f32]>>>,
}

impl<'e> Remembering<'e> {
    /// With the vectors that the store holds.
    pub(crate) fn new(encoder: &'e dyn Encoder, store: &Store) -> Result<Self> {
        let mut known = store.vectors(encoder.digest())?;
        known.retain(|_, vector| vector.len() == encoder.dimensions());
        Ok(Self {
            encoder,
            known,
            new: Mutex::default(),
        })
    }

    /// Keeps what was made, by text.
    pub(crate) fn keep(self, store: &mut Store) -> Result<()> {
        let new = self
            .new
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<_> = new.into_iter().collect();
        all.sort_by_key(|(key, _)| *key);
        store.keep_vectors(self.encoder.digest(), &all)
    }
}

impl Encoder for Remembering<'_> {
    fn name(&self) -> &str {
        self.encoder.name()
    }

    fn digest(&self) -> &str {
        self.encoder.digest()
    }

    fn dimensions(&self) -> usize {
        self.encoder.dimensions()
    }

    fn encode(&self, texts: &[&str]) -> diptych_encode::Result<Vectors> {
        let keys: Vec<TextKey> = texts.iter().map(|text| key(text)).collect();
        let mut made = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        let mut wanted: Vec<usize> = (0..texts.len())
            .filter(|at| !self.known.contains_key(&keys[*at]) && !made.contains_key(&keys[*at]))
            .collect();
        wanted.sort_by_key(|at| keys[*at]);
        wanted.dedup_by_key(|at| keys[*at]);
        if !wanted.is_empty() {
            let words: Vec<&str> = wanted.iter().map(|at| texts[*at]).collect();
            let vectors = self.encoder.encode(&words)?;
            for (at, row) in wanted.iter().zip(vectors.rows()) {
                made.insert(keys[*at], row.into());
            }
        }
        let mut out = Vectors::new(self.dimensions());
        for key in &keys {
            let vector = self.known.get(key).or_else(|| made.get(key));
            out.push(vector.ok_or_else(|| Error::Encoder("a text got no vector".to_owned()))?);
        }
        Ok(out)
    }
}

/// Half of the digest of a text.
fn key(text: &str) -> TextKey {
    let digest = digest(text.as_bytes());
    let mut key = [0; 16];
    for (byte, digits) in key.iter_mut().zip(digest.as_bytes().as_chunks::<2>().0) {
        let value = |digit: u8| char::from(digit).to_digit(16).unwrap_or(0) as u8;
        *byte = 16 * value(digits[0]) + value(digits[1]);
    }
    key
}
