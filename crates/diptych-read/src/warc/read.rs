//! From the records of an archive to sources.

use std::io::{BufReader, Cursor};

use diptych_core::{Origin, Problem, Source, codes};
use flate2::read::MultiGzDecoder;

use super::http::{Packing, response};
use super::record::{Record, Records, Stop};
use crate::decode::decode_labelled;
use crate::part::Container;
use crate::reading::{ReadOptions, Reading, read_each, read_page};

/// How much more an archive may unpack to than the largest source, as a factor.
const TOTAL: u64 = 16;

/// What was passed over, and why.
#[derive(Debug, Default)]
struct Skipped {
    /// Pages that were not sent: moved, missing, refused.
    statuses: usize,
    /// Pictures, scripts and other files that are no page.
    kinds: usize,
    long: usize,
    packed: Vec<String>,
}

/// Reads an archive, as it is or packed with gzip.
pub(crate) fn read(container: &mut Container, bytes: &[u8], options: &ReadOptions) {
    let total = (options.max_size as u64).saturating_mul(TOTAL);
    let mut skipped = Skipped::default();
    let stop = if bytes.starts_with(b"\x1f\x8b") {
        let input = BufReader::new(MultiGzDecoder::new(bytes));
        let mut records = Records::new(input, options.max_size, total);
        for record in records.by_ref() {
            one(container, &record, options, &mut skipped);
        }
        records.stop
    } else {
        let mut records = Records::new(Cursor::new(bytes), options.max_size, total);
        for record in records.by_ref() {
            one(container, &record, options, &mut skipped);
        }
        records.stop
    };
    match stop {
        Some(Stop::Broken(what)) => {
            let message = format!("the web archive breaks off: {what}");
            let problem = Problem::new(&codes::BROKEN_PART, message);
            container.problems.push(problem);
        }
        Some(Stop::Limit) => {
            let message = format!("the web archive unpacks to more than {total} bytes");
            let problem = Problem::new(&codes::OVER_LIMIT, message);
            container.problems.push(problem);
        }
        None => {}
    }
    tell(container, &skipped);
    if container.readings.is_empty() {
        let problem = Problem::new(&codes::NO_SOURCE_INSIDE, "the web archive holds no page");
        container.problems.push(problem);
    }
}

fn tell(container: &mut Container, skipped: &Skipped) {
    if skipped.statuses + skipped.kinds > 0 {
        let message = format!(
            "responses that are no page: {}; pages that were not sent: {}",
            skipped.kinds, skipped.statuses
        );
        container
            .problems
            .push(Problem::new(&codes::SKIPPED, message));
    }
    if skipped.long > 0 {
        let message = format!("pages over the limit: {}", skipped.long);
        container
            .problems
            .push(Problem::new(&codes::OVER_LIMIT, message));
    }
    for what in skipped.packed.iter().take(5) {
        let message = format!("a page could not be unpacked: {what}");
        container
            .problems
            .push(Problem::new(&codes::BROKEN_PART, message));
    }
}

fn one(container: &mut Container, record: &Record, options: &ReadOptions, skipped: &mut Skipped) {
    let is_resource = match record.get("WARC-Type") {
        Some("response") => false,
        Some("resource") => true,
        _ => return,
    };
    if is_resource {
        let kind = record.get("Content-Type").unwrap_or("").to_owned();
        if is_page(&kind) && !record.is_long {
            page(container, record, &record.body, &kind);
        } else {
            skipped.kinds += 1;
        }
        return;
    }
    if record.is_long {
        skipped.long += 1;
        return;
    }
    let Some(response) = response(&record.body) else {
        // A response of another protocol.
        skipped.kinds += 1;
        return;
    };
    let kind = response.get("content-type").unwrap_or("").to_owned();
    let is_page = is_page(&kind);
    if !is_page && !is_file(&kind) {
        skipped.kinds += 1;
    } else if response.status != 200 && response.status != 203 {
        skipped.statuses += 1;
    } else {
        match response.body(options.max_size) {
            Ok(body) if is_page => page(container, record, &body, &kind),
            Ok(body) => file(container, record, &body, options, skipped),
            Err(Packing::Limit) => skipped.long += 1,
            Err(Packing::Unread(what)) => skipped.packed.push(what),
        }
    }
}

