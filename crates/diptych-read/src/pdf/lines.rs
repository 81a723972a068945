//! Words to lines: those that stand on one level without a gap between them.

use diptych_core::Area;

use super::pages::Page;

/// Part of a line: words side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Words by their numbers on the page, from left to right.
    pub(super) words: Vec<usize>,
    pub(super) area: Area,
}

/// Whether two areas stand on one level: they share most of the lower one's height.
pub(super) fn on_one_level(one: Area, other: Area) -> bool {
    let shared = one.bottom.min(other.bottom) - one.top.max(other.top);
    let lower = one.height().min(other.height()).max(1);
    i64::from(shared) * 2 > i64::from(lower)
}

/// The lines of a page. A gap wider than a word's height parts two lines on one level.
pub(super) fn lines(page: &Page) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for (number, word) in page.words.iter().enumerate() {
        // Readers give words line by line, mostly: the next word is to the right of the last.
        if let Some(last) = out.last_mut()
            && follows(last.area, word.area)
        {
            last.area = last.area.cover(word.area);
            last.words.push(number);
            continue;
        }
        out.push(Line {
            words: vec![number],
            area: word.area,
        });
    }
    join(out)
}

/// Whether `next` goes on to the right of `line` without a gap.
fn follows(line: Area, next: Area) -> bool {
    let height = line.height().min(next.height()).max(1);
    let gap = next.left.saturating_sub(line.right);
    on_one_level(line, next)
        && gap >= -(height / 2)
        && i64::from(gap) * 10 <= i64::from(height) * 12
        && line.height().max(next.height()) <= height.saturating_mul(3)
}

/// How many parts back the one that a part goes on from is looked for: bounded, so that pages
/// which put everything on one level take linear time.
const NEAR: usize = 64;

/// Joins parts of one line that came apart: where a font changes, or in files
/// that draw their words out of order.
fn join(mut parts: Vec<Line>) -> Vec<Line> {
    parts.sort_by_key(|part| (part.area.top, part.area.left));
    let mut out: Vec<Line> = Vec::new();
    let mut level: Vec<Line> = Vec::new();
    let mut flush = |level: &mut Vec<Line>| {
        level.sort_by_key(|part| part.area.left);
        for part in level.drain(..) {
            let from = out.len().saturating_sub(NEAR);
            let before = out[from..]
                .iter_mut()
                .rev()
                .find(|before| follows(before.area, part.area));
            if let Some(before) = before {
                before.area = before.area.cover(part.area);
                before.words.extend(part.words);
            } else {
                out.push(part);
            }
        }
    };
    let mut reach: Option<Area> = None;
    for part in parts {
        if reach.is_none_or(|reach| !on_one_level(reach, part.area)) {
            flush(&mut level);
            reach = Some(part.area);
        }
        level.push(part);
    }
    flush(&mut level);
    out
}

#[cfg(test)]
mod tests {
    use super::super::pages::Word;
    use super::*;

    fn word(text: &str, left: i32, top: i32) -> Word {
        let right = left + 500 * i32::try_from(text.len()).unwrap_or(0);
        Word {
            text: text.to_owned(),
            area: Area {
                left,
                top,
                right,
                bottom: top + 1000,
            },
        }
    }

    #[test]
    fn a_gutter_parts_lines_and_order_of_drawing_does_not() {
        let page = Page {
            width: 60_000,
            height: 80_000,
            words: vec![
                word("two", 4000, 0),
                word("one", 2000, 20),
                word("far", 20_000, 0),
                word("next", 2000, 1300),
            ],
        };
        let found: Vec<Vec<usize>> = lines(&page).into_iter().map(|line| line.words).collect();
        assert_eq!(found, [vec![1, 0], vec![2], vec![3]]);
    }
}
