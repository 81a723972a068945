//! From the objects of an export to sources.

use diptych_core::{BlockKind, Origin, Problem, Source, SourceKind, Span, codes};

use super::fields as names;
use super::find::{Post, first, posts, words_of};
use crate::assembly::Assembly;
use crate::dates;
use crate::decode::Decoded;
use crate::html::fragment;
use crate::json::{self, Node, Stop, Value};
use crate::part::Container;
use crate::reading::label_language;

/// Whether a text may be an export of posts: JSON, or the script that X wraps round it.
pub(crate) fn looks_like(head: &str) -> bool {
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let inner = head
        .strip_prefix(['{', '['])
        .map(str::trim_start)
        .unwrap_or_default();
    head.starts_with("window.YTD.")
        || head.starts_with('{') && inner.starts_with(['"', '}'])
        || head.starts_with('[') && inner.starts_with(['{', ']'])
}

/// Reads an export. What a post quotes or passes on is a source of its own.
pub(crate) fn read(container: &mut Container, mut decoded: Decoded) {
    container.problems.append(&mut decoded.problems);
    let text = &decoded.text;
    let from = if text.trim_start().starts_with("window.YTD.") {
        text.find('[').unwrap_or(0)
    } else {
        0
    };
    let (roots, stop) = json::parse(text, from);
    match stop {
        Some(Stop::Broken(at)) => {
            let line = text[..at.min(text.len())].matches('\n').count() + 1;
            let message = format!("the JSON breaks off at byte {at}, in line {line}");
            let problem = Problem::new(&codes::BROKEN_PART, message);
            container.problems.push(problem);
        }
        Some(Stop::Deep) => {
            let problem = Problem::new(&codes::OVER_LIMIT, "the JSON is nested too deep");
            container.problems.push(problem);
        }
        None => {}
    }
    if let Some(root) = roots.first()
        && super::feed::is_feed(text, root)
    {
        super::feed::read(container, &decoded, root);
    } else {
        let reader = Reader { decoded: &decoded };
        let (found, wordless) = posts(text, &roots);
        for post in found {
            reader.post(container, &post, 0);
        }
        if wordless > 0 {
            let message = format!("posts without words: {wordless}");
            container
                .problems
                .push(Problem::new(&codes::SKIPPED, message));
        }
    }
    if container.readings.is_empty() {
        let message = "the JSON holds no posts: no object has words and a time or an author";
        let problem = Problem::new(&codes::NO_SOURCE_INSIDE, message);
        container.problems.push(problem);
    }
}

/// The longest row of posts that quote each other.
const QUOTES: usize = 4;

struct Reader<'d> {
    decoded: &'d Decoded,
}

