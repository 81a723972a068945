//! Time and memory on a large folder and on many formats, by the release build of the command.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use diptych_testkit::mutate::Random;

/// The most memory that a folder of any size may take, in megabytes.
const MEMORY: u64 = 500;
/// The longest that a hundred mixed sources may take, in seconds.
const MIXED: u64 = 10;
/// How many mixed sources there are.
const SOURCES: usize = 100;

/// What a run took.
struct Took {
    time: Duration,
    /// The most memory it held, in megabytes; nothing where the system does not tell.
    memory: Option<u64>,
}

/// Measures both on a folder of `megabytes` under `target/load`.
///
/// # Errors
/// Where the folder cannot be written or the command fails.
pub(crate) fn measure(root: &Path, megabytes: &str) -> Result<bool, String> {
    let megabytes: usize = megabytes
        .parse()
        .map_err(|_| format!("`{megabytes}` is no number of megabytes"))?;
    let program = root.join("target/release/diptych");
    if !program.is_file() {
        return Err("build it first: cargo build --release".to_owned());
    }
    let folder = root.join("target/load");
    let _ = fs::remove_dir_all(&folder);
    let (pages, bytes) = large(root, &folder.join("large/sources"), megabytes * 1_000_000)?;
    let mut good = true;
    for arguments in [
        &["extract", "--format", "jsonl"][..],
        &["compare", "--no-model", "--format", "json"],
    ] {
        let took = run(&program, arguments, &folder.join("large"))?;
        let memory = took
            .memory
            .map_or("?".to_owned(), |memory| memory.to_string());
        println!(
            "{}: {pages} pages, {} MB in {:.1} s, at most {memory} MB of memory (limit {MEMORY})",
            arguments[0],
            bytes / 1_000_000,
            took.time.as_secs_f64()
        );
        good &= took.memory.is_none_or(|memory| memory <= MEMORY);
    }
    let count = mixed(root, &folder.join("mixed/sources"))?;
    for verb in ["compare", "extract"] {
        let took = run(&program, &[verb], &folder.join("mixed"))?;
        println!(
            "{verb}: {count} mixed files in {:.1} s (limit {MIXED})",
            took.time.as_secs_f64()
        );
        good &= took.time <= Duration::from_secs(MIXED);
    }
    fs::remove_dir_all(&folder).map_err(|error| error.to_string())?;
    Ok(good)
}

/// Runs the command on one core's worth of threads, as the limits are for one core.
fn run(program: &Path, arguments: &[&str], folder: &Path) -> Result<Took, String> {
    let wrong = |error: std::io::Error| format!("{}: {error}", program.display());
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .args(["--quiet", "."])
        .current_dir(folder)
        .env("RAYON_NUM_THREADS", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(wrong)?;
    let status = format!("/proc/{}/status", child.id());
    let mut memory = None;
    while child.try_wait().map_err(wrong)?.is_none() {
        let told = fs::read_to_string(&status).ok();
        let most = told.as_deref().and_then(peak);
        memory = memory.max(most);
        std::thread::sleep(Duration::from_millis(10));
    }
    Ok(Took {
        time: start.elapsed(),
        memory,
    })
}

/// The most memory a process held, in megabytes, as Linux tells it.
fn peak(status: &str) -> Option<u64> {
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1000)
}

