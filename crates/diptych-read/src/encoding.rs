//! Which encoding the bytes of a source are in.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How an encoding was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// From a byte order mark, from a label that fits, or because the bytes are valid UTF-8.
    Sure,
    /// Told from the frequency of bytes.
    Guessed,
}

/// How much is searched for a label, in bytes.
const LABEL_HEAD: usize = 4096;

/// How much is given to the detector, in bytes; more does not change its answer.
const DETECT_HEAD: usize = 256 * 1024;

/// The encoding of `bytes`, and whether it was guessed.
///
/// In order: byte order mark, UTF-16 by its pattern, validity as UTF-8 (which
/// no legacy text passes by chance), the label of the document, nearly valid
/// UTF-8 (a file cut or damaged in places), and last the detector.
pub(crate) fn encoding_of(bytes: &[u8]) -> (&'static Encoding, Found) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, Found::Sure);
    }
    if let Some(encoding) = utf16_of(bytes) {
        return (encoding, Found::Guessed);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (UTF_8, Found::Sure);
    }
    let label = label_of(bytes);
    if let Some(encoding) = label
        && encoding != UTF_8
    {
        return (encoding, Found::Sure);
    }
    if is_nearly_utf8(bytes) {
        return (UTF_8, Found::Sure);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let head = &bytes[..bytes.len().min(DETECT_HEAD)];
    detector.feed(head, true);
    let guess = detector.guess(region_of(bytes), Utf8Detection::Deny);
    (guess, Found::Guessed)
}

/// UTF-16 by its byte order mark, or by what every second byte is in Latin and
/// Cyrillic text.
pub(crate) fn utf16_of(bytes: &[u8]) -> Option<&'static Encoding> {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) if encoding != UTF_8 => return Some(encoding),
        Some(_) => return None,
        None => {}
    }
    let head = &bytes[..bytes.len().min(8192) & !1];
    if head.len() < 8 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let pairs = head.len() / 2;
    let plausible = |offset: usize| {
        let high = head.iter().skip(offset).step_by(2);
        high.filter(|byte| matches!(byte, 0 | 4 | 0x20)).count() * 10 >= pairs * 9
    };
    // Single-byte text with many spaces has 0x20 everywhere: a real high byte is 0 or 4.
    let real = |offset: usize| {
        let high = head.iter().skip(offset).step_by(2);
        high.filter(|byte| matches!(byte, 0 | 4)).count() * 10 >= pairs * 8
    };
    let low_is_zero = |offset: usize| {
        let low = head.iter().skip(offset).step_by(2);
        low.filter(|byte| **byte == 0).count() * 20 > pairs
    };
    match (
        plausible(1) && real(1) && !low_is_zero(0),
        plausible(0) && real(0) && !low_is_zero(1),
    ) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that the document names: in an XML declaration, a `<meta>` or
/// a `charset` line of its front matter.
fn label_of(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(LABEL_HEAD)].to_ascii_lowercase();
    for key in [&b"charset"[..], b"encoding"] {
        let mut from = 0;
        while let Some(at) = find(&head[from..], key) {
            let mut rest = &head[from + at + key.len()..];
            from += at + key.len();
            while let Some((first, more)) = rest.split_first()
                && matches!(first, b' ' | b'=' | b':' | b'"' | b'\'')
            {
                rest = more;
            }
            let end = rest
                .iter()
                .position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)))
                .unwrap_or(rest.len());
            if let Some(encoding) = Encoding::for_label(&rest[..end]) {
                // A page that says UTF-16 in ASCII letters is not in UTF-16.
                let utf16 = encoding == UTF_16LE || encoding == UTF_16BE;
                return Some(if utf16 { UTF_8 } else { encoding });
            }
        }
    }
    None
}

/// Whether the bytes are UTF-8 but for a few: damage, or an end in mid-character.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid();
        good += valid
            .chars()
            .filter(|character| !character.is_ascii())
            .count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 4 && bad * 20 <= good
}

/// The top-level domain that a language label stands for: it decides between
/// look-alike encodings.
fn region_of(bytes: &[u8]) -> Option<&'static [u8]> {
    let head = bytes[..bytes.len().min(LABEL_HEAD)].to_ascii_lowercase();
    let at = find(&head, b"lang")?;
    let rest = &head[at..head.len().min(at + 16)];
    if find(rest, b"uk").is_some() || find(rest, b"ua").is_some() {
        Some(b"ua")
    } else if find(rest, b"ru").is_some() {
        Some(b"ru")
    } else {
        None
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{IBM866, ISO_8859_5, KOI8_R, KOI8_U, WINDOWS_1251};

    const RU: &str = "Министр заявил, что стороны обсудили поставки зерна и договорились встретиться \
                      ещё раз на следующей неделе, а решение по мосту пока не принято.";
    const UK: &str = "Міністерка заявила, що сторони обговорили постачання зерна й домовилися зустрітися \
                      ще раз наступного тижня, а рішення щодо мосту поки що не ухвалено.";

    #[test]
    fn legacy_cyrillic_is_told_apart() {
        for (text, encoding) in [
            (RU, WINDOWS_1251),
            (RU, KOI8_R),
            (RU, ISO_8859_5),
            (RU, IBM866),
            (UK, WINDOWS_1251),
            (UK, KOI8_U),
        ] {
            let (bytes, _, bad) = encoding.encode(text);
            assert!(!bad);
            let (found, how) = encoding_of(&bytes);
            let (decoded, _) = found.decode_without_bom_handling(&bytes);
            assert_eq!(
                decoded,
                text,
                "{} read as {}",
                encoding.name(),
                found.name()
            );
            assert_eq!(how, Found::Guessed);
        }
    }

    #[test]
    fn a_label_is_believed_unless_the_bytes_are_valid_utf_8() {
        let page = format!("<meta http-equiv=x content='text/html; charset=Windows-1251'>{RU}");
        let (bytes, _, _) = WINDOWS_1251.encode(&page);
        assert_eq!(encoding_of(&bytes), (WINDOWS_1251, Found::Sure));
        assert_eq!(encoding_of(page.as_bytes()), (UTF_8, Found::Sure));
    }

    #[test]
    fn utf_16_is_seen_with_and_without_a_mark() {
        let bytes: Vec<u8> = RU.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(utf16_of(&bytes), Some(UTF_16BE));
        assert_eq!(utf16_of(b"plain text of even length."), None);
    }

    #[test]
    fn a_cut_utf_8_text_stays_utf_8() {
        let cut = &RU.as_bytes()[..RU.len() - 2];
        let cut = &cut[..cut.len() - usize::from(std::str::from_utf8(cut).is_ok())];
        assert_eq!(encoding_of(cut).0, UTF_8);
    }
}
