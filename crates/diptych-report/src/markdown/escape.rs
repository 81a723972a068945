//! Escaping for Markdown: what a string holds is printed, never obeyed.

/// A link where the address may be followed, else the text.
pub(super) fn link(text: &str, url: Option<&str>) -> String {
    match url {
        Some(url) => {
            let mut address = String::with_capacity(url.len());
            for character in url.chars() {
                match character {
                    '<' => address.push_str("%3C"),
                    '>' => address.push_str("%3E"),
                    '\\' => address.push_str("%5C"),
                    '|' => address.push_str("%7C"),
                    other => address.push(other),
                }
            }
            format!("[{}](<{address}>)", esc(text))
        }
        None => esc(text),
    }
}

/// The text on one line, with every character that can be markup escaped.
pub(crate) fn esc(text: &str) -> String {
    esc_lines(text).replace(['\n', '\r'], " ")
}

/// The same with line ends kept. ASCII punctuation may be escaped anywhere in
/// CommonMark; a stop or a bracket only matters behind a number that begins a line.
pub(super) fn esc_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut begins = true;
    let mut number = false;
    for character in text.chars() {
        let special = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#' | '!' | '$' => {
                true
            }
            '-' | '+' | '=' => begins,
            '.' | ')' => number,
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(character);
        number = (begins || number) && character.is_ascii_digit();
        begins = character == '\n' || (begins && matches!(character, ' ' | '\t'));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped_and_words_are_not() {
        assert_eq!(esc("a <b> *c*"), "a \\<b\\> \\*c\\*");
        assert_eq!(
            esc_lines("1. we\n- they; a-b. 5.5"),
            "1\\. we\n\\- they; a-b. 5.5"
        );
        assert_eq!(
            link("a]", Some("https://x.example/>)")),
            "[a\\]](<https://x.example/%3E)>)"
        );
    }
}
