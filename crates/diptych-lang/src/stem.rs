//! Stems, for comparing words across inflection.
//!
//! A light stemmer: steps of suffixes from `lang/<code>/stem.toml`, the
//! longest that fits in each step, never more than leaves a stem of some
//! letters with a vowel among them. The stem is always a beginning of the
//! word, so nothing is copied.

use std::sync::LazyLock;

use diptych_core::Lang;
use serde::Deserialize;

use crate::forms::choices;
use crate::hash::WordMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTable {
    vowels: String,
    /// One step after the other; each takes one suffix at most.
    step: Vec<RawStep>,
    /// Words that share a stem, and pairs that do not.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "only the tests read the examples")
    )]
    same: Vec<String>,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "only the tests read the examples")
    )]
    apart: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStep {
    /// Letters that the stem keeps at least.
    least: usize,
    /// Written with bars and brackets.
    suffixes: Vec<String>,
    /// Suffixes not to be taken although a shorter one fits.
    #[serde(default)]
    keep: Vec<String>,
    /// Whether a doubled consonant at the end becomes one.
    #[serde(default)]
    undouble: bool,
}

struct Step {
    least: usize,
    /// By the last letter, the longest first; a kept one is no suffix.
    suffixes: WordMap<char, Vec<(String, bool)>>,
    undouble: bool,
}

struct Table {
    vowels: String,
    steps: Vec<Step>,
}

const SOURCES: [&str; 3] = [
    include_str!("../lang/en/stem.toml"),
    include_str!("../lang/ru/stem.toml"),
    include_str!("../lang/uk/stem.toml"),
];

static TABLES: LazyLock<[Table; 3]> = LazyLock::new(|| {
    SOURCES.map(|source| {
        let raw: RawTable = toml::from_str(source).expect("the test of the tables reads every one");
        let steps = raw.step.into_iter().map(|step| {
            let mut suffixes: WordMap<char, Vec<(String, bool)>> = WordMap::default();
            let all = step.suffixes.iter().map(|written| (written, true));
            for (written, takes) in all.chain(step.keep.iter().map(|written| (written, false))) {
                for suffix in choices(written) {
                    if let Some(last) = suffix.chars().last() {
                        suffixes.entry(last).or_default().push((suffix, takes));
                    }
                }
            }
            for list in suffixes.values_mut() {
                list.sort_by_key(|(suffix, _)| std::cmp::Reverse(suffix.len()));
            }
            Step {
                least: step.least,
                suffixes,
                undouble: step.undouble,
            }
        });
        Table {
            vowels: raw.vowels,
            steps: steps.collect(),
        }
    })
});

/// A short form of a folded word that its inflected forms share.
///
/// Common derivations fall away too (agreement, agree); the aspect of Slavic
/// verbs stays. In a language that is not covered the word itself comes back.
pub fn stem<'w>(word: &'w str, lang: &Lang) -> &'w str {
    let table = match lang {
        Lang::En => &TABLES[0],
        Lang::Ru => &TABLES[1],
        Lang::Uk => &TABLES[2],
        Lang::Other(_) => return word,
    };
    if word.starts_with(|first: char| first.is_numeric()) {
        return word;
    }
    let mut stem = word;
    for step in &table.steps {
        stem = step.take(stem, &table.vowels);
    }
    stem
}

impl Step {
    fn take<'w>(&self, word: &'w str, vowels: &str) -> &'w str {
        let Some(list) = word
            .chars()
            .last()
            .and_then(|last| self.suffixes.get(&last))
        else {
            return word;
        };
        for (suffix, takes) in list {
            let Some(root) = word.strip_suffix(suffix.as_str()) else {
                continue;
            };
            if !takes {
                return word;
            }
            let is_long = root.chars().nth(self.least - 1).is_some();
            if is_long && root.contains(|letter| vowels.contains(letter)) {
                return if self.undouble {
                    undoubled(root, vowels)
                } else {
                    root
                };
            }
        }
        word
    }
}

/// Without the second of two equal consonants at the end, but for ll, ss, zz.
fn undoubled<'w>(root: &'w str, vowels: &str) -> &'w str {
    let mut letters = root.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some(before))
            if last == before && !vowels.contains(last) && !matches!(last, 'l' | 's' | 'z') =>
        {
            &root[..root.len() - last.len_utf8()]
        }
        _ => root,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_of_the_tables_holds() {
        let mut wrong = Vec::new();
        for (source, lang) in SOURCES.iter().zip([Lang::En, Lang::Ru, Lang::Uk]) {
            let raw: RawTable = toml::from_str(source).unwrap();
            let stems = |row: &str| -> Vec<String> {
                row.split(' ')
                    .map(|word| stem(&diptych_core::fold(word).text, &lang).to_owned())
                    .collect()
            };
            for row in &raw.same {
                let got = stems(row);
                if got.iter().any(|one| *one != got[0]) {
                    wrong.push(format!("{row}: {got:?}"));
                }
            }
            for row in &raw.apart {
                let got = stems(row);
                if got[0] == got[1] {
                    wrong.push(format!("apart {row}: {got:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn short_and_odd_words_stay() {
        for word in ["", "a", "ss", "я", "ся", "2031", "3,5", "’", "ing"] {
            assert_eq!(stem(word, &Lang::En), word);
        }
        assert_eq!(stem("Wörter", &Lang::Other("de".into())), "Wörter");
    }
}
