//! A fast hash for looking words of a text up in the tables.
//!
//! FNV-1a. The keys come from the project's own tables and nothing of a text is
//! ever stored under it, so a hostile text cannot make lookups slow.

use std::hash::{BuildHasherDefault, Hasher};

/// A map from words of the tables.
pub(crate) type WordMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Fnv>>;

/// State of the FNV-1a hash.
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        // The map takes the upper bits, which FNV mixes least.
        self.0 ^ (self.0 >> 32)
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
