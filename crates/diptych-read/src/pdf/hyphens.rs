//! Hyphens at the ends of lines: which of them only part a word.

use std::collections::BTreeSet;

use super::pages::Page;
use super::paragraphs::Paragraph;

/// How the last word of a line goes on with the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// It does not.
    None,
    /// The hyphen is part of the word, as far as is known.
    Hard,
    /// The hyphen only parts the word; it stands at this byte.
    Soft(usize),
}

/// The words of a document, in small letters.
#[derive(Debug)]
pub(super) struct Hyphens {
    seen: BTreeSet<String>,
}

impl Hyphens {
    /// Learns the words that stand whole.
    pub(super) fn of(pages: &[Page], all: &[Paragraph]) -> Self {
        let mut seen = BTreeSet::new();
        for paragraph in all {
            for (page, line) in &paragraph.pieces {
                for number in &line.words {
                    let word = &pages[*page].words[*number].text;
                    if !word.ends_with(['-', '\u{2010}', '\u{ad}']) {
                        seen.insert(bare(word));
                    }
                }
            }
        }
        Self { seen }
    }

    /// How `word` at a line's end goes on with `next`.
    ///
    /// A printed hyphen stays where nothing tells that it only parts the word:
    /// the word must stand elsewhere without it, in this form or one near it.
    pub(super) fn join(&self, word: &str, next: &str) -> Join {
        let body = word.trim_end_matches(['-', '\u{2010}', '\u{ad}']);
        let last = body.chars().next_back();
        if body.len() == word.len()
            || !last.is_some_and(char::is_alphanumeric)
            || !next.starts_with(char::is_alphanumeric)
        {
            return Join::None;
        }
        if word[body.len()..].contains('\u{ad}') {
            return Join::Soft(body.len());
        }
        if !last.is_some_and(char::is_alphabetic) || !next.starts_with(char::is_lowercase) {
            return Join::Hard;
        }
        let first = bare(body);
        let rest = bare(next);
        if self.seen.contains(&format!("{first}-{rest}")) {
            return Join::Hard;
        }
        // Programs that part words write this hyphen; people write the other.
        if word.ends_with('\u{2010}') {
            return Join::Soft(body.len());
        }
        let whole: Vec<char> = first.chars().chain(rest.chars()).collect();
        let least = (first.chars().count() + 2).max(whole.len().saturating_sub(3));
        let stem: String = whole[..least.min(whole.len())].iter().collect();
        let near = self.seen.range(stem.clone()..).next();
        if near.is_some_and(|near| !stem.is_empty() && near.starts_with(&stem)) {
            Join::Soft(body.len())
        } else {
            Join::Hard
        }
    }
}

/// A word without marks round it, in small letters.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hyphen_goes_where_the_word_stands_without_it() {
        let seen = ["договора", "revenue", "first-class", "какой"];
        let hyphens = Hyphens {
            seen: seen.map(str::to_owned).into(),
        };
        for (word, next, join) in [
            ("дого-", "вор,", Join::Soft("дого".len())),
            ("gov\u{ad}\u{2010}", "ern", Join::Soft(3)),
            ("gov\u{2010}", "ern", Join::Soft(3)),
            ("(reve-", "nue)", Join::Soft(5)),
            ("first-", "class", Join::Hard),
            ("как-", "то", Join::Hard),
            ("из-", "за", Join::Hard),
            ("Vale-", "Lenna", Join::Hard),
            ("—", "да", Join::None),
            ("1990-", "х", Join::Hard),
            ("word", "next", Join::None),
        ] {
            assert_eq!(hyphens.join(word, next), join, "{word} {next}");
        }
    }
}
