//! `add` alone names what is the same as, or nearly a copy of, what the case has.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

fn diptych(dir: &Path, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_diptych"))
        .current_dir(dir)
        .args(args)
        .output()
        .unwrap();
    assert!(output.status.success(), "{args:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// A page of nobody's words: copies are told by the text, not by its quotations.
fn page(places: &[&str], end: &str) -> String {
    let mut text = "<html><head><title>Снег в долине</title></head><body><article>".to_owned();
    for place in places {
        let _ = write!(
            text,
            "<p>Из селения {place} с утра не ходят автобусы: ночью дорогу над {place} перемело, и снегоочистители \
             работают только до поворота на {place}, где намело выше человеческого роста.</p>"
        );
    }
    text + "<p>" + end + "</p></article></body></html>"
}

#[test]
fn add_names_copies_by_their_bytes_and_by_their_text() {
    let dir = tempfile::tempdir().unwrap();
    let places = [
        "Верхняя Осока",
        "Крутой Яр",
        "Заречье",
        "Тихий Брод",
        "Лось",
    ];
    let whole = page(&places, "К вечеру обещают оттепель.");
    // Another outlet cuts a paragraph, and changes the end.
    let copy = page(&places[1..], "Автобусы пойдут завтра, если стихнет ветер.");
    let other = page(&["Дальний Хутор"], "Занятия в школе отменены на два дня.");
    for (name, text) in [
        ("a.html", &whole),
        ("b.html", &copy),
        ("c.html", &other),
        ("d.html", &whole),
    ] {
        fs::write(dir.path().join(name), text).unwrap();
    }
    diptych(dir.path(), &["init", "case"]);
    let first = diptych(dir.path(), &["add", "case", "a.html"]);
    assert!(!first.contains("copy"), "{first}");
    let second = diptych(dir.path(), &["add", "case", "b.html", "c.html", "d.html"]);
    let copies: Vec<&str> = second
        .lines()
        .filter(|line| line.starts_with("copy"))
        .collect();
    assert_eq!(copies.len(), 1, "{second}");
    assert!(
        copies[0].contains("added/b.html") && copies[0].contains("added/a.html"),
        "{second}"
    );
    assert!(
        second.contains("2 new, 0 changed, 1 known already"),
        "{second}"
    );
    // What is told once is told no more.
    let again = diptych(dir.path(), &["add", "case", "b.html"]);
    assert!(!again.contains("copy"), "{again}");

    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.html"), whole).unwrap();
    fs::write(dir.path().join("b.html"), copy).unwrap();
    diptych(dir.path(), &["init", "case"]);
    let json = diptych(dir.path(), &["add", "case", "a.html", "b.html", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["new"], 2);
    assert_eq!(json["sources"][0]["what"], "new");
    let near: Vec<_> = json["problems"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["code"] == "D0613")
        .collect();
    assert_eq!(near.len(), 1, "{json}");
    assert_eq!(near[0]["source"], "added/b.html");
}
