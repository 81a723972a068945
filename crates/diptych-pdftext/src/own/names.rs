//! The letters that names of signs stand for (Adobe's glyph list, as far as news pages go).

/// Names of signs that are not letters of the alphabet, and accents on letters.
const NAMES: &[(&str, &str)] = &[
    ("space", " "),
    ("exclam", "!"),
    ("quotedbl", "\""),
    ("numbersign", "#"),
    ("dollar", "$"),
    ("percent", "%"),
    ("ampersand", "&"),
    ("quotesingle", "'"),
    ("parenleft", "("),
    ("parenright", ")"),
    ("asterisk", "*"),
    ("plus", "+"),
    ("comma", ","),
    ("hyphen", "-"),
    ("period", "."),
    ("slash", "/"),
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("colon", ":"),
    ("semicolon", ";"),
    ("less", "<"),
    ("equal", "="),
    ("greater", ">"),
    ("question", "?"),
    ("at", "@"),
    ("bracketleft", "["),
    ("backslash", "\\"),
    ("bracketright", "]"),
    ("asciicircum", "^"),
    ("underscore", "_"),
    ("grave", "`"),
    ("braceleft", "{"),
    ("bar", "|"),
    ("braceright", "}"),
    ("asciitilde", "~"),
    ("quoteleft", "‘"),
    ("quoteright", "’"),
    ("quotesinglbase", "‚"),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("quotedblbase", "„"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("guilsinglleft", "‹"),
    ("guilsinglright", "›"),
    ("endash", "–"),
    ("emdash", "—"),
    ("ellipsis", "…"),
    ("bullet", "•"),
    ("dagger", "†"),
    ("daggerdbl", "‡"),
    ("section", "§"),
    ("paragraph", "¶"),
    ("copyright", "©"),
    ("registered", "®"),
    ("trademark", "™"),
    ("degree", "°"),
    ("plusminus", "±"),
    ("multiply", "×"),
    ("divide", "÷"),
    ("minus", "−"),
    ("fraction", "⁄"),
    ("onehalf", "½"),
    ("onequarter", "¼"),
    ("threequarters", "¾"),
    ("onesuperior", "¹"),
    ("twosuperior", "²"),
    ("threesuperior", "³"),
    ("perthousand", "‰"),
    ("cent", "¢"),
    ("sterling", "£"),
    ("yen", "¥"),
    ("Euro", "€"),
    ("currency", "¤"),
    ("exclamdown", "¡"),
    ("questiondown", "¿"),
    ("periodcentered", "·"),
    ("macron", "¯"),
    ("acute", "´"),
    ("dieresis", "¨"),
    ("cedilla", "¸"),
    ("brokenbar", "¦"),
    ("logicalnot", "¬"),
    ("mu", "µ"),
    ("ordfeminine", "ª"),
    ("ordmasculine", "º"),
    ("fi", "fi"),
    ("fl", "fl"),
    ("ff", "ff"),
    ("ffi", "ffi"),
    ("ffl", "ffl"),
    ("germandbls", "ß"),
    ("ae", "æ"),
    ("AE", "Æ"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("oslash", "ø"),
    ("Oslash", "Ø"),
    ("aring", "å"),
    ("Aring", "Å"),
    ("eth", "ð"),
    ("Eth", "Ð"),
    ("thorn", "þ"),
    ("Thorn", "Þ"),
    ("dotlessi", "ı"),
    ("lslash", "ł"),
    ("Lslash", "Ł"),
    ("dcroat", "đ"),
    ("nbspace", "\u{a0}"),
    ("sfthyphen", "\u{ad}"),
    ("softhyphen", "\u{ad}"),
    ("nonbreakingspace", "\u{a0}"),
    ("afii61352", "№"),
    ("numero", "№"),
    ("afii10071", "ё"),
    ("afii10023", "Ё"),
    ("afii10050", "Ґ"),
    ("afii10098", "ґ"),
    ("afii10051", "Ђ"),
    ("afii10052", "Ѓ"),
    ("afii10053", "Є"),
    ("afii10054", "Ѕ"),
    ("afii10055", "І"),
    ("afii10056", "Ї"),
    ("afii10057", "Ј"),
    ("afii10058", "Љ"),
    ("afii10059", "Њ"),
    ("afii10060", "Ћ"),
    ("afii10061", "Ќ"),
    ("afii10062", "Ў"),
    ("afii10145", "Џ"),
    ("afii10099", "ђ"),
    ("afii10100", "ѓ"),
    ("afii10101", "є"),
    ("afii10102", "ѕ"),
    ("afii10103", "і"),
    ("afii10104", "ї"),
    ("afii10105", "ј"),
    ("afii10106", "љ"),
    ("afii10107", "њ"),
    ("afii10108", "ћ"),
    ("afii10109", "ќ"),
    ("afii10110", "ў"),
    ("afii10193", "џ"),
];

/// Accents that stand behind a letter in the name of both: `eacute`.
const ACCENTS: &[(&str, &str, &str)] = &[
    ("acute", "aeiouyAEIOUYcnszCNSZ", "áéíóúýÁÉÍÓÚÝćńśźĆŃŚŹ"),
    ("grave", "aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
    ("circumflex", "aeiouAEIOU", "âêîôûÂÊÎÔÛ"),
    ("dieresis", "aeiouyAEIOUY", "äëïöüÿÄËÏÖÜŸ"),
    ("tilde", "anoANO", "ãñõÃÑÕ"),
    ("cedilla", "csCS", "çşÇŞ"),
    ("caron", "cenrszCENRSZ", "čěňřšžČĚŇŘŠŽ"),
    ("ogonek", "aeAE", "ąęĄĘ"),
    ("ring", "uU", "ůŮ"),
    ("dotaccent", "zZI", "żŻİ"),
    ("breve", "agAG", "ăğĂĞ"),
];

/// What a sign of this name stands for; nothing where the name does not tell.
pub(super) fn letter(name: &str) -> Option<String> {
    // Variants of a sign are named behind a point: `a.sc`.
    let name = match name.split_once('.') {
        Some(("", _)) => return None,
        Some((base, _)) => base,
        None => name,
    };
    if let Some((_, words)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some((*words).to_owned());
    }
    let mut letters = name.chars();
    let first = letters.next()?;
    if letters.as_str().is_empty() {
        return first.is_ascii_alphabetic().then(|| name.to_owned());
    }
    let found = ACCENTS.iter().find_map(|(accent, bases, whole)| {
        let at = bases.chars().position(|base| base == first)?;
        (*accent == letters.as_str()).then(|| whole.chars().nth(at))?
    });
    found
        .or_else(|| cyrillic(name))
        .or_else(|| numbered(name))
        .map(String::from)
}

/// `afii10017` to `afii10097`: the Russian alphabet, capitals first, `ё` left out.
fn cyrillic(name: &str) -> Option<char> {
    let number: u32 = name.strip_prefix("afii")?.parse().ok()?;
    match number {
        10017..=10022 => char::from_u32(0x410 + number - 10017),
        10024..=10049 => char::from_u32(0x416 + number - 10024),
        10065..=10070 => char::from_u32(0x430 + number - 10065),
        10072..=10097 => char::from_u32(0x436 + number - 10072),
        _ => None,
    }
}

/// `uni0416`, `u0416`.
fn numbered(name: &str) -> Option<char> {
    let digits = name.strip_prefix("uni").filter(|digits| digits.len() == 4);
    let digits = digits.or_else(|| {
        name.strip_prefix('u')
            .filter(|digits| (4..=6).contains(&digits.len()))
    })?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    char::from_u32(u32::from_str_radix(digits, 16).ok()?).filter(|_| is_hex)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_letters() {
        for (name, words) in [
            ("A", Some("A")),
            ("eacute", Some("é")),
            ("Scaron", Some("Š")),
            ("afii10017", Some("А")),
            ("afii10049", Some("Я")),
            ("afii10065", Some("а")),
            ("afii10071", Some("ё")),
            ("afii10097", Some("я")),
            ("afii10104", Some("ї")),
            ("uni0416", Some("Ж")),
            ("u1F600", Some("😀")),
            ("fi", Some("fi")),
            ("one.oldstyle", Some("1")),
            (".notdef", None),
            ("g12", None),
            ("uni04", None),
            ("uniD800", None),
            ("", None),
        ] {
            assert_eq!(letter(name).as_deref(), words, "{name}");
        }
    }
}
