//! Whether two texts of one speaker are one utterance, and how the second differs.

use std::collections::BTreeSet;

use diptych_core::Matching;

use super::evidence::Evidence;
use super::sight::Sight;
use super::traces::Traces;

/// Words in a row by which texts of one language are compared.
pub(crate) const ROW: usize = 4;

/// The part of the shorter text's rows that an edited copy keeps.
const EDITED: f64 = 0.6;

/// Rows that are too few to tell an edited copy by.
const FEW_ROWS: usize = 3;

/// How likely two texts must be one, one name, number, day or denial left out of account, to be one
/// of which the second was altered.
pub(super) const ALTERED: f64 = 0.97;

/// Words from which a text is long enough to be an altered copy.
const LONG: usize = 8;

/// That two texts are one utterance: in what way, how surely, and what speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Copied {
    /// `exact`, `near`, `cut`, `translated` or `back_translated`.
    pub how: &'static str,
    /// 0 to 1.
    pub sure: f64,
    /// What speaks for it, and what the second has changed, for a reader.
    pub why: Vec<String>,
    /// Words of the shorter.
    pub words: usize,
}

impl Copied {
    /// Whether that is enough to join them. `dated` tells whether the days of both are known.
    ///
    /// Words prove themselves. Meaning does so only where the day is known, and within one language, where
    /// a speaker may say alike things twice, only in longer texts and well above the threshold.
    pub fn is_sure(&self, least: &Matching, dated: bool) -> bool {
        match self.how {
            "translated" => dated && self.sure >= least.assert,
            "back_translated" => {
                dated && self.words >= LONG && self.sure >= f64::midpoint(least.assert, 1.0)
            }
            _ => self.sure >= least.assert,
        }
    }
}

/// Whether two texts are one utterance; nothing where that is less likely than `least.suggest`.
///
/// `days` lie between them: a formula repeated on another day is another utterance.
pub fn one_utterance(a: &Sight, b: &Sight, days: i32, least: &Matching) -> Option<Copied> {
    if days.abs() > least.days {
        return None;
    }
    if a.code != b.code {
        return by_meaning("translated", a, b, least);
    }
    let (s, t) = (&a.traces, &b.traces);
    let words = s.length().min(t.length());
    let plain = |how, sure, why: String| {
        let mut why = vec![why];
        why.extend(Evidence::altered(a, b));
        Some(Copied {
            how,
            sure,
            why,
            words,
        })
    };
    if s.said == t.said {
        return plain("exact", 1.0, "the same words".to_owned());
    }
    if stands_in(t, s) || stands_in(s, t) {
        return plain(
            "cut",
            1.0,
            format!("all {words} words of the shorter stand in the longer"),
        );
    }
    let share = shared(s, t);
    if share >= EDITED {
        let why = format!(
            "{:.0} % of the shorter stand in the other in rows of {ROW} words",
            share * 100.0
        );
        return plain("near", 1.0 - (1.0 - share).powi(2), why);
    }
    by_meaning("back_translated", a, b, least)
}

fn by_meaning(how: &'static str, a: &Sight, b: &Sight, least: &Matching) -> Option<Copied> {
    let long = a.traces.length().min(b.traces.length());
    if long < least.words {
        return None;
    }
    let sure = a.same_words(b);
    if sure >= least.suggest {
        return Some(Copied {
            how,
            sure,
            why: Evidence::told(a, b),
            words: long,
        });
    }
    // The same but for one thing: who copied it has altered it.
    let forgiven = Evidence::between(a, b)
        .forgiven()
        .filter(|_| long >= LONG)?;
    let sure = a.scale(b).score(&forgiven);
    (a.has_vector() && sure >= ALTERED).then(|| {
        let mut why = Evidence::told(a, b);
        why.extend(Evidence::altered(a, b));
        Copied {
            how,
            sure,
            why,
            words: long,
        }
    })
}

/// Whether what is said between the omissions of one stands in the other, one after the other, and
/// is enough to tell.
fn stands_in(pieces: &Traces, whole: &Traces) -> bool {
    if pieces.said.len() < ROW || pieces.said.len() > whole.said.len() {
        return false;
    }
    let (mut left, mut rest) = (pieces.said.as_slice(), whole.said.as_slice());
    pieces.pieces.iter().all(|length| {
        let (piece, more) = left.split_at(*length);
        left = more;
        let at = rest.windows(piece.len()).position(|window| window == piece);
        at.is_some_and(|at| {
            rest = &rest[at + piece.len()..];
            true
        })
    })
}

/// The part of the shorter text's rows that stand in the other.
fn shared(a: &Traces, b: &Traces) -> f64 {
    let rows = |traces: &'_ Traces| -> BTreeSet<u64> { traces.rows().collect() };
    let (a, b) = (rows(a), rows(b));
    let least = a.len().min(b.len());
    if least < FEW_ROWS {
        return 0.0;
    }
    a.intersection(&b).count() as f64 / least as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::Matcher;
    use diptych_core::Lang;

    fn how(a: &str, b: &str, days: i32) -> Option<&'static str> {
        let texts = [(a, &Lang::En), (b, &Lang::En)];
        let sights = Matcher::lexical().look(&texts).unwrap();
        let least = Matching::default();
        one_utterance(&sights[0], &sights[1], days, &least).map(|copied| copied.how)
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
