//! RSS and Atom: every item a source.

use diptych_core::{BlockKind, Origin, Problem, Span, codes};

use crate::assembly::Assembly;
use crate::dates;
use crate::decode::Decoded;
use crate::html::{decode_all, fragment};
use crate::layer::Layer;
use crate::part::Container;
use crate::posts::is_html;
use crate::reading::label_language;
use crate::xml::{Event, Open, Xml, add};

/// Whether the head of a text opens a feed.
pub(crate) fn is_feed(head: &str) -> bool {
    for event in Xml::new(head).take(8) {
        let Event::Open(open) = event else { continue };
        return match open.name.as_str() {
            "rss" | "rdf:RDF" => true,
            "feed" | "atom:feed" => head.contains("Atom"),
            _ => false,
        };
    }
    false
}

/// Fields of an item, by the names that RSS, Atom and Dublin Core give them.
const FIELDS: &[&str] = &[
    "title",
    "link",
    "guid",
    "id",
    "pubDate",
    "dc:date",
    "published",
    "updated",
    "dc:creator",
    "name",
    "author",
    "content:encoded",
    "content",
    "description",
    "summary",
    "dc:language",
    "language",
    "source",
];

/// One item, or the head of the feed.
#[derive(Debug, Default)]
struct Item {
    fields: Vec<(String, Layer)>,
    link: Option<String>,
    lang: Option<String>,
    span: Span,
}

impl Item {
    fn layer(&self, names: &[&str]) -> Option<&Layer> {
        names.iter().find_map(|name| {
            let found = self
                .fields
                .iter()
                .find(|(key, layer)| key == name && !layer.text.trim().is_empty())?;
            Some(&found.1)
        })
    }

    fn words(&self, names: &[&str]) -> Option<String> {
        let words = self.layer(names)?.text.trim();
        // Titles are often escaped twice.
        Some(
            decode_all(words)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
        )
    }
}

/// Reads a decoded feed.
pub(crate) fn read(container: &mut Container, mut decoded: Decoded) {
    container.problems.append(&mut decoded.problems);
    let text = &decoded.text;
    let (head, items, broken) = items(text);
    if let Some(at) = broken {
        let message = format!("the feed breaks off at byte {at}");
        let problem = Problem::new(&codes::BROKEN_PART, message);
        container.problems.push(problem);
    }
    container.source.outlet = head.words(&["title"]);
    let lang = head
        .words(&["language", "dc:language"])
        .or(head.lang.clone());
    let mut undated = 0;
    for item in &items {
        let before = container.readings.len();
        one(container, &decoded, item, &head, lang.as_deref());
        let is_new = container.readings.len() > before;
        undated += usize::from(is_new && item.words(DATES).is_none());
    }
    if undated > 0 {
        let instead = match head.words(DATES) {
            Some(_) => "that of the feed was taken",
            None => "the feed gives none either",
        };
        let message = format!("items without a date of their own: {undated}; {instead}");
        let problem = Problem::new(&codes::BAD_METADATA, message);
        container.problems.push(problem);
    }
    if container.readings.is_empty() {
        let problem = Problem::new(&codes::NO_SOURCE_INSIDE, "the feed has no items with text");
        container.problems.push(problem);
    }
}

/// Where the day of an item stands, the surest first.
const DATES: &[&str] = &["pubDate", "published", "dc:date", "updated"];

