//! One plain Latin form of a name for all its spellings.

use std::collections::HashMap;
use std::sync::LazyLock;

use diptych_core::fold_char;
use serde::Deserialize;

use crate::hash::WordMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTable {
    letters: HashMap<char, String>,
    rewrite: Vec<Rewrite>,
    same: Vec<String>,
    /// Spellings that must come out alike.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "only the tests read the examples")
    )]
    examples: Vec<Vec<String>>,
}

/// A row of letters and what is put in its place, the longest fitting first.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rewrite {
    from: String,
    to: String,
    /// `start`, `end`, `after consonant`, `after vowel`; anywhere where it is left out.
    at: Option<Place>,
    /// Only in words that the text writes in Latin letters.
    #[serde(default)]
    latin: bool,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Place {
    Start,
    End,
    AfterConsonant,
    AfterVowel,
}

struct Table {
    letters: WordMap<char, String>,
    rewrite: Vec<Rewrite>,
    /// The rules that begin with a letter, in their order.
    by_letter: WordMap<char, Vec<usize>>,
    /// Romanised given names that are one name in several languages.
    same: HashMap<String, usize>,
}

const SOURCE: &str = include_str!("../../lang/names.toml");

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let raw: RawTable = toml::from_str(SOURCE).expect("the test of the table reads it");
    let mut table = Table {
        letters: raw.letters.into_iter().collect(),
        rewrite: raw.rewrite,
        by_letter: WordMap::default(),
        same: HashMap::new(),
    };
    table
        .rewrite
        .sort_by_key(|rule| std::cmp::Reverse(rule.from.len()));
    for (at, rule) in table.rewrite.iter().enumerate() {
        if let Some(first) = rule.from.chars().next() {
            table.by_letter.entry(first).or_default().push(at);
        }
    }
    for (group, names) in raw.same.iter().enumerate() {
        for name in names.split_whitespace() {
            let plain = plain_word(name, &table);
            table.same.entry(plain).or_insert(group);
        }
    }
    table
});

/// A name in Latin letters, in one plain form that spellings share: Zelenskyy,
/// Зеленський and Зеленский come out alike.
///
/// Words are parted by one space, parts of a word by a hyphen; other marks
/// and an English possessive ending are left out. The form is for comparing,
/// not for showing: it merges letters that transliterations confuse (г, х and
/// h; и, ы, і, ї and й). Inflection is kept; see [`super::base_form`].
pub fn romanise(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        let start = out.len();
        for part in word.split(['-', '‐', '‑', '–', '—']) {
            let plain = plain_word(part, &TABLE);
            if plain.is_empty() {
                continue;
            }
            if out.len() > start {
                out.push('-');
            } else if start > 0 {
                out.push(' ');
            }
            out.push_str(&plain);
        }
    }
    out
}

/// The number of the group of given names that a romanised word is of.
pub(super) fn group(romanised: &str) -> Option<usize> {
    TABLE.same.get(romanised).copied()
}

fn plain_word(word: &str, table: &Table) -> String {
    let mut letters = String::with_capacity(word.len());
    let mut is_latin = true;
    let trimmed = word.trim_end_matches(|mark: char| !mark.is_alphanumeric());
    let trimmed = trimmed
        .strip_suffix("'s")
        .or_else(|| trimmed.strip_suffix("’s"))
        .unwrap_or(trimmed);
    for character in trimmed
        .chars()
        .filter_map(fold_char)
        .flat_map(char::to_lowercase)
    {
        if let Some(plain) = table.letters.get(&character) {
            is_latin &= !matches!(character, '\u{400}'..='\u{4ff}');
            letters.push_str(plain);
        } else if character.is_alphanumeric() {
            letters.push(character);
        }
    }
    let mut out = String::with_capacity(letters.len());
    let mut rest = letters.as_str();
    while let Some(first) = rest.chars().next() {
        let last = out.chars().last();
        let known = table.by_letter.get(&first).map_or(&[][..], Vec::as_slice);
        let rule = known.iter().map(|at| &table.rewrite[*at]).find(|rule| {
            rest.starts_with(rule.from.as_str())
                && (is_latin || !rule.latin)
                && match rule.at {
                    None => true,
                    Some(Place::Start) => out.is_empty(),
                    Some(Place::End) => rest.len() == rule.from.len() && !out.is_empty(),
                    Some(Place::AfterConsonant) => last.is_some_and(|last| !is_vowel(last)),
                    Some(Place::AfterVowel) => last.is_some_and(is_vowel),
                }
        });
        if let Some(rule) = rule {
            push(&mut out, &rule.to);
            rest = &rest[rule.from.len()..];
        } else {
            let end = first.len_utf8();
            push(&mut out, &rest[..end]);
            rest = &rest[end..];
        }
    }
    finish(&mut out);
    out
}

