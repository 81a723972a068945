//! Questions on the judged cases: how often `diptych check` gives the answer that the sources give.

use std::path::Path;
use std::process::Command;

use super::build;

/// Where the questions lie.
const QUESTIONS: &str = "cases/questions.tsv";

/// Asks the questions of one half, `tune` or `held`; prints what was answered wrongly and the part that was right.
pub(crate) fn ask(root: &Path, half: &str) -> Result<bool, String> {
    let program = build::program(root)?;
    let text = std::fs::read_to_string(root.join(QUESTIONS)).map_err(|error| error.to_string())?;
    let (mut right, mut all) = (0_usize, 0_usize);
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [case, of, answers, claim] = cells.as_slice() else {
            return Err(format!("{QUESTIONS}: four cells a line, not: {line}"));
        };
        if *of != half {
            continue;
        }
        let output = Command::new(&program)
            .arg("check")
            .arg(folder(root, case))
            .args([claim, "--json", "--quiet"])
            .output()
            .map_err(|error| error.to_string())?;
        let checked: serde_json::Value =
            serde_json::from_slice(&output.stdout).map_err(|error| format!("{claim}: {error}"))?;
        let answer = checked["answer"].as_str().unwrap_or("nothing");
        all += 1;
        if answers.split('|').any(|one| one == answer) {
            right += 1;
        } else {
            println!("{case}: {claim}\n    {answer}, not {answers}");
        }
    }
    println!("{half}: {right} of {all} questions answered rightly");
    Ok(all > 0)
}

/// The folder of a case, one to work with or the example.
fn folder(root: &Path, case: &str) -> std::path::PathBuf {
    let example = root.join("examples").join(case);
    if example.is_dir() {
        example
    } else {
        root.join("cases/tuning").join(case)
    }
}
