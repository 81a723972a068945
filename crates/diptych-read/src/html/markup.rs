//! What class names, identifiers and roles say of an element.

use std::collections::HashMap;
use std::sync::OnceLock;

use diptych_core::BlockKind;
use serde::Deserialize;

/// What the name of an element says of its part.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Mark {
    /// Furniture, caption, post; `Paragraph` for the main text.
    pub(crate) kind: BlockKind,
    /// Why.
    pub(crate) reason: String,
    words: Vec<String>,
    names: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    part: Vec<Mark>,
}

struct Table {
    words: HashMap<&'static str, &'static Mark>,
    names: HashMap<&'static str, &'static Mark>,
}

fn parts() -> &'static [Mark] {
    static PARTS: OnceLock<File> = OnceLock::new();
    let file = PARTS.get_or_init(|| {
        toml::from_str(include_str!("../../marks/markup.toml"))
            .expect("the table of names is part of the crate and tested")
    });
    &file.part
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table {
            words: HashMap::new(),
            names: HashMap::new(),
        };
        for mark in parts() {
            for word in &mark.words {
                table.words.entry(word).or_insert(mark);
            }
            for name in &mark.names {
                table.names.entry(name).or_insert(mark);
            }
        }
        table
    })
}

/// What a value of `class`, `id` and the like says; `is_exact` for attributes
/// whose values come from a closed list, where only whole names count.
pub(crate) fn mark_of(value: &str, is_exact: bool) -> Option<&'static Mark> {
    /// Longer lists of classes are not read to their end.
    const MOST: usize = 12;
    let table = table();
    let mut best = None;
    let mut name = String::new();
    for class in value.split_ascii_whitespace().take(MOST) {
        if class.len() > 80 {
            continue;
        }
        cut(class, &mut name);
        let mut found = table.names.get(name.as_str()).copied();
        if is_exact {
            found = found.or_else(|| table.words.get(name.as_str()).copied());
        } else if found.is_none() {
            let mut words = name.split('-');
            // Negations and counts: "no-ads", "has-sidebar", "with-share".
            let negated = [
                "no-", "not-", "has-", "with-", "without-", "is-", "js-", "hide-",
            ];
            if !negated.iter().any(|start| name.starts_with(start)) {
                found = words.find_map(|word| table.words.get(word).copied());
            }
        }
        best = stronger(best, found);
    }
    best
}

/// Of two marks the one to go by: a name of the main text before all others,
/// then a post or caption, then furniture.
pub(crate) fn stronger(
    first: Option<&'static Mark>,
    second: Option<&'static Mark>,
) -> Option<&'static Mark> {
    let rank = |mark: Option<&'static Mark>| match mark.map(|mark| mark.kind) {
        None => 0,
        Some(BlockKind::Furniture) => 1,
        Some(BlockKind::Paragraph) => 3,
        Some(_) => 2,
    };
    if rank(second) > rank(first) {
        second
    } else {
        first
    }
}

/// Cuts a name into lower-case words joined by hyphens.
fn cut(class: &str, out: &mut String) {
    out.clear();
    let mut was_lower = false;
    for character in class.chars() {
        if character.is_ascii_alphanumeric() {
            if character.is_ascii_uppercase() && was_lower {
                out.push('-');
            }
            was_lower = character.is_ascii_lowercase();
            out.push(character.to_ascii_lowercase());
        } else {
            if !out.is_empty() && !out.ends_with('-') {
                out.push('-');
            }
            was_lower = false;
        }
    }
    while out.ends_with('-') {
        out.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(value: &str) -> Option<BlockKind> {
        mark_of(value, false).map(|mark| mark.kind)
    }

    #[test]
    fn names_are_cut_and_looked_up() {
        assert_eq!(kind("relatedArticles_box"), Some(BlockKind::Furniture));
        assert_eq!(kind("c-article__body js-x"), None);
        assert_eq!(kind("article__body"), Some(BlockKind::Paragraph));
        assert_eq!(kind("b-photo-credit"), Some(BlockKind::Caption));
        assert_eq!(kind("twitter-tweet"), Some(BlockKind::Post));
        assert_eq!(kind("page has-sidebar no-ads"), None);
        assert_eq!(kind("shadow leader"), None);
    }

    #[test]
    fn roles_count_whole() {
        assert_eq!(
            mark_of("navigation", true).map(|m| m.kind),
            Some(BlockKind::Furniture)
        );
        assert_eq!(
            mark_of("articleBody", true).map(|m| m.kind),
            Some(BlockKind::Paragraph)
        );
    }
}
