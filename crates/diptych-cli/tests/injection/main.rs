//! Script injections through every field and format: none reaches a report, a terminal or a
//! program's input unescaped.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod holds;
mod sources;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use holds::{holds_html, holds_markdown, holds_screen};
use serde_json::Value;
use sources::case;

/// What an attacker would write. Each holds the mark `ZQX`, by which it is found again.
const PAYLOADS: &[&str] = &[
    "<script>ZQX()</script>",
    "\"><img src=x onerror=ZQX()>",
    "'><svg/onload=ZQX()>",
    "</title><script>ZQX()</script>",
    "</style><script>ZQX()</script>",
    "--><iframe srcdoc=ZQX></iframe>",
    "]]><script>ZQX()</script>",
    "javascript:ZQX()",
    "<a href=javascript:ZQX()>x</a>",
    "[x](javascript:ZQX())",
    "![x](data:text/html,ZQX)",
    "}body{background:url(//ZQX.example)}",
    "\u{202e}ZQX\u{202c}\u{2066}",
    "\u{1b}[31mZQX\u{1b}]0;t\u{7}\u{9b}2J",
    "a\u{0}ZQX\r\u{8}",
    "{{ZQX}}{% raw %}",
    "`ZQX`|<b>|</td>",
    "&lt;script&gt;ZQX()&lt;/script&gt;",
];

/// How many payloads stand together in one case.
const TOGETHER: usize = 9;

fn diptych(dir: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_diptych"))
        .current_dir(dir)
        // Colours are forced, so that nothing is stripped on its way into the pipe.
        .env("CLICOLOR_FORCE", "1")
        .env("DIPTYCH_BY", "Ann")
        .args(args)
        .output()
        .unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// JSON in which no byte stands as it is that a terminal obeys.
fn holds_json(output: &Output, bad: &str) -> Value {
    let is_plain = |byte: &u8| *byte >= 0x20 || *byte == b'\n';
    assert!(output.stdout.iter().all(is_plain), "{bad:?}");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!(
            "{bad:?}: {error}: {}",
            String::from_utf8_lossy(&output.stderr)
        )
    })
}

fn screen(dir: &Path, args: &[&str], bad: &str) -> String {
    let output = diptych(dir, args);
    holds_screen(&text(&output), args[0], bad);
    holds_screen(&String::from_utf8_lossy(&output.stderr), args[0], bad);
    text(&output)
}

/// The name of the file that a path of a record leads to.
fn file(path: &str) -> &str {
    let path = path.strip_prefix("sources/").unwrap_or(path);
    path.split('#').next().unwrap_or(path)
}

#[test]
fn no_payload_of_any_format_reaches_a_report_unescaped() {
    // How many statements of each format carried a payload.
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for some in PAYLOADS.chunks(TOGETHER) {
        let bad = some.join(" ");
        let bad = bad.as_str();
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path();
        for name in case(dir, bad) {
            seen.entry(name.to_owned()).or_default();
        }
        let compare = |format| diptych(dir, &["compare", ".", "--no-model", "--format", format]);
        let record = holds_json(&compare("json"), bad);
        for statement in record["statements"].as_array().unwrap() {
            let words = statement["fragments"].to_string();
            if words.contains("ZQX")
                && let Some(count) = seen.get_mut(file(statement["path"].as_str().unwrap()))
            {
                *count += 1;
            }
        }
        for name in seen.keys() {
            let of = |source: &&Value| file(source["path"].as_str().unwrap()) == name;
            let source = record["sources"].as_array().unwrap().iter().find(of);
            assert!(source.is_some(), "{bad:?}: {name} was not read");
        }

        let html = text(&compare("html"));
        assert!(html.contains("ZQX"), "{bad:?}: nothing of it is shown");
        holds_html(&html, bad);
        holds_markdown(&text(&compare("md")), bad);
        screen(dir, &["compare", ".", "--no-model"], bad);

        let timeline = |format| diptych(dir, &["timeline", ".", "--no-model", "--format", format]);
        let picture = text(&timeline("svg"));
        assert!(picture.contains("<svg"), "{bad:?}: no picture");
        holds_html(&picture, bad);
        holds_markdown(&text(&timeline("md")), bad);
        holds_json(&timeline("json"), bad);
        screen(dir, &["timeline", ".", "--no-model"], bad);

        screen(dir, &["extract", "."], bad);
        let lines = text(&diptych(dir, &["extract", ".", "--format", "jsonl"]));
        assert!(
            lines
                .lines()
                .all(|line| serde_json::from_str::<Value>(line).is_ok())
        );
        for source in record["sources"].as_array().unwrap() {
            let path = source["path"].as_str().unwrap();
            let shown = screen(dir, &["show", ".", path], bad);
            assert!(
                shown.contains("ZQX") || !seen.contains_key(file(path)),
                "{bad:?}: {path} shows nothing of it"
            );
        }
        screen(dir, &["show", ".", bad.split('\0').next().unwrap()], bad);
        for list in ["statements", "divergences"] {
            let id = record[list][0]["id"].as_str().unwrap_or_default();
            screen(dir, &["explain", ".", id, "--no-model"], bad);
        }
    }
    let silent: Vec<&String> = seen
        .iter()
        .filter(|(_, count)| **count == 0)
        .map(|(name, _)| name)
        .collect();
    assert!(silent.is_empty(), "no statement with a payload: {silent:?}");
}

#[test]
fn no_payload_reaches_a_report_through_the_store() {
    for some in PAYLOADS.chunks(TOGETHER) {
        let bad = some.join(" ").replace('\0', "");
        let bad = bad.as_str();
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path();
        case(dir, bad);
        screen(dir, &["add", ".", "sources"], bad);
        let compare = |format| diptych(dir, &["compare", ".", "--no-model", "--format", format]);
        let record = holds_json(&compare("json"), bad);
        let divergence = record["divergences"][0]["id"].as_str().unwrap().to_owned();
        let statement = record["statements"][0]["id"].as_str().unwrap().to_owned();
        // What a person writes is no better than what a source says.
        for args in [
            &["review", ".", &divergence, "context", bad, "--by", bad][..],
            &["review", ".", &divergence, "note", bad],
            &[
                "review",
                ".",
                &statement,
                "translation",
                bad,
                "--lang",
                "en",
            ],
            &["review", ".", &statement, "speaker", bad],
        ] {
            screen(dir, args, bad);
        }
        let html = text(&compare("html"));
        assert!(html.contains("ZQX"), "{bad:?}: nothing of it is shown");
        holds_html(&html, bad);
        holds_markdown(&text(&compare("md")), bad);
        holds_json(&compare("json"), bad);
        let draft = format!("Mira Holt said: “Port Lenna agreed to open the bridge {bad}.”\n");
        fs::write(dir.join("draft.txt"), draft).unwrap();
        for args in [
            &["compare", ".", "--no-model"][..],
            &["log", "."],
            &["search", ".", "bridge"],
            &["search", ".", bad],
            &["verify", ".", "draft.txt", "--no-model"],
            &["check", ".", bad, "--no-model"],
            &["doctor", "."],
        ] {
            screen(dir, args, bad);
        }
    }
}