/// Whether a content type is that of a page or of plain text.
fn is_page(kind: &str) -> bool {
    let kind = kind
        .split(';')
        .next()
        .unwrap_or("")
        .trim()
        .to_ascii_lowercase();
    matches!(
        kind.as_str(),
        "text/html" | "application/xhtml+xml" | "text/plain"
    )
}

/// Whether what is sent may be a source of another form: a document, a feed, subtitles, posts, or
/// what the server has no name for.
fn is_file(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or("").trim();
    let kind = kind.to_ascii_lowercase();
    matches!(
        kind.as_str(),
        "" | "application/octet-stream"
            | "application/json"
            | "application/pdf"
            | "application/rtf"
            | "application/x-subrip"
            | "application/xml"
            | "message/rfc822"
            | "multipart/related"
            | "text/markdown"
            | "text/rtf"
            | "text/vtt"
            | "text/xml"
    ) || kind.ends_with("+zip")
        || kind.ends_with("rss+xml")
        || kind.ends_with("atom+xml")
        || kind.ends_with("feed+json")
        || kind.starts_with("application/vnd.openxmlformats-officedocument.wordprocessing")
        || kind.starts_with("application/vnd.oasis.opendocument.text")
}

/// Reads a file that an archive holds; one in which nothing can be read is counted, not told.
fn file(
    container: &mut Container,
    record: &Record,
    body: &[u8],
    options: &ReadOptions,
    skipped: &mut Skipped,
) {
    let path = container.part(body).path;
    // An archive inside an archive is somebody's trap.
    let is_archive = body.starts_with(b"WARC/") || body.starts_with(b"\x1f\x8b");
    let read = if is_archive {
        Vec::new()
    } else {
        read_each(&path, body, options)
    };
    let before = container.readings.len();
    for mut reading in read.into_iter().filter(|one| one.document.is_some()) {
        if reading.source.url.is_none() {
            reading.source.url = target(record);
        }
        if let Some(date) = record.get("WARC-Date") {
            let captured = ("captured".to_owned(), date.to_owned());
            reading.source.extra.extend([captured]);
        }
        container.readings.push(reading);
    }
    skipped.kinds += usize::from(container.readings.len() == before);
}

/// The address from which a record was fetched.
fn target(record: &Record) -> Option<String> {
    let url = record.get("WARC-Target-URI")?;
    Some(url.trim_start_matches('<').trim_end_matches('>').to_owned())
}

fn page(container: &mut Container, record: &Record, body: &[u8], kind: &str) {
    if body.trim_ascii().is_empty() {
        return;
    }
    let mut source: Source = container.part(body);
    source.url = target(record);
    if let Some(date) = record.get("WARC-Date") {
        source.extra.insert("captured".to_owned(), date.to_owned());
    }
    let label = kind.to_ascii_lowercase();
    let label = label
        .split_once("charset=")
        .map(|(_, label)| label.trim_matches(['"', '\'', ' ', ';']));
    let url = source.url.clone();
    let mut reading: Reading = read_page(source, decode_labelled(body, label));
    // Where it was fetched from is surer than what the page says.
    reading.source.url = url.or(reading.source.url.take());
    if let Some(document) = &mut reading.document {
        let is_same = document.map.is_empty() && !document.text.is_empty();
        for segment in &mut document.map {
            segment.origin = Origin::Part {
                part: format!("record {}", record.number),
                bytes: segment.origin.bytes(),
            };
        }
        if is_same {
            let whole = diptych_core::Span::new(0, document.text.len());
            document.map.push(diptych_core::Segment {
                span: whole,
                origin: Origin::Part {
                    part: format!("record {}", record.number),
                    bytes: whole,
                },
            });
        }
    }
    container.readings.push(reading);
}
