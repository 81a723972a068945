//! Plain text: paragraphs over the text as it stands.

use diptych_core::{Block, BlockKind, Span};

use crate::lines::{mark_blocks, paragraph};

/// A line, its end excluded, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    /// Without white space at either end; empty for a blank line.
    pub(crate) span: Span,
    /// Spaces before it.
    pub(crate) indent: usize,
}

/// The lines of `text` from the byte `from`.
pub(crate) fn lines(text: &str, from: usize) -> Vec<Line> {
    let mut out = Vec::new();
    let mut start = from;
    for raw in text
        .get(from..)
        .unwrap_or("")
        .split_inclusive(['\n', '\u{2028}', '\u{2029}'])
    {
        let whole = Span::new(start, start + raw.len());
        start += raw.len();
        let mut span = whole.trim(text);
        // A byte order mark at the head is no word.
        if let Some(rest) = span.of(text).strip_prefix('\u{feff}') {
            let end = span.end;
            span = Span::new(end - rest.len(), end).trim(text);
        }
        let indent = span.start - whole.start;
        out.push(Line { span, indent });
    }
    out
}

/// Blocks of plain text from the byte `from`, in order.
pub(crate) fn blocks(text: &str, from: usize, title: Option<&str>) -> Vec<Block> {
    let lines = lines(text, from);
    let mut blocks = paragraphs(text, &lines);
    for block in &mut blocks {
        if is_bullet(block.span.of(text)) {
            block.kind = BlockKind::ListItem;
            block.level = 1;
        }
    }
    mark_blocks(text, &mut blocks, title);
    blocks
}

/// The title: the first headline of level 1.
pub(crate) fn title(text: &str, blocks: &[Block]) -> Option<String> {
    let found = blocks
        .iter()
        .find(|block| block.kind == BlockKind::Headline && block.level == 1)?;
    Some(
        found
            .span
            .of(text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    )
}

/// Joins lines to paragraphs: at blank lines always, and at every line end but
/// those that a fixed line width has made.
pub(crate) fn paragraphs(text: &str, lines: &[Line]) -> Vec<Block> {
    let width = wrap_width(text, lines);
    let mut out: Vec<Block> = Vec::new();
    let mut open: Option<Span> = None;
    for (index, line) in lines.iter().enumerate() {
        if line.span.is_empty() {
            out.extend(open.take().map(paragraph));
            continue;
        }
        let joined = open.is_some()
            && width.is_some_and(|width| {
                let before = lines[index - 1];
                runs_on(text, before, *line, width)
            });
        if let Some(span) = open.as_mut()
            && joined
        {
            span.end = line.span.end;
        } else {
            out.extend(open.replace(line.span).map(paragraph));
        }
    }
    out.extend(open.map(paragraph));
    out
}

/// Whether `next` carries the paragraph of `before` on: the line was broken
/// because its first word did not fit any more.
fn runs_on(text: &str, before: Line, next: Line, width: usize) -> bool {
    let words = next.span.of(text);
    if next.indent > before.indent + 1 && next.indent > 1 || is_bullet(words) || is_dialogue(words)
    {
        return false;
    }
    let length = before.span.of(text).chars().count();
    let first = words
        .split_whitespace()
        .next()
        .map_or(0, |word| word.chars().count());
    // A line may fall short by a long word that an editor did not break.
    (length + 1 + first) * 20 >= width * 19
}

/// The line width of hard-wrapped text, in characters; nothing where lines are paragraphs.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    /// No hard-wrapped text is wider.
    const WIDEST: usize = 120;
    /// Nor narrower.
    const NARROWEST: usize = 30;
    let pairs: Vec<(usize, usize, bool)> = lines
        .windows(2)
        .filter(|pair| !pair[0].span.is_empty() && !pair[1].span.is_empty())
        .map(|pair| {
            let before = pair[0].span.of(text);
            let next = pair[1].span.of(text);
            let first = next
                .split_whitespace()
                .next()
                .map_or(0, |word| word.chars().count());
            let ends = crate::marks::ends_sentence(before);
            (before.chars().count(), first, ends)
        })
        .collect();
    let width = pairs.iter().map(|pair| pair.0).max()?;
    if !(NARROWEST..=WIDEST).contains(&width) {
        return None;
    }
    // Lines are wrapped where most could not have held the next word, and do not end a sentence.
    let full = pairs
        .iter()
        .filter(|(length, first, _)| (length + 1 + first) * 20 >= width * 19)
        .count();
    let open = pairs.iter().filter(|pair| !pair.2).count();
    (full * 10 >= pairs.len() * 6 && open * 2 > pairs.len()).then_some(width)
}

