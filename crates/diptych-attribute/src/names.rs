//! Names in a text: rows of capitalised words, their keys across inflection
//! and script, and their base form.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use diptych_core::fold_text;
use diptych_lang::{Flags, romanise};

use crate::page::Page;

/// Grammatical gender of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    Masculine,
    Feminine,
}

impl Gender {
    /// The gender that flags name; nothing where they name both or none.
    pub(crate) fn of(flags: Flags) -> Option<Self> {
        match (flags.any(Flags::MASCULINE), flags.any(Flags::FEMININE)) {
            (true, false) => Some(Self::Masculine),
            (false, true) => Some(Self::Feminine),
            _ => None,
        }
    }
}

/// Endings that Russian and Ukrainian names take.
const ENDINGS: &[&str] = &[
    "ого", "ому", "ему", "ього", "ьому", "ыми", "ими", "ами", "ями", "ової", "евої", "ої", "ою",
    "ой", "ей", "ею", "ий", "ый", "ій", "ая", "яя", "ом", "ем", "ем", "им", "ым", "ым", "ові",
    "еві", "єві", "єм", "ю", "у", "а", "я", "е", "є", "и", "і", "ї", "ы", "о", "ь", "й",
];

/// A form that the inflected forms and spellings of one word of a name share.
pub(crate) fn key(word: &str) -> String {
    let folded = fold_text(word);
    let folded = folded.strip_suffix("'s").unwrap_or(&folded);
    let folded = folded.strip_suffix('\'').unwrap_or(folded);
    let stem = stem(folded);
    let latin = romanise(stem);
    for end in ["skyy", "skiy", "skyi", "skij", "ski", "sky", "skii"] {
        if let Some(root) = latin.strip_suffix(end) {
            return format!("{root}sk");
        }
    }
    // `Кравець`, `Кравця`: the vowel comes and goes.
    match latin.strip_suffix("ets") {
        Some(root) if root.len() >= 3 => format!("{root}ts"),
        _ => latin,
    }
}

/// Most keys that are kept from text to text.
const MOST_KEYS: usize = 50_000;
/// Longest word, in bytes, whose key is kept.
const LONGEST_KEPT: usize = 64;

thread_local! {
    /// Keys of names, kept from text to text: news name the same people.
    static KNOWN_KEYS: RefCell<HashMap<String, Rc<str>>> = RefCell::new(HashMap::new());
}

/// The key of a word, looked up where it was made before; see [`key`].
pub(crate) fn known_key(word: &str) -> Rc<str> {
    KNOWN_KEYS.with_borrow_mut(|known| kept(known, word))
}

/// The keys of a row of words, where there is one.
pub(crate) fn known_keys<'w>(words: impl Iterator<Item = Option<&'w str>>) -> Vec<Option<Rc<str>>> {
    KNOWN_KEYS.with_borrow_mut(|known| words.map(|word| Some(kept(known, word?))).collect())
}

fn kept(known: &mut HashMap<String, Rc<str>>, word: &str) -> Rc<str> {
    if let Some(key) = known.get(word) {
        return key.clone();
    }
    let made: Rc<str> = key(word).into();
    if word.len() <= LONGEST_KEPT {
        if known.len() > MOST_KEYS {
            known.clear();
        }
        known.insert(word.to_owned(), made.clone());
    }
    made
}

/// A Cyrillic word without its ending.
fn stem(word: &str) -> &str {
    if !word.chars().any(|letter| ('а'..='ґ').contains(&letter)) {
        return word;
    }
    for ending in ENDINGS {
        if let Some(root) = word.strip_suffix(ending)
            && root.chars().count() >= 3
        {
            // `Андрій`, `Андрія`: what the ending leaves of a vowel differs from case to case.
            return root
                .strip_suffix(['а', 'е', 'и', 'і', 'ї', 'о', 'у', 'є', 'ы'])
                .filter(|short| short.chars().count() >= 3)
                .unwrap_or(root);
        }
    }
    word
}

