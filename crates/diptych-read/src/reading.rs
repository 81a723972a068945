//! One source, read: the way in.

use diptych_core::{Document, Lang, Problem, Source, SourceId, codes, digest};

use crate::decode::{Decoded, decode};
use crate::format::{Format, Packed, binary_format, packed, text_format};
use crate::office::{self, Changes};
use crate::part::Container;
use crate::{feed, front_matter, html, mail, markdown, plain, posts, rtf, subtitles, warc};

/// Limits and choices of reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOptions {
    /// The longest source that is read, in bytes; 64 MB by default.
    pub max_size: usize,
    /// The view of documents with tracked changes; all accepted by default.
    pub changes: Changes,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            max_size: 64 * 1024 * 1024,
            changes: Changes::default(),
        }
    }
}

/// What reading gave: the source always, a document where there is text, and
/// every problem on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The source and what it says of itself.
    pub source: Source,
    /// The readable text; nothing where there is none.
    pub document: Option<Document>,
    /// What was not read or not understood.
    pub problems: Vec<Problem>,
}

/// The key of [`Source::extra`] that holds the language label as it stood.
const LANG_LABEL: &str = "lang_label";

/// Reads the bytes of a source found at `path`; of a file that holds several, the first.
///
/// The path gives a hint of the format and is kept in the source; nothing is
/// opened. Where there is no document, the problems say why.
pub fn read(path: &str, bytes: &[u8], options: &ReadOptions) -> Reading {
    read_each(path, bytes, options)
        .into_iter()
        .next()
        .expect("reading gives a document or a problem")
}

/// Reads every source that the bytes of a file hold: the items of a feed, the
/// posts of an export; of any other format the one.
///
/// A source inside a file has the file's path with `#` and its number, from 1,
/// and the digest of its own bytes. Where something is wrong with the file as
/// a whole, or nothing was found in it, the last reading is that of the file,
/// without a document.
pub fn read_each(path: &str, bytes: &[u8], options: &ReadOptions) -> Vec<Reading> {
    let mut source = Source {
        id: SourceId::default(),
        path: path.to_owned(),
        bytes: bytes.len(),
        sha256: digest(bytes),
        ..Source::default()
    };
    source.id = SourceId::from(format!("src-{}", &source.sha256[..12]));
    let refusal = if bytes.is_empty() {
        Some(Problem::new(&codes::EMPTY, "the file is empty"))
    } else if bytes.len() > options.max_size {
        let message = format!(
            "the file has {} bytes, the limit is {}",
            bytes.len(),
            options.max_size
        );
        Some(Problem::new(&codes::TOO_LARGE, message))
    } else if crate::pdf::is_pdf(bytes) {
        let message = "the file is a PDF, and no program that reads it was given";
        Some(Problem::new(&codes::NO_PDF_READER, message))
    } else if packed(bytes).is_some() {
        None
    } else {
        binary_format(bytes).map(|what| {
            Problem::new(
                &codes::NOT_TEXT,
                format!("the file is {what}, which is not read"),
            )
        })
    };
    if let Some(problem) = refusal {
        return vec![Reading {
            source,
            document: None,
            problems: vec![problem.in_source(path)],
        }];
    }
    let readings = match packed(bytes) {
        Some(Packed::Zip) => vec![office::read(source, bytes, options)],
        Some(Packed::Warc) => {
            let mut container = Container::new(source);
            warc::read(&mut container, bytes, options);
            container.finish()
        }
        Some(Packed::Mail) => vec![mail::read(empty(source), bytes)],
        Some(Packed::Rtf) => {
            let mut reading = empty(source);
            rtf::read(&mut reading, bytes, options);
            vec![reading]
        }
        None => read_decoded(source, decode(bytes)),
    };
    readings.into_iter().map(finish).collect()
}

/// Reads a text that is already decoded; every offset of the document is an
/// offset into `text`, also where it looks like HTML.
pub fn read_text(name: &str, text: &str) -> Reading {
    let sha256 = digest(text.as_bytes());
    let source = Source {
        id: SourceId::from(format!("src-{}", &sha256[..12])),
        path: name.to_owned(),
        bytes: text.len(),
        sha256,
        ..Source::default()
    };
    let mut reading = Reading {
        source,
        document: None,
        problems: Vec::new(),
    };
    if text.is_empty() {
        let problem = Problem::new(&codes::EMPTY, "the text is empty");
        reading.problems.push(problem.in_source(name));
        return reading;
    }
    let format = match text_format(name, text) {
        Format::Markdown => Format::Markdown,
        _ => Format::Plain,
    };
    read_plain(&mut reading, Decoded::from_text(text), format);
    finish(reading)
}

/// Names of files that are taken for sources, by their ends.
const EXTENSIONS: &[&str] = &[
    "txt", "md", "markdown", "html", "htm", "srt", "vtt", "rss", "atom", "xml", "json", "jsonl",
    "ndjson", "docx", "odt", "epub", "warc", "eml", "mht", "mhtml", "rtf", "pdf",
];

