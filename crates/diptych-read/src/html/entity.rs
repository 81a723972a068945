//! Character references: `&amp;`, `&#1084;`, `&nbsp` without its semicolon.

use std::borrow::Cow;

/// The longest named reference, in bytes.
const LONGEST: usize = 34;

/// References that browsers read without a semicolon.
const LEGACY: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("nbsp", "\u{a0}"),
    ("shy", "\u{ad}"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("copy", "©"),
    ("reg", "®"),
    ("middot", "·"),
    ("sect", "§"),
    ("deg", "°"),
];

/// What Windows-1252 has at 0x80 to 0x9F: numeric references into that range mean it.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The reference at the head of `text`, which should begin with `&`: its length in
/// bytes and what it stands for. Nothing where it is a plain ampersand.
pub(crate) fn reference(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let bytes = text.as_bytes();
    if bytes.first() != Some(&b'&') {
        return None;
    }
    if bytes.get(1) == Some(&b'#') {
        return numeric(text);
    }
    let end = bytes
        .iter()
        .skip(1)
        .take(LONGEST)
        .position(|byte| !byte.is_ascii_alphanumeric())
        .map_or(bytes.len().min(LONGEST), |at| at + 1);
    if end > 1 && bytes.get(end) == Some(&b';') {
        let whole = &text[..=end];
        let decoded = html_escape::decode_html_entities(whole);
        if decoded != whole {
            return Some((end + 1, Cow::Owned(decoded.into_owned())));
        }
    }
    LEGACY
        .iter()
        .find(|(name, _)| text[1..].starts_with(name))
        .map(|(name, value)| (name.len() + 1, Cow::Borrowed(*value)))
}

fn numeric(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let rest = &text[2..];
    let (radix, digits, skip) = match rest.strip_prefix(['x', 'X']) {
        Some(digits) => (16, digits, 3),
        None => (10, rest, 2),
    };
    let count = digits
        .bytes()
        .take_while(|byte| (*byte as char).is_digit(radix))
        .count();
    if count == 0 {
        return None;
    }
    let code = u32::from_str_radix(digits[..count].trim_start_matches('0'), radix);
    let character = match code {
        Ok(code @ 0x80..=0x9f) => WINDOWS[code as usize - 0x80],
        Ok(code) => char::from_u32(code)
            .filter(|c| *c != '\0')
            .unwrap_or(char::REPLACEMENT_CHARACTER),
        Err(_) => char::REPLACEMENT_CHARACTER,
    };
    let semicolon = usize::from(digits.as_bytes().get(count) == Some(&b';'));
    Some((skip + count + semicolon, Cow::Owned(character.to_string())))
}

/// The text with every reference decoded.
pub(crate) fn decode_all(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (length, value) = reference(rest).unwrap_or((1, Cow::Borrowed("&")));
        out.push_str(&value);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_of_every_form() {
        for (from, to) in [
            ("a &amp; b", "a & b"),
            ("&laquo;Мир&raquo;", "«Мир»"),
            ("&#1084;&#x438;р", "мир"),
            ("&#151;&#150;", "—–"),
            ("AT&T &c. & so", "AT&T &c. & so"),
            ("5&nbsp6", "5\u{a0}6"),
            ("&mdash;&hellip;&rsquo;", "—…’"),
            ("&#0;&#xD800;&#99999999999;", "\u{fffd}\u{fffd}\u{fffd}"),
            ("&", "&"),
            ("&#;", "&#;"),
            ("&nosuch;", "&nosuch;"),
        ] {
            assert_eq!(decode_all(from), to, "{from}");
        }
    }
}
