//! EPUB: the chapters in the order of the book.

use std::collections::HashMap;

use diptych_core::{Origin, Problem, Source, codes};

use crate::archive::Archive;
use crate::assembly::Assembly;
use crate::dates;
use crate::decode::decode;
use crate::html::fragment;
use crate::layer::Layer;
use crate::reading::label_language;
use crate::xml::{Event, Xml, add, local};

/// Reads a book.
pub(super) fn read(
    archive: &mut Archive<'_>,
    source: &mut Source,
    problems: &mut Vec<Problem>,
) -> Assembly {
    let mut out = Assembly::default();
    let Some(package) = root(archive) else {
        let message = "the book names no package";
        problems.push(Problem::new(&codes::BROKEN_PART, message));
        return out;
    };
    let Some(bytes) = archive.member(&package) else {
        let message = format!("the book's package {package} is missing");
        problems.push(Problem::new(&codes::BROKEN_PART, message));
        return out;
    };
    let decoded = decode(&bytes);
    for chapter in chapters(&decoded.text, source) {
        let name = resolve(&package, &chapter);
        let Some(bytes) = archive.member(&name) else {
            let message = format!("the chapter {name} is missing");
            problems.push(Problem::new(&codes::BROKEN_PART, message));
            continue;
        };
        let mut decoded = decode(&bytes);
        problems.append(&mut decoded.problems);
        let read = fragment(&decoded.text, None);
        let mut layer = Layer::default();
        layer.same(
            &decoded.text,
            diptych_core::Span::new(0, decoded.text.len()),
        );
        out.html(&read, &layer, |base| Origin::Part {
            part: name.clone(),
            bytes: decoded.origins.of(&decoded.text, base).bytes(),
        });
    }
    out
}

/// The path of the package, as the book's container names it.
fn root(archive: &mut Archive<'_>) -> Option<String> {
    let bytes = archive.member("META-INF/container.xml")?;
    let decoded = decode(&bytes);
    Xml::new(&decoded.text).find_map(|event| match event {
        Event::Open(tag) if local(&tag.name) == "rootfile" => {
            tag.get("full-path").map(str::to_owned)
        }
        _ => None,
    })
}

/// The chapters in the order of the spine; the book's metadata goes into `source`.
fn chapters(text: &str, source: &mut Source) -> Vec<String> {
    let mut items: HashMap<String, String> = HashMap::new();
    let mut spine = Vec::new();
    let mut open: Option<(String, Layer)> = None;
    for event in Xml::new(text) {
        match event {
            Event::Open(tag) => {
                match local(&tag.name) {
                    "item" => {
                        if let (Some(id), Some(href)) = (tag.get("id"), tag.get("href")) {
                            items.insert(id.to_owned(), href.to_owned());
                        }
                    }
                    "itemref" => spine.extend(tag.get("idref").map(str::to_owned)),
                    _ => {}
                }
                open = Some((tag.name, Layer::default()));
            }
            Event::Close(..) => {
                let Some((name, layer)) = open.take() else {
                    continue;
                };
                let value = layer.text.trim();
                if !value.is_empty() {
                    take(source, &name, value);
                }
            }
            event => {
                if let Some((_, layer)) = &mut open {
                    add(layer, text, &event);
                }
            }
        }
    }
    spine
        .iter()
        .filter_map(|id| items.get(id).cloned())
        .collect()
}

fn take(source: &mut Source, name: &str, value: &str) {
    match name {
        "dc:title" => {
            source.title.get_or_insert_with(|| value.to_owned());
        }
        "dc:creator" => {
            let authors = source.extra.entry("author".to_owned()).or_default();
            if !authors.is_empty() {
                authors.push_str(", ");
            }
            authors.push_str(value);
        }
        "dc:publisher" => source.outlet = Some(value.to_owned()),
        "dc:language" => label_language(source, value),
        "dc:date" => source.published = dates::parse(value, None).map(|written| written.day),
        _ => {}
    }
}

/// A path relative to the folder of `from`, percent signs resolved.
fn resolve(from: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or(href);
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    unescape(&parts.join("/"))
}

/// Resolves `%D0%9C` and the like.
fn unescape(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = path.get(at + 1..at + 3);
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if bytes[at] == b'%' => {
                out.push(byte);
                at += 3;
            }
            _ => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_are_found_beside_their_package() {
        for (from, href, path) in [
            ("OEBPS/content.opf", "a%20b.xhtml#x", "OEBPS/a b.xhtml"),
            ("content.opf", "./text/%D0%B0.xhtml", "text/а.xhtml"),
            ("a/b/c.opf", "../../../d.xhtml", "d.xhtml"),
        ] {
            assert_eq!(resolve(from, href), path);
        }
    }
}
