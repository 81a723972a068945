//! The cues of a file: their times and where their words stand.

use diptych_core::Span;

/// A cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cue {
    /// When it begins, in milliseconds.
    pub(crate) from_ms: u64,
    /// When it ends, in milliseconds.
    pub(crate) to_ms: u64,
    /// Its lines, without white space at their ends.
    pub(crate) lines: Vec<Span>,
}

/// The cues of a file, and what was passed over.
#[derive(Debug, Default)]
pub(crate) struct Cues {
    pub(crate) cues: Vec<Cue>,
    /// Lines that are neither cue nor comment.
    pub(crate) strays: Vec<Span>,
}

/// Whether the text is a file of subtitles: it says so, or its first lines are a cue's.
pub(crate) fn is_subtitles(head: &str) -> bool {
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if let Some(rest) = head.strip_prefix("WEBVTT") {
        return rest.is_empty() || rest.starts_with(char::is_whitespace);
    }
    let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty());
    let Some(first) = lines.next() else {
        return false;
    };
    if times(first).is_some() {
        return true;
    }
    let is_number = first.len() <= 7 && first.bytes().all(|byte| byte.is_ascii_digit());
    is_number && lines.next().is_some_and(|line| times(line).is_some())
}

/// Whether any line is the time of a cue.
pub(crate) fn has_cue(head: &str) -> bool {
    head.lines().any(|line| times(line.trim()).is_some())
}

/// Finds the cues.
pub(crate) fn cues(text: &str) -> Cues {
    let mut out = Cues::default();
    // The lines of a stretch between empty lines, and whether it is a comment or a style.
    let mut aside = false;
    let mut fresh = true;
    let mut pending: Vec<Span> = Vec::new();
    let mut at = 0;
    for raw in text.split_inclusive('\n') {
        let span = Span::new(at, at + raw.len()).trim(text);
        at += raw.len();
        let line = span.of(text).trim_start_matches('\u{feff}');
        if line.is_empty() {
            out.strays.append(&mut pending);
            aside = false;
            fresh = true;
            continue;
        }
        if let Some((from_ms, to_ms)) = times(line) {
            // What stood before it in its stretch is its number or name; a
            // number right before a time belongs to the cue that follows even
            // where the empty line between two cues was lost.
            if pending.is_empty()
                && let Some(last) = out.cues.last_mut()
                && let Some(number) = last.lines.last()
                && !fresh
                && number.of(text).bytes().all(|byte| byte.is_ascii_digit())
            {
                last.lines.pop();
            }
            pending.clear();
            out.cues.push(Cue {
                from_ms,
                to_ms,
                lines: Vec::new(),
            });
            aside = false;
            fresh = false;
            continue;
        }
        if fresh {
            let keyword = line.split_whitespace().next().unwrap_or("");
            aside = matches!(keyword, "NOTE" | "STYLE" | "REGION" | "WEBVTT");
        }
        let opens = fresh;
        fresh = false;
        if aside {
            continue;
        }
        match out.cues.last_mut() {
            // A stretch without a time of its own is no cue: a number or name
            // whose time follows, or a stray line.
            Some(cue) if !opens && pending.is_empty() => cue.lines.push(span),
            _ => pending.push(span),
        }
    }
    out.strays.append(&mut pending);
    out
}

/// The two times of a cue's line, in milliseconds.
fn times(line: &str) -> Option<(u64, u64)> {
    let (before, after) = line.split_once("-->")?;
    let from = time(before.trim())?;
    let to = time(after.split_whitespace().next()?)?;
    Some((from, to))
}

/// `01:02:03,456`, `02:03.456` and forms near them.
fn time(text: &str) -> Option<u64> {
    let (clock, rest) = text.split_once([',', '.']).unwrap_or((text, ""));
    let thousandths = match rest.len() {
        0 => 0,
        1..=3 if rest.bytes().all(|byte| byte.is_ascii_digit()) => {
            rest.parse::<u64>().ok()? * 10_u64.pow(3 - rest.len() as u32)
        }
        _ => return None,
    };
    let mut seconds = 0_u64;
    let parts: Vec<&str> = clock.split(':').collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    for part in parts {
        if part.is_empty() || part.len() > 4 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        seconds = seconds * 60 + part.parse::<u64>().ok()?;
    }
    Some(seconds * 1000 + thousandths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_their_forms() {
        assert_eq!(times("00:00:01,500 --> 00:01:02,000"), Some((1500, 62_000)));
        assert_eq!(
            times("00:01.5 --> 01:00:00.000 align:start"),
            Some((1500, 3_600_000))
        );
        for line in [
            "00:00:01 -> 00:00:02",
            "a --> b",
            "1 --> 2",
            "00:xx:01,0 --> 00:00:02,0",
        ] {
            assert_eq!(times(line), None, "{line}");
        }
    }

    #[test]
    fn cues_with_lost_lines() {
        let text = "1\n00:00:01,000 --> 00:00:02,000\nOne\n2\n00:00:03,000 --> 00:00:04,000\nTwo\n\n7\n\nStray\n\n00:00:05,000 --> 00:00:06,000\nThree\n";
        let found = cues(text);
        let words: Vec<Vec<&str>> = found
            .cues
            .iter()
            .map(|cue| cue.lines.iter().map(|line| line.of(text)).collect())
            .collect();
        assert_eq!(words, [["One"], ["Two"], ["Three"]]);
        let strays: Vec<&str> = found.strays.iter().map(|span| span.of(text)).collect();
        assert_eq!(strays, ["7", "Stray"]);
    }

    #[test]
    fn comments_and_styles_are_no_cues() {
        let text = "WEBVTT - a title\nKind: captions\n\nNOTE one\nmore\n\nSTYLE\n::cue {}\n\nid-1\n00:01.000 --> 00:02.000\nWords\n";
        let found = cues(text);
        assert_eq!((found.cues.len(), found.strays.len()), (1, 0));
    }

    #[test]
    fn subtitles_are_told_by_their_head() {
        assert!(is_subtitles("\u{feff}WEBVTT\n"));
        assert!(is_subtitles("1\r\n00:00:01,000 --> 00:00:02,000\r\nx"));
        assert!(!is_subtitles("WEBVTTX") && !is_subtitles("1\nWords") && !is_subtitles(""));
    }
}
