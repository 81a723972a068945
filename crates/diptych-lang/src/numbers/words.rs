//! Numbers in words.

use super::digits::scaled;
use super::table::{TABLE, Word};
use crate::Token;

/// A number in words.
pub(super) fn words(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let mut total = 0.0;
    let mut current: Option<f64> = None;
    let mut end = at;
    let mut article = false;
    let mut last_scale = 1.0;
    loop {
        // "Three and a half thousand", «миллион с половиной».
        if let Some((part, next)) = half_more(tokens, end)
            && (current.is_some() || total > 0.0)
        {
            match current {
                Some(value) => current = Some(value + part),
                None => total += part * last_scale,
            }
            end = next;
            let is_scale = matches!(word(tokens, end), Some(Word::Scale(..)));
            if current.is_none() || !is_scale {
                break;
            }
        }
        match cardinal(tokens, end).or_else(|| word(tokens, end)) {
            Some(Word::Number(value)) if takes(current, value) => {
                current = Some(current.unwrap_or(0.0) + value);
            }
            Some(Word::Scale(by, alone)) => {
                let is_first = current.is_none() && total == 0.0;
                if is_first && !alone && !article {
                    return None;
                }
                if by < 1000.0 && current.is_some() {
                    current = current.map(|value| value * by);
                } else {
                    total += current.take().unwrap_or(1.0) * by;
                    last_scale = by;
                }
            }
            Some(Word::Whole(value)) if end == at => return Some((value, at + 1)),
            Some(Word::Single) if article || current == Some(1.0) => return Some((1.0, end + 1)),
            Some(Word::Fraction(value))
                if article
                    || (end == at
                        && (!TABLE.needs_unit.contains(tokens[at].folded.as_str())
                            || is_of_measure(tokens, at)))
                    || (current.is_some() && total == 0.0) =>
            {
                // "Half a million", "two thirds".
                let value = value * current.unwrap_or(1.0);
                // "A quarter of a million".
                let of = tokens.get(end + 1).is_some_and(|of| {
                    TABLE.of.contains(of.folded.as_str())
                        && matches!(word(tokens, end + 2), Some(Word::Article | Word::Scale(..)))
                });
                let skip = usize::from(of);
                let skip = skip + usize::from(word(tokens, end + 1 + skip) == Some(Word::Article));
                let (value, last) = scaled(tokens, value, end + 1 + skip);
                let last = if last == end + 1 + skip {
                    end + 1
                } else {
                    last
                };
                return Some((value, last));
            }
            Some(Word::Article)
                if end == at
                    && word(tokens, at + 1).is_some_and(|next| {
                        matches!(next, Word::Scale(..) | Word::Fraction(_) | Word::Single)
                    }) =>
            {
                article = true;
            }
            Some(Word::Joint)
                if current.is_some_and(|value| value >= 100.0)
                    && matches!(cardinal(tokens, end + 1).or_else(|| word(tokens, end + 1)), Some(Word::Number(value)) if value < 100.0) =>
                {}
            _ => break,
        }
        end += 1;
    }
    if end == at || (current.is_none() && total == 0.0) {
        return None;
    }
    Some((total + current.unwrap_or(0.0), end))
}

/// «Пів крони», «пів мільйона»: a scale or a unit of measure follows.
fn is_of_measure(tokens: &[Token], at: usize) -> bool {
    matches!(word(tokens, at + 1), Some(Word::Scale(..)))
        || super::find::unit_at(tokens, at + 1).is_some_and(|(unit, _)| unit != "people")
}

/// "And a half", «с половиной»: the part, and one past its last token.
fn half_more(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let tie = tokens.get(at)?;
    if !TABLE.with.contains(tie.folded.as_str()) {
        return None;
    }
    let skip = usize::from(word(tokens, at + 1) == Some(Word::Article));
    match word(tokens, at + 1 + skip) {
        Some(Word::Fraction(part)) if (part * 4.0).fract() == 0.0 => Some((part, at + 2 + skip)),
        _ => None,
    }
}

/// `fifty-three` as one token.
fn cardinal(tokens: &[Token], at: usize) -> Option<Word> {
    let (tens, ones) = tokens.get(at)?.folded.split_once('-')?;
    match (TABLE.words.get(tens)?, TABLE.words.get(ones)?) {
        (Word::Number(tens), Word::Number(ones)) if takes(Some(*tens), *ones) => {
            Some(Word::Number(tens + ones))
        }
        _ => None,
    }
}

/// Whether a cardinal can follow what has been read ("двести" + "пять", not "пять" + "двести").
fn takes(current: Option<f64>, value: f64) -> bool {
    let Some(current) = current else {
        return true;
    };
    let room = if current % 1000.0 == 0.0 {
        1000.0
    } else if current % 100.0 == 0.0 {
        100.0
    } else if current % 10.0 == 0.0 && current % 100.0 > 10.0 {
        10.0
    } else {
        0.0
    };
    value < room && value > 0.0
}

/// What the token can mean in a number.
pub(super) fn word(tokens: &[Token], at: usize) -> Option<Word> {
    tokens
        .get(at)
        .and_then(|token| TABLE.words.get(token.folded.as_str()))
        .copied()
}
