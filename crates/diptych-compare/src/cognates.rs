//! Borrowed words by their consonants: "telemetry" meets «телеметрия» and
//! «телеметрія» though no table knows them.
//!
//! Vowels change and endings differ from one language to the next, the
//! consonants of the stem seldom do. A key that rests on them is evidence
//! beside others, never the whole of it: now and then two words that have
//! nothing to do with each other share it.

/// Consonants that a key holds; what follows is mostly ending.
const HELD: usize = 5;

/// Fewer consonants would join words by chance.
const LEAST: usize = 4;

/// Shorter words are seldom borrowed, and meet by chance.
const SHORTEST: usize = 6;

/// The key that a romanised word shares with the same word borrowed elsewhere,
/// where it is long enough to have one.
pub(crate) fn cognate_key(romanised: &str) -> Option<String> {
    if romanised.len() < SHORTEST || !romanised.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    // Latin endings that other languages leave off.
    let stem = ["um", "us", "s"]
        .iter()
        .find_map(|ending| romanised.strip_suffix(ending))
        .unwrap_or(romanised);
    let letters = stem.as_bytes();
    let mut out = String::with_capacity(HELD);
    let mut at = 0;
    while at < letters.len() && out.len() < HELD {
        let next = letters.get(at + 1).copied();
        let soft = matches!(next, Some(b'e' | b'i' | b'y'));
        let (sound, taken) = match (letters[at], next) {
            (b'p', Some(b'h')) => (Some('f'), 2),
            (b't', Some(b'h')) => (Some('t'), 2),
            // «х» is written so, and is lost where «h» is.
            (b'c' | b'k', Some(b'h')) => (None, 2),
            (b't', Some(b's')) => (Some('s'), 2),
            // "-tion" is «-ция».
            (b't', Some(b'i')) if letters[at..].starts_with(b"tion") => (Some('s'), 4),
            (b'c', _) if soft => (Some('s'), 1),
            (b'c' | b'q' | b'k', _) => (Some('k'), 1),
            (b'x', _) => {
                out.push('k');
                (Some('s'), 1)
            }
            (b's' | b'z', _) => (Some('s'), 1),
            (b'w' | b'v', _) => (Some('v'), 1),
            (b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'h' | b'j', _) => (None, 1),
            (other, _) => (Some(char::from(other)), 1),
        };
        if let Some(sound) = sound
            && !out.ends_with(sound)
            && out.len() < HELD
        {
            out.push(sound);
        }
        at += taken;
    }
    (out.len() >= LEAST).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_borrowed_word_meets_itself() {
        for same in [
            ["telemetry", "телеметрии", "телеметрією"],
            ["compensation", "компенсация", "компенсації"],
            ["referendum", "референдума", "референдуму"],
            ["centrifuges", "центрифуги", "центрифуг"],
            ["transponders", "транспондеры", "транспондери"],
            ["moratorium", "мораторий", "мораторію"],
            ["mechanism", "механизма", "механізм"],
            ["ratification", "ратификации", "ратифікація"],
            ["certificate", "сертификат", "сертифікати"],
        ] {
            let keys = same.map(|word| cognate_key(&diptych_lang::romanise(word)));
            assert!(
                keys[0].is_some() && keys.windows(2).all(|pair| pair[0] == pair[1]),
                "{same:?} {keys:?}"
            );
        }
    }

    #[test]
    fn short_words_and_names_with_marks_have_none() {
        assert_eq!(cognate_key("tax"), None);
        assert_eq!(cognate_key("area"), None);
        assert_eq!(cognate_key("mir-2"), None);
    }
}
