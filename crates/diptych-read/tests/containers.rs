//! Files that hold others, made to break a reader: a problem with a code, bounded memory, linear time.

use std::fmt::Write as _;
use std::io::Read as _;

use diptych_core::codes;
use diptych_read::{Changes, ReadOptions, read_each};
use diptych_testkit::work::assert_linear;

/// A zip archive of members of spaces, each of `length` bytes.
fn bomb(length: usize, members: &[&str]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    for name in members {
        zip.start_file(*name, options)
            .expect("a member can be added");
        std::io::copy(&mut std::io::repeat(b' ').take(length as u64), &mut zip)
            .expect("a member can be written");
    }
    zip.finish()
        .expect("the archive can be closed")
        .into_inner()
}

#[test]
fn archives_that_unpack_to_too_much_are_refused() {
    let options = ReadOptions {
        max_size: 1_000_000,
        ..ReadOptions::default()
    };
    for (length, members) in [
        (20_000_000, &["word/document.xml"][..]),
        (
            990_000,
            &[
                "word/document.xml",
                "word/styles.xml",
                "word/footnotes.xml",
                "word/comments.xml",
                "word/endnotes.xml",
            ],
        ),
        (5_000_000, &["mimetype"]),
        (5_000_000, &["META-INF/container.xml"]),
    ] {
        let bytes = bomb(length, members);
        assert!(bytes.len() < 100_000);
        let reading = read_each("a.docx", &bytes, &options).remove(0);
        assert_eq!(reading.document, None);
        assert!(
            reading
                .problems
                .iter()
                .any(|problem| problem.code == codes::OVER_LIMIT.id),
            "{members:?}: {:?}",
            reading.problems
        );
    }
}

/// An archive of these members.
fn packed(members: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, words) in members {
        zip.start_file(*name, options)
            .expect("a member can be added");
        std::io::copy(&mut words.as_bytes(), &mut zip).expect("a member can be written");
    }
    zip.finish()
        .expect("the archive can be closed")
        .into_inner()
}

/// Deletions inside deletions, `depth` of them, each of which is also inserted.
fn deletions(depth: usize) -> Vec<u8> {
    let mut text = "<text:tracked-changes>".to_owned();
    for at in 0..depth {
        let next = at + 1;
        let _ = write!(
            text,
            "<text:changed-region text:id=\"c{at}\"><text:insertion/><text:deletion><text:p>w{at} \
             <text:change text:change-id=\"c{next}\"/></text:p></text:deletion></text:changed-region>"
        );
    }
    text += "</text:tracked-changes><text:p>Words";
    text += &"<text:change text:change-id=\"c0\"/><text:change-start text:change-id=\"c1\"/>"
        .repeat(depth);
    packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &text),
    ])
}

#[test]
fn deletions_inside_deletions_take_no_stack_and_stand_once() {
    let depth = 5_000;
    let last = format!("w{}", depth - 1);
    for changes in [Changes::Accepted, Changes::Original, Changes::Marked] {
        let options = ReadOptions {
            changes,
            ..ReadOptions::default()
        };
        let reading = read_each("a.odt", &deletions(depth), &options).remove(0);
        let text = reading.document.expect("it has words").text;
        let holds = |word: &str| {
            text.split_whitespace()
                .filter(|one| one.contains(word))
                .count()
        };
        assert_eq!(holds("Words"), 1, "{changes:?}");
        assert_eq!(
            holds(&last),
            usize::from(changes == Changes::Marked),
            "{changes:?}"
        );
        assert_linear(&format!("{changes:?}"), depth, deletions, |bytes| {
            assert!(!read_each("a.odt", bytes, &options).is_empty());
        });
    }
}

#[test]
fn deep_and_long_parts_take_linear_time() {
    for (open, close) in [
        ("<w:p>", "</w:p>"),
        ("<w:tbl><w:tr><w:tc>", ""),
        ("<w:p><w:r><w:t>x</w:t></w:r></w:p>", ""),
        ("<w:ins>", "</w:ins>"),
    ] {
        let make = |count: usize| {
            let text = format!(
                "<w:document><w:body>{}<w:p><w:r><w:t>Words.</w:t></w:r></w:p>{}",
                open.repeat(count),
                close.repeat(count)
            );
            packed(&[("word/document.xml", &text)])
        };
        assert_linear(open, 50_000, make, |bytes| {
            let reading = read_each("a.docx", bytes, &ReadOptions::default()).remove(0);
            let text = reading.document.map(|document| document.text);
            assert!(text.is_some_and(|text| text.contains("Words.")), "{open}");
        });
    }
}
