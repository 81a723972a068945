//! Word by word: the cheapest way from the words of a source to those of a quotation.

use super::corpus::{Corpus, Word};
use super::items::Item;

/// A word put in.
const PUT_IN: u32 = 1_000;
/// A word left out: writers drop words more often than they add any.
const LEFT_OUT: u32 = 300;
/// Another word in the place of one; less than leaving out and putting in.
const OTHER: u32 = 1_250;
/// Another form of the same word.
const FORM: u32 = 350;
/// The same word, written otherwise.
const SPELT: u32 = 200;
/// A word behind a mark of omission: nearly nothing, so that the nearest end is taken.
const SKIPPED: u32 = 1;
/// A word in an editor's brackets, of the draft or of the source.
const EDITOR: u32 = 10;

/// One step of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    /// What it does.
    pub(super) kind: StepKind,
    /// The item of the quotation.
    pub(super) item: Option<usize>,
    /// The word of the source, among all.
    pub(super) word: Option<usize>,
}

/// What a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StepKind {
    /// The same word.
    Same,
    /// The same word, spelt otherwise.
    Spelt,
    /// Another word.
    Other,
    /// A word of the source that the quotation does not have.
    LeftOut,
    /// A word of the quotation that the source does not have.
    PutIn,
    /// A word of the source behind a mark of omission.
    Skipped,
    /// A mark of omission itself.
    Gap,
}

/// The cheapest way through `words`, a stretch that begins with word `base`, begun and ended anywhere in it.
pub(super) fn align(items: &[Item], corpus: &Corpus, base: usize, words: &[Word]) -> Vec<Step> {
    let (n, m) = (items.len(), words.len());
    let width = m + 1;
    // From above (a word of the quotation alone), from the left (one of the source alone), or from both.
    let mut from = vec![0_u8; (n + 1) * width];
    let mut last = vec![0_u32; width];
    let mut now = vec![0_u32; width];
    for (i, item) in items.iter().enumerate() {
        let row = (i + 1) * width;
        let (alone, is_gap) = match item {
            Item::Word { optional: true, .. } => (EDITOR, false),
            Item::Word { .. } => (PUT_IN, false),
            Item::Gap { .. } => (0, true),
        };
        now[0] = last[0] + alone;
        from[row] = b'u';
        for j in 1..=m {
            let word = &words[j - 1];
            let mut best = (last[j] + alone, b'u');
            let left = if is_gap {
                SKIPPED
            } else if word.bracketed {
                EDITOR
            } else if i + 1 == n {
                // What follows the last word is no part of it.
                u32::MAX / 4
            } else {
                LEFT_OUT
            };
            let by_left = now[j - 1].saturating_add(left);
            if by_left < best.0 {
                best = (by_left, b'l');
            }
            if !is_gap {
                let by_both = last[j - 1] + cost(item, corpus, word);
                if by_both <= best.0 {
                    best = (by_both, b'b');
                }
            }
            now[j] = best.0;
            from[row + j] = best.1;
        }
        std::mem::swap(&mut last, &mut now);
    }
    let mut j = (0..=m).min_by_key(|j| last[*j]).unwrap_or(0);
    let mut i = n;
    let mut steps = Vec::new();
    while i > 0 {
        let item = &items[i - 1];
        match from[i * width + j] {
            b'b' => {
                steps.push(Step {
                    kind: match cost(item, corpus, &words[j - 1]) {
                        0 => StepKind::Same,
                        SPELT => StepKind::Spelt,
                        _ => StepKind::Other,
                    },
                    item: Some(i - 1),
                    word: Some(base + j - 1),
                });
                i -= 1;
                j -= 1;
            }
            b'l' => {
                let kind = if item.is_word() {
                    StepKind::LeftOut
                } else {
                    StepKind::Skipped
                };
                steps.push(Step {
                    kind,
                    item: None,
                    word: Some(base + j - 1),
                });
                j -= 1;
            }
            _ => {
                let kind = if item.is_word() {
                    StepKind::PutIn
                } else {
                    StepKind::Gap
                };
                steps.push(Step {
                    kind,
                    item: Some(i - 1),
                    word: None,
                });
                i -= 1;
            }
        }
    }
    steps.reverse();
    steps
}

