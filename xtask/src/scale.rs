//! What a comparison costs as a case grows, by the release build of the command on one core.

use std::fs;
use std::path::Path;

use diptych_testkit::made;

use crate::eval::ran_alone;

/// How many sources the cases have, each larger than the one before.
const SOURCES: [usize; 4] = [1_000, 4_000, 12_000, 36_000];
/// Quotations on a page.
const QUOTATIONS: usize = 3;
/// The longest that the smallest may take, in seconds.
const LIMIT: f64 = 30.0;
/// How much more a statement may cost in the largest case than in the smallest.
const GROWTH: f64 = 3.0;

/// Makes the cases under `target/scale`, compares each by rule alone, and takes them away again.
///
/// # Errors
/// Where the folder cannot be written or the command fails.
pub(crate) fn measure(root: &Path) -> Result<bool, String> {
    let program = root.join("target/release/diptych");
    if !program.is_file() {
        return Err("build it first: cargo build --release".to_owned());
    }
    let folder = root.join("target/scale");
    let wrong = |error: std::io::Error| error.to_string();
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("sources")).map_err(wrong)?;
    fs::write(folder.join("case.toml"), made::case_toml()).map_err(wrong)?;
    let (mut made, mut costs, mut first) = (0, Vec::new(), 0.0);
    for sources in SOURCES {
        for number in made..sources {
            let (path, text) = made::page(number, QUOTATIONS);
            fs::write(folder.join(path), text).map_err(wrong)?;
        }
        made = sources;
        let shown = folder.to_string_lossy().into_owned();
        let ran = ran_alone(&program, &["compare", "--no-model", &shown], Vec::new())?;
        let statements = statements_of(&ran.output)
            .ok_or_else(|| String::from_utf8_lossy(&ran.errors).into_owned())?;
        let seconds = ran.busy.unwrap_or(ran.seconds);
        let each = seconds / statements as f64 * 1e3;
        if costs.is_empty() {
            first = seconds;
        }
        costs.push(each);
        let memory = ran
            .peak
            .map_or(String::new(), |peak| format!(", {} MB", peak / 1_000_000));
        println!(
            "{sources} sources, {statements} statements: {seconds:.1} s, {each:.2} ms a statement{memory}"
        );
    }
    fs::remove_dir_all(&folder).map_err(wrong)?;
    let growth = costs[costs.len() - 1] / costs[0];
    println!("a statement of the largest case costs {growth:.2} times one of the smallest");
    Ok(first <= LIMIT && growth <= GROWTH)
}

/// The count of statements that the head of the report gives.
fn statements_of(report: &[u8]) -> Option<usize> {
    let report = String::from_utf8_lossy(report);
    let (before, _) = report.split_once(" statements")?;
    let digits = before.rsplit(' ').next()?;
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_report_tells_how_many_statements_there_are() {
        let head = "The Vale | 31 sources, 1,042 statements | a draft\n2 statements of none";
        assert_eq!(statements_of(head.as_bytes()), Some(1042));
        assert_eq!(statements_of(b"nothing"), None);
    }
}
