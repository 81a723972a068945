//! The words of one language, found in one pass over a word's bytes.

use std::hash::BuildHasherDefault;

use crate::hash::WordMap;

use super::table::GlossaryId;

/// How many entries a word may stand in.
pub(super) const MOST: usize = 3;

/// Words and stems, by the hash of their bytes.
///
/// The hash of every beginning of a word comes out of one pass over it, so a
/// lookup costs one step a byte and one probe a letter, whatever stems there
/// are.
#[derive(Default)]
pub(super) struct Index {
    rows: WordMap<u64, Row>,
    /// Bytes of the longest word or stem; nothing past it can be found.
    longest: usize,
}

#[derive(Default)]
struct Row {
    text: &'static str,
    word: Ids,
    stem: Ids,
}

#[derive(Default, Clone, Copy)]
struct Ids {
    list: [GlossaryId; MOST],
    count: u8,
}

impl Ids {
    fn as_slice(&self) -> &[GlossaryId] {
        &self.list[..usize::from(self.count)]
    }

    /// Adds `id`; whether there was room for it.
    fn push(&mut self, id: GlossaryId) -> bool {
        let count = usize::from(self.count);
        if self.as_slice().contains(&id) {
            return true;
        }
        if count == MOST {
            return false;
        }
        self.list[count] = id;
        self.count += 1;
        true
    }
}

/// FNV-1a, one byte after the other.
const START: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

impl Index {
    /// Makes room for so many rows at once.
    pub(super) fn with_capacity(rows: usize) -> Self {
        Self {
            rows: WordMap::with_capacity_and_hasher(rows, BuildHasherDefault::default()),
            longest: 0,
        }
    }

    /// Adds a word, or a stem where it ends in `*`; whether it has a place.
    pub(super) fn add(&mut self, written: &'static str, id: GlossaryId) -> bool {
        let (text, is_stem) = match written.strip_suffix('*') {
            Some(stem) => (stem, true),
            None => (written, false),
        };
        let row = self
            .rows
            .entry(text.bytes().fold(START, step))
            .or_insert(Row {
                text,
                ..Row::default()
            });
        if row.text != text {
            return false;
        }
        self.longest = self.longest.max(text.len());
        if is_stem {
            row.stem.push(id)
        } else {
            row.word.push(id)
        }
    }

    /// The entries of `word`: those that list it, else those of its longest stem.
    pub(super) fn get(&self, word: &str) -> &[GlossaryId] {
        let mut best: &[GlossaryId] = &[];
        let mut hash = START;
        for (at, byte) in word.bytes().enumerate().take(self.longest) {
            hash = step(hash, byte);
            let end = at + 1;
            if !word.is_char_boundary(end) {
                continue;
            }
            let Some(row) = self.rows.get(&hash) else {
                continue;
            };
            if row.text != &word[..end] {
                continue;
            }
            if row.stem.count > 0 {
                best = row.stem.as_slice();
            }
            if end == word.len() && row.word.count > 0 {
                best = row.word.as_slice();
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_itself_goes_before_stems_and_longer_before_shorter() {
        let [port, bag, carry] = [0, 1, 2].map(GlossaryId);
        let mut index = Index::with_capacity(8);
        for (written, id) in [
            ("порт*", port),
            ("портфел*", bag),
            ("портативн*", carry),
            ("портал", carry),
        ] {
            assert!(index.add(written, id));
        }
        assert_eq!(index.get("портам"), [port]);
        assert_eq!(index.get("портфеля"), [bag]);
        assert_eq!(index.get("портал"), [carry]);
        assert_eq!(index.get("порталы"), [port]);
        assert_eq!(index.get("пор"), []);
        assert_eq!(index.get("спорт"), []);
        assert_eq!(index.get(""), []);
    }

    #[test]
    fn a_word_stands_in_three_entries_at_most() {
        let mut index = Index::default();
        assert!((0..3).all(|at| index.add("bank", GlossaryId(at))));
        assert!(index.add("bank", GlossaryId(0)));
        assert!(!index.add("bank", GlossaryId(3)));
        assert_eq!(index.get("bank").len(), MOST);
    }

    #[test]
    fn a_word_without_end_is_cut_off() {
        let mut index = Index::default();
        index.add("окно*", GlossaryId(7));
        let word = "окно".repeat(1 << 20);
        assert_eq!(index.get(&word), [GlossaryId(7)]);
    }
}
