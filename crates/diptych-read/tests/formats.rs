//! Files of every format, all invented: what is read from each, and where every run came from.
//!
//! `formats/NAME.expected` lists what `formats/NAME` must give; with the
//! variable `RECORD` set it is written anew.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use diptych_core::{Document, Origin};
use diptych_read::{Changes, ReadOptions, Reading, read_each};

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the fixtures are part of the crate")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_none_or(|end| end != "expected"))
        .collect();
    found.sort();
    found
}

fn name(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy());
    name.unwrap_or_default().into_owned()
}

fn read_file(path: &Path) -> (Vec<u8>, Vec<Reading>) {
    let bytes = fs::read(path).expect("a fixture can be read");
    let readings = read_each(&name(path), &bytes, &ReadOptions::default());
    (bytes, readings)
}

/// What a person checks: metadata, blocks, problems.
fn show(readings: &[Reading]) -> String {
    let mut out = String::new();
    for reading in readings {
        let source = &reading.source;
        let _ = writeln!(out, "== {} {:?} {}", source.path, source.kind, source.lang);
        for (key, value) in [
            ("speaker", source.speaker.clone()),
            ("outlet", source.outlet.clone()),
            ("title", source.title.clone()),
            ("url", source.url.clone()),
            ("published", source.published.map(|day| day.to_string())),
            ("at", source.published_at.clone()),
            ("tz", source.tz.clone()),
        ] {
            if let Some(value) = value {
                let _ = writeln!(out, "{key}: {value}");
            }
        }
        for (key, value) in &source.extra {
            let _ = writeln!(out, "+{key}: {value}");
        }
        if let Some(document) = &reading.document {
            for block in &document.blocks {
                let reason = block.reason.as_deref().unwrap_or("");
                let words = document.words(block).replace('\n', "⏎");
                let _ = writeln!(out, "[{:?} {} {reason}] {words}", block.kind, block.level);
            }
        }
        for problem in &reading.problems {
            let _ = writeln!(out, "! {} {}", problem.code, problem.message);
        }
    }
    out
}

