//! Front matter: `key: value` lines between two `---` lines at the head of a text.

use diptych_core::{Block, BlockKind, Problem, Source, SourceKind, Span, codes};

use crate::dates;
use crate::reading::label_language;

/// The longest front matter, in bytes: beyond it, `---` is a rule of the text.
const LIMIT: usize = 64 * 1024;

/// Reads the front matter of `text` into `source`.
///
/// Returns its block, the two rules included; nothing where the text has none,
/// or where what stands between the rules is no row of keys.
pub(crate) fn read(text: &str, source: &mut Source, problems: &mut Vec<Problem>) -> Option<Block> {
    let start = text.len()
        - text
            .trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace())
            .len();
    let (inner, end) = extent(text, start)?;
    let entries = entries(inner.of(text), inner.start)?;
    for entry in &entries {
        take(entry, source, problems);
    }
    place_date(&entries, source, problems);
    Some(Block {
        span: Span::new(start, end),
        kind: BlockKind::Meta,
        level: 0,
        reason: Some("front matter".to_owned()),
    })
}

/// The lines between the rules, and the end of the closing rule without its line end.
fn extent(text: &str, start: usize) -> Option<(Span, usize)> {
    let opening = text[start..].split_inclusive('\n').next()?;
    if opening.trim_end() != "---" {
        return None;
    }
    let from = start + opening.len();
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((Span::new(from, at), at + line.trim_end().len()));
        }
        at += line.len();
        if at - from > LIMIT {
            return None;
        }
    }
    None
}

/// One key, its value with quotation marks taken off, and where the value stands.
struct Entry {
    key: String,
    value: String,
    span: Span,
}

/// The entries of the lines; nothing where a line is neither entry, list item,
/// comment nor continuation.
fn entries(inner: &str, base: usize) -> Option<Vec<Entry>> {
    let mut out: Vec<Entry> = Vec::new();
    let mut at = base;
    for line in inner.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let content = line.trim_end();
        let trimmed = content.trim_start();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        let indent = content.len() - trimmed.len();
        let item = trimmed.strip_prefix("- ");
        if (indent > 0 || item.is_some())
            && let Some(last) = out.last_mut()
        {
            // A list item, or a value carried on: joined to what stands before.
            let value = item.unwrap_or(trimmed).trim();
            let (glue, value) = if item.is_some() {
                (", ", unquote(value))
            } else {
                (" ", value)
            };
            if !last.value.is_empty() {
                last.value.push_str(glue);
            }
            last.value.push_str(value);
            let end = start + content.len();
            last.span = Span::new(last.span.start.min(end), end);
            continue;
        }
        let (key, value) = content.split_once(':')?;
        let key = key.trim();
        if key.is_empty()
            || key.chars().count() > 40
            || !key
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.'))
        {
            return None;
        }
        let offset = start + content.len() - value.trim_start().len();
        let span = Span::new(offset, start + content.len());
        out.push(Entry {
            key: key.to_lowercase(),
            value: plain_value(value.trim()),
            span,
        });
    }
    Some(out)
}

/// A value without its quotation marks; a list in brackets is joined by commas.
fn plain_value(value: &str) -> String {
    if let Some(list) = value
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        let items: Vec<&str> = list.split(',').map(|item| unquote(item.trim())).collect();
        return items.join(", ");
    }
    if matches!(value, "|" | ">" | "|-" | ">-" | "~" | "null") {
        return String::new();
    }
    let unquoted = unquote(value);
    if unquoted.len() == value.len()
        && let Some((before, _)) = value.split_once(" #")
    {
        return before.trim_end().to_owned();
    }
    unquoted.to_owned()
}

fn unquote(value: &str) -> &str {
    for mark in ['"', '\''] {
        if value.len() >= 2
            && let Some(inner) = value
                .strip_prefix(mark)
                .and_then(|rest| rest.strip_suffix(mark))
        {
            return inner;
        }
    }
    value
}

fn bad(entry: &Entry, wanted: &str) -> Problem {
    let message = format!("`{}: {}` is not {wanted}", entry.key, entry.value);
    Problem::new(&codes::BAD_METADATA, message).at(Some(entry.span))
}

