//! From days to places: in proportion, with long empty stretches cut short.

use diptych_core::Day;

/// The least number of days at which a stretch may be cut.
const SHORT: f64 = 14.0;

/// Places of days on a line.
pub(super) struct Scale {
    knots: Vec<(Day, f64)>,
    /// Where a stretch was cut short.
    pub breaks: Vec<f64>,
}

impl Scale {
    /// Lays days between `left` and `right`. A stretch of more than four times the usual one, and of
    /// more than two weeks, is cut.
    pub(super) fn new(mut days: Vec<Day>, left: f64, right: f64) -> Self {
        days.sort_unstable();
        days.dedup();
        let gaps: Vec<f64> = days
            .windows(2)
            .map(|pair| f64::from(pair[1].days_since(pair[0])))
            .collect();
        let mut sorted = gaps.clone();
        sorted.sort_by(f64::total_cmp);
        let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(1.0);
        let most = (usual * 4.0).max(SHORT);
        let sum: f64 = gaps.iter().map(|gap| gap.min(most)).sum();
        let unit = if sum > 0.0 { (right - left) / sum } else { 0.0 };
        let mut knots = Vec::with_capacity(days.len());
        let mut breaks = Vec::new();
        let mut x = left;
        for (at, day) in days.iter().enumerate() {
            knots.push((*day, x));
            if let Some(gap) = gaps.get(at) {
                let step = gap.min(most) * unit;
                if *gap > most {
                    breaks.push(x + step / 2.0);
                }
                x += step;
            }
        }
        Self { knots, breaks }
    }

    /// The place of a day; one beyond the ends stands at the end.
    pub(super) fn place(&self, day: Day) -> f64 {
        let after = self.knots.partition_point(|(knot, _)| *knot < day);
        match (self.knots.get(after.wrapping_sub(1)), self.knots.get(after)) {
            (_, Some((knot, x))) if *knot == day => *x,
            (Some((a, from)), Some((b, to))) => {
                let part = f64::from(day.days_since(*a)) / f64::from(b.days_since(*a));
                from + (to - from) * part
            }
            (Some((_, x)), None) | (None, Some((_, x))) => *x,
            (None, None) => 0.0,
        }
    }

    /// Days to be written below the line, at least `apart` from each other: the first, the last,
    /// and what fits between.
    pub(super) fn ticks(&self, apart: f64) -> Vec<(Day, f64)> {
        let mut out: Vec<(Day, f64)> = Vec::new();
        let Some(last) = self.knots.last().copied() else {
            return out;
        };
        for knot in &self.knots {
            let fits = out.last().is_none_or(|(_, x)| knot.1 - x >= apart);
            let leaves_room = knot.0 == last.0 || out.is_empty() || last.1 - knot.1 >= apart;
            if fits && leaves_room {
                out.push(*knot);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(all: &[&str]) -> Vec<Day> {
        all.iter().map(|day| Day::parse(day).unwrap()).collect()
    }

    #[test]
    fn days_stand_in_proportion() {
        let scale = Scale::new(
            days(&["2031-04-11", "2031-04-01", "2031-04-05"]),
            0.0,
            100.0,
        );
        assert!((scale.place(Day::parse("2031-04-05").unwrap()) - 40.0).abs() < 1e-9);
        assert!((scale.place(Day::parse("2031-04-06").unwrap()) - 50.0).abs() < 1e-9);
        assert!(scale.breaks.is_empty());
    }

    #[test]
    fn a_long_empty_stretch_is_cut_and_marked() {
        let all = [
            "2022-04-01",
            "2031-04-01",
            "2031-04-02",
            "2031-04-04",
            "2031-04-05",
        ];
        let scale = Scale::new(days(&all), 0.0, 90.0);
        assert_eq!(scale.breaks.len(), 1);
        assert!(scale.place(Day::parse("2031-04-01").unwrap()) < 75.0);
        assert!((scale.place(Day::parse("2031-04-05").unwrap()) - 90.0).abs() < 1e-9);
    }

    #[test]
    fn one_day_or_none_has_a_place_too() {
        let one = Scale::new(days(&["2031-04-01"]), 5.0, 90.0);
        assert!((one.place(Day::parse("2031-05-01").unwrap()) - 5.0).abs() < 1e-9);
        assert_eq!(one.ticks(50.0).len(), 1);
        assert!(Scale::new(Vec::new(), 5.0, 90.0).ticks(50.0).is_empty());
    }
}
