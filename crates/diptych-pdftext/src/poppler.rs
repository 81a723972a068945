//! Poppler: `pdftotext -bbox-layout`, whose answer gives every word its place.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use diptych_core::Area;
use diptych_read::{Page, Pages, Word};

use crate::answer::Failure;

/// Takes the words out with `program`.
pub(crate) fn take(program: &Path, bytes: &[u8]) -> Result<Pages, Failure> {
    let failed = |error: std::io::Error| Failure::Failed(error.to_string());
    let mut child = Command::new(program)
        .args(["-bbox-layout", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    thread::scope(|scope| {
        let input = child.stdin.take();
        let told = child.stderr.take();
        scope.spawn(move || {
            if let Some(mut input) = input {
                let _ = input.write_all(bytes);
            }
        });
        scope.spawn(|| {
            if let Some(mut told) = told {
                let _ = told.by_ref().take(64 << 10).read_to_end(&mut errors);
                // What it says beyond that is thrown away, so that it does not wait.
                let _ = std::io::copy(&mut told, &mut std::io::sink());
            }
        });
        if let Some(mut output) = child.stdout.take() {
            let _ = output.read_to_end(&mut out);
        }
    });
    let status = child.wait().map_err(failed)?;
    let told = String::from_utf8_lossy(&errors);
    if told.contains("Incorrect password") || told.contains("Copying of text") {
        return Err(Failure::Locked);
    }
    let error = told.lines().find(|line| line.contains("rror"));
    if !status.success() {
        let reason = error.map_or_else(|| status.to_string(), |line| line.trim().to_owned());
        return Err(Failure::Failed(reason));
    }
    let mut pages = parse(&String::from_utf8_lossy(&out));
    if pages.pages.is_empty() {
        let reason = error.unwrap_or("it gave no pages").trim().to_owned();
        return Err(Failure::Failed(reason));
    }
    pages.reader = version(program);
    pages.damage = error.map(|line| line.trim().to_owned());
    Ok(pages)
}

/// Name and version of the program.
fn version(program: &Path) -> String {
    let out = Command::new(program).arg("-v").output();
    let told = out.map(|out| String::from_utf8_lossy(&out.stderr).into_owned());
    let told = told.unwrap_or_default();
    let number = told
        .lines()
        .next()
        .and_then(|line| line.split_whitespace().last())
        .unwrap_or("");
    format!("poppler {number}").trim().to_owned()
}

/// Reads the answer. It is XHTML, one element a line, but not always well formed: words are
/// written as they stand in the file.
fn parse(text: &str) -> Pages {
    let mut out = Pages::default();
    for line in text.lines() {
        let line = line.trim();
        if let Some(rest) = line.strip_prefix("<word ") {
            let word = rest
                .split_once('>')
                .and_then(|(tag, rest)| Some((tag, rest.rsplit_once("</word>")?.0)));
            if let (Some((tag, words)), Some(page)) = (word, out.pages.last_mut()) {
                let edge = |name| hundredths(attribute(tag, name));
                page.words.push(Word {
                    text: unescape(words),
                    area: Area {
                        left: edge("xMin"),
                        top: edge("yMin"),
                        right: edge("xMax"),
                        bottom: edge("yMax"),
                    },
                });
            }
        } else if let Some(tag) = line.strip_prefix("<page ") {
            out.pages.push(Page {
                width: hundredths(attribute(tag, "width")),
                height: hundredths(attribute(tag, "height")),
                words: Vec::new(),
            });
        } else if out.pages.is_empty() {
            if let Some(title) = line.strip_prefix("<title>") {
                out.title = title.strip_suffix("</title>").map(unescape);
            } else if let Some(tag) = line.strip_prefix("<meta ") {
                let content = attribute(tag, "content").map(unescape);
                match attribute(tag, "name") {
                    Some("Author") => out.author = content,
                    Some("CreationDate") => out.created = content,
                    _ => {}
                }
            }
        }
    }
    out
}

/// The value of an attribute.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let at = tag.find(&format!("{name}=\""))? + name.len() + 2;
    let rest = &tag[at..];
    Some(&rest[..rest.find('"')?])
}

/// Points to hundredths of a point.
fn hundredths(points: Option<&str>) -> i32 {
    let points: f64 = points.and_then(|points| points.parse().ok()).unwrap_or(0.0);
    // Casting a fraction holds it within the whole numbers.
    (points * 100.0).round() as i32
}

fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    let text = text.replace("&quot;", "\"").replace("&apos;", "'");
    text.replace("&#39;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_pages_and_metadata_are_read() {
        let text = "<title>Talks &amp; tolls</title>\n<meta name=\"Author\" content=\"Ada\"/>\n\
                    <doc>\n  <page width=\"595.0\" height=\"842.5\">\n\
                    <word xMin=\"1.005\" yMin=\"2\" xMax=\"nan\" yMax=\"1e99\">&lt;«Нет»&amp;lt;</word>\n\
                    <word xMin=\"1\">broken\n  </page>\n  <page width=\"x\" height=\"1\">";
        let pages = parse(text);
        assert_eq!(pages.title.as_deref(), Some("Talks & tolls"));
        assert_eq!(pages.author.as_deref(), Some("Ada"));
        assert_eq!(pages.pages.len(), 2);
        assert_eq!(pages.pages[0].height, 84_250);
        assert_eq!(pages.pages[0].words.len(), 1);
        let word = &pages.pages[0].words[0];
        assert_eq!(word.text, "<«Нет»&lt;");
        assert_eq!(word.area.right, 0);
        assert_eq!(word.area.bottom, i32::MAX);
    }
}
