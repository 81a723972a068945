//! Changes the fixtures at random and reads them, for as long as it is told:
//! `cargo run --release -p diptych-read --example mutate -- [SECONDS] [SEED] [NAME]…`.
//!
//! Every reader gets SECONDS. Members of archives are changed before they are
//! packed again, so that the changes get past the sums. It stops at the first
//! panic, at a document whose blocks or runs are out of order, and at an input that
//! takes over ten seconds, and leaves that input in `mutate-failed.bin`. It needs no
//! nightly compiler; a fuzzer that follows the branches finds more.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for the terminal"
)]

use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use diptych_core::{BlockKind, parse_case, parse_period, parse_watch};
use diptych_read::{Changes, ReadOptions, read_each};
use diptych_testkit::mutate::{Random, hold, mutate, run};

/// Readers by the ends of their fixtures' names.
const READERS: &[(&str, &[&str])] = &[
    ("plain text", &["txt"]),
    ("markdown", &["md"]),
    ("front matter", &["front"]),
    ("html", &["html"]),
    ("srt", &["srt"]),
    ("vtt", &["vtt"]),
    ("rss and atom", &["rss", "atom"]),
    ("json feed", &["feed.json"]),
    ("posts", &["json", "jsonl", "js"]),
    ("docx", &["docx"]),
    ("odt", &["odt"]),
    ("epub", &["epub"]),
    ("warc", &["warc", "gz"]),
    ("rtf", &["rtf"]),
    ("mail", &["eml"]),
    ("mhtml", &["mhtml"]),
    ("case file", &["toml"]),
];

/// The longest that one input may take.
const SLOW: Duration = Duration::from_secs(10);

/// Words that mean something in one format or another.
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
    "<w:del>",
    "<text:change text:change-id=\"c1\"/>",
    ":",
    "\\u-1 ",
    "\\'e",
    "\\bin9 ",
    "{\\footnote ",
    "--=_b\r\n",
    "=?utf-8?B?",
];

/// Words that mean something in front matter and in a case file.
const KEYS: &[&str] = &[
    "---\n",
    "...\n",
    "\n---\n",
    ": ",
    "#",
    "- ",
    "'",
    "\"",
    "[",
    "]",
    "{",
    "}",
    "|\n",
    ">\n",
    "date: ",
    "published: ",
    "tz: ",
    "lang: ",
    "complete: true\n",
    "speaker: ",
    "kind: post\n",
    "+14:00",
    "Europe/Nowhere",
    "2031-02-30",
    "0000-00-00",
    "9999-12-31T23:59:60Z",
    "\t",
    "\r\n",
    "\u{feff}",
    "\u{a0}",
    "ї",
    "\0",
    "[[side]]\n",
    "[[issue]]\n",
    "[[watch]]\n",
    "name = ",
    "\"\"\"",
    " = ",
];

/// What the fixtures do not hold.
const TEXTS: &[(&str, &str)] = &[
    (
        "a.txt",
        "Ada Renn, March 4\n\n“We agreed,” she said.\n- one\n- two\n\nQUESTION: When?\nRENN: Soon.\n",
    ),
    (
        "a.md",
        "---\ntitle: \"x\"\n---\n# The bridge\n\n> «Нет», — сказала она.\n\nName\n====\n\n```\ncode\n```\n* [link](x)\n",
    ),
    (
        "a.front",
        "---\ntitle: \"The bridge: a readout\"\noutlet: Port Lenna Courier\nurl: https://courier.example/a?b=c#d\n\
         date: 2031-03-04T23:30:00+02:00\nplace: Lenna\ntz: Europe/Kyiv\nlang: en\nspeaker: Ada Renn\n\
         kind: official_text\ncomplete: true\nauthor: 'M. Holt'\ntags: [a, 'b']\nnote: |\n  one\n  two\n---\n\nAda Renn said: “We agreed.”\n",
    ),
    (
        "b.front",
        "\u{feff}---\r\nназва: Міст\r\ntitle: Мост\r\ndate: 4 марта 2031 г.\r\nlang: ru\r\nspeaker: Анна Вольская\r\n...\r\nТекст.\r\n",
    ),
    (
        "case.toml",
        "title = \"x\"\nperiod = { from = 2031-03-01, to = 2031-03-31 }\n[[side]]\nname = \"Vale\"\n\
         people = [{ name = \"Ada Renn\", aliases = [\"Ада Ренн\"] }]\nbodies = [\"The Council\"]\n\
         [[issue]]\nname = \"The bridge\"\ndescription = \"Whether it opens\"\nterms = [\"bridge\", \"міст\"]\n\
         [[watch]]\nfeed = \"https://a.example/feed\"\nevery = \"10m\"\n[[watch]]\nfolder = \"in\"\n",
    ),
];

