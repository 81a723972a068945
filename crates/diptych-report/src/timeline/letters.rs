//! Texts in a picture: how wide they are, where they are cut, and how they are written in XML.

/// How wide a text is, in letters: those of East Asian scripts take two.
pub(super) fn columns(text: &str) -> f64 {
    text.chars()
        .map(|one| {
            if one >= '\u{1100}' && !('\u{2000}'..'\u{2e80}').contains(&one) {
                1.9
            } else {
                1.0
            }
        })
        .sum()
}

/// The beginning of a text in so many letters.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let short: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", short.trim_end())
}

/// Lines of at most so many letters, broken at spaces.
pub(super) fn wrap(text: &str, most: usize) -> Vec<String> {
    let mut out = vec![String::new()];
    for word in text.split_whitespace() {
        let line = out.last_mut().expect("there is a first line");
        if line.is_empty() {
            *line = cut(word, most);
        } else if line.chars().count() + 1 + word.chars().count() <= most {
            line.push(' ');
            line.push_str(word);
        } else {
            out.push(cut(word, most));
        }
    }
    out
}

/// Text for XML 1.0: escaped, without what XML cannot hold and what turns the direction of writing.
pub(super) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&#38;"),
            '<' => out.push_str("&#60;"),
            '>' => out.push_str("&#62;"),
            '"' => out.push_str("&#34;"),
            '\n' | '\r' | '\t' => out.push(' '),
            '\u{0}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{fffe}'
            | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{cut, wrap, xml};

    #[test]
    fn nothing_of_a_text_becomes_markup() {
        assert_eq!(xml("a<b>&\"\u{1b}\u{202e}\n"), "a&#60;b&#62;&#38;&#34; ");
    }

    #[test]
    fn long_texts_are_cut_and_broken() {
        assert_eq!(cut("open the weir", 8), "open th…");
        assert_eq!(wrap("open the weir", 8), ["open the", "weir"]);
    }
}
