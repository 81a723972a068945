//! Mail (EML) and pages saved as mail (MHTML).

use diptych_core::{BlockKind, Origin, Problem, Source, Span, codes};
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders as _, PartType};

use crate::assembly::Assembly;
use crate::decode::Decoded;
use crate::html::{self, fragment};
use crate::layer::Layer;
use crate::reading::Reading;

/// How much of a file is looked at for the head of a message, in bytes.
const HEAD: usize = 16 * 1024;

/// Whether the bytes open with the head of a message: nothing but header lines
/// up to an empty line, among them one that only mail has.
pub(crate) fn is_mail(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let mut has_own = false;
    for (number, line) in head.lines().enumerate() {
        if line.trim().is_empty() {
            return has_own && number > 1;
        }
        if line.starts_with([' ', '\t']) && number > 0 {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            return false;
        };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return false;
        }
        has_own |= [
            "mime-version",
            "message-id",
            "received",
            "return-path",
            "snapshot-content-location",
        ]
        .iter()
        .any(|own| name.eq_ignore_ascii_case(own));
    }
    has_own
}

/// Reads a message, or the page that is saved as one.
pub(crate) fn read(mut reading: Reading, bytes: &[u8]) -> Reading {
    let Some(message) = MessageParser::default().parse(bytes) else {
        let problem = Problem::new(&codes::BROKEN_PART, "the message cannot be read");
        reading.problems.push(problem);
        return reading;
    };
    if let Some((part, words)) = page(&message) {
        if breaks_off(&message, bytes) {
            let problem = Problem::new(
                &codes::BROKEN_PART,
                "the saved page breaks off before its end",
            );
            reading.problems.push(problem);
        }
        saved_page(&mut reading, &message, part, words);
        return reading;
    }
    describe(&mut reading.source, &message);
    if breaks_off(&message, bytes) {
        let problem = Problem::new(&codes::BROKEN_PART, "the message breaks off before its end");
        reading.problems.push(problem);
    }
    let mut out = Assembly::default();
    // The subject stands in the head in an encoding of its own: its bytes are those of its decoded value.
    let subject = message.subject().map(str::trim);
    if let Some(subject) = subject.filter(|subject| !subject.is_empty()) {
        reading.source.title = Some(subject.to_owned());
        out.open(BlockKind::Headline, 1, Some("subject"));
        let origin = Origin::Part {
            part: "subject".to_owned(),
            bytes: Span::new(0, subject.len()),
        };
        out.push(subject, origin);
        out.close();
    }
    let subject = out.blocks();
    for index in &message.text_body {
        if let Some(part) = message.parts.get(*index as usize) {
            body(&mut out, part, *index);
        }
    }
    if out.blocks() == subject {
        let what = if subject > 0 {
            "the message holds no text but its subject"
        } else {
            "the message holds no text"
        };
        reading
            .problems
            .push(Problem::new(&codes::NO_SOURCE_INSIDE, what));
    }
    let attached = message.attachments.len();
    if attached > 0 {
        let message = format!("attachments that were not read: {attached}");
        reading
            .problems
            .push(Problem::new(&codes::SKIPPED, message));
    }
    reading.document = (!out.is_empty()).then(|| out.document(&reading.source));
    reading
}

/// Whether the mark that ends a message of several parts is missing.
fn breaks_off(message: &Message<'_>, bytes: &[u8]) -> bool {
    let Some(boundary) = message
        .content_type()
        .and_then(|kind| kind.attribute("boundary"))
    else {
        return false;
    };
    let mark = format!("--{boundary}--");
    let tail = &bytes[bytes.len().saturating_sub(64 * 1024)..];
    !String::from_utf8_lossy(tail).contains(&mark)
}

/// The root of a saved page: its part's number and its HTML.
fn page<'m>(message: &'m Message<'_>) -> Option<(usize, &'m str)> {
    let saved = message.header("Snapshot-Content-Location").is_some();
    message.parts.iter().enumerate().find_map(|(index, part)| {
        let PartType::Html(words) = &part.body else {
            return None;
        };
        let is_located = part
            .headers
            .iter()
            .any(|header| header.name() == "Content-Location");
        (saved || is_located).then_some((index, words.as_ref()))
    })
}

fn saved_page(reading: &mut Reading, message: &Message<'_>, part: usize, words: &str) {
    html::read(reading, Decoded::from_text(words));
    let header = |name: &str| {
        let found = message.header_raw(name.to_owned()).map(str::trim);
        found.map(str::to_owned)
    };
    let located = message.parts[part]
        .headers
        .iter()
        .find(|header| header.name() == "Content-Location")
        .and_then(|header| header.value().as_text())
        .map(str::to_owned);
    let source = &mut reading.source;
    source.url = source
        .url
        .take()
        .or_else(|| header("Snapshot-Content-Location"))
        .or(located)
        .filter(|url| url.contains("://"));
    if let Some(date) = message.date() {
        source
            .extra
            .insert("captured".to_owned(), date.to_rfc3339());
    }
    if let Some(document) = &mut reading.document {
        for segment in &mut document.map {
            segment.origin = Origin::Part {
                part: format!("part {part}"),
                bytes: segment.origin.bytes(),
            };
        }
    }
}

fn describe(source: &mut Source, message: &Message<'_>) {
    let from = message.from().and_then(|from| from.first());
    if let Some(from) = from {
        let name = from.name().or(from.address()).map(str::trim);
        source.outlet = name.map(str::to_owned);
        if let Some(address) = from.address() {
            source.extra.insert("from".to_owned(), address.to_owned());
        }
    }
    if let Some(date) = message.date() {
        let written = date.to_rfc3339();
        if let Some(found) = crate::dates::parse(&written, None) {
            source.published = Some(found.day);
            source.tz = found.tz;
            source.published_at = Some(written);
        }
    }
    if let Some(id) = message.message_id() {
        source.extra.insert("message_id".to_owned(), id.to_owned());
    }
}

/// Adds a part: HTML by its structure, text line by line as paragraphs, what
/// it quotes of an earlier message marked.
fn body(out: &mut Assembly, part: &MessagePart<'_>, index: u32) {
    let to = |base: Span| Origin::Part {
        part: format!("part {index}"),
        bytes: base,
    };
    let mut layer = Layer::default();
    match &part.body {
        PartType::Html(words) => {
            layer.same(words, Span::new(0, words.len()));
            out.html(&fragment(words, None), &layer, to);
        }
        PartType::Text(words) => {
            layer.same(words, Span::new(0, words.len()));
            for block in crate::plain::blocks(words, 0, None) {
                let is_quoted = block.span.of(words).starts_with('>');
                let (kind, reason) = if is_quoted {
                    (BlockKind::Quote, Some("quoted message"))
                } else {
                    (block.kind, block.reason.as_deref())
                };
                out.open(kind, block.level, reason);
                out.layer(&layer, block.span, to);
                out.close();
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_is_told_by_its_head() {
        assert!(is_mail(
            b"From: a@b.example\r\nMIME-Version: 1.0\r\nSubject: x\r\n\r\nText"
        ));
        for text in [
            "From: the quay\nSubject: a poem\n\nText",
            "Words of a text.\n\nMIME-Version: 1.0\n\n",
            "Q: Did you?\nMIME-Version: 1.0 is what they said",
            "",
        ] {
            let is_row = text.starts_with("Q:");
            assert_eq!(is_mail(text.as_bytes()), is_row, "{text}");
        }
    }
}
