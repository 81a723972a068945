//! The order in which the lines of a page are read: columns, bands, rows of a table.
//!
//! The page is cut where white stripes run through it (Nagy and Seth's X-Y
//! cut, 1984): upright stripes first, and level ones only where they part
//! bands that have no upright stripe in common. So a headline over two
//! columns is read first, and paragraphs that end side by side do not make
//! rows of columns.

use diptych_core::Area;

use super::lines::{Line, on_one_level};

/// A stretch of lines read from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Region {
    /// The lines in order.
    pub(super) lines: Vec<Line>,
    /// Whether every line is a cell of a table, read row by row.
    pub(super) is_table: bool,
    /// The column it stands in, by number; 0 is the whole page.
    column: usize,
}

/// How often a page is cut at most, one cut inside another.
const DEEPEST: usize = 12;

/// The regions of a page in reading order.
pub(super) fn regions(lines: Vec<Line>) -> Vec<Region> {
    let mut out = Vec::new();
    // What is still to be cut, the next on top; a list in place of recursion.
    let mut open: Vec<(Vec<Line>, usize, usize)> = vec![(lines, 0, 0)];
    let mut columns = 0;
    while let Some((lines, depth, column)) = open.pop() {
        if lines.is_empty() {
            continue;
        }
        if depth >= DEEPEST {
            out.push(region(lines, column));
            continue;
        }
        let parts = upright(&lines);
        if parts.len() > 1 {
            if is_table(&parts) {
                out.push(rows(lines, column));
            } else {
                let first = columns + 1;
                columns += parts.len();
                let parts = parts.into_iter().enumerate().rev();
                open.extend(parts.map(|(at, part)| (part, depth + 1, first + at)));
            }
            continue;
        }
        let bands = bands(lines);
        if bands.len() == 1 {
            out.extend(bands.into_iter().map(|band| region(band, column)));
        } else {
            let bands = bands.into_iter().rev();
            open.extend(bands.map(|band| (band, depth + 1, column)));
        }
    }
    merge(out)
}

fn region(mut lines: Vec<Line>, column: usize) -> Region {
    lines.sort_by_key(|line| (line.area.top, line.area.left));
    Region {
        lines,
        is_table: false,
        column,
    }
}

/// Cells row by row.
fn rows(lines: Vec<Line>, column: usize) -> Region {
    let mut region = region(lines, column);
    let mut start = 0;
    for at in 1..=region.lines.len() {
        let is_same = region
            .lines
            .get(at)
            .is_some_and(|line| on_one_level(region.lines[start].area, line.area));
        if !is_same {
            region.lines[start..at].sort_by_key(|line| line.area.left);
            start = at;
        }
    }
    region.is_table = true;
    region
}

/// Bands without columns that follow each other are one region: paragraphs are told by their gaps.
fn merge(regions: Vec<Region>) -> Vec<Region> {
    let mut out: Vec<Region> = Vec::new();
    for region in regions {
        if let Some(last) = out.last_mut()
            && !last.is_table
            && !region.is_table
            && last.column == region.column
            && let (Some(before), Some(next)) = (last.lines.last(), region.lines.first())
            && before.area.bottom <= next.area.top + before.area.height() / 2
        {
            last.lines.extend(region.lines);
        } else {
            out.push(region);
        }
    }
    out
}

/// The usual height of the lines.
fn usual(lines: &[Line]) -> i32 {
    let mut heights: Vec<i32> = lines.iter().map(|line| line.area.height()).collect();
    heights.sort_unstable();
    heights.get(heights.len() / 2).copied().unwrap_or(0).max(1)
}

/// Parts lines where a white stripe runs upright through all of them.
fn upright(lines: &[Line]) -> Vec<Vec<Line>> {
    let least = usual(lines);
    let mut sorted: Vec<&Line> = lines.iter().collect();
    sorted.sort_by_key(|line| (line.area.left, line.area.top));
    let mut out: Vec<Vec<Line>> = Vec::new();
    let mut right = i32::MIN;
    for line in sorted {
        if out.is_empty() || line.area.left.saturating_sub(right) >= least {
            out.push(Vec::new());
        }
        right = right.max(line.area.right);
        if let Some(part) = out.last_mut() {
            part.push(line.clone());
        }
    }
    out
}

/// Whether the parts are columns of a table: short cells that stand side by side.
fn is_table(parts: &[Vec<Line>]) -> bool {
    let cells: usize = parts.iter().map(Vec::len).sum();
    let words: usize = parts.iter().flatten().map(|line| line.words.len()).sum();
    // Side by side means that a cell has one on its level in the first part, or is itself there.
    let mut first: Vec<Area> = parts[0].iter().map(|line| line.area).collect();
    first.sort_by_key(|area| area.top);
    let beside = parts[1..]
        .iter()
        .flatten()
        .filter(|line| {
            let middle = i32::midpoint(line.area.top, line.area.bottom);
            let at = first.partition_point(|area| area.bottom < middle);
            first
                .get(at)
                .is_some_and(|area| on_one_level(*area, line.area))
        })
        .count();
    let others = cells - parts[0].len();
    words <= cells * 4 && beside * 5 >= others * 4 && parts[0].len() > 1
}

