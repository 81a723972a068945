// long: one server and one story, from the first page to the last edit
//! Pages, feeds and `watch` through the real program, with a server on the loopback address.
#![cfg(feature = "fetch")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

use diptych_testkit::{Reply, Server};
use tempfile::TempDir;

const CASE: &str = "title = 'The weir'\n\
    [[side]]\nid = 'arland'\nname = 'Arland'\npeople = [{ name = 'Ada Renn', role = 'Prime Minister', aliases = ['Renn'] }]\n\
    [[side]]\nid = 'borvia'\nname = 'Borvia'\npeople = [{ name = 'Bo Lind', role = 'President', aliases = ['Lind'] }]\n\
    [[issue]]\nid = 'locks'\nname = 'The locks'\nterms = ['locks', 'weir']\n";

fn page(words: &str) -> String {
    format!(
        "<html><head><title>Remarks after the talks</title><meta property=\"article:published_time\" \
         content=\"2031-04-04T10:00:00Z\"></head><body><nav>Home News</nav><article><h1>Remarks after the talks</h1>\
         <p>President Bo Lind of Borvia spoke to reporters on Friday after three hours of talks on the weir.</p>\
         <p>{words}</p><p>The delegations meet again in the autumn, the office of the president said.</p>\
         </article><footer>Seen 12 times</footer></body></html>"
    )
}

const FIRST: &str = "“We have agreed to open the locks in May,” Bo Lind said. “Borvia will pay for the repair of the weir,” he added.";
const SECOND: &str = "“We are ready to discuss opening the locks in May,” Bo Lind said.";

fn case() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("case.toml"), CASE).unwrap();
    fs::create_dir(dir.path().join("sources")).unwrap();
    fs::write(
        dir.path().join("sources/arland.txt"),
        "---\ndate: 2031-04-03\n---\n“Borvia has agreed to open the locks in May,” Ada Renn, the Prime Minister of Arland, said on Thursday.\n",
    )
    .unwrap();
    assert!(run(dir.path(), &["init", "."]).status.success());
    dir
}

fn run(dir: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_diptych"))
        .current_dir(dir)
        .args(args)
        .env("SOURCE_DATE_EPOCH", "1934000000")
        .output()
        .unwrap()
}

fn text(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

fn record(dir: &Path) -> serde_json::Value {
    let output = run(dir, &["compare", ".", "--json", "--no-model"]);
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", text(&output)))
}

fn list<'v>(value: &'v serde_json::Value, key: &str) -> &'v [serde_json::Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// A server of one page whose words can be changed.
fn changing(words: &str) -> (Server, Arc<Mutex<String>>) {
    let now = Arc::new(Mutex::new(page(words)));
    let shown = Arc::clone(&now);
    let server = Server::start(move |path, _| match path {
        "/robots.txt" => Reply::missing(),
        _ => Reply::page(&shown.lock().unwrap()),
    });
    (server, now)
}

