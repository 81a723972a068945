//! JSON Feed: every item a source.

use diptych_core::{BlockKind, Origin, Span};

use super::read::take_time;
use crate::assembly::Assembly;
use crate::decode::Decoded;
use crate::html::fragment;
use crate::json::{Node, Value};
use crate::part::Container;
use crate::reading::label_language;

/// Whether the object says that it is a JSON Feed.
pub(super) fn is_feed(text: &str, root: &Node) -> bool {
    root.get(text, "version")
        .and_then(|version| version.words(text))
        .is_some_and(|version| version.contains("jsonfeed.org/version"))
}

/// Reads the items.
pub(super) fn read(container: &mut Container, decoded: &Decoded, root: &Node) {
    let text = &decoded.text;
    let words = |node: &Node, paths: &[&'static str]| {
        paths
            .iter()
            .find_map(|path| node.at(text, path)?.words(text))
    };
    container.source.outlet = words(root, &["title"]);
    let lang = words(root, &["language"]);
    let Some(Value::List(items)) = root.get(text, "items").map(|items| &items.value) else {
        return;
    };
    for (index, item) in items.iter().enumerate() {
        let mut source = container.part(item.span.of(text).as_bytes());
        source.title = words(item, &["title"]);
        source.url = words(item, &["url", "external_url", "id"]).filter(|url| url.contains("://"));
        if let Some(label) = words(item, &["language"]).or_else(|| lang.clone()) {
            label_language(&mut source, &label);
        }
        if let Some(author) = words(item, &["authors/name", "author/name"]) {
            source.extra.insert("author".to_owned(), author);
        }
        if let Some(time) = words(item, &["date_published", "date_modified"]) {
            take_time(&mut source, &time, &mut container.problems);
        }
        let mut out = Assembly::default();
        let to = |key: &str| {
            let pointer = format!("/items/{index}/{key}");
            move |base: Span| Origin::Pointer {
                pointer: pointer.clone(),
                bytes: decoded.origins.of(text, base).bytes(),
            }
        };
        if let Some(layer) = item.get(text, "title").and_then(|title| title.layer(text)) {
            out.open(BlockKind::Headline, 1, None);
            let span = Span::new(0, layer.text.len()).trim(&layer.text);
            out.layer(&layer, span, to("title"));
        }
        for key in ["content_html", "content_text", "summary"] {
            let Some(layer) = item.get(text, key).and_then(|value| value.layer(text)) else {
                continue;
            };
            if layer.text.trim().is_empty() {
                continue;
            }
            if key == "content_html" {
                let read = fragment(&layer.text, source.title.as_deref());
                out.html(&read, &layer, to(key));
            } else {
                out.lines(&layer, BlockKind::Paragraph, to(key));
            }
            break;
        }
        if !out.is_empty() {
            container.add(source, out);
        }
    }
}
