//! What one new source, and one decision, cost in a case of many sources, by the release build of the command.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use diptych_testkit::made;

/// How many sources the case has before.
const SOURCES: usize = 1000;
/// Quotations on a page.
const QUOTATIONS: usize = 3;
/// The longest that one new source may take, in milliseconds.
const LIMIT: u128 = 1000;
/// Runs of which the middle one counts.
const RUNS: usize = 5;

/// Makes the case under `target/increment`, measures, and takes it away again.
///
/// # Errors
/// Where the folder cannot be written or the command fails.
pub(crate) fn measure(root: &Path) -> Result<bool, String> {
    let program = root.join("target/release/diptych");
    if !program.is_file() {
        return Err("build it first: cargo build --release".to_owned());
    }
    let (folder, fresh) = (
        root.join("target/increment"),
        root.join("target/increment.1"),
    );
    for one in [&folder, &fresh] {
        let _ = fs::remove_dir_all(one);
    }
    let wrong = |error: std::io::Error| error.to_string();
    fs::create_dir_all(folder.join("sources")).map_err(wrong)?;
    fs::write(folder.join("case.toml"), made::case_toml()).map_err(wrong)?;
    for number in 0..SOURCES {
        page(&folder, number)?;
    }
    run(&program, &["init"], &folder)?;
    let first = run(&program, &["compare"], &folder)?;
    println!("first comparison of {SOURCES} sources: {first:.2?}");
    let bytes = fs::metadata(folder.join("case.sqlite"))
        .map_err(wrong)?
        .len();
    println!("the store: {} KB a source", bytes / 1000 / SOURCES as u64);
    let again = middle(|_| run(&program, &["compare"], &folder))?;
    println!("nothing new: {again:.2?}");
    let one = middle(|number| {
        page(&folder, SOURCES + number)?;
        run(&program, &["compare"], &folder)
    })?;
    println!("one new source: {one:.2?} (limit {LIMIT} ms)");
    let statement = statement(&program, &folder)?;
    for (what, words) in [
        ("a note", ["note", "see the tape"]),
        ("another day", ["date", "2031-05-02"]),
    ] {
        let took = middle(|_| {
            let review = [
                "review", ".", &statement, words[0], words[1], "--by", "xtask",
            ];
            run_in(&program, &review, &folder)
        })?;
        println!("{what} on a statement: {took:.2?}");
    }
    // The same record as of a case that has all at once.
    fs::create_dir_all(&fresh).map_err(wrong)?;
    fs::rename(folder.join("sources"), fresh.join("sources")).map_err(wrong)?;
    fs::copy(folder.join("case.toml"), fresh.join("case.toml")).map_err(wrong)?;
    fs::remove_dir_all(&folder).map_err(wrong)?;
    let all = run(&program, &["compare"], &fresh)?;
    println!(
        "all {} from scratch, without a store: {all:.2?}",
        SOURCES + RUNS
    );
    fs::remove_dir_all(&fresh).map_err(wrong)?;
    Ok(one.as_millis() <= LIMIT)
}

fn page(folder: &Path, number: usize) -> Result<(), String> {
    let (path, text) = made::page(number, QUOTATIONS);
    fs::write(folder.join(path), text).map_err(|error| error.to_string())
}

/// The middle of several runs, each given its number.
fn middle(of: impl Fn(usize) -> Result<Duration, String>) -> Result<Duration, String> {
    let mut all = (0..RUNS).map(of).collect::<Result<Vec<_>, _>>()?;
    all.sort();
    Ok(all[RUNS / 2])
}

/// The identifier of some statement of the case.
fn statement(program: &Path, folder: &Path) -> Result<String, String> {
    let found = Command::new(program)
        .args(["search", ".", "--kind", "direct", "--json", "--limit", "1"])
        .current_dir(folder)
        .output()
        .map_err(|error| error.to_string())?;
    let found = String::from_utf8_lossy(&found.stdout).into_owned();
    let start = found.find("\"st-").ok_or("the case holds no statement")?;
    Ok(found[start + 1..]
        .chars()
        .take_while(|one| *one != '"')
        .collect())
}

fn run(program: &Path, verb: &[&str], folder: &Path) -> Result<Duration, String> {
    let arguments: Vec<&str> = verb.iter().copied().chain(["--quiet", "."]).collect();
    let arguments = if verb == ["init"] {
        vec!["init", "."]
    } else {
        arguments
    };
    run_in(program, &arguments, folder)
}

fn run_in(program: &Path, arguments: &[&str], folder: &Path) -> Result<Duration, String> {
    let start = Instant::now();
    let status = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    if !status.success() {
        return Err(format!(
            "diptych {} ended with {status}",
            arguments.join(" ")
        ));
    }
    Ok(start.elapsed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_taken() {
        let took = middle(|number| Ok(Duration::from_secs([9, 1, 3, 2, 8][number]))).unwrap();
        assert_eq!(took, Duration::from_secs(3));
        assert!(middle(|_| Err("no".to_owned())).is_err());
    }
}