fn take(entry: &Entry, source: &mut Source, problems: &mut Vec<Problem>) {
    let value = entry.value.trim();
    if value.is_empty() {
        return;
    }
    let text = || Some(value.to_owned());
    match entry.key.as_str() {
        "url" => source.url = text(),
        "outlet" => source.outlet = text(),
        "title" => source.title = text(),
        "speaker" => source.speaker = text(),
        "lang" if is_language_code(value) => label_language(source, value),
        "lang" => problems.push(bad(entry, "a code of a language such as `en`, `ru`, `uk`")),
        "tz" if dates::zone(value).is_some() => source.tz = text(),
        "tz" => problems.push(bad(
            entry,
            "an offset such as `+03:00` or a name such as `Europe/Kyiv`",
        )),
        "kind" => match value.to_lowercase().replace(['-', ' '], "_").as_str() {
            "article" => source.kind = SourceKind::Article,
            "transcript" => source.kind = SourceKind::Transcript,
            "post" => source.kind = SourceKind::Post,
            "official_text" => source.kind = SourceKind::OfficialText,
            _ => problems.push(bad(
                entry,
                "`article`, `transcript`, `post` or `official_text`",
            )),
        },
        "complete" | "truncated" => match flag(value) {
            Some(flag) if entry.key == "complete" => source.complete = flag,
            Some(flag) => source.truncated = flag,
            None => problems.push(bad(entry, "`true` or `false`")),
        },
        // Read last, when the time zone is known.
        "date" => {}
        _ => {
            source.extra.insert(entry.key.clone(), entry.value.clone());
        }
    }
}

fn flag(value: &str) -> Option<bool> {
    match value.to_lowercase().as_str() {
        "true" | "yes" | "on" | "1" | "да" | "так" => Some(true),
        "false" | "no" | "off" | "0" | "нет" | "ні" => Some(false),
        _ => None,
    }
}

fn is_language_code(value: &str) -> bool {
    let code = value.split(['-', '_']).next().unwrap_or("");
    (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn place_date(entries: &[Entry], source: &mut Source, problems: &mut Vec<Problem>) {
    let Some(entry) = entries
        .iter()
        .rfind(|entry| entry.key == "date" && !entry.value.trim().is_empty())
    else {
        return;
    };
    let Some(written) = dates::parse(&entry.value, source.tz.as_deref()) else {
        problems.push(bad(entry, "a day of the calendar"));
        return;
    };
    source.published = Some(written.day);
    if written.has_time {
        source.published_at = Some(entry.value.trim().to_owned());
    }
    if source.tz.is_none() {
        source.tz = written.tz;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use diptych_core::{Day, Lang};

    fn front(text: &str) -> (Option<Block>, Source, Vec<Problem>) {
        let (mut source, mut problems) = (Source::default(), Vec::new());
        let block = read(text, &mut source, &mut problems);
        (block, source, problems)
    }

    #[test]
    fn every_key_is_read_and_others_are_kept() {
        let text = "\u{feff}---\r\nurl: https://example.org/a:b\r\ndate: 2031-03-04\r\ntz: +02:00\r\n\
                    outlet: \"The Vale Courier\"\r\nlang: uk\r\ntitle: 'A bridge: who pays?'\r\nspeaker: Ada Renn\r\n\
                    kind: official text\r\ncomplete: yes\r\ntruncated: false\r\ntags: [\"one\", two]\r\ndesk:\r\n  - north\r\n  - south\r\n---\r\nWords.";
        let (block, source, problems) = front(text);
        assert_eq!(problems, []);
        assert!(block.unwrap().span.of(text).ends_with("south\r\n---"));
        assert_eq!(source.url.as_deref(), Some("https://example.org/a:b"));
        assert_eq!(source.published, Day::new(2031, 3, 4));
        assert_eq!(source.outlet.as_deref(), Some("The Vale Courier"));
        assert_eq!(source.title.as_deref(), Some("A bridge: who pays?"));
        assert_eq!(
            (source.lang, source.kind),
            (Lang::Uk, SourceKind::OfficialText)
        );
        assert!(source.complete && !source.truncated);
        assert_eq!(source.extra["tags"], "one, two");
        assert_eq!(source.extra["desk"], "north, south");
    }

    #[test]
    fn a_bad_value_is_a_problem_with_its_place() {
        let text = "---\ndate: 2031-02-31\nkind: song\ncomplete: perhaps\n---\n";
        let (_, source, problems) = front(text);
        let places: Vec<&str> = problems.iter().map(|p| p.span.unwrap().of(text)).collect();
        assert_eq!(places, ["song", "perhaps", "2031-02-31"]);
        assert_eq!(source.published, None);
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        for text in [
            "---\nWords of the text, and more.\n---\n",
            "---\nkey: open",
            "--- x\n",
            "no",
        ] {
            assert_eq!(front(text).0, None, "{text}");
        }
    }

    #[test]
    fn a_date_with_a_time_keeps_both() {
        let (_, source, _) = front("---\ndate: 2031-03-04T23:30:00Z\ntz: Europe/Kyiv\n---\n");
        assert_eq!(source.published, Day::new(2031, 3, 5));
        assert_eq!(source.published_at.as_deref(), Some("2031-03-04T23:30:00Z"));
    }
}