impl Reader<'_> {
    fn words(&self, node: &Node, paths: &[&'static str]) -> Option<String> {
        let text = &self.decoded.text;
        paths.iter().find_map(|path| {
            let found = node.at(text, path)?;
            match &found.value {
                Value::List(list) => list.first()?.words(text),
                _ => found.words(text),
            }
        })
    }

    fn post(&self, container: &mut Container, post: &Post<'_>, depth: usize) {
        let text = &self.decoded.text;
        let node = post.node;
        let passed_on = first(text, node, names::PASSED_ON)
            .filter(|(_, inner)| matches!(inner.value, Value::Object(_)));
        if let Some((path, inner)) = passed_on {
            if depth < QUOTES {
                let before = container.readings.len();
                let pointer = format!("{}/{path}", post.pointer);
                let inner = Post {
                    node: inner,
                    pointer,
                    channel: None,
                };
                self.post(container, &inner, depth + 1);
                let by = self
                    .words(node, names::AUTHOR)
                    .or_else(|| self.words(node, names::HANDLE));
                if let (Some(reading), Some(by)) = (container.readings.get_mut(before), by) {
                    reading.source.extra.insert("passed_on_by".to_owned(), by);
                }
            }
            return;
        }
        let Some((path, words)) = words_of(text, node) else {
            return;
        };
        let mut source = container.part(node.span.of(text).as_bytes());
        self.describe(&mut source, post, container);
        let mut out = Assembly::default();
        if let Some((before, line)) = first(text, node, names::BEFORE)
            && let Some(layer) = line.layer(text)
        {
            let to = self.place(format!("{}/{before}", post.pointer));
            out.lines(&layer, BlockKind::Paragraph, to);
        }
        self.body(&mut out, words, &format!("{}/{path}", post.pointer));
        if out.is_empty() {
            return;
        }
        let quoted = names::QUOTED.iter().find_map(|path| {
            let inner = node.at(text, path)?;
            let has = matches!(inner.value, Value::Object(_)) && words_of(text, inner).is_some();
            has.then_some((*path, inner))
        });
        if let Some((_, inner)) = quoted {
            let who = self
                .words(inner, names::URL)
                .or_else(|| self.words(inner, names::ID));
            source
                .extra
                .extend(who.map(|who| ("quotes".to_owned(), who)));
        }
        container.add(source, out);
        if let Some((path, inner)) = quoted
            && depth < QUOTES
        {
            let pointer = format!("{}/{path}", post.pointer);
            let inner = Post {
                node: inner,
                pointer,
                channel: None,
            };
            self.post(container, &inner, depth + 1);
        }
    }

    /// The words: HTML where tags stand in them, else line by line.
    fn body(&self, out: &mut Assembly, words: &Node, pointer: &str) {
        let text = &self.decoded.text;
        if let Value::List(list) = &words.value {
            self.stretches(out, list, pointer);
            return;
        }
        let Some(layer) = words.layer(text) else {
            return;
        };
        let to = self.place(pointer.to_owned());
        if is_html(&layer.text) {
            let mut read = fragment(&layer.text, None);
            for block in &mut read.blocks {
                if block.kind != BlockKind::ListItem && block.kind != BlockKind::Quote {
                    // A post has no furniture and no headlines: its author wrote all of it.
                    block.kind = BlockKind::Paragraph;
                    block.reason = None;
                }
            }
            out.html(&read, &layer, to);
        } else {
            out.lines(&layer, BlockKind::Paragraph, to);
        }
    }

    /// Stretches of plain and marked words, as Telegram writes them.
    fn stretches(&self, out: &mut Assembly, list: &[Node], pointer: &str) {
        let text = &self.decoded.text;
        for (index, one) in list.iter().enumerate() {
            let inner = one.get(text, "text");
            let Some(layer) = inner.unwrap_or(one).layer(text) else {
                continue;
            };
            let is_quote = one
                .get(text, "type")
                .and_then(|kind| kind.words(text))
                .is_some_and(|kind| kind == "blockquote");
            let end = if inner.is_some() { "/text" } else { "" };
            let to = self.place(format!("{pointer}/{index}{end}"));
            if is_quote {
                out.close();
                out.lines(&layer, BlockKind::Quote, to);
                continue;
            }
            let mut start = 0;
            for line in layer.text.split_inclusive('\n') {
                let span = Span::new(start, start + line.trim_end_matches(['\n', '\r']).len());
                start += line.len();
                if !span.of(&layer.text).trim().is_empty() || out.has_words() && !span.is_empty() {
                    out.layer(&layer, span, &to);
                }
                if line.ends_with('\n') {
                    out.close();
                }
            }
        }
        out.close();
    }

    fn place(&self, pointer: String) -> impl Fn(Span) -> Origin + '_ {
        move |base| Origin::Pointer {
            pointer: pointer.clone(),
            bytes: self.decoded.origins.of(&self.decoded.text, base).bytes(),
        }
    }

    /// Author, time, address, what it answers.
    fn describe(&self, source: &mut Source, post: &Post<'_>, container: &mut Container) {
        let text = &self.decoded.text;
        let node = post.node;
        source.kind = SourceKind::Post;
        let handle = self.words(node, names::HANDLE);
        let forwarded = self.words(node, names::FORWARDED);
        let own = self
            .words(node, names::AUTHOR)
            .or_else(|| post.channel.and_then(|name| name.words(text)))
            .or_else(|| handle.clone());
        if let Some(from) = forwarded {
            source.speaker = Some(from);
            source
                .extra
                .extend(own.map(|own| ("passed_on_by".to_owned(), own)));
        } else {
            source.speaker = own;
        }
        if let Some(outlet) = self.words(node, names::OUTLET) {
            source.outlet = Some(outlet);
        }
        let url = self.words(node, names::URL);
        source.url = url.filter(|url| url.contains("://"));
        for (key, paths) in [("post_id", names::ID), ("reply_to", names::REPLY)] {
            if let Some(value) = self.words(node, paths) {
                source.extra.insert(key.to_owned(), value);
            }
        }
        source
            .extra
            .extend(handle.map(|handle| ("author_handle".to_owned(), handle)));
        if let Some(label) = self.words(node, names::LANG) {
            label_language(source, &label);
        }
        let Some(time) = self.words(node, names::TIME) else {
            return;
        };
        take_time(source, &time, &mut container.problems);
    }
}

/// Takes over the time of publication; one that is not understood is a problem.
pub(super) fn take_time(source: &mut Source, time: &str, problems: &mut Vec<Problem>) {
    if let Some(written) = dates::parse(time, source.tz.as_deref()) {
        source.published = Some(written.day);
        source.tz = source.tz.take().or(written.tz);
        if written.has_time {
            source.published_at = Some(time.to_owned());
        }
    } else {
        let message = format!("the date of {}, `{time}`, was not understood", source.path);
        problems.push(Problem::new(&codes::BAD_METADATA, message));
    }
}

/// Whether words hold tags that a post's HTML is made of, or references.
pub(crate) fn is_html(words: &str) -> bool {
    let lower = words.to_ascii_lowercase();
    [
        "<p>",
        "<p ",
        "<br",
        "<a ",
        "</span>",
        "<b>",
        "<strong>",
        "<em>",
        "<i>",
        "<div",
        "<ul",
        "<blockquote",
    ]
    .iter()
    .any(|tag| lower.contains(tag))
        || words.match_indices('&').any(|(at, _)| {
            crate::html::reference(&words[at..])
                .is_some_and(|(length, _)| words[..at + length].ends_with(';'))
        })
}
