//! Precision, recall and F.

/// How many were right, of how many found and how many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Ratio {
    pub right: usize,
    pub found: usize,
    pub there: usize,
}

impl Ratio {
    /// Share of what was found that is right, 0 to 1.
    pub(crate) fn precision(self) -> f64 {
        share(self.right, self.found)
    }

    /// Share of what is there that was found, 0 to 1.
    pub(crate) fn recall(self) -> f64 {
        share(self.right, self.there)
    }

    /// Harmonic mean of the two, 0 to 1.
    pub(crate) fn f(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 {
            2.0 * p * r / (p + r)
        } else {
            0.0
        }
    }

    /// Adds another.
    pub(crate) fn add(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.there += other.there;
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_found_is_no_division_by_nothing() {
        assert!(Ratio::default().f().abs() < 1e-9);
        let ratio = Ratio {
            right: 1,
            found: 2,
            there: 4,
        };
        assert!((ratio.f() - 1.0 / 3.0).abs() < 1e-9);
    }
}
