//! Changes the fixtures at random and reads them, for as long as it is told:
//! `cargo run -p diptych-read --example mutate -- [SECONDS] [SEED] [NAME]…`.
//!
//! Every reader gets SECONDS. Members of archives are changed before they are
//! packed again, so that the changes get past the sums. It stops at the first
//! panic, at a document whose runs are out of order, and at an input that takes
//! over ten seconds, and leaves that input in `mutate-failed.bin`. It needs no
//! nightly compiler; a fuzzer that follows the branches finds more.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for the terminal"
)]

use std::io::{Cursor, Read as _, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use diptych_core::{Document, parse_case};
use diptych_read::{Changes, ReadOptions, read_each};

/// Readers by the ends of their fixtures' names.
const READERS: &[(&str, &[&str])] = &[
    ("text and front matter", &["txt"]),
    ("markdown", &["md"]),
    ("html", &["html"]),
    ("srt", &["srt"]),
    ("vtt", &["vtt"]),
    ("rss and atom", &["rss", "atom"]),
    ("posts and json feed", &["json", "jsonl", "js"]),
    ("docx", &["docx"]),
    ("odt", &["odt"]),
    ("epub", &["epub"]),
    ("warc", &["warc", "gz"]),
    ("rtf", &["rtf"]),
    ("mail and mhtml", &["eml", "mhtml"]),
    ("case file", &["toml"]),
];

/// The longest that one input may take.
const SLOW: Duration = Duration::from_secs(10);

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
    let seconds: u64 = seconds.unwrap_or(10);
    let seed = arguments.next().and_then(|word| word.parse().ok());
    let only: Vec<String> = arguments.collect();
    let mut random = Random(seed.unwrap_or(1).max(1));
    let seeds = seeds();
    for (reader, ends) in READERS {
        if !only.is_empty() && !only.iter().any(|name| reader.contains(name.as_str())) {
            continue;
        }
        let own: Vec<&(String, Vec<u8>)> = seeds
            .iter()
            .filter(|(name, _)| ends.iter().any(|end| name.ends_with(&format!(".{end}"))))
            .collect();
        let count = run(&own, &seeds, Duration::from_secs(seconds), &mut random);
        println!(
            "{reader}: {count} inputs in {seconds} s from {} seeds, no fault",
            own.len()
        );
    }
}

/// Every fixture of the crate, and a few texts that stand for the rest.
fn seeds() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut files: Vec<PathBuf> = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    let mut out: Vec<(String, Vec<u8>)> = files
        .iter()
        .filter(|path| path.extension().is_none_or(|end| end != "rs"))
        .filter_map(|path| {
            Some((
                path.file_name()?.to_string_lossy().into_owned(),
                std::fs::read(path).ok()?,
            ))
        })
        .collect();
    for (name, text) in [
        (
            "a.txt",
            "---\ndate: 2031-03-04\nspeaker: Ada Renn\ntags: [a, 'b']\n---\nThe bridge\n\nAda Renn, March 4\n\n“We agreed,” she said.\n- one\n- two\n",
        ),
        (
            "a.md",
            "---\ntitle: \"x\"\n---\n# The bridge\n\n> «Нет», — сказала она.\n\nName\n====\n\n```\ncode\n```\n* [link](x)\n",
        ),
        (
            "case.toml",
            "title = \"x\"\nperiod = { from = 2031-03-01, to = 2031-03-31 }\n[[side]]\nname = \"Vale\"\npeople = [{ name = \"Ada Renn\", aliases = [\"Ада Ренн\"] }]\n[[issue]]\nname = \"The bridge\"\nterms = [\"bridge\"]\n",
        ),
    ] {
        out.push((name.to_owned(), text.as_bytes().to_vec()));
    }
    out
}

fn run(
    own: &[&(String, Vec<u8>)],
    all: &[(String, Vec<u8>)],
    time: Duration,
    random: &mut Random,
) -> usize {
    let start = Instant::now();
    let mut count = 0;
    while start.elapsed() < time && !own.is_empty() {
        let (name, bytes) = own[random.below(own.len())];
        let other = &all[random.below(all.len())].1;
        let input = change(bytes, other, random);
        let begun = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| check(name, &input)));
        let took = begun.elapsed();
        if outcome.is_err() || took > SLOW {
            std::fs::write("mutate-failed.bin", &input).expect("the input can be written");
            eprintln!("{name}: input {count} failed, {took:?}: mutate-failed.bin");
            std::process::exit(1);
        }
        count += 1;
    }
    count
}