fn one(container: &mut Container, decoded: &Decoded, item: &Item, head: &Item, lang: Option<&str>) {
    let text = &decoded.text;
    let mut source = container.part(item.span.of(text).as_bytes());
    source.title = item.words(&["title"]);
    source.url = item
        .link
        .clone()
        .or_else(|| item.words(&["link", "guid", "id"]))
        .filter(|url| url.contains("://"));
    if let Some(author) = item.words(&["dc:creator", "name", "author"]) {
        source.extra.insert("author".to_owned(), author);
    }
    if let Some(label) = item
        .words(&["dc:language", "language"])
        .or_else(|| item.lang.clone())
        .or(lang.map(str::to_owned))
    {
        label_language(&mut source, &label);
    }
    // The item's own dates first; a feed's are those of its making.
    let own: Vec<String> = DATES
        .iter()
        .filter_map(|name| item.words(&[name]))
        .collect();
    let feed = ["pubDate", "lastBuildDate", "dc:date", "updated"]
        .iter()
        .filter_map(|name| head.words(&[name]));
    let given: Vec<String> = if own.is_empty() { feed.collect() } else { own };
    let found = given
        .iter()
        .find_map(|date| Some((date, dates::parse(date, source.tz.as_deref())?)));
    if let Some((date, written)) = found {
        source.published = Some(written.day);
        source.tz = source.tz.take().or(written.tz);
        if written.has_time {
            source.published_at = Some(date.clone());
        }
    } else if let Some(date) = given.first() {
        let message = format!("the date of {}, `{date}`, was not understood", source.path);
        container
            .problems
            .push(Problem::new(&codes::BAD_METADATA, message));
    }
    let to = |base: Span| decoded.origins.of(text, base);
    let mut out = Assembly::default();
    if let Some(title) = item.layer(&["title"]) {
        body(&mut out, title, Some(BlockKind::Headline), None, to);
    }
    let words = item.layer(&["content:encoded", "content", "description", "summary"]);
    if let Some(words) = words {
        body(&mut out, words, None, source.title.as_deref(), to);
    }
    if !out.is_empty() {
        container.add(source, out);
    }
}

/// Adds a field: HTML where tags stand in it, else line by line.
fn body(
    out: &mut Assembly,
    words: &Layer,
    kind: Option<BlockKind>,
    title: Option<&str>,
    to: impl Fn(Span) -> Origin,
) {
    if !is_html(&words.text) {
        out.lines(words, kind.unwrap_or_default(), to);
        return;
    }
    let mut read = fragment(&words.text, title);
    if let Some(kind) = kind {
        for block in &mut read.blocks {
            block.kind = kind;
            block.level = 1;
        }
    }
    out.html(&read, words, to);
}

/// The head of the feed, its items, and where it breaks off.
fn items(text: &str) -> (Item, Vec<Item>, Option<usize>) {
    let mut head = Item::default();
    let mut items: Vec<Item> = Vec::new();
    let mut open: Option<Item> = None;
    // The field under way: its name, its depth, and whether its inside is markup.
    let mut field: Option<(String, usize, bool, Layer)> = None;
    let mut xml = Xml::new(text);
    while let Some(event) = xml.next() {
        let depth = xml.depth;
        if let Some((_, at, is_markup, layer)) = &mut field {
            match &event {
                Event::Close(_, _) if depth < *at => {
                    if let Some((name, _, _, layer)) = field.take() {
                        let item = open.as_mut().unwrap_or(&mut head);
                        item.fields.push((name, layer));
                    }
                    continue;
                }
                // Atom's own markup is kept as it stands.
                Event::Open(inner) if *is_markup => layer.same(text, inner.span),
                Event::Close(_, span) if *is_markup => {
                    if !span.of(text).ends_with("/>") {
                        layer.same(text, *span);
                    }
                }
                Event::Open(inner) if inner.name == "name" => {
                    // `<author><name>`: the name alone counts.
                    field = Some(("name".to_owned(), depth, false, Layer::default()));
                }
                Event::Reference(span) if *is_markup => layer.same(text, *span),
                event => add(layer, text, event),
            }
            continue;
        }
        match event {
            Event::Open(tag) if matches!(tag.name.as_str(), "item" | "entry") && open.is_none() => {
                open = Some(Item {
                    lang: tag.get("xml:lang").map(str::to_owned),
                    span: tag.span,
                    ..Item::default()
                });
            }
            Event::Close(name, span) if matches!(name.as_str(), "item" | "entry") => {
                if let Some(mut item) = open.take() {
                    item.span = item.span.cover(span);
                    items.push(item);
                }
            }
            Event::Open(tag) => {
                let item = open.as_mut().unwrap_or(&mut head);
                link(item, &tag);
                if matches!(tag.name.as_str(), "feed" | "rss" | "channel") {
                    item.lang = tag.get("xml:lang").map(str::to_owned).or(item.lang.take());
                }
                let is_known = FIELDS.contains(&tag.name.as_str()) || tag.name == "lastBuildDate";
                if is_known {
                    let is_markup = tag.get("type") == Some("xhtml");
                    field = Some((tag.name, depth, is_markup, Layer::default()));
                }
            }
            _ => {}
        }
    }
    let broken = xml.broken;
    // What breaks off is kept so far.
    if let Some(mut item) = open {
        if let Some((name, _, _, layer)) = field {
            item.fields.push((name, layer));
        }
        item.span.end = text.len();
        items.push(item);
    }
    (head, items, broken)
}

