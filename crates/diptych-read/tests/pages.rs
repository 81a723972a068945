//! Pages in the manner of many outlets, all invented: how much of their text
//! is found, and how little else; and how fast.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use diptych_core::{BlockKind, Day, Document, Lang, SourceKind, codes};
use diptych_read::{ReadOptions, Reading, read};

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the fixtures are part of the crate")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    found.sort();
    found
}

fn read_fixture(name: &str) -> Reading {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name);
    let bytes = fs::read(path.join("source.html")).expect("every fixture has a source");
    read("source.html", &bytes, &ReadOptions::default())
}

fn document(reading: &Reading) -> &Document {
    reading.document.as_ref().expect("every fixture has text")
}

fn body(document: &Document) -> String {
    let blocks = document.blocks.iter().filter(|block| block.kind.is_body());
    blocks
        .map(|block| document.words(block))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Counts of the token 4-grams of a text.
fn grams(text: &str) -> HashMap<Vec<&str>, usize> {
    let tokens: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|token| !token.is_empty())
        .collect();
    let mut out = HashMap::new();
    for gram in tokens.windows(4) {
        *out.entry(gram.to_vec()).or_default() += 1;
    }
    out
}

/// F1 of token 4-grams, each counted as often as it stands.
fn f1(found: &str, expected: &str) -> f64 {
    let (found, expected) = (grams(found), grams(expected));
    let shared: usize = expected
        .iter()
        .map(|(gram, count)| found.get(gram).map_or(0, |other| *count.min(other)))
        .sum();
    let all = found.values().sum::<usize>() + expected.values().sum::<usize>();
    2.0 * shared as f64 / all.max(1) as f64
}

#[test]
fn the_main_text_is_found_and_little_else() {
    let mut scores = Vec::new();
    for folder in fixtures() {
        let name = folder
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or("")
            .to_owned();
        let expected =
            fs::read_to_string(folder.join("expected.txt")).expect("every fixture has its text");
        let reading = read_fixture(&name);
        let score = f1(&body(document(&reading)), &expected);
        println!("{score:.3} {name}");
        scores.push((score, name));
    }
    let mean = scores.iter().map(|(score, _)| score).sum::<f64>() / scores.len() as f64;
    println!("{mean:.3} mean of {}", scores.len());
    assert!(scores.len() >= 40);
    assert!(mean >= 0.98, "{scores:?}");
    assert!(scores.iter().all(|(score, _)| *score >= 0.85), "{scores:?}");
}

/// A quotation must stand in the document as it stands on the page: every
/// expected line is found whole in one block.
#[test]
fn every_expected_paragraph_is_one_block() {
    for folder in fixtures() {
        let name = folder
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or("")
            .to_owned();
        let expected =
            fs::read_to_string(folder.join("expected.txt")).expect("every fixture has its text");
        let reading = read_fixture(&name);
        let document = document(&reading);
        for line in expected.lines() {
            assert!(
                document
                    .blocks
                    .iter()
                    .any(|block| block.kind.is_body() && document.words(block) == line),
                "{name}: {line}"
            );
        }
    }
}

#[test]
fn metadata_is_gathered() {
    let source = read_fixture("wire-en").source;
    assert_eq!(source.outlet.as_deref(), Some("Harbour"));
    assert_eq!(source.published, Day::new(2031, 3, 4));
    assert_eq!(source.published_at.as_deref(), Some("2031-03-04T16:20:11Z"));
    assert_eq!(
        source.url.as_deref(),
        Some("https://harbour.example/world/vale-bridge-2031-03-04/")
    );
    assert_eq!(source.extra["author"], "Tessa Quill");

    let source = read_fixture("agency-uk").source;
    assert_eq!(
        (source.lang, source.tz.as_deref()),
        (Lang::Uk, Some("+02:00"))
    );
    assert_eq!(
        source.title.as_deref(),
        Some("Аскель: Ми не обіцяли скасувати збори")
    );

    let source = read_fixture("post-en").source;
    assert_eq!(
        (source.kind, source.speaker.as_deref()),
        (SourceKind::Post, Some("Mira Holt"))
    );

    let reading = read_fixture("embed-uk");
    assert!(
        reading
            .problems
            .iter()
            .any(|problem| problem.code == codes::BAD_METADATA.id)
    );
    assert_eq!(reading.source.published, Day::new(2031, 3, 6));
}

