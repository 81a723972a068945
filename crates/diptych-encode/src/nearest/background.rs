//! What a vector is compared with when it stands alone.

use std::collections::BTreeMap;

use super::exact::{Neighbour, nearest};
use crate::error::{Error, Result};
use crate::vectors::Vectors;

/// Neighbours that make a crowd.
const CROWD: usize = 10;

/// The first bytes: the name of the form and its version.
const MAGIC: &[u8; 8] = b"DPTYBGR1";

/// Letters of a digest.
const DIGEST: usize = 64;

/// Vectors of ordinary sentences in every language, the means taken off.
///
/// How crowded it is round a sentence is measured among them, and not among the sentences of the
/// case: so the score of two sentences depends on nothing else, and two are enough to have one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Background {
    digest: String,
    rows: BTreeMap<String, Vectors>,
}

/// That of the built-in encoder, of sentences written for this project.
const BUILTIN: &[u8] = include_bytes!("../../weights/background.bin");

impl Background {
    /// The one that belongs to the built-in encoder; `cargo xtask encoder means` makes it.
    ///
    /// # Errors
    /// [`Error::Form`] where it cannot be read, which a test excludes.
    pub fn builtin() -> Result<Self> {
        Self::parse(BUILTIN)
    }

    /// Of vectors with the means taken off, and their languages, for the encoder with this digest.
    ///
    /// Of every language at most `most` are kept, at even distances.
    pub fn new(digest: &str, vectors: &Vectors, langs: &[&str], most: usize) -> Self {
        let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (place, lang) in langs.iter().enumerate() {
            places.entry(lang).or_default().push(place);
        }
        let keep = |(lang, places): (&str, Vec<usize>)| {
            let count = places.len().min(most);
            let mut rows = Vectors::new(vectors.dimensions());
            for n in 0..count {
                rows.push(vectors.row(places[n * places.len() / count]));
            }
            (lang.to_owned(), rows)
        };
        Self {
            digest: digest.to_owned(),
            rows: places.into_iter().map(keep).collect(),
        }
    }

    /// Whether it was made for the encoder with this digest. For another it means nothing.
    pub fn fit(&self, digest: &str) -> bool {
        self.digest == digest
    }

    /// How crowded it is round every vector among the sentences of a language: the mean of the dot
    /// products with the ten nearest; 0 for a language that is not here.
    pub fn crowds(&self, vectors: &Vectors, lang: &str) -> Vec<f32> {
        let Some(rows) = self.rows.get(lang) else {
            return vec![0.0; vectors.len()];
        };
        let found = nearest(vectors, rows, CROWD, |_, _, dot| Some(dot));
        let mean = |near: Vec<Neighbour>| {
            let sum: f32 = near.iter().map(|one| one.score).sum();
            sum / near.len().max(1) as f32
        };
        found.into_iter().map(mean).collect()
    }

    /// As bytes; a number becomes one byte beside a scale for its row.
    pub fn render(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(
            self.digest
                .bytes()
                .chain(std::iter::repeat(b' '))
                .take(DIGEST),
        );
        for (lang, rows) in &self.rows {
            out.extend(lang.bytes().chain(std::iter::repeat(b' ')).take(4));
            out.extend((rows.len() as u32).to_le_bytes());
            out.extend((rows.dimensions() as u32).to_le_bytes());
            for row in rows.rows() {
                let most = row.iter().fold(1e-6_f32, |most, x| most.max(x.abs()));
                out.extend((most / 127.0).to_le_bytes());
                let bytes = row.iter().map(|x| (x * 127.0 / most).round() as i8);
                out.extend(bytes.map(i8::cast_unsigned));
            }
        }
        out
    }

    /// From the bytes that [`Background::render`] writes.
    ///
    /// # Errors
    /// [`Error::Form`] where the bytes are not in that form.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let wrong = || Error::form("not the background of an encoder");
        let take = |bytes: &mut &[u8], count: usize| -> Result<Vec<u8>> {
            let (head, rest) = bytes.split_at_checked(count).ok_or_else(wrong)?;
            *bytes = rest;
            Ok(head.to_vec())
        };
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).map_err(|_| wrong())?;
            Ok::<_, Error>(text.trim_end().to_owned())
        };
        let four = |bytes: Vec<u8>| <[u8; 4]>::try_from(bytes).map_err(|_| wrong());
        let mut rest = bytes.strip_prefix(MAGIC).ok_or_else(wrong)?;
        let digest = text(take(&mut rest, DIGEST)?)?;
        let mut rows = BTreeMap::new();
        while !rest.is_empty() {
            let lang = text(take(&mut rest, 4)?)?;
            let count = u32::from_le_bytes(four(take(&mut rest, 4)?)?) as usize;
            let width = u32::from_le_bytes(four(take(&mut rest, 4)?)?) as usize;
            if width == 0
                || count
                    .checked_mul(width + 4)
                    .is_none_or(|all| all > rest.len())
            {
                return Err(wrong());
            }
            let mut vectors = Vectors::new(width);
            for _ in 0..count {
                let scale = f32::from_le_bytes(four(take(&mut rest, 4)?)?);
                let numbers = take(&mut rest, width)?;
                let row: Vec<f32> = numbers
                    .iter()
                    .map(|byte| f32::from(byte.cast_signed()) * scale)
                    .collect();
                vectors.push(&row);
            }
            rows.insert(lang, vectors);
        }
        Ok(Self { digest, rows })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_and_read() {
        let digest = "d".repeat(DIGEST);
        let vectors = Vectors::from_rows(2, vec![1.0, 0.0, 0.0, -1.0, 0.6, 0.8]);
        let made = Background::new(&digest, &vectors, &["en", "uk", "en"], 9);
        let bytes = made.render();
        let read = Background::parse(&bytes).unwrap();
        assert!(read.fit(&digest) && !read.fit("e"));
        let one = Vectors::from_rows(2, vec![1.0, 0.0]);
        assert!((read.crowds(&one, "en")[0] - 0.8).abs() < 0.01);
        assert!(read.crowds(&one, "fr")[0].abs() < 1e-9);
        assert!(Background::parse(&bytes[..bytes.len() - 1]).is_err());
        assert!(Background::parse(b"something").is_err());
    }

    #[test]
    fn so_many_are_kept() {
        let vectors = Vectors::from_rows(1, vec![1.0; 50]);
        let made = Background::new("d", &vectors, &["ru"; 50], 7);
        assert_eq!(made.rows["ru"].len(), 7);
    }
}