#[test]
fn a_page_is_added_by_its_address_and_its_edits_are_findings() {
    let dir = case();
    let (server, now) = changing(FIRST);
    let url = server.url("/remarks");
    let add = |flags: &[&str]| {
        let args: Vec<&str> = ["add", ".", &*url, "--delay", "0"]
            .iter()
            .chain(flags)
            .copied()
            .collect();
        run(dir.path(), &args)
    };
    let refused = add(&[]);
    assert_eq!(refused.status.code(), Some(1), "{}", text(&refused));
    assert!(text(&refused).contains("D0603"), "{}", text(&refused));
    assert_eq!(server.asked(), Vec::<String>::new());

    let first = add(&["--allow-private"]);
    assert!(first.status.success(), "{}", text(&first));
    assert!(
        text(&first).contains("new      web/127.0.0.1-remarks-"),
        "{}",
        text(&first)
    );
    let before = record(dir.path());
    let source = list(&before, "sources")
        .iter()
        .find(|one| one["url"] == *url)
        .unwrap();
    assert_eq!(source["extra"]["captured"], "2031-04-15T06:13:20Z");
    assert_eq!(list(&before, "edits").len(), 0);
    assert!(
        list(&before, "statements")
            .iter()
            .any(|one| one["speaker"]["name"] == "Bo Lind")
    );

    // What changes outside the words is no new version.
    *now.lock().unwrap() = page(FIRST).replace("12 times", "13 times");
    let same = add(&["--allow-private"]);
    assert!(
        text(&same).contains("0 new, 0 changed, 1 known already"),
        "{}",
        text(&same)
    );

    *now.lock().unwrap() = page(SECOND);
    let edited = add(&["--allow-private"]);
    assert!(text(&edited).contains("changed  web/"), "{}", text(&edited));
    let after = record(dir.path());
    let edit = &list(&after, "edits")[0];
    assert_eq!(edit["url"], *url);
    let changes = serde_json::to_string(&edit["changes"]).unwrap();
    assert!(
        changes.contains("have agreed to open") && changes.contains("are ready to discuss opening"),
        "{changes}"
    );
    let found: Vec<_> = list(&after, "divergences")
        .iter()
        .filter(|one| one["axis"] == "retelling")
        .collect();
    assert!(!found.is_empty(), "{:#}", after["divergences"]);
    let sources: Vec<&str> = list(&after, "sources")
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    for key in ["left", "right"] {
        assert!(sources.contains(&edit[key].as_str().unwrap()));
    }
    for one in &found {
        let left = list(&after, "statements")
            .iter()
            .find(|other| other["id"] == one["left"])
            .unwrap();
        assert_eq!(
            left["source"], edit["left"],
            "the earlier version stands on the left"
        );
        assert!(
            list(&after, "positions")
                .iter()
                .any(|other| other["id"] == one["left_position"])
        );
    }
    assert!(
        found.iter().any(|one| one["kind"] == "silent"),
        "what was cut is told: {found:#?}"
    );
    assert!(
        list(&after, "problems")
            .iter()
            .any(|one| one["code"] == "D0611")
    );

    for args in [
        vec!["compare", ".", "--no-model"],
        vec!["log", ".", "--no-model"],
    ] {
        let shown = text(&run(dir.path(), &args));
        assert!(
            shown.contains("[-have agreed to open-]") || shown.contains("[-have"),
            "{shown}"
        );
    }
    for format in ["html", "md"] {
        let output = run(
            dir.path(),
            &["compare", ".", "--no-model", "--format", format],
        );
        let shown = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            shown.contains("Pages that were changed without a word")
                && shown.contains("have agreed to open"),
            "{format}: {}",
            text(&output)
        );
    }
    let log = run(dir.path(), &["log", ".", "--no-model", "--json"]);
    let log: serde_json::Value = serde_json::from_slice(&log.stdout).unwrap();
    assert_eq!(log["edits"], after["edits"]);
    assert_eq!(log["decisions"], serde_json::json!([]));
    let doctor = run(dir.path(), &["doctor", "."]);
    assert!(doctor.status.success(), "{}", text(&doctor));
    // A second look gives the same record, and so does one from an export.
    assert_eq!(record(dir.path()), after);
    assert!(
        run(dir.path(), &["export", ".", "--out", "all.jsonl"])
            .status
            .success()
    );
    let export = dir.path().join("all.jsonl");
    let other = tempfile::tempdir().unwrap();
    fs::copy(dir.path().join("case.toml"), other.path().join("case.toml")).unwrap();
    assert!(
        run(other.path(), &["import", ".", export.to_str().unwrap()])
            .status
            .success()
    );
    assert_eq!(record(other.path()), after);
}

#[test]
fn the_same_page_at_another_address_is_passed_over() {
    let dir = case();
    let (server, _) = changing(FIRST);
    let (one, two) = (server.url("/a"), server.url("/b?utm=1"));
    let flags = ["--allow-private", "--delay", "0"];
    let add = |url: &str| run(dir.path(), &[&["add", ".", url], &flags[..]].concat());
    add(&one);
    record(dir.path());
    let output = add(&two);
    assert!(
        text(&output).contains("0 new, 0 changed, 1 known already"),
        "{}",
        text(&output)
    );
    assert!(
        text(&add("https://ann:geheim@127.0.0.1/")).contains("D0602")
            || !text(&add("https://ann:geheim@127.0.0.1/")).contains("geheim")
    );
    let store = fs::read(dir.path().join("case.sqlite")).unwrap();
    assert!(!store.windows(6).any(|here| here == b"geheim"));
}

