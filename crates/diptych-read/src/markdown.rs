//! Markdown: blocks over the text as it stands; only markers are left outside.

use diptych_core::{Block, BlockKind, Span};

use crate::captions::mark_beside_pictures;
use crate::lines::{mark_by_words, mark_repeats, paragraph};
use crate::marks::ends_sentence;
use crate::plain::{Line, lines, marker, paragraphs};

/// Blocks of Markdown from the byte `from`, in order.
///
/// A heading's block leaves out its `#`, a list item's its bullet or number, a
/// quotation's its `>`; the text itself is never changed.
pub(crate) fn blocks(text: &str, from: usize, title: Option<&str>) -> Vec<Block> {
    let lines = lines(text, from);
    let mut out: Vec<Block> = Vec::new();
    let mut run: Vec<Line> = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        let line = lines[index];
        let words = line.span.of(text);
        let next = lines.get(index + 1).map_or("", |next| next.span.of(text));
        if words.is_empty() {
            flush(text, &mut run, &mut out);
        } else if let Some(fence) = fence_of(words) {
            flush(text, &mut run, &mut out);
            let end = (index + 1..lines.len())
                .find(|at| lines[*at].span.of(text).starts_with(fence))
                .unwrap_or(lines.len() - 1);
            out.push(paragraph(Span::new(
                line.span.start,
                lines[end].span.end.max(line.span.end),
            )));
            index = end;
        } else if let Some((level, span)) = heading(text, line) {
            flush(text, &mut run, &mut out);
            out.push(headline(span, level));
        } else if run.is_empty() && is_underline(next) && !is_rule(words) {
            let level = if next.starts_with('=') { 1 } else { 2 };
            out.push(headline(line.span, level));
            index += 1;
        } else if is_rule(words) {
            flush(text, &mut run, &mut out);
            out.push(Block {
                kind: BlockKind::Furniture,
                reason: Some("rule".to_owned()),
                ..paragraph(line.span)
            });
        } else if words.starts_with('>') {
            flush(text, &mut run, &mut out);
            quote(text, line, &mut out);
        } else if let Some(skip) = marker(words) {
            flush(text, &mut run, &mut out);
            let mut span = Span::new(line.span.start + skip, line.span.end);
            // Lines indented under the item carry it on.
            while let Some(more) = lines.get(index + 1)
                && !more.span.is_empty()
                && more.indent > line.indent
                && marker(more.span.of(text)).is_none()
            {
                span.end = more.span.end;
                index += 1;
            }
            out.push(Block {
                kind: BlockKind::ListItem,
                level: (line.indent / 2 + 1).min(6) as u8,
                ..paragraph(span)
            });
        } else if is_picture(words) {
            flush(text, &mut run, &mut out);
            out.push(Block {
                kind: BlockKind::Caption,
                reason: Some("picture".to_owned()),
                ..paragraph(line.span)
            });
        } else {
            run.push(line);
        }
        index += 1;
    }
    flush(text, &mut run, &mut out);
    let mut seen_text = false;
    for block in &mut out {
        if block.kind == BlockKind::Paragraph {
            mark_by_words(text, block, seen_text);
            seen_text |= block.kind.is_body() && ends_sentence(block.span.of(text));
        }
    }
    mark_beside_pictures(text, &mut out);
    mark_first_line(text, &mut out);
    mark_repeats(text, &mut out, title);
    out
}

/// A paragraph's lines: soft line ends join, hard ones (two spaces, a
/// backslash) and lines that are whole sentences part.
fn flush(text: &str, run: &mut Vec<Line>, out: &mut Vec<Block>) {
    if run.is_empty() {
        return;
    }
    let is_table = run.iter().all(|line| line.span.of(text).starts_with('|'));
    if is_table {
        out.push(paragraph(run[0].span.cover(run[run.len() - 1].span)));
    } else {
        out.extend(paragraphs(text, run));
    }
    run.clear();
}

fn headline(span: Span, level: u8) -> Block {
    Block {
        kind: BlockKind::Headline,
        level,
        ..paragraph(span)
    }
}

