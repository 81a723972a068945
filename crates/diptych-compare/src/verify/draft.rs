//! The quotations of a draft as what is looked for: words, gaps, and who is said to say them.

use diptych_core::{BlockKind, Document, Lang, Source, Span, Statement, StatementKind};

use super::corpus::Corpus;
use super::items::{Item, items};

/// Words of one quotation that are compared; one longer is most likely not closed.
pub(super) const LONGEST: usize = 2_000;

/// Bytes between two parts of a quotation that its attribution parts.
const BETWEEN: usize = 200;

/// Bytes on either side of the marks in which the draft may say the rest in its own words.
const AROUND: usize = 300;

/// Words between marks in a draft, or a block that is a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    /// The words, without the marks.
    pub words: Span,
    /// The words with their marks.
    pub marked: Span,
    /// Whether no mark closes it before its block ends.
    pub unclosed: bool,
    /// What part the block plays in which it stands.
    pub block: BlockKind,
}

/// A draft: its text, who says what in it, and what stands in marks.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// What it says of itself.
    pub source: &'a Source,
    /// Its text.
    pub document: &'a Document,
    /// Who says what.
    pub statements: &'a [Statement],
    /// Every quotation, in order.
    pub marked: &'a [Marked],
}

/// One quotation to be looked for.
#[derive(Debug, Clone)]
pub(super) struct Quote<'a> {
    /// Its parts in the draft.
    pub(super) fragments: Vec<Span>,
    /// The words and gaps.
    pub(super) items: Vec<Item>,
    /// How many words it has.
    pub(super) words: usize,
    /// Language of the words.
    pub(super) lang: Lang,
    /// The statement of the draft.
    pub(super) statement: Option<&'a Statement>,
    /// What the draft says around it, outside all marks: before and after, in the same sentence.
    pub(super) around: [String; 2],
    /// Whether no mark closes it.
    pub(super) unclosed: bool,
    /// Whether words were left off, since there are too many.
    pub(super) is_cut_off: bool,
}

impl<'a> Quote<'a> {
    /// The quotations of a draft, each with what stands around it.
    pub(super) fn all(draft: &Draft<'a>, corpus: &Corpus) -> Vec<Self> {
        let text = &draft.document.text;
        let mut order: Vec<&Statement> = draft
            .statements
            .iter()
            .filter(|one| {
                !matches!(
                    one.kind,
                    StatementKind::OutletReport
                        | StatementKind::Turn
                        | StatementKind::OfficialText
                        | StatementKind::Post
                ) && !one.fragments.is_empty()
            })
            .collect();
        order.sort_by_key(|one| one.span().start);
        let mut out: Vec<Self> = Vec::new();
        for (number, marked) in draft.marked.iter().enumerate() {
            let statement = of(&order, marked.words);
            let direct = statement
                .filter(|one| matches!(one.kind, StatementKind::Direct | StatementKind::Block));
            let mut fragments: Vec<Span> = direct
                .map(|one| {
                    one.fragments
                        .iter()
                        .filter(|part| part.span().overlaps(marked.words))
                        .map(|part| {
                            Span::new(
                                part.start.max(marked.words.start),
                                part.end.min(marked.words.end),
                            )
                        })
                        .collect()
                })
                .unwrap_or_default();
            let covered: usize = fragments.iter().map(|span| span.len()).sum();
            if covered * 2 < marked.words.len() {
                fragments = vec![marked.words];
            }
            if let (Some(direct), Some(last)) = (direct, out.last_mut())
                && last.statement.is_some_and(|one| one.id == direct.id)
                && goes_on(
                    text,
                    last.fragments.last().copied(),
                    fragments.first().copied(),
                )
            {
                last.fragments.append(&mut fragments);
                last.unclosed |= marked.unclosed;
                last.around[1] = after(text, draft.marked, number);
                continue;
            }
            out.push(Self {
                fragments,
                items: Vec::new(),
                words: 0,
                lang: draft.document.lang.clone(),
                statement,
                around: [
                    before(text, draft.marked, number),
                    after(text, draft.marked, number),
                ],
                unclosed: marked.unclosed,
                is_cut_off: false,
            });
        }
        for quote in &mut out {
            quote.read(text, corpus);
        }
        out
    }

    fn read(&mut self, text: &str, corpus: &Corpus) {
        for fragment in &self.fragments {
            items(text, *fragment, corpus, &mut self.items);
        }
        let mut seen = 0;
        let end = self.items.iter().position(|item| {
            seen += usize::from(item.is_word());
            seen > LONGEST
        });
        if let Some(end) = end {
            self.items.truncate(end);
            self.is_cut_off = true;
        }
        self.words = self.items.iter().filter(|item| item.is_word()).count();
        // A draft may quote in another language than its own.
        let words: String = self
            .fragments
            .iter()
            .take(4)
            .flat_map(|span| span.of(text).chars().take(400))
            .collect();
        let letters = words.chars().filter(|one| one.is_alphabetic()).count();
        let cyrillic = words
            .chars()
            .filter(|one| matches!(one, '\u{400}'..='\u{52f}'))
            .count();
        let is_cyrillic = matches!(self.lang, Lang::Ru | Lang::Uk);
        if letters > 0 && self.lang.is_covered() && (cyrillic * 2 > letters) != is_cyrillic {
            self.lang = diptych_lang::detect(&words).unwrap_or_else(|| self.lang.clone());
        }
    }

