//! Running every check, the failing ones too.

use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use super::commands::{CHECKS, Check};
use super::tally::Tally;
use crate::tidy;

/// Runs every check and prints what each says, then one line that sums up.
///
/// Returns whether nothing failed.
pub(crate) fn run(root: &Path) -> bool {
    let mut sum = Tally::default();
    let mut rows = Vec::new();
    for check in CHECKS {
        heading(check.name);
        let tally = command(root, check);
        rows.push((check.name, tally));
        sum.add(tally);
    }
    heading("tidy");
    let tally = tidy_rules(root);
    rows.push(("tidy", tally));
    sum.add(tally);

    heading("summary");
    for (name, tally) in rows {
        println!(
            "{} {name}: {tally}",
            if tally.failed == 0 { "ok  " } else { "FAIL" }
        );
    }
    println!("{sum}");
    sum.failed == 0
}

fn heading(name: &str) {
    println!("\n=== {name}");
    // A closed pipe shows at the next line; there is nothing to do about it here.
    let _ = std::io::stdout().flush();
}

fn tidy_rules(root: &Path) -> Tally {
    let mut tally = Tally::default();
    match tidy::run(root) {
        Ok(outcomes) => {
            for outcome in outcomes {
                outcome.print();
                tally.add(match outcome.skipped {
                    Some(_) => Tally::one_skipped(),
                    None => Tally::one(outcome.findings.is_empty()),
                });
            }
        }
        Err(message) => {
            println!("{message}");
            tally.add(Tally::one(false));
        }
    }
    tally
}

/// Runs one command and counts what it says.
fn command(root: &Path, check: &Check) -> Tally {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    if let Some((name, install)) = check.needs {
        let installed = Command::new(&cargo)
            .args([name, "--version"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
        if !installed {
            println!("skipped: cargo-{name} is not installed; install it with `{install}`");
            return Tally::one_skipped();
        }
        // Crates of other platforms are listed too, and may not be here yet.
        // Without a network the check itself says what is missing.
        let _ = Command::new(&cargo)
            .args(["fetch", "--locked", "--quiet"])
            .current_dir(root)
            .status();
    }
    let mut command = Command::new(&cargo);
    command.args(check.arguments).current_dir(root);
    // Set by `cargo run` for this program; inherited, they would make cargo
    // take build scripts that read them as changed.
    for variable in [
        "CARGO_MANIFEST_DIR",
        "CARGO_MANIFEST_PATH",
        "CARGO_PKG_NAME",
    ] {
        command.env_remove(variable);
    }
    if !check.counts_tests {
        return Tally::one(command.status().is_ok_and(|status| status.success()));
    }
    if std::io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    match counted(command) {
        Ok((tally, true)) => tally,
        // What does not build counts no test: the failure itself is counted.
        Ok((mut tally, false)) => {
            tally.failed = tally.failed.max(1);
            tally
        }
        Err(error) => {
            println!("{error}");
            Tally::one(false)
        }
    }
}

/// Runs the command, passes its output on and counts it; and whether it succeeded.
fn counted(mut command: Command) -> std::io::Result<(Tally, bool)> {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let errors = child.stderr.take();
    let other = thread::spawn(move || pass(errors, &mut std::io::stderr()));
    let mut tally = pass(child.stdout.take(), &mut std::io::stdout());
    tally.add(other.join().unwrap_or_default());
    Ok((tally, child.wait()?.success()))
}

/// Passes every line on, and counts it.
fn pass(from: Option<impl Read>, to: &mut impl Write) -> Tally {
    let mut tally = Tally::default();
    let Some(from) = from else {
        return tally;
    };
    for mut line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
        tally.read_line(&plain(&line));
        // In one piece, so that the lines of two streams do not run together.
        line.push(b'\n');
        // The output may be closed before the tests end; they are counted all the same.
        let _ = to.write_all(&line);
    }
    let _ = to.flush();
    tally
}

/// The line without colours.
fn plain(line: &[u8]) -> String {
    let text = String::from_utf8_lossy(line);
    let mut parts = text.split("\u{1b}[");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.split_once('m').map_or("", |(_, rest)| rest));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_do_not_hide_the_counts() {
        let line = b"test result: \x1b[32mok\x1b[m. 2 passed; 0 failed; 0 ignored";
        let tally = pass(Some(&line[..]), &mut Vec::new());
        assert_eq!(
            tally,
            Tally {
                passed: 2,
                failed: 0,
                skipped: 0
            }
        );
    }

    #[test]
    fn output_is_passed_on_as_it_stands() {
        let mut out = Vec::new();
        pass(Some(&b"a\n\xff\n"[..]), &mut out);
        assert_eq!(out, b"a\n\xff\n");
    }
}
