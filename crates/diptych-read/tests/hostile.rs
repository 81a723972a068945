//! Pages made to break a reader: their text is found, in linear time.

use std::time::{Duration, Instant};

use diptych_core::codes;
use diptych_read::{ReadOptions, Reading, read};

/// Far above what a slow machine needs for linear work, far below quadratic work.
const LIMIT: Duration = Duration::from_secs(20);

fn timed(page: &str) -> Reading {
    let start = Instant::now();
    let reading = read("page.html", page.as_bytes(), &ReadOptions::default());
    assert!(start.elapsed() < LIMIT, "took {:?}", start.elapsed());
    reading
}

fn has_words(reading: &Reading) -> bool {
    let Some(document) = &reading.document else {
        return false;
    };
    document.text.contains("The envoy spoke of the bridge.")
        && document.blocks.iter().any(|block| {
            document
                .words(block)
                .contains("The envoy spoke of the bridge.")
        })
}

#[test]
fn a_hundred_thousand_nested_elements() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<b>", "</b>"),
        ("<ul><li>", "</ul>"),
        ("<blockquote>", "</blockquote>"),
        ("<a><p>", "</p></a>"),
        ("<table><tr><td>", "</table>"),
    ] {
        let page = format!(
            "<html><body>{}<p>The envoy spoke of the bridge.</p>{}</body></html>",
            open.repeat(100_000),
            close.repeat(100_000)
        );
        let reading = timed(&page);
        assert!(has_words(&reading), "{open}");
        if open != "<a><p>" {
            assert!(
                reading
                    .problems
                    .iter()
                    .any(|problem| problem.code == codes::DEEP_NESTING.id),
                "{open}"
            );
        }
    }
}

#[test]
fn a_hundred_thousand_unclosed_tags_and_stray_ends() {
    for junk in [
        "<b>",
        "<p>",
        "<div",
        "<p>x",
        "</p>",
        "<a href='",
        "<font><p>",
        "&amp",
        "<!--",
        "<i></b>",
        "<h2>",
    ] {
        let page = format!(
            "<html><body><p>The envoy spoke of the bridge.</p><div><span>{}</div></body>",
            junk.repeat(100_000)
        );
        assert!(has_words(&timed(&page)), "{junk}");
    }
}

#[test]
fn text_in_odd_elements_is_found() {
    for page in [
        "<html><svg><g><p>The envoy spoke of the bridge.</p>",
        "<html><head><p>The envoy spoke of the bridge.</p>",
        "<html><noscript><p>The envoy spoke of the bridge.",
        "<html><template><p>The envoy spoke of the bridge.",
        "<html><footer><p>The envoy spoke of the bridge.</p></footer>",
        "<html><body hidden><p>The envoy spoke of the bridge.</p></body>",
    ] {
        assert!(has_words(&timed(page)), "{page}");
    }
}

#[test]
fn long_lines_and_many_lines_are_linear() {
    let start = Instant::now();
    for text in [
        "x".repeat(400_000),
        "a b\n".repeat(100_000),
        "Ada Renn, 4 March\n\n".repeat(20_000),
        "A heading of the text\n\n".repeat(20_000),
        "- item\n".repeat(50_000),
        "> quoted\n".repeat(50_000),
        "\n".repeat(300_000),
        format!("---\n{}", "key: value\n".repeat(50_000)),
    ] {
        for name in ["a.txt", "a.md"] {
            let reading = read(name, text.as_bytes(), &ReadOptions::default());
            assert!(reading.document.is_some());
        }
    }
    assert!(start.elapsed() < 4 * LIMIT, "took {:?}", start.elapsed());
}
