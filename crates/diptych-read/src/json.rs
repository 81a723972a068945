//! JSON with the place of every value. What breaks off is kept as far as it goes.

use diptych_core::Span;

use crate::layer::Layer;

/// The deepest nesting that is read.
const DEEPEST: usize = 64;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// `null`, and what could not be read.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, by its figures.
    Number,
    /// A string: what stands between its marks.
    Text(Span),
    /// An array.
    List(Vec<Node>),
    /// An object, its keys as they stand, in order.
    Object(Vec<(Span, Node)>),
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) value: Value,
}

/// What stopped the reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The text breaks the rules at this byte.
    Broken(usize),
    /// Values are nested too deep.
    Deep,
}

/// The values of a text that holds one, or one after another (JSON lines).
///
/// A line that breaks the rules is passed over; the first such place is told.
pub(crate) fn parse(text: &str, from: usize) -> (Vec<Node>, Option<Stop>) {
    let mut out = Vec::new();
    let mut stop = None;
    let mut at = from;
    loop {
        let mut parser = Parser {
            text,
            at,
            stop: None,
        };
        parser.space();
        if parser.at >= text.len() {
            return (out, stop);
        }
        let start = parser.at;
        let node = parser.value(0);
        if let Some(found) = parser.stop {
            stop.get_or_insert(found);
            let next = text[parser.at.min(text.len())..].find('\n');
            // Only a text of several lines has a next line to go on with.
            at = match next {
                Some(next) if !out.is_empty() || is_row(text, start) => parser.at + next + 1,
                _ => text.len(),
            };
            if !matches!(node.value, Value::Null) {
                out.push(node);
            }
        } else {
            at = parser.at;
            out.push(node);
        }
    }
}

/// Whether the line that begins at `start` is closed by its end: a row of JSON lines.
fn is_row(text: &str, start: usize) -> bool {
    let line = text[start..].lines().next().unwrap_or("").trim_end();
    line.len() > 1 && line.starts_with('{') && line.ends_with('}')
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    stop: Option<Stop>,
}

impl Parser<'_> {
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\r' | b'\n') {
            self.at += 1;
        }
        if self.text[self.at..].starts_with('\u{feff}') {
            self.at += '\u{feff}'.len_utf8();
            self.space();
        }
    }

    fn broken(&mut self) {
        self.stop.get_or_insert(Stop::Broken(self.at));
    }

    fn value(&mut self, depth: usize) -> Node {
        let start = self.at;
        let value = match self.peek() {
            _ if depth > DEEPEST => {
                self.stop.get_or_insert(Stop::Deep);
                Value::Null
            }
            b'{' => self.object(depth),
            b'[' => self.list(depth),
            b'"' => self.string().map_or(Value::Null, Value::Text),
            b'-' | b'0'..=b'9' => {
                while matches!(self.peek(), b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9') {
                    self.at += 1;
                }
                Value::Number
            }
            _ => self.word(),
        };
        Node {
            span: Span::new(start, self.at),
            value,
        }
    }

    fn word(&mut self) -> Value {
        for (word, value) in [
            ("null", Value::Null),
            ("true", Value::Bool(true)),
            ("false", Value::Bool(false)),
        ] {
            if self.text[self.at..].starts_with(word) {
                self.at += word.len();
                return value;
            }
        }
        self.broken();
        Value::Null
    }

    /// A string; `at` stands on its first mark.
    fn string(&mut self) -> Option<Span> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let mut at = start;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'"' => {
                    self.at = at + 1;
                    return Some(Span::new(start, at));
                }
                b'\\' => at += 2,
                b'\n' => break,
                _ => at += 1,
            }
        }
        self.broken();
        self.at = at.min(bytes.len());
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
        None
    }

    fn list(&mut self, depth: usize) -> Value {
        let mut out = Vec::new();
        self.at += 1;
        self.space();
        if self.peek() == b']' {
            self.at += 1;
            return Value::List(out);
        }
        loop {
            self.space();
            let node = self.value(depth + 1);
            if self.stop.is_some() {
                // What was read of an object that breaks off is not the object.
                if matches!(node.value, Value::List(_)) {
                    out.push(node);
                }
                return Value::List(out);
            }
            out.push(node);
            self.space();
            match self.peek() {
                b',' => self.at += 1,
                b']' => {
                    self.at += 1;
                    return Value::List(out);
                }
                _ => {
                    self.broken();
                    return Value::List(out);
                }
            }
        }
    }

    fn object(&mut self, depth: usize) -> Value {
        let mut out = Vec::new();
        self.at += 1;
        self.space();
        if self.peek() == b'}' {
            self.at += 1;
            return Value::Object(out);
        }
        loop {
            self.space();
            let key = if self.peek() == b'"' {
                self.string()
            } else {
                None
            };
            self.space();
            let Some(key) = key.filter(|_| self.peek() == b':') else {
                self.broken();
                return Value::Object(out);
            };
            self.at += 1;
            self.space();
            let node = self.value(depth + 1);
            let is_whole = self.stop.is_none();
            if is_whole || matches!(node.value, Value::List(_) | Value::Object(_)) {
                out.push((key, node));
            }
            if !is_whole {
                return Value::Object(out);
            }
            self.space();
            match self.peek() {
                b',' => self.at += 1,
                b'}' => {
                    self.at += 1;
                    return Value::Object(out);
                }
                _ => {
                    self.broken();
                    return Value::Object(out);
                }
            }
        }
    }
}

