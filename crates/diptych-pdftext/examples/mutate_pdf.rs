//! Changes PDFs at random and reads them, for as long as it is told:
//! `cargo run --release -p diptych-pdftext --example mutate_pdf -- [SECONDS] [SEED] [PROGRAM]`.
//!
//! The seeds are the PDFs of the command's tests, as they are and unpacked, so that changes reach
//! the content behind the sums. They are read by the reader of last resort in this process, or,
//! where PROGRAM names the command `diptych`, by every reader that is here, each in a process of its
//! own. It stops at the first panic, at a document whose runs are out of order, and at an input that
//! takes over ten seconds (a minute for processes), and leaves that input in `mutate-failed.bin`.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for the terminal"
)]

use std::io::Read as _;
use std::path::Path;
use std::time::Duration;

use diptych_pdftext::{Pages, Worker};
use diptych_testkit::mutate::{Random, hold, mutate, run};

/// Words that mean something in a PDF.
const WORDS: &[&str] = &[
    "<<",
    ">>",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "/",
    "%",
    "\\",
    "\\)",
    "endobj",
    "stream\n",
    "endstream",
    " 0 R",
    " Tj",
    " TJ",
    " Tf",
    " Tm",
    " Td",
    " cm",
    " q ",
    " Q ",
    " Do",
    " BT ",
    " ET ",
    " BDC",
    " EMC",
    "/ActualText",
    "/Type0",
    "/Identity-H",
    "/ToUnicode",
    "/W [",
    "/Widths",
    "/Differences [",
    "beginbfrange",
    "endbfrange",
    "beginbfchar",
    "endbfchar",
    "<0041>",
    "<ffff>",
    "<d800>",
    "trailer",
    "xref",
    "/Kids [",
    "/Contents",
    "/FlateDecode",
    "/Length 0",
    "null",
    "true",
];

fn main() {
    let mut arguments = std::env::args().skip(1);
    let seconds = arguments.next().and_then(|word| word.parse().ok());
    let time = Duration::from_secs(seconds.unwrap_or(10));
    let seed = arguments.next().and_then(|word| word.parse().ok());
    let mut random = Random::new(seed.unwrap_or(1));
    let worker = arguments
        .next()
        .map(|program| Worker::new(program, &["__pdf"]));
    let slow = Duration::from_secs(if worker.is_some() { 240 } else { 10 });
    let seeds = seeds();
    let make = || {
        let other = random.one_of(&seeds);
        let bytes = random.one_of(&seeds).clone();
        ("pdf".to_owned(), mutate(bytes, other, WORDS, &mut random))
    };
    match run((time, slow), make, |_, input| check(worker.as_ref(), input)) {
        Ok(count) => println!(
            "pdf: {} inputs in {} s from {} seeds, {} of them read, no fault",
            count.inputs,
            time.as_secs(),
            seeds.len(),
            count.read
        ),
        Err(fault) => {
            let left = fault.leave().expect("the input can be written");
            eprintln!("{fault}: {}", left.display());
            std::process::exit(1);
        }
    }
}

fn seeds() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../diptych-cli/tests/pdf");
    let mut out = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    files.sort();
    for path in files {
        let bytes = std::fs::read(path).unwrap_or_default();
        out.push(unpacked(&bytes));
        out.push(bytes);
    }
    out
}

/// The same file with its packed streams unpacked; its table of places no longer fits, as in many
/// files that come from the net.
fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = bytes;
    let find = |text: &[u8], word: &[u8]| text.windows(word.len()).position(|it| it == word);
    while let Some(at) = find(rest, b"stream") {
        let start = at + b"stream".len();
        let start = start
            + rest[start..]
                .iter()
                .take_while(|byte| byte.is_ascii_whitespace())
                .count();
        let Some(end) = find(&rest[start..], b"endstream") else {
            break;
        };
        let mut plain = Vec::new();
        let packed = &rest[start..start + end];
        let head = String::from_utf8_lossy(&rest[..at]).into_owned();
        let is_plain = flate2::read::ZlibDecoder::new(packed)
            .read_to_end(&mut plain)
            .is_ok();
        if is_plain && plain.len() < 60_000 && head.contains("/Filter /FlateDecode") {
            out.extend(head.replace("/Filter /FlateDecode", "").bytes());
            out.extend_from_slice(b"stream\n");
            out.extend_from_slice(&plain);
            out.push(b'\n');
        } else {
            out.extend_from_slice(&rest[..start + end]);
        }
        out.extend_from_slice(b"endstream");
        rest = &rest[start + end + b"endstream".len()..];
    }
    out.extend_from_slice(rest);
    out
}

/// Reads an input and holds what came out of it to what must be so; whether it was read.
fn check(worker: Option<&Worker>, input: &[u8]) -> bool {
    let taken: Result<Pages, _> = match worker {
        Some(worker) => worker.take(input),
        None => diptych_pdftext::words_by_own(input),
    };
    let Ok(pages) = taken else {
        return false;
    };
    for page in &pages.unread {
        assert!(pages.pages[page.page - 1].words.is_empty(), "half a page");
    }
    let reading = diptych_read::read_pages("a.pdf", input, pages);
    let Some(document) = &reading.document else {
        assert!(!reading.problems.is_empty(), "no document and no problem");
        return false;
    };
    hold(document);
    true
}