/// Parts lines at level white stripes; bands that have an upright stripe in common stay together.
fn bands(mut lines: Vec<Line>) -> Vec<Vec<Line>> {
    lines.sort_by_key(|line| (line.area.top, line.area.left));
    let mut bands: Vec<Vec<Line>> = Vec::new();
    let mut bottom = i32::MIN;
    for line in lines {
        if bands.is_empty() || line.area.top > bottom {
            bands.push(Vec::new());
        }
        bottom = bottom.max(line.area.bottom);
        if let Some(band) = bands.last_mut() {
            band.push(line);
        }
    }
    let mut out: Vec<Vec<Line>> = Vec::new();
    // Stripes that the group under way has in common; nothing where it has no columns.
    let mut common: Vec<(i32, i32)> = Vec::new();
    for band in bands {
        let least = usual(&band);
        let stripes = stripes(&band, &common, least);
        match out.last_mut() {
            Some(last) if !stripes.is_empty() && !common.is_empty() => last.extend(band),
            _ => out.push(band),
        }
        common = if stripes.is_empty() {
            out.last().map_or_else(Vec::new, |band| own_stripes(band))
        } else {
            stripes
        };
    }
    out
}

/// White stripes between the lines of a band.
fn own_stripes(band: &[Line]) -> Vec<(i32, i32)> {
    let least = usual(band);
    let mut areas: Vec<Area> = band.iter().map(|line| line.area).collect();
    areas.sort_by_key(|area| area.left);
    let mut out = Vec::new();
    let mut right = areas.first().map_or(0, |area| area.right);
    for area in areas {
        if area.left.saturating_sub(right) >= least {
            out.push((right, area.left));
        }
        right = right.max(area.right);
    }
    out
}

/// What the white stripes so far and a further band have in common: a band that stands on one
/// side of a stripe leaves it white.
fn stripes(band: &[Line], common: &[(i32, i32)], least: i32) -> Vec<(i32, i32)> {
    common
        .iter()
        .filter_map(|(left, right)| {
            let (mut left, mut right) = (*left, *right);
            for line in band {
                let area = line.area;
                if area.right <= left || area.left >= right {
                    continue;
                }
                let middle = i32::midpoint(left, right);
                if area.right <= middle {
                    left = area.right;
                } else if area.left >= middle {
                    right = area.left;
                } else {
                    return None;
                }
            }
            (right - left >= least).then_some((left, right))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(left: i32, right: i32, row: i32, words: usize) -> Line {
        Line {
            words: vec![0; words],
            area: Area {
                left,
                right,
                top: row * 1400,
                bottom: row * 1400 + 1000,
            },
        }
    }

    fn rows_of(regions: &[Region]) -> Vec<Vec<(i32, i32)>> {
        let place = |line: &Line| (line.area.left, line.area.top / 1400);
        regions
            .iter()
            .map(|region| region.lines.iter().map(place).collect())
            .collect()
    }

    #[test]
    fn a_headline_then_the_left_column_then_the_right() {
        let mut lines = vec![line(0, 40_000, 0, 6)];
        for row in 2..6 {
            lines.push(line(0, 20_000, row, 8));
            lines.push(line(23_000, 43_000, row, 8));
        }
        // A gap in both columns makes no rows.
        for row in 8..10 {
            lines.push(line(0, 20_000, row, 8));
            lines.push(line(23_000, 43_000, row, 8));
        }
        lines.push(line(0, 43_000, 12, 10));
        let found = rows_of(&regions(lines));
        let flat: Vec<(i32, i32)> = found.into_iter().flatten().collect();
        assert_eq!(flat[0], (0, 0));
        assert_eq!(flat[1..7].iter().map(|at| at.0).max(), Some(0));
        assert_eq!(flat[7..13].iter().map(|at| at.0).min(), Some(23_000));
        assert_eq!(flat[13], (0, 12));
    }

    #[test]
    fn short_cells_side_by_side_are_read_by_rows() {
        let lines = (0..4)
            .flat_map(|row| [line(0, 4000, row, 1), line(20_000, 24_000, row, 2)])
            .collect();
        let found = regions(lines);
        assert!(found[0].is_table);
        assert_eq!(rows_of(&found)[0][..3], [(0, 0), (20_000, 0), (0, 1)]);
    }

    #[test]
    fn a_page_of_one_column_is_one_region() {
        let lines = (0..9)
            .map(|row| line(0, if row == 4 { 9000 } else { 40_000 }, row, 9))
            .collect();
        assert_eq!(regions(lines).len(), 1);
    }
}