#[test]
fn every_file_gives_what_is_expected() {
    let record = std::env::var_os("RECORD").is_some();
    let mut wrong = Vec::new();
    for path in files() {
        let shown = show(&read_file(&path).1);
        let mut expected = path.clone().into_os_string();
        expected.push(".expected");
        if record {
            fs::write(&expected, &shown).expect("the fixtures can be written");
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        if shown != expected {
            wrong.push(format!("{}:\n{shown}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Blocks and runs in order and apart, on the bounds of characters.
fn check(document: &Document, path: &str) {
    let mut end = 0;
    for block in &document.blocks {
        assert!(
            block.span.start >= end && !block.span.is_empty(),
            "{path}: {block:?}"
        );
        assert!(!document.words(block).is_empty(), "{path}: {block:?}");
        end = block.span.end;
    }
    let mut end = 0;
    for segment in &document.map {
        assert!(
            segment.span.start >= end,
            "{path}: runs overlap: {segment:?}"
        );
        assert!(
            !segment.span.of(&document.text).is_empty(),
            "{path}: {segment:?}"
        );
        end = segment.span.end;
    }
}

/// Whether bytes of the original, escapes and all, can stand for a run.
fn stands_for(raw: &[u8], run: &str) -> bool {
    let decoded = [encoding_rs::UTF_8, encoding_rs::WINDOWS_1251]
        .map(|encoding| encoding.decode_without_bom_handling(raw).0.into_owned());
    decoded.iter().any(|raw| {
        let once = html_escape::decode_html_entities(raw);
        let twice = html_escape::decode_html_entities(&once);
        raw == run
            || once == run
            || twice == run
            || raw.starts_with('\\') && run.chars().count() <= 2
            || run == " "
            // A number that no character has.
            || raw.starts_with("&#") && run == "\u{fffd}"
    })
}

#[test]
fn every_run_is_its_bytes() {
    let mut runs = 0;
    for path in files() {
        let (bytes, readings) = read_file(&path);
        for reading in &readings {
            let Some(document) = &reading.document else {
                continue;
            };
            check(document, &reading.source.path);
            for segment in &document.map {
                let run = segment.span.of(&document.text);
                if matches!(segment.origin, Origin::Part { .. } | Origin::Run { .. }) {
                    continue;
                }
                let raw = segment.origin.bytes();
                let raw = &bytes[raw.start..raw.end];
                runs += 1;
                assert!(
                    stands_for(raw, run),
                    "{}: {run:?} is not {:?}",
                    reading.source.path,
                    String::from_utf8_lossy(raw)
                );
            }
        }
    }
    assert!(runs > 100, "only {runs} runs");
}

/// The value of a JSON pointer holds the words that are said to come from it.
#[test]
fn pointers_lead_to_their_values() {
    for name in [
        "mastodon.json",
        "bluesky.json",
        "channel-ru.json",
        "harbour.feed.json",
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/formats")
            .join(name);
        let (bytes, readings) = read_file(&path);
        let json: serde_json::Value = serde_json::from_slice(&bytes).expect("the fixture is JSON");
        for document in readings
            .iter()
            .filter_map(|reading| reading.document.as_ref())
        {
            for segment in &document.map {
                let Origin::Pointer { pointer, .. } = &segment.origin else {
                    panic!("{name}: {segment:?}");
                };
                let value = json.pointer(pointer).and_then(|value| value.as_str());
                let value = html_escape::decode_html_entities(
                    value.unwrap_or_else(|| panic!("{name}: {pointer}")),
                );
                let run = segment.span.of(&document.text);
                assert!(
                    value.contains(run) || run == " ",
                    "{name}: {pointer}: {run:?}"
                );
            }
        }
    }
}

/// Every fixture cut short at many places, and with bytes changed: never a panic, always an answer.
#[test]
fn damaged_files_give_a_document_or_a_problem() {
    for path in files() {
        let bytes = fs::read(&path).expect("a fixture can be read");
        let step = (bytes.len() / 60).max(1);
        for cut in (0..bytes.len()).step_by(step) {
            let mut changed = bytes.clone();
            changed[cut] ^= 0x41;
            for input in [&bytes[..cut], &changed[..]] {
                let readings = read_each(&name(&path), input, &ReadOptions::default());
                assert!(!readings.is_empty());
                for reading in &readings {
                    match &reading.document {
                        Some(document) => check(document, &reading.source.path),
                        None => assert!(!reading.problems.is_empty()),
                    }
                }
            }
        }
    }
}

fn with_changes(name: &str, changes: Changes) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/formats")
        .join(name);
    let bytes = fs::read(path).expect("a fixture can be read");
    let options = ReadOptions {
        changes,
        ..ReadOptions::default()
    };
    let reading = read_each(name, &bytes, &options).remove(0);
    reading.document.expect("the fixture has text").text
}

#[test]
fn tracked_changes_are_read_in_three_views() {
    for (changes, words) in [
        (Changes::Accepted, "“We may open"),
        (Changes::Original, "“We will open"),
        (Changes::Marked, "“We [-will-][+may+] open"),
    ] {
        let text = with_changes("minutes.docx", changes);
        assert!(text.contains(words), "{changes:?}: {text}");
    }
}

/// What is inserted and deleted in an OpenDocument text, paragraphs' ends included.
#[test]
fn tracked_changes_of_open_documents_are_read_in_three_views() {
    for (changes, lines) in [
        (
            Changes::Accepted,
            &[
                "«Мы готовы открыть мост 1 мая», сказала Анна Вольская.",
                "Порт согласен на условиях Долины.",
                "Встреча и рад встрече.Переговоры продолжатся.",
                "десять крон",
            ][..],
        ),
        (
            Changes::Original,
            &[
                "«Мы откроем мост 1 мая», сказала Анна Вольская.",
                "Порт согласен и рад встрече. Срок не назначен.",
                "О деньгах",
                "Сбор отменён. Переговоры продолжатся.",
                "крон",
            ],
        ),
        (
            Changes::Marked,
            &[
                "«Мы [-откроем-][+готовы открыть+] мост 1 мая», сказала Анна Вольская.",
                "Порт согласен[+ на условиях Долины.+]",
                "[+Встреча+] и рад встрече.[- Срок не назначен.-]",
                "[-О деньгах-]",
                "[-Сбор отменён. -]Переговоры продолжатся[-черновик-].",
                "[+десять+] крон",
            ],
        ),
    ] {
        let text = with_changes("pravka-ru.odt", changes);
        for line in lines {
            assert!(
                text.lines().any(|found| found.trim() == *line),
                "{changes:?}: {line}: {text}"
            );
        }
        assert!(
            text.contains("За каждую ось.") && text.contains("Уточнить дату."),
            "{text}"
        );
    }
}

/// Runs of office documents and books lead to the bytes of their parts.
#[test]
fn runs_of_archives_lead_to_the_bytes_of_their_parts() {
    for name in [
        "minutes.docx",
        "soobschenie-ru.docx",
        "zayava-uk.odt",
        "pravka-ru.odt",
        "most-ru.epub",
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/formats")
            .join(name);
        let (bytes, readings) = read_file(&path);
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
        let document = readings[0].document.as_ref().expect("the fixture has text");
        for segment in &document.map {
            let (Origin::Part { part, .. } | Origin::Run { part, .. }) = &segment.origin else {
                panic!("{name}: {segment:?}");
            };
            let mut member = Vec::new();
            std::io::copy(
                &mut zip.by_name(part).expect("the part is there"),
                &mut member,
            )
            .expect("it unpacks");
            let raw = segment.origin.bytes();
            let raw = &member[raw.start..raw.end];
            let run = segment.span.of(&document.text);
            let is_sign = raw.starts_with(b"<") && run.trim().chars().count() <= 1;
            assert!(
                is_sign || stands_for(raw, run),
                "{name}: {run:?} is not {:?}",
                String::from_utf8_lossy(raw)
            );
        }
    }
}
