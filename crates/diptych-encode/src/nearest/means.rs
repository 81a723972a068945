//! The mean vector of every language, to be taken off.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::error::{Error, Result};
use crate::vectors::{Vectors, unit};

/// The mean vector of every language.
///
/// Vectors of one language share a direction that says only which language it is. Without it,
/// sentences of two languages can be ranked in one list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Means {
    digest: String,
    means: BTreeMap<String, Vec<f32>>,
}

/// The means of the built-in encoder, over sentences written for this project.
const BUILTIN: &str = include_str!("../../weights/means.tsv");

impl Means {
    /// The means that belong to the built-in encoder; `cargo xtask encoder means` makes them.
    ///
    /// # Errors
    /// [`Error::Form`] where they cannot be read, which a test excludes.
    pub fn builtin() -> Result<Self> {
        Self::parse(BUILTIN)
    }

    /// Over vectors and their languages, for the encoder with this digest.
    pub fn new(digest: &str, vectors: &Vectors, langs: &[&str]) -> Self {
        let mut sums: BTreeMap<String, (Vec<f32>, f32)> = BTreeMap::new();
        for (row, lang) in vectors.rows().zip(langs) {
            let (sum, count) = sums
                .entry((*lang).to_owned())
                .or_insert_with(|| (vec![0.0; row.len()], 0.0));
            *count += 1.0;
            for (sum, number) in sum.iter_mut().zip(row) {
                *sum += number;
            }
        }
        let mean = |(lang, (mut sum, count)): (String, (Vec<f32>, f32))| {
            for number in &mut sum {
                *number /= count;
            }
            (lang, sum)
        };
        Self {
            digest: digest.to_owned(),
            means: sums.into_iter().map(mean).collect(),
        }
    }

    /// Whether they were made for the encoder with this digest. For another they mean nothing.
    pub fn fit(&self, digest: &str) -> bool {
        self.digest == digest
    }

    /// The languages that have a mean.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.means.keys().map(String::as_str)
    }

    /// Takes the mean of its language off every vector, and makes its length one again.
    ///
    /// A vector of a language without a mean stays as it is.
    pub fn take_off(&self, vectors: &mut Vectors, langs: &[&str]) {
        for (row, lang) in vectors.rows_mut().zip(langs) {
            if let Some(mean) = self.means.get(*lang) {
                for (number, mean) in row.iter_mut().zip(mean) {
                    *number -= mean;
                }
                unit(row);
            }
        }
    }

    /// As text: the digest, then a line for every language, its numbers after its code.
    pub fn render(&self) -> String {
        let mut out = format!("{}\n", self.digest);
        for (lang, mean) in &self.means {
            out.push_str(lang);
            for number in mean {
                let _ = write!(out, "\t{number:.5}");
            }
            out.push('\n');
        }
        out
    }

    /// From the text that [`Means::render`] writes.
    ///
    /// # Errors
    /// [`Error::Form`] where a line is not in that form.
    pub fn parse(text: &str) -> Result<Self> {
        let mut lines = text.lines();
        let digest = lines.next().unwrap_or_default().to_owned();
        let mean = |line: &str| {
            let mut cells = line.split('\t');
            let lang = cells.next().unwrap_or_default().to_owned();
            let numbers = cells.map(str::parse).collect::<std::result::Result<_, _>>();
            let numbers = numbers.map_err(|_| {
                Error::form(format!("the mean of `{lang}` holds what is no number"))
            })?;
            Ok((lang, numbers))
        };
        Ok(Self {
            digest,
            means: lines.map(mean).collect::<Result<_>>()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_language_shares_is_gone() {
        let rows = vec![1.0, 0.2, 0.0, 1.0, -0.2, 0.0, 0.2, 0.0, 1.0, -0.2, 0.0, 1.0];
        let mut vectors = Vectors::from_rows(3, rows);
        let langs = ["en", "en", "uk", "ru"];
        let means = Means::new("d", &vectors, &langs);
        means.take_off(&mut vectors, &["en", "en", "uk", "fr"]);
        assert_eq!(vectors.row(0), [0.0, 1.0, 0.0]);
        assert_eq!(vectors.row(1), [0.0, -1.0, 0.0]);
        assert_eq!(vectors.row(2), [0.0, 0.0, 0.0]);
        assert_eq!(vectors.row(3), [-0.2, 0.0, 1.0]);
    }

    #[test]
    fn means_are_written_and_read() {
        let means = Means::new(
            "d",
            &Vectors::from_rows(2, vec![0.25, -1.0, 0.5, 0.0]),
            &["en", "ru"],
        );
        assert_eq!(Means::parse(&means.render()), Ok(means));
        assert!(Means::parse("d\nen\t1\tx").is_err());
    }
}