#[test]
fn parts_of_pages_have_their_kinds() {
    let check = |name: &str, words: &str, kind: BlockKind| {
        let reading = read_fixture(name);
        let document = document(&reading);
        let found: Vec<_> = document
            .blocks
            .iter()
            .filter(|block| document.words(block).contains(words))
            .collect();
        assert!(
            !found.is_empty() && found.iter().all(|block| block.kind == kind),
            "{name}: {words}: {found:?}"
        );
    };
    check(
        "wire-en",
        "Trucks wait at the Lenna bridge",
        BlockKind::Caption,
    );
    check("broadcaster-en", "Yes, I agree", BlockKind::Furniture);
    check(
        "broadcaster-en",
        "'A tax on our bread'",
        BlockKind::Headline,
    );
    check("tabloid-en", "We value your privacy", BlockKind::Furniture);
    check("tabloid-en", "how much YOU will pay", BlockKind::Furniture);
    check("tabloid-en", "beside his idle lorry", BlockKind::Caption);
    check("wordpress-en", "weekday newsletter", BlockKind::Furniture);
    check("newsletter-en", "reader-supported", BlockKind::Furniture);
    check("newsletter-en", "The noon boat", BlockKind::Caption);
    check("wordpress-en", "The ferry landing", BlockKind::Caption);
    check("priboy-ru", "условия открытия", BlockKind::Furniture);
    check("council-en", "uses cookies", BlockKind::Furniture);
    check("agency-uk", "Читайте також", BlockKind::Furniture);
    check("agency-uk", "Гетті", BlockKind::Caption);
    check("embed-uk", "Половинних зборів не буде", BlockKind::Post);
    check("president-uk", "провести третій раунд", BlockKind::ListItem);
    check("sidebyside-en", "I heard a clear yes", BlockKind::Quote);
    check(
        "sidebyside-en",
        "Joint checks on the bridge",
        BlockKind::Headline,
    );
}

#[test]
fn runs_of_a_legacy_page_lead_to_its_bytes() {
    let reading = read_fixture("ministry-ru-1251");
    let document = document(&reading);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ministry-ru-1251");
    let bytes = fs::read(folder.join("source.html")).expect("the fixture has a source");
    let at = document
        .text
        .find("Делегацию Долины")
        .expect("the words stand there");
    let segment = document
        .map
        .iter()
        .find(|segment| segment.span.holds(at))
        .expect("every run is mapped");
    let origin = segment.origin.bytes();
    let (raw, _) =
        encoding_rs::WINDOWS_1251.decode_without_bom_handling(&bytes[origin.start..origin.end]);
    assert_eq!(raw, segment.span.of(&document.text));
}

/// Prints megabytes a second; `cargo test --release -- --ignored --nocapture speed`.
#[test]
#[ignore = "a measurement"]
fn speed() {
    // A news page of the usual size is mostly scripts and styles.
    let padding = format!(
        "<script>{}</script>",
        "var a={\"k\":\"v<b>\",n:1};\n".repeat(1500)
    );
    let attributes =
        "<div class=\"c-card__wrap js-lazy\" data-id=\"1\"><span></span></div>\n".repeat(500);
    let pages: Vec<Vec<u8>> = fixtures()
        .iter()
        .map(|folder| {
            let mut page =
                fs::read(folder.join("source.html")).expect("every fixture has a source");
            let at = page
                .windows(5)
                .position(|window| window.eq_ignore_ascii_case(b"<body"))
                .unwrap_or(0);
            page.splice(at..at, padding.bytes());
            page.extend_from_slice(attributes.as_bytes());
            page
        })
        .collect();
    let total: usize = pages.iter().map(Vec::len).sum();
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for page in pages.iter().cycle().take(pages.len() * 10) {
                    std::hint::black_box(read("a.html", page, &ReadOptions::default()));
                }
            });
        }
    });
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{:.1} MB/s over {} pages of {} kB",
        (total * 20) as f64 / 1e6 / seconds,
        pages.len(),
        total / pages.len() / 1000
    );
}
