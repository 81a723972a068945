//! Whether a span is quoted wholly, partly or not.

use diptych_core::Span;

/// Marks that open or close a quotation.
const MARKS: &str = "\"“”„«»‟";
const ENDS: &str = ".,;:!?…—–- ";

fn is_mark(character: Option<char>) -> bool {
    character.is_some_and(|character| MARKS.contains(character))
}

/// `direct` where every piece stands between marks, `mixed` where some mark
/// stands in one, `indirect` where none does.
///
/// The first piece of a quotation over several paragraphs may lack its closing mark.
pub(super) fn kind_of(text: &str, content: &[Span]) -> &'static str {
    let mut whole = 0;
    let mut any = false;
    for span in content {
        let words = span.of(text).trim();
        let bare = words.trim_matches(|character| ENDS.contains(character));
        let last = words.chars().next_back();
        let before = text
            .get(..span.start)
            .and_then(|head| head.chars().next_back());
        let after = text.get(span.end..).and_then(|tail| tail.chars().next());
        let opened = is_mark(bare.chars().next());
        let closed = is_mark(bare.chars().next_back()) || is_mark(last);
        let quoted = !bare.is_empty()
            && (opened && closed
                || (opened || is_mark(before)) && (is_mark(last) || is_mark(after)));
        whole += usize::from(quoted);
        any |= words.contains(|character| is_mark(Some(character)));
    }
    if whole == content.len() {
        return "direct";
    }
    let first = content.first().map_or("", |span| span.of(text).trim());
    let marks = first
        .chars()
        .filter(|character| is_mark(Some(*character)))
        .count();
    if is_mark(first.chars().next()) && marks == 1 {
        return "direct";
    }
    if any { "mixed" } else { "indirect" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str, words: &str) -> &'static str {
        let start = text.find(words).unwrap();
        kind_of(text, &[Span::new(start, start + words.len())])
    }

    #[test]
    fn marks_tell_the_kind() {
        let text = "“We agree,” he said. She said they “agreed” at once. “Nobody objects and so";
        assert_eq!(kind(text, "“We agree,”"), "direct");
        assert_eq!(kind(text, "We agree,"), "direct");
        assert_eq!(kind(text, "they “agreed” at once"), "mixed");
        assert_eq!(kind(text, "they"), "indirect");
        assert_eq!(kind(text, "“Nobody objects and so"), "direct");
    }
}
