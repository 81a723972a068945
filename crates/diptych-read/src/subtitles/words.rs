//! The words of a cue: tags taken off, entities resolved, the voice named.

use diptych_core::Span;

use crate::html::reference;
use crate::layer::Layer;

/// A stretch of a line in one voice.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stretch {
    /// Where the name of the voice stands, where a tag gives it.
    pub(crate) voice: Option<Span>,
    /// Whether a tag or a mark says that someone else speaks.
    pub(crate) changes: bool,
    /// The words.
    pub(crate) words: Layer,
}

/// Reads one line of a cue.
pub(crate) fn stretches(text: &str, line: Span) -> Vec<Stretch> {
    let raw = line.of(text);
    let mut out = vec![Stretch::default()];
    let mut done = 0;
    let mut at = 0;
    let place = |from: usize, to: usize| Span::new(line.start + from, line.start + to);
    while let Some(found) = raw[at..].find(['<', '&', '{']) {
        at += found;
        let rest = &raw[at..];
        let (length, made) = match rest.as_bytes()[0] {
            b'<' => match tag(rest) {
                Some(length) => (length, None),
                None => (0, None),
            },
            b'{' => match rest.find('}') {
                Some(end) if rest.starts_with("{\\") => (end + 1, None),
                _ => (0, None),
            },
            _ => match reference(rest) {
                Some((length, value)) => (length, Some(value)),
                None => (0, None),
            },
        };
        if length == 0 {
            at += 1;
            continue;
        }
        if let Some(last) = out.last_mut() {
            last.words.same(text, place(done, at));
            if let Some(value) = &made {
                last.words.instead(value, place(at, at + length));
            }
        }
        if rest.starts_with("<v") && made.is_none() {
            let name = voice(text, place(at, at + length));
            out.push(Stretch {
                voice: name,
                changes: true,
                words: Layer::default(),
            });
        }
        at += length;
        done = at;
    }
    if let Some(last) = out.last_mut() {
        last.words.same(text, place(done, raw.len()));
    }
    out.retain(|stretch| !stretch.words.text.trim().is_empty());
    for stretch in &mut out {
        let words = stretch.words.text.trim_start();
        stretch.changes |= words.starts_with(">>")
            || ["-", "–", "—"].iter().any(|dash| {
                words
                    .strip_prefix(dash)
                    .is_some_and(|rest| rest.starts_with(|c: char| c == ' ' || c.is_uppercase()))
            });
    }
    out
}

/// The length of the tag at the head of `rest`: a name or a time between angle brackets.
fn tag(rest: &str) -> Option<usize> {
    let end = rest.find('>')?;
    let inner = rest[1..end].trim_start_matches('/');
    let is_tag = inner.is_empty()
        || inner.starts_with(|c: char| c.is_ascii_alphanumeric())
            && !inner.contains('<')
            && end <= 200;
    is_tag.then_some(end + 1)
}

/// The name in `<v Name>` or `<v.loud Name>`.
fn voice(text: &str, tag: Span) -> Option<Span> {
    let inner = Span::new(tag.start + 2, tag.end - 1);
    let at = inner.of(text).find(char::is_whitespace)?;
    let name = Span::new(inner.start + at, inner.end).trim(text);
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_voices_stay() {
        let text = "<v.first.loud Ada Renn>We <i>never</i> said &quot;yes&quot;.</v> <v Bo Lind>No &amp; no";
        let found = stretches(text, Span::new(0, text.len()));
        let shown: Vec<(Option<&str>, &str)> = found
            .iter()
            .map(|one| (one.voice.map(|span| span.of(text)), one.words.text.trim()))
            .collect();
        assert_eq!(
            shown,
            [
                (Some("Ada Renn"), "We never said \"yes\"."),
                (Some("Bo Lind"), "No & no")
            ]
        );
    }

    #[test]
    fn what_is_no_tag_stays() {
        let text = "{\\an8}2 < 3 & {so} on <00:01.000>";
        let found = stretches(text, Span::new(0, text.len()));
        assert_eq!(found[0].words.text, "2 < 3 & {so} on ");
    }

    #[test]
    fn a_dash_says_that_another_speaks() {
        let text = "- No.";
        assert!(stretches(text, Span::new(0, text.len()))[0].changes);
        let text = "-5 degrees";
        assert!(!stretches(text, Span::new(0, text.len()))[0].changes);
    }
}
