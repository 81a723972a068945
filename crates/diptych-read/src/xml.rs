//! XML with the place of every text. Entities that a document defines are never
//! expanded, and nesting is not recursed into.

use diptych_core::Span;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event as Raw};

use crate::html::reference;
use crate::layer::Layer;

/// An element's opening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Open {
    /// Its name as it stands, prefix included.
    pub(crate) name: String,
    /// Its attributes, references resolved.
    pub(crate) attributes: Vec<(String, String)>,
    /// The tag.
    pub(crate) span: Span,
}

impl Open {
    /// The value of an attribute, by its name as it stands.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name)?;
        Some(&found.1)
    }
}

/// A name without its prefix.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// A step through a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Event {
    /// An element opens. One without content is closed by the next event.
    Open(Open),
    /// The element of this name closes; the span is that of its tag.
    Close(String, Span),
    /// Text, as it stands.
    Text(Span),
    /// Text in a `CDATA` section: what stands between its marks.
    Plain(Span),
    /// A reference such as `&amp;`.
    Reference(Span),
}

/// A document under reading.
pub(crate) struct Xml<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    /// The end of an element without content, which comes next.
    pending: Option<(String, Span)>,
    /// How many elements are open.
    pub(crate) depth: usize,
    /// Where the document breaks the rules.
    pub(crate) broken: Option<usize>,
}

impl<'t> Xml<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        Self {
            text,
            reader,
            pending: None,
            depth: 0,
            broken: None,
        }
    }

    /// Where the words of an event stand, with so many bytes of marks before and behind.
    fn round(&self, words: &str, before: usize, behind: usize) -> Span {
        let start = (words.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        let end = start.saturating_add(words.len());
        if start > self.text.len() || end > self.text.len() {
            // Words that are not of the document: none of its bytes.
            return Span::default();
        }
        let end = (end + behind).min(self.text.len());
        Span::new(start.saturating_sub(before), end)
    }

    fn at(&self) -> usize {
        (self.reader.buffer_position() as usize).min(self.text.len())
    }
}

impl Iterator for Xml<'_> {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        if let Some((name, span)) = self.pending.take() {
            self.depth = self.depth.saturating_sub(1);
            return Some(Event::Close(name, span));
        }
        loop {
            let from = self.at();
            let Ok(event) = self.reader.read_event() else {
                self.broken.get_or_insert(from);
                return None;
            };
            // Places are those of the words themselves: after an ampersand that opens no
            // reference the reader's own count of bytes is not to be trusted.
            match event {
                Raw::Start(tag) => {
                    self.depth += 1;
                    let span = self.round(&tag, 1, 1);
                    return Some(Event::Open(open(&tag, span)));
                }
                Raw::Empty(tag) => {
                    self.depth += 1;
                    let span = self.round(&tag, 1, 2);
                    let open = open(&tag, span);
                    self.pending = Some((open.name.clone(), span));
                    return Some(Event::Open(open));
                }
                Raw::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    let span = self.round(&tag, 2, 1);
                    return Some(Event::Close(tag.name().0.to_owned(), span));
                }
                Raw::Text(words) => {
                    let span = self.round(&words, 0, 0);
                    if !span.is_empty() {
                        return Some(Event::Text(span));
                    }
                }
                Raw::CData(words) => {
                    let span = self.round(&words, 0, 0);
                    if !span.is_empty() {
                        return Some(Event::Plain(span));
                    }
                }
                Raw::GeneralRef(name) => {
                    return Some(Event::Reference(self.round(&name, 1, 1)));
                }
                Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) | Raw::DocType(_) => {}
                Raw::Eof => {
                    if self.depth > 0 {
                        self.broken.get_or_insert(self.text.len());
                    }
                    return None;
                }
            }
        }
    }
}

fn open(tag: &BytesStart<'_>, span: Span) -> Open {
    let attributes = tag
        .attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .take(64)
        .map(|attribute| {
            (
                attribute.key.0.to_owned(),
                crate::html::decode_all(&attribute.value),
            )
        })
        .collect();
    Open {
        name: tag.name().0.to_owned(),
        attributes,
        span,
    }
}

/// Adds an event's text to a layer over the document.
pub(crate) fn add(layer: &mut Layer, text: &str, event: &Event) {
    match event {
        Event::Text(span) | Event::Plain(span) => layer.same(text, *span),
        Event::Reference(span) => match reference(span.of(text)) {
            Some((length, value)) if length == span.len() => layer.instead(&value, *span),
            // An entity of the document's own stands as it is written.
            _ => layer.same(text, *span),
        },
        Event::Open(_) | Event::Close(..) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(xml: &str) -> (String, Option<usize>) {
        let mut layer = Layer::default();
        let mut reader = Xml::new(xml);
        for event in reader.by_ref() {
            add(&mut layer, xml, &event);
        }
        for (made, base) in layer.back(Span::new(0, layer.text.len())) {
            let (made, base) = (made.of(&layer.text), base.of(xml));
            assert!(made == base || base.starts_with('&'), "{made} {base}");
        }
        (layer.text, reader.broken)
    }

    #[test]
    fn text_sections_and_references() {
        let xml = "<a x='1'>Мост &amp; &#1103;<![CDATA[<b>&amp;</b>]]><c/>.</a>";
        assert_eq!(text_of(xml), ("Мост & я<b>&amp;</b>.".to_owned(), None));
    }

    #[test]
    fn entities_of_the_document_are_not_expanded() {
        let xml = "<!DOCTYPE a [<!ENTITY x 'lol'><!ENTITY y '&x;&x;&x;'>]><a>&y; R&D</a>";
        assert_eq!(text_of(xml).0, "&y; R&D");
    }

    #[test]
    fn what_breaks_off_is_told() {
        // A reference that is none may be told together with what stands before it.
        assert!(text_of("<a>&ь.&ь.&amp;&;ь&").0.contains("ь.&"));
        assert_eq!(text_of("<a>words<b").0, "words");
        assert!(text_of("<a>words<b").1.is_some());
        assert!(text_of("<a>words").1.is_some());
    }

    #[test]
    fn depth_takes_no_stack() {
        let xml = "<a>".repeat(200_000);
        let mut reader = Xml::new(&xml);
        assert_eq!(reader.by_ref().count(), 200_000);
        assert_eq!(reader.depth, 200_000);
    }
}
