//! The language of a text.
//!
//! The script decides first, then letters that a language does not have and
//! its commonest words and endings, all of them from `lang/detect.toml`. That is
//! enough to tell the covered languages apart, and to name most others.

use std::sync::LazyLock;

use diptych_core::Lang;
use serde::Deserialize;

use crate::forms::choices;
use crate::hash::WordMap;

/// Letters looked at.
const LETTERS: usize = 1_000;
/// Characters looked at to find them.
const REACH: usize = 6_000;
/// What a letter costs that the language does not have.
const FOREIGN: i32 = 3;
/// What a common word of the language brings.
const WORD: i32 = 3;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTable {
    script: Vec<RawScript>,
    language: Vec<RawLanguage>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawScript {
    name: String,
    /// Ranges of letters, as pairs.
    ranges: Vec<(char, char)>,
    /// The script over which this one wins where both stand.
    over: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLanguage {
    code: String,
    script: String,
    /// Its letters beyond those that all languages of the script have.
    #[serde(default)]
    letters: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    endings: Vec<String>,
    #[serde(default)]
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "only the tests read the examples")
    )]
    examples: Vec<String>,
}

struct Table {
    scripts: Vec<RawScript>,
    /// The script of the plain letters a to z.
    latin: usize,
    languages: Vec<Language>,
    /// For each letter that not all languages of its script have, those that do.
    letters: WordMap<char, u64>,
    words: WordMap<String, u64>,
    endings: WordMap<String, u64>,
}

struct Language {
    lang: Lang,
    script: usize,
}

const SOURCE: &str = include_str!("../lang/detect.toml");

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let raw: RawTable = toml::from_str(SOURCE).expect("the test of the table reads it");
    let latin = raw.script.iter().position(|script| script.name == "latin");
    let mut table = Table {
        latin: latin.expect("the test of the table finds every script"),
        scripts: raw.script,
        languages: Vec::new(),
        letters: WordMap::default(),
        words: WordMap::default(),
        endings: WordMap::default(),
    };
    for (at, language) in raw.language.iter().enumerate() {
        let bit = 1_u64 << at;
        let script = table
            .scripts
            .iter()
            .position(|script| script.name == language.script);
        table.languages.push(Language {
            lang: Lang::from(language.code.as_str()),
            script: script.expect("the test of the table finds every script"),
        });
        for letter in language.letters.chars() {
            *table.letters.entry(letter).or_default() |= bit;
        }
        for word in language.words.split_whitespace() {
            *table.words.entry(word.to_owned()).or_default() |= bit;
        }
        for ending in language.endings.iter().flat_map(|written| choices(written)) {
            *table.endings.entry(ending).or_default() |= bit;
        }
    }
    table
});

/// The language of `text`; nothing where it has too few letters to tell.
///
/// Looks at the first thousand letters at most. A language that is not covered
/// comes back as [`Lang::Other`] with its code where the table knows it, and
/// with `und` where it knows only that it is none of its own.
pub fn detect(text: &str) -> Option<Lang> {
    let table = &*TABLE;
    let mut by_script = vec![0_usize; table.scripts.len() + 1];
    let mut letters = 0;
    let mut end = text.len();
    for (seen, (at, character)) in text.char_indices().enumerate() {
        if letters == LETTERS || seen == REACH {
            end = at;
            break;
        }
        if character.is_ascii_alphabetic() {
            letters += 1;
            by_script[table.latin] += 1;
        } else if character.is_alphabetic() {
            letters += 1;
            by_script[table.script(character)] += 1;
        }
    }
    let (script, most) = by_script
        .iter()
        .enumerate()
        .max_by_key(|(at, count)| (**count, usize::MAX - at))?;
    if *most < 2 {
        return None;
    }
    if script == table.scripts.len() {
        return Some(Lang::Other("und".to_owned()));
    }
    let winner = table
        .scripts
        .iter()
        .zip(&by_script)
        .position(|(other, count)| {
            *count > 0 && other.over.as_ref() == Some(&table.scripts[script].name)
        });
    table.best(&text[..end], winner.unwrap_or(script))
}