fn feed(server: &str, items: &[&str]) -> String {
    let items: Vec<String> = items
        .iter()
        .map(|item| format!("<item><title>Remarks {item}</title><link>{server}/{item}</link><pubDate>Fri, 04 Apr 2031 10:00:00 GMT</pubDate><description>Short.</description></item>"))
        .collect();
    format!(
        "<rss version=\"2.0\"><channel><title>The office</title>{}</channel></rss>",
        items.concat()
    )
}

#[cfg(unix)]
#[test]
fn watching_takes_in_what_is_new_and_tells_what_changed() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = case();
    let state = Arc::new(Mutex::new((vec!["one"], page(FIRST), false)));
    let shown = Arc::clone(&state);
    let server = Server::start(move |path, request| {
        let state = shown.lock().unwrap();
        let base = format!(
            "http://{}",
            request
                .lines()
                .find_map(|line| line
                    .to_ascii_lowercase()
                    .strip_prefix("host: ")
                    .map(str::to_owned))
                .unwrap_or_default()
        );
        match path {
            "/robots.txt" => Reply::missing(),
            "/feed.xml"
                if request
                    .to_ascii_lowercase()
                    .contains("if-none-match: \"f1\"")
                    && !state.2 =>
            {
                Reply::Bytes(b"HTTP/1.1 304 Not Modified\r\n\r\n".to_vec())
            }
            "/feed.xml" => Reply::new(
                "200 OK",
                &[("Content-Type", "application/rss+xml"), ("ETag", "\"f1\"")],
                feed(&base, &state.0).as_bytes(),
            ),
            "/one" => Reply::page(&state.1),
            "/two" => Reply::page(&page(
                "“Arland has agreed to pay for the repair of the weir,” Bo Lind said.",
            )),
            _ => Reply::new("500 Broken", &[], b""),
        }
    });
    let case_file = format!(
        "{CASE}\n[[watch]]\nfeed = '{}'\n[[watch]]\nfeed = '{}'\n[[watch]]\nfolder = 'inbox'\n",
        server.url("/broken.xml"),
        server.url("/feed.xml"),
    );
    fs::write(dir.path().join("case.toml"), case_file).unwrap();
    let hook = dir.path().join("hook ; touch evil.sh");
    fs::write(&hook, "#!/bin/sh\ncat >> \"$1\"\n").unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    let watch = |epoch: &str, flags: &[&str]| {
        let base = [
            "watch",
            ".",
            "--once",
            "--allow-private",
            "--delay",
            "0",
            "--no-model",
        ];
        Command::new(env!("CARGO_BIN_EXE_diptych"))
            .current_dir(dir.path())
            .args(base.iter().chain(flags))
            .env("SOURCE_DATE_EPOCH", epoch)
            .output()
            .unwrap()
    };
    let to_hook = [
        "--run",
        hook.to_str().unwrap(),
        "--run-arg",
        "told $(touch evil).jsonl",
    ];
    let first = watch("1934000000", &to_hook);
    assert_eq!(
        first.status.code(),
        Some(1),
        "one feed fails: {}",
        text(&first)
    );
    let said = text(&first);
    assert!(said.contains("new      web/127.0.0.1-one-"), "{said}");
    assert!(
        said.contains("D0609") && said.contains("failed once in a row"),
        "{said}"
    );
    assert!(said.contains("inbox"), "a missing folder is told: {said}");
    assert!(said.contains("  new      0."), "findings are new: {said}");
    let told = fs::read_to_string(dir.path().join("told $(touch evil).jsonl")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert!(!list(&json["findings"], "new").is_empty());
    assert!(!dir.path().join("evil").exists() && !dir.path().join("evil.sh").exists());

    // Nothing new: nothing is told, and what failed is left alone for a while.
    let asked = server.asked().len();
    let second = watch("1934000060", &to_hook);
    assert!(
        text(&second).contains("findings: nothing changed"),
        "{}",
        text(&second)
    );
    assert_eq!(
        server.asked().len(),
        asked + 2,
        "robots.txt and the feed: {:?}",
        &server.asked()[asked..]
    );
    assert_eq!(
        fs::read_to_string(dir.path().join("told $(touch evil).jsonl")).unwrap(),
        told
    );

    // A new item, a page edited without a word, a file in the folder.
    *state.lock().unwrap() = (vec!["two", "one"], page(SECOND), true);
    fs::create_dir(dir.path().join("inbox")).unwrap();
    fs::write(
        dir.path().join("inbox/note.txt"),
        "“We will open the locks in June,” Bo Lind said.\n",
    )
    .unwrap();
    let third = watch("1934010000", &["--json"]);
    let json: serde_json::Value = serde_json::from_slice(&third.stdout)
        .unwrap_or_else(|error| panic!("{error} {}", text(&third)));
    let what: Vec<(&str, &str)> = list(&json, "sources")
        .iter()
        .map(|one| (one["path"].as_str().unwrap(), one["what"].as_str().unwrap()))
        .collect();
    assert!(
        what.iter()
            .any(|(path, what)| path.contains("-two-") && *what == "new"),
        "{what:?}"
    );
    assert!(
        what.iter()
            .any(|(path, what)| path.contains("-one-") && *what == "edited"),
        "{what:?}"
    );
    assert!(what.contains(&("inbox/note.txt", "new")), "{what:?}");
    assert_eq!(list(&json["findings"], "edits").len(), 1);
    let kinds = |key| list(&json["findings"], key).len();
    assert!(
        kinds("new") > 0 && kinds("gone") + kinds("changed") > 0,
        "{:#}",
        json["findings"]
    );

    // A webhook that is down: the same is told again.
    let down = server.url("/down");
    state.lock().unwrap().1 = page(FIRST);
    for (epoch, code) in [("1934020000", 1), ("1934020060", 1)] {
        let output = watch(epoch, &["--webhook", &down]);
        assert_eq!(output.status.code(), Some(code));
        assert!(
            text(&output).contains("D0618") && text(&output).contains("edited"),
            "{}",
            text(&output)
        );
    }
    let posts = server
        .asked()
        .iter()
        .filter(|one| one.starts_with("POST /down"))
        .count();
    assert_eq!(posts, 2);
}

