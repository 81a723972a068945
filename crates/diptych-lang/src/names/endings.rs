//! Inflected names and their base forms.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use diptych_core::{Lang, fold_text};
use serde::Deserialize;

use super::romanise::romanise;

/// Grammatical gender of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Gender {
    M,
    F,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTable {
    ending: Vec<RawEnding>,
    /// `inflected = base, base`, in the order of the candidates.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "only the tests read the examples")
    )]
    examples: Vec<String>,
}

/// How the names that end in `base` are inflected.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEnding {
    base: String,
    gender: Gender,
    forms: Vec<String>,
    /// Letters after which alone the rule holds: `consonant`, or the letters themselves.
    after: Option<String>,
    /// Tried after the others, where it is seldom right.
    #[serde(default)]
    rare: bool,
}

#[derive(Deserialize)]
struct Given {
    m: String,
    f: String,
}

struct Rule {
    base: String,
    gender: Gender,
    after: Option<String>,
    rare: bool,
}

/// The inflection of one language.
struct Table {
    /// Rules by the ending of the inflected form, which may be empty.
    by_form: HashMap<String, Vec<Rule>>,
    longest: usize,
    given: HashMap<String, Gender>,
}

const SOURCES: [(&str, &str); 2] = [
    (
        include_str!("../../lang/ru/names.toml"),
        include_str!("../../lang/ru/given_names.toml"),
    ),
    (
        include_str!("../../lang/uk/names.toml"),
        include_str!("../../lang/uk/given_names.toml"),
    ),
];

static TABLES: LazyLock<[Table; 2]> =
    LazyLock::new(|| SOURCES.map(|(names, given)| build(names, given)));

fn build(names: &str, given: &str) -> Table {
    let raw: RawTable = toml::from_str(names).expect("the test of the tables reads every one");
    let given: Given = toml::from_str(given).expect("the test of the tables reads every one");
    let mut table = Table {
        by_form: HashMap::new(),
        longest: 0,
        given: HashMap::new(),
    };
    for ending in raw.ending {
        let base = [ending.base.clone()];
        let mut seen = HashSet::new();
        for form in ending
            .forms
            .iter()
            .chain(&base)
            .filter(|form| seen.insert(form.as_str()))
        {
            table.longest = table.longest.max(form.chars().count());
            table.by_form.entry(form.clone()).or_default().push(Rule {
                base: ending.base.clone(),
                gender: ending.gender,
                after: ending.after.clone(),
                rare: ending.rare,
            });
        }
    }
    for (names, gender) in [(given.m, Gender::M), (given.f, Gender::F)] {
        for name in names.split_whitespace() {
            table.given.insert(fold_text(name), gender);
        }
    }
    table
}

fn table(lang: &Lang) -> Option<&'static Table> {
    match lang {
        Lang::Ru => Some(&TABLES[0]),
        Lang::Uk => Some(&TABLES[1]),
        _ => None,
    }
}

/// A nominative that an inflected word can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) word: String,
    pub(super) gender: Gender,
    rare: bool,
    /// Whether it is a known given name of that gender.
    known: bool,
}

impl Table {
    /// The nominatives of a word, the likeliest first. The capital is kept.
    fn candidates(&self, word: &str) -> Vec<Candidate> {
        let folded = fold_text(word);
        let mut out: Vec<Candidate> = Vec::new();
        let letters = folded.chars().count();
        let cuts = (0..=self.longest.min(letters.saturating_sub(2))).rev();
        for cut in cuts {
            let at = folded
                .char_indices()
                .rev()
                .nth(cut.wrapping_sub(1))
                .map_or(folded.len(), |(at, _)| at);
            let (root, ending) = folded.split_at(at);
            let Some(rules) = self.by_form.get(ending) else {
                continue;
            };
            for rule in rules.iter().filter(|rule| rule.holds_after(root)) {
                let base = format!("{root}{}", rule.base);
                let known = self.given.get(&base) == Some(&rule.gender);
                if !out
                    .iter()
                    .any(|old| old.word == base && old.gender == rule.gender)
                {
                    out.push(Candidate {
                        word: base,
                        gender: rule.gender,
                        rare: rule.rare,
                        known,
                    });
                }
            }
        }
        out.sort_by_key(|candidate| (!candidate.known, candidate.rare));
        if word.chars().next().is_some_and(char::is_uppercase) {
            for candidate in &mut out {
                candidate.word = capitalised(&candidate.word);
            }
        }
        out
    }
}

impl Rule {
    fn holds_after(&self, root: &str) -> bool {
        let last = root.chars().last();
        match self.after.as_deref() {
            None => true,
            Some("consonant") => last.is_some_and(|last| !"аеєиіїоуюяыэьйъ'".contains(last)),
            Some(letters) => last.is_some_and(|last| letters.contains(last)),
        }
    }
}

fn capitalised(word: &str) -> String {
    word.split('-')
        .map(|part| {
            let mut letters = part.chars();
            letters.next().map_or(String::new(), |first| {
                first.to_uppercase().chain(letters).collect()
            })
        })
        .collect::<Vec<_>>()
        .join("-")
}

