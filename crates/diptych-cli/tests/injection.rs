//! Script injections through every field and format: none reaches a report, a terminal or a
//! program's input unescaped.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

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

fn diptych(dir: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_diptych"))
        .current_dir(dir)
        // Colours are forced, so that nothing is stripped on its way into the pipe.
        .env("CLICOLOR_FORCE", "1")
        .args(args)
        .output()
        .unwrap()
}

/// For TOML, JSON and the like.
fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn xml(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

/// RTF writes every character that is not plain as a number.
fn rtf(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for unit in text.encode_utf16() {
        let _ = write!(out, "\\u{} ?", unit.cast_signed());
    }
    out
}

/// A case whose every field holds the payload: sides, issues, people, and a source of each format.
fn case(dir: &Path, bad: &str) {
    let sources = dir.join("sources");
    fs::create_dir_all(&sources).unwrap();
    // A byte of nothing makes a text file binary data, which is a problem of its own; JSON can hold it.
    let (whole, bad) = (bad, bad.replace('\0', ""));
    let bad = bad.as_str();
    let one_line: String = bad.chars().filter(|c| !c.is_control()).collect();
    fs::write(
        dir.join("case.toml"),
        format!(
            "title = {t}\n[[side]]\nname = {a}\npeople = [{{ name = \"Mira Holt\", aliases = [{p}] }}]\n\
             [[side]]\nname = {b}\npeople = [{{ name = \"Osk Arden\" }}]\n\
             [[issue]]\nname = {i}\ndescription = {p}\nterms = [\"bridge\", {p}]\n",
            t = json(&format!("Talks {bad}")),
            a = json(&format!("Vale {bad}")),
            b = json(&format!("Port Lenna {bad}")),
            i = json(&format!("The bridge {bad}")),
            p = json(bad),
        ),
    )
    .unwrap();
    // A name may hold nearly anything on some systems; what this one refuses is left out.
    let named: String = bad.chars().filter(|c| !matches!(c, '/' | '\0')).collect();
    let words = format!(
        "Mira Holt said on March 4: “Port Lenna agreed to open the bridge {bad} on May 1.” \
         Osk Arden said: “We never agreed to open the bridge {bad}.”"
    );
    let front = format!(
        "---\ntitle: {t}\noutlet: {t}\nurl: {t}\nspeaker: {t}\nauthor: {t}\ndate: 2031-03-05\nnote: {t}\n---\n\n{words}\n",
        t = json(&format!("T {one_line}"))
    );
    for (name, text) in [
        ("a.txt".to_owned(), front.clone()),
        (format!("n{named}.md"), front.replace("a.txt", "b")),
        (
            "b.html".to_owned(),
            format!(
                "<html><head><title>{x}</title><meta property=og:site_name content=\"{x}\">\
                 <link rel=canonical href=\"{x}\"><meta name=author content=\"{x}\"></head>\
                 <body><article><h1>{x}</h1><p>{w}</p><p>{w} Again, at length, of the bridge.</p></article>\
                 <script>ZQX()</script></body></html>",
                x = xml(bad),
                w = xml(&words)
            ),
        ),
        (
            "c.json".to_owned(),
            format!(
                "[{{\"id\": \"1\", \"created_at\": \"2031-03-05T10:00:00Z\", \"content\": {w}, \"url\": {p}, \
                 \"account\": {{\"acct\": {p}, \"display_name\": {p}, \"username\": {p}}}}}]",
                w = json(&words),
                p = json(whole)
            ),
        ),
        (
            "d.rss".to_owned(),
            format!(
                "<rss version=\"2.0\"><channel><title>{x}</title><item><title>{x}</title><link>{x}</link>\
                 <author>{x}</author><description>{w}</description></item></channel></rss>",
                x = xml(bad),
                w = xml(&words)
            ),
        ),
        (
            "e.eml".to_owned(),
            format!(
                "From: \"{one_line}\" <a@b.example>\r\nSubject: {one_line}\r\nDate: Wed, 5 Mar 2031 10:00:00 +0000\r\n\
                 Content-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n"
            ),
        ),
        (
            "f.vtt".to_owned(),
            format!(
                "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Mira Holt>We agreed to open the bridge {}.\n",
                xml(bad)
            ),
        ),
        (
            "g.rtf".to_owned(),
            format!(
                "{{\\rtf1\\ansi{{\\info{{\\title {p}}}{{\\author {p}}}}}{w}\\par}}",
                p = rtf(bad),
                w = rtf(&words)
            ),
        ),
    ] {
        // Not every system takes every name.
        let _ = fs::write(sources.join(name), text);
    }
}

/// The tags of a page: name, then attributes as written.
fn tags(page: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut out = Vec::new();
    let bytes = page.as_bytes();
    let mut at = 0;
    while let Some(open) = page[at..].find('<') {
        at += open + 1;
        let Some(first) = bytes.get(at) else { break };
        if !first.is_ascii_alphabetic() {
            continue;
        }
        let name_end = page[at..]
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap();
        let name = page[at..at + name_end].to_ascii_lowercase();
        at += name_end;
        let mut attributes = Vec::new();
        loop {
            let rest = page[at..].trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            at = page.len() - rest.len();
            if rest.is_empty() || rest.starts_with('>') {
                break;
            }
            let end = rest
                .find(|c: char| c == '=' || c == '>' || c.is_whitespace())
                .unwrap_or(rest.len());
            let key = rest[..end.max(1)].to_ascii_lowercase();
            at += end.max(1);
            let mut value = String::new();
            if let Some(rest) = page[at..].strip_prefix('=') {
                let quote = rest.chars().next().unwrap_or('>');
                if matches!(quote, '"' | '\'') {
                    let inner = &rest[1..];
                    let close = inner.find(quote).unwrap_or(inner.len());
                    inner[..close].clone_into(&mut value);
                    at += 1 + 1 + close + 1;
                } else {
                    let close = rest
                        .find(|c: char| c == '>' || c.is_whitespace())
                        .unwrap_or(rest.len());
                    rest[..close].clone_into(&mut value);
                    at += 1 + close;
                }
            }
            attributes.push((key, value));
        }
        out.push((name, attributes));
    }
    out
}

fn holds_html(page: &str, bad: &str) {
    for (name, attributes) in tags(page) {
        assert!(
            !matches!(
                name.as_str(),
                "script" | "img" | "iframe" | "object" | "embed" | "form" | "base" | "link"
            ),
            "{bad:?}: a tag {name}"
        );
        assert!(!name.contains("zqx"), "{bad:?}: a tag {name}");
        for (key, value) in attributes {
            assert!(
                !key.starts_with("on") && !key.contains("zqx"),
                "{bad:?}: {name} {key}"
            );
            let plain = value.trim().to_ascii_lowercase();
            if matches!(
                key.as_str(),
                "href" | "src" | "xlink:href" | "action" | "srcdoc"
            ) {
                assert!(
                    plain.starts_with('#')
                        || plain.starts_with("http://")
                        || plain.starts_with("https://"),
                    "{bad:?}: {name} {key}={value}"
                );
            }
            if key == "style" {
                assert!(!plain.contains("zqx"), "{bad:?}: {name} {key}={value}");
            }
        }
    }
    // Inside the styles stands nothing that came from a source.
    for part in page.split("<style").skip(1) {
        let style = part.split("</style").next().unwrap();
        assert!(!style.contains("ZQX"), "{bad:?}: in the styles");
    }
    assert!(
        !page.contains(['\u{0}', '\u{1b}', '\u{9b}', '\u{8}']),
        "{bad:?}: control characters"
    );
}

fn holds_markdown(text: &str, bad: &str) {
    let bytes = text.as_bytes();
    for (at, _) in text.match_indices('<') {
        let is_escaped = at > 0 && bytes[at - 1] == b'\\';
        let is_target = text[..at].ends_with("](");
        // The report's own marks, by which a statement is found again.
        let own = text[at..]
            .strip_prefix("<!-- ")
            .and_then(|rest| rest.split_once("-->"));
        if own.is_some_and(|(inner, _)| !inner.contains(['<', '>']) && !inner.contains("ZQX")) {
            continue;
        }
        assert!(
            is_escaped || is_target,
            "{bad:?}: {}",
            &text[at..text.floor_char_boundary(at + 60)]
        );
    }
    for (at, _) in text.match_indices("](") {
        if at > 0 && bytes[at - 1] == b'\\' || bytes[at] == b']' && text[..at].ends_with('\\') {
            continue;
        }
        let target = text[at + 2..].trim_start_matches('<').to_ascii_lowercase();
        assert!(
            target.starts_with("http") || target.starts_with('#'),
            "{bad:?}: a link to {}",
            &target[..target.floor_char_boundary(40)]
        );
    }
    assert!(
        !text.contains(['\u{0}', '\u{1b}', '\u{9b}', '\u{8}']),
        "{bad:?}: control characters"
    );
}

/// Of escapes only the program's own colours, and no sign that turns directions.
fn holds_screen(text: &str, what: &str, bad: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('\u{1b}') {
        rest = &rest[at + 1..];
        let sequence = rest.strip_prefix('[').and_then(|rest| rest.split_once('m'));
        let is_colour = sequence.is_some_and(|(numbers, _)| {
            numbers.len() < 12
                && numbers
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b';')
        });
        assert!(is_colour, "{bad:?}: {what} sends the terminal a command");
        assert!(
            !rest.starts_with("[31mZQX"),
            "{bad:?}: {what} takes a colour from a source"
        );
    }
    let obeyed = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t' | '\u{1b}')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(
        !text.contains(obeyed),
        "{bad:?}: {what} prints {:?}",
        text.chars().find(|c| obeyed(*c))
    );
}

