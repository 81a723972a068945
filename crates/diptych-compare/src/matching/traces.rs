//! What a text names, counts and denies, comparable across languages.

use std::collections::BTreeSet;

use diptych_core::{Day, Lang, Span};
use diptych_lang::dates::{DateContext, find_dates_in};
use diptych_lang::glossary::glossary;
use diptych_lang::ladder::negation;
use diptych_lang::numbers::find_numbers;

use super::utterance::ROW;
use crate::words::{empty_words, word_keys};

/// Letters that both sides of a skeleton must have before one of them may differ.
const LONG: usize = 4;

/// What a text names, counts and denies.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Traces {
    /// Skeletons of capitalised words within a sentence: names.
    pub(super) names: BTreeSet<String>,
    /// Skeletons of words that may be names or only begin a sentence.
    pub(super) perhaps: BTreeSet<String>,
    /// Numbers, each once.
    pub(super) numbers: BTreeSet<String>,
    /// Days.
    pub(super) days: BTreeSet<String>,
    /// Keys of words: what they mean in the glossary, else their Latin stems.
    pub(super) words: BTreeSet<String>,
    /// The sums of those, in their order, to count what two texts share.
    pub(super) sums: Box<[u64]>,
    /// Contraries of those that have one.
    pub(super) contraries: BTreeSet<String>,
    /// Whether something is negated.
    pub(crate) negated: bool,
    /// How many words there are.
    pub(super) length: usize,
    /// The words in their order, folded.
    pub(super) said: Vec<String>,
    /// How many of them stand in each piece between marked omissions.
    pub(super) pieces: Vec<usize>,
}

impl Traces {
    /// Of a text in its language.
    pub fn of(text: &str, lang: &Lang) -> Self {
        let tokens = diptych_lang::tokens(text, 0);
        let empty = empty_words(&tokens, lang);
        let mut traces = Self {
            negated: !negation(lang).find(&tokens).is_empty(),
            ..Self::default()
        };
        // A day without a year gets one from a fixed date and the tense round it, which
        // languages tell in their own ways: only the day and the month count.
        let context = DateContext {
            published: Day::new(2001, 1, 1),
            lang: lang.clone(),
            ..DateContext::default()
        };
        let mut taken: Vec<Span> = Vec::new();
        for date in find_dates_in(&tokens, &context).0 {
            if let Some(span) = date.span {
                taken.push(span);
                let names_year = span.of(text).bytes().filter(u8::is_ascii_digit).count() >= 4;
                let [from, to] = [date.from, date.to].map(|day| {
                    let day = day.to_string();
                    let of_year = day.get(5..).unwrap_or_default().to_owned();
                    if names_year { day } else { of_year }
                });
                traces.days.insert(format!("{from}/{to}"));
            }
        }
        for hit in find_numbers(&tokens) {
            if !taken.iter().any(|span| span.overlaps(hit.span)) {
                taken.push(hit.span);
                traces.numbers.insert(format!("{}", hit.value));
            }
        }
        traces.say(text);
        let mut starts = true;
        for (token, empty) in tokens.iter().zip(empty) {
            if !token.is_word {
                starts |= matches!(token.folded.as_str(), "." | "!" | "?" | "…" | ":" | "\"");
                continue;
            }
            let first = std::mem::replace(&mut starts, false);
            traces.length += 1;
            if taken.iter().any(|span| span.overlaps(token.span)) {
                continue;
            }
            if token.folded.starts_with(|c: char| c.is_ascii_digit()) {
                traces.numbers.insert(token.folded.replace([',', ' '], ""));
                continue;
            }
            if empty {
                continue;
            }
            let known = glossary().keys(lang, &token.folded);
            for id in known {
                if let Some(contrary) = glossary().opposite(*id) {
                    traces
                        .contraries
                        .insert(format!("g:{}", glossary().id(contrary)));
                }
            }
            traces.words.extend(word_keys(&token.folded, lang));
            if token.is_capital {
                let skeleton = skeleton(&token.folded);
                if first {
                    traces.perhaps.insert(skeleton);
                } else {
                    traces.names.insert(skeleton);
                }
            }
        }
        let mut sums: Vec<u64> = traces.words.iter().map(sum).collect();
        sums.sort_unstable();
        traces.sums = sums.into();
        traces
    }

