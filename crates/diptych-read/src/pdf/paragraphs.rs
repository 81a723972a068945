//! Lines to paragraphs, by their gaps, indents and lengths.

use super::lines::Line;
use super::order::Region;
use super::pages::Page;
use crate::marks::ends_sentence;
use crate::plain::is_bullet;

/// A paragraph: lines of a page in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// The page's number, from 0, and its lines.
    pub(super) pieces: Vec<(usize, Line)>,
    /// The usual height of its lines.
    pub(super) height: i32,
    /// Whether its last line is filled, so that the text may go on elsewhere.
    pub(super) is_full: bool,
    /// Whether it is the cell of a table.
    pub(super) is_cell: bool,
    /// Whether it is of the page and not of the text.
    pub(super) is_furniture: bool,
}

impl Paragraph {
    /// The words of its last lines, for telling whether the next one carries it
    /// on: a paragraph may run over thousands of pages.
    pub(super) fn tail(&self, pages: &[Page]) -> String {
        let from = self.pieces.len().saturating_sub(3);
        let lines: Vec<String> = self.pieces[from..]
            .iter()
            .map(|(page, line)| line_words(&pages[*page], line))
            .collect();
        lines.join(" ")
    }

    /// The words as one string.
    pub(super) fn words(&self, pages: &[Page]) -> String {
        let mut out = String::new();
        for (page, line) in &self.pieces {
            for word in &line.words {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(&pages[*page].words[*word].text);
            }
        }
        out
    }
}

/// The words of a line.
pub(super) fn line_words(page: &Page, line: &Line) -> String {
    let words: Vec<&str> = line
        .words
        .iter()
        .map(|word| page.words[*word].text.as_str())
        .collect();
    words.join(" ")
}

/// The paragraphs of a region of page number `number`.
pub(super) fn paragraphs(number: usize, page: &Page, region: Region) -> Vec<Paragraph> {
    if region.is_table {
        let cells = region.lines.into_iter();
        return cells
            .map(|line| Paragraph {
                height: line.area.height(),
                pieces: vec![(number, line)],
                is_full: false,
                is_cell: true,
                is_furniture: false,
            })
            .collect();
    }
    let edge = Edge::of(&region.lines);
    let mut out: Vec<Paragraph> = Vec::new();
    let mut last: Option<Line> = None;
    for line in region.lines {
        let is_full = edge.right - line.area.right <= line.area.height() * 4;
        let goes_on = last
            .as_ref()
            .is_some_and(|before| edge.goes_on(page, before, &line));
        last = Some(line.clone());
        match out.last_mut() {
            Some(paragraph) if goes_on => {
                paragraph.pieces.push((number, line));
                paragraph.is_full = is_full;
            }
            _ => out.push(Paragraph {
                height: line.area.height(),
                pieces: vec![(number, line)],
                is_full,
                is_cell: false,
                is_furniture: false,
            }),
        }
    }
    out
}

/// What is usual in a region: its edges and the step from line to line.
#[derive(Debug, Clone, Copy)]
struct Edge {
    left: i32,
    right: i32,
    step: i32,
}

impl Edge {
    fn of(lines: &[Line]) -> Self {
        let mut steps: Vec<i32> = lines
            .windows(2)
            .map(|pair| pair[1].area.top - pair[0].area.top)
            .filter(|step| *step > 0)
            .collect();
        steps.sort_unstable();
        Self {
            left: lines.iter().map(|line| line.area.left).min().unwrap_or(0),
            right: lines.iter().map(|line| line.area.right).max().unwrap_or(0),
            // Paragraphs have gaps between them: the step inside one is among the smaller.
            step: steps.get(steps.len() / 3).copied().unwrap_or(0),
        }
    }

    fn goes_on(self, page: &Page, before: &Line, line: &Line) -> bool {
        let (above, here) = (before.area, line.area);
        let (small, large) = (
            above.height().min(here.height()),
            above.height().max(here.height()),
        );
        let words = line_words(page, line);
        let tops = here.top - above.top;
        // Another size of letters, a gap, a bullet, a dash of dialogue.
        if i64::from(large) * 100 > i64::from(small) * 118
            || tops * 100 > self.step.max(small) * 125 && tops > large * 13 / 10
            || is_bullet(&words)
            || words.starts_with(['—', '–', '•', '\u{25aa}', '\u{25cf}'])
        {
            return false;
        }
        // Indented first lines, where the rest of the region is flush.
        let indent = here.left - self.left;
        let is_flush = above.left - self.left < small / 2;
        if is_flush && indent > small && indent < small * 6 {
            return false;
        }
        // The first word would have found room on the line above: the line was ended on purpose.
        let first = line
            .words
            .first()
            .map(|word| page.words[*word].area.width());
        let room = self.right - above.right - small / 3;
        let had_room = i64::from(room) * 100 > i64::from(first.unwrap_or(0)) * 105;
        let ends = ends_sentence(&line_words(page, before));
        !(had_room && (ends || room > (self.right - self.left) / 3))
    }
}
