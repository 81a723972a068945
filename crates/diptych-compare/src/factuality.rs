//! How true the words hold something: what governs it, whether that is denied,
//! supposed or asked, and what is left of it.

use std::ops::Range;
use std::sync::OnceLock;

use diptych_core::{Case, Lang};
use diptych_lang::dates::DateContext;
use diptych_lang::ladder::{Complement, NegatorKind, Predicate, TableHit, WordClass, verbs};
use diptych_lang::sentences;

use crate::reading::{Sentence, read_sentence};
use crate::sides::SideIndex;

/// How many predicates are followed outwards.
const DEEPEST: usize = 6;

/// Certainly so.
const SO: f64 = 3.0;

/// How true `text` holds what the word at byte `at` names, from −3, certainly
/// not so, to 3, certainly so.
///
/// It is the reading by which clauses of statements are denied or not.
pub fn factuality(text: &str, lang: &Lang, at: usize) -> f64 {
    static NO_SIDES: OnceLock<SideIndex> = OnceLock::new();
    let sides = NO_SIDES.get_or_init(|| SideIndex::new(&Case::default()));
    let span = sentences(text, lang)
        .into_iter()
        .find(|span| span.start <= at && at < span.end);
    let Some(span) = span else {
        return SO;
    };
    let context = DateContext {
        lang: lang.clone(),
        ..DateContext::default()
    };
    let sentence = read_sentence(span.of(text), span, lang, sides, &context);
    let token = sentence
        .tokens
        .partition_point(|token| token.span.end <= at);
    held_true(&sentence, token)
}

/// The same for a token of a sentence.
pub(crate) fn held_true(sentence: &Sentence, at: usize) -> f64 {
    let chain = governors(sentence, at);
    let outermost = chain.last().map_or(at, |found| found.hit.first);
    let mut value = root(sentence, outermost);
    let mut from = 0;
    for found in chain.iter().rev() {
        value = local(sentence, found.hit.first, from, value);
        value = found.entry.value(value);
        from = found.hit.end;
    }
    local(sentence, at, from, value)
}

/// What the predicate over a token makes of it, and the predicate, where one
/// governs it that is no cue of the ladder.
pub(crate) fn governed(
    sentence: &Sentence,
    at: usize,
) -> Option<(f64, TableHit<'static, Predicate>)> {
    let found = *governors(sentence, at).first()?;
    let is_cue = sentence
        .cues
        .iter()
        .any(|cue| cue.hit.first < found.hit.end && found.hit.first < cue.hit.end);
    let far = found.entry.takes == Complement::Verb && at - found.hit.end > 3;
    if is_cue || found.entry.loose || far {
        return None;
    }
    let own = held_true(sentence, found.hit.first);
    Some((found.entry.value(own), found))
}

/// The predicates over a token, the nearest first.
fn governors(sentence: &Sentence, at: usize) -> Vec<TableHit<'static, Predicate>> {
    let mut out: Vec<TableHit<'static, Predicate>> = Vec::new();
    let mut place = at;
    while out.len() < DEEPEST {
        let next = sentence
            .predicates
            .iter()
            .rev()
            .find(|found| found.hit.end <= place && covers(sentence, found, place));
        let Some(found) = next else {
            break;
        };
        out.push(*found);
        place = found.hit.first;
    }
    out
}

/// Whether the token lies in what the predicate takes.
fn covers(sentence: &Sentence, found: &TableHit<'static, Predicate>, at: usize) -> bool {
    let between = found.hit.end..at;
    let marks = |wanted: &[&str]| {
        sentence.tokens[between.clone()]
            .iter()
            .any(|token| !token.is_word && wanted.contains(&token.folded.as_str()))
    };
    if marks(&[";", ":"]) || sentence.has(WordClass::Contrast, &between) {
        return false;
    }
    match found.entry.takes {
        Complement::Verb => between.len() <= 6 && !marks(&[","]),
        Complement::Clause => {
            // ", and the port reopened": a new statement.
            let turns = sentence.words.iter().any(|word| {
                word.class == WordClass::Joins
                    && between.contains(&word.hit.first)
                    && word.hit.first > 0
                    && sentence.tokens[word.hit.first - 1].folded == ","
            });
            !turns && between.len() <= 40
        }
    }
}