fn main() {
    let mut arguments = std::env::args().skip(1);
    let seconds = arguments.next().and_then(|word| word.parse().ok());
    let seconds: u64 = seconds.unwrap_or(10);
    let seed = arguments.next().and_then(|word| word.parse().ok());
    let only: Vec<String> = arguments.collect();
    let mut random = Random::new(seed.unwrap_or(1));
    let seeds = seeds();
    for (reader, ends) in READERS {
        if !only.is_empty() && !only.iter().any(|name| reader.contains(name.as_str())) {
            continue;
        }
        let own: Vec<&(String, Vec<u8>)> = seeds
            .iter()
            .filter(|(name, _)| ends.iter().any(|end| name.ends_with(&format!(".{end}"))))
            .collect();
        assert!(!own.is_empty(), "{reader}: no seeds");
        let make = || {
            let (name, bytes) = *random.one_of(&own);
            let other = &seeds[random.below(seeds.len())].1;
            (name.clone(), change(name, bytes, other, &mut random))
        };
        match run((Duration::from_secs(seconds), SLOW), make, check) {
            Ok(count) => println!(
                "{reader}: {} inputs in {seconds} s from {} seeds, {} of them read, no fault",
                count.inputs,
                own.len(),
                count.read
            ),
            Err(fault) => {
                let left = fault.leave().expect("the input can be written");
                eprintln!("{reader}: {fault}: {}", left.display());
                std::process::exit(1);
            }
        }
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
    for (name, text) in TEXTS {
        out.push(((*name).to_owned(), text.as_bytes().to_vec()));
    }
    out
}

/// An input made from `bytes`: packed formats are unpacked first, mostly, and of front matter it is
/// the matter that is changed.
fn change(name: &str, bytes: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let end = name.rsplit('.').next();
    if matches!(end, Some("front" | "toml")) {
        return mutate(bytes.to_vec(), other, KEYS, random);
    }
    if random.below(4) > 0 {
        if bytes.starts_with(b"PK")
            && let Some(packed) = repack(bytes, other, random)
        {
            return packed;
        }
        if bytes.starts_with(b"\x1f\x8b") {
            let mut inner = Vec::new();
            let _ = flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut inner);
            let inner = mutate(inner, other, WORDS, random);
            let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            if packer.write_all(&inner).is_ok()
                && let Ok(packed) = packer.finish()
            {
                return packed;
            }
        }
    }
    mutate(bytes.to_vec(), other, WORDS, random)
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
            inner = mutate(inner, other, WORDS, random);
        }
        let name = file.name().ok()?.into_owned();
        out.start_file(name, zip::write::SimpleFileOptions::default())
            .ok()?;
        out.write_all(&inner).ok()?;
    }
    Some(out.finish().ok()?.into_inner())
}

/// Reads an input and holds what came out of it to what must be so; whether it was read.
fn check(name: &str, input: &[u8]) -> bool {
    if name == "case.toml" {
        return check_case(&String::from_utf8_lossy(input));
    }
    let name = name.replace(".front", ".txt");
    // Every view of tracked changes has its turn.
    let views = [Changes::Accepted, Changes::Original, Changes::Marked];
    let options = ReadOptions {
        max_size: 4_000_000,
        changes: *views
            .get(input.len() % views.len())
            .expect("a remainder is smaller"),
    };
    let readings = read_each(&name, input, &options);
    assert!(!readings.is_empty(), "nothing was given back");
    let mut is_read = false;
    for reading in &readings {
        let Some(document) = &reading.document else {
            assert!(!reading.problems.is_empty(), "no document and no problem");
            continue;
        };
        is_read = true;
        hold(document);
        // Of front matter nothing is taken out of the text, and what was understood stands in it.
        let matter = document
            .blocks
            .iter()
            .find(|block| block.kind == BlockKind::Meta);
        if let Some(matter) = matter.filter(|_| document.map.is_empty()) {
            let words = document.words(matter);
            assert!(words.starts_with("---"), "{words}");
            let speaker = reading.source.speaker.as_deref().unwrap_or_default();
            let is_there = |word: &str| words.contains(word.trim_end_matches(','));
            assert!(
                speaker.split_whitespace().all(is_there),
                "{speaker} stands nowhere"
            );
        }
    }
    is_read
}

/// A case file: whatever it says, there is a case, and a problem lies within the text.
fn check_case(text: &str) -> bool {
    let (case, problems) = parse_case(text);
    let (watched, more) = parse_watch(text);
    for problem in problems.iter().chain(&more) {
        if let Some(span) = problem.span {
            assert!(span.end <= text.len() && span.start <= span.end, "{span:?}");
        }
    }
    for line in text.lines() {
        let _ = parse_period(line.trim());
    }
    !case.sides.is_empty() || !watched.is_empty()
}