/// The nominatives that an inflected Russian or Ukrainian name can have, the
/// likeliest first.
///
/// Words are read in one gender: `Марии Захаровой` gives `Мария Захарова`.
/// Where the gender is open (`Лаврова`) both readings come out. A name in
/// another language, or one that no rule knows, comes back as it stands;
/// ё comes back as е.
pub fn base_form(name: &str, lang: &Lang) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let Some(table) = table(lang).filter(|_| !words.is_empty() && words.len() <= 6) else {
        return vec![name.to_owned()];
    };
    let options: Vec<Vec<Candidate>> = words.iter().map(|word| table.candidates(word)).collect();
    let mut readings: Vec<(usize, String)> = Vec::new();
    for gender in [Gender::M, Gender::F] {
        let mut known = 0;
        let mut unknown = 0;
        let mut rare = 0;
        let mut parts: Vec<&str> = Vec::with_capacity(words.len());
        for (place, (word, options)) in words.iter().zip(&options).enumerate() {
            if let Some(best) = options.iter().find(|option| option.gender == gender) {
                // A surname may be another's given name: the first word tells more.
                known += usize::from(best.known) * if place == 0 { 3 } else { 1 };
                rare += usize::from(best.rare);
                parts.push(&best.word);
            } else {
                unknown += 1;
                parts.push(word);
            }
        }
        if unknown < words.len() {
            // A known given name of the gender outweighs everything else.
            readings.push(((unknown + rare) * 2 + 10 - known.min(6), parts.join(" ")));
        }
    }
    readings.sort_by_key(|(penalty, _)| *penalty);
    let best = readings.first().map(|(penalty, _)| *penalty);
    // A clearly worse reading of a full name is no reading.
    readings.retain(|(penalty, _)| best.is_none_or(|best| *penalty <= best));
    let mut out: Vec<String> = Vec::new();
    if words.len() == 1 {
        let mut all: Vec<&Candidate> = options[0].iter().collect();
        all.sort_by_key(|candidate| (!candidate.known, candidate.rare));
        for candidate in all {
            if !out.contains(&candidate.word) {
                out.push(candidate.word.clone());
            }
        }
    } else {
        for (_, reading) in readings {
            if !out.contains(&reading) {
                out.push(reading);
            }
        }
    }
    if out.is_empty() {
        out.push(name.to_owned());
    }
    out
}

/// The romanised nominatives of one word, in either of the two languages where
/// it is written in Cyrillic; its own form is always among them.
pub(super) fn romanised_bases(word: &str) -> Vec<(String, Option<Gender>)> {
    let mut out = vec![(romanise(word), None)];
    if is_cyrillic(word) {
        for table in &*TABLES {
            for candidate in table.candidates(word) {
                let plain = romanise(&candidate.word);
                if !out.iter().any(|(old, _)| *old == plain) {
                    out.push((plain, Some(candidate.gender)));
                }
            }
        }
    }
    out
}

pub(super) fn is_cyrillic(word: &str) -> bool {
    word.chars()
        .any(|letter| matches!(letter, '\u{400}'..='\u{4ff}'))
}

/// A key under which the inflected forms and spellings of one word of a name
/// are filed; two words of one name nearly always have the same key.
///
/// Words with the same key need not be the same name: ask [`super::same_name`].
pub fn name_key(word: &str) -> String {
    let base = if is_cyrillic(word) {
        let lang = if word.chars().any(|letter| "іїєґІЇЄҐ".contains(letter)) {
            Lang::Uk
        } else {
            Lang::Ru
        };
        let of =
            |lang: &Lang| table(lang).and_then(|table| table.candidates(word).into_iter().next());
        of(&lang).map_or_else(|| word.to_owned(), |candidate| candidate.word)
    } else {
        word.to_owned()
    };
    let plain = romanise(&base);
    let cut = plain.trim_end_matches(['a', 'e', 'i', 'o', 'u']);
    if cut.len() >= 2 {
        cut.to_owned()
    } else {
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_of_the_tables_holds() {
        let mut wrong = Vec::new();
        for ((source, _), lang) in SOURCES.iter().zip([Lang::Ru, Lang::Uk]) {
            let raw: RawTable = toml::from_str(source).unwrap();
            for example in &raw.examples {
                let (name, wanted) = example.split_once(" = ").unwrap();
                let wanted: Vec<&str> = wanted.split(", ").collect();
                let got = base_form(name, &lang);
                let held = if name.contains(' ') {
                    got == wanted
                } else {
                    got.iter().zip(&wanted).filter(|(a, b)| a == b).count() == wanted.len()
                };
                if !held {
                    wrong.push(format!("{lang} {example}: {got:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn keys_join_cases_and_spellings() {
        for words in [
            &[
                "Лавров",
                "Лаврова",
                "Лаврову",
                "Лавровым",
                "Lavrov",
                "Lavrov’s",
            ][..],
            &["Захарова", "Захаровой", "Захарову", "Zakharova"],
            &[
                "Зеленский",
                "Зеленского",
                "Зеленському",
                "Зеленським",
                "Zelenskyy",
                "Zelensky",
            ],
            &["Дорошенко", "Дорошенка", "Дорошенком", "Doroshenko"],
            &["Трамп", "Трампа", "Трампу", "Трампом"],
            &["Єрмак", "Єрмака", "Ермаку", "Yermak"],
        ] {
            let keys: Vec<String> = words.iter().map(|word| name_key(word)).collect();
            assert!(keys.iter().all(|key| *key == keys[0]), "{words:?} {keys:?}");
        }
        assert_ne!(name_key("Петров"), name_key("Петренко"));
    }

    #[test]
    fn odd_input_comes_back() {
        for name in ["", " ", "-", "А", "’", "ь", "😀 ова"] {
            base_form(name, &Lang::Ru);
            name_key(name);
            romanised_bases(name);
        }
        assert_eq!(base_form("Ada Renn", &Lang::En), ["Ada Renn"]);
    }
}