/// Whether a file of this name is taken for a source: `.txt .md .markdown .html .htm .srt .vtt
/// .rss .atom .xml .json .jsonl .ndjson .docx .odt .epub .warc .eml .mht .mhtml .rtf
/// .pdf`, `.warc.gz`, and of scripts those in which an archive of X keeps posts (`tweets.js`).
pub fn is_source_name(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let lower = name.to_ascii_lowercase();
    let is_posts = lower.starts_with("tweet") || lower.starts_with("note-tweet");
    if lower.ends_with(".warc.gz") || is_posts && lower.rsplit('.').next() == Some("js") {
        return true;
    }
    name.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty()
            && EXTENSIONS
                .iter()
                .any(|known| extension.eq_ignore_ascii_case(known))
    })
}

/// Whether the source itself names its language.
///
/// Where it does not, [`Source::lang`] is the default and the language is to
/// be told from the text.
pub fn has_language_label(source: &Source) -> bool {
    source.extra.contains_key(LANG_LABEL)
}

/// Takes over a language label, and that there was one.
pub(crate) fn label_language(source: &mut Source, label: &str) {
    let label = label.trim();
    if !label.is_empty() {
        source.lang = Lang::from(label);
        source.extra.insert(LANG_LABEL.to_owned(), label.to_owned());
    }
}

fn read_decoded(source: Source, decoded: Decoded) -> Vec<Reading> {
    let format = text_format(&source.path, &decoded.text);
    if matches!(format, Format::Feed | Format::Json) {
        let mut container = Container::new(source);
        if format == Format::Feed {
            feed::read(&mut container, decoded);
        } else {
            posts::read(&mut container, decoded);
        }
        return container.finish();
    }
    let mut reading = empty(source);
    match format {
        Format::Html => html::read(&mut reading, decoded),
        Format::Subtitles => subtitles::read(&mut reading, decoded),
        format => read_plain(&mut reading, decoded, format),
    }
    vec![reading]
}

/// Reads one page or text out of an archive.
pub(crate) fn read_page(source: Source, decoded: Decoded) -> Reading {
    let mut reading = empty(source);
    match text_format("page.html", &decoded.text) {
        Format::Html => html::read(&mut reading, decoded),
        _ => read_plain(&mut reading, decoded, Format::Plain),
    }
    reading
}

fn empty(source: Source) -> Reading {
    Reading {
        source,
        document: None,
        problems: Vec::new(),
    }
}

fn read_plain(reading: &mut Reading, mut decoded: Decoded, format: Format) {
    reading.problems.append(&mut decoded.problems);
    let text = std::mem::take(&mut decoded.text);
    let front = front_matter::read(&text, &mut reading.source, &mut reading.problems);
    let from = front.as_ref().map_or(0, |block| block.span.end);
    let mut blocks: Vec<_> = front.into_iter().collect();
    let title = reading.source.title.clone();
    blocks.extend(if format == Format::Markdown {
        markdown::blocks(&text, from, title.as_deref())
    } else {
        plain::blocks(&text, from, title.as_deref())
    });
    if reading.source.title.is_none() {
        reading.source.title = plain::title(&text, &blocks);
    }
    let map = decoded.origins.segments(&text);
    reading.document = Some(Document {
        source: reading.source.id.clone(),
        lang: reading.source.lang.clone(),
        text,
        blocks,
        map,
    });
}

/// What every reading ends with: an empty text is named, problems get their source.
pub(crate) fn finish(mut reading: Reading) -> Reading {
    let is_blank = reading
        .document
        .as_ref()
        .is_some_and(|document| document.text.trim_matches(is_blank).is_empty());
    if is_blank {
        let problem = Problem::new(&codes::EMPTY, "the file holds no text");
        reading.problems.push(problem);
    }
    for problem in &mut reading.problems {
        problem.source = Some(reading.source.path.clone());
    }
    reading
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || character == '\u{feff}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sources_are_known_in_any_case() {
        for name in [
            "a.txt",
            "b/a.MD",
            "a.Html",
            "x.y.htm",
            r"c\d.markdown",
            "без имени.TXT",
            "data/tweets-part1.js",
        ] {
            assert!(is_source_name(name), "{name}");
        }
        for name in ["a.png", "jquery.js", "txt", ".txt", "a.txt/b", "case.toml"] {
            assert!(!is_source_name(name), "{name}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_a_problem_with_its_path() {
        let options = ReadOptions {
            max_size: 10,
            ..ReadOptions::default()
        };
        for (bytes, code) in [
            (&b""[..], codes::EMPTY.id),
            (b" \n\t", codes::EMPTY.id),
            (b"a long line of text", codes::TOO_LARGE.id),
            (b"%PDF-1.7", codes::NO_PDF_READER.id),
            (b"a\0b\0\0\x01c", codes::NOT_TEXT.id),
        ] {
            let reading = read("in/x.txt", bytes, &options);
            assert_eq!(reading.problems[0].code, code, "{bytes:?}");
            assert_eq!(reading.problems[0].source.as_deref(), Some("in/x.txt"));
        }
    }

    #[test]
    fn the_identifier_is_of_the_bytes() {
        let reading = read("a.txt", b"abc", &ReadOptions::default());
        assert_eq!(reading.source.id.as_str(), "src-ba7816bf8f01");
        assert_eq!(reading.source.bytes, 3);
        assert!(!has_language_label(&reading.source));
    }

    #[test]
    fn a_given_text_keeps_its_offsets() {
        let text = "<p>Not a page &amp; not decoded.</p>\n";
        let reading = read_text("row-1", text);
        assert_eq!(reading.document.map(|d| d.text).as_deref(), Some(text));
    }
}