/// An input made from `bytes`: packed formats are unpacked first, mostly.
fn change(bytes: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    if random.below(4) > 0 {
        if bytes.starts_with(b"PK")
            && let Some(packed) = repack(bytes, other, random)
        {
            return packed;
        }
        if bytes.starts_with(b"\x1f\x8b") {
            let mut inner = Vec::new();
            let _ = flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut inner);
            let inner = mutate(inner, other, random);
            let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            if packer.write_all(&inner).is_ok()
                && let Ok(packed) = packer.finish()
            {
                return packed;
            }
        }
    }
    mutate(bytes.to_vec(), other, random)
}

fn repack(bytes: &[u8], other: &[u8], random: &mut Random) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let chosen = random.below(archive.len());
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).ok()?;
        let mut inner = Vec::new();
        file.read_to_end(&mut inner).ok()?;
        if index == chosen {
            inner = mutate(inner, other, random);
        }
        let name = file.name().ok()?.into_owned();
        out.start_file(name, zip::write::SimpleFileOptions::default())
            .ok()?;
        out.write_all(&inner).ok()?;
    }
    Some(out.finish().ok()?.into_inner())
}

/// A few changes: bytes set, cut, doubled, moved, taken from another input, numbers swollen.
fn mutate(mut bytes: Vec<u8>, other: &[u8], random: &mut Random) -> Vec<u8> {
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len() + 1);
        let length = random.below(40).min(bytes.len() - at);
        match random.below(9) {
            0 if at < bytes.len() => bytes[at] = random.below(256) as u8,
            1 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            2 => drop(bytes.drain(at..at + length)),
            3 => {
                let copy = bytes[at..at + length].to_vec();
                for _ in 0..=random.below(20) {
                    bytes.splice(at..at, copy.iter().copied());
                }
            }
            4 => {
                let from = random.below(other.len());
                let end = (from + random.below(60)).min(other.len());
                bytes.splice(at..at, other[from..end].iter().copied());
            }
            5 if random.below(8) == 0 => bytes.truncate(at),
            6 => {
                const WORDS: &[&str] = &[
                    "<",
                    ">",
                    "\"",
                    "\\",
                    "{",
                    "}",
                    "[",
                    "]]>",
                    "<![CDATA[",
                    "&#x;",
                    "&",
                    "-->",
                    "\n\n",
                    "\r\n",
                    "\0",
                    "00:00:01.000 --> ",
                    "\u{feff}",
                    "ї",
                    "WARC/1.0\r\n",
                    "0\r\n",
                    "/>",
                    "<w:p>",
                    "</w:p>",
                    ":",
                    "\\u-1 ",
                    "\\'e",
                    "\\bin9 ",
                    "{\\footnote ",
                ];
                let word = WORDS[random.below(WORDS.len())];
                bytes.splice(at..at, word.bytes());
            }
            7 => {
                if let Some(digit) = bytes[at..].iter().position(u8::is_ascii_digit) {
                    let big: &[&str] = &["99999999999999999999", "-1", "0", "4294967296", "1e999"];
                    let number = big[random.below(big.len())];
                    bytes.splice(at + digit..=at + digit, number.bytes());
                }
            }
            _ => {
                let to = random.below(bytes.len() + 1 - length);
                let moved: Vec<u8> = bytes.drain(at..at + length).collect();
                bytes.splice(to..to, moved);
            }
        }
    }
    bytes
}

/// Reads an input and holds what came out of it to what must be so.
fn check(name: &str, input: &[u8]) {
    if name == "case.toml" {
        let _ = parse_case(&String::from_utf8_lossy(input));
        return;
    }
    // Every view of tracked changes has its turn.
    let views = [Changes::Accepted, Changes::Original, Changes::Marked];
    let options = ReadOptions {
        max_size: 4_000_000,
        changes: views[input.len() % views.len()],
    };
    let readings = read_each(name, input, &options);
    assert!(!readings.is_empty(), "nothing was given back");
    for reading in &readings {
        match &reading.document {
            Some(document) => hold(document),
            None => assert!(!reading.problems.is_empty(), "no document and no problem"),
        }
    }
}

fn hold(document: &Document) {
    let mut end = 0;
    for block in &document.blocks {
        assert!(
            block.span.start >= end && !document.words(block).is_empty(),
            "{block:?}"
        );
        end = block.span.end;
    }
    let mut end = 0;
    for segment in &document.map {
        let words = document.text.get(segment.span.start..segment.span.end);
        assert!(
            segment.span.start >= end && words.is_some_and(|words| !words.is_empty()),
            "{segment:?}"
        );
        end = segment.span.end;
    }
}
