//! Text of strangers on a terminal.

use std::borrow::Cow;

/// The text with every character that a terminal would obey shown as a sign: controls but line end
/// and tab, and marks that turn the direction of what follows.
pub(crate) fn screen(text: &str) -> Cow<'_, str> {
    let is_obeyed = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if text.contains(is_obeyed) {
        // Line ends of two characters are line ends.
        Cow::Owned(text.replace("\r\n", "\n").replace(is_obeyed, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_to_the_terminal_are_shown_and_words_stay() {
        assert_eq!(
            screen("a\u{1b}[31mb\u{202e}c\r\u{9b}\n\td"),
            "a\u{fffd}[31mb\u{fffd}c\u{fffd}\u{fffd}\n\td"
        );
        assert_eq!(screen("one\r\ntwo"), "one\ntwo");
        assert_eq!(screen("«Нет» \u{ad}\u{a0}—"), "«Нет» \u{ad}\u{a0}—");
    }
}