impl Node {
    /// The member under `key`.
    pub(crate) fn get(&self, text: &str, key: &str) -> Option<&Node> {
        let Value::Object(entries) = &self.value else {
            return None;
        };
        let found = entries.iter().find(|(span, _)| span.of(text) == key)?;
        Some(&found.1)
    }

    /// The member under a path of keys parted by `/`; of a list its first member.
    pub(crate) fn at(&self, text: &str, path: &str) -> Option<&Node> {
        path.split('/').try_fold(self, |node, key| {
            let node = match &node.value {
                Value::List(list) => list.first()?,
                _ => node,
            };
            node.get(text, key)
        })
    }

    /// The string with its escapes resolved, each with its place; nothing where it is none.
    pub(crate) fn layer(&self, text: &str) -> Option<Layer> {
        match &self.value {
            Value::Text(span) => Some(unescape(text, *span)),
            _ => None,
        }
    }

    /// The value as words: a string, or the figures of a number.
    pub(crate) fn words(&self, text: &str) -> Option<String> {
        let words = match &self.value {
            Value::Text(span) => unescape(text, *span).text,
            Value::Number => self.span.of(text).to_owned(),
            _ => return None,
        };
        let words = words.trim();
        (!words.is_empty()).then(|| words.to_owned())
    }
}

/// Resolves the escapes of a string.
pub(crate) fn unescape(text: &str, span: Span) -> Layer {
    let raw = span.of(text);
    let mut out = Layer::default();
    let mut done = 0;
    while let Some(found) = raw[done..].find('\\') {
        let at = done + found;
        out.same(text, Span::new(span.start + done, span.start + at));
        let (length, value) = escape(&raw[at..]);
        out.instead(
            value.encode_utf8(&mut [0; 4]),
            Span::new(span.start + at, span.start + at + length),
        );
        done = at + length;
    }
    out.same(text, Span::new(span.start + done, span.end));
    out
}

/// The escape at the head of `raw`: its length in bytes, and what it stands for.
fn escape(raw: &str) -> (usize, char) {
    let unit = |at: usize| {
        let digits = raw.get(at..at + 4)?;
        u32::from_str_radix(digits, 16).ok()
    };
    let lost = char::REPLACEMENT_CHARACTER;
    let Some(letter) = raw[1..].chars().next() else {
        return (1, lost);
    };
    match letter {
        'n' => (2, '\n'),
        't' => (2, '\t'),
        'r' => (2, '\r'),
        'b' => (2, '\u{8}'),
        'f' => (2, '\u{c}'),
        'u' => match unit(2) {
            Some(high @ 0xd800..=0xdbff) => match unit(8) {
                Some(low @ 0xdc00..=0xdfff) if raw.get(6..8) == Some("\\u") => {
                    let code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                    (12, char::from_u32(code).unwrap_or(lost))
                }
                _ => (6, lost),
            },
            Some(code) => (6, char::from_u32(code).unwrap_or(lost)),
            None => (2, lost),
        },
        other => (1 + other.len_utf8(), other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_their_places() {
        let text = r#" {"a": [1, "\u041c\u043e\u0441\u0442 \ud83d\ude00\n"], "b": {"c": null}} "#;
        let (nodes, stop) = parse(text, 0);
        assert_eq!((nodes.len(), stop), (1, None));
        let Some(Value::List(list)) = nodes[0].get(text, "a").map(|node| &node.value) else {
            panic!("a list");
        };
        assert_eq!(list[0].span.of(text), "1");
        assert_eq!(list[1].words(text).as_deref(), Some("Мост 😀"));
        let inner = nodes[0].at(text, "b/c").map(|node| &node.value);
        assert_eq!(inner, Some(&Value::Null));
    }

    #[test]
    fn lines_and_broken_lines() {
        let text = "{\"a\":1}\n{\"a\":}\n{\"a\":3}\n";
        let (nodes, stop) = parse(text, 0);
        assert_eq!(stop, Some(Stop::Broken(13)));
        let whole = nodes.iter().filter(|node| node.get(text, "a").is_some());
        assert_eq!(whole.count(), 2);
    }

    #[test]
    fn what_breaks_off_is_kept_so_far() {
        let text = r#"[{"a":"one"},{"a":"two"},{"a":"thr"#;
        let (nodes, stop) = parse(text, 0);
        assert!(matches!(stop, Some(Stop::Broken(_))));
        let Value::List(list) = &nodes[0].value else {
            panic!("a list");
        };
        assert_eq!(list.len(), 2);
    }

    #[test]
    fn depth_is_limited() {
        let text = "[".repeat(100_000);
        assert_eq!(parse(&text, 0).1, Some(Stop::Deep));
    }

    #[test]
    fn odd_escapes_are_replaced() {
        for (text, expected) in [
            (r#""\ud83d x""#, "\u{fffd} x"),
            (r#""\uZZ""#, "\u{fffd}ZZ"),
            (r#""\é""#, "é"),
        ] {
            let (nodes, _) = parse(text, 0);
            assert_eq!(nodes[0].words(text).as_deref(), Some(expected));
        }
    }
}
