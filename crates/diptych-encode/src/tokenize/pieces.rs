//! A text cut into the likeliest word pieces.

use super::normal::normalize;
use super::trie::Trie;
use crate::error::{Error, Result};
use crate::model::Shape;

/// What a blank becomes, and what every word begins with.
const MARK: char = '\u{2581}';

/// How much less likely than the rarest piece a character without a piece is.
///
/// The constant of SentencePiece.
const UNKNOWN_PENALTY: f64 = 10.0;

/// Cuts texts into word pieces by a unigram model (Kudo 2018): of all ways to
/// cut a word, the one whose pieces are together the likeliest.
pub struct Tokenizer {
    trie: Trie,
    scores: Vec<f32>,
    unknown_score: f64,
    shape: Shape,
}

impl Tokenizer {
    /// From pieces with their lengths before them, and the logarithm of how likely each is.
    pub(crate) fn new(pieces: &[u8], scores: Vec<f32>, shape: Shape) -> Result<Self> {
        let pieces = split(pieces)?;
        if pieces.len() != scores.len() {
            return Err(Error::form("there are not as many scores as pieces"));
        }
        if !pieces.is_sorted_by(|a, b| a < b) {
            return Err(Error::form("the pieces are not in order"));
        }
        let least = scores.iter().copied().fold(0.0, f32::min);
        Ok(Self {
            trie: Trie::new(&pieces),
            scores,
            unknown_score: f64::from(least) - UNKNOWN_PENALTY,
            shape,
        })
    }

    /// The rows of the text's pieces, without begin and end.
    ///
    /// Takes time linear in the text.
    pub fn pieces(&self, text: &str) -> Vec<u32> {
        let mut out = Vec::new();
        let mut lattice = Lattice::default();
        for word in normalize(text).split(' ').filter(|word| !word.is_empty()) {
            self.cut(word, &mut lattice, &mut out);
        }
        out
    }

    /// The logarithm of how likely a piece is; of begin, end and what is unknown, that of the rarest.
    pub fn score(&self, row: u32) -> f32 {
        let score = self.scores.get(row as usize).copied();
        score.unwrap_or((self.unknown_score + UNKNOWN_PENALTY) as f32)
    }

    fn cut(&self, word: &str, lattice: &mut Lattice, out: &mut Vec<u32>) {
        lattice.open(word);
        let text = &lattice.text;
        let mut start = 0;
        while start < text.len() {
            let width = width(text[start]);
            let so_far = lattice.ends[start].score;
            let mut single = false;
            for (length, row) in self.trie.prefixes(&text[start..]) {
                single |= length == width;
                let score = so_far + f64::from(self.scores[row as usize]);
                lattice.ends[start + length].offer(score, start, row);
            }
            if !single {
                let score = so_far + self.unknown_score;
                lattice.ends[start + width].offer(score, start, self.shape.unknown());
            }
            start += width;
        }
        let first = out.len();
        let mut end = text.len();
        while end > 0 {
            let best = &lattice.ends[end];
            // Characters without a piece that stand side by side count once.
            let again = best.row == self.shape.unknown() && out[first..].last() == Some(&best.row);
            if !again {
                out.push(best.row);
            }
            end = best.start;
        }
        out[first..].reverse();
    }
}

/// The best way to every place of a word.
#[derive(Default)]
struct Lattice {
    text: Vec<u8>,
    ends: Vec<End>,
}

#[derive(Clone, Copy)]
struct End {
    score: f64,
    start: usize,
    row: u32,
}

impl Lattice {
    fn open(&mut self, word: &str) {
        self.text.clear();
        self.text
            .extend_from_slice(MARK.encode_utf8(&mut [0; 4]).as_bytes());
        self.text.extend_from_slice(word.as_bytes());
        let nowhere = End {
            score: f64::NEG_INFINITY,
            start: 0,
            row: 0,
        };
        self.ends.clear();
        self.ends.resize(self.text.len() + 1, nowhere);
        self.ends[0].score = 0.0;
    }
}

impl End {
    #[inline]
    fn offer(&mut self, score: f64, start: usize, row: u32) {
        if score > self.score {
            *self = Self { score, start, row };
        }
    }
}

/// Bytes of the character that begins with this byte.
fn width(byte: u8) -> usize {
    match byte {
        0..0xc0 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

fn split(mut bytes: &[u8]) -> Result<Vec<&[u8]>> {
    let mut pieces = Vec::new();
    while let Some((&length, rest)) = bytes.split_first() {
        let (piece, rest) = rest
            .split_at_checked(usize::from(length))
            .filter(|(piece, _)| !piece.is_empty() && std::str::from_utf8(piece).is_ok())
            .ok_or_else(|| Error::form("a piece is not a word"))?;
        pieces.push(piece);
        bytes = rest;
    }
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokenizer(pieces: &[(&str, f32)]) -> Tokenizer {
        let bytes: Vec<u8> = pieces
            .iter()
            .flat_map(|(piece, _)| std::iter::once(piece.len() as u8).chain(piece.bytes()))
            .collect();
        let shape = Shape {
            rows: pieces.len() + 3,
            dimensions: 32,
            layers: 1,
            heads: 1,
            inner: 32,
            positions: 8,
            epsilon: 0.0,
        };
        let scores = pieces.iter().map(|(_, score)| *score).collect();
        Tokenizer::new(&bytes, scores, shape).unwrap()
    }

    #[test]
    fn the_likeliest_cut_wins_not_the_longest_piece() {
        let pieces = [
            ("ab", -1.0),
            ("abc", -9.0),
            ("c", -1.0),
            ("d", -1.0),
            ("\u{2581}", -1.0),
        ];
        let tokenizer = tokenizer(&pieces);
        assert_eq!(tokenizer.pieces("abcd"), [4, 0, 2, 3]);
        assert_eq!(tokenizer.pieces(""), [] as [u32; 0]);
    }

    #[test]
    fn what_has_no_piece_counts_once() {
        let tokenizer = tokenizer(&[("a", -1.0), ("\u{2581}", -1.0)]);
        assert_eq!(tokenizer.pieces("a中文b a"), [1, 0, 4, 1, 0]);
    }

    #[test]
    fn a_torn_list_is_refused() {
        assert!(split(&[3, b'a']).is_err());
        assert!(split(&[1, 0xff]).is_err());
        assert!(split(&[0]).is_err());
        assert_eq!(
            split(&[1, b'a', 2, b'b', b'c']).unwrap(),
            [&b"a"[..], b"bc"]
        );
    }
}
