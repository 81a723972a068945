//! From the signs of RTF to the document.

use diptych_core::{Problem, codes};

use super::reader::{DEEPEST, Reader};
use super::token::Tokens;
use crate::reading::{ReadOptions, Reading};

/// Reads an RTF document.
pub(crate) fn read(reading: &mut Reading, bytes: &[u8], options: &ReadOptions) {
    let mut reader = Reader::new(options.changes);
    for (token, span) in Tokens::new(bytes) {
        reader.take(token, span, reading);
    }
    reader.flush();
    let is_whole = reader.groups.len() == 1;
    let depth = reader.groups.len();
    while reader.groups.len() > 1 {
        reader.close(reading);
    }
    reader.flow.finish(&mut reader.out);
    reader.heads.tell(&mut reading.source);
    let problems = &mut reading.problems;
    let mut tell = |code, message: String| problems.push(Problem::new(code, message));
    if !is_whole {
        let message = format!("the document breaks off with {} groups open", depth - 1);
        tell(&codes::BROKEN_PART, message);
    }
    if reader.was_too_deep {
        let message = format!("groups are nested deeper than {DEEPEST}");
        tell(&codes::DEEP_NESTING, message);
    }
    if let Some(page) = reader.unknown_page {
        let message = format!("the code page {page} is not known; windows-1252 was used");
        tell(&codes::GUESSED_ENCODING, message);
    }
    if reader.bad > 0 {
        let message = format!("{} bytes do not fit the encoding", reader.bad);
        tell(&codes::BAD_BYTES, message);
    }
    let [inserted, deleted] = reader.changed;
    if inserted + deleted > 0 {
        let message = format!(
            "the document holds tracked changes: {inserted} runs inserted, {deleted} deleted"
        );
        tell(&codes::TRACKED_CHANGES, message);
    }
    if reader.hidden > 0 {
        let message = format!(
            "the document hides {} runs of text; they were left out",
            reader.hidden
        );
        tell(&codes::HIDDEN_TEXT, message);
    }
    if reader.out.is_empty() {
        tell(&codes::EMPTY, "the document holds no text".to_owned());
    } else {
        reading.document = Some(reader.out.document(&reading.source));
    }
}

#[cfg(test)]
mod tests {
    use diptych_core::codes;

    use crate::{Changes, ReadOptions, read};

    fn text(rtf: &str, changes: Changes) -> (String, Vec<String>) {
        let options = ReadOptions {
            changes,
            ..ReadOptions::default()
        };
        let reading = read("a.rtf", rtf.as_bytes(), &options);
        let codes = reading.problems.into_iter().map(|problem| problem.code);
        (
            reading.document.map(|found| found.text).unwrap_or_default(),
            codes.collect(),
        )
    }

    #[test]
    fn bytes_are_read_as_their_font_says_or_else_the_document() {
        for (rtf, words) in [
            (r"{\rtf1\ansi\ansicpg1251 \'cc\'ee\'f1\'f2}", "Мост"),
            (r"{\rtf1\ansi\deflang1058 \'cc\'b3\'f1\'f2}", "Міст"),
            (
                r"{\rtf1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\deff0\'e9\f1\'e9}",
                "éй",
            ),
            (
                r"{\rtf1\ansicpg1251{\fonttbl{\f0\fcharset0 A;}}\deff0\'e9}",
                "й",
            ),
            (r"{\rtf1\ansicpg932 \'83\'65x}", "テx"),
            (r"{\rtf1\uc2\u1084 ??\u1086\'ee\'eex}", "моx"),
            (r"{\rtf1{\uc0\u1084}\u1086 ?x}", "моx"),
        ] {
            assert_eq!(text(rtf, Changes::Accepted).0, words, "{rtf}");
        }
    }

    #[test]
    fn changes_are_read_in_three_views() {
        let rtf = r"{\rtf1 We {\deleted will}{\revised may} open.}";
        for (changes, words) in [
            (Changes::Accepted, "We may open."),
            (Changes::Original, "We will open."),
            (Changes::Marked, "We [-will-][+may+] open."),
        ] {
            let (found, codes) = text(rtf, changes);
            assert_eq!(found, words);
            assert_eq!(codes, [codes::TRACKED_CHANGES.id]);
        }
    }

    #[test]
    fn runs_of_spaces_behind_the_words_are_left_out() {
        let (found, _) = text(
            r"{\rtf1 \~ Words. {\i \'20} {\b  }\~\par}",
            Changes::Accepted,
        );
        assert_eq!(found, "Words.");
    }

    #[test]
    fn a_hundred_thousand_groups_are_read_in_linear_time() {
        for (open, close) in [
            ("{", "}"),
            ("{\\footnote x", "}"),
            ("{\\upr{", ""),
            ("{\\info", ""),
        ] {
            let rtf = format!(
                "{{\\rtf1 Words. {}y{}\\par More.}}",
                open.repeat(100_000),
                close.repeat(100_000)
            );
            let (found, codes) = text(&rtf, Changes::Accepted);
            assert!(found.starts_with("Words."), "{open}");
            assert!(
                codes.contains(&codes::DEEP_NESTING.id.to_owned()),
                "{open} {codes:?}"
            );
        }
    }

    #[test]
    fn what_is_wrong_with_it_is_told() {
        for (rtf, code) in [
            (r"{\rtf1 x", codes::BROKEN_PART.id),
            (r"{\rtf1\ansicpg437 x}", codes::GUESSED_ENCODING.id),
            (r"{\rtf1\ansicpg1253 \'d2}", codes::BAD_BYTES.id),
            (r"{\rtf1{\pict 00}}", codes::EMPTY.id),
        ] {
            assert_eq!(text(rtf, Changes::Accepted).1, [code], "{rtf}");
        }
    }
}
