//! The words of a quotation, and the gaps between them.

use diptych_core::Span;

use super::corpus::Corpus;

/// Marks between two brackets, at most.
const BRACKET: usize = 60;

/// One thing of a quotation.
#[derive(Debug, Clone)]
pub(super) enum Item {
    /// A word.
    Word {
        /// Its number, where any source has it.
        id: Option<u32>,
        /// Its folded form.
        form: String,
        /// Where it stands in the draft.
        span: Span,
        /// Whether it stands in round brackets, where it may be the editor's.
        optional: bool,
    },
    /// A marked omission, or words of the editor's in square brackets.
    Gap {
        /// Where it stands in the draft.
        span: Span,
        /// Whether the editor put words there.
        bracket: bool,
    },
}

impl Item {
    pub(super) fn is_word(&self) -> bool {
        matches!(self, Self::Word { .. })
    }
}

/// Reads the words and gaps of one fragment of a draft.
pub(super) fn items(text: &str, fragment: Span, corpus: &Corpus, out: &mut Vec<Item>) {
    let tokens = diptych_lang::tokens(fragment.of(text), fragment.start);
    let mut at = 0;
    let mut optional_until = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        if token.is_word {
            out.push(Item::Word {
                id: corpus.id(&token.folded),
                form: token.folded.to_string(),
                span: token.span,
                optional: at < optional_until,
            });
            at += 1;
            continue;
        }
        let closer = match token.folded.as_str() {
            "[" => "]",
            "(" => ")",
            "<" => ">",
            _ => "",
        };
        let close = (!closer.is_empty())
            .then(|| {
                tokens[at..]
                    .iter()
                    .take(BRACKET)
                    .position(|one| one.folded == closer)
            })
            .flatten()
            .map(|offset| at + offset);
        if let Some(close) = close {
            let holds_words = tokens[at..close].iter().any(|one| one.is_word);
            let dots = tokens[at..close]
                .iter()
                .any(|one| matches!(one.folded.as_str(), "." | "…"));
            let span = token.span.cover(tokens[close].span);
            let edited = closer == "]" && holds_words;
            if edited || dots && !holds_words {
                out.push(Item::Gap {
                    span,
                    bracket: holds_words,
                });
                at = close + 1;
                continue;
            }
            if closer == ")" {
                optional_until = close;
            }
        }
        let dots = tokens[at..]
            .iter()
            .take_while(|one| one.folded == ".")
            .count();
        if token.folded == "…" || dots >= 3 {
            let width = dots.max(1);
            out.push(Item::Gap {
                span: token.span.cover(tokens[at + width - 1].span),
                bracket: false,
            });
            at += width;
            continue;
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let corpus = Corpus::new(&[]);
        let mut out = Vec::new();
        items(text, Span::new(0, text.len()), &corpus, &mut out);
        let shown: Vec<String> = out
            .iter()
            .map(|item| match item {
                Item::Word { form, optional, .. } if *optional => format!("({form})"),
                Item::Word { form, .. } => form.clone(),
                Item::Gap { bracket: true, .. } => "[]".to_owned(),
                Item::Gap { .. } => "…".to_owned(),
            })
            .collect();
        shown.join(" ")
    }

    #[test]
    fn omissions_and_an_editors_words_are_told_from_the_speakers() {
        assert_eq!(read("We […] agree... to [the pause]"), "we … agree … to []");
        assert_eq!(
            read("они (украинцы. — Ред.) <…> ждут"),
            "они (украинцы) (ред) … ждут"
        );
        assert_eq!(read("a [ b. c"), "a b c");
    }
}
