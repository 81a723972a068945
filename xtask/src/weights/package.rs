//! The model's file in the package it comes from.

use std::collections::BTreeMap;

/// The file, taken apart.
pub(crate) struct Package<'a> {
    pub dimensions: usize,
    pub layers: usize,
    pub heads: usize,
    pub inner: usize,
    pub positions: usize,
    pub epsilon: f32,
    /// Rows of `<s>`, `</s>` and `<unk>`.
    pub begin: usize,
    pub end: usize,
    pub unknown: usize,
    pub pieces: Vec<&'a str>,
    pub scores: Vec<f32>,
    tensors: BTreeMap<&'a str, &'a [u8]>,
}

/// The bytes yet to be read.
struct Rest<'a>(&'a [u8]);

impl<'a> Package<'a> {
    /// Reads the form `E5S1`.
    ///
    /// # Errors
    /// Where the file is not in it.
    pub(crate) fn read(file: &'a [u8]) -> Result<Self, String> {
        let mut rest = Rest(file);
        if rest.take(4)? != b"E5S1" || rest.number()? != 1 {
            return Err("is not in the form `E5S1`, version 1".to_owned());
        }
        let [dimensions, layers, heads, inner, _rows, positions, _kinds] = rest.numbers()?;
        let epsilon = f32::from_le_bytes(rest.array()?);
        if rest.number()? != diptych_encode::BLOCK_WEIGHTS {
            return Err("has blocks of another size".to_owned());
        }
        let [count, begin, end, _padding, unknown] = rest.numbers()?;
        let blob = u64::from_le_bytes(rest.array()?) as usize;
        let offsets: Vec<usize> = (0..=count)
            .map(|_| rest.number())
            .collect::<Result<_, _>>()?;
        let scores = (0..count)
            .map(|_| rest.array().map(f32::from_le_bytes))
            .collect::<Result<_, _>>()?;
        let blob = rest.take(blob)?;
        let pieces = offsets
            .windows(2)
            .map(|at| {
                let piece = blob
                    .get(at[0]..at[1])
                    .and_then(|piece| std::str::from_utf8(piece).ok());
                piece.ok_or("has a piece that is no text")
            })
            .collect::<Result<_, _>>()?;
        // A map of characters: NFKC, which the tokenizer does itself.
        let [_entries, length] = rest.numbers()?;
        rest.take(length)?;
        let mut tensors = BTreeMap::new();
        for _ in 0..rest.number()? {
            let length = u16::from_le_bytes(rest.array()?);
            let name =
                std::str::from_utf8(rest.take(usize::from(length))?).map_err(|e| e.to_string())?;
            rest.take(5)?;
            let at = u64::from_le_bytes(rest.array()?) as usize;
            let length = u64::from_le_bytes(rest.array()?) as usize;
            let bytes = at.checked_add(length).and_then(|end| file.get(at..end));
            tensors.insert(name, bytes.ok_or("ends before its weights do")?);
        }
        Ok(Self {
            dimensions,
            layers,
            heads,
            inner,
            positions,
            epsilon,
            begin,
            end,
            unknown,
            pieces,
            scores,
            tensors,
        })
    }

    /// The bytes of a tensor.
    pub(crate) fn tensor(&self, name: &str) -> Result<&'a [u8], String> {
        let found = self.tensors.get(name).copied();
        found.ok_or_else(|| format!("has no `{name}`"))
    }
}

impl<'a> Rest<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], String> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or("ends too early")?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], String> {
        let (taken, rest) = self.0.split_first_chunk().ok_or("ends too early")?;
        self.0 = rest;
        Ok(*taken)
    }

    fn number(&mut self) -> Result<usize, String> {
        self.array().map(|bytes| u32::from_le_bytes(bytes) as usize)
    }

    fn numbers<const N: usize>(&mut self) -> Result<[usize; N], String> {
        let mut numbers = [0; N];
        for number in &mut numbers {
            *number = self.number()?;
        }
        Ok(numbers)
    }
}
