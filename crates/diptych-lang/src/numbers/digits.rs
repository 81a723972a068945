//! Numbers in numerals.

use super::table::Word;
use super::words::word;
use crate::Token;

/// Numerals, their groups of three joined.
pub(super) fn digits(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let folded = &tokens[at].folded;
    if is_clock(tokens, at) {
        return None;
    }
    if !folded
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
    {
        return None;
    }
    let mut end = at + 1;
    if folded.len() <= 3 && !folded.contains(['.', ',']) {
        let mut whole = folded.to_string();
        while let Some(next) = tokens.get(end)
            && next.folded.len() == 3
            && next.folded.bytes().all(|byte| byte.is_ascii_digit())
            && next.span.start - tokens[end - 1].span.end <= 3
            && whole.len() < 16
        {
            whole.push_str(&next.folded);
            end += 1;
        }
        return whole.parse().ok().map(|value| (value, end));
    }
    let cyrillic = |token: Option<&Token>| {
        token.is_some_and(|token| {
            token
                .folded
                .starts_with(|first: char| matches!(first, '\u{400}'..='\u{4ff}'))
        })
    };
    let decimal_comma = cyrillic(tokens.get(end))
        || cyrillic(at.checked_sub(1).and_then(|before| tokens.get(before)));
    plain(folded, decimal_comma).map(|value| (value, end))
}

/// The value of numerals with points and commas.
fn plain(written: &str, decimal_comma: bool) -> Option<f64> {
    let groups = |mark: char| {
        let mut parts = written.split(mark);
        let first = parts.next().unwrap_or("");
        (1..=3).contains(&first.len())
            && first != "0"
            && parts.all(|part| part.split('.').next().is_some_and(|part| part.len() == 3))
    };
    let (points, commas) = (written.matches('.').count(), written.matches(',').count());
    let text = match (points, commas) {
        (0 | 1, 0) => written.to_owned(),
        (0, 1) if decimal_comma || !groups(',') => written.replace(',', "."),
        (0 | 1, _) if groups(',') => written.replace(',', ""),
        (_, 0) if groups('.') => written.replace('.', ""),
        // "1.250,5".
        (_, 1) if decimal_comma => {
            let (whole, part) = written.split_once(',')?;
            let in_groups = whole.split('.').skip(1).all(|group| group.len() == 3);
            if !in_groups || part.contains('.') {
                return None;
            }
            format!("{}.{part}", whole.replace('.', ""))
        }
        _ => return None,
    };
    text.parse().ok()
}

/// Whether the numeral is of a time of day: a colon and digits touch it.
fn is_clock(tokens: &[Token], at: usize) -> bool {
    let colon = |mark: Option<&Token>, digit: Option<&Token>| {
        mark.is_some_and(|mark| mark.folded == ":")
            && digit.is_some_and(|digit| {
                digit
                    .folded
                    .starts_with(|first: char| first.is_ascii_digit())
            })
    };
    let before = at.checked_sub(2).is_some_and(|first| {
        tokens[first].span.end == tokens[first + 1].span.start
            && colon(tokens.get(at - 1), tokens.get(first))
    });
    let after = tokens
        .get(at + 1)
        .is_some_and(|mark| mark.span.start == tokens[at].span.end)
        && colon(tokens.get(at + 1), tokens.get(at + 2));
    before || after
}

/// The value with the scale words that follow ("3,5 млрд", "20 thousand").
pub(super) fn scaled(tokens: &[Token], value: f64, end: usize) -> (f64, usize) {
    let (mut value, mut end) = (value, end);
    while let Some(Word::Scale(by, _)) = word(tokens, end) {
        value *= by;
        end += 1;
        end = after_stop(tokens, end);
    }
    (value, end)
}

/// One past the stop of an abbreviation ("тыс.") that another word follows.
fn after_stop(tokens: &[Token], end: usize) -> usize {
    let is_abbreviation = tokens[end - 1].folded.chars().count() <= 4;
    let goes_on = tokens
        .get(end + 1)
        .is_some_and(|next| next.is_word && !next.is_capital);
    let stops = tokens.get(end).is_some_and(|stop| stop.folded == ".");
    if is_abbreviation && goes_on && stops {
        end + 1
    } else {
        end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_of_both_customs() {
        for (written, comma, value) in [
            ("1,200", false, 1200.0),
            ("1,200", true, 1.2),
            ("1,5", false, 1.5),
            ("3.5", false, 3.5),
            ("1,200,000", true, 1_200_000.0),
            ("1.200.000", false, 1_200_000.0),
            ("1,250.5", false, 1250.5),
            ("0,125", false, 0.125),
            ("1,000", false, 1000.0),
            ("1.250,5", true, 1250.5),
        ] {
            assert_eq!(plain(written, comma), Some(value), "{written}");
        }
        assert_eq!(plain("20.08.2031", false), None);
        assert_eq!(plain("1.2.3", false), None);
    }
}