/// Appends, letting doubled letters fall together.
fn push(out: &mut String, more: &str) {
    for letter in more.chars() {
        if !out.ends_with(letter) || letter.is_numeric() {
            out.push(letter);
        }
    }
}

/// Endings on which transliterations differ.
fn finish(out: &mut String) {
    // Sergey, Serhiy, Сергій.
    if out.len() > 3 && out.ends_with("ei") {
        out.truncate(out.len() - 2);
        out.push('i');
    }
    // Alexander, Александр.
    if out.len() > 3 && out.ends_with("er") {
        let root = &out[..out.len() - 2];
        if root.chars().last().is_some_and(|last| !is_vowel(last)) {
            out.truncate(out.len() - 2);
            out.push('r');
        }
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// The consonants of a romanised word, those that languages confuse as one:
/// what a name keeps when it is written by ear in another script.
pub(super) fn consonants(romanised: &str) -> String {
    let mut out = String::with_capacity(romanised.len());
    let mut rest = romanised;
    while let Some(first) = rest.chars().next() {
        let (class, length) = [
            ("shch", "x"),
            ("dzh", "c"),
            ("sh", "x"),
            ("zh", "x"),
            ("ch", "c"),
            ("ts", "s"),
            ("z", "s"),
            ("f", "v"),
        ]
        .iter()
        .find(|(from, _)| rest.starts_with(from))
        .map_or(("", first.len_utf8()), |(from, class)| (*class, from.len()));
        if class.is_empty() {
            if !is_vowel(first) {
                out.push(first);
            }
        } else {
            out.push_str(class);
        }
        rest = &rest[length..];
    }
    out
}

/// The consonants of a name, where a vowel's glide counts as one: in some spellings it
/// is a "v", in others a "u" (Augusta, Августа; Rowse, Роуз).
pub(super) fn with_glides(romanised: &str) -> String {
    let letters: Vec<char> = romanised.chars().collect();
    let marked: String = letters
        .iter()
        .enumerate()
        .map(|(at, letter)| {
            let behind_vowel = at > 0 && is_vowel(letters[at - 1]);
            let before = letters.get(at + 1).is_none_or(|next| !is_vowel(*next));
            match letter {
                'v' | 'u' if behind_vowel && before => 'w',
                letter => *letter,
            }
        })
        .collect();
    consonants(&marked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_come_out_alike() {
        let raw: RawTable = toml::from_str(SOURCE).unwrap();
        let mut wrong = Vec::new();
        for spellings in &raw.examples {
            let plain: Vec<String> = spellings.iter().map(|name| romanise(name)).collect();
            if plain.iter().any(|one| *one != plain[0]) {
                wrong.push(format!("{spellings:?}: {plain:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn a_glide_is_heard_alike() {
        for (one, other) in [
            ("Augusta", "Августа"),
            ("Rowse", "Роуз"),
            ("Lawson", "Лоусон"),
        ] {
            let (one, other) = (romanise(one), romanise(other));
            assert_eq!(with_glides(&one), with_glides(&other), "{one} {other}");
        }
    }

    #[test]
    fn marks_and_possessives_are_left_out() {
        assert_eq!(romanise("«Ada  O’Renn’s»"), "ada oren");
        assert_eq!(romanise("Салтыков-Щедрин"), "saltikov-shchedrin");
        assert_eq!(romanise("В’ячеслав"), romanise("Вячеслав"));
        assert_eq!(romanise(""), "");
        assert_eq!(romanise("- ’ -"), "");
    }
}
