//! PDFs through the whole program: text, places, and what cannot be read.
//!
//! Every reader that is here reads every file; without any, the tests say that they were skipped.
//! PDFium is used where the variable `DIPTYCH_PDFIUM` names its library.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(
    clippy::print_stdout,
    reason = "what is skipped is counted by its line"
)]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/pdf")
        .join(name)
}

/// The readers that are here, each with what makes it the only one.
fn readers() -> Vec<&'static str> {
    let mut out = Vec::new();
    for name in ["pdfium", "poppler", "own"] {
        let answer = words(name, b"%PDF-1.7");
        if !String::from_utf8_lossy(&answer.stdout).contains("Missing") {
            out.push(name);
        }
    }
    if out == ["own"] {
        println!("skipped: reading PDF with pdftotext and DIPTYCH_PDFIUM (neither is here)");
    }
    out
}

/// What the process that reads one PDF answers.
fn words(reader: &str, bytes: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_diptych"))
        .args(["__pdf", reader])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(bytes);
    child.wait_with_output().unwrap()
}

/// `diptych show` with one reader only.
fn show(reader: &str, name: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diptych"));
    command.arg("show").arg(file(name)).arg("--json");
    if reader != "poppler" {
        command.env("PATH", "");
    }
    if reader != "pdfium" {
        command.env("DIPTYCH_PDFIUM", "/no/such/library");
    }
    command.output().unwrap()
}

fn document(output: &Output) -> Value {
    let whole: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    whole["document"].clone()
}

/// Blocks as kind and words, soft hyphens left out.
fn blocks(document: &Value) -> Vec<(String, String)> {
    let text = document["text"].as_str().unwrap();
    let blocks = document["blocks"].as_array().unwrap();
    blocks
        .iter()
        .map(|block| {
            let at = |edge: &str| block["span"][edge].as_u64().unwrap() as usize;
            let words = text[at("start")..at("end")].replace('\u{ad}', "");
            (block["kind"].as_str().unwrap().to_owned(), words)
        })
        .collect()
}

fn holds(found: &[(String, String)], kind: &str, start: &str, end: &str) -> bool {
    let is_it = |(k, words): &&(String, String)| {
        k == kind && words.starts_with(start) && words.ends_with(end)
    };
    found.iter().any(|block| is_it(&block))
}

#[test]
fn columns_are_read_one_after_the_other() {
    for reader in readers() {
        for name in ["columns.pdf", "damaged.pdf"] {
            let found = blocks(&document(&show(reader, name)));
            let words: Vec<&str> = found.iter().map(|block| block.1.as_str()).collect();
            assert_eq!(words.len(), 8, "{reader} {name}: {words:#?}");
            assert_eq!(words[0], "Readout of the Lenna talks");
            assert_eq!(
                words[1],
                "The delegations of the Vale and of Port Lenna met on the quay for six hours on Monday. \
                 “We may open the bridge on May 1, and not before,” said Mira Holt, the minister of roads of the Vale."
            );
            assert!(words[3].ends_with("before anybody speaks of money."));
            assert_eq!(
                found[4],
                ("headline".to_owned(), "What comes next".to_owned())
            );
            assert!(words[7].ends_with("Arden said: “I would not rule it out.”"));
        }
    }
}

#[test]
fn cyrillic_is_verbatim_and_cells_are_read_by_rows() {
    for reader in readers() {
        let found = blocks(&document(&show(reader, "zayavlenie-ru.pdf")));
        let words: Vec<String> = found
            .iter()
            .map(|block| block.1.replace('\u{a0}', " "))
            .collect();
        assert_eq!(
            words[1],
            "По итогам встречи 4 марта глава портового совета Осип Арденский заявил: «Порт ни на что не \
             соглашался. Пошлины остаются прежними, и говорить о мосте до мая преждевременно»."
        );
        assert_eq!(
            words.last().unwrap(),
            "Съёмка и публикация текста разрешены без ограничений."
        );
        let found = blocks(&document(&show(reader, "mita-uk.pdf")));
        let words: Vec<&str> = found.iter().map(|block| block.1.as_str()).collect();
        assert_eq!(
            words[2..6],
            ["Вантажівка", "12 крон", "за проїзд", "Автобус"],
            "{reader}: {words:#?}"
        );
        assert_eq!(
            words[1],
            "Речниця порту Дана Рись сказала: «Мита не змінилися, і до осені їх ніхто не змінить». Таблиця чинна з 1 березня."
        );
    }
}

