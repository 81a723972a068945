//! A fast hash for looking words of a text up in the tables.
//!
//! Eight bytes a step, rotated and multiplied, as in the Rust compiler's own
//! tables. The keys come from the project's own tables and nothing of a text is
//! ever stored under it, so a hostile text cannot make lookups slow.

use std::hash::{BuildHasherDefault, Hasher};

/// A map from words of the tables.
pub(crate) type WordMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// State of the hash.
#[derive(Default)]
pub(crate) struct WordHasher(u64);

impl WordHasher {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (whole, rest) = bytes.as_chunks::<8>();
        for eight in whole {
            self.add(u64::from_le_bytes(*eight));
        }
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.add(u64::from_le_bytes(last) ^ (rest.len() as u64) << 56);
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(byte.into());
    }

    fn write_u32(&mut self, word: u32) {
        self.add(word.into());
    }

    fn finish(&self) -> u64 {
        // The map takes its place from the low bits, which a product mixes least.
        self.0.rotate_left(26)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_again() {
        let map: WordMap<String, usize> = (0..1000).map(|at| (format!("слово{at}"), at)).collect();
        assert!((0..1000).all(|at| map.get(format!("слово{at}").as_str()) == Some(&at)));
    }
}
