//! The reports of one sentence among each other.

use diptych_lang::Flags;

use super::{Report, Sentence};
use crate::mentions::Range;

impl Sentence<'_> {
    /// Parts coordinated reports from each other: the words of one end where
    /// the next begins, unless the next stands inside them.
    pub(super) fn part(&self, reports: &mut [Report]) {
        for index in 0..reports.len() {
            let Some(&(begin, end)) = reports[index].content.last() else {
                continue;
            };
            if !reports[index].follows {
                continue;
            }
            for later in index + 1..reports.len() {
                let next = &reports[later];
                let mut start = next.cue.0.min(next.source.map_or(usize::MAX, |(first, _)| {
                    if first > begin { first } else { usize::MAX }
                }));
                if start <= begin || start >= end || !next.follows {
                    continue;
                }
                while start > begin
                    && self.word(start - 1, Flags::ADVERB | Flags::AUXILIARY | Flags::AS)
                {
                    start -= 1;
                }
                let joined = self.sets_apart(start - 1);
                let comma = matches!(self.mark(start - 1), ',' | '-' | ';');
                let gerund =
                    self.units[next.cue.0].any(Flags::GERUND) || self.mark(next.cue.1) == ':';
                if joined || comma && (gerund || self.in_opening_clause(&reports[index])) {
                    let mut stop = start;
                    while stop > begin
                        && (self.word(stop - 1, Flags::CONJUNCTION)
                            || matches!(self.mark(stop - 1), ',' | '-' | ';'))
                    {
                        stop -= 1;
                    }
                    if stop > begin {
                        let place = reports[index].content.len() - 1;
                        reports[index].content[place].1 = stop;
                    }
                    break;
                }
            }
        }
    }
}

impl Sentence<'_> {
    /// A quotation with an attribution right behind it is that speaker's: an
    /// earlier report that reaches it over a colon or comma lets it go.
    pub(super) fn leave_to_tails(&self, reports: &mut Vec<Report>) {
        if !self.english() {
            return;
        }
        let tails: Vec<(usize, usize)> = reports
            .iter()
            .filter(|report| report.tail)
            .filter_map(|report| {
                let (_, end) = *report.content.first()?;
                Some((end - 1, report.cue.0))
            })
            .collect();
        for (quote, cue) in tails {
            for report in reports
                .iter_mut()
                .filter(|report| !report.tail && report.cue.0 < quote && report.cue.0 != cue)
            {
                for range in &mut report.content {
                    if range.0 <= quote && quote < range.1 {
                        range.1 = quote;
                        while range.1 > range.0 && matches!(self.mark(range.1 - 1), ',' | ':' | '-')
                        {
                            range.1 -= 1;
                        }
                    }
                }
                report.content.retain(|(lo, hi)| lo < hi);
            }
        }
        reports.retain(|report| !report.content.is_empty());
    }
}

impl Sentence<'_> {
    /// Whether a report stands in a clause that opens the sentence and is not its
    /// main one: `After X said …,`.
    fn in_opening_clause(&self, report: &Report) -> bool {
        let first = report
            .source
            .map_or(report.cue.0, |(first, _)| first.min(report.cue.0));
        let opening = self.opening();
        self.english()
            && first > opening
            && first <= opening + 2
            && self.word(opening, Flags::SUBORDINATOR | Flags::AS)
            && !self.word(opening, Flags::COMPLEMENT)
    }
}

