//! From evidence to a score between 0 and 1.

use std::sync::OnceLock;

use super::evidence::{Evidence, FIELDS};

/// The weights that `cargo xtask reach --fit` writes.
const DATA: &str = include_str!("../../data/matching.tsv");

/// A logistic model over the fields of [`Evidence`].
#[derive(Debug, Clone, PartialEq)]
pub struct Scale(pub [f64; FIELDS.len()]);

impl Scale {
    /// Whether two texts say the same: translations and copies.
    pub fn same_words() -> &'static Self {
        static SCALE: OnceLock<Scale> = OnceLock::new();
        SCALE.get_or_init(|| Self::read("same_words"))
    }

    /// The same, where there are no vectors.
    pub fn same_words_alone() -> &'static Self {
        static SCALE: OnceLock<Scale> = OnceLock::new();
        SCALE.get_or_init(|| Self::read("same_words_alone"))
    }

    /// Whether two texts speak of the same proposition, for it or against it.
    pub fn same_matter() -> &'static Self {
        static SCALE: OnceLock<Scale> = OnceLock::new();
        SCALE.get_or_init(|| Self::read("same_matter"))
    }

    fn read(name: &str) -> Self {
        let mut weights = [0.0; FIELDS.len()];
        for line in DATA.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            if let [scale, field, weight] = cells.as_slice()
                && *scale == name
                && let Some(place) = FIELDS.iter().position(|known| known == field)
            {
                weights[place] = weight.parse().unwrap_or(0.0);
            }
        }
        Self(weights)
    }

    /// The score, 0 to 1: how often pairs with such evidence are matches, as fitted.
    pub fn score(&self, evidence: &Evidence) -> f64 {
        let sum: f64 = self.0.iter().zip(&evidence.0).map(|(w, x)| w * x).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_data_is_a_weight() {
        for line in DATA.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert!(
                ["same_words", "same_words_alone", "same_matter"].contains(&cells[0]),
                "{line}"
            );
            assert!(FIELDS.contains(&cells[1]), "{line}");
            assert!(cells[2].parse::<f64>().is_ok(), "{line}");
        }
    }
}
