//! Vectors that need not be computed again.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use diptych_core::digest;

use crate::encoder::Encoder;
use crate::error::{Error, Result};
use crate::vectors::Vectors;

/// The first bytes of a stored cache: the name of the form and its version.
const MAGIC: &[u8; 8] = b"DPTYVEC1";

/// An encoder that remembers: a text is encoded once.
///
/// It knows no storage. What it remembers goes out as bytes and comes in as bytes; whoever keeps them
/// gives them back. Vectors are remembered to the last bit, so nothing changes with a warm cache.
pub struct Cached<E> {
    encoder: E,
    known: Mutex<HashMap<Key, Box<[f32]>>>,
}

/// Half of the digest of a text.
type Key = [u8; 16];

impl<E: Encoder> Cached<E> {
    /// Remembers nothing yet.
    pub fn new(encoder: E) -> Self {
        Self {
            encoder,
            known: Mutex::default(),
        }
    }

    /// Learns what was remembered before; answers how many vectors it learned.
    ///
    /// # Errors
    /// [`Error::Form`] where the bytes are not those of a cache, are those of another encoder, or end
    /// too early. What came before the end is kept all the same: every vector of it is right.
    pub fn learn(&self, bytes: &[u8]) -> Result<usize> {
        let head = self.head();
        let rest = bytes
            .strip_prefix(head.as_slice())
            .ok_or_else(|| Error::form("not the vectors of this encoder"))?;
        let length = size_of::<Key>() + 4 * self.dimensions();
        let mut known = self.known();
        let records = rest.chunks_exact(length);
        let torn = !records.remainder().is_empty();
        let count = records.len();
        for record in records {
            let (key, numbers) = record
                .split_first_chunk()
                .expect("a record is longer than its key");
            let numbers = numbers.as_chunks::<4>().0.iter();
            known.insert(
                *key,
                numbers.map(|bytes| f32::from_le_bytes(*bytes)).collect(),
            );
        }
        if torn {
            return Err(Error::form("the stored vectors end too early"));
        }
        Ok(count)
    }

    /// All that is remembered, in an order that depends on nothing else.
    pub fn remembered(&self) -> Vec<u8> {
        let known = self.known();
        let mut records: Vec<_> = known.iter().collect();
        records.sort_by_key(|(key, _)| **key);
        let mut out = self.head();
        for (key, vector) in records {
            out.extend_from_slice(key);
            out.extend(vector.iter().flat_map(|number| number.to_le_bytes()));
        }
        out
    }

    /// How many vectors are remembered.
    pub fn len(&self) -> usize {
        self.known().len()
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<Key, Box<[f32]>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn head(&self) -> Vec<u8> {
        let mut head = MAGIC.to_vec();
        head.extend_from_slice(digest(self.encoder.digest().as_bytes()).as_bytes());
        head.extend_from_slice(&(self.dimensions() as u32).to_le_bytes());
        head
    }
}

impl<E: Encoder> Encoder for Cached<E> {
    fn name(&self) -> &str {
        self.encoder.name()
    }

    fn digest(&self) -> &str {
        self.encoder.digest()
    }

    fn dimensions(&self) -> usize {
        self.encoder.dimensions()
    }

    fn encode(&self, texts: &[&str]) -> Result<Vectors> {
        let keys: Vec<Key> = texts.iter().map(|text| key(text)).collect();
        let mut new: Vec<usize> = {
            let known = self.known();
            (0..texts.len())
                .filter(|&i| !known.contains_key(&keys[i]))
                .collect()
        };
        new.sort_by_key(|&i| keys[i]);
        new.dedup_by_key(|i| keys[*i]);
        let wanted: Vec<&str> = new.iter().map(|&i| texts[i]).collect();
        let made = self.encoder.encode(&wanted)?;
        let mut known = self.known();
        for (&i, row) in new.iter().zip(made.rows()) {
            known.insert(keys[i], row.into());
        }
        let mut out = Vectors::new(self.dimensions());
        for key in &keys {
            let vector = known.get(key).map(|vector| &**vector);
            out.push(vector.ok_or_else(|| Error::Encoder("a text got no vector".to_owned()))?);
        }
        Ok(out)
    }
}

fn key(text: &str) -> Key {
    let digest = digest(text.as_bytes());
    let mut key = [0; 16];
    for (byte, digits) in key.iter_mut().zip(digest.as_bytes().as_chunks::<2>().0) {
        let value = |digit: u8| char::from(digit).to_digit(16).unwrap_or(0) as u8;
        *byte = 16 * value(digits[0]) + value(digits[1]);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Counts what it is asked.
    #[derive(Default)]
    struct Lengths(AtomicUsize);

    impl Encoder for Lengths {
        fn name(&self) -> &'static str {
            "lengths"
        }
        fn digest(&self) -> &'static str {
            "1"
        }
        fn dimensions(&self) -> usize {
            2
        }
        fn encode(&self, texts: &[&str]) -> Result<Vectors> {
            self.0.fetch_add(texts.len(), Ordering::Relaxed);
            let numbers = texts
                .iter()
                .flat_map(|text| [text.len() as f32, 0.1])
                .collect();
            Ok(Vectors::from_rows(2, numbers))
        }
    }

    #[test]
    fn a_text_is_encoded_once() {
        let cached = Cached::new(Lengths::default());
        let first = cached.encode(&["a", "bb", "a"]).unwrap();
        assert_eq!(first.numbers(), [1.0, 0.1, 2.0, 0.1, 1.0, 0.1]);
        assert_eq!(cached.encode(&["bb", "ccc"]).unwrap().row(1), [3.0, 0.1]);
        assert_eq!(cached.encoder.0.load(Ordering::Relaxed), 3);
    }

    #[test]
    fn what_was_remembered_is_learned_to_the_last_bit() {
        let cached = Cached::new(Lengths::default());
        let made = cached.encode(&["a", "bb"]).unwrap();
        let again = Cached::new(Lengths::default());
        assert_eq!(again.learn(&cached.remembered()), Ok(2));
        assert_eq!(again.encode(&["a", "bb"]).unwrap(), made);
        assert_eq!(again.encoder.0.load(Ordering::Relaxed), 0);
        assert_eq!(again.remembered(), cached.remembered());
    }

    #[test]
    fn a_foreign_or_torn_store_is_said_to_be_so() {
        let cached = Cached::new(Lengths::default());
        cached.encode(&["a", "bb"]).unwrap();
        let bytes = cached.remembered();
        let again = Cached::new(Lengths::default());
        assert!(again.learn(b"something else").is_err());
        assert!(again.learn(&bytes[..bytes.len() - 1]).is_err());
        assert_eq!(again.len(), 1);
    }
}
