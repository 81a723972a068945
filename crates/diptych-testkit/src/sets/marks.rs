//! Taking the marks out of a text.

use std::collections::BTreeMap;

use diptych_core::Span;

/// Words and mentions by the number of their statement.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Marked {
    /// The text without marks.
    pub text: String,
    /// Words of each statement.
    pub words: BTreeMap<u32, Vec<Span>>,
    /// Mentions of each statement's speaker.
    pub mentions: BTreeMap<u32, Vec<Span>>,
}

/// Takes the marks out of `written`, which may lie in each other.
///
/// # Errors
/// The byte of a mark that is not closed, closes nothing, or has no number.
pub(super) fn unmark(written: &str) -> Result<Marked, usize> {
    let mut out = Marked::default();
    let mut open: Vec<(bool, Vec<u32>, usize, usize)> = Vec::new();
    let mut rest = written;
    while let Some(at) = rest.find(['⟦', '⟧']) {
        let place = written.len() - rest.len() + at;
        out.text.push_str(&rest[..at]);
        if let Some(after) = rest[at..].strip_prefix('⟦') {
            let (name, after) = after.split_once('|').ok_or(place)?;
            let (is_mention, list) = match name.strip_prefix('s') {
                Some(list) => (true, list),
                None => (false, name),
            };
            let numbers: Result<Vec<u32>, _> = list.split(',').map(str::parse).collect();
            open.push((
                is_mention,
                numbers.map_err(|_| place)?,
                out.text.len(),
                place,
            ));
            rest = after;
        } else {
            let (is_mention, numbers, start, _) = open.pop().ok_or(place)?;
            let table = if is_mention {
                &mut out.mentions
            } else {
                &mut out.words
            };
            let span = Span::new(start, out.text.len());
            for number in numbers {
                table.entry(number).or_default().push(span);
            }
            rest = &rest[at + '⟧'.len_utf8()..];
        }
    }
    if let Some((_, _, _, place)) = open.last() {
        return Err(*place);
    }
    out.text.push_str(rest);
    for spans in out.words.values_mut().chain(out.mentions.values_mut()) {
        spans.sort();
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_may_lie_in_each_other() {
        let marked = unmark("«⟦1|Он сказал: ⟦2|да⟧⟧», — ⟦s1|она⟧. ⟦1|Всё.⟧").unwrap();
        assert_eq!(marked.text, "«Он сказал: да», — она. Всё.");
        let words: Vec<&str> = marked.words[&1]
            .iter()
            .map(|span| span.of(&marked.text))
            .collect();
        assert_eq!(words, ["Он сказал: да", "Всё."]);
        assert_eq!(marked.words[&2][0].of(&marked.text), "да");
        assert_eq!(marked.mentions[&1][0].of(&marked.text), "она");
    }

    #[test]
    fn one_mention_may_be_of_several() {
        let marked = unmark("⟦s1,2|She⟧ said ⟦1|yes⟧ and ⟦2|no⟧.").unwrap();
        assert_eq!(marked.mentions[&1], marked.mentions[&2]);
        assert_eq!(unmark("⟦s1,|She⟧"), Err(0));
    }

    #[test]
    fn a_mark_that_is_not_whole_is_an_error() {
        assert_eq!(unmark("a ⟦1|b"), Err(2));
        assert_eq!(unmark("a⟧"), Err(1));
        assert_eq!(unmark("⟦x|a⟧"), Err(0));
        assert_eq!(unmark("⟦1 a⟧"), Err(0));
    }
}