#[test]
fn no_payload_reaches_an_output_unescaped() {
    let mut seen = 0;
    // Several at once: every run of the program takes its time.
    for some in PAYLOADS.chunks(6) {
        let bad = some.join(" ");
        let bad = bad.as_str();
        let dir = tempfile::tempdir().unwrap();
        case(dir.path(), bad);
        let run = |args: &[&str]| diptych(dir.path(), args);
        let text = |output: &Output| String::from_utf8_lossy(&output.stdout).into_owned();

        let json = run(&["compare", ".", "--no-model", "--format", "json"]);
        let record: serde_json::Value =
            serde_json::from_slice(&json.stdout).unwrap_or_else(|error| {
                panic!(
                    "{bad:?}: {error}: {}",
                    String::from_utf8_lossy(&json.stderr)
                )
            });
        // No byte that a terminal obeys stands in JSON as it is.
        assert!(
            json.stdout
                .iter()
                .all(|byte| *byte >= 0x20 || *byte == b'\n'),
            "{bad:?}"
        );
        assert!(record["sources"].as_array().unwrap().len() >= 7, "{bad:?}");
        seen += record["statements"].as_array().unwrap().len();

        let html = text(&run(&["compare", ".", "--no-model", "--format", "html"]));
        assert!(html.contains("ZQX"), "{bad:?}: nothing of it is shown");
        holds_html(&html, bad);
        holds_markdown(
            &text(&run(&["compare", ".", "--no-model", "--format", "md"])),
            bad,
        );

        for args in [
            &["compare", ".", "--no-model"][..],
            &["extract", "."],
            &["show", ".", "a.txt"],
            &["show", ".", "b.html"],
            &["show", ".", "g.rtf"],
            &["show", ".", bad.split('\0').next().unwrap()],
        ] {
            let output = run(args);
            holds_screen(&text(&output), args[0], bad);
            holds_screen(&String::from_utf8_lossy(&output.stderr), args[0], bad);
        }
        if let Some(id) = record["statements"][0]["id"].as_str() {
            holds_screen(&text(&run(&["explain", ".", id])), "explain", bad);
        }
    }
    assert!(seen >= 30, "only {seen} statements carried payloads");
}
