//! Captions without a label of their own: a credit ends them, or a picture stands beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use diptych_core::{Block, BlockKind, Span, fold_text};

use crate::marks::ends_sentence;

/// The longest caption, in bytes.
const LONGEST: usize = 600;
/// The longest credit, in characters.
const CREDIT: usize = 70;

fn credits() -> &'static BTreeSet<String> {
    static CREDITS: OnceLock<BTreeSet<String>> = OnceLock::new();
    CREDITS.get_or_init(|| {
        let lists: BTreeMap<String, Vec<String>> =
            toml::from_str(include_str!("../marks/credits.toml"))
                .expect("the table of credits is part of the crate and tested");
        lists.into_values().flatten().collect()
    })
}

/// What stands between the word of a credit and a name.
const NAMES: [&str; 4] = [":", "/", " - ", " by "];

/// Whether words end with the credit of a picture and hold nothing in marks, which
/// may be somebody's words: `The envoy speaks on Tuesday. Photo: Agency`.
pub(crate) fn has_credit(words: &str) -> bool {
    let words = words.trim();
    if words.len() > LONGEST || words.contains('\n') {
        return false;
    }
    let start = words
        .char_indices()
        .rev()
        .nth(CREDIT)
        .map_or(0, |(at, _)| at);
    let tail = fold_text(&words[start..]);
    let tail = tail.trim_end_matches(['*', '_', ' ']);
    let Some((before, credit)) = split_credit(tail) else {
        return false;
    };
    // Folding may move the place by some bytes.
    let caption = words.get(..start + before).unwrap_or(words);
    let speech = caption.chars().any(|c| matches!(c, '"' | '“' | '«' | '„'));
    !speech
        && !credit
            .trim_end_matches(['.', ')', ']'])
            .contains(['?', '!', ';'])
}

/// Where a credit begins in the folded end of a paragraph, and the credit.
fn split_credit(tail: &str) -> Option<(usize, &str)> {
    // `… on Tuesday. (Corvel Wire Photo/Bo Lind)`.
    let closed = tail.trim_end_matches('.');
    if closed.ends_with([')', ']'])
        && let Some(open) = closed.rfind(['(', '['])
    {
        let inside = &closed[open + 1..closed.len() - 1];
        let is_credit = |word: &str| credits().contains(word);
        let mut words = inside.split(|c: char| !c.is_alphanumeric());
        if open > 0 && words.any(is_credit) {
            return Some((open, inside));
        }
    }
    // A credit names somebody behind one of these: most paragraphs hold none.
    if !NAMES.iter().any(|mark| tail.contains(mark)) {
        return None;
    }
    credits().iter().find_map(|word| {
        let at = tail.rfind(word.as_str())?;
        let before = tail[..at].trim_end();
        let after = &tail[at + word.len()..];
        let opens = before.ends_with(['.', '!', '?', '…', '|', '/']) && at > before.len();
        let names = NAMES.iter().find_map(|mark| after.strip_prefix(mark))?;
        (opens && !names.trim().is_empty()).then_some((at, names))
    })
}

/// Marks the short paragraph right beside a picture as its caption: on the next line,
/// in slanted letters, or on the line above a credit that stands by itself.
pub(crate) fn mark_beside_pictures(text: &str, blocks: &mut [Block]) {
    for at in 0..blocks.len() {
        if blocks[at].kind != BlockKind::Caption {
            continue;
        }
        let is_picture = blocks[at].span.of(text).starts_with("![");
        if is_picture
            && let Some(next) = blocks.get(at + 1)
            && next.kind == BlockKind::Paragraph
        {
            let words = next.span.of(text);
            let near = between(text, blocks[at].span, next.span) == 1 && is_short(words);
            if near || is_slanted(words) {
                mark(&mut blocks[at + 1]);
            }
        }
        let reason = blocks[at].reason.as_deref();
        if !is_picture
            && reason == Some("picture credit")
            && at > 0
            && blocks[at - 1].kind == BlockKind::Paragraph
        {
            let above = blocks[at - 1].span;
            // The two stand apart from the rest of the text.
            let apart = |other: Option<Span>| {
                other.is_none_or(|other| between(text, other.min(above), other.max(above)) > 1)
            };
            let before = at.checked_sub(2).map(|at| blocks[at].span);
            if between(text, above, blocks[at].span) == 1
                && apart(before)
                && before.is_some()
                && is_short(above.of(text))
                && ends_sentence(above.of(text))
            {
                mark(&mut blocks[at - 1]);
            }
        }
    }
}

