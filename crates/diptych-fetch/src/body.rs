//! The answer as it came, cut to what belongs to it, and its body unpacked.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::{Error, Result};

/// The answer without informational answers (`100 Continue` and the like) before it, and without
/// what a server sent behind its end. `body` is what the client took for the body.
pub(crate) fn whole(mut wire: Vec<u8>, body: &[u8], coding: Option<&str>) -> Vec<u8> {
    let mut start = 0;
    let mut head = 0;
    while let Some(end) = end_of_head(&wire[start..]) {
        head = start + end;
        let status = wire[start..].get(9..12).unwrap_or_default();
        if !status.starts_with(b"1") || status == b"101" {
            break;
        }
        start = head;
    }
    // Chunks name their end themselves; else the body is as long as the client found it.
    let is_chunked = coding.is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
    if !is_chunked {
        wire.truncate(head.saturating_add(body.len()));
    }
    wire.drain(..start);
    wire
}

fn end_of_head(bytes: &[u8]) -> Option<usize> {
    let found = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    Some(found + 4)
}

/// The body unpacked, of at most `limit` bytes.
pub(crate) fn unpack(
    body: Vec<u8>,
    coding: Option<&str>,
    host: &str,
    limit: usize,
) -> Result<Vec<u8>> {
    let coding = coding.unwrap_or_default().trim().to_ascii_lowercase();
    match coding.as_str() {
        "" | "identity" | "none" => Ok(body),
        // An answer without a body (304, a redirect) may still name its packing.
        _ if body.is_empty() => Ok(body),
        "gzip" | "x-gzip" => read(MultiGzDecoder::new(&*body), host, limit),
        "deflate" if body.first().is_some_and(|byte| byte & 15 == 8) => {
            read(ZlibDecoder::new(&*body), host, limit)
        }
        "deflate" => read(DeflateDecoder::new(&*body), host, limit),
        other => {
            let shown: String = other.chars().take(20).collect();
            Err(Error::Answer(format!(
                "it is packed as `{shown}`, which was not asked for"
            )))
        }
    }
}

fn read(packed: impl Read, host: &str, limit: usize) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    packed
        .take(limit as u64 + 1)
        .read_to_end(&mut out)
        .map_err(|error| Error::Answer(format!("it does not unpack: {error}")))?;
    if out.len() > limit {
        return Err(Error::Size {
            host: host.to_owned(),
            what: "unpacks to",
            limit,
        });
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_belong_to_the_answer_is_cut() {
        let wire = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK";
        assert_eq!(
            whole(wire.to_vec(), b"ok", None),
            b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        );
        let chunked = b"HTTP/1.1 200 OK\r\n\r\n2\r\nok\r\n0\r\n\r\n";
        assert_eq!(whole(chunked.to_vec(), b"ok", Some("chunked")), chunked);
        assert_eq!(whole(Vec::new(), b"", None), b"");
        assert_eq!(whole(b"HTTP/1.1".to_vec(), b"", None), b"");
    }

    #[test]
    fn a_bomb_is_told() {
        let mut packed = Vec::new();
        flate2::read::GzEncoder::new(
            std::io::repeat(0).take(2_000_000),
            flate2::Compression::best(),
        )
        .read_to_end(&mut packed)
        .unwrap();
        assert!(packed.len() < 4_000);
        let error = unpack(packed.clone(), Some("gzip"), "a.example", 1_999_999).unwrap_err();
        assert!(matches!(error, Error::Size { .. }), "{error}");
        assert_eq!(
            unpack(packed, Some(" GZIP"), "a.example", 2_000_000)
                .unwrap()
                .len(),
            2_000_000
        );
        assert!(unpack(b"no gzip".to_vec(), Some("gzip"), "a.example", 9).is_err());
        assert!(unpack(b"x".to_vec(), Some("br"), "a.example", 9).is_err());
    }
}