/// Atom's links: the page itself, not its feed or its pictures.
fn link(item: &mut Item, tag: &Open) {
    let is_page = matches!(tag.get("rel"), None | Some("alternate"));
    if tag.name == "link" && is_page && item.link.is_none() {
        item.link = tag.get("href").map(str::to_owned);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ReadOptions, Reading, read_each};
    use diptych_core::Day;

    fn check(text: &str) -> Vec<Reading> {
        let readings = read_each("feed.xml", text.as_bytes(), &ReadOptions::default());
        for document in readings
            .iter()
            .filter_map(|reading| reading.document.as_ref())
        {
            for segment in &document.map {
                let bytes = segment.origin.bytes().of(text);
                let run = segment.span.of(&document.text);
                let decoded = decode_all(&decode_all(bytes));
                assert!(
                    run == bytes || run == decoded || run == " " && decoded.trim().is_empty(),
                    "{run:?} {bytes:?}"
                );
            }
        }
        readings
    }

    #[test]
    fn rss_with_escaped_and_plain_words() {
        let found = check(
            "<?xml version='1.0'?><rss version='2.0' xmlns:content='c'><channel><title>Курьер</title><language>ru</language>\
             <item><title>Мост &amp;quot;Юг&amp;quot;</title><link>https://courier.example/1</link><pubDate>Tue, 04 Mar 2031 10:15:00 +0300</pubDate>\
             <description>&lt;p&gt;Мост &amp;laquo;закрыт&amp;raquo;.&lt;/p&gt;&lt;p&gt;Надолго.&lt;/p&gt;</description></item>\
             <item><title>Два</title><pubDate>05.03.2031 10:00</pubDate><content:encoded><![CDATA[<p>Паром <b>идёт</b>.</p>]]></content:encoded><description>Кратко</description></item>\
             </channel></rss>",
        );
        assert_eq!(found.len(), 2);
        let first = &found[0];
        assert_eq!(first.source.outlet.as_deref(), Some("Курьер"));
        assert_eq!(first.source.title.as_deref(), Some("Мост \"Юг\""));
        assert_eq!(first.source.published, Day::new(2031, 3, 4));
        assert_eq!(first.source.path, "feed.xml#1");
        let text = |at: usize| found[at].document.as_ref().unwrap().text.clone();
        assert_eq!(text(0), "Мост \"Юг\"\n\nМост «закрыт».\n\nНадолго.");
        assert_eq!(text(1), "Два\n\nПаром идёт.");
        assert_eq!(found[1].source.published, Day::new(2031, 3, 5));
    }

    #[test]
    fn atom_with_markup_of_its_own() {
        let found = check(
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>Vale</title><updated>2031-03-06T00:00:00Z</updated>\
             <entry><title>Talks</title><link rel='self' href='https://x.example/f'/><link href='https://x.example/1'/><author><name>Ada Renn</name></author>\
             <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>We &amp; they<br/>agreed.</p></div></content></entry></feed>",
        );
        assert_eq!(found.len(), 2, "the item, and the feed with its problem");
        assert_eq!(found[0].source.url.as_deref(), Some("https://x.example/1"));
        assert_eq!(found[0].source.extra["author"], "Ada Renn");
        assert_eq!(found[0].source.published, Day::new(2031, 3, 6));
        let text = &found[0].document.as_ref().unwrap().text;
        assert_eq!(text, "Talks\n\nWe & they\nagreed.");
    }

    #[test]
    fn a_feed_that_breaks_off_keeps_its_items() {
        let found = check(
            "<rss><channel><item><title>One</title></item><item><title>Two</title><description>Words that brea",
        );
        assert_eq!(found.len(), 3);
        assert_eq!(found[2].problems[0].code, codes::BROKEN_PART.id);
    }
}
