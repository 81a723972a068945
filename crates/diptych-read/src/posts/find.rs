//! Finding the posts of a file, whatever the export wraps round them.

use super::fields::{AUTHOR, INNER, PASSED_ON, QUOTED, TEXT, TIME, WRAPPERS};
use crate::json::{Node, Value};

/// A post: its object, and its pointer in the file.
#[derive(Debug, Clone)]
pub(super) struct Post<'n> {
    pub(super) node: &'n Node,
    pub(super) pointer: String,
    /// The name that the export as a whole gives: a channel's, a group's.
    pub(super) channel: Option<&'n Node>,
}

/// The first of the paths under which something stands, and its path.
pub(super) fn first<'n>(
    text: &str,
    node: &'n Node,
    paths: &[&'static str],
) -> Option<(&'static str, &'n Node)> {
    paths.iter().find_map(|path| {
        let found = node.at(text, path)?;
        let is_empty = match &found.value {
            Value::Text(span) => span.is_empty(),
            Value::List(list) => list.is_empty(),
            Value::Null => true,
            _ => false,
        };
        (!is_empty).then_some((*path, found))
    })
}

/// Whether an object has what makes a post: words, and a time or an author.
fn is_post(text: &str, node: &Node) -> bool {
    words_of(text, node).is_some() && (has_time(text, node) || has_author(text, node))
}

fn has_time(text: &str, node: &Node) -> bool {
    first(text, node, TIME)
        .is_some_and(|(_, time)| matches!(time.value, Value::Text(_) | Value::Number))
}

fn has_author(text: &str, node: &Node) -> bool {
    // A bare name may be that of anything.
    first(text, node, AUTHOR)
        .is_some_and(|(path, name)| path != "name" && matches!(name.value, Value::Text(_)))
}

/// Whether an object is a post without words: a picture alone.
fn is_wordless(text: &str, node: &Node) -> bool {
    has_time(text, node)
        && has_author(text, node)
        && TEXT.iter().any(|path| node.at(text, path).is_some())
        && words_of(text, node).is_none()
}

/// The words of a post: a string, or the stretches that Telegram writes.
pub(super) fn words_of<'n>(text: &str, node: &'n Node) -> Option<(&'static str, &'n Node)> {
    TEXT.iter().find_map(|path| {
        let found = node.at(text, path)?;
        let has = match &found.value {
            Value::Text(span) => !span.is_empty(),
            Value::List(list) => list.iter().any(|one| {
                matches!(&one.value, Value::Text(span) if !span.is_empty())
                    || one.get(text, "text").is_some()
            }),
            _ => false,
        };
        has.then_some((*path, found))
    })
}

/// Every post under `roots`, in the order of the file, and how many have no words.
pub(super) fn posts<'n>(text: &str, roots: &'n [Node]) -> (Vec<Post<'n>>, usize) {
    let mut out = Vec::new();
    let mut wordless = 0;
    let single = roots.len() == 1;
    let mut todo: Vec<(&'n Node, String, Option<&'n Node>)> = roots
        .iter()
        .enumerate()
        .rev()
        .map(|(index, node)| {
            let pointer = if single {
                String::new()
            } else {
                format!("/{index}")
            };
            (node, pointer, None)
        })
        .collect();
    // The depth of the tree is limited by the parser; the order is that of the file.
    while let Some((node, pointer, channel)) = todo.pop() {
        match &node.value {
            Value::List(list) => {
                for (index, one) in list.iter().enumerate().rev() {
                    todo.push((one, format!("{pointer}/{index}"), channel));
                }
            }
            Value::Object(entries) => {
                let wrapped = WRAPPERS.iter().find(|key| {
                    node.get(text, key)
                        .is_some_and(|inner| matches!(inner.value, Value::Object(_)))
                });
                let is_post = wrapped.is_none()
                    && (is_post(text, node)
                        || PASSED_ON.iter().any(|key| {
                            node.get(text, key)
                                .is_some_and(|inner| matches!(inner.value, Value::Object(_)))
                        }));
                let named = node
                    .get(text, "name")
                    .filter(|_| node.get(text, "messages").is_some());
                for (key, one) in entries.iter().rev() {
                    let key = key.of(text);
                    let is_inner = INNER.contains(&key)
                        || is_post
                            && QUOTED
                                .iter()
                                .chain(PASSED_ON)
                                .any(|path| path.split('/').next() == Some(key));
                    if !is_inner && matches!(one.value, Value::List(_) | Value::Object(_)) {
                        let escaped = key.replace('~', "~0").replace('/', "~1");
                        todo.push((one, format!("{pointer}/{escaped}"), named.or(channel)));
                    }
                }
                wordless += usize::from(!is_post && is_wordless(text, node));
                if is_post {
                    out.push(Post {
                        node,
                        pointer,
                        channel,
                    });
                }
            }
            _ => {}
        }
    }
    (out, wordless)
}
