//! Keys of words, by which texts of one or several languages meet.

use diptych_core::Lang;
use diptych_lang::Token;
use diptych_lang::glossary::glossary;
use diptych_lang::ladder::{WordClass, grammar};

use crate::cognates::cognate_key;
use crate::memo::Memo;

thread_local! {
    static MENTIONS: Memo<Vec<String>> = Memo::default();
    /// For each language with a glossary.
    static WORDS: [Memo<Vec<String>>; 3] = Default::default();
}

/// A key that the spellings and cases of a name share: Latin letters, without
/// the vowels of an inflected ending.
pub(crate) fn name_key(word: &str) -> String {
    let plain = diptych_lang::romanise(word);
    let plain = plain.strip_suffix("'s").unwrap_or(&plain);
    let cut = plain.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y', '\'', 'ʹ', 'j']);
    if cut.chars().count() >= 3 { cut } else { plain }.to_owned()
}

/// The keys that an inflected mention may stand under, the plainest first.
pub(crate) fn mention_keys(word: &str) -> Vec<String> {
    MENTIONS.with(|memo| memo.of(word, || keys_of_mention(word)))
}

fn keys_of_mention(word: &str) -> Vec<String> {
    let plain = diptych_lang::romanise(word);
    let plain = plain.strip_suffix("'s").unwrap_or(&plain);
    let letters = plain.chars().count();
    let mut keys = vec![name_key(plain)];
    for cut in 1..=3usize {
        if letters < cut + 4 {
            break;
        }
        let end = plain
            .char_indices()
            .nth(letters - cut)
            .map_or(plain.len(), |(at, _)| at);
        let key = name_key(&plain[..end]);
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// A key of a common word, comparable across languages where the word is borrowed.
pub(crate) fn word_key(word: &str, lang: &Lang) -> String {
    diptych_lang::romanise(diptych_lang::stem(word, lang))
}

/// The keys of a common word: what it means in the glossary, else its own key and,
/// where it may be borrowed, that of its consonants.
pub(crate) fn word_keys(word: &str, lang: &Lang) -> Vec<String> {
    let place = match lang {
        Lang::En => 0,
        Lang::Ru => 1,
        Lang::Uk => 2,
        Lang::Other(_) => return keys_of_word(word, lang),
    };
    WORDS.with(|memos| memos[place].of(word, || keys_of_word(word, lang)))
}

fn keys_of_word(word: &str, lang: &Lang) -> Vec<String> {
    let glossary = glossary();
    let known = glossary.keys(lang, word);
    if known.is_empty() {
        let mut keys = vec![format!("w:{}", word_key(word, lang))];
        keys.extend(cognate_key(&diptych_lang::romanise(word)).map(|key| format!("k:{key}")));
        return keys;
    }
    known
        .iter()
        .map(|id| format!("g:{}", glossary.id(*id)))
        .collect()
}

/// Whether each token is an empty word.
pub(crate) fn empty_words(tokens: &[Token], lang: &Lang) -> Vec<bool> {
    let mut empty: Vec<bool> = tokens
        .iter()
        .map(|token| !token.is_word || token.folded.chars().count() < 3)
        .collect();
    for found in grammar(lang).find(tokens) {
        let is_empty = matches!(
            found.class,
            WordClass::Stop
                | WordClass::OwnSide
                | WordClass::SpeakerAlone
                | WordClass::Third
                | WordClass::Hypothetical
        );
        if is_empty {
            for slot in &mut empty[found.hit.first..found.hit.end] {
                *slot = true;
            }
        }
    }
    empty
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_meets_its_cases() {
        assert!(mention_keys("renna").contains(&name_key("renn")));
        assert!(mention_keys("taldov's").contains(&name_key("Taldov")));
        assert!(mention_keys("taldovym").contains(&name_key("Taldov")));
    }
}