/// Whether a line opens an item of a list: a bullet or a number.
pub(crate) fn is_bullet(line: &str) -> bool {
    marker(line).is_some()
}

/// The length in bytes of the marker of a list item, its space included.
pub(crate) fn marker(line: &str) -> Option<usize> {
    let after = if let Some(rest) = line.strip_prefix(['-', '*', '+', '•', '·', '‣', '▪', '●', '◦'])
    {
        rest
    } else {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=3).contains(&digits) {
            return None;
        }
        line[digits..].strip_prefix(['.', ')'])?
    };
    let rest = after.trim_start_matches([' ', '\t', '\u{a0}']);
    (rest.len() < after.len() && !rest.is_empty()).then_some(line.len() - rest.len())
}

/// Whether a line opens a turn of dialogue.
fn is_dialogue(line: &str) -> bool {
    line.starts_with(['—', '–', '―'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockKind::{Caption, Furniture, Headline, Paragraph};

    fn show(text: &str) -> Vec<(BlockKind, &str)> {
        let found = blocks(text, 0, None);
        found
            .iter()
            .map(|block| (block.kind, block.span.of(text)))
            .collect()
    }

    #[test]
    fn hard_wrapped_lines_are_one_paragraph() {
        let text = "The envoy told reporters on the quay that the two sides had\n\
                    talked for six hours about the bridge and its tolls, and\n\
                    that nothing had been settled.\n\
                    Talks go on.\n\nA second paragraph stands apart from the first one here.";
        let found = show(text);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].1.ends_with("settled."));
    }

    #[test]
    fn lines_are_paragraphs_where_they_are_not_wrapped() {
        let text = "Мост закрыт.\nПосол сказал, что переговоры продолжатся завтра утром.\nДа.\n";
        assert_eq!(show(text).len(), 3);
    }

    #[test]
    fn a_page_as_saved_by_hand_is_marked() {
        let text = "Skip to main content\nnews\n\nThe bridge stays shut New words show that no accord was reached\n\n\
                    Source: The Vale Courier\nBo Lind / HARBOUR\n\nOn Monday the envoy spoke to the press about the bridge.\n\n\
                    🕊️\n\nA meeting of the two\n\nAda Renn, March 4\n\nWe agreed to nothing at all, and we never will agree to it.\n\nRead more: The tolls\n";
        let kinds: Vec<BlockKind> = show(text).into_iter().map(|found| found.0).collect();
        assert_eq!(
            kinds,
            [
                Furniture, Furniture, Headline, Furniture, Caption, Paragraph, Furniture, Headline,
                Paragraph, Paragraph, Furniture
            ]
        );
    }

    #[test]
    fn list_items_and_markers() {
        let text =
            "The sides agreed:\n1. to open the bridge;\n2) to share the tolls.\n• to meet.\n";
        let found = show(text);
        assert_eq!(
            found.iter().filter(|f| f.0 == BlockKind::ListItem).count(),
            3
        );
        assert_eq!(marker("3.5 million"), None);
        assert_eq!(marker("2031. A year"), None);
    }

    #[test]
    fn a_repeated_headline_is_one() {
        let text = "Bridge talks end without accord\n\nBridge talks end without accord\n\nThe talks ended on Monday.";
        let found = blocks(text, 0, None);
        assert_eq!(found[1].kind, Headline);
        assert_eq!(
            title(text, &found).as_deref(),
            Some("Bridge talks end without accord")
        );
    }

    #[test]
    fn a_line_in_capitals_at_the_head_is_a_headline() {
        let text = "«Листок», 18 апреля 2031 г.\n\nПАРОМ ВЕРНЁТСЯ: «ЧИТАЙТЕ ДОГОВОР»\n\nПаром вернётся в мае, сказал министр.\n\nБилеты уже продаются.\n";
        let read = crate::read_text("a.txt", text);
        let blocks = read.document.expect("text has a document").blocks;
        assert_eq!(blocks[1].kind, Headline, "{blocks:?}");
        let shouted = "ГОСТЬ: ПАРОМ ВЕРНЁТСЯ В МАЕ.\n\nВЕДУЩИЙ: А БИЛЕТЫ УЖЕ ПРОДАЮТСЯ?\n";
        let blocks = crate::read_text("b.txt", shouted)
            .document
            .expect("text has a document")
            .blocks;
        assert!(
            blocks.iter().all(|block| block.kind != Headline),
            "{blocks:?}"
        );
    }
}
