//! A model, read from its file.

use std::borrow::Cow;
use std::ops::Range;

use diptych_core::digest;

use super::blocks::{BLOCK_BYTES, BLOCK_WEIGHTS, expand};
use super::form::open;
use super::head::{Head, Kind, Shape};
use crate::error::{Error, Result};
use crate::tokenize::Tokenizer;

/// A model: its word pieces, its table and the weights of its body.
///
/// The weights stay as they lie in the file; a row is expanded when it is asked for.
pub struct Model {
    bytes: Cow<'static, [u8]>,
    start: usize,
    head: Head,
    tokenizer: Tokenizer,
    table: Range<usize>,
}

/// The weights of the repository.
#[cfg(feature = "builtin")]
static BUILTIN: &[u8] = include_bytes!("../../weights/multilingual-e5-small.bin");

impl Model {
    /// The model inside the program.
    ///
    /// # Errors
    /// [`Error::NoWeights`] in a build without the feature `builtin`.
    pub fn builtin() -> Result<Self> {
        #[cfg(feature = "builtin")]
        return Self::from_bytes(BUILTIN);
        #[cfg(not(feature = "builtin"))]
        Err(Error::NoWeights)
    }

    /// The head of the model inside the program, without the rest.
    ///
    /// # Errors
    /// [`Error::NoWeights`] in a build without the feature `builtin`, [`Error::Form`] where it is no
    /// head of a model.
    pub fn builtin_head() -> Result<Head> {
        #[cfg(feature = "builtin")]
        return open(BUILTIN).map(|(head, _)| head);
        #[cfg(not(feature = "builtin"))]
        Err(Error::NoWeights)
    }

    /// The model in a file's bytes.
    ///
    /// The digest is not computed, for that takes longer than all the rest; see [`Model::verify`].
    ///
    /// # Errors
    /// [`Error::Form`] where the bytes are not in the form of a model, or a part is missing.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self> {
        let bytes = bytes.into();
        let (head, start) = open(&bytes)?;
        if !head.shape.is_sound() {
            return Err(Error::form("its measures are not those of a network"));
        }
        let (tokenizer, table) = {
            let parts = Parts {
                bytes: &bytes[start..],
                head: &head,
            };
            let pieces = parts.find("pieces", Kind::Pieces, None)?;
            let scores = parts.numbers("scores", head.shape.rows - 3)?;
            parts.blocks("table", head.shape.rows, head.shape.dimensions)?;
            let table = head.tensors.iter().find(|tensor| tensor.name == "table");
            let at = start + table.map_or(0, |table| table.at);
            let table = at..at + table.map_or(0, |table| table.length);
            (Tokenizer::new(pieces, scores, head.shape)?, table)
        };
        Ok(Self {
            bytes,
            start,
            head,
            tokenizer,
            table,
        })
    }

    /// The model's name.
    pub fn name(&self) -> &str {
        &self.head.name
    }

    /// The digest of the weights, as the file states it.
    pub fn digest(&self) -> &str {
        &self.head.sha256
    }

    /// The head of the file.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// The measures of the network.
    pub fn shape(&self) -> Shape {
        self.head.shape
    }

    /// What cuts a text into the model's word pieces.
    pub fn tokenizer(&self) -> &Tokenizer {
        &self.tokenizer
    }

    /// Whether the weights are those whose digest the file states.
    ///
    /// # Errors
    /// [`Error::Damaged`] where they are not.
    pub fn verify(&self) -> Result<()> {
        let found = digest(&self.bytes[self.start..]);
        if found == self.head.sha256 {
            return Ok(());
        }
        Err(Error::Damaged {
            stated: self.head.sha256.clone(),
            found,
        })
    }

    /// Writes a row of the table of word pieces to `out`.
    pub fn row(&self, row: u32, out: &mut [f32]) {
        let shape = self.head.shape;
        let length = shape.dimensions / BLOCK_WEIGHTS * BLOCK_BYTES;
        let table = &self.bytes[self.table.clone()];
        let at = (row as usize).min(shape.rows - 1) * length;
        expand(&table[at..at + length], out);
    }

    pub(crate) fn parts(&self) -> Parts<'_> {
        Parts {
            bytes: &self.bytes[self.start..],
            head: &self.head,
        }
    }
}

/// The parts of a file by their names.
pub(crate) struct Parts<'a> {
    bytes: &'a [u8],
    head: &'a Head,
}

impl<'a> Parts<'a> {
    /// Numbers of 32 bits, `count` of them.
    pub(crate) fn numbers(&self, name: &str, count: usize) -> Result<Vec<f32>> {
        let bytes = self.find(name, Kind::F32, count.checked_mul(4))?;
        let numbers = bytes.as_chunks::<4>().0.iter();
        let numbers: Vec<f32> = numbers.map(|bytes| f32::from_le_bytes(*bytes)).collect();
        if numbers.iter().all(|number| number.is_finite()) {
            return Ok(numbers);
        }
        Err(Error::form(format!("`{name}` holds what is no number")))
    }

    /// Blocks of four bits for `rows` rows of `columns` weights.
    pub(crate) fn blocks(&self, name: &str, rows: usize, columns: usize) -> Result<&'a [u8]> {
        let length = (columns / BLOCK_WEIGHTS * BLOCK_BYTES).checked_mul(rows);
        self.find(name, Kind::Q4, length)
    }

    fn find(&self, name: &str, kind: Kind, length: Option<usize>) -> Result<&'a [u8]> {
        let tensor = self.head.tensors.iter().find(|tensor| tensor.name == name);
        let tensor = tensor.ok_or_else(|| Error::form(format!("`{name}` is missing")))?;
        let fits = tensor.kind == kind && length.is_none_or(|length| length == tensor.length);
        let end = tensor.at.checked_add(tensor.length);
        end.and_then(|end| self.bytes.get(tensor.at..end))
            .filter(|_| fits)
            .ok_or_else(|| Error::form(format!("`{name}` is not as long as it must be")))
    }
}
