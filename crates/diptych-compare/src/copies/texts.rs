//! Texts that mostly repeat another one: told when they come in, since copies are no second witness.

use std::collections::{BTreeMap, HashMap};

use diptych_core::Document;
use rayon::prelude::*;

use crate::matching::{ROW, hash};

/// What share of the shorter text's rows of words must stand in the other one.
const SHARE: f64 = 0.8;

/// Every so manieth row is compared, by its sum: the same ones in every text.
const EVERY: u64 = 4;

/// The fewest rows that tell a copy from a chance.
const FEWEST: usize = 8;

/// A text that mostly repeats, or is mostly repeated by, an earlier one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NearText {
    /// Index of the later document.
    pub later: usize,
    /// Index of the earlier one.
    pub earlier: usize,
    /// Index of the one that is repeated: the shorter, of equals the later.
    pub shorter: usize,
    /// The share of its rows of words that stand in the other, 0 to 1.
    pub share: f64,
}

/// For every document that is nearly a copy of an earlier one, the one that it is nearest to; in
/// the order of the documents. Menus, captions and headlines do not count.
///
/// Rows of words, as [`crate::matching`] compares them, are looked up in an index; of many texts with
/// one row each meets only the first and the one before, so that it takes linear time.
pub fn near_texts(documents: &[Document]) -> Vec<NearText> {
    let rows: Vec<Vec<u64>> = documents.par_iter().map(rows).collect();
    let mut places: Vec<(u64, u32)> = Vec::with_capacity(rows.iter().map(Vec::len).sum());
    for (number, rows) in rows.iter().enumerate() {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        places.extend(rows.iter().map(|row| (*row, number)));
    }
    places.par_sort_unstable();
    let mut shared: HashMap<(u32, u32), u32> = HashMap::new();
    for run in places.chunk_by(|a, b| a.0 == b.0) {
        for (at, (_, later)) in run.iter().enumerate().skip(1) {
            let (first, before) = (run[0].1, run[at - 1].1);
            *shared.entry((*later, first)).or_default() += 1;
            if before != first {
                *shared.entry((*later, before)).or_default() += 1;
            }
        }
    }
    let mut nearest: BTreeMap<usize, NearText> = BTreeMap::new();
    for ((later, earlier), count) in shared {
        let (later, earlier) = (later as usize, earlier as usize);
        let shorter = if rows[earlier].len() < rows[later].len() {
            earlier
        } else {
            later
        };
        let least = rows[shorter].len();
        let found = NearText {
            later,
            earlier,
            shorter,
            share: f64::from(count) / least.max(1) as f64,
        };
        if least < FEWEST || found.share < SHARE {
            continue;
        }
        let known = nearest.entry(later).or_insert(found);
        // Of equally near ones the first.
        if (found.share, known.earlier) > (known.share, found.earlier) {
            *known = found;
        }
    }
    nearest.into_values().collect()
}

/// The rows of a document's running text that are compared, each once, in the order of their sums.
fn rows(document: &Document) -> Vec<u64> {
    let mut words: Vec<String> = Vec::new();
    for block in document.blocks.iter().filter(|block| block.kind.is_body()) {
        let tokens = diptych_lang::tokens(document.words(block), 0);
        let said = tokens.iter().filter(|token| token.is_word);
        words.extend(said.map(|token| token.folded.to_string()));
    }
    let mut rows: Vec<u64> = words
        .windows(ROW)
        .map(hash)
        .filter(|row| row % EVERY == 0)
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use diptych_core::{Block, BlockKind, Span};

    fn document(text: &str) -> Document {
        Document {
            text: text.to_owned(),
            blocks: vec![Block {
                span: Span::new(0, text.len()),
                kind: BlockKind::Paragraph,
                level: 0,
                reason: None,
            }],
            ..Document::default()
        }
    }

    /// A text of its own, of so many words.
    fn text(of: &str, words: std::ops::Range<usize>) -> String {
        let words: Vec<String> = words
            .map(|at| format!("{of}{}", at * at % 997 + at))
            .collect();
        words.join(" ")
    }

    fn near(texts: &[String]) -> Vec<(usize, usize, usize)> {
        let documents: Vec<Document> = texts.iter().map(|text| document(text)).collect();
        let found = near_texts(&documents);
        found
            .iter()
            .map(|one| (one.later, one.earlier, one.shorter))
            .collect()
    }

    #[test]
    fn an_edited_copy_and_a_cut_one_are_found_and_others_are_not() {
        let whole = text("w", 0..400);
        let edited = whole.replace(" w30 ", " x ").replace("w1 ", "y ");
        let cut = text("w", 100..300);
        let half = format!("{} {}", text("w", 0..200), text("z", 0..200));
        assert_eq!(
            near(&[whole.clone(), edited, cut.clone(), half, text("q", 0..400)]),
            [(1, 0, 1), (2, 0, 2)]
        );
        // The other way round the earlier one is repeated.
        assert_eq!(near(&[cut, whole]), [(1, 0, 0)]);
        // A line is too short to be a copy.
        assert_eq!(near(&[text("w", 0..12), text("w", 0..12)]), []);
    }

    #[test]
    fn what_is_of_the_page_does_not_count() {
        let mut one = document(&text("w", 0..400));
        one.blocks[0].kind = BlockKind::Furniture;
        assert_eq!(near_texts(&[one.clone(), one]), []);
        assert_eq!(near_texts(&[]), []);
    }

    #[test]
    fn many_copies_take_linear_time() {
        let documents = vec![document(&text("w", 0..300)); 3_000];
        let found = near_texts(&documents);
        assert_eq!(found.len(), 2_999);
        assert!(found.iter().all(|one| one.earlier == 0 && one.share > 0.99));
    }
}
