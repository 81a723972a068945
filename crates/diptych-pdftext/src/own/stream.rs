//! Streams unpacked whole, or not at all.

use std::io::Read as _;

use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Dict, Number, Object, Stream};
use hayro_syntax::page::Page;

/// The most that one stream may unpack to, in bytes.
const LONGEST: u64 = 256 << 20;
/// What ends a content: where it is not met, the content broke off inside a string or a list.
pub(super) const END: &str = "DiptychEnd";

/// The bytes of a stream; nothing where it is damaged or too long.
///
/// Most are packed by `deflate` alone. These are unpacked here, with their sum: what breaks off in
/// the middle would lose words without a word.
pub(super) fn unpack(stream: &Stream<'_>) -> Option<Vec<u8>> {
    let predictor = stream
        .dict()
        .get::<Dict<'_>>(b"DecodeParms")
        .and_then(|parameters| parameters.get::<Number>(b"Predictor"));
    let is_plain = predictor.is_none_or(|predictor| predictor.as_i64() <= 1);
    if stream.filters().as_slice() == [Filter::FlateDecode] && is_plain {
        let packed = stream.raw_data();
        let mut out = Vec::new();
        let unpacked = flate2::read::ZlibDecoder::new(&*packed)
            .take(LONGEST + 1)
            .read_to_end(&mut out);
        return (unpacked.is_ok() && out.len() as u64 <= LONGEST).then_some(out);
    }
    let out = stream.decoded_data().ok()?.into_owned();
    (out.len() as u64 <= LONGEST).then_some(out)
}

/// The content of a page, all its parts in order.
pub(super) fn content(page: &Page<'_>) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    match page.raw().get::<Object<'_>>(b"Contents") {
        Some(Object::Stream(stream)) => out = unpack(&stream)?,
        Some(Object::Array(list)) => {
            let parts = Array::iter::<Object<'_>>(&list);
            // A part that is missing is not passed over.
            let count = list.raw_iter().count();
            let mut met = 0;
            for part in parts {
                let Object::Stream(part) = part else {
                    return None;
                };
                out.append(&mut unpack(&part)?);
                out.push(b'\n');
                met += 1;
                if out.len() as u64 > LONGEST {
                    return None;
                }
            }
            if met != count {
                return None;
            }
        }
        Some(_) => return None,
        None if page.raw().contains_key(b"Contents") => return None,
        None => {}
    }
    Some(out)
}

/// Adds the mark of its end to a content.
pub(super) fn ended(mut content: Vec<u8>) -> Vec<u8> {
    content.extend_from_slice(format!("\n/{END} MP\n").as_bytes());
    content
}