fn cost(item: &Item, corpus: &Corpus, word: &Word) -> u32 {
    let Item::Word { id, form, .. } = item else {
        return u32::MAX / 4;
    };
    if *id == Some(word.id) {
        return 0;
    }
    let other = &corpus.forms[word.id as usize];
    if spelt_alike(form, other) {
        SPELT
    } else if one_word(form, other) {
        FORM
    } else {
        OTHER
    }
}

/// Whether two forms are one word but for a hyphen, or a figure and its word.
fn spelt_alike(a: &str, b: &str) -> bool {
    let plain = |word: &str| -> String { word.chars().filter(|one| *one != '-').collect() };
    if (a.contains('-') || b.contains('-')) && plain(a) == plain(b) {
        return true;
    }
    let is_figure = |word: &str| word.starts_with(|one: char| one.is_ascii_digit());
    is_figure(a) != is_figure(b) && value(a).is_some_and(|value_of| value(b) == Some(value_of))
}

fn value(word: &str) -> Option<u64> {
    let tokens = diptych_lang::tokens(word, 0);
    match diptych_lang::numbers::find_numbers(&tokens).as_slice() {
        [one] if one.span.len() == word.len() && one.unit.is_none() => Some(one.value.to_bits()),
        _ => None,
    }
}

/// Whether two forms begin alike, as those of one word do.
fn one_word(a: &str, b: &str) -> bool {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let longest = a.chars().count().max(b.chars().count());
    same >= 3 && same * 5 >= longest * 3
}

#[cfg(test)]
mod tests {
    use diptych_core::{Block, BlockKind, Document, Span};

    use super::*;

    fn check(source: &str, quote: &str, expect: &str) {
        let document = Document {
            text: source.to_owned(),
            blocks: vec![Block {
                span: Span::new(0, source.len()),
                kind: BlockKind::Paragraph,
                level: 0,
                reason: None,
            }],
            ..Document::default()
        };
        let corpus = Corpus::new(std::slice::from_ref(&document));
        let items: Vec<Item> = diptych_lang::tokens(quote, 0)
            .iter()
            .map(|token| {
                if token.is_word {
                    Item::Word {
                        id: corpus.id(&token.folded),
                        form: token.folded.to_string(),
                        span: token.span,
                        optional: false,
                    }
                } else {
                    Item::Gap {
                        span: token.span,
                        bracket: false,
                    }
                }
            })
            .collect();
        let shown: Vec<String> = align(&items, &corpus, 0, &corpus.words)
            .iter()
            .map(|step| {
                let word = step
                    .word
                    .map_or("", |at| corpus.words[at].span.of(&document.text));
                let sign = match step.kind {
                    StepKind::Same => "",
                    StepKind::Spelt => "=",
                    StepKind::Other => "~",
                    StepKind::LeftOut => "-",
                    StepKind::PutIn => "+",
                    StepKind::Skipped => "…",
                    StepKind::Gap => "|",
                };
                format!("{sign}{word}")
            })
            .collect();
        assert_eq!(shown.join(" "), expect, "{quote}");
    }

    #[test]
    fn words_left_out_put_in_changed_and_skipped() {
        let source = "Today we do not agree to a cease-fire of five days at all";
        check(
            source,
            "we agree to a ceasefire",
            "we -do -not agree to a =cease-fire",
        );
        check(source, "we agreed", "we -do -not ~agree");
        check(
            source,
            "agree to a short cease-fire of 5 days",
            "agree to a + cease-fire of =five days",
        );
        check(
            source,
            "we do … five days",
            "we do | …not …agree …to …a …cease-fire …of five days",
        );
    }
}
