//! Bytes packed for the disk, and as text for an export.

use std::fmt::Write as _;

/// How hard the packing tries, 0 to 10: measured on pages, higher saves under two parts in a hundred more.
const LEVEL: u8 = 6;

/// Packs bytes where that makes them shorter; the word says how.
pub(crate) fn pack(bytes: &[u8]) -> (&'static str, Vec<u8>) {
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(bytes, LEVEL);
    if packed.len() < bytes.len() {
        ("zlib", packed)
    } else {
        ("none", bytes.to_vec())
    }
}

/// The bytes that were packed; `length` is how many there were.
///
/// # Errors
/// What is wrong with them, where they do not unpack to that many.
pub(crate) fn unpack(packing: &str, packed: &[u8], length: usize) -> Result<Vec<u8>, String> {
    let bytes = match packing {
        "none" => packed.to_vec(),
        // The limit keeps a damaged length from asking for all the memory there is.
        _ => miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(packed, length)
            .map_err(|error| error.to_string())?,
    };
    if bytes.len() == length {
        Ok(bytes)
    } else {
        Err(format!("{} bytes where {length} were written", bytes.len()))
    }
}

/// A length, then the packed bytes: for bodies whose length stands nowhere else.
pub(crate) fn pack_body(bytes: &[u8]) -> Vec<u8> {
    let mut out = (bytes.len() as u64).to_le_bytes().to_vec();
    out.extend(miniz_oxide::deflate::compress_to_vec_zlib(bytes, LEVEL));
    out
}

/// The bytes of [`pack_body`].
///
/// # Errors
/// What is wrong with them.
pub(crate) fn unpack_body(body: &[u8]) -> Result<Vec<u8>, String> {
    let (length, packed) = body
        .split_first_chunk::<8>()
        .ok_or_else(|| "it is cut".to_owned())?;
    let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|error| error.to_string())?;
    unpack("zlib", packed, length)
}

/// Bytes as hexadecimal digits.
pub(crate) fn to_hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        write!(out, "{byte:02x}").expect("writing to a string does not fail");
    }
    out
}

/// The bytes of hexadecimal digits; nothing where there are other characters.
pub(crate) fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text
        .chars()
        .map(|digit| {
            digit
                .to_digit(16)
                .and_then(|value| u8::try_from(value).ok())
        })
        .collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    Some(
        digits
            .chunks(2)
            .map(|pair| pair[0] << 4 | pair[1])
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..600), times in 1_usize..4) {
            let bytes = bytes.repeat(times);
            let (packing, packed) = pack(&bytes);
            prop_assert_eq!(unpack(packing, &packed, bytes.len()).unwrap(), bytes.clone());
            prop_assert_eq!(unpack_body(&pack_body(&bytes)).unwrap(), bytes.clone());
            prop_assert_eq!(from_hex(&to_hex(&bytes)).unwrap(), bytes);
        }

        #[test]
        fn damage_is_told_and_never_a_panic(mut body in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _ = unpack_body(&body);
            body.truncate(7);
            prop_assert!(unpack_body(&body).is_err());
        }
    }
}
