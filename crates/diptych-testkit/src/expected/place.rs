//! Finding snippets, and comparing spans by their letters.

use diptych_core::Span;

/// A document in which every kind of space is one space, with the way back and
/// a count of its letters.
#[derive(Debug, Clone)]
pub(super) struct Page {
    /// Path of the source.
    pub path: String,
    /// The text as it stands.
    pub text: String,
    /// The same with one form of space.
    spaced: String,
    /// For each byte of `spaced`, and for its end, the byte of `text`.
    back: Vec<usize>,
    /// For each byte of `text`, and for its end, how many letters and digits begin before it.
    letters: Vec<u32>,
}

/// Every white space but the line feed becomes one space.
fn spaced(text: &str) -> String {
    let one = |c: char| {
        if c.is_whitespace() && c != '\n' {
            ' '
        } else {
            c
        }
    };
    text.chars().map(one).collect()
}

impl Page {
    /// The page of a source.
    pub(super) fn new(path: &str, text: String) -> Self {
        let mut page = Self {
            path: path.to_owned(),
            spaced: spaced(&text),
            back: Vec::with_capacity(text.len() + 1),
            letters: Vec::with_capacity(text.len() + 1),
            text,
        };
        let mut count = 0;
        for (at, character) in page.text.char_indices() {
            page.letters.push(count);
            count += u32::from(character.is_alphanumeric());
            page.letters.resize(at + character.len_utf8(), count);
        }
        page.letters.push(count);
        for ((at, _), shown) in page.text.char_indices().zip(page.spaced.chars()) {
            page.back.resize(page.back.len() + shown.len_utf8(), at);
        }
        page.back.push(page.text.len());
        page
    }

    /// Every place of `snippet` inside `within`; empty for an empty snippet.
    pub(super) fn find(&self, snippet: &str, within: Span) -> Vec<Span> {
        let wanted = spaced(snippet);
        if wanted.is_empty() {
            return Vec::new();
        }
        self.spaced
            .match_indices(wanted.as_str())
            .map(|(at, found)| Span::new(self.back[at], self.back[at + found.len()]))
            .filter(|span| within.contains(*span))
            .collect()
    }

    /// The whole of the text.
    pub(super) fn whole(&self) -> Span {
        Span::new(0, self.text.len())
    }

    /// From the first place of `begins` to the first place of `ends` that closes after it.
    ///
    /// `ends` may lie in `begins` where only marks follow it there.
    pub(super) fn between(&self, begins: &str, ends: &str) -> Option<Span> {
        let first = *self.find(begins, self.whole()).first()?;
        let closes = |span: &Span| {
            span.start >= first.start
                && (span.end >= first.end || self.letters(Span::new(span.end, first.end)) == 0)
        };
        let last = self.find(ends, self.whole()).into_iter().find(closes)?;
        Some(first.cover(last))
    }

    /// Whether the words at `span` begin and end so.
    pub(super) fn reads(&self, span: Span, begins: &str, ends: &str) -> bool {
        let words = spaced(span.of(&self.text));
        !words.is_empty() && words.starts_with(&spaced(begins)) && words.ends_with(&spaced(ends))
    }

    /// How many letters and digits begin in `span`.
    pub(super) fn letters(&self, span: Span) -> u32 {
        let at = |byte: usize| self.letters[byte.min(self.text.len())];
        at(span.end) - at(span.start)
    }

    /// Letters shared by `span` and the disjoint `parts`, and letters of the parts.
    pub(super) fn shared(&self, span: Span, parts: &[Span]) -> (u32, u32) {
        let mut both = 0;
        let mut all = 0;
        for part in parts {
            all += self.letters(*part);
            if part.overlaps(span) {
                let cut = Span::new(part.start.max(span.start), part.end.min(span.end));
                both += self.letters(cut);
            }
        }
        (both, all)
    }

    /// Intersection over union of the letters of `span` and of the disjoint `parts`, 0 to 1.
    pub(super) fn iou(&self, span: Span, parts: &[Span]) -> f64 {
        let (both, all) = self.shared(span, parts);
        let union = self.letters(span) + all - both;
        if union == 0 {
            0.0
        } else {
            f64::from(both) / f64::from(union)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_of_any_kind_are_one() {
        let page = Page::new("a", "«Мы\u{a0}не\u{202f}знаем», — да".to_owned());
        let found = page.find("Мы не знаем", page.whole());
        assert_eq!(found[0].of(&page.text), "Мы\u{a0}не\u{202f}знаем");
        assert!(page.reads(found[0], "Мы не", "знаем"));
        assert_eq!(page.find("", page.whole()), Vec::new());
    }

    #[test]
    fn letters_count_and_marks_do_not() {
        let page = Page::new("a", "“We agreed,” he said".to_owned());
        let quote = page.between("We", "agreed").unwrap();
        let with_marks = Span::new(0, page.text.find(" he").unwrap());
        assert!((page.iou(quote, &[with_marks]) - 1.0).abs() < 1e-9);
        assert!(page.iou(quote, &[page.whole()]) < 0.8);
        assert!(page.iou(Span::new(0, 3), &[]) < 1e-9);
    }

    #[test]
    fn the_end_is_looked_for_after_the_beginning() {
        let page = Page::new("a", "done. We began. It is done.".to_owned());
        let span = page.between("We", "done.").unwrap();
        assert_eq!(span.of(&page.text), "We began. It is done.");
        assert_eq!(page.between("We", "never"), None);
        let short = page.between("It is done.", "done").unwrap();
        assert_eq!(short.of(&page.text), "It is done.");
    }
}
