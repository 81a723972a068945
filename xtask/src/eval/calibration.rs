//! How the scores of findings compare with how often they are right.

use std::fmt::Write as _;

use super::figure::{Figure, Value};
use super::page::Older;

/// Where each bin begins; the last one ends at 1.
const FROM: [f64; 6] = [0.0, 0.3, 0.5, 0.7, 0.8, 0.9];
/// The score from which a finding is offered as sound.
const SOUND: f64 = 0.7;
/// What the rows of the bins begin with.
const SCORED: &str = "scored";
/// Signs of a full bar.
const WIDTH: usize = 40;

/// Findings by score: how many an editor lists, of how many.
#[derive(Debug, Default)]
pub(super) struct Calibration {
    bins: [(usize, usize); FROM.len()],
    sound: (usize, usize),
}

impl Calibration {
    /// Counts a finding.
    pub(super) fn add(&mut self, score: f64, right: bool) {
        let bin = FROM.iter().rposition(|from| score >= *from).unwrap_or(0);
        let mut all = vec![&mut self.bins[bin]];
        if score >= SOUND {
            all.push(&mut self.sound);
        }
        for count in all {
            count.0 += usize::from(right);
            count.1 += 1;
        }
    }

    /// The rows of the table: the bins, and what is offered as sound.
    pub(super) fn rows(&self) -> impl Iterator<Item = (String, (usize, usize))> {
        let bins = self.bins.iter().enumerate().map(|(number, count)| {
            let to = FROM.get(number + 1).copied().unwrap_or(1.0);
            let measure = format!("{SCORED} {:.1} to {to:.1}, listed", FROM[number]);
            (measure, *count)
        });
        let sound = (format!("{SCORED} {SOUND:.1} and more, listed"), self.sound);
        bins.chain([sound])
    }
}

/// The plot of every set: a bar for each bin, its length the part that an editor lists.
pub(super) fn plot(figures: &[Figure], older: &Older) -> String {
    let mut out = String::new();
    let mut last = "";
    for figure in figures {
        let bin = figure.measure.strip_prefix(SCORED);
        let Some(bin) = bin.filter(|bin| bin.contains(" to ")) else {
            continue;
        };
        let key = (figure.set.clone(), figure.measure.clone());
        let value = match figure.value {
            Value::Skipped => older.get(&key).and_then(|value| Value::parse(value)),
            value => Some(value),
        };
        let Some(Value::Of(listed, all @ 1..)) = value else {
            continue;
        };
        if last != figure.set {
            if !last.is_empty() {
                out.push('\n');
            }
            out.push_str(&figure.set);
            out.push('\n');
            last = &figure.set;
        }
        let full = (listed * WIDTH + all / 2) / all;
        let bar = "█".repeat(full) + &"·".repeat(WIDTH - full.min(WIDTH));
        let bin = bin.trim().trim_end_matches(", listed");
        let _ = writeln!(out, "  {bin}  {bar} {listed} of {all}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_fall_into_the_bin_of_their_score() {
        let mut all = Calibration::default();
        for (score, right) in [(0.1, false), (0.7, true), (0.79, false), (1.0, true)] {
            all.add(score, right);
        }
        let rows: Vec<(String, (usize, usize))> = all.rows().collect();
        assert_eq!(rows[0], ("scored 0.0 to 0.3, listed".to_owned(), (0, 1)));
        assert_eq!(rows[3], ("scored 0.7 to 0.8, listed".to_owned(), (1, 2)));
        assert_eq!(rows[5], ("scored 0.9 to 1.0, listed".to_owned(), (1, 1)));
        assert_eq!(rows[6], ("scored 0.7 and more, listed".to_owned(), (2, 3)));
    }

    #[test]
    fn the_plot_shows_what_was_measured_and_what_was_kept() {
        let measure = "scored 0.7 to 0.8, listed";
        let figures = [
            Figure::new("cases", "", measure, Value::Of(1, 2)),
            Figure::new("others", "", measure, Value::Skipped),
            Figure::new("others", "", "pairs found", Value::Of(1, 2)),
        ];
        let kept = [(
            ("others".to_owned(), measure.to_owned()),
            "3 of 3".to_owned(),
        )];
        let plot = plot(&figures, &kept.into_iter().collect());
        assert!(
            plot.contains("cases\n  0.7 to 0.8  ████████████████████····"),
            "{plot}"
        );
        assert!(
            plot.contains("others\n") && plot.contains("█ 3 of 3"),
            "{plot}"
        );
    }
}
