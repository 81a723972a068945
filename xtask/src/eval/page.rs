//! `docs/QUALITY.md`: the table, and what fell since it was committed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::calibration;
use super::figure::{Figure, Value};
use super::peers::Peers;

const HEAD: &str = "\
# Quality

What `diptych` reaches on texts with known answers. `cargo xtask eval` measures and rewrites this file;
it fails when a figure falls by more than a point and no line of CHANGELOG.md under *Unreleased* names
its set and measure.

*direct*, *direct + mixed*, *indirect*, *all*: who said what, the F of pieces of quotations found at
IoU ≥ .5 of their letters with the right speaker. *exact words*: pieces equal but for marks and
punctuation at their ends. *full name right*, *day right*: of the quotations found. Values are per cent,
counts, or, with their unit, of the machine that measured last (time and speed on one processor, start
included). *Best tool* and *two people* are in the
same measure; where they come from stands in `xtask/peers.toml`.

PolNeAR is US political news in which every attribution was marked; nothing learned from it is part of
the program. The Russian sentences are tagged token by token. The own sets are texts written for this
project: rules may be tuned on *tune*, never on *held*. The model case is a published comparison of two
sides' statements with an editor's judgements; the sample case is the one that `diptych demo` runs; the
own cases lie under `cases/`, judged before the rules were written that they test.
Texts that are not part of the project lie in the folder that `DIPTYCH_DATA` names. Rows that were not
measured keep the last figure: those texts without that variable, and what is set aside for a final
measurement (*held*, *aside*) without `--aside`.
";

const COLUMNS: &str = "\
| set | language | measure | diptych | best tool | two people |
| --- | --- | --- | ---: | --- | ---: |
";

const CALIBRATION: &str = "
## Calibration

Findings by their score: the part of each bin that the editor of the case lists, and how many they are.

";

/// Values of an older page that may not fall, as written, by set and measure.
pub(super) type Older = BTreeMap<(String, String), String>;

/// Reads the table of an older page.
pub(super) fn older(page: &str) -> Older {
    page.lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.strip_prefix('|')?.split('|').map(str::trim).collect();
            let [set, _, measure, value, ..] = cells.as_slice() else {
                return None;
            };
            let key = ((*set).to_owned(), (*measure).to_owned());
            (!set.starts_with("---") && *set != "set").then(|| (key, (*value).to_owned()))
        })
        .collect()
}

/// The page. A row that was skipped keeps its older value.
pub(super) fn render(figures: &[Figure], peers: &Peers, older: &Older) -> String {
    let mut out = format!("{HEAD}\n{COLUMNS}");
    for figure in figures {
        let key = (figure.set.clone(), figure.measure.clone());
        let value = match figure.value {
            Value::Skipped => older.get(&key).cloned().unwrap_or_else(|| "–".to_owned()),
            value => value.to_string(),
        };
        let peer = peers.of(&figure.set, &figure.measure);
        let best = peer.map_or(String::new(), |peer| {
            format!("{:.1} ({})", peer.best, peer.tool)
        });
        let people = peer.and_then(|peer| peer.people);
        let people = people.map_or(String::new(), |people| format!("{people:.1}"));
        let row = format!(
            "| {} | {} | {} | {value} | {best} | {people} |",
            figure.set, figure.lang, figure.measure
        );
        let _ = writeln!(out, "{}", row.replace("|  |", "| |").replace("|  |", "| |"));
    }
    let plot = calibration::plot(figures, older);
    if !plot.is_empty() {
        let _ = write!(out, "{CALIBRATION}```text\n{plot}```\n");
    }
    out
}

/// Figures that fell by more than a point without a line in the changelog, in words.
pub(super) fn falls(figures: &[Figure], older: &Older, changelog: &str) -> Vec<String> {
    let open = unreleased(changelog).to_lowercase();
    let explained = |figure: &Figure| {
        let (set, measure) = (figure.set.to_lowercase(), figure.measure.to_lowercase());
        open.split("\n- ")
            .any(|entry| entry.contains(&set) && entry.contains(&measure))
    };
    let mut out = Vec::new();
    for figure in figures {
        let key = (figure.set.clone(), figure.measure.clone());
        let before = older.get(&key).and_then(|value| Value::parse(value));
        let (Some(before), Some(now)) = (before.and_then(Value::percent), figure.value.percent())
        else {
            continue;
        };
        if before - now > 1.0 && !explained(figure) {
            out.push(format!(
                "{}: {}: from {before:.1} to {now:.1}",
                figure.set, figure.measure
            ));
        }
    }
    out
}

/// The section of the changelog for what is not released, its lines joined by entry.
fn unreleased(changelog: &str) -> String {
    let section = changelog.split("\n## ").find(|section| {
        section
            .trim_start_matches("## ")
            .trim_start_matches('[')
            .starts_with("Unreleased")
    });
    section.unwrap_or_default().replace("\n  ", " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(measure: &str, value: Value) -> Figure {
        Figure::new("PolNeAR dev", "en", measure, value)
    }

    #[test]
    fn a_page_is_read_back_and_skipped_rows_keep_their_value() {
        let figures = [
            figure("direct", Value::Percent(91.04)),
            figure("all", Value::Of(3, 4)),
        ];
        let page = render(&figures, &Peers::default(), &Older::new());
        assert!(
            page.contains("| PolNeAR dev | en | direct | 91.0 | | |\n"),
            "{page}"
        );
        let again = render(
            &[figure("direct", Value::Skipped)],
            &Peers::default(),
            &older(&page),
        );
        assert!(again.contains("| direct | 91.0 |"));
        assert_eq!(older(&page).len(), 2);
    }

    #[test]
    fn a_fall_needs_a_line_that_names_it() {
        let older = older(
            "| PolNeAR dev | en | direct | 91.0 | | |\n| PolNeAR dev | en | all | 10 of 11 | | |\n",
        );
        let now = [
            figure("direct", Value::Percent(89.9)),
            figure("all", Value::Of(9, 11)),
        ];
        let changelog = "# Changelog\n\n## [Unreleased]\n\n### Changed\n\n- Quality, PolNeAR dev,\n  all: falls because a rule went.\n\n## [0.1.0]\n\n- PolNeAR dev, direct\n";
        assert_eq!(
            falls(&now, &older, changelog),
            ["PolNeAR dev: direct: from 91.0 to 89.9"]
        );
        assert_eq!(falls(&now, &older, "").len(), 2);
        assert!(falls(&[figure("direct", Value::Percent(90.1))], &older, "").is_empty());
        assert!(falls(&[figure("direct", Value::Skipped)], &older, "").is_empty());
    }
}
