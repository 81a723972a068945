//! The format of a source, found from its content.

use std::io::Read as _;

/// A form of text that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// Subtitles, SRT or WebVTT.
    Subtitles,
    /// A feed, RSS or Atom.
    Feed,
    /// JSON or JSON lines.
    Json,
}

/// First bytes of formats that are not text, and what to call them.
const MAGIC: &[(&[u8], &str)] = &[
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\0", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a rar archive"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old office document",
    ),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "a database"),
];

/// A form of packed bytes that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packed {
    /// A zip archive: an office document, a book.
    Zip,
    /// A web archive, as it is or packed with gzip.
    Warc,
    /// Mail, or a page saved as mail.
    Mail,
    /// RTF, whose bytes have an encoding font by font.
    Rtf,
}

/// Whether the bytes are packed in a form that is read.
pub(crate) fn packed(bytes: &[u8]) -> Option<Packed> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(Packed::Zip);
    }
    if bytes.starts_with(b"WARC/") || opens_as_warc(bytes) {
        return Some(Packed::Warc);
    }
    let head = bytes.trim_ascii_start();
    if head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .starts_with(b"{\\rtf")
    {
        return Some(Packed::Rtf);
    }
    crate::mail::is_mail(bytes).then_some(Packed::Mail)
}

/// Whether gzip data unpacks to the head of a web archive.
fn opens_as_warc(bytes: &[u8]) -> bool {
    let mut head = [0; 5];
    bytes.starts_with(b"\x1f\x8b")
        && flate2::read::GzDecoder::new(bytes)
            .read_exact(&mut head)
            .is_ok()
        && &head == b"WARC/"
}

/// How much of a file is looked at to tell what it is, in bytes.
const HEAD: usize = 8192;

/// What the bytes are, where they are not text.
pub(crate) fn binary_format(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(what);
    }
    if crate::encoding::utf16_of(bytes).is_some() {
        return None;
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let nul = head.contains(&0);
    let control = head
        .iter()
        .filter(|byte| matches!(byte, 1..=8 | 14..=26 | 28..=31 | 127))
        .count();
    (nul || control * 10 > head.len()).then_some("binary data")
}

/// The form of a decoded text; `path` is a hint.
pub(crate) fn text_format(path: &str, text: &str) -> Format {
    let name = path.to_ascii_lowercase();
    let ends = |list: &[&str]| list.iter().any(|end| name.ends_with(end));
    let head = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if looks_like_html(head) {
        return Format::Html;
    }
    let start = &head[..head.floor_char_boundary(HEAD)];
    if crate::subtitles::is_subtitles(start)
        || ends(&[".srt", ".vtt"]) && crate::subtitles::has_cue(start)
    {
        return Format::Subtitles;
    }
    if head.starts_with('<') && crate::feed::is_feed(start) {
        return Format::Feed;
    }
    if crate::posts::looks_like(head) {
        return Format::Json;
    }
    if ends(&[".html", ".htm"]) && has_tags(head) {
        return Format::Html;
    }
    if ends(&[".md", ".markdown"]) || (!ends(&[".txt"]) && looks_like_markdown(head)) {
        return Format::Markdown;
    }
    Format::Plain
}

/// Whether the text opens as a page: a doctype, or a tag that stands at the head of one.
fn looks_like_html(head: &str) -> bool {
    const OPENINGS: &[&str] = &[
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<meta",
        "<title",
        "<article",
        "<main",
    ];
    let mut rest = head;
    // Saved pages often open with a comment or an XML declaration.
    for _ in 0..8 {
        if let Some(after) = rest.strip_prefix("<!--") {
            let Some(end) = after.find("-->") else { break };
            rest = after[end + 3..].trim_start();
        } else if let Some(after) = rest.strip_prefix("<?xml") {
            let Some(end) = after.find("?>") else { break };
            rest = after[end + 2..].trim_start();
        } else {
            break;
        }
    }
    OPENINGS.iter().any(|opening| {
        rest.get(..opening.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(opening))
            && rest[opening.len()..]
                .chars()
                .next()
                .is_none_or(|next| !next.is_ascii_alphanumeric())
    })
}

/// Whether there is any tag at all.
fn has_tags(head: &str) -> bool {
    head.match_indices('<').take(64).any(|(at, _)| {
        head[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
            && head[at..].contains('>')
    })
}

/// Whether a text of unknown name has headings as Markdown writes them.
fn looks_like_markdown(head: &str) -> bool {
    head.lines().take(200).any(|line| {
        let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
        (1..=6).contains(&hashes) && line[hashes..].starts_with(' ')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_decides_and_the_name_is_a_hint() {
        for (path, text, format) in [
            ("a.txt", "\u{feff}<!DOCTYPE HTML><p>x", Format::Html),
            ("a.txt", "<!-- saved --> <html lang=en>", Format::Html),
            ("a.html", "Just words, no markup.", Format::Plain),
            ("a.html", "<p>One</p>", Format::Html),
            ("a.txt", "# not a heading in plain text", Format::Plain),
            ("a.md", "words", Format::Markdown),
            ("-", "# Heading\n\nwords", Format::Markdown),
            ("a.txt", "<header> is a tag", Format::Plain),
            (
                "a.txt",
                "WEBVTT\n\n00:01.000 --> 00:02.000\nx",
                Format::Subtitles,
            ),
            (
                "a.xml",
                "<?xml version='1.0'?>\n<rss version='2.0'>",
                Format::Feed,
            ),
            ("a.xml", "<?xml version='1.0'?>\n<report>", Format::Plain),
            ("a.txt", "[{\"text\": \"x\"}]", Format::Json),
            ("a.txt", "[Ada Renn] {aside}", Format::Plain),
        ] {
            assert_eq!(text_format(path, text), format, "{path} {text}");
        }
    }

    #[test]
    fn text_in_utf_16_is_not_binary() {
        let utf16: Vec<u8> = "Речь идёт о мосте."
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(binary_format(&utf16), None);
        assert_eq!(binary_format(b"\x89PNG\r\n\x1a\n"), Some("a PNG picture"));
    }
}
