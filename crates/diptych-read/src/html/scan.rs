//! One pass over a page: elements, text runs and metadata, with their places.

use std::cell::RefCell;
use std::rc::Rc;

use diptych_core::{BlockKind, Span};
use lol_html::html_content::{Element as LolElement, TextChunk};
use lol_html::{HtmlRewriter, Settings, doc_text, element};

use super::markup::{self, Mark};
use super::tag::Tag;

/// What happens in the page, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Event {
    /// An element opens; its index.
    Open(u32),
    /// An element's own end tag; its index.
    Close(u32),
    /// A run of text: first byte, and one past the last, of the page.
    Text(u32, u32),
}

/// An element of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Element {
    /// What it is.
    pub(crate) tag: Tag,
    /// What its names say of it.
    pub(crate) mark: Option<&'static Mark>,
    /// Whether it is hidden by attribute or style.
    pub(crate) is_hidden: bool,
}

/// A `<meta>`: its name, its content.
pub(crate) type Meta = (String, String);

/// A page, taken apart.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// What happens, in order.
    pub(crate) events: Vec<Event>,
    /// Every element, in the order of opening.
    pub(crate) elements: Vec<Element>,
    /// `<meta>` with a name and content.
    pub(crate) metas: Vec<Meta>,
    /// `<link rel=canonical href>`.
    pub(crate) canonical: Option<String>,
    /// `<html lang>`.
    pub(crate) lang: Option<String>,
    /// `<time datetime>`: the element, the value.
    pub(crate) times: Vec<(u32, String)>,
    /// Elements `<script type="application/ld+json">`.
    pub(crate) json_ld: Vec<u32>,
}

/// Takes the page apart. `text` is the decoded page; offsets are its bytes.
///
/// The page is written in one piece, as places would not be exact otherwise.
/// Text that the parser could not reach, should it give up, is one last run.
pub(crate) fn scan(text: &str) -> Scan {
    let shared = Rc::new(RefCell::new(Scan::default()));
    let (opened, texts) = (Rc::clone(&shared), Rc::clone(&shared));
    let settings = Settings::new()
        .append_element_content_handler(element!("*", move |found| {
            open(&opened, found);
            Ok(())
        }))
        .append_document_content_handler(doc_text!(move |chunk| {
            run(&mut texts.borrow_mut(), chunk);
            Ok(())
        }))
        .with_strict(false)
        .with_adjust_charset_on_meta_tag(false);
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    // An error leaves what was found up to it; the handlers never return one.
    if rewriter.write(text.as_bytes()).is_ok() {
        let _ = rewriter.end();
    }
    shared.take()
}

fn run(scan: &mut Scan, chunk: &TextChunk<'_>) {
    let bytes = chunk.source_location().bytes();
    if bytes.is_empty() {
        return;
    }
    let (start, end) = (bytes.start as u32, bytes.end as u32);
    if let Some(Event::Text(_, last)) = scan.events.last_mut()
        && *last == start
    {
        *last = end;
    } else {
        scan.events.push(Event::Text(start, end));
    }
}

fn open(shared: &Rc<RefCell<Scan>>, found: &mut LolElement<'_, '_>) {
    let mut scan = shared.borrow_mut();
    let index = scan.elements.len() as u32;
    let name = found.tag_name();
    let tag = Tag::of(&name);
    scan.events.push(Event::Open(index));
    let mut element = Element {
        tag,
        mark: None,
        is_hidden: false,
    };
    match name.as_str() {
        "meta" => meta(&mut scan, found),
        "link" if is(found, "rel", "canonical") => {
            scan.canonical = scan.canonical.take().or_else(|| attribute(found, "href"));
        }
        "html" => scan.lang = attribute(found, "lang").or_else(|| attribute(found, "xml:lang")),
        "time" => {
            let value = attribute(found, "datetime");
            scan.times.extend(value.map(|value| (index, value)));
        }
        "script" if is(found, "type", "application/ld+json") => scan.json_ld.push(index),
        _ => {}
    }
    if !tag.is_void() && !tag.is_hidden() {
        names(found, &mut element);
    }
    scan.elements.push(element);
    drop(scan);
    if let Some(handlers) = found.end_tag_handlers() {
        let closed = Rc::clone(shared);
        handlers.push(Box::new(move |end| {
            // Called also where the end tag of an element round it closes it.
            if end.name() == name {
                closed.borrow_mut().events.push(Event::Close(index));
            }
            Ok(())
        }));
    }
}

/// Reads what class, identifier, role and the like say of the element.
fn names(found: &LolElement<'_, '_>, element: &mut Element) {
    for attribute in found.attributes() {
        let name = attribute.name();
        match name.as_str() {
            "class" | "id" | "role" | "itemprop" | "data-testid" | "data-component" => {
                let is_exact = matches!(name.as_str(), "role" | "itemprop");
                let mark = markup::mark_of(&attribute.value(), is_exact);
                element.mark = markup::stronger(element.mark, mark);
            }
            // Also the name of a place to jump to: only the main text counts.
            "name" => {
                let mark = markup::mark_of(&attribute.value(), true);
                let mark = mark.filter(|mark| mark.kind == BlockKind::Paragraph);
                element.mark = markup::stronger(element.mark, mark);
            }
            "hidden" => element.is_hidden = true,
            "aria-hidden" => element.is_hidden |= attribute.value() == "true",
            "style" => {
                let style: String = attribute.value().split_whitespace().collect();
                element.is_hidden |= style.to_ascii_lowercase().contains("display:none");
            }
            _ => {}
        }
    }
}

fn attribute(found: &LolElement<'_, '_>, name: &str) -> Option<String> {
    let value = found.get_attribute(name)?;
    Some(super::entity::decode_all(&value).trim().to_owned())
}

fn is(found: &LolElement<'_, '_>, name: &str, value: &str) -> bool {
    attribute(found, name).is_some_and(|found| found.eq_ignore_ascii_case(value))
}

fn meta(scan: &mut Scan, found: &LolElement<'_, '_>) {
    let name = ["property", "name", "itemprop", "http-equiv"]
        .into_iter()
        .find_map(|key| attribute(found, key));
    if let (Some(name), Some(content)) = (name, attribute(found, "content"))
        && !content.is_empty()
    {
        scan.metas.push((name.to_ascii_lowercase(), content));
    }
}

/// The range of a text event.
pub(crate) fn range(start: u32, end: u32) -> Span {
    Span::new(start as usize, end as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_have_their_exact_places() {
        let page = "<p class=x>Ёж <b>и</b> мо&shy;ст</p><script>if (a<b) {}</script>";
        let found = scan(page);
        let runs: Vec<&str> = found
            .events
            .iter()
            .filter_map(|event| match event {
                Event::Text(start, end) => Some(range(*start, *end).of(page)),
                _ => None,
            })
            .collect();
        assert_eq!(runs, ["Ёж ", "и", " мо&shy;ст", "if (a<b) {}"]);
    }

    #[test]
    fn metadata_elements_are_kept() {
        let page = "<html lang='uk'><meta property='og:Title' content='A &amp; B'><link rel=canonical href='https://example.org/a'>\
                    <time datetime=2031-03-04>today</time><script type='application/ld+json'>{}</script>";
        let found = scan(page);
        assert_eq!(found.metas, [("og:title".to_owned(), "A & B".to_owned())]);
        assert_eq!(found.lang.as_deref(), Some("uk"));
        assert_eq!(found.canonical.as_deref(), Some("https://example.org/a"));
        assert_eq!((found.times.len(), found.json_ld.len()), (1, 1));
    }
}
