//! Measuring everything, and what comes of it.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::figure::{Figure, Value};
use super::peers::Peers;
use super::texts::Measured;
use super::{build, cases, degree, page, sets};

const PAGE: &str = "docs/QUALITY.md";

/// Measures on every set and case, prints the table and writes `docs/QUALITY.md`.
///
/// What is set aside for a final measurement is left out unless `with_aside`,
/// and then only its figures are shown.
///
/// Returns whether no figure fell by more than a point without a changelog line.
///
/// # Errors
/// Where the program does not build or run, or a set cannot be read.
pub(crate) fn run(root: &Path, with_aside: bool) -> Result<bool, String> {
    let data = std::env::var_os("DIPTYCH_DATA").filter(|value| !value.is_empty());
    let data = data.map(PathBuf::from);
    let peers = Peers::load(root)?;
    let program = build::program(root)?;

    let mut measured = Measured::default();
    for mut set in sets::load(root, data.as_deref())? {
        if set.is_aside && !with_aside {
            set.texts = None;
        }
        measured.set(&program, &set)?;
    }
    let mut figures = measured.finish();
    figures.extend(degree::measure(data.as_deref(), root)?.figures);
    for mut set in cases::all(root, data.as_deref()) {
        if set.is_aside && !with_aside {
            set.folders.clear();
        }
        let (rows, scores) = cases::measure(&program, &set)?;
        figures.extend(rows);
        for (folder, score) in scores.into_iter().filter(|_| !set.is_aside) {
            let name = folder.file_name().unwrap_or_default().to_string_lossy();
            println!("=== {}: {name}\n{score}", set.name);
        }
    }

    let older = page::older(&committed(root));
    let text = page::render(&figures, &peers, &older);
    print_table(&figures, &peers, &older);
    std::fs::create_dir_all(root.join("docs"))
        .and_then(|()| std::fs::write(root.join(PAGE), text))
        .map_err(|error| format!("{PAGE}: {error}"))?;

    let changelog = std::fs::read_to_string(root.join("CHANGELOG.md")).unwrap_or_default();
    let falls = page::falls(&figures, &older, &changelog);
    for fall in &falls {
        println!("fell: {fall}");
    }
    let skipped = figures
        .iter()
        .filter(|figure| figure.value == Value::Skipped)
        .count();
    let why = if data.is_none() {
        " (DIPTYCH_DATA is not set)"
    } else {
        ""
    };
    println!(
        "{} figures measured, {} fell, {skipped} skipped{why}; written to {PAGE}",
        figures.len() - skipped,
        falls.len()
    );
    Ok(falls.is_empty())
}

/// Measures the cases in `folders` alone and prints each score in full; writes nothing.
///
/// # Errors
/// Where the program does not build or run, or a case cannot be read.
pub(crate) fn show_cases(root: &Path, folders: &[&str]) -> Result<bool, String> {
    let program = build::program(root)?;
    let set = cases::given(folders);
    let (figures, scores) = cases::measure(&program, &set)?;
    for (folder, score) in scores {
        println!("=== {}\n{score}", folder.display());
    }
    for figure in figures {
        println!("{:<40} {}", figure.measure, figure.value);
    }
    Ok(true)
}

/// Measures how single clauses are read, and prints `count` wrong rows of each set.
///
/// # Errors
/// Where the count is none or a set cannot be read.
pub(crate) fn degrees(root: &Path, count: &str) -> Result<bool, String> {
    let count: usize = count.parse().map_err(|_| format!("{count}: no count"))?;
    let data = std::env::var_os("DIPTYCH_DATA").map(PathBuf::from);
    let found = degree::measure(data.as_deref(), root)?;
    for (set, wrong) in &found.wrong {
        // Rows from the whole set, and the summaries at its end.
        let step = (wrong.len() / count.max(1)).max(1);
        for row in wrong.iter().step_by(step).take(count) {
            println!("{set}: {row}");
        }
        for row in wrong
            .iter()
            .rev()
            .take(4)
            .filter(|row| row.contains(" of "))
        {
            println!("{set}: {row}");
        }
    }
    for figure in &found.figures {
        println!("{:<28} {:<28} {}", figure.set, figure.measure, figure.value);
    }
    Ok(true)
}

/// The page as it was committed last; the one on disk where there is no git.
fn committed(root: &Path) -> String {
    let shown = Command::new("git")
        .args(["show", &format!("HEAD:{PAGE}")])
        .current_dir(root)
        .output();
    match shown {
        Ok(output) if output.status.success() => {
            String::from_utf8_lossy(&output.stdout).into_owned()
        }
        _ => std::fs::read_to_string(root.join(PAGE)).unwrap_or_default(),
    }
}

fn print_table(figures: &[Figure], peers: &Peers, older: &page::Older) {
    println!(
        "{:<22} {:<4} {:<34} {:>12} {:>12} {:>6} {:>7}",
        "set", "lang", "measure", "now", "committed", "best", "people"
    );
    for figure in figures {
        let peer = peers.of(&figure.set, &figure.measure);
        let number =
            |value: Option<f64>| value.map_or(String::new(), |value| format!("{value:.1}"));
        let key = (figure.set.clone(), figure.measure.clone());
        println!(
            "{:<22} {:<4} {:<34} {:>12} {:>12} {:>6} {:>7}",
            figure.set,
            figure.lang,
            figure.measure,
            figure.value.to_string(),
            older.get(&key).map_or("", String::as_str),
            number(peer.map(|peer| peer.best)),
            number(peer.and_then(|peer| peer.people)),
        );
    }
}