#[cfg(unix)]
#[test]
fn watching_ends_cleanly_when_it_is_asked_to() {
    let dir = case();
    let mut child = Command::new(env!("CARGO_BIN_EXE_diptych"))
        .current_dir(dir.path())
        .args(["watch", ".", "--every", "1h", "--no-model"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = std::io::BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    std::io::BufRead::read_line(&mut out, &mut line).unwrap();
    assert!(line.contains("0 asked"), "{line}");
    let killed = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
    let mut rest = String::new();
    std::io::Read::read_to_string(&mut out, &mut rest).unwrap();
    assert!(rest.contains("ended"), "{rest}");
    assert!(child.wait().unwrap().success());
    assert!(run(dir.path(), &["doctor", "."]).status.success());
}

#[test]
fn wrong_usage_is_told() {
    let dir = case();
    for args in [
        &["watch", ".", "--every", "often", "--once"][..],
        &["watch", ".", "missing-folder", "--once"],
        &["watch", "missing", "--once"],
        &["watch", ".", "--once", "--webhook", "ftp://a.example/"],
    ] {
        let output = run(dir.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", text(&output));
    }
    fs::write(
        dir.path().join("case.toml"),
        format!("{CASE}\n[[watch]]\nfeeds = 'x'\n"),
    )
    .unwrap();
    let output = run(dir.path(), &["watch", ".", "--once", "--no-model"]);
    assert!(text(&output).contains("D0616"), "{}", text(&output));
}

#[test]
fn what_a_flag_allows_is_asked_at_once_and_what_waits_is_told() {
    let dir = case();
    let (server, _) = changing(FIRST);
    let url = server.url("/remarks");
    let watch = |flags: &[&str]| {
        let base = ["watch", ".", &*url, "--once", "--delay", "0", "--no-model"];
        text(&run(dir.path(), &[&base[..], flags].concat()))
    };
    let refused = watch(&[]);
    assert!(refused.contains("D0603"), "{refused}");
    // A round that asks nothing says why.
    let waits = watch(&[]);
    assert!(waits.contains("0 asked"), "{waits}");
    assert!(
        waits.contains(&format!("waiting  {url}")) && waits.contains("loopback"),
        "{waits}"
    );
    assert_eq!(server.asked(), Vec::<String>::new());
    let json: serde_json::Value = serde_json::from_str(
        watch(&["--json"])
            .lines()
            .find(|line| line.starts_with('{'))
            .unwrap(),
    )
    .unwrap();
    assert_eq!(json["waiting"][0]["address"], *url);
    let allowed = watch(&["--allow-private"]);
    assert!(allowed.contains("new      web/"), "{allowed}");
}
