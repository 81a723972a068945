//! How the file is laid out, and the writing of it.

use diptych_core::digest;

use super::head::{Head, Kind, Shape, Tensor};
use crate::error::{Error, Result};

/// The first bytes of a model's file: the name of the form and its version.
const MAGIC: &[u8; 8] = b"DPTYENC1";

/// Parts begin at multiples of this many bytes.
const ALIGN: usize = 64;

/// A head is text of a few thousand bytes; one that claims more is none.
const LONGEST_HEAD: usize = 1 << 20;

/// A part to be written: its name, how it is written, its bytes.
pub type Part<'a> = (String, Kind, &'a [u8]);

/// The bytes of a model's file.
///
/// # Errors
/// Where the head cannot be written as JSON: a number in `shape` is no number.
pub fn write(
    name: &str,
    origin: &str,
    prefix: &str,
    shape: Shape,
    parts: &[Part<'_>],
) -> Result<Vec<u8>> {
    let mut payload = Vec::new();
    let mut tensors = Vec::new();
    for (name, kind, bytes) in parts {
        payload.resize(payload.len().next_multiple_of(ALIGN), 0);
        tensors.push(Tensor {
            name: name.clone(),
            kind: *kind,
            at: payload.len(),
            length: bytes.len(),
        });
        payload.extend_from_slice(bytes);
    }
    let head = Head {
        name: name.to_owned(),
        origin: origin.to_owned(),
        prefix: prefix.to_owned(),
        shape,
        sha256: digest(&payload),
        tensors,
    };
    let head = serde_json::to_vec(&head).map_err(|error| Error::form(error.to_string()))?;
    let mut out = MAGIC.to_vec();
    out.extend_from_slice(&(head.len() as u32).to_le_bytes());
    out.extend_from_slice(&head);
    out.resize(out.len().next_multiple_of(ALIGN), 0);
    out.extend_from_slice(&payload);
    Ok(out)
}

/// The head, and where what it describes begins.
pub(super) fn open(bytes: &[u8]) -> Result<(Head, usize)> {
    let rest = bytes
        .strip_prefix(MAGIC)
        .ok_or_else(|| Error::form("it does not begin with DPTYENC1"))?;
    let (length, rest) = rest
        .split_first_chunk::<4>()
        .ok_or_else(|| Error::form("it ends within its head"))?;
    let length = u32::from_le_bytes(*length) as usize;
    if length > LONGEST_HEAD {
        return Err(Error::form("its head is too long"));
    }
    let head = rest
        .get(..length)
        .ok_or_else(|| Error::form("it ends within its head"))?;
    let head: Head =
        serde_json::from_slice(head).map_err(|error| Error::form(error.to_string()))?;
    let start = (MAGIC.len() + 4 + length).next_multiple_of(ALIGN);
    if bytes.len() < start {
        return Err(Error::form("it ends with its head"));
    }
    Ok((head, start))
}
