//! The picture of a ladder: where each rung, side and dot stands.

use std::collections::HashMap;

use diptych_core::Rung;

use crate::index::Index;
use crate::view::card::side_class;
use crate::view::ladder::{Cells, Dot, Ladder, Line, Place};
use crate::words;

/// Heights and widths of the picture, in its own units.
const STEP: usize = 30;
const TOP: usize = 62;
const LABELS: usize = 166;
const DOT: usize = 34;
/// Names of sides up to this many letters are never shortened.
const LETTERS: usize = 18;

/// Fills in the picture from the cells of the table.
pub(crate) fn draw(index: &Index<'_>, cells: &Cells, out: &mut Ladder<'_>) {
    let sides = &index.record.case.sides;
    let letter = |side: usize| match u32::try_from(side) {
        Ok(at) if side < sides.len() && at < 26 => char::from_u32('A' as u32 + at).unwrap_or('?'),
        _ => '?',
    };
    let used: Vec<usize> = (0..=sides.len())
        .filter(|side| *side < sides.len() || cells.keys().any(|cell| cell.0 == *side))
        .filter(|side| sides.len() <= 6 || cells.keys().any(|cell| cell.0 == *side))
        .collect();
    let mut x = LABELS;
    let mut columns = HashMap::new();
    for side in &used {
        let mut widest: HashMap<Rung, usize> = HashMap::new();
        for cell in cells.keys().filter(|cell| cell.0 == *side) {
            *widest.entry(cell.1).or_default() += 1;
        }
        let most = widest.values().copied().max().unwrap_or(1);
        let full = sides
            .get(*side)
            .map_or("no side", |side| side.name.as_str())
            .to_owned();
        let named = full.chars().count().min(LETTERS) * 9 + 16;
        let width = (most * DOT + 24).max(104).max(named);
        columns.insert(*side, x + width / 2);
        out.places.push(Place {
            x: x + width / 2,
            letter: letter(*side),
            name: shorten(&full, (width / 8).max(LETTERS)),
            full,
        });
        x += width;
    }
    let height = |rung: Rung| TOP + (Rung::ALL.len() - 1 - rung.step()) * STEP;
    out.rungs = Rung::ALL
        .iter()
        .rev()
        .map(|rung| Line {
            y: height(*rung),
            base: height(*rung) + 5,
            label: words::rung(*rung),
        })
        .collect();
    let mut in_cell: HashMap<(usize, Rung), usize> = HashMap::new();
    for cell in cells.keys() {
        *in_cell.entry((cell.0, cell.1)).or_default() += 1;
    }
    let mut done: HashMap<(usize, Rung), usize> = HashMap::new();
    for ((holder, rung, said_by, account, conditional), (count, speaker)) in cells {
        let total = in_cell[&(*holder, *rung)];
        let nth = done.entry((*holder, *rung)).or_default();
        let middle = columns.get(holder).copied().unwrap_or(LABELS);
        let dot_x = middle + *nth * DOT - (total - 1) * DOT / 2;
        *nth += 1;
        let class = format!(
            "{} {}",
            side_class((*said_by < sides.len()).then_some(*said_by)),
            account.class(),
        );
        let name = |at: usize| {
            sides
                .get(at)
                .map_or("no side", |side| side.name.as_str())
                .to_owned()
        };
        let account = account.words(&name(*said_by));
        let title = format!(
            "{}: {}{}; {account} ({speaker}{})",
            name(*holder),
            words::rung(*rung),
            if *conditional { ", on a condition" } else { "" },
            if *count > 1 {
                format!(" and {} more", count - 1)
            } else {
                String::new()
            },
        );
        let y = height(*rung);
        out.dots.push(Dot {
            x: dot_x,
            y,
            base: y + 5,
            letter: letter(*said_by),
            class,
            conditional: *conditional,
            title,
        });
    }
    out.width = x + 4;
    out.height = TOP + 11 * STEP + 22;
    out.lines = (LABELS, x);
}

fn shorten(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let mut short: String = name.chars().take(most.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}