fn mark(block: &mut Block) {
    block.kind = BlockKind::Caption;
    block.reason = Some("beside a picture".to_owned());
}

/// Line ends between two blocks.
fn between(text: &str, first: Span, second: Span) -> usize {
    text.get(first.end..second.start)
        .map_or(0, |between| between.matches('\n').count())
}

/// Whether words are few and hold nothing in marks.
fn is_short(words: &str) -> bool {
    words.len() <= LONGEST && !words.chars().any(|c| matches!(c, '"' | '“' | '«' | '„'))
}

/// Whether a paragraph stands in slanted letters from end to end.
fn is_slanted(words: &str) -> bool {
    ['*', '_'].iter().any(|mark| {
        let inner = words
            .strip_prefix(*mark)
            .and_then(|rest| rest.strip_suffix(*mark));
        inner.is_some_and(|inner| {
            !inner.is_empty() && !inner.starts_with(*mark) && !inner.contains(*mark)
        })
    }) && is_short(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockKind::{Caption, Headline, Paragraph};

    #[test]
    fn a_credit_ends_a_caption() {
        for words in [
            "Minister Ada Renn speaks in Velmora on Tuesday. Photo: Corvel Wire",
            "Ada Renn on the quay. Photograph by Bo Lind",
            "Ada Renn on the quay. (Photo: Bo Lind)",
            "Ada Renn on the quay. (Corvel Wire Photo/Bo Lind)",
            "*Ada Renn on the quay. Image: Harbour Agency.*",
            "Министр Ада Ренн выступает в Вельморе. Фото: агентство «Волна»",
            "Міністерка Ада Ренн виступає у Вельморі. Світлина — Бо Лінд",
        ] {
            assert!(has_credit(words), "{words}");
        }
        for words in [
            "Ada Renn spoke on Tuesday about the photo of the ferry.",
            "“We agreed,” Ada Renn said on the quay. Photo: Corvel Wire",
            "She showed a photo. Photo shops are closed.",
            "He was seen in the photo: the mayor stood there.",
            "Photo: Corvel Wire",
            "",
        ] {
            assert!(!has_credit(words), "{words}");
        }
    }

    #[test]
    fn folding_that_changes_lengths_is_no_harm() {
        let long = "ﬃ".repeat(60) + ". Фото: İ";
        let _ = has_credit(&long);
        let _ = has_credit(&"\u{301}".repeat(200));
        let _ = has_credit(&("Ⅷ™㎏".repeat(9) + "я. Photo: Я"));
    }

    #[test]
    fn pictures_take_the_line_beside_them() {
        let show = |text: &str| -> Vec<BlockKind> {
            crate::markdown::blocks(text, 0, None)
                .iter()
                .map(|block| block.kind)
                .collect()
        };
        let text = "# Talks\n\nThe sides met, and nothing was settled.\n\n![](a.png)\nAda Renn speaks in Velmora on Tuesday.\n\nThe talks go on.\n";
        assert_eq!(
            show(text),
            [Headline, Paragraph, Caption, Caption, Paragraph]
        );
        let text = "# Talks\n\n![](a.png)\n\n*Ada Renn speaks in Velmora on Tuesday.*\n\nThe talks go on.\n";
        assert_eq!(show(text), [Headline, Caption, Caption, Paragraph]);
        // What stands apart and upright is of the text.
        let text =
            "# Talks\n\n![](a.png)\n\nAda Renn spoke in Velmora on Tuesday.\n\nThe talks go on.\n";
        assert_eq!(show(text), [Headline, Caption, Paragraph, Paragraph]);
    }
}
