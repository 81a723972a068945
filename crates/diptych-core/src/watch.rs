//! What a case watches: the `[[watch]]` tables of `case.toml`.

use serde::Deserialize;
use toml::Spanned;

use crate::{Problem, Span, codes};

/// What is looked at again and again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Watched {
    /// A feed, by its address: every item a source.
    Feed(String),
    /// A page, by its address.
    Page(String),
    /// A folder, relative to the case's own.
    Folder(String),
}

impl Watched {
    /// The address or the folder.
    pub fn place(&self) -> &str {
        match self {
            Self::Feed(place) | Self::Page(place) | Self::Folder(place) => place,
        }
    }
}

/// One thing that is watched, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// What.
    pub what: Watched,
    /// How often at most, in seconds; else as often as everything.
    pub every: Option<u64>,
    /// Of a feed: whether the page of an item is fetched; else the feed's own words are taken.
    pub pages: bool,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    watch: Vec<Spanned<Table>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    feed: Option<String>,
    page: Option<String>,
    folder: Option<String>,
    every: Option<String>,
    pages: Option<bool>,
}

/// Reads the `[[watch]]` tables of the text of a `case.toml`, with what is wrong with them. A text
/// that is no TOML at all gives nothing here: [`crate::parse_case`] tells it.
pub fn parse_watch(text: &str) -> (Vec<Watch>, Vec<Problem>) {
    let mut problems = Vec::new();
    let file: File = match toml::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            let span = error.span().map(|range| Span::new(range.start, range.end));
            let message = format!("a `[[watch]]` table is not understood: {}", error.message());
            problems.push(Problem::new(&codes::BAD_WATCH, message).at(span));
            return (Vec::new(), problems);
        }
    };
    let mut all = Vec::new();
    for table in file.watch {
        let span = Span::new(table.span().start, table.span().end);
        let table = table.into_inner();
        let mut told = |message: &str| {
            problems.push(Problem::new(&codes::BAD_WATCH, message.to_owned()).at(Some(span)));
        };
        let what = match (table.feed, table.page, table.folder) {
            (Some(place), None, None) => Watched::Feed(place),
            (None, Some(place), None) => Watched::Page(place),
            (None, None, Some(place)) => Watched::Folder(place),
            _ => {
                told("a `[[watch]]` table names one of `feed`, `page` and `folder`");
                continue;
            }
        };
        let every = match table.every.as_deref().map(parse_period) {
            Some(None) => {
                told("`every` is a number with s, m, h or d, such as \"10m\"");
                continue;
            }
            other => other.flatten(),
        };
        let watch = Watch {
            what,
            every,
            pages: table.pages.unwrap_or(true),
        };
        if !all.iter().any(|known: &Watch| known.what == watch.what) {
            all.push(watch);
        }
    }
    (all, problems)
}

/// The seconds of a period such as `90s`, `10m`, `2h` or `1d`; at most a year.
pub fn parse_period(text: &str) -> Option<u64> {
    let text = text.trim();
    let unit = match text.chars().last()? {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => return None,
    };
    let number: u64 = text[..text.len() - 1].trim_end().parse().ok()?;
    let seconds = number.checked_mul(unit)?;
    (1..=31_622_400).contains(&seconds).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_pages_and_folders_are_watched() {
        let (all, problems) = parse_watch(
            "title = 'T'\n[[watch]]\nfeed = 'https://a.example/rss'\nevery = '10m'\npages = false\n\
             [[watch]]\npage = 'https://a.example/x'\n[[watch]]\nfolder = 'in'\n[[watch]]\nfolder = 'in'\n",
        );
        assert_eq!(problems, Vec::new());
        assert_eq!(all.len(), 3);
        assert_eq!((all[0].every, all[0].pages), (Some(600), false));
        assert_eq!(all[1].what, Watched::Page("https://a.example/x".to_owned()));
        assert!(all[2].pages);
    }

    #[test]
    fn what_is_wrong_is_told_and_the_rest_is_watched() {
        let (all, problems) = parse_watch(
            "[[watch]]\nfeed = 'a'\npage = 'b'\n[[watch]]\n[[watch]]\nfeed = 'a'\nevery = 'often'\n[[watch]]\nfolder = 'in'\n",
        );
        assert_eq!((all.len(), problems.len()), (1, 3));
        assert!(
            problems
                .iter()
                .all(|one| one.code == codes::BAD_WATCH.id && one.span.is_some())
        );
        let (_, problems) = parse_watch("[[watch]]\nfeeds = 'a'\n");
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn periods_have_a_unit() {
        for (text, seconds) in [
            ("90s", Some(90)),
            ("10m", Some(600)),
            (" 2 h ", Some(7200)),
            ("1d", Some(86_400)),
            ("0m", None),
            ("10", None),
            ("m", None),
            ("-1m", None),
            ("99999999999999999999d", None),
            ("5м", None),
            ("", None),
        ] {
            assert_eq!(parse_period(text), seconds, "{text}");
        }
    }
}