#[test]
fn paragraphs_run_over_pages_and_page_heads_are_marked() {
    for reader in readers() {
        let document = document(&show(reader, "pages.pdf"));
        let found = blocks(&document);
        for (kind, start, end) in [
            ("furniture", "Lenna Harbour Council", "third round"),
            ("furniture", "Page 3", "of 3"),
            ("headline", "Record of", "third round"),
            ("paragraph", "The third round opened", "for one season."),
            ("paragraph", "Osk Arden replied", "in the record."),
            ("paragraph", "The envoy of the islands", "a week before."),
            ("paragraph", "Holt asked", "it was agreed.”"),
            ("paragraph", "Arden answered", "the fourth round."),
        ] {
            assert!(
                holds(&found, kind, start, end),
                "{reader}: {start}: {found:#?}"
            );
        }
        let body: String = found.iter().map(|block| block.1.as_str()).collect();
        assert!(
            body.contains("her government would pay"),
            "{reader}: {body}"
        );
        assert!(
            body.contains("an inspector who reports"),
            "{reader}: {body}"
        );
        // Some paragraph has words on two pages.
        let blocks = document["blocks"].as_array().unwrap();
        let map = document["map"].as_array().unwrap();
        let pages_of = |block: &Value| {
            let inside = map.iter().filter(|run| {
                run["span"]["start"].as_u64() >= block["span"]["start"].as_u64()
                    && run["span"]["end"].as_u64() <= block["span"]["end"].as_u64()
            });
            let mut pages: Vec<u64> = inside
                .map(|run| run["origin"]["page"].as_u64().unwrap())
                .collect();
            pages.dedup();
            pages.len()
        };
        assert!(blocks.iter().any(|block| pages_of(block) == 2), "{reader}");
    }
}

/// Every run is the words that the reader took out, byte for byte, and lies on its page.
#[test]
fn every_run_is_the_readers_words() {
    for reader in readers() {
        for name in [
            "columns.pdf",
            "zayavlenie-ru.pdf",
            "mita-uk.pdf",
            "pages.pdf",
            "mixed.pdf",
        ] {
            let bytes = std::fs::read(file(name)).unwrap();
            let answer: Value = serde_json::from_slice(&words(reader, &bytes).stdout).unwrap();
            let pages: Vec<(String, i64, i64)> = answer["Pages"]["pages"]
                .as_array()
                .unwrap()
                .iter()
                .map(|page| {
                    let words = page["words"].as_array().unwrap();
                    let lines: Vec<&str> = words
                        .iter()
                        .map(|word| word["text"].as_str().unwrap())
                        .collect();
                    let edge = |name: &str| page[name].as_i64().unwrap();
                    (lines.join("\n"), edge("width"), edge("height"))
                })
                .collect();
            let document = document(&show(reader, name));
            let text = document["text"].as_str().unwrap();
            let mut runs = 0;
            for run in document["map"].as_array().unwrap() {
                let at = |value: &Value, edge: &str| value[edge].as_u64().unwrap() as usize;
                let words = &text[at(&run["span"], "start")..at(&run["span"], "end")];
                let origin = &run["origin"];
                let (page, width, height) = &pages[at(origin, "page") - 1];
                let raw = &page[at(&origin["bytes"], "start")..at(&origin["bytes"], "end")];
                let is_hyphen = words == "\u{ad}" && raw.ends_with(['-', '\u{2010}', '\u{ad}']);
                assert!(
                    words == raw || is_hyphen,
                    "{reader} {name}: {words:?} is not {raw:?}"
                );
                let edge = |name: &str| origin["area"][name].as_i64().unwrap();
                assert!(
                    edge("left") >= 0 && edge("right") <= *width,
                    "{reader} {name}: {origin}"
                );
                assert!(
                    edge("top") >= 0 && edge("bottom") <= *height,
                    "{reader} {name}: {origin}"
                );
                runs += 1;
            }
            assert!(runs > 20, "{reader} {name}: only {runs} runs");
            // Nothing was lost: every word of the pages stands in the text.
            let all = pages.iter().flat_map(|page| page.0.lines()).count();
            assert!(runs >= all, "{reader} {name}: {runs} runs of {all} words");
        }
    }
}

