//! Vectors that need not be computed again.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use diptych_core::digest;

use crate::encoder::{Encoder, Worded};
use crate::error::{Error, Result};
use crate::keys::{TextKey, pair_keys, text_key};
use crate::pieces::PieceGround;
use crate::vectors::Vectors;

/// The first bytes of a stored cache: the name of the form and its version.
const MAGIC: &[u8; 8] = b"DPTYVEC2";

/// Bytes of a pair: its key and its number.
const PAIR: usize = size_of::<TextKey>() + 4;

/// An encoder that remembers: a text is encoded once.
///
/// It knows no storage. What it remembers goes out as bytes and comes in as bytes; whoever keeps them
/// gives them back. Vectors are remembered to the last bit, so nothing changes with a warm cache.
pub struct Cached<E> {
    encoder: E,
    known: Mutex<Known>,
}

/// What is remembered.
#[derive(Default)]
struct Known {
    vectors: HashMap<TextKey, Box<[f32]>>,
    /// How well the pieces of pairs meet.
    pairs: HashMap<TextKey, f32>,
}

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
    /// too early. What came before the end is kept all the same: every number of it is right.
    pub fn learn(&self, bytes: &[u8]) -> Result<usize> {
        let head = self.head();
        let rest = bytes
            .strip_prefix(head.as_slice())
            .ok_or_else(|| Error::form("not the vectors of this encoder"))?;
        let torn = || Error::form("the stored vectors end too early");
        let (count, rest) = rest.split_first_chunk().ok_or_else(torn)?;
        let count = usize::try_from(u64::from_le_bytes(*count)).map_err(|_| torn())?;
        let length = size_of::<TextKey>() + 4 * self.dimensions();
        let held = count.min(rest.len() / length);
        let (vectors, pairs) = rest.split_at(held * length);
        let mut known = self.known();
        for record in vectors.chunks_exact(length) {
            let (key, numbers) = record
                .split_first_chunk()
                .expect("a record is longer than its key");
            let numbers = numbers.as_chunks::<4>().0.iter();
            let numbers = numbers.map(|bytes| f32::from_le_bytes(*bytes)).collect();
            known.vectors.insert(*key, numbers);
        }
        if held < count {
            return Err(torn());
        }
        let (pairs, rest) = pairs.as_chunks::<PAIR>();
        for record in pairs {
            let (key, number) = record.split_at(size_of::<TextKey>());
            if let (Ok(key), Ok(number)) = (key.try_into(), number.try_into()) {
                known.pairs.insert(key, f32::from_le_bytes(number));
            }
        }
        if rest.is_empty() {
            Ok(count)
        } else {
            Err(torn())
        }
    }

    /// All that is remembered, in an order that depends on nothing else.
    pub fn remembered(&self) -> Vec<u8> {
        let known = self.known();
        let mut records: Vec<_> = known.vectors.iter().collect();
        records.sort_by_key(|(key, _)| **key);
        let mut out = self.head();
        out.extend_from_slice(&(records.len() as u64).to_le_bytes());
        for (key, vector) in records {
            out.extend_from_slice(key);
            out.extend(vector.iter().flat_map(|number| number.to_le_bytes()));
        }
        let mut pairs: Vec<_> = known.pairs.iter().collect();
        pairs.sort_by_key(|(key, _)| **key);
        for (key, number) in pairs {
            out.extend_from_slice(key);
            out.extend_from_slice(&number.to_le_bytes());
        }
        out
    }

    /// How many vectors are remembered.
    pub fn len(&self) -> usize {
        self.known().vectors.len()
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
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
        let keys: Vec<TextKey> = texts.iter().map(|text| text_key(text)).collect();
        let mut new: Vec<usize> = {
            let known = self.known();
            (0..texts.len())
                .filter(|&i| !known.vectors.contains_key(&keys[i]))
                .collect()
        };
        new.sort_by_key(|&i| keys[i]);
        new.dedup_by_key(|i| keys[*i]);
        let wanted: Vec<&str> = new.iter().map(|&i| texts[i]).collect();
        let made = self.encoder.encode(&wanted)?;
        let mut known = self.known();
        for (&i, row) in new.iter().zip(made.rows()) {
            known.vectors.insert(keys[i], row.into());
        }
        let mut out = Vectors::new(self.dimensions());
        for key in &keys {
            let vector = known.vectors.get(key).map(|vector| &**vector);
            out.push(vector.ok_or_else(|| Error::Encoder("a text got no vector".to_owned()))?);
        }
        Ok(out)
    }

    fn beyond(
        &self,
        ground: &PieceGround,
        pairs: &[(Worded<'_>, Worded<'_>)],
    ) -> Result<Option<Vec<f32>>> {
        let keys = pair_keys(ground, pairs);
        let mut new: Vec<usize> = {
            let known = self.known();
            (0..pairs.len())
                .filter(|&i| !known.pairs.contains_key(&keys[i]))
                .collect()
        };
        // In the order of the pairs, in which texts come together.
        let mut seen = HashSet::new();
        new.retain(|&i| seen.insert(keys[i]));
        let wanted: Vec<_> = new.iter().map(|&i| pairs[i]).collect();
        let Some(made) = self.encoder.beyond(ground, &wanted)? else {
            return Ok(None);
        };
        let mut known = self.known();
        known.pairs.extend(new.iter().map(|&i| keys[i]).zip(made));
        let found = keys.iter().map(|key| known.pairs.get(key).copied());
        let found: Option<Vec<f32>> = found.collect();
        found
            .map(Some)
            .ok_or_else(|| Error::Encoder("a pair got no number".to_owned()))
    }
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
        fn beyond(
            &self,
            _: &PieceGround,
            pairs: &[(Worded<'_>, Worded<'_>)],
        ) -> Result<Option<Vec<f32>>> {
            self.0.fetch_add(100 * pairs.len(), Ordering::Relaxed);
            let number = |(a, b): &(Worded<'_>, Worded<'_>)| (a.text.len() + b.text.len()) as f32;
            Ok(Some(pairs.iter().map(number).collect()))
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
    fn a_pair_is_looked_at_once_and_remembered() {
        let ground = PieceGround::default();
        let worded = |text| Worded { text, lang: "en" };
        let (a, b, c) = (worded("a"), worded("bb"), worded("ccc"));
        let cached = Cached::new(Lengths::default());
        let first = cached.beyond(&ground, &[(a, b), (b, a), (a, c)]).unwrap();
        assert_eq!(first, Some(vec![3.0, 3.0, 4.0]));
        assert_eq!(cached.encoder.0.load(Ordering::Relaxed), 200);
        cached.encode(&["a"]).unwrap();
        let again = Cached::new(Lengths::default());
        assert_eq!(again.learn(&cached.remembered()), Ok(1));
        assert_eq!(again.beyond(&ground, &[(c, a)]).unwrap(), Some(vec![4.0]));
        assert_eq!(again.encoder.0.load(Ordering::Relaxed), 0);
        assert_eq!(again.remembered(), cached.remembered());
        let bytes = cached.remembered();
        for cut in 1..PAIR {
            assert!(again.learn(&bytes[..bytes.len() - cut]).is_err());
        }
        assert!(again.learn(&bytes[..bytes.len() - 2 * PAIR - 1]).is_err());
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
