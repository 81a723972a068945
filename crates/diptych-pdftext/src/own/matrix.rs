//! Places on a page: a matrix of six numbers, as PDF writes them.

/// `x' = a x + c y + e`, `y' = b x + d y + f`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const SAME: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First `self`, then `next`.
    pub(super) fn then(self, next: Self) -> Self {
        let (one, two) = (self.0, next.0);
        Self([
            one[0] * two[0] + one[1] * two[2],
            one[0] * two[1] + one[1] * two[3],
            one[2] * two[0] + one[3] * two[2],
            one[2] * two[1] + one[3] * two[3],
            one[4] * two[0] + one[5] * two[2] + two[4],
            one[4] * two[1] + one[5] * two[3] + two[5],
        ])
    }

    /// The same, begun `x` to the right and `y` up.
    pub(super) fn moved(self, x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y]).then(self)
    }

    /// Whether every number is one.
    pub(super) fn is_sound(self) -> bool {
        self.0.iter().all(|number| number.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_after_the_other() {
        let double = Matrix([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        let moved = Matrix::SAME.moved(3.0, 4.0);
        assert_eq!(moved.then(double).0[4..], [6.0, 8.0]);
        assert_eq!(double.then(moved).0[4..], [3.0, 4.0]);
        assert!(!Matrix([f64::NAN; 6]).is_sound());
    }
}