impl Table {
    fn script(&self, letter: char) -> usize {
        self.scripts
            .iter()
            .position(|script| {
                script
                    .ranges
                    .iter()
                    .any(|(from, to)| (*from..=*to).contains(&letter))
            })
            .unwrap_or(self.scripts.len())
    }

    /// The language of the script with the best score, the first of equals.
    fn best(&self, text: &str, script: usize) -> Option<Lang> {
        let mut scores = vec![0_i32; self.languages.len()];
        let all: u64 = (0..)
            .zip(&self.languages)
            .filter(|(_, language)| language.script == script)
            .fold(0, |bits, (at, _): (u32, _)| bits | 1 << at);
        if all.count_ones() > 1 {
            let mut word = String::new();
            for character in text.chars().chain([' ']) {
                match character {
                    'a'..='z' | 'A'..='Z' => {
                        word.push(character.to_ascii_lowercase());
                        continue;
                    }
                    '\'' | '’' | 'ʼ' if !word.is_empty() => {
                        word.push('\'');
                        continue;
                    }
                    _ if !character.is_ascii() && character.is_alphabetic() => {
                        word.extend(character.to_lowercase());
                        continue;
                    }
                    _ => {}
                }
                if !word.is_empty() {
                    self.count(&word, all, &mut scores);
                    word.clear();
                }
            }
        }
        let best = (0..self.languages.len())
            .filter(|at| self.languages[*at].script == script)
            .max_by_key(|at| (scores[*at], usize::MAX - at))?;
        Some(self.languages[best].lang.clone())
    }

    fn count(&self, word: &str, all: u64, scores: &mut [i32]) {
        let mut add = |bits: u64, value: i32| {
            let mut bits = bits & all;
            while bits != 0 {
                scores[bits.trailing_zeros() as usize] += value;
                bits &= bits - 1;
            }
        };
        for letter in word.chars().filter(|letter| !letter.is_ascii()) {
            if let Some(having) = self.letters.get(&letter) {
                add(!having, -FOREIGN);
            }
        }
        if let Some(bits) = self.words.get(word) {
            add(*bits, WORD);
            return;
        }
        // Endings of three letters, then of two.
        for length in [3, 2] {
            let from = word
                .char_indices()
                .rev()
                .nth(length - 1)
                .map(|(at, _)| at)
                .filter(|at| *at > 0);
            if let Some(bits) = from.and_then(|from| self.endings.get(&word[from..])) {
                add(*bits, 1);
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_of_the_table_holds() {
        let raw: RawTable = toml::from_str(SOURCE).unwrap();
        assert!(raw.language.len() <= 64);
        let mut wrong = Vec::new();
        let mut count = 0;
        for language in &raw.language {
            for example in &language.examples {
                count += 1;
                let got = detect(example);
                if got != Some(Lang::from(language.code.as_str())) {
                    wrong.push(format!("{} {example}: {got:?}", language.code));
                }
            }
        }
        assert!(wrong.is_empty(), "{} of {count}: {wrong:#?}", wrong.len());
        assert!(count >= 54, "{count}");
    }

    #[test]
    fn too_little_text_has_no_language() {
        for text in ["", "2031", "…", "я", "  \n", "🎉🎉"] {
            assert_eq!(detect(text), None, "{text}");
        }
    }

    #[test]
    fn names_in_other_letters_do_not_decide() {
        assert_eq!(
            detect("Élysée and Mr. Erdoğan said that the talks had not begun."),
            Some(Lang::En)
        );
        assert_eq!(
            detect("Компания Ostra Steel заявила, что Ada Renn уйдёт."),
            Some(Lang::Ru)
        );
        assert_eq!(
            detect("Він сказав: «Мы согласны», і пішов до виходу."),
            Some(Lang::Uk)
        );
    }

    #[test]
    fn only_the_beginning_is_read() {
        let text = " ".repeat(5_000_000) + "слово";
        assert_eq!(detect(&text), None);
        let text = "and the rest of it ".repeat(500_000);
        let start = std::time::Instant::now();
        assert_eq!(detect(&text), Some(Lang::En));
        assert!(start.elapsed().as_millis() < 500);
    }
}
