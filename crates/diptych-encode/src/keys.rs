//! What stored vectors are found by.

use std::collections::HashMap;

use diptych_core::digest;

use crate::encoder::Worded;
use crate::pieces::PieceGround;

/// Half of a digest: of a text, or of a pair of texts.
pub type TextKey = [u8; 16];

/// The key of a text.
pub fn text_key(text: &str) -> TextKey {
    half(text.as_bytes())
}

/// The key of a text in its language.
pub fn worded_key(one: Worded<'_>) -> TextKey {
    half(&[one.lang.as_bytes(), &text_key(one.text)].concat())
}

/// The keys of pairs of texts against a ground, the same whichever stands first.
pub fn pair_keys(ground: &PieceGround, pairs: &[(Worded<'_>, Worded<'_>)]) -> Vec<TextKey> {
    let ground = text_key(&ground.render());
    let mut known: HashMap<Worded<'_>, TextKey> = HashMap::new();
    let mut keys = Vec::with_capacity(pairs.len());
    for (a, b) in pairs {
        let [a, b] = [*a, *b].map(|one| *known.entry(one).or_insert_with(|| worded_key(one)));
        keys.push(half(&[ground, a.min(b), a.max(b)].concat()));
    }
    keys
}

fn half(bytes: &[u8]) -> TextKey {
    let digest = digest(bytes);
    let mut key = [0; 16];
    for (byte, digits) in key.iter_mut().zip(digest.as_bytes().as_chunks::<2>().0) {
        let value = |digit: u8| char::from(digit).to_digit(16).unwrap_or(0) as u8;
        *byte = 16 * value(digits[0]) + value(digits[1]);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_has_one_key_and_another_pair_another() {
        let ground = PieceGround::default();
        let worded = |text, lang| Worded { text, lang };
        let (a, b) = (worded("one", "en"), worded("два", "ru"));
        let keys = pair_keys(&ground, &[(a, b), (b, a), (a, a), (a, worded("два", "uk"))]);
        assert_eq!(keys[0], keys[1]);
        assert!(keys[0] != keys[2] && keys[0] != keys[3]);
        let mut other = PieceGround::default();
        other.set_offset("en", "ru", 0.5);
        assert_ne!(pair_keys(&other, &[(a, b)])[0], keys[0]);
        assert_eq!(text_key(""), text_key(""));
        assert_ne!(text_key("a"), text_key("b"));
    }
}
