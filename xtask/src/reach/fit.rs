//! Fitting the weights of evidence.

use diptych_compare::matching::{Evidence, FIELDS};

/// Pull of every weight towards nothing.
const PULL: f64 = 0.0005;

/// Steps of the descent.
const STEPS: usize = 6000;

/// Weights by which the pairs marked `true` score high (logistic regression, both kinds of equal weight).
///
/// Fields that speak against a match are held at or below zero, all others at or above it.
pub(super) fn fit(pairs: &[(Evidence, bool, f64)]) -> [f64; FIELDS.len()] {
    let mut weights = [0.0; FIELDS.len()];
    let all = |kind: bool| -> f64 {
        pairs
            .iter()
            .filter(|pair| pair.1 == kind)
            .map(|pair| pair.2)
            .sum::<f64>()
            .max(1e-9)
    };
    let sums = [all(false), all(true)];
    for step in 0..STEPS {
        let mut slope = [0.0; FIELDS.len()];
        for (evidence, is_match, weight) in pairs {
            let sum: f64 = weights.iter().zip(&evidence.0).map(|(w, x)| w * x).sum();
            let wanted = f64::from(u8::from(*is_match));
            let off = (1.0 / (1.0 + (-sum).exp()) - wanted) * weight / sums[usize::from(*is_match)];
            for (slope, x) in slope.iter_mut().zip(&evidence.0) {
                *slope += off * x;
            }
        }
        let rate = 4.0 / (1.0 + step as f64 / 2000.0);
        for (place, weight) in weights.iter_mut().enumerate() {
            let pull = if place == 0 { 0.0 } else { PULL * *weight };
            *weight -= rate * (slope[place] + pull);
            if place > 0 {
                let against =
                    FIELDS[place].ends_with("_parted") || FIELDS[place].ends_with("_alone");
                *weight = if against {
                    weight.min(0.0)
                } else {
                    weight.max(0.0)
                };
            }
        }
    }
    weights
}

/// Lowers the bias until no pair that is no match scores above `most`.
pub(super) fn guard(weights: &mut [f64; FIELDS.len()], pairs: &[(Evidence, bool, f64)], most: f64) {
    let sum =
        |evidence: &Evidence| -> f64 { weights.iter().zip(&evidence.0).map(|(w, x)| w * x).sum() };
    let highest = pairs
        .iter()
        .filter(|pair| !pair.1)
        .map(|pair| sum(&pair.0))
        .fold(f64::NEG_INFINITY, f64::max);
    let wanted = (most / (1.0 - most)).ln();
    if highest > wanted {
        weights[0] -= highest - wanted;
    }
}