/// Where an aside such as `as the agency reports` stands round another report,
/// the aside tells who passes it on; and so do `according to` and its kin where
/// what they hold is one report from end to end, and whoever they name speaks for
/// others: `According to the spokesman, the minister told the paper that …`.
pub(super) fn pass_on(reports: &mut Vec<Report>, speaks_for: impl Fn(Range) -> bool) {
    let mut gone = vec![false; reports.len()];
    for outer in 0..reports.len() {
        let according =
            is_according(&reports[outer]) && reports[outer].source.is_some_and(&speaks_for);
        if !(reports[outer].aside || according) || reports[outer].source.is_none() {
            continue;
        }
        let content = reports[outer].content.clone();
        let size: usize = content.iter().map(|(lo, hi)| hi - lo).sum();
        for inner in 0..reports.len() {
            let report = &reports[inner];
            let held = inner != outer
                && !report.mind
                && content
                    .iter()
                    .any(|(lo, hi)| *lo <= report.cue.0 && report.cue.0 < *hi);
            let own: usize = report.content.iter().map(|(lo, hi)| hi - lo).sum();
            let begin = report
                .source
                .map_or(report.cue.0, |(first, _)| first.min(report.cue.0));
            let next = content
                .iter()
                .any(|(lo, _)| *lo > reports[outer].cue.0 && begin.abs_diff(*lo) <= 2);
            let whole = report.follows
                && report.source.is_some()
                && !report.object
                && content.len() == 1
                && begin.abs_diff(content[0].0) <= 1
                && report
                    .content
                    .last()
                    .is_some_and(|(_, end)| *end + 1 >= content[0].1);
            if held
                && (if according {
                    whole
                } else {
                    own * 2 > size || next
                })
            {
                let passer = reports[outer].source;
                reports[inner].via.splice(0..0, passer);
                gone[outer] = true;
                break;
            }
        }
    }
    let mut index = 0;
    reports.retain(|_| {
        index += 1;
        !gone[index - 1]
    });
}

/// Whether a report is by a phrase such as `according to`.
fn is_according(report: &Report) -> bool {
    !report.follows && !report.tail && !report.aside && report.cue.1 > report.cue.0 + 1
}

/// Drops reports inside the words of another: what X said that Y thinks is X's statement.
pub(super) fn drop_nested(reports: &mut Vec<Report>, slavic: bool) {
    let spans: Vec<(usize, usize, usize)> = reports
        .iter()
        .enumerate()
        .filter(|(_, report)| {
            // Words according to someone hold what they retell of another.
            let after = report.content.iter().all(|(lo, _)| *lo >= report.cue.1);
            report.follows || after && !report.tail && report.cue.1 > report.cue.0 + 1
        })
        .flat_map(|(index, report)| report.content.iter().map(move |(lo, hi)| (index, *lo, *hi)))
        .collect();
    // What stands before an aside is all of its speaker's: `X agreed to pay, the paper writes`.
    let before: Vec<(usize, usize, usize)> = reports
        .iter()
        .enumerate()
        .filter(|(_, report)| {
            slavic && !report.follows && !report.tail && report.cue.1 == report.cue.0 + 1
        })
        .flat_map(|(index, report)| report.content.iter().map(move |(lo, hi)| (index, *lo, *hi)))
        .collect();
    let mut index = 0;
    reports.retain(|report| {
        let here = index;
        index += 1;
        !before.iter().any(|(owner, lo, hi)| {
            *owner > here && *lo <= report.cue.0 && report.cue.0 < *hi && report.follows
        }) && !spans
            .iter()
            .any(|(owner, lo, hi)| *owner < here && *lo <= report.cue.0 && report.cue.0 < *hi)
    });
}

/// The last report before `at` that stands in no other's words, and whose words have ended.
pub(super) fn main_before(reports: &[Report], at: usize) -> Option<&Report> {
    let inside = |report: &Report| {
        reports.iter().any(|other| {
            other.cue.0 < report.cue.0
                && other.follows
                && other
                    .content
                    .iter()
                    .any(|(lo, hi)| *lo <= report.cue.0 && report.cue.0 < *hi)
        })
    };
    let open = |report: &Report| {
        report.follows && report.content.iter().any(|(lo, hi)| *lo <= at && at < *hi)
    };
    reports
        .iter()
        .rev()
        .take(12)
        .find(|report| !inside(report) && !open(report))
        .or_else(|| reports.last())
}
