//! Every format has fixtures: one, one in Cyrillic, one damaged. An empty cell fails.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use diptych_read::{ReadOptions, Reading, is_pdf, read_each};

/// A format: its name, something that every file of it holds, and its three fixtures.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

/// Plain, in Cyrillic, damaged; paths relative to this folder.
const MATRIX: &[Row] = &[
    (
        "HTML",
        "<html",
        "fixtures/wire-en/source.html",
        "fixtures/agency-uk/source.html",
        "formats/damaged.html",
    ),
    (
        "PDF",
        "%PDF-",
        "../../diptych-cli/tests/pdf/columns.pdf",
        "../../diptych-cli/tests/pdf/zayavlenie-ru.pdf",
        "../../diptych-cli/tests/pdf/damaged.pdf",
    ),
    (
        "DOCX",
        "word/document.xml",
        "formats/minutes.docx",
        "formats/soobschenie-ru.docx",
        "formats/damaged.docx",
    ),
    (
        "ODT",
        "content.xml",
        "formats/note.odt",
        "formats/zayava-uk.odt",
        "formats/damaged.odt",
    ),
    (
        "SRT",
        "-->",
        "formats/press.srt",
        "formats/briefing-ru.srt",
        "formats/damaged.srt",
    ),
    (
        "VTT",
        "WEBVTT",
        "formats/press.vtt",
        "formats/brifing-uk.vtt",
        "formats/damaged.vtt",
    ),
    (
        "RSS",
        "<rss",
        "formats/gull.rss",
        "formats/courier-ru.rss",
        "formats/damaged.rss",
    ),
    (
        "Atom",
        "<feed",
        "formats/gull.atom",
        "formats/vale-uk.atom",
        "formats/damaged.atom",
    ),
    (
        "JSON Feed",
        "jsonfeed.org/version",
        "formats/harbour.feed.json",
        "formats/priboy-uk.feed.json",
        "formats/damaged.feed.json",
    ),
    (
        "WARC",
        "WARC/1.",
        "formats/harbour.warc",
        "formats/lenna-ru.warc.gz",
        "formats/damaged.warc",
    ),
    (
        "Mastodon",
        "\"reblog\"",
        "formats/mastodon.json",
        "formats/mastodon-uk.json",
        "formats/damaged-mastodon.json",
    ),
    (
        "Bluesky",
        "app.bsky.feed.post",
        "formats/bluesky.json",
        "formats/bluesky-ru.json",
        "formats/damaged-bluesky.json",
    ),
    (
        "X archive",
        "window.YTD.",
        "formats/tweets.js",
        "formats/tweets-uk.js",
        "formats/damaged-tweets.js",
    ),
    (
        "Telegram",
        "\"messages\"",
        "formats/channel.json",
        "formats/channel-ru.json",
        "formats/damaged-channel.json",
    ),
    (
        "Truth Social",
        "truthsocial.example",
        "formats/truths.json",
        "formats/truths-ru.json",
        "formats/damaged-truths.json",
    ),
    (
        "EML",
        "From: ",
        "formats/statement.eml",
        "formats/otvet-ru.eml",
        "formats/damaged.eml",
    ),
    (
        "MHTML",
        "multipart/related",
        "formats/quay.mhtml",
        "formats/brifing-uk.mhtml",
        "formats/damaged.mhtml",
    ),
    (
        "EPUB",
        "META-INF/container.xml",
        "formats/quay.epub",
        "formats/most-ru.epub",
        "formats/damaged.epub",
    ),
    (
        "RTF",
        "{\\rtf1",
        "formats/remarks.rtf",
        "formats/zayavlenie-ru.rtf",
        "formats/damaged.rtf",
    ),
];

/// How a fixture must be read.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Plain,
    Cyrillic,
    Damaged,
}

fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(path)
}

/// What is wrong with a fixture; nothing where it is what it should be.
fn fault(sign: &str, path: &str, kind: Kind) -> Option<String> {
    let Ok(bytes) = fs::read(file(path)) else {
        return Some("there is no such file".to_owned());
    };
    if !holds(&bytes, sign) {
        return Some(format!("holds no `{sign}`"));
    }
    if is_pdf(&bytes) {
        // Its words are taken out in a process of its own: what is read of it is held there.
        return None;
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let readings = read_each(name, &bytes, &ReadOptions::default());
    let text: String = readings.iter().filter_map(body).collect();
    let is_cyrillic = |c: &char| ('\u{400}'..'\u{530}').contains(c);
    let cyrillic = text.chars().filter(is_cyrillic).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let problems: Vec<&str> = readings
        .iter()
        .flat_map(|one| &one.problems)
        .map(|problem| problem.code.as_str())
        .collect();
    let good = match kind {
        Kind::Plain => letters > 20 && cyrillic * 4 < letters,
        Kind::Cyrillic => cyrillic > 20 && cyrillic * 2 > letters,
        Kind::Damaged => !problems.is_empty(),
    };
    (!good)
        .then(|| format!("is not {kind:?}: {cyrillic} of {letters} letters, problems {problems:?}"))
}

/// The running text of a reading.
fn body(reading: &Reading) -> Option<String> {
    let document = reading.document.as_ref()?;
    let blocks = document.blocks.iter().filter(|block| block.kind.is_body());
    Some(blocks.map(|block| document.words(block)).collect())
}

/// Whether the bytes, unpacked where they are gzip data, hold a text.
fn holds(bytes: &[u8], sign: &str) -> bool {
    let mut plain = Vec::new();
    let _ = flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut plain);
    [bytes, &plain]
        .iter()
        .any(|bytes| bytes.windows(sign.len()).any(|it| it == sign.as_bytes()))
}

#[test]
fn every_format_has_a_plain_a_cyrillic_and_a_damaged_fixture() {
    let mut faults = Vec::new();
    for (format, sign, plain, cyrillic, damaged) in MATRIX {
        for (path, kind) in [
            (plain, Kind::Plain),
            (cyrillic, Kind::Cyrillic),
            (damaged, Kind::Damaged),
        ] {
            if let Some(fault) = fault(sign, path, kind) {
                faults.push(format!("{format}, {kind:?}: {path} {fault}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_cell_that_is_empty_or_filled_with_another_kind_is_a_fault() {
    assert!(fault("<rss", "", Kind::Plain).is_some());
    assert!(fault("<rss", "formats/none.rss", Kind::Plain).is_some());
    assert!(fault("<rss", "formats/vale-uk.atom", Kind::Cyrillic).is_some());
    assert!(fault("<rss", "formats/gull.rss", Kind::Cyrillic).is_some());
    assert!(fault("<rss", "formats/courier-ru.rss", Kind::Plain).is_some());
    assert!(fault("-->", "formats/press.srt", Kind::Damaged).is_some());
}
