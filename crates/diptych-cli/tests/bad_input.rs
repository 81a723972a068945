//! What becomes of bad input: a clear problem, the rest goes on.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use tempfile::TempDir;

fn diptych(dir: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_diptych"))
        .current_dir(dir)
        .args(args)
        .output()
        .unwrap()
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    dir
}

fn record(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}

fn codes(record: &serde_json::Value) -> Vec<&str> {
    record["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["code"].as_str().unwrap())
        .collect()
}

const GOOD: (&str, &[u8]) = (
    "good.txt",
    "“We agree to the plan,” said Ada Renn.\n".as_bytes(),
);

#[test]
fn empty_and_binary_files_are_problems_and_the_rest_goes_on() {
    let dir = folder(&[
        GOOD,
        ("empty.txt", b""),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    ]);
    let output = diptych(dir.path(), &["compare", ".", "--json"]);
    let record = record(&output);
    assert_eq!(record["statements"][0]["speaker"]["name"], "Ada Renn");
    assert!(
        codes(&record).contains(&"D0101") && codes(&record).contains(&"D0102"),
        "{:?}",
        codes(&record)
    );
    assert_eq!(
        output.status.code(),
        Some(1),
        "the binary file could not be read"
    );
}

#[test]
fn a_file_over_the_limit_is_refused_with_a_code() {
    let big = "слово ".repeat(120_000);
    let dir = folder(&[GOOD, ("big.txt", big.as_bytes())]);
    let output = diptych(dir.path(), &["compare", ".", "--json", "--max-size", "1"]);
    let record = record(&output);
    assert!(codes(&record).contains(&"D0103"));
    assert_eq!(record["sources"].as_array().unwrap().len(), 1);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn invalid_utf_8_is_decoded_or_named_by_its_byte() {
    // «Мы согласны», — заявил министр. in windows-1251, then a UTF-8 text with one broken byte.
    let legacy: Vec<u8> = b"\xab\xcc\xfb \xf1\xee\xe3\xeb\xe0\xf1\xed\xfb\xbb, \x97 \xe7\xe0\xff\xe2\xe8\xeb \xec\xe8\xed\xe8\xf1\xf2\xf0 \xcf\xe5\xf2\xf0\xee\xe2.\n".to_vec();
    let mut broken = "“We agree to the plan,” said Ada Renn. Переговоры продолжаются в столице.\n"
        .repeat(4)
        .into_bytes();
    broken.insert(10, 0xff);
    let dir = folder(&[("legacy.txt", &legacy), ("broken.txt", &broken)]);
    let output = diptych(dir.path(), &["compare", ".", "--json"]);
    let record = record(&output);
    let texts: Vec<String> = record["statements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["fragments"][0]["text"].to_string())
        .collect();
    assert!(
        texts.iter().any(|text| text.contains("Мы согласны")),
        "{texts:?}"
    );
    let named = record["problems"]
        .as_array()
        .unwrap()
        .iter()
        .any(|problem| problem["message"].as_str().unwrap().contains("byte 10"));
    assert!(named, "{:?}", record["problems"]);
}

#[test]
fn html_nested_a_hundred_thousand_deep_is_read_in_linear_time() {
    let page = |depth: usize| {
        format!(
            "<html><body>{}<p>“We agree to the plan,” said Ada Renn.</p>{}",
            "<div>".repeat(depth),
            "</div>".repeat(depth)
        )
    };
    let time = |depth: usize| {
        let dir = folder(&[("page.html", page(depth).as_bytes())]);
        let started = Instant::now();
        let output = diptych(dir.path(), &["extract", "page.html", "--json"]);
        assert!(
            String::from_utf8_lossy(&output.stdout).contains("We agree to the plan"),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        started.elapsed()
    };
    let (small, large) = (time(12_500), time(100_000));
    assert!(
        large < small * 24 + Duration::from_secs(2),
        "{small:?} for 12,500, {large:?} for 100,000"
    );
}

#[test]
fn two_people_with_one_alias_leave_the_speaker_open() {
    let case = "[[side]]\nname = 'North'\npeople = [{ name = 'Ada Renn', aliases = ['Renn'] }]\n\
                [[side]]\nname = 'South'\npeople = [{ name = 'Carl Renn', aliases = ['Renn'] }]\n\
                [[issue]]\nname = 'The plan'\nterms = ['plan']\n";
    let dir = folder(&[
        ("case.toml", case.as_bytes()),
        (
            "sources/a.txt",
            "“We agree to the plan,” said Renn.\n".as_bytes(),
        ),
    ]);
    let output = diptych(dir.path(), &["compare", ".", "--json"]);
    let record = record(&output);
    let speaker = &record["statements"][0]["speaker"];
    assert_eq!(
        (&speaker["name"], &speaker["side"]),
        (&serde_json::Value::Null, &serde_json::Value::Null)
    );
    assert_eq!(speaker["candidates"].as_array().unwrap().len(), 2);
    assert!(codes(&record).contains(&"D0305"), "{:?}", codes(&record));
}

#[test]
fn without_sides_they_are_proposed() {
    let dir = folder(&[
        (
            "a.txt",
            "“Boris Lind agreed to a ceasefire,” President Ada Renn said on Monday.\n".as_bytes(),
        ),
        (
            "b.txt",
            "“We did not agree to any ceasefire,” Prime Minister Boris Lind said on Tuesday.\n"
                .as_bytes(),
        ),
    ]);
    let output = diptych(
        dir.path(),
        &[
            "compare",
            "a.txt",
            "b.txt",
            "--json",
            "--write-case",
            "case.toml",
        ],
    );
    let record = record(&output);
    assert_eq!(
        record["case"]["sides"].as_array().unwrap().len(),
        2,
        "{}",
        record["case"]
    );
    assert!(!record["case"]["issues"].as_array().unwrap().is_empty());
    assert!(
        fs::read_to_string(dir.path().join("case.toml"))
            .unwrap()
            .contains("[[side]]")
    );
    let again = diptych(
        dir.path(),
        &["compare", "a.txt", "--write-case", "case.toml"],
    );
    assert_eq!(
        again.status.code(),
        Some(2),
        "a case file is never overwritten"
    );
}

#[test]
fn a_day_that_does_not_exist_is_left_open() {
    let dir = folder(&[(
        "a.txt",
        "Ada Renn, 31 February\n\n“We agree to the plan.”\n".as_bytes(),
    )]);
    let output = diptych(dir.path(), &["compare", ".", "--json"]);
    let record = record(&output);
    assert!(
        codes(&record).contains(&"D0204"),
        "{:?}",
        record["problems"]
    );
    assert_eq!(
        record["statements"][0]["speaker"]["name"], "Ada Renn",
        "the words are kept"
    );
    for statement in record["statements"].as_array().unwrap() {
        assert_eq!(statement["said"], serde_json::Value::Null);
    }
}

#[test]
fn a_folder_without_sources_is_wrong_usage() {
    let dir = folder(&[]);
    let output = diptych(dir.path(), &["compare", "."]);
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        message.contains("D0308") && message.contains("sources/"),
        "{message}"
    );
}

#[test]
fn a_wrong_case_file_is_named_by_line_and_column() {
    let dir = folder(&[GOOD, ("case.toml", b"title = 'T'\n[[side]]\nname = \n")]);
    let output = diptych(dir.path(), &["compare", "."]);
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        message.contains("D0301") && message.contains("line 3, column"),
        "{message}"
    );
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_report_whole() {
    let dir = folder(&[GOOD, ("out/report.html", b"the old report")]);
    // A limit on the size of files stands in for a full disk; with the signal ignored the write itself fails.
    let script = format!(
        "trap '' XFSZ; ulimit -f 1; exec '{}' compare good.txt --format html --out out/report.html",
        env!("CARGO_BIN_EXE_diptych")
    );
    let output = Command::new("sh")
        .current_dir(dir.path())
        .args(["-c", &script])
        .output()
        .unwrap();
    assert_eq!(
        output.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(String::from_utf8_lossy(&output.stderr).contains("D0501"));
    assert_eq!(
        fs::read_to_string(dir.path().join("out/report.html")).unwrap(),
        "the old report"
    );
    assert_eq!(fs::read_dir(dir.path().join("out")).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn comparing_writes_nothing_into_the_folder() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = folder(&[GOOD]);
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let output = diptych(dir.path(), &["compare", ".", "--json"]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn a_bad_line_of_a_stream_is_named_and_the_rest_goes_on() {
    use std::io::Write as _;
    let mut child = Command::new(env!("CARGO_BIN_EXE_diptych"))
        .args(["extract", "-"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let lines =
        "{\"doc\": \"a\"\n{\"doc\":\"b\",\"text\":\"“We agree to the plan,” said Ada Renn.\"}\n";
    child
        .stdin
        .take()
        .unwrap()
        .write_all(lines.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("line 1"));
    let first: serde_json::Value =
        serde_json::from_slice(output.stdout.split(|byte| *byte == b'\n').next().unwrap()).unwrap();
    assert_eq!(
        (first["doc"].as_str(), first["speaker_name"].as_str()),
        (Some("b"), Some("Ada Renn"))
    );
}
