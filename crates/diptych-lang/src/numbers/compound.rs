//! Amounts in one word: «полгода», «тридцатидневный», "sixty-day".

use super::table::{TABLE, Word};

/// The number and the unit that one folded word holds.
///
/// Linear in the length of the word, of which only short ones are looked at.
pub fn measure(word: &str) -> Option<(f64, &'static str)> {
    /// Bytes of the longest word that is looked at.
    const LONGEST: usize = 80;
    if word.len() > LONGEST {
        return None;
    }
    if let Some((value, unit)) = TABLE.measures.get(word) {
        return Some((*value, unit.as_str()));
    }
    TABLE.compounds.iter().find_map(|(unit, stem)| {
        let at = word.rfind(stem.as_str()).filter(|at| *at > 0)?;
        let ending = &word[at + stem.len()..];
        if !TABLE.compound_ends.contains(ending) || ending.is_empty() && !stem.starts_with('-') {
            return None;
        }
        number(&word[..at]).map(|value| (value, unit.as_str()))
    })
}

/// The number of a prefix: one word of the table, or tens and ones.
fn number(prefix: &str) -> Option<f64> {
    let plain = |part: &str| match TABLE.words.get(part) {
        Some(Word::Number(value)) => Some(*value),
        _ => TABLE.joins.get(part).copied(),
    };
    plain(prefix).or_else(|| {
        prefix.char_indices().skip(1).find_map(|(at, _)| {
            let ones = prefix[at..].strip_prefix('-').unwrap_or(&prefix[at..]);
            let (tens, ones) = (plain(&prefix[..at])?, plain(ones)?);
            let follows = tens >= 20.0 && tens % 10.0 == 0.0 && (1.0..10.0).contains(&ones);
            follows.then_some(tens + ones)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_holds_a_number_and_its_unit() {
        for (word, expected) in [
            ("полгода", (6.0, "month")),
            ("півроку", (6.0, "month")),
            ("fortnight", (14.0, "day")),
            ("sixty-day", (60.0, "day")),
            ("twenty-five-year", (25.0, "year")),
            ("тридцатидневный", (30.0, "day")),
            ("двухнедельного", (2.0, "week")),
            ("двадцатипятилетнюю", (25.0, "year")),
            ("шестимесячное", (6.0, "month")),
            ("полуторагодичный", (1.5, "year")),
            ("тридцятиденний", (30.0, "day")),
            ("дворічною", (2.0, "year")),
            ("трьохмісячне", (3.0, "month")),
            ("п'ятивідсоткова", (5.0, "percent")),
        ] {
            assert_eq!(measure(word), Some(expected), "{word}");
        }
    }

    #[test]
    fn other_words_hold_none() {
        for word in [
            "летний",
            "дневной",
            "сегодняшний",
            "all-day",
            "mid-week",
            "річниця",
            "day",
            "-day",
            "",
        ] {
            assert_eq!(measure(word), None, "{word}");
        }
    }
}
