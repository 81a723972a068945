//! Words that limit, and were left out: conditions, hedges and negations.

use diptych_core::{Lang, Span};
use diptych_lang::ladder::{CueKind, LimiterKind, NegatorKind, cues, hedges, limiters, negation};
use diptych_lang::{Token, tokens};

/// Words between the end of a quotation and a condition of the same sentence, at most.
const REACH: usize = 25;

/// Where the words were left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// Before the quotation begins.
    Before,
    /// Within it.
    Within,
    /// Behind its end.
    After,
}

/// What the words do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Limit {
    /// They attach a condition or limit.
    Limiter,
    /// They soften.
    Hedge,
    /// They negate.
    Negation,
}

/// Limiting words of the source that the quotation does not have.
#[derive(Debug, Clone)]
pub(super) struct Lost {
    /// What they do.
    pub(super) limit: Limit,
    /// Where they were left out.
    pub(super) cut: Cut,
    /// The words that a table knows.
    pub(super) words: Span,
    /// They and what belongs to them, to be shown.
    pub(super) shown: Span,
    /// The table entry.
    pub(super) rule: String,
}

/// A stretch of a source round a match.
pub(super) struct Stretch<'t> {
    /// The text of the document.
    pub(super) text: &'t str,
    /// Its language.
    pub(super) lang: &'t Lang,
    /// The sentences that the match begins and ends in, and those between.
    pub(super) sentences: Span,
    /// From the first matched word to the last.
    pub(super) matched: Span,
    /// Words within the match that the quotation does not have.
    pub(super) gone: &'t [Span],
    /// Where the speaker's words stand; everywhere where it is not known.
    pub(super) held: &'t [Span],
}

/// The limiting words that were left out, in order.
pub(super) fn lost(stretch: &Stretch<'_>) -> Vec<Lost> {
    let (text, lang) = (stretch.text, stretch.lang);
    let words = tokens(stretch.sentences.of(text), stretch.sentences.start);
    let is_commitment = has_rung(&words, lang);
    let is_held =
        |span: Span| stretch.held.is_empty() || stretch.held.iter().any(|held| held.overlaps(span));
    let count = |from: usize, to: usize| {
        words
            .iter()
            .filter(|word| word.is_word && word.span.start >= from && word.span.end <= to)
            .count()
    };
    let cut_at = |span: Span| {
        if !is_held(span) {
            None
        } else if span.end <= stretch.matched.start {
            (count(span.end, stretch.matched.start) <= REACH).then_some(Cut::Before)
        } else if span.start >= stretch.matched.end {
            (count(stretch.matched.end, span.start) <= REACH).then_some(Cut::After)
        } else {
            stretch
                .gone
                .iter()
                .any(|gone| gone.overlaps(span))
                .then_some(Cut::Within)
        }
    };
    // What is shown goes to the end of what was left out there, or of the clause.
    let shown = |span: Span, cut: Cut| {
        let to = match cut {
            Cut::Before => stretch.matched.start,
            Cut::Within => stretch
                .gone
                .iter()
                .find(|gone| gone.overlaps(span))
                .map_or(span.end, |gone| gone.end),
            Cut::After => stretch.sentences.end,
        };
        let end = stretch
            .held
            .iter()
            .find(|held| held.overlaps(span))
            .map_or(to, |held| to.min(held.end));
        Span::new(span.start, end.max(span.end)).trim(text)
    };
    let mut out = Vec::new();
    for found in limiters(lang).find(&words) {
        let weak = found.entry.weak || found.entry.kind == LimiterKind::Without;
        if weak && !is_commitment {
            continue;
        }
        if let Some(cut) = cut_at(found.hit.span) {
            out.push(Lost {
                limit: Limit::Limiter,
                cut,
                words: found.hit.span,
                shown: shown(found.hit.span, cut),
                rule: limiters(lang).rule(found.entry),
            });
        }
    }
    for (hit, rule) in hedges(lang).find(&words) {
        // Before the words and far behind them a hedge may belong to another clause.
        match cut_at(hit.span) {
            Some(cut @ Cut::Within) => out.push(Lost {
                limit: Limit::Hedge,
                cut,
                words: hit.span,
                shown: hit.span,
                rule,
            }),
            Some(cut @ Cut::After) if count(stretch.matched.end, hit.span.start) == 0 => {
                out.push(Lost {
                    limit: Limit::Hedge,
                    cut,
                    words: hit.span,
                    shown: hit.span,
                    rule,
                });
            }
            Some(cut @ Cut::Before) if count(hit.span.end, stretch.matched.start) == 0 => {
                out.push(Lost {
                    limit: Limit::Hedge,
                    cut,
                    words: hit.span,
                    shown: hit.span,
                    rule,
                });
            }
            _ => {}
        }
    }
    for found in negation(lang).find(&words) {
        let span = found.hit.span;
        let reaches = match cut_at(span) {
            Some(Cut::Within) => true,
            Some(Cut::Before) => {
                let between = Span::new(span.end, stretch.matched.start);
                let parted = between.of(text).contains([',', ';', ':', '—', '–']);
                let reach = match found.entry.kind {
                    NegatorKind::Next => found.entry.reach,
                    NegatorKind::Clause | NegatorKind::Exception => REACH,
                };
                !parted && count(between.start, between.end) < reach
            }
            Some(Cut::After) | None => false,
        };
        if reaches && let Some(cut) = cut_at(span) {
            let shown = match cut {
                Cut::Before => Span::new(span.start, stretch.matched.start).trim(text),
                _ => span,
            };
            out.push(Lost {
                limit: Limit::Negation,
                cut,
                words: span,
                shown,
                rule: negation(lang).rule(found.entry),
            });
        }
    }
    out.sort_by_key(|lost| lost.words.start);
    out
}

