//! A response as it was sent: its head, and its body unpacked.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// A response.
#[derive(Debug)]
pub(super) struct Response<'r> {
    pub(super) status: u16,
    headers: Vec<(String, String)>,
    raw: &'r [u8],
}

/// Why a body was not unpacked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Packing {
    /// It unpacks to more than the limit.
    Limit,
    /// It is packed in a form that is not read, or its packing is broken.
    Unread(String),
}

/// Reads a response's head.
pub(super) fn response(bytes: &[u8]) -> Option<Response<'_>> {
    let end = bytes
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .map(|at| (at, at + 4))
        .or_else(|| {
            let at = bytes.windows(2).position(|window| window == b"\n\n")?;
            Some((at, at + 2))
        })?;
    let head = String::from_utf8_lossy(&bytes[..end.0]);
    let mut lines = head.lines();
    let status = lines.next()?.strip_prefix("HTTP/")?;
    let status = status.split_whitespace().nth(1)?.parse().ok()?;
    let headers = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    Some(Response {
        status,
        headers,
        raw: &bytes[end.1..],
    })
}

impl<'r> Response<'r> {
    /// The value of a header, by its name in lower case.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key == name)?;
        Some(&found.1)
    }

    /// The body, put together and unpacked, of at most `limit` bytes.
    pub(super) fn body(&self, limit: usize) -> Result<Cow<'r, [u8]>, Packing> {
        let chunked = self
            .get("transfer-encoding")
            .is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
        // Some archives keep the head of a chunked response and its body put together.
        let body = if chunked {
            unchunk(self.raw).map_or(Cow::Borrowed(self.raw), Cow::Owned)
        } else {
            Cow::Borrowed(self.raw)
        };
        let coding = self
            .get("content-encoding")
            .unwrap_or("")
            .to_ascii_lowercase();
        let is_gzip = body.starts_with(b"\x1f\x8b");
        match coding.trim() {
            "" | "identity" | "none" | "utf-8" => Ok(body),
            // And others its coding, with the body unpacked.
            "gzip" | "x-gzip" if !is_gzip => Ok(body),
            "gzip" | "x-gzip" => unpack(MultiGzDecoder::new(&*body), limit),
            "deflate" => unpack(ZlibDecoder::new(&*body), limit)
                .or_else(|_| unpack(DeflateDecoder::new(&*body), limit)),
            other => Err(Packing::Unread(format!("`{other}` is not read"))),
        }
    }
}

fn unpack<'r>(packed: impl Read, limit: usize) -> Result<Cow<'r, [u8]>, Packing> {
    let mut out = Vec::new();
    packed
        .take(limit as u64 + 1)
        .read_to_end(&mut out)
        .map_err(|error| Packing::Unread(error.to_string()))?;
    if out.len() > limit {
        return Err(Packing::Limit);
    }
    Ok(Cow::Owned(out))
}

/// Puts chunks together; nothing where the bytes are no chunks.
fn unchunk(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    loop {
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let line = std::str::from_utf8(&bytes[..end]).ok()?;
        let digits = line.split(';').next()?.trim();
        let length = usize::from_str_radix(digits, 16).ok()?;
        bytes = &bytes[end + 1..];
        if length == 0 {
            return Some(out);
        }
        out.extend_from_slice(bytes.get(..length)?);
        bytes = bytes.get(length..)?;
        bytes = bytes
            .strip_prefix(b"\r\n")
            .or_else(|| bytes.strip_prefix(b"\n"))?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_put_together() {
        let raw = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nWord\r\n2;x=1\r\ns.\r\n0\r\n\r\n";
        let response = response(raw).unwrap();
        assert_eq!(response.status, 200);
        assert_eq!(response.body(100).unwrap().as_ref(), b"Words.");
        assert_eq!(unchunk(b"ffffffffffffffff\r\nx"), None);
        assert_eq!(unchunk(b"5\r\nab"), None);
    }

    #[test]
    fn what_is_packed_is_unpacked_within_the_limit() {
        let mut packed =
            flate2::read::GzEncoder::new(&[b'a'; 5000][..], flate2::Compression::best());
        let mut raw = b"HTTP/1.0 200 OK\nContent-Encoding: gzip\n\n".to_vec();
        packed.read_to_end(&mut raw).unwrap();
        let response = response(&raw).unwrap();
        assert_eq!(response.body(5000).unwrap().len(), 5000);
        assert_eq!(response.body(4999), Err(Packing::Limit));
    }
}
