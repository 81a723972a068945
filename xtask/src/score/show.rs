//! `cargo xtask score`: the measures for one set and one file of predictions.

use super::gold::{Gold, Prediction};
use super::quotes::score;
use super::ratio::Ratio;
use super::tokens::score_tokens;

/// Prints the measures; `kinds` are joined by commas, all of them where it is empty.
///
/// # Errors
/// Where a file cannot be read.
pub(crate) fn show(gold: &str, predictions: &str, kinds: &str) -> Result<bool, String> {
    let read = |path: &str| std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"));
    let texts = Gold::read_lines(&read(gold)?)?;
    let lines = read(predictions)?;
    let found: Result<Vec<Prediction>, String> = lines
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).map_err(|error| error.to_string()))
        .collect();
    let found = found?;
    let kinds: Vec<&str> = kinds.split(',').filter(|kind| !kind.is_empty()).collect();
    let scores = score(&texts, &found, &kinds);
    let mut rows = vec![
        ("exact", scores.exact),
        ("letters", scores.letters),
        ("fragments", scores.fragments),
        ("who said what", scores.who_said_what),
    ];
    if texts.iter().any(|text| !text.tokens.is_empty()) {
        let tokens = score_tokens(&texts, &found);
        rows.push(("content tokens", tokens.content));
        rows.push(("source tokens", tokens.source));
        rows.push(("sentences", tokens.sentences));
    }
    for (name, ratio) in rows {
        println!("{name:<16} {}", line(ratio));
    }
    Ok(true)
}

/// Precision, recall and F in per cent.
fn line(ratio: Ratio) -> String {
    let [p, r, f] = [ratio.precision(), ratio.recall(), ratio.f()].map(|value| 100.0 * value);
    format!(
        "P {p:.1}  R {r:.1}  F {f:.1}  ({} of {} found, {} there)",
        ratio.right, ratio.found, ratio.there
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_shown_with_its_counts() {
        let shown = line(Ratio {
            right: 1,
            found: 2,
            there: 2,
        });
        assert_eq!(shown, "P 50.0  R 50.0  F 50.0  (1 of 2 found, 2 there)");
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        assert!(
            show("no-such-gold", "x", "")
                .unwrap_err()
                .starts_with("no-such-gold: ")
        );
    }
}