/// The negations among words of the draft.
pub(super) fn negations(text: &str, span: Span, lang: &Lang) -> Vec<Span> {
    let words = tokens(span.of(text), span.start);
    negation(lang)
        .find(&words)
        .into_iter()
        .map(|found| found.hit.span)
        .collect()
}

/// Whether text of the draft limits in its own words what it quotes: by a condition, or by a negation or refusal.
pub(super) fn limits_itself(text: &str, lang: &Lang, limit: Limit) -> bool {
    let words = tokens(text, 0);
    match limit {
        Limit::Limiter => !limiters(lang).find(&words).is_empty(),
        Limit::Hedge => !hedges(lang).find(&words).is_empty(),
        Limit::Negation => {
            !negation(lang).find(&words).is_empty()
                || cues(lang)
                    .find(&words)
                    .iter()
                    .any(|found| found.entry.rung.is_some_and(diptych_core::Rung::is_against))
        }
    }
}

/// Whether words give a position on the ladder.
pub(super) fn has_rung(words: &[Token], lang: &Lang) -> bool {
    cues(lang)
        .find(words)
        .iter()
        .any(|found| found.entry.kind == CueKind::Position && found.entry.rung.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, lang: &Lang, matched: &str, gone: &[&str], expect: &[&str]) {
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let gone: Vec<Span> = gone.iter().map(|words| at(words)).collect();
        let found = lost(&Stretch {
            text,
            lang,
            sentences: Span::new(0, text.len()),
            matched: at(matched),
            gone: &gone,
            held: &[],
        });
        let shown: Vec<String> = found
            .iter()
            .map(|one| format!("{:?} {:?}: {}", one.limit, one.cut, one.shown.of(text)))
            .collect();
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn what_was_left_out_behind_before_and_within() {
        check(
            "We will sign the paper, provided that they leave.",
            &Lang::En,
            "We will sign the paper",
            &[],
            &["Limiter After: provided that they leave."],
        );
        check(
            "We do not agree to that.",
            &Lang::En,
            "agree to that",
            &[],
            &["Negation Before: not"],
        );
        check(
            "Мы в принципе согласны на паузу.",
            &Lang::Ru,
            "Мы в принципе согласны на паузу",
            &["в принципе"],
            &["Hedge Within: в принципе"],
        );
        check(
            "Ми підпишемо угоду, але лише якщо вони відійдуть.",
            &Lang::Uk,
            "Ми підпишемо угоду",
            &[],
            &["Limiter After: лише якщо вони відійдуть."],
        );
    }

    #[test]
    fn a_negation_of_another_clause_is_not_lost() {
        check(
            "They did not come, and we signed the paper.",
            &Lang::En,
            "we signed the paper",
            &[],
            &[],
        );
    }
}
