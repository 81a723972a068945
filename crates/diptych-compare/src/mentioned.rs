//! Whether a side mentions a matter in words of its own, or in another language: what the
//! rule by words of [`crate::silence`] cannot see.
//!
//! Claim and passage are read without their frames ([`crate::matter`]), which would make every promise of
//! a side near to every other. On the judged cases for tuning the greatest nearness over a side's passages
//! then tells claims that are answered from those passed over in 86 of 100 pairs of them, with the frames
//! in 70. The thresholds were set there and on 36 written examples (`diptych/tests/silence.toml`), so that
//! a claim answered in other words is rather taken for mentioned than one passed over for silence.

use std::collections::{BTreeMap, HashMap};

use diptych_core::{Day, Document, Lang, Scope, Statement};
use diptych_encode::Result;

use crate::matching::{Matcher, Sight};
use crate::silence::Spoken;
use crate::stand::Stand;
use crate::words::{empty_words, word_keys};

/// From this nearness a passage mentions what is claimed: no passage of a text that passes a claim over
/// comes so near in the cases for tuning, but where it shares only what the issue is about.
const NEAR: f64 = 0.17;

/// From this nearness it does where both name the same things.
const NEAR_NAMED: f64 = 0.06;

/// How likely both speak of one matter where they name the same things.
const NAMED: f64 = 0.9;

/// Words of its own without which a claim is too thin to be missed anywhere.
const LEAST_WORDS: usize = 2;

/// So many words of a claim that a passage does not share say whether they are foreign to it.
const REST: usize = 4;

/// Below this nearness they are: the two share a name, and not the matter.
const FOREIGN: f64 = -0.1;

/// Passages that come near a claim of which it is asked whether they share more than a name.
const MOST_TOUCHING: usize = 16;

/// Passages of a side that are looked at, those said nearest in time.
const MOST_PASSAGES: usize = 3_000;

/// A claim that a side's whole texts pass over by their words.
#[derive(Debug)]
pub(crate) struct Passed {
    /// Its place in the ledger.
    pub(crate) place: usize,
    /// The number of its position.
    pub(crate) number: usize,
    /// The side that is silent.
    pub(crate) side: usize,
    /// What was read.
    pub(crate) scope: Scope,
}

/// What was said, statement by statement.
pub(crate) struct Said<'s> {
    /// The statements.
    pub(crate) statements: &'s [Statement],
    /// The side of each.
    pub(crate) sides: &'s [Option<usize>],
    /// The passages of each, with what was asked before it.
    pub(crate) spoken: &'s [Spoken],
    /// The documents of the case.
    pub(crate) documents: &'s [Document],
    /// The places of documents by their sources.
    pub(crate) places: &'s HashMap<&'s str, usize>,
}

impl Said<'_> {
    /// Those of the claims that no passage of the side mentions by its meaning; without an encoder all.
    ///
    /// Where the encoder fails no silence is sure, and none is left.
    pub(crate) fn unmentioned(
        &self,
        matcher: &Matcher<'_>,
        stands: &[Stand],
        passed: Vec<Passed>,
    ) -> (Vec<Passed>, Option<diptych_encode::Error>) {
        if !matcher.has_vectors() || passed.is_empty() {
            return (passed, None);
        }
        match self.heard(matcher, stands, &passed) {
            Ok(heard) => {
                let kept = passed.into_iter().zip(heard).filter(|(_, heard)| !heard);
                (kept.map(|(one, _)| one).collect(), None)
            }
            Err(error) => (Vec::new(), Some(error)),
        }
    }

    /// Of each claim whether the side mentions what it speaks of, or it is too thin to say.
    fn heard(
        &self,
        matcher: &Matcher<'_>,
        stands: &[Stand],
        passed: &[Passed],
    ) -> Result<Vec<bool>> {
        let mut out = vec![true; passed.len()];
        let mut by_side: BTreeMap<usize, Vec<(usize, String, &Lang)>> = BTreeMap::new();
        for (at, one) in passed.iter().enumerate() {
            let (words, lang) = self.claimed(&stands[one.number]);
            if telling(&words, lang) >= LEAST_WORDS {
                by_side.entry(one.side).or_default().push((at, words, lang));
            }
        }
        for (side, claims) in by_side {
            let days = claims
                .iter()
                .filter_map(|(at, ..)| stands[passed[*at].number].days);
            let passages = self.of_side(side, days.map(|days| days.0).min());
            let passages = look(matcher, &passages)?;
            let texts: Vec<(String, &Lang)> = claims
                .iter()
                .map(|(_, words, lang)| (words.clone(), *lang))
                .collect();
            let claimed = look(matcher, &texts)?;
            for ((at, words, lang), claim) in claims.iter().zip(&claimed) {
                out[*at] = false;
                let mut touching: Vec<&Sight> = passages
                    .iter()
                    .filter(|passage| touches(claim, passage))
                    .collect();
                touching.sort_by(|a, b| claim.near(b).total_cmp(&claim.near(a)));
                for passage in touching.into_iter().take(MOST_TOUCHING) {
                    if !is_foreign(matcher, words, lang, passage)? {
                        out[*at] = true;
                        break;
                    }
                }
            }
        }
        Ok(out)
    }

    /// The passages of a side without their frames; of very many those said nearest to a day.
    fn of_side(&self, side: usize, day: Option<Day>) -> Vec<(String, &Lang)> {
        let mut out: Vec<(u32, String, &Lang)> = Vec::new();
        for (number, statement) in self.statements.iter().enumerate() {
            let Some(document) = self
                .document(statement)
                .filter(|_| self.sides[number] == Some(side))
            else {
                continue;
            };
            let said = statement.said.as_ref().map(|said| said.from);
            let away = said
                .zip(day)
                .map_or(u32::MAX, |(a, b)| a.days_since(b).unsigned_abs());
            for passage in &self.spoken[number] {
                out.push((
                    away,
                    passage.matter(passage.span, document),
                    &statement.lang,
                ));
            }
        }
        out.sort_by_key(|one| one.0);
        out.truncate(MOST_PASSAGES);
        out.into_iter()
            .map(|(_, words, lang)| (words, lang))
            .collect()
    }

    /// What a claim speaks of, without its frame.
    fn claimed(&self, stand: &Stand) -> (String, &Lang) {
        let statement = &self.statements[stand.statement];
        let words = self.document(statement).and_then(|document| {
            let mut passages = self.spoken[stand.statement].iter();
            let passage = passages.find(|one| one.span == stand.sentence)?;
            Some(passage.matter(stand.position.clause, document))
        });
        (words.unwrap_or_default(), &statement.lang)
    }

    fn document(&self, statement: &Statement) -> Option<&str> {
        let place = self.places.get(statement.source.as_str())?;
        Some(&self.documents[*place].text)
    }
}