/// Whether a word is a patronymic, and whose.
pub(crate) fn patronymic(folded: &str) -> Option<Gender> {
    let feminine = [
        "овна",
        "евна",
        "івна",
        "ївна",
        "ична",
        "овны",
        "евны",
        "ичны",
        "овне",
        "евне",
        "ичне",
        "овну",
        "евну",
        "ичну",
        "овной",
        "евной",
        "ичной",
        "івни",
        "івні",
        "івну",
        "івною",
        "ївни",
        "ївні",
        "ївну",
        "ївною",
    ];
    let masculine = [
        "ович",
        "евич",
        "йович",
        "ьич",
        "мич",
        "кич",
        "овича",
        "евича",
        "ьича",
        "овичу",
        "евичу",
        "ьичу",
        "овичем",
        "евичем",
        "ьичем",
        "овичеві",
        "ныч",
        "рыч",
        "лыч",
    ];
    let long = folded.chars().count() > 5;
    if long && feminine.iter().any(|end| folded.ends_with(end)) {
        return Some(Gender::Feminine);
    }
    if long && masculine.iter().any(|end| folded.ends_with(end)) {
        return Some(Gender::Masculine);
    }
    None
}

/// A row of capitalised words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NameRow {
    /// First token.
    pub(crate) first: usize,
    /// One past the last token.
    pub(crate) end: usize,
}

const NO_NAME: Flags = Flags::DET
    .with(Flags::PREPOSITION)
    .with(Flags::CONJUNCTION)
    .with(Flags::SUBORDINATOR)
    .with(Flags::RELATIVE)
    .with(Flags::AUXILIARY)
    .with(Flags::ADVERB)
    .with(Flags::THIRD)
    .with(Flags::FIRST)
    .with(Flags::SECOND)
    .with(Flags::OBJECT)
    .with(Flags::POSSESSIVE_THIRD)
    .with(Flags::INDEFINITE);

/// Whether a token can stand in a name.
pub(crate) fn in_name(page: &Page<'_>, at: usize) -> bool {
    let token = &page.tokens[at];
    if !token.is_word || !token.is_capital {
        return false;
    }
    let flags = page.flags[at];
    let initial = page.word(at).chars().count() == 1
        && at + 2 < page.tokens.len()
        && page.is_mark(at + 1, ".")
        && page.tokens[at + 2].is_word
        && page.tokens[at + 2].is_capital
        && !page.lexicon.bare_clause;
    // A surname that is a small word elsewhere: `Жанна Ли`.
    let after_given = !page.lexicon.bare_clause
        && at > 0
        && page.tokens[at - 1].is_word
        && page.tokens[at - 1].is_capital
        && (page.flags[at - 1].any(Flags::GIVEN)
            || patronymic(&page.tokens[at - 1].folded).is_some());
    initial
        || after_given
        || flags.any(Flags::GIVEN)
        || !flags.any(NO_NAME) && !flags.any(Flags::TIME)
}

/// Every row of capitalised words from token `first` to `end`.
pub(crate) fn rows(page: &Page<'_>, first: usize, end: usize) -> Vec<NameRow> {
    let mut out = Vec::new();
    let mut at = first;
    while at < end {
        if !in_name(page, at) {
            at += 1;
            continue;
        }
        let start = at;
        let mut last = at;
        while at < end {
            if in_name(page, at) {
                last = at;
                // A possessive ends the name.
                if page.tokens[at].folded.ends_with("'s") {
                    at += 1;
                    break;
                }
                at += 1;
            } else if page.is_mark(at, ".")
                && at > start
                && at + 1 < end
                && in_name(page, at + 1)
                && (page.word(at - 1).chars().count() <= 1
                    || page.flags[at - 1].any(Flags::ABBREVIATION))
            {
                at += 1;
            } else {
                break;
            }
        }
        out.push(NameRow {
            first: start,
            end: last + 1,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_names_share_a_key() {
        for (a, b) in [
            ("Тильмана", "Тильман"),
            ("Мирской", "Мирская"),
            ("Зеленського", "Зеленський"),
            ("Лунину", "Лунин"),
            ("Бабія", "Бабій"),
            ("Андрея", "Андрей"),
            ("Андрієві", "Андрій"),
            ("Бугая", "Бугай"),
            ("Кравця", "Кравець"),
            ("Стрельцом", "Стрелец"),
        ] {
            assert_eq!(key(a), key(b), "{a} {b}");
        }
    }
}
