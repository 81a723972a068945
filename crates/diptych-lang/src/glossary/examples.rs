//! The examples of the files: one sentence in three languages, whose words meet.

use diptych_core::Lang;

use super::table::{FIELDS, GlossaryId, glossary, read};
use crate::ladder::LANGS;
use crate::{Flags, lexicon, tokens};

/// The entries of each word with content. Names and numbers are left out.
fn words(text: &str, lang: &Lang) -> Vec<(String, Vec<GlossaryId>)> {
    let small = Flags::DET
        | Flags::POSSESSIVE
        | Flags::PREPOSITION
        | Flags::CONJUNCTION
        | Flags::SUBORDINATOR
        | Flags::RELATIVE
        | Flags::AUXILIARY
        | Flags::BE
        | Flags::NEGATION
        | Flags::ADVERB
        | Flags::HE
        | Flags::SHE
        | Flags::IT
        | Flags::THEY
        | Flags::FIRST
        | Flags::SECOND
        | Flags::OBJECT;
    tokens(text, 0)
        .into_iter()
        .enumerate()
        .filter(|(at, token)| {
            token.is_word
                && (*at == 0 || !token.is_capital)
                && token.folded.chars().count() > 2
                && !token.folded.starts_with(char::is_numeric)
                && !lexicon(lang).flags(&token.folded).any(small)
        })
        .map(|(_, token)| {
            let keys = glossary().keys(lang, &token.folded).to_vec();
            (token.folded.to_string(), keys)
        })
        .collect()
}

#[test]
fn most_words_of_one_sentence_in_three_languages_meet() {
    let (mut met, mut all, mut sentences) = (0_usize, 0_usize, 0_usize);
    let mut poor = Vec::new();
    for (name, text) in FIELDS {
        for example in read(name, text).example {
            sentences += 1;
            let versions: Vec<_> = [example.en, example.ru, example.uk]
                .iter()
                .zip(&LANGS)
                .map(|(text, lang)| words(text, lang))
                .collect();
            let (mut met_here, mut all_here) = (0, 0);
            let mut missed = Vec::new();
            for (at, version) in versions.iter().enumerate() {
                for (other, words) in versions.iter().enumerate() {
                    if at == other {
                        continue;
                    }
                    for (word, keys) in version {
                        all_here += 1;
                        if words
                            .iter()
                            .any(|(_, theirs)| keys.iter().any(|key| theirs.contains(key)))
                        {
                            met_here += 1;
                        } else {
                            missed.push(word.clone());
                        }
                    }
                }
            }
            if met_here * 10 < all_here * 7 {
                poor.push(format!("{name} {met_here}/{all_here} {missed:?}"));
            }
            met += met_here;
            all += all_here;
        }
    }
    assert!(poor.is_empty(), "{met}/{all} {poor:#?}");
    assert!(
        met * 10 >= all * 8,
        "{met} of {all} in {sentences} sentences"
    );
}
