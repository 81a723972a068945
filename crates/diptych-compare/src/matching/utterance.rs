//! Whether two texts of one speaker are one utterance, and how the second differs.

use diptych_core::Lang;

use super::evidence::Evidence;
use super::scale::{Scale, Thresholds};
use super::sight::Sight;

/// Words in a row by which texts of one language are compared.
const ROW: usize = 4;

/// The part of the shorter text's rows that an edited copy keeps.
const EDITED: f64 = 0.6;

/// Whether two texts are one utterance: in what way (`exact`, `near`, `cut`, `translated`,
/// `back_translated`) and how surely, 0 to 1; nothing where they are not.
///
/// `days` lie between them: a formula repeated on another day is another utterance.
pub fn one_utterance(
    (text, sight, lang): (&str, &Sight, &Lang),
    (other, there, other_lang): (&str, &Sight, &Lang),
    days: i32,
) -> Option<(&'static str, f64)> {
    let least = Thresholds::default();
    if days.abs() > least.days {
        return None;
    }
    let likely = Scale::same_words().score(&Evidence::between(sight, there));
    let long = sight.traces.length().min(there.traces.length()) >= least.words;
    if lang != other_lang {
        return (long && likely >= least.suggest).then_some(("translated", likely));
    }
    let (a, b) = (words(text), words(other));
    if a == b {
        return Some(("exact", 1.0));
    }
    if stands_in(&pieces(other), &a) || stands_in(&pieces(text), &b) {
        return Some(("cut", 1.0));
    }
    let share = shared(&a, &b);
    if share >= EDITED {
        return Some(("near", share));
    }
    (long && likely >= least.suggest).then_some(("back_translated", likely))
}

fn words(text: &str) -> Vec<String> {
    let tokens = diptych_lang::tokens(text, 0);
    let words = tokens.iter().filter(|token| token.is_word);
    words.map(|token| token.folded.to_string()).collect()
}

/// What stands between marked omissions.
fn pieces(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("[...]", "…").replace("...", "…");
    let pieces = text.split('…').map(words);
    pieces.filter(|piece| !piece.is_empty()).collect()
}

/// Whether the pieces stand in the words one after the other, and are enough to tell.
fn stands_in(pieces: &[Vec<String>], words: &[String]) -> bool {
    let all: usize = pieces.iter().map(Vec::len).sum();
    if all < ROW || all > words.len() {
        return false;
    }
    let mut rest = words;
    pieces.iter().all(|piece| {
        let at = rest.windows(piece.len()).position(|window| window == piece);
        at.is_some_and(|at| {
            rest = &rest[at + piece.len()..];
            true
        })
    })
}

/// The part of the shorter text's rows that stand in the other.
fn shared(a: &[String], b: &[String]) -> f64 {
    let rows = |words: &[String]| -> std::collections::BTreeSet<Vec<String>> {
        words.windows(ROW).map(<[String]>::to_vec).collect()
    };
    let (a, b) = (rows(a), rows(b));
    a.intersection(&b).count() as f64 / a.len().min(b.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::Matcher;

    fn how(a: &str, b: &str, days: i32) -> Option<&'static str> {
        let texts = [(a, &Lang::En), (b, &Lang::En)];
        let sights = Matcher::lexical().look(&texts).unwrap();
        one_utterance((a, &sights[0], &Lang::En), (b, &sights[1], &Lang::En), days).map(|how| how.0)
    }

    #[test]
    fn copies_of_one_language_are_told_by_their_words() {
        let whole = "The dam stays closed until spring. We told them so, and they wrote it down.";
        assert_eq!(
            how(whole, "the dam stays closed until spring", 0),
            Some("cut")
        );
        assert_eq!(
            how(whole, "The dam stays closed […] they wrote it down.", 0),
            Some("cut")
        );
        // In another order it is no cut.
        assert_ne!(
            how(
                whole,
                "They wrote it down. The dam … stays closed until spring",
                0
            ),
            Some("cut")
        );
        assert_eq!(how(whole, whole, 0), Some("exact"));
        assert_eq!(how(whole, whole, 9), None);
    }
}