    /// Takes the words down, piece by piece.
    fn say(&mut self, text: &str) {
        let text = text.replace("[...]", "…").replace("...", "…");
        for piece in text.split('…') {
            let before = self.said.len();
            let tokens = diptych_lang::tokens(piece, 0);
            let words = tokens.iter().filter(|token| token.is_word);
            self.said
                .extend(words.map(|token| token.folded.to_string()));
            if self.said.len() > before {
                self.pieces.push(self.said.len() - before);
            }
        }
    }

    /// Its words in overlapping rows, each as a number that is the same in every run; a text that
    /// is shorter is one row.
    pub(crate) fn rows(&self) -> impl Iterator<Item = u64> + '_ {
        self.said.windows(ROW.min(self.said.len().max(1))).map(hash)
    }

    /// Whether one of its words has this key.
    pub(crate) fn has_word(&self, key: &str) -> bool {
        self.words.contains(key)
    }

    /// How many words it has.
    pub fn length(&self) -> usize {
        self.length
    }
}

fn sum(word: &String) -> u64 {
    hash(std::slice::from_ref(word))
}

/// The sum of a row of words: FNV-1a, so that utterances do not depend on chance.
pub(crate) fn hash(words: &[String]) -> u64 {
    let bytes = words.iter().flat_map(|word| word.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    })
}

/// What two spellings of a name share: its consonants in Latin letters, those that
/// transliterations confuse as one.
fn skeleton(word: &str) -> String {
    let plain = diptych_lang::romanise(word);
    let mut out = String::with_capacity(plain.len());
    for (place, letter) in plain.chars().enumerate() {
        let letter = match letter {
            'c' | 'q' | 'x' => 'k',
            'w' => 'v',
            'z' => 's',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | 'h' | '\'' | '-' | 'ʹ' => {
                if place == 0 {
                    'a'
                } else {
                    continue;
                }
            }
            other => other,
        };
        if !out.ends_with(letter) {
            out.push(letter);
        }
    }
    out
}

/// Whether two skeletons are of one name, inflected or transliterated.
pub(super) fn alike(a: &str, b: &str) -> bool {
    if a.chars().next() != b.chars().next() {
        return false;
    }
    let (short, long) = if a.chars().count() <= b.chars().count() {
        (a, b)
    } else {
        (b, a)
    };
    let letters = short.chars().count();
    let extra = long.chars().count() - letters;
    if long.starts_with(short) {
        return extra == 0 || letters >= 2 && extra <= 2;
    }
    letters >= LONG - 1 && extra <= 1 && one_apart(short, long)
}

/// Whether one letter put in, left out or changed makes the one of the other.
fn one_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let left = a[same..].iter().rev().zip(b[same..].iter().rev());
    let back = left.take_while(|(a, b)| a == b).count();
    a.len().max(b.len()) - same - back <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_several_bytes_are_letters() {
        // Fewer bytes, more letters.
        assert!(!alike("rr", "ୋ"));
        assert!(!alike("ୋ", "rr"));
    }

    #[test]
    fn spellings_of_a_name_meet() {
        for (a, b) in [
            ("Brandt", "Брандтом"),
            ("Keel", "Кил"),
            ("Moravel", "Моравель"),
            ("Hale", "Гейл"),
        ] {
            let (a, b) = (skeleton(&a.to_lowercase()), skeleton(&b.to_lowercase()));
            assert!(alike(&a, &b) || a == "al", "{a} {b}");
        }
        assert!(!alike(&skeleton("ilven"), &skeleton("кил")));
    }

    #[test]
    fn numbers_days_and_negation_are_found() {
        let en = Traces::of(
            "By 12 March we will not open 40 crossings near Velmar.",
            &Lang::En,
        );
        let ru = Traces::of(
            "К 12 марта мы не откроем 40 переходов у Вельмара.",
            &Lang::Ru,
        );
        assert_eq!(en.days, ru.days);
        assert_eq!(en.numbers, ru.numbers);
        assert!(en.negated && ru.negated && !en.days.is_empty());
        assert!(
            en.names
                .iter()
                .any(|a| ru.names.iter().any(|b| alike(a, b)))
        );
    }
}