    /// From the first byte to the last, attribution included.
    pub(super) fn span(&self) -> Span {
        match (self.fragments.first(), self.fragments.last()) {
            (Some(first), Some(last)) => first.cover(*last),
            _ => Span::default(),
        }
    }
}

/// The statement that holds most of the words; the smaller one where several hold all.
fn of<'a>(order: &[&'a Statement], words: Span) -> Option<&'a Statement> {
    // Statements are short; those that begin far before do not reach here.
    let end = order.partition_point(|one| one.span().start < words.end);
    let overlap = |one: &Statement| -> usize {
        one.fragments
            .iter()
            .map(|part| {
                part.end
                    .min(words.end)
                    .saturating_sub(part.start.max(words.start))
            })
            .sum()
    };
    order[..end]
        .iter()
        .rev()
        .take(24)
        .map(|one| (overlap(one), std::cmp::Reverse(one.span().len()), *one))
        .filter(|(shared, ..)| *shared > 0)
        .max_by_key(|(shared, length, _)| (*shared, *length))
        .map(|(.., one)| one)
}

/// Whether a sentence goes on behind its attribution: “We agree,” she said, “to a pause.”
fn goes_on(text: &str, last: Option<Span>, next: Option<Span>) -> bool {
    let (Some(last), Some(next)) = (last, next) else {
        return false;
    };
    if last.end > next.start || next.start - last.end > BETWEEN {
        return false;
    }
    let open = last
        .of(text)
        .trim_end()
        .chars()
        .next_back()
        .is_none_or(|end| !matches!(end, '.' | '!' | '?' | '…'));
    let small = next
        .of(text)
        .chars()
        .find(|one| one.is_alphanumeric())
        .is_some_and(char::is_lowercase);
    let between = Span::new(last.end, next.start).of(text);
    open && small
        && between.contains(char::is_alphanumeric)
        && !between.contains(['\n', '!', '?'])
        && !between.contains(". ")
}

/// What the draft says before the marks in the same sentence, outside all marks.
fn before(text: &str, marked: &[Marked], number: usize) -> String {
    let to = marked[number].marked.start;
    let mut from = floor(text, to.saturating_sub(AROUND));
    let mut out = String::new();
    let stretch = Span::new(from, to).of(text);
    if let Some(at) = stretch.rfind(['\n']) {
        from += at + 1;
    }
    for one in marked[..number].iter().rev().take(6).rev() {
        if one.marked.end > from {
            if one.marked.start > from {
                out.push_str(Span::new(from, one.marked.start).of(text));
            }
            // A sentence that ends within marks ends here too.
            let ends = one.words.of(text).trim_end().ends_with(['.', '!', '?']);
            out.push_str(if ends { " . " } else { " " });
            from = one.marked.end;
        }
    }
    out.push_str(Span::new(from.min(to), to).of(text));
    let begins = ["! ", "? ", ". "]
        .iter()
        .filter_map(|end| out.rfind(end))
        .max()
        .map_or(0, |at| at + 1);
    out.split_off(begins)
}

/// What the draft says behind the marks in the same sentence, outside all marks.
fn after(text: &str, marked: &[Marked], number: usize) -> String {
    let one = &marked[number];
    let ends = |words: &str| words.trim_end().ends_with(['!', '?', '.']);
    let mut out = String::new();
    let mut from = one.marked.end;
    let to = ceil(text, (from + AROUND).min(text.len()));
    for next in marked[number + 1..].iter().take(6) {
        if next.marked.start >= to || from > next.marked.start {
            break;
        }
        out.push_str(Span::new(from, next.marked.start).of(text));
        out.push(' ');
        from = next.marked.end;
        if ends(next.words.of(text)) {
            out.push_str(" . ");
        }
    }
    if from < to {
        out.push_str(Span::new(from, to).of(text));
    }
    let end = out
        .char_indices()
        .find(|(at, one)| {
            *one == '\n'
                || matches!(one, '.' | '!' | '?')
                    && out[at + 1..].chars().next().is_none_or(char::is_whitespace)
        })
        .map_or(out.len(), |(at, _)| at);
    out.truncate(end);
    out
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_goes_on_behind_its_attribution() {
        let text = "“We agree,” she said, “to a pause.” “No,” he said. “We wait.”";
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            Some(Span::new(start, start + words.len()))
        };
        assert!(goes_on(text, at("We agree,"), at("to a pause.")));
        assert!(!goes_on(text, at("No,"), at("We wait.")));
        assert!(!goes_on(text, at("to a pause."), at("No,")));
    }

    #[test]
    fn what_stands_around_is_the_same_sentence_outside_all_marks() {
        let text = "All is well. He would “not” say “we sign” unless they leave. Then more.";
        let marked: Vec<Marked> = [("not", 0), ("we sign", 0)]
            .iter()
            .map(|(words, _)| {
                let start = text.find(words).unwrap();
                let words = Span::new(start, start + words.len());
                Marked {
                    words,
                    marked: Span::new(words.start - 3, words.end + 3),
                    unclosed: false,
                    block: BlockKind::Paragraph,
                }
            })
            .collect();
        assert_eq!(before(text, &marked, 1).trim(), "He would   say");
        assert_eq!(after(text, &marked, 1), " unless they leave");
    }
}
