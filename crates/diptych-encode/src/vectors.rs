//! Vectors in rows, and the arithmetic on them.

use crate::body::lanes;
use crate::body::wide::{Loop, sum, wide};

/// Vectors of one length, row by row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Vectors {
    dimensions: usize,
    numbers: Vec<f32>,
}

impl Vectors {
    /// No vectors yet, of so many dimensions (at least one).
    pub fn new(dimensions: usize) -> Self {
        Self {
            dimensions: dimensions.max(1),
            numbers: Vec::new(),
        }
    }

    /// Rows that lie one after the other; numbers that do not fill a row are dropped.
    pub fn from_rows(dimensions: usize, mut numbers: Vec<f32>) -> Self {
        let dimensions = dimensions.max(1);
        numbers.truncate(numbers.len() / dimensions * dimensions);
        Self {
            dimensions,
            numbers,
        }
    }

    /// Numbers in a vector.
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// How many vectors there are.
    pub fn len(&self) -> usize {
        self.numbers.len() / self.dimensions.max(1)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// The vector in this place.
    ///
    /// # Panics
    /// Where there is none.
    pub fn row(&self, index: usize) -> &[f32] {
        &self.numbers[index * self.dimensions..(index + 1) * self.dimensions]
    }

    /// The vectors in their order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[f32]> {
        self.numbers.chunks_exact(self.dimensions.max(1))
    }

    /// The vectors in their order, to be changed.
    pub fn rows_mut(&mut self) -> impl ExactSizeIterator<Item = &mut [f32]> {
        self.numbers.chunks_exact_mut(self.dimensions.max(1))
    }

    /// All numbers, row by row.
    pub fn numbers(&self) -> &[f32] {
        &self.numbers
    }

    /// Adds a vector; what it lacks is zero, what it has too many is left out.
    pub fn push(&mut self, vector: &[f32]) {
        let end = self.numbers.len() + self.dimensions;
        self.numbers.extend(vector.iter().take(self.dimensions));
        self.numbers.resize(end, 0.0);
    }
}

/// The sum of the products: of two vectors of length one, the cosine between them.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let width = a.len().min(b.len());
    let [dot] = lanes::products(&a[..width], [&b[..width]]);
    dot
}

/// Makes a vector's length one; one without any length stays as it is.
pub fn unit(vector: &mut [f32]) {
    let length = wide(Square { vector }).sqrt();
    if length > 0.0 && length.is_finite() {
        for number in vector {
            *number /= length;
        }
    }
}

struct Square<'a> {
    vector: &'a [f32],
}

impl Loop for Square<'_> {
    type Out = f32;

    #[inline(always)]
    fn run(self) -> f32 {
        sum(self.vector, |x| x * x)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_product_is_the_sum_of_products() {
        let a: Vec<f32> = (0..100_u8).map(f32::from).collect();
        let b = vec![2.0; 100];
        assert_eq!(dot(&a, &b), 9900.0);
        assert_eq!(dot(&a[..3], &b[..3]), 6.0);
    }

    #[test]
    fn rows_keep_their_length() {
        let mut vectors = Vectors::new(3);
        vectors.push(&[3.0, 4.0]);
        vectors.push(&[1.0; 7]);
        vectors.rows_mut().for_each(unit);
        assert_eq!(vectors.len(), 2);
        assert_eq!(vectors.row(0), [0.6, 0.8, 0.0]);
        assert_eq!(Vectors::from_rows(3, vec![0.0; 8]).len(), 2);
        let mut nothing = [0.0; 4];
        unit(&mut nothing);
        assert_eq!(nothing, [0.0; 4]);
    }
}