/// Pages of the fixtures, each filled up as news pages are, with some of its words changed and with
/// words of its own.
fn large(root: &Path, folder: &Path, length: usize) -> Result<(usize, usize), String> {
    let fixtures = root.join("crates/diptych-read/tests/fixtures");
    let pages: Vec<String> = files(&fixtures)
        .iter()
        .map(|path| path.join("source.html"))
        // Pages in older encodings cannot be put together with text here.
        .filter_map(|path| fs::read_to_string(path).ok())
        .collect();
    if pages.is_empty() {
        return Err(format!("{} holds no pages", fixtures.display()));
    }
    fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let filler = format!(
        "<script>{}</script>",
        "var a={\"k\":\"v<b>\",n:1};\n".repeat(1500)
    );
    let boxes = "<div class=\"c-card__wrap\" data-id=\"1\"><span></span></div>\n".repeat(500);
    let (mut count, mut total) = (0, 0);
    let mut random = Random::new(1);
    while total < length {
        let page = changed(&pages[count % pages.len()], &mut random);
        let page = format!(
            "{page}{filler}<p>Mira Holt said: “We counted {count} lorries on the bridge.”</p>{boxes}"
        );
        total += page.len();
        write(&folder.join(format!("p{count:06}.html")), page.as_bytes())?;
        count += 1;
    }
    Ok((count, total))
}

/// A page in which about every seventh longer word is another one of the page.
fn changed(page: &str, random: &mut Random) -> String {
    let words = words(page);
    let mut out = String::with_capacity(page.len());
    let mut at = 0;
    for word in &words {
        if random.below(7) == 0 {
            out.push_str(&page[at..word.start]);
            out.push_str(&page[random.one_of(&words).clone()]);
            at = word.end;
        }
    }
    out + &page[at..]
}

/// Where the longer words of small letters stand that are no part of tags, scripts or styles.
fn words(page: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < page.len() {
        let rest = &page[at..];
        let skipped = [("<script", "</script>"), ("<style", "</style>"), ("<", ">")];
        let tag = skipped.iter().find(|(open, _)| rest.starts_with(open));
        if let Some((_, close)) = tag {
            at += rest.find(close).map_or(rest.len(), |end| end + close.len());
            continue;
        }
        let is_other = |c: char| !c.is_alphanumeric();
        let end = rest.find(is_other).unwrap_or(rest.len());
        let word = &rest[..end];
        if word.chars().all(char::is_lowercase) && word.chars().nth(4).is_some() {
            out.push(at..at + end);
        }
        at += end;
        // What is between words, as far as a tag that may follow.
        at += page[at..]
            .find(|c: char| c == '<' || c.is_alphanumeric())
            .unwrap_or(page.len() - at);
    }
    out
}

/// Every format that the readers' fixtures hold, filled up with pages.
fn mixed(root: &Path, folder: &Path) -> Result<usize, String> {
    fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let mut count = 0;
    for path in files(&root.join("crates/diptych-read/tests/formats")) {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name.ends_with(".expected") {
            continue;
        }
        let bytes = fs::read(&path).map_err(|error| error.to_string())?;
        write(&folder.join(name), &bytes)?;
        count += 1;
    }
    let large = root.join("target/load/large/sources");
    for path in files(&large).iter().take(SOURCES.saturating_sub(count)) {
        let bytes = fs::read(path).map_err(|error| error.to_string())?;
        write(&folder.join(path.file_name().unwrap_or_default()), &bytes)?;
        count += 1;
    }
    Ok(count)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut out: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    out.sort();
    out
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_changed_and_markup_is_not() {
        let page = "<p class=\"longer words\">The bridge <b>opens again</b> &amp; сказала она.</p>\
                    <script>var longer;</script>";
        let found: Vec<&str> = words(page).into_iter().map(|word| &page[word]).collect();
        assert_eq!(found, ["bridge", "opens", "again", "сказала"]);
        let mut random = Random::new(3);
        let others: Vec<String> = (0..20).map(|_| changed(page, &mut random)).collect();
        assert!(others.iter().any(|other| other != page));
        for other in others {
            assert!(other.starts_with("<p class=\"longer words\">The ") && other.contains("<b>"));
            assert!(other.ends_with("</p><script>var longer;</script>"));
        }
    }

    #[test]
    fn the_peak_is_read() {
        assert_eq!(peak("Name:\tx\nVmHWM:\t  123456 kB\n"), Some(123));
        assert_eq!(peak("Name:\tx\n"), None);
    }
}