/// Whether a passage may mention what is claimed.
fn touches(claim: &Sight, passage: &Sight) -> bool {
    let near = claim.near(passage);
    near >= NEAR || near >= NEAR_NAMED && claim.same_matter(passage) >= NAMED
}

/// Whether what a claim says beyond the words that the passage shares has nothing to do with it:
/// "to insure merchant ships", where merchant ships will be back in May.
fn is_foreign(matcher: &Matcher<'_>, claim: &str, lang: &Lang, passage: &Sight) -> Result<bool> {
    let tokens = diptych_lang::tokens(claim, 0);
    let empty = empty_words(&tokens, lang);
    let mut rest = String::new();
    let mut count = 0;
    let mut shares = false;
    for (token, empty) in tokens.iter().zip(empty).filter(|(token, _)| token.is_word) {
        let keys = word_keys(&token.folded, lang);
        if keys.iter().any(|key| passage.traces.has_word(key)) {
            shares = true;
            continue;
        }
        count += usize::from(!empty);
        if !rest.is_empty() {
            rest.push(' ');
        }
        rest.push_str(token.span.of(claim));
    }
    if !shares || count < REST {
        return Ok(false);
    }
    let seen = matcher.look(&[(rest.as_str(), lang)])?;
    Ok(seen
        .first()
        .is_some_and(|rest| rest.near(passage) < FOREIGN))
}

/// How many words say something.
fn telling(text: &str, lang: &Lang) -> usize {
    let tokens = diptych_lang::tokens(text, 0);
    let empty = empty_words(&tokens, lang);
    let words = tokens.iter().zip(empty);
    words
        .filter(|(token, empty)| token.is_word && !empty)
        .count()
}

fn look(matcher: &Matcher<'_>, texts: &[(String, &Lang)]) -> Result<Vec<Sight>> {
    let texts: Vec<(&str, &Lang)> = texts
        .iter()
        .map(|(text, lang)| (text.as_str(), *lang))
        .collect();
    matcher.look(&texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_say_nothing_make_no_claim() {
        assert_eq!(telling("to the , of it", &Lang::En), 0);
        assert_eq!(telling("the repair of the bridge at Lomm", &Lang::En), 3);
        assert_eq!(telling("", &Lang::Uk), 0);
    }

    #[test]
    fn without_vectors_nothing_is_judged_foreign() {
        let matcher = Matcher::lexical();
        let sight = look(
            &matcher,
            &[("the ships return in May".to_owned(), &Lang::En)],
        );
        let sight = sight.unwrap_or_default();
        let claim = "insure the merchant ships for three hundred million crowns";
        // A nearness of nought is not below the threshold.
        assert!(!is_foreign(&matcher, claim, &Lang::En, &sight[0]).unwrap_or(true));
        assert!(!touches(&sight[0], &sight[0]));
    }
}
