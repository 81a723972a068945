//! What the parts of an office document share: names of styles, metadata.

use std::collections::HashMap;

use diptych_core::Source;

use crate::html::decode_all;
use crate::layer::Layer;
use crate::reading::label_language;
use crate::xml::{Event, Xml, add};

/// Fills the source from the part that holds the document's metadata.
///
/// The dates are those of the file's making, not of publication: they are kept
/// under `created` and `modified`.
pub(super) fn metadata(text: &str, source: &mut Source) {
    let mut open: Option<(String, Layer)> = None;
    for event in Xml::new(text) {
        match event {
            Event::Open(tag) => open = Some((tag.name, Layer::default())),
            Event::Close(..) => {
                let Some((name, layer)) = open.take() else {
                    continue;
                };
                let value = decode_all(layer.text.trim());
                if value.is_empty() {
                    continue;
                }
                match name.as_str() {
                    "dc:title" => source.title = Some(value),
                    "dc:creator" | "meta:initial-creator" => {
                        source.extra.entry("author".to_owned()).or_insert(value);
                    }
                    "dc:language" => label_language(source, &value),
                    "dc:publisher" => source.outlet = Some(value),
                    "dcterms:created" | "meta:creation-date" => {
                        source.extra.insert("created".to_owned(), value);
                    }
                    "dcterms:modified" | "dc:date" => {
                        source.extra.insert("modified".to_owned(), value);
                    }
                    _ => {}
                }
            }
            event => {
                if let Some((_, layer)) = &mut open {
                    add(layer, text, &event);
                }
            }
        }
    }
}

/// The names of a DOCX's paragraph styles by their identifiers, in lower case:
/// identifiers are in the language of the program that wrote them, names of
/// built-in styles are not.
pub(super) fn styles(text: &str) -> HashMap<String, String> {
    let mut out = HashMap::new();
    let mut id = None;
    for event in Xml::new(text) {
        let Event::Open(tag) = event else { continue };
        match tag.name.as_str() {
            "w:style" => id = tag.get("w:styleId").map(str::to_owned),
            "w:name" => {
                if let (Some(id), Some(name)) = (id.take(), tag.get("w:val")) {
                    out.insert(id, name.to_lowercase());
                }
            }
            _ => {}
        }
    }
    out
}

/// The level of a heading by its style's name; 0 where it is none.
pub(crate) fn heading(style: &str) -> u8 {
    let style = style.to_lowercase().replace("_20_", " ");
    if style == "title" {
        return 1;
    }
    let level = style
        .strip_prefix("heading")
        .map(str::trim)
        .and_then(|rest| rest.chars().next())
        .and_then(|digit| digit.to_digit(10))
        .filter(|level| (1..=9).contains(level));
    level.map_or(u8::from(style == "subtitle") * 2, |level| {
        level.min(6) as u8
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_by_their_styles() {
        for (style, level) in [
            ("heading 1", 1),
            ("Heading2", 2),
            ("Heading_20_3", 3),
            ("Title", 1),
            ("Subtitle", 2),
            ("Normal", 0),
            ("heading 9", 6),
        ] {
            assert_eq!(heading(style), level, "{style}");
        }
    }
}
