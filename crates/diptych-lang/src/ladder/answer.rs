//! Bare answers: sentences that say yes or no to what was asked, and no more.

use std::sync::OnceLock;

use diptych_core::Lang;
use serde::Deserialize;

use super::table::{LANGS, place};
use crate::{PatternSet, Token};

/// Words that the patterns leave over in a bare answer, at most: an address.
const LEFT_OVER: usize = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    yes: Vec<String>,
    no: Vec<String>,
    open: Vec<String>,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "only the tests read the examples")
    )]
    example: Vec<[String; 2]>,
}

/// The bare answers of one language.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    code: String,
    said: PatternSet,
    open: PatternSet,
}

impl Answers {
    fn read(lang: &Lang, text: &str) -> Self {
        let raw: Raw = match toml::from_str(text) {
            Ok(raw) => raw,
            Err(error) => panic!("table {lang}/answers: {error}"),
        };
        let mut out = Self {
            code: lang.code().to_owned(),
            ..Self::default()
        };
        let add = |set: &mut PatternSet, entry, patterns: &[String]| {
            for pattern in patterns {
                if let Err(error) = set.add(entry, pattern) {
                    panic!("table {lang}/answers: {error:?}");
                }
            }
        };
        add(&mut out.said, 0, &raw.no);
        add(&mut out.said, 1, &raw.yes);
        add(&mut out.open, 0, &raw.open);
        out
    }

    /// Whether the sentence only says yes (`true`) or no, and nothing but an
    /// address besides; the name of the entry, `code/answers/list`.
    pub fn bare(&self, tokens: &[Token]) -> Option<(bool, String)> {
        let words = tokens.iter().filter(|token| token.is_word).count();
        let mut end = 0;
        let mut held = 0;
        let mut found: Vec<bool> = Vec::new();
        for hit in self.said.find(tokens) {
            if hit.first < end {
                continue;
            }
            end = hit.end;
            held += tokens[hit.first..hit.end]
                .iter()
                .filter(|token| token.is_word)
                .count();
            found.push(hit.entry == 1);
        }
        // The answer stands first: "no ship left" answers nothing.
        let is_first = self
            .said
            .find(tokens)
            .first()
            .is_some_and(|hit| hit.first == 0);
        if !is_first || words > held + LEFT_OVER || held == 0 {
            return None;
        }
        let yes = !found.contains(&false);
        let list = if yes { "yes" } else { "no" };
        Some((yes, format!("{}/answers/{list}", self.code)))
    }

    /// Whether the question asks for more than yes or no: its last sentence
    /// begins with such a word, or with one small word before it.
    pub fn is_open(&self, tokens: &[Token]) -> bool {
        let begin = tokens[..tokens.len().saturating_sub(1)]
            .iter()
            .rposition(|token| matches!(token.folded.as_str(), "." | "?" | "!"))
            .map_or(0, |at| at + 1);
        self.open
            .find(&tokens[begin..])
            .iter()
            .any(|hit| hit.first <= 1)
    }
}

/// The bare answers of `lang`; none where the language is not covered.
pub fn answers(lang: &Lang) -> &'static Answers {
    static TABLES: OnceLock<Vec<Answers>> = OnceLock::new();
    static NONE: OnceLock<Answers> = OnceLock::new();
    let tables = TABLES.get_or_init(|| {
        LANGS
            .iter()
            .zip(TEXTS)
            .map(|(lang, text)| Answers::read(lang, text))
            .collect()
    });
    place(lang).map_or_else(|| NONE.get_or_init(Answers::default), |at| &tables[at])
}

const TEXTS: [&str; 3] = [
    include_str!("../../lang/en/answers.toml"),
    include_str!("../../lang/ru/answers.toml"),
    include_str!("../../lang/uk/answers.toml"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens;

    #[test]
    fn every_example_says_what_it_must() {
        let mut wrong = Vec::new();
        for (lang, text) in LANGS.iter().zip(TEXTS) {
            let raw: Raw = toml::from_str(text).unwrap();
            for [text, expected] in &raw.example {
                let found = answers(lang).bare(&tokens(text, 0));
                let found = found.map_or("", |(yes, _)| if yes { "yes" } else { "no" });
                if found != expected {
                    wrong.push(format!("{text}: {found:?}, expected {expected:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn what_asks_for_more_is_open() {
        let open = |text: &str| answers(&Lang::En).is_open(&tokens(text, 0));
        assert!(open("They met. And when will you sign?"));
        assert!(!open("When they met, you agreed. Will you sign?"));
        assert!(!open(""));
    }
}
