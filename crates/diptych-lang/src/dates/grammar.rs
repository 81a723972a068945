//! Finding the places where a rule fits.

use super::items::{Item, Slots, Words, plain};

/// A rule that fits some words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    pub(super) rule: usize,
    pub(super) slots: Slots,
    pub(super) first: usize,
    /// One past the last token.
    pub(super) end: usize,
}

/// The longest fitting rules, from left to right, none overlapping.
///
/// Linear in the number of tokens: a rule looks at no more tokens than it has
/// items, doubled by each optional one.
pub(super) fn matches(words: &Words) -> Vec<Match> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.tokens.len() {
        match longest(words, at) {
            Some(found) => {
                // "Until December 2": a preposition and a month give way to the day behind them.
                let found = Some(found.first)
                    .filter(|first| *first > at)
                    .and_then(|first| longest(words, first))
                    .filter(|other| other.end > found.end)
                    .unwrap_or(found);
                at = found.end;
                out.push(found);
            }
            None => at += 1,
        }
    }
    out
}

fn longest(words: &Words, at: usize) -> Option<Match> {
    let token = &words.tokens[at];
    if !token.is_word {
        return None;
    }
    let has_class = !words.meanings[at].is_empty()
        || token
            .folded
            .starts_with(|first: char| first.is_ascii_digit());
    let mut best: Option<Match> = None;
    for rule in words.table.rules_for(&token.folded, has_class) {
        let mut slots = Slots::default();
        let items = &words.table.rules[rule].items;
        if let Some(end) = fit(words, items, at, &mut slots)
            && best.is_none_or(|best| end > best.end || (end == best.end && rule < best.rule))
        {
            best = Some(Match {
                rule,
                slots,
                first: at,
                end,
            });
        }
    }
    let mut best = best?;
    // Optional marks at the end belong to the sentence, not to the date.
    while !words.tokens[best.end - 1].is_word {
        best.end -= 1;
    }
    if words.table.rules[best.rule].lead {
        best.first += 1;
    }
    let barred = &words.table.rules[best.rule].not_before;
    let next = words
        .tokens
        .get(best.end)
        .map_or("", |token| token.folded.as_str());
    let is_barred = barred.iter().any(|word| match word.strip_suffix('*') {
        Some(stem) => next.starts_with(stem),
        None => next == word,
    });
    (!is_barred).then_some(best)
}

/// Fits `items` from token `at`. Recursion is bounded by the length of the rule.
fn fit(words: &Words, items: &[Item], at: usize, slots: &mut Slots) -> Option<usize> {
    let Some((item, rest)) = items.split_first() else {
        return Some(at);
    };
    let kept = *slots;
    let taken = match item {
        Item::Words { any, .. } => words
            .tokens
            .get(at)
            .filter(|token| {
                let word = plain(&token.folded);
                any.iter().any(|known| known == word)
            })
            .map(|_| at + 1),
        Item::Class { class, second, .. } => words.take(*class, *second, at, slots),
    };
    if let Some(end) = taken.and_then(|next| fit(words, rest, next, slots)) {
        return Some(end);
    }
    *slots = kept;
    if item.is_optional() {
        return fit(words, rest, at, slots);
    }
    None
}
