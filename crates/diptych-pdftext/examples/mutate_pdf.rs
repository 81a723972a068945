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
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use diptych_pdftext::{Pages, Worker};

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

/// Numbers that look random (xorshift); the same seed gives the same.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let seconds = arguments.next().and_then(|word| word.parse().ok());
    let time = Duration::from_secs(seconds.unwrap_or(10));
    let seed = arguments.next().and_then(|word| word.parse().ok());
    let mut random = Random(seed.unwrap_or(1_u64).max(1));
    let worker = arguments
        .next()
        .map(|program| Worker::new(program, &["__pdf"]));
    let slow = Duration::from_secs(if worker.is_some() { 240 } else { 10 });
    let seeds = seeds();
    let start = Instant::now();
    let (mut count, mut read) = (0, 0);
    while start.elapsed() < time {
        let input = change(&seeds, &mut random);
        let begun = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| check(worker.as_ref(), &input)));
        let took = begun.elapsed();
        match outcome {
            Ok(is_read) if took <= slow => read += usize::from(is_read),
            _ => {
                std::fs::write("mutate-failed.bin", &input).expect("the input can be written");
                eprintln!("input {count} failed, {took:?}: mutate-failed.bin");
                std::process::exit(1);
            }
        }
        count += 1;
    }
    println!(
        "pdf: {count} inputs in {} s from {} seeds, {read} of them read, no fault",
        time.as_secs(),
        seeds.len()
    );
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

/// A seed with a few changes.
fn change(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = seeds[random.below(seeds.len())].clone();
    let other = &seeds[random.below(seeds.len())];
    for _ in 0..=random.below(8) {
        let at = random.below(bytes.len() + 1);
        let length = random.below(60).min(bytes.len() - at);
        match random.below(8) {
            0 if at < bytes.len() => bytes[at] = random.below(256) as u8,
            1 => drop(bytes.drain(at..at + length)),
            2 => {
                let copy = bytes[at..at + length].to_vec();
                for _ in 0..=random.below(20) {
                    bytes.splice(at..at, copy.iter().copied());
                }
            }
            3 => {
                let from = random.below(other.len());
                let end = (from + random.below(200)).min(other.len());
                bytes.splice(at..at, other[from..end].iter().copied());
            }
            4 if random.below(10) == 0 => bytes.truncate(at),
            5 => {
                if let Some(digit) = bytes[at..].iter().position(u8::is_ascii_digit) {
                    let big = [
                        "99999999999",
                        "-1",
                        "0",
                        "4294967295",
                        "1",
                        "7",
                        "1e99",
                        "2147483648",
                    ];
                    let number = big[random.below(big.len())];
                    bytes.splice(at + digit..=at + digit, number.bytes());
                }
            }
            _ => {
                let word = WORDS[random.below(WORDS.len())];
                bytes.splice(at..at, word.bytes());
            }
        }
    }
    bytes
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
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start >= end && !document.words(block).is_empty());
        end = block.span.end;
    }
    let mut end = 0;
    for segment in &document.map {
        let words = document.text.get(segment.span.start..segment.span.end);
        assert!(segment.span.start >= end && words.is_some_and(|words| !words.is_empty()));
        end = segment.span.end;
    }
    true
}
