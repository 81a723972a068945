//! What a search is written like.

use diptych_core::fold_text;

use super::words;
use crate::{Error, Result};

/// One thing that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Term {
    /// Any form of the word: its stems in the languages of its script.
    Word(Vec<String>),
    /// The words as they stand, one after the other.
    Phrase(Vec<String>),
    /// Words that begin so.
    Beginning(String),
}

/// A search: `words in any form`, `"words as they stand"`, `beginn*`, `-without`, `this OR that`.
///
/// Everything but what stands around an `OR` must be there. Case, kinds of dash and quotation
/// mark, and ё count for nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// All of these; of each, any.
    pub(crate) with: Vec<Vec<Term>>,
    /// None of these.
    pub(crate) without: Vec<Term>,
}

impl Query {
    /// Reads a search.
    ///
    /// # Errors
    /// Where a quotation mark or an `OR` stands alone, or it only says what is not wanted.
    pub fn parse(text: &str) -> Result<Self> {
        let folded = fold_text(text);
        // Case tells the operator from the word; folding keeps the number of words.
        let mut query = Self::default();
        let mut rest = folded.trim_start();
        let mut original = text.trim_start();
        let mut joins = false;
        while !rest.is_empty() {
            let is_or = original.starts_with("OR")
                && original[2..].starts_with(|next: char| next.is_whitespace());
            if is_or || original == "OR" {
                if query.with.is_empty() || joins || original == "OR" {
                    return Err(Error::Query("`OR` stands between two words".to_owned()));
                }
                joins = true;
                rest = rest[2..].trim_start();
                original = original[2..].trim_start();
                continue;
            }
            let is_not = rest.len() > 1 && rest.starts_with('-') && !rest[1..].starts_with(' ');
            let start = usize::from(is_not);
            let length = if rest[start..].starts_with('"') {
                let inner = &rest[start + 1..];
                let end = inner
                    .find('"')
                    .ok_or_else(|| Error::Query("a quotation mark is left open".to_owned()))?;
                start + end + 2
            } else {
                rest.find(char::is_whitespace).unwrap_or(rest.len())
            };
            let (written, after) = rest.split_at(length);
            let count = written.split_whitespace().count();
            rest = after.trim_start();
            original = skip(original, count);
            let Some(term) = term(&written[start..]) else {
                continue;
            };
            if is_not {
                query.without.push(term);
            } else if joins {
                query
                    .with
                    .last_mut()
                    .expect("an OR has a word before it")
                    .push(term);
                joins = false;
            } else {
                query.with.push(vec![term]);
            }
        }
        if joins {
            return Err(Error::Query("`OR` stands between two words".to_owned()));
        }
        if query.with.is_empty() && !query.without.is_empty() {
            return Err(Error::Query("it only says what is not wanted".to_owned()));
        }
        Ok(query)
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.with.is_empty()
    }

    /// In the language of the index, with words to filter on.
    pub(crate) fn expression(&self, facets: &[Vec<String>]) -> String {
        let mut all: Vec<String> = self.with.iter().map(|any| join(any)).collect();
        all.extend(facets.iter().map(|any| {
            let quoted: Vec<String> = any.iter().map(|one| quote(one)).collect();
            format!("(facets : ({}))", quoted.join(" OR "))
        }));
        let mut out = all.join(" AND ");
        if !self.without.is_empty() {
            out = format!("({out}) NOT {}", join(&self.without));
        }
        out
    }
}

fn join(any: &[Term]) -> String {
    let parts: Vec<String> = any
        .iter()
        .map(|term| match term {
            Term::Word(stems) => {
                let quoted: Vec<String> = stems.iter().map(|stem| quote(stem)).collect();
                format!("(stems : ({}))", quoted.join(" OR "))
            }
            Term::Phrase(words) => format!("(forms : {})", quote(&words.join(" "))),
            Term::Beginning(word) => format!("(forms : {} *)", quote(word)),
        })
        .collect();
    format!("({})", parts.join(" OR "))
}

fn quote(word: &str) -> String {
    format!("\"{}\"", word.replace('"', ""))
}

/// `text` without its first `count` words.
fn skip(text: &str, count: usize) -> &str {
    let mut rest = text.trim_start();
    for _ in 0..count {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        rest = rest[end..].trim_start();
    }
    rest
}

fn term(written: &str) -> Option<Term> {
    let is_phrase = written.starts_with('"');
    let found: Vec<String> = diptych_lang::tokens(written, 0)
        .into_iter()
        .filter(|token| token.is_word)
        .map(|token| token.folded.to_string())
        .collect();
    match found.as_slice() {
        [] => None,
        [one] if !is_phrase && written.ends_with('*') => Some(Term::Beginning(one.clone())),
        [one] if !is_phrase => Some(Term::Word(words::stems(one))),
        _ => Some(Term::Phrase(found)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expression(text: &str) -> String {
        Query::parse(text).unwrap().expression(&[])
    }

    #[test]
    fn words_phrases_and_operators_are_read() {
        assert_eq!(expression("Bridges"), "((stems : (\"bridg\")))");
        assert_eq!(expression("“We Agree”"), "((forms : \"we agree\"))");
        assert_eq!(
            expression("ferry OR bridge* -“in principle”"),
            "(((stems : (\"ferr\")) OR (forms : \"bridge\" *))) NOT ((forms : \"in principle\"))"
        );
    }

    #[test]
    fn a_word_in_cyrillic_is_looked_for_in_both_languages() {
        let Term::Word(stems) = &Query::parse("мости").unwrap().with[0][0] else {
            panic!("a word");
        };
        assert!(!stems.is_empty());
    }

    #[test]
    fn a_lower_case_or_is_a_word() {
        assert_eq!(Query::parse("peace or war").unwrap().with.len(), 3);
    }

    #[test]
    fn half_a_search_is_refused() {
        for text in ["\"open", "OR bridge", "bridge OR", "-bridge"] {
            assert!(Query::parse(text).is_err(), "{text}");
        }
        assert!(Query::parse("").unwrap().is_empty());
        assert!(Query::parse("… –").unwrap().is_empty());
    }
}