/// The level and the words of a heading: `## Words ##`.
fn heading(text: &str, line: Line) -> Option<(u8, Span)> {
    let words = line.span.of(text);
    let hashes = words.bytes().take_while(|byte| *byte == b'#').count();
    if !(1..=6).contains(&hashes) {
        return None;
    }
    let rest = &words[hashes..];
    if !rest.starts_with([' ', '\t', '\u{a0}']) {
        return None;
    }
    let start = line.span.start + hashes;
    let inner = rest.trim_end_matches('#');
    let span = Span::new(start, start + inner.len()).trim(text);
    (!span.is_empty()).then_some((hashes as u8, span))
}

fn is_underline(line: &str) -> bool {
    line.len() >= 3
        && (line.bytes().all(|byte| byte == b'=') || line.bytes().all(|byte| byte == b'-'))
}

fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = marks.next() else {
        return false;
    };
    matches!(first, '-' | '*' | '_') && marks.clone().count() >= 2 && marks.all(|c| c == first)
}

fn fence_of(line: &str) -> Option<&'static str> {
    ["```", "~~~"]
        .into_iter()
        .find(|fence| line.starts_with(fence))
}

fn is_picture(line: &str) -> bool {
    line.starts_with("![") && line.ends_with(')')
}

/// A line of a quotation; it joins the block before where that is the line
/// above of the same quotation and its sentence runs on.
fn quote(text: &str, line: Line, out: &mut Vec<Block>) {
    let words = line.span.of(text);
    let inner = words.trim_start_matches(['>', ' ']);
    let span = Span::new(line.span.end - inner.len(), line.span.end).trim(text);
    if span.is_empty() {
        return;
    }
    let between = out
        .last()
        .map(|last| Span::new(last.span.end, span.start).of(text));
    if let (Some(last), Some(between)) = (out.last_mut(), between)
        && last.kind == BlockKind::Quote
        && between.matches('\n').count() == 1
        && !ends_sentence(last.span.of(text))
    {
        last.span.end = span.end;
        return;
    }
    out.push(Block {
        kind: BlockKind::Quote,
        ..paragraph(span)
    });
}

/// A text without any heading has its title in its first line, as plain text does.
fn mark_first_line(text: &str, blocks: &mut [Block]) {
    if blocks.iter().all(|block| block.kind != BlockKind::Headline) {
        crate::lines::mark_blocks(text, blocks, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockKind::{Furniture, Headline, ListItem, Paragraph, Quote};

    fn show(text: &str) -> Vec<(BlockKind, u8, &str)> {
        let found = blocks(text, 0, None);
        found
            .iter()
            .map(|block| (block.kind, block.level, block.span.of(text)))
            .collect()
    }

    #[test]
    fn markers_stay_outside_and_the_text_inside() {
        let text = "# Bridge talks\n\n**Ada Renn:** We *agreed* to [nothing](https://example.org).\n\n\
                    > We said no.\n> Twice.\n\n- one\n  carried on\n  - two\n3. three\n\n## Next ##\n\n---\n\n| a | b |\n| - | - |\n";
        assert_eq!(
            show(text),
            [
                (Headline, 1, "Bridge talks"),
                (
                    Paragraph,
                    0,
                    "**Ada Renn:** We *agreed* to [nothing](https://example.org)."
                ),
                (Quote, 0, "We said no."),
                (Quote, 0, "Twice."),
                (ListItem, 1, "one\n  carried on"),
                (ListItem, 2, "two"),
                (ListItem, 1, "three"),
                (Headline, 2, "Next"),
                (Furniture, 0, "---"),
                (Paragraph, 0, "| a | b |\n| - | - |"),
            ]
        );
    }

    #[test]
    fn underlined_headings_and_fences() {
        let text = "Talks\n=====\n\n```\ncode\n\nmore\n```\n\n![The bridge](a.png)\n";
        let found = show(text);
        assert_eq!(found[0], (Headline, 1, "Talks"));
        assert_eq!(found[1].2, "```\ncode\n\nmore\n```");
        assert_eq!(found[2].0, BlockKind::Caption);
    }

    #[test]
    fn a_quotation_runs_on_over_lines() {
        assert_eq!(
            show("> We agreed\n> to nothing.\n\nHe left.")[0].2,
            "We agreed\n> to nothing."
        );
    }
}
