//! Characters that programs obey and nobody reads.

/// A finished page with every control character shown as a sign; line ends and tabs stay.
pub(crate) fn show(page: String) -> String {
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if page.contains(is_control) {
        page.replace(is_control, "\u{fffd}")
    } else {
        page
    }
}

/// The same for a page without markup to hold them: marks that turn the direction of what follows, too.
pub(crate) fn show_with_directions(page: String) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let page = show(page);
    if page.contains(turns) {
        page.replace(turns, "\u{fffd}")
    } else {
        page
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_shown_and_words_stay() {
        let page = "a\u{1b}[31m\u{9b}\u{0}\r\n\t«б»\u{ad}";
        assert_eq!(
            show(page.to_owned()),
            "a\u{fffd}[31m\u{fffd}\u{fffd}\r\n\t«б»\u{ad}"
        );
        assert_eq!(show_with_directions("\u{202e}a".to_owned()), "\u{fffd}a");
    }
}
