//! An encoder over a store: a text is encoded once, and the encoder itself is asked for nothing where
//! every vector is there.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use diptych_encode::{Encoder, Error, PieceGround, Vectors, Worded, pair_keys, text_key};
use diptych_store::{Result, Store, TextKey};

/// An encoder, what it made before, and what it makes now.
pub(crate) struct Remembering<'e> {
    encoder: &'e dyn Encoder,
    known: HashMap<TextKey, Box<[f32]>>,
    new: Mutex<HashMap<TextKey, Box<[f32]>>>,
    /// The same of pairs of texts: how well their pieces meet.
    pairs: HashMap<TextKey, f32>,
    new_pairs: Mutex<HashMap<TextKey, f32>>,
}

/// A number between -1 and 1 as the store keeps it: a vector of length one, so that a damaged one is told.
fn as_vector(number: f32) -> Option<Box<[f32]>> {
    let is_within = (-1.0..=1.0).contains(&number);
    is_within.then(|| [number, (1.0 - number * number).sqrt()].into())
}

/// What the numbers of pairs are kept under, beside the vectors.
fn of_pairs(encoder: &dyn Encoder) -> String {
    format!("{} pairs", encoder.digest())
}

impl<'e> Remembering<'e> {
    /// With the vectors that the store holds.
    pub(crate) fn new(encoder: &'e dyn Encoder, store: &Store) -> Result<Self> {
        let mut known = store.vectors(encoder.digest())?;
        known.retain(|_, vector| vector.len() == encoder.dimensions());
        let pairs = store.vectors(&of_pairs(encoder))?.into_iter();
        let number = |(key, vector): (TextKey, Box<[f32]>)| {
            let [number, _] = *vector else { return None };
            Some((key, number))
        };
        Ok(Self {
            encoder,
            known,
            new: Mutex::default(),
            pairs: pairs.filter_map(number).collect(),
            new_pairs: Mutex::default(),
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
        store.keep_vectors(self.encoder.digest(), &all)?;
        let new = self
            .new_pairs
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        let pair = |(key, number): (TextKey, f32)| Some((key, as_vector(number)?));
        let mut all: Vec<_> = new.into_iter().filter_map(pair).collect();
        all.sort_by_key(|(key, _)| *key);
        store.keep_vectors(&of_pairs(self.encoder), &all)
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
        let keys: Vec<TextKey> = texts.iter().map(|text| text_key(text)).collect();
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
    fn beyond(
        &self,
        ground: &PieceGround,
        pairs: &[(Worded<'_>, Worded<'_>)],
    ) -> diptych_encode::Result<Option<Vec<f32>>> {
        let keys = pair_keys(ground, pairs);
        let mut made = self
            .new_pairs
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let mut seen = HashSet::new();
        let wanted: Vec<usize> = (0..pairs.len())
            .filter(|at| !self.pairs.contains_key(&keys[*at]) && !made.contains_key(&keys[*at]))
            .filter(|at| seen.insert(keys[*at]))
            .collect();
        let new: Vec<_> = wanted.iter().map(|at| pairs[*at]).collect();
        let Some(numbers) = self.encoder.beyond(ground, &new)? else {
            return Ok(None);
        };
        for (at, number) in wanted.iter().zip(numbers) {
            made.insert(keys[*at], number);
        }
        let number = |key| self.pairs.get(key).or_else(|| made.get(key)).copied();
        let found: Option<Vec<f32>> = keys.iter().map(number).collect();
        found
            .map(Some)
            .ok_or_else(|| Error::Encoder("a pair got no number".to_owned()))
    }
}