/// What the sentence as a whole makes of a token that nothing governs.
fn root(sentence: &Sentence, at: usize) -> f64 {
    let clause = clause_of(sentence, at);
    if sentence.has(WordClass::If, &(clause.start..at)) {
        return 0.1;
    }
    if sentence.asks { 0.0 } else { SO }
}

/// Negators, modals and infinitives between `from` and the token.
fn local(sentence: &Sentence, at: usize, from: usize, value: f64) -> f64 {
    let clause = clause_of(sentence, at);
    let start = from.max(clause.start).max(at.saturating_sub(7)).min(at);
    let near = start..at;
    let negated = sentence
        .negators
        .iter()
        .filter(|found| found.hit.first >= from && found.hit.end <= at)
        .any(|found| match found.entry.kind {
            NegatorKind::Next => {
                near.contains(&found.hit.first) && at - found.hit.end <= found.entry.reach
            }
            NegatorKind::Clause => clause.contains(&found.hit.first),
            NegatorKind::Exception => false,
        });
    let aside = sentence.words.iter().any(|word| {
        word.class == WordClass::Hypothetical
            && near.contains(&word.hit.first)
            && at - word.hit.end <= 3
    });
    let table = verbs(&sentence.lang);
    let to_come = near.clone().rev().take(4).any(|place| {
        table.auxiliary(&sentence.tokens[place].folded) == Some(diptych_core::Time::Future)
    });
    let mut value = value;
    if aside {
        value *= 0.35;
    } else if to_come {
        value *= 0.6;
    }
    if negated {
        // What is denied of something open is denied a little.
        value = if value.abs() < 0.5 { -0.5 } else { -value };
    }
    value
}

fn clause_of(sentence: &Sentence, at: usize) -> Range<usize> {
    sentence
        .clauses
        .iter()
        .find(|clause| clause.contains(&at))
        .cloned()
        .unwrap_or(0..sentence.tokens.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value_in(lang: &Lang, text: &str, word: &str) -> f64 {
        let at = text.rfind(word).expect("the word stands there");
        factuality(text, lang, at)
    }

    fn value(text: &str, word: &str) -> f64 {
        value_in(&Lang::En, text, word)
    }

    #[test]
    fn what_is_managed_is_so_and_what_is_forgotten_is_not() {
        assert!(value("They managed to repair the lock.", "repair") > 2.0);
        assert!(value("They did not manage to repair the lock.", "repair") < -2.0);
        assert!(value("They forgot to repair the lock.", "repair") < -2.0);
        assert!(value_in(&Lang::Ru, "Им не удалось починить шлюз.", "починить") < -2.0);
        assert!(value_in(&Lang::Uk, "Вони забули полагодити шлюз.", "полагодити") < -2.0);
    }

    #[test]
    fn what_is_known_is_so_whether_or_not_it_is_known() {
        assert!(value("Lind did not know that the lock leaked.", "leaked") > 1.0);
        assert!(value("Did Lind notice that the lock leaked?", "leaked") > 1.0);
        assert!(value_in(&Lang::Ru, "Линд не знал, что шлюз протекает.", "протекает") > 1.0);
    }

    #[test]
    fn what_is_not_thought_is_denied() {
        assert!(value("We do not think that the lock leaks.", "leaks") < -1.0);
        assert!(value_in(&Lang::Ru, "Мы не думаем, что шлюз протекает.", "протекает") < -1.0);
        assert!(value_in(&Lang::Uk, "Ми не вважаємо, що шлюз протікає.", "протікає") < -1.0);
    }

    #[test]
    fn what_is_asked_or_supposed_is_open() {
        assert!(value("Will the lock open?", "open").abs() < 1.0);
        assert!(value("If the lock opens, we sail.", "opens").abs() < 1.0);
        assert!(value("The lock might open.", "open") < 1.5);
    }
}
