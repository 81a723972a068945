//! Patterns of words, as the tables write them.
//!
//! A pattern is a row of items with spaces between:
//!
//! | item | matches |
//! | --- | --- |
//! | `word` | that word, folded |
//! | `stem*` | every word that begins so |
//! | `a\|b*\|c` | one of them |
//! | `word?` | the word, or nothing |
//! | `_` | any one word |
//! | `_3` | up to three words |
//! | `,` `:` | that mark |
//!
//! Marks that a pattern does not name are passed over between its items,
//! but sentence ends (`.`, `!`, `?`, `;`) and colons are not.

use diptych_core::Span;

use crate::Token;
use crate::hash::WordMap;

/// A pattern that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// The pattern as written.
    pub pattern: String,
    /// What is wrong with it.
    pub reason: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Item {
    Words { any: Vec<Form>, optional: bool },
    Gap { least: usize, most: usize },
    Mark(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Form {
    Exact(String),
    Prefix(String),
}

impl Form {
    fn fits(&self, word: &str) -> bool {
        match self {
            Self::Exact(form) => word == form,
            Self::Prefix(form) => word.starts_with(form.as_str()),
        }
    }
}

/// One place where a pattern matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Index of the entry, in the order of adding.
    pub entry: usize,
    /// First token of the match.
    pub first: usize,
    /// One past the last token of the match.
    pub end: usize,
    /// Bytes from the first to the last matched word.
    pub span: Span,
}

/// A stem and the patterns that begin with it.
type Stem = (String, Vec<usize>);

/// Patterns compiled for finding all of them in one pass over the words.
#[derive(Debug, Clone, Default)]
pub struct PatternSet {
    patterns: Vec<(usize, Vec<Item>)>,
    exact: WordMap<String, Vec<usize>>,
    /// Stems by their first two letters, since most words share none.
    prefix: WordMap<(char, char), Vec<Stem>>,
}

impl PatternSet {
    /// An empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a pattern for `entry`; an entry may have several.
    ///
    /// # Errors
    /// Where the pattern is empty or does not begin with a word.
    pub fn add(&mut self, entry: usize, pattern: &str) -> Result<(), PatternError> {
        let wrong = |reason| PatternError {
            pattern: pattern.to_owned(),
            reason,
        };
        let items: Vec<Item> = pattern.split_whitespace().map(parse_item).collect();
        let Some(Item::Words {
            any,
            optional: false,
        }) = items.first()
        else {
            return Err(wrong("a pattern begins with a word that is not optional"));
        };
        let number = self.patterns.len();
        for form in any {
            match form {
                Form::Exact(word) if word.is_empty() => return Err(wrong("an empty word")),
                Form::Exact(word) => self.exact.entry(word.clone()).or_default().push(number),
                Form::Prefix(stem) => {
                    let Some(head) = head(stem) else {
                        return Err(wrong("a stem has two letters at least"));
                    };
                    let stems = self.prefix.entry(head).or_default();
                    match stems.iter_mut().find(|(known, _)| known == stem) {
                        Some((_, numbers)) => numbers.push(number),
                        None => stems.push((stem.clone(), vec![number])),
                    }
                }
            }
        }
        self.patterns.push((entry, items));
        Ok(())
    }

    /// Every match in `tokens`, by place, the longest first where several begin together.
    pub fn find(&self, tokens: &[Token]) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (first, token) in tokens.iter().enumerate().filter(|(_, token)| token.is_word) {
            let begin = hits.len();
            if let Some(numbers) = self.exact.get(token.folded.as_str()) {
                self.try_all(numbers, tokens, first, &mut hits);
            }
            let stems = head(&token.folded).and_then(|head| self.prefix.get(&head));
            for (stem, numbers) in stems.map_or(&[][..], Vec::as_slice) {
                if token.folded.starts_with(stem.as_str()) {
                    self.try_all(numbers, tokens, first, &mut hits);
                }
            }
            hits[begin..].sort_by(|a, b| b.end.cmp(&a.end).then(a.entry.cmp(&b.entry)));
        }
        hits
    }

    fn try_all(&self, numbers: &[usize], tokens: &[Token], first: usize, hits: &mut Vec<Hit>) {
        for number in numbers {
            let (entry, items) = &self.patterns[*number];
            if let Some(end) = match_items(&items[1..], tokens, first + 1) {
                let span = tokens[first].span.cover(tokens[end - 1].span);
                let hit = Hit {
                    entry: *entry,
                    first,
                    end,
                    span,
                };
                if !hits.contains(&hit) {
                    hits.push(hit);
                }
            }
        }
    }
}