#[test]
fn what_cannot_be_read_is_named() {
    for reader in readers() {
        for (name, code, words) in [
            ("scan.pdf", "D0116", "no text on page 1 of 1"),
            ("mixed.pdf", "D0116", "no text on page 2 of 2"),
            ("locked.pdf", "D0117", "password"),
            ("broken.pdf", "D0119", "could not be read"),
        ] {
            let output = show(reader, name);
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(
                told.contains(code) && told.contains(words),
                "{reader} {name}: {told}"
            );
        }
    }
}

#[test]
fn the_reader_of_last_resort_says_that_it_is() {
    let told = |name: &str| {
        let output = show("own", name);
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let whole = told("columns.pdf");
    assert!(
        whole.contains("D0120") && whole.contains("poppler"),
        "{whole}"
    );
    assert!(!whole.contains("D0121"), "{whole}");
    for reader in readers().iter().filter(|reader| **reader != "own") {
        let output = show(reader, "columns.pdf");
        assert!(!String::from_utf8_lossy(&output.stderr).contains("D0120"));
    }
}

/// A page on which one letter has no name is left out whole, and named; the others stand.
#[test]
fn a_page_with_a_letter_without_a_name_is_left_out_whole() {
    let page = |font: u32, words: &str| {
        let content = format!("BT /F{font} 12 Tf 50 700 Td {words} Tj ET");
        (content.len(), content)
    };
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut put = |number: u32, body: &str| {
        let _ = write!(pdf, "{number} 0 obj\n{body}\nendobj\n");
    };
    put(1, "<</Type/Catalog/Pages 2 0 R>>");
    put(2, "<</Type/Pages/Kids[3 0 R 4 0 R 9 0 R]/Count 3>>");
    let fonts = "<</Font<</F1 5 0 R/F2 6 0 R>>>>";
    for (number, content) in [(3, 7), (4, 8), (9, 10)] {
        put(
            number,
            &format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources{fonts}/Contents {content} 0 R>>"
            ),
        );
    }
    put(
        5,
        "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
    );
    put(
        6,
        "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding\
         /Differences[65/g17/afii10097]>>>>",
    );
    for (number, (length, content)) in [
        (7, page(1, "(\\223We may open it,\\224 said Mira Holt.)")),
        (8, page(2, "(Half of A page)")),
        (10, page(2, "(BC is told by its names)")),
    ] {
        put(
            number,
            &format!("<</Length {length}>>stream\n{content}\nendstream"),
        );
    }
    pdf.push_str("trailer<</Root 1 0 R/Size 11>>\n%%EOF\n");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    std::fs::write(&path, pdf).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_diptych"))
        .arg("show")
        .arg(&path)
        .env("PATH", "")
        .env("DIPTYCH_PDFIUM", "/no/such/library")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        told.contains("D0121") && told.contains("page 2 of 3 was not read: a letter has no name"),
        "{told}"
    );
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        shown.contains("“We may open it,” said Mira Holt."),
        "{shown}"
    );
    assert!(shown.contains("яC is told by its names"), "{shown}");
    assert!(!shown.contains("Half"), "{shown}");
}
