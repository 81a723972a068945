//! What must hold for any input: a document or a problem, text kept, blocks in
//! order, and every run of a page equal to its bytes.

use diptych_core::{Document, Severity};
use diptych_read::{ReadOptions, Reading, read, read_text};
use proptest::prelude::*;

/// Blocks in order, apart, on characters' boundaries, none empty.
fn check_blocks(document: &Document) {
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start >= end, "blocks overlap: {block:?}");
        assert!(!block.span.is_empty(), "an empty block: {block:?}");
        assert!(
            document
                .text
                .get(block.span.start..block.span.end)
                .is_some(),
            "a block cuts a character: {block:?}"
        );
        end = block.span.end;
    }
}

/// The text without anything that markup may add or take: white space.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn check(reading: &Reading) {
    match &reading.document {
        Some(document) => check_blocks(document),
        None => assert!(
            reading
                .problems
                .iter()
                .any(|problem| problem.severity >= Severity::Warning),
            "no document and no reason"
        ),
    }
}

/// A page made of pieces that trouble a parser.
fn page() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zа-яіїєґ ,.«»“”—\u{a0}\u{ad}]{0,30}",
        prop::sample::select(vec![
            "<p>",
            "</p>",
            "<div class='related'>",
            "</div>",
            "<br>",
            "<br/>",
            "<b>",
            "</b>",
            "<a href='#'>",
            "</a>",
            "<li>",
            "<ul>",
            "</ul>",
            "<pre>\n",
            "</pre>",
            "<h2>",
            "</h2>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<svg>",
            "</svg>",
            "<table><tr><td>",
            "</table>",
            "<blockquote>",
            "</blockquote>",
            "<article>",
            "</article>",
            "&amp;",
            "&nbsp;",
            "&laquo;",
            "&#1084;",
            "&#x;",
            "&",
            "<",
            ">",
            "<p",
            "\"",
            "<![CDATA[",
            "<template>",
            "</template>",
            "<title>",
            "</title>",
            "\n \t",
            "<textarea>",
            "<nav>",
            "</nav>",
            "<time datetime='2031-02-31'>",
            "<meta property='article:published_time' content='2031-03-04T10:00:00Z'>",
            "<plaintext>",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| format!("<html>{}", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_give_a_document_or_a_problem(bytes in prop::collection::vec(any::<u8>(), 0..600), name in "[a-z]{1,3}\\.(txt|md|html)") {
        check(&read(&name, &bytes, &ReadOptions::default()));
    }

    #[test]
    fn arbitrary_text_is_kept_as_it_stands(text in "\\PC{0,40}(\r?\n|[-#>*=\t ]|\\PC{0,60}){0,20}", name in "[a-z]{1,3}\\.(txt|md)") {
        prop_assume!(!text.is_empty());
        let reading = read_text(&name, &text);
        check(&reading);
        prop_assert_eq!(&reading.document.unwrap().text, &text);
        let reading = read(&name, text.as_bytes(), &ReadOptions::default());
        check(&reading);
        if let Some(document) = reading.document
            && document.map.is_empty() && !text.trim_start().starts_with('<') {
            prop_assert_eq!(&document.text, &text);
        }
    }

    #[test]
    fn any_value_of_metadata_is_taken_or_named(key in "date|tz|lang|kind|complete|tags|\\PC{0,8}", value in "\\PC{0,24}|[0-9TZ:+./ -]{0,24}") {
        let front = format!("---\n{key}: {value}\n---\nWords of the text.\n");
        let reading = read_text("a.txt", &front);
        check(&reading);
        prop_assert_eq!(reading.document.unwrap().text, front);
        let page = format!("<html><meta name='date' content='{value}'><script type='application/ld+json'>{{\"@type\":\"Article\",\"datePublished\":{value}}}</script><p>Words.</p>");
        check(&read("a.html", page.as_bytes(), &ReadOptions::default()));
    }

    #[test]
    fn no_word_of_a_text_is_outside_the_blocks(lines in prop::collection::vec("[A-Zа-яa-z ,.:—0-9]{0,80}", 0..12)) {
        let text = lines.join("\n");
        prop_assume!(!text.is_empty());
        let document = read_text("a.txt", &text).document.unwrap();
        let inside: String = document.blocks.iter().map(|block| document.words(block)).collect();
        prop_assert_eq!(bare(&inside), bare(&text));
    }

    #[test]
    fn every_run_of_a_page_is_its_bytes(page in page(), legacy in any::<bool>()) {
        let encoding = if legacy { encoding_rs::WINDOWS_1251 } else { encoding_rs::UTF_8 };
        let page = page.replace("<html>", &format!("<html><meta charset={}>", encoding.name()));
        let bytes = encoding.encode(&page).0;
        let reading = read("a.html", &bytes, &ReadOptions::default());
        check(&reading);
        let document = reading.document.unwrap();
        let mut end = 0;
        for segment in &document.map {
            prop_assert!(segment.span.start >= end, "runs overlap");
            end = segment.span.end;
            let origin = segment.origin.bytes();
            let raw = &bytes[origin.start..origin.end];
            // The bytes may be valid UTF-8 whatever the label says.
            let raw = match std::str::from_utf8(&bytes) {
                Ok(_) => String::from_utf8(raw.to_vec()).unwrap(),
                Err(_) => encoding.decode_without_bom_handling(raw).0.into_owned(),
            };
            let run = segment.span.of(&document.text);
            let decoded = html_escape::decode_html_entities(&raw);
            prop_assert!(
                raw == run || decoded == run || (run == " " && decoded.trim().is_empty()) || raw.starts_with('&'),
                "{:?} is not {:?}", raw, run
            );
        }
        for block in &document.blocks {
            prop_assert!(document.map.iter().any(|segment| segment.span.overlaps(block.span)));
        }
    }
}