/// The first two letters.
fn head(word: &str) -> Option<(char, char)> {
    let mut letters = word.chars();
    letters.next().zip(letters.next())
}

/// Matches `items` from token `at`; returns one past the last matched token.
fn match_items(items: &[Item], tokens: &[Token], at: usize) -> Option<usize> {
    let Some(item) = items.first() else {
        return Some(at);
    };
    match item {
        Item::Mark(mark) => (tokens.get(at)?.folded == *mark)
            .then_some(())
            .and_then(|()| match_items(&items[1..], tokens, at + 1)),
        Item::Words { any, optional } => {
            let here = skip_marks(tokens, at)
                .filter(|next| any.iter().any(|form| form.fits(&tokens[*next].folded)))
                .and_then(|next| match_items(&items[1..], tokens, next + 1));
            here.or_else(|| {
                optional
                    .then(|| match_items(&items[1..], tokens, at))
                    .flatten()
            })
        }
        Item::Gap { least, most } => {
            let mut from = at;
            for taken in 0..=*most {
                if taken >= *least
                    && let Some(end) = match_items(&items[1..], tokens, from)
                {
                    return Some(end);
                }
                from = skip_marks(tokens, from)? + 1;
            }
            None
        }
    }
}

/// The next word from `at`, past marks that do not end a sentence.
fn skip_marks(tokens: &[Token], mut at: usize) -> Option<usize> {
    loop {
        let token = tokens.get(at)?;
        if token.is_word {
            return Some(at);
        }
        if matches!(token.folded.as_str(), "." | "!" | "?" | ";" | ":") {
            return None;
        }
        at += 1;
    }
}

fn parse_item(text: &str) -> Item {
    if let Some(count) = text.strip_prefix('_') {
        return if count.is_empty() {
            Item::Gap { least: 1, most: 1 }
        } else {
            Item::Gap {
                least: 0,
                most: count.parse().unwrap_or(3),
            }
        };
    }
    if text.chars().count() == 1 && !text.chars().all(char::is_alphanumeric) {
        return Item::Mark(text.to_owned());
    }
    let (forms, optional) = match text.strip_suffix('?') {
        Some(forms) => (forms, true),
        None => (text, false),
    };
    let any = forms
        .split('|')
        .map(|form| match form.strip_suffix('*') {
            Some(stem) => Form::Prefix(diptych_core::fold(stem).text),
            None => Form::Exact(diptych_core::fold(form).text),
        })
        .collect();
    Item::Words { any, optional }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens;

    fn matched<'t>(pattern: &str, text: &'t str) -> Vec<&'t str> {
        let mut set = PatternSet::new();
        set.add(0, pattern).unwrap();
        set.find(&tokens(text, 0))
            .into_iter()
            .map(|hit| hit.span.of(text))
            .collect()
    }

    #[test]
    fn stems_gaps_and_choices() {
        assert_eq!(
            matched("put* forward _2 idea", "She put forward the old idea."),
            ["put forward the old idea"]
        );
        assert_eq!(
            matched("соглас*|готов* на", "Мы согласны на это и готовы на то"),
            ["согласны на", "готовы на"]
        );
        assert_eq!(
            matched("only after", "only, they said, after"),
            Vec::<&str>::new()
        );
        assert_eq!(
            matched("not yet? agree*", "not agree, not yet agreed"),
            ["not agree", "not yet agreed"]
        );
    }

    #[test]
    fn a_match_does_not_run_over_a_sentence_end() {
        assert_eq!(
            matched("put _3 idea", "It was put. The idea stood."),
            Vec::<&str>::new()
        );
    }

    #[test]
    fn a_pattern_begins_with_a_word() {
        assert!(PatternSet::new().add(0, "_2 idea").is_err());
        assert!(PatternSet::new().add(0, "").is_err());
    }
}
