//! Exchanges as a WARC file (ISO 28500), so that the proof stays when the page changes.

use std::fmt::Write as _;

use diptych_core::digest;

use crate::exchange::Exchange;

/// Headers whose values are left out: they are of the one who asks, not of the page.
const PRIVATE: [&str; 5] = [
    "authorization",
    "cookie",
    "proxy-authorization",
    "set-cookie",
    "set-cookie2",
];

/// A WARC file of the exchanges by which one page was fetched, the hops to it first. `now` is the
/// time in UTC, `program` who fetched.
pub(crate) fn write(exchanges: &[Exchange], now: &str, program: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let about = format!(
        "software: {}\r\nformat: WARC File Format 1.1\r\nconformsTo: \
         http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n\
         robots: see diptych; values of cookies and of credentials are left out\r\n",
        line(program)
    );
    let seed = exchanges
        .iter()
        .map(|one| digest(&one.response))
        .collect::<String>();
    let info = id(&["warcinfo", now, &seed]);
    let head = format!("WARC-Type: warcinfo\r\nWARC-Date: {now}\r\nWARC-Record-ID: {info}\r\n");
    record(&mut out, &head, "application/warc-fields", about.as_bytes());
    for one in exchanges {
        let response = clean(&one.response);
        let request = clean(&one.request);
        let address = one.address.as_str();
        let own = id(&["response", now, address, &digest(&response)]);
        let mut head = format!(
            "WARC-Type: response\r\nWARC-Date: {now}\r\nWARC-Record-ID: {own}\r\n\
             WARC-Warcinfo-ID: {info}\r\nWARC-Target-URI: {address}\r\n"
        );
        if let Some(machine) = one.machine {
            let _ = write!(head, "WARC-IP-Address: {}\r\n", machine.ip());
        }
        // Of the body as it was sent, packed where it was packed, without the lengths of chunks.
        let _ = write!(
            head,
            "WARC-Payload-Digest: sha256:{}\r\n",
            digest(&payload(one, &response))
        );
        record(
            &mut out,
            &head,
            "application/http;msgtype=response",
            &response,
        );
        let asked = id(&["request", now, address, &digest(&request)]);
        let head = format!(
            "WARC-Type: request\r\nWARC-Date: {now}\r\nWARC-Record-ID: {asked}\r\n\
             WARC-Warcinfo-ID: {info}\r\nWARC-Target-URI: {address}\r\nWARC-Concurrent-To: {own}\r\n"
        );
        record(
            &mut out,
            &head,
            "application/http;msgtype=request",
            &request,
        );
    }
    out
}

fn record(out: &mut Vec<u8>, head: &str, kind: &str, block: &[u8]) {
    out.extend(b"WARC/1.1\r\n");
    out.extend(head.as_bytes());
    let rest = format!(
        "WARC-Block-Digest: sha256:{}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
        digest(block),
        block.len()
    );
    out.extend(rest.as_bytes());
    out.extend(block);
    out.extend(b"\r\n\r\n");
}

/// An identifier made from content: the same exchange at the same moment has the same.
fn id(parts: &[&str]) -> String {
    let sum = digest(parts.join("\n").as_bytes());
    // The form of a UUID of version 8 (RFC 9562): digits of one's own making.
    format!(
        "<urn:uuid:{}-{}-8{}-8{}-{}>",
        &sum[..8],
        &sum[8..12],
        &sum[12..15],
        &sum[15..18],
        &sum[18..30]
    )
}

/// The body of an answer without the lengths of chunks; what does not read as chunks stays.
fn payload(one: &Exchange, response: &[u8]) -> Vec<u8> {
    let at = response.windows(4).position(|four| four == b"\r\n\r\n");
    let body = at.map_or(&[][..], |at| &response[at + 4..]);
    let is_chunked = one
        .header("transfer-encoding")
        .is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
    if is_chunked {
        unchunk(body).unwrap_or_else(|| body.to_vec())
    } else {
        body.to_vec()
    }
}

fn unchunk(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let line = std::str::from_utf8(&bytes[..end]).ok()?;
        let length = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        bytes = &bytes[end + 1..];
        if length == 0 {
            return Some(out);
        }
        out.extend_from_slice(bytes.get(..length)?);
        bytes = bytes[length..].strip_prefix(b"\r\n")?;
    }
}

/// A message without the values of private headers; the rest to the byte.
fn clean(message: &[u8]) -> Vec<u8> {
    let end = message
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .unwrap_or(message.len());
    let (head, rest) = message.split_at(end);
    let mut out = Vec::with_capacity(message.len());
    let mut is_private = false;
    for line in head.split_inclusive(|byte| *byte == b'\n') {
        // A line that begins with a blank goes on with the header before it.
        let goes_on = line
            .first()
            .is_some_and(|byte| matches!(byte, b' ' | b'\t'));
        if !goes_on {
            let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
            let name = String::from_utf8_lossy(name).trim().to_ascii_lowercase();
            is_private = PRIVATE.contains(&name.as_str());
            if is_private {
                out.extend(name.as_bytes());
                out.extend(if line.ends_with(b"\n") {
                    &b":\r\n"[..]
                } else {
                    b":"
                });
            }
        }
        if !is_private {
            out.extend(line);
        }
    }
    out.extend(rest);
    out
}

fn line(text: &str) -> String {
    text.chars().filter(|one| !one.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_and_credentials_are_left_out_and_the_rest_stays_to_the_byte() {
        let message = b"HTTP/1.1 200 OK\r\nX: 1\r\nSET-Cookie: id=geheim;\r\n\tmore=geheim\r\nY:2\r\nauthorization: geheim\r\n\r\ncookie: geheim\r\n";
        assert_eq!(
            clean(message),
            b"HTTP/1.1 200 OK\r\nX: 1\r\nset-cookie:\r\nY:2\r\nauthorization:\r\n\r\ncookie: geheim\r\n",
            "the body is the page's"
        );
        for message in [&b""[..], b"x", b"\r\n\r\n", b"A:1\r\n\r\nb\r\n\r\nc"] {
            assert_eq!(clean(message), message);
        }
    }

    #[test]
    fn identifiers_have_the_form_of_a_uuid() {
        let id = id(&["a", "b"]);
        assert_eq!(
            id.len(),
            "<urn:uuid:00000000-0000-0000-0000-000000000000>".len()
        );
        assert_ne!(id, super::id(&["a", "c"]));
    }
}
